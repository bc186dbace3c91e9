//! The bot is added, thrown out, blocked, let in again.

use std::time::Duration;

use crate::domain::address::Address;
use crate::domain::event::{Membership, PlaceKind};
use crate::service::{Error, post, reach};
use crate::view;

use super::talk::Talk;

/// A group link adds the bot first and shows its token a moment later.
const TOKEN_FOLLOWS: Duration = Duration::from_secs(5);

/// Under which the notice to a group without a token waits, for the token to take it back, also one that
/// is shown in a topic.
pub(super) fn untokened_key(address: &Address) -> String {
    format!("untokened:{}", address.chat())
}

pub(super) async fn changed(talk: &mut Talk<'_>, change: &Membership) -> Result<(), Error> {
    let address = &change.place.address;
    if !change.present {
        let reason = match change.place.kind {
            PlaceKind::Private => "bot was blocked by the user",
            PlaceKind::Group | PlaceKind::Channel => "bot is not a member of the chat",
        };
        return Ok(reach::gone(talk.tx, talk.rules, address, reason, talk.now).await?);
    }
    let back = change.may_write && reach::back(talk.tx, talk.rules, address, talk.now).await?;
    if change.was_present {
        return Ok(());
    }
    let known = back || reach::is_registered(talk.tx, address).await?;
    if known || change.place.kind != PlaceKind::Group {
        return Ok(());
    }
    let notice = vec![view::group::added_without_token(&talk.lang)];
    let key = untokened_key(address);
    Ok(post::send_coalesced(talk.tx, address, notice, &key, TOKEN_FOLLOWS, talk.now).await?)
}
