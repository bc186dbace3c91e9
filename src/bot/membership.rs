//! The bot is added, thrown out, blocked, let in again.

use crate::domain::event::{Membership, PlaceKind};
use crate::service::{Error, reach, uninvited};

use super::talk::Talk;

/// What the platform says where a bot may be and not write.
const MUTED: &str = "not enough rights to send text messages to the chat";

/// The bot's standing in a chat has changed; whether it came where nothing is registered.
pub(super) async fn changed(talk: &mut Talk<'_>, change: &Membership) -> Result<bool, Error> {
    let (address, rules, now) = (&change.place.address, talk.rules, talk.now);
    if !change.present {
        let reason = match change.place.kind {
            PlaceKind::Private => "bot was blocked by the user",
            PlaceKind::Group | PlaceKind::Channel => "bot is not a member of the chat",
        };
        uninvited::gone(talk.tx, rules, address, now).await?;
        reach::gone(talk.tx, rules, address, reason, now).await?;
        return Ok(false);
    }
    if change.may_write {
        reach::back(talk.tx, rules, address, now).await?;
    } else {
        reach::gone(talk.tx, rules, address, MUTED, now).await?;
    }
    let shared = change.place.kind != PlaceKind::Private;
    Ok(shared && !change.was_present && !reach::is_registered(talk.tx, address).await?)
}
