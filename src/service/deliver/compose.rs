//! The call of a row, worked out at the moment it is claimed.

use std::collections::HashMap;

use crate::domain::id::{AnnouncementId, ChatId};
use crate::domain::message::{Button, Message};
use crate::domain::outgoing::Outgoing;
use crate::service::{Error, Rules, progress};
use crate::store::delivery::Wanted;
use crate::store::outbox::{Claimed, Work};
use crate::store::{Fault, Tx, acknowledgement, delivery, posting, revision};
use crate::view;

/// Rendered announcements that are leaving just now, so that each is read once and not for each chat.
#[derive(Debug, Default)]
pub struct Rendered(HashMap<(AnnouncementId, i64), Vec<Message>>);

impl Rendered {
    /// More revisions than this are never under way at once, so an old one may be forgotten.
    const MOST: usize = 64;

    async fn parts(
        &mut self,
        tx: &mut Tx,
        id: AnnouncementId,
        revision: i64,
    ) -> Result<&[Message], Fault> {
        if !self.0.contains_key(&(id, revision)) {
            if self.0.len() >= Self::MOST {
                self.0.clear();
            }
            let parts = revision::parts(tx, id, revision).await?;
            self.0.insert((id, revision), parts);
        }
        Ok(self.0.get(&(id, revision)).map_or(&[], Vec::as_slice))
    }
}

/// A call worked out for a row, with the revision that it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Composed {
    /// What to do.
    pub call: Outgoing,
    /// For deliveries: of which revision it is, and of how many parts that consists.
    pub shows: Option<(i64, usize)>,
}

/// Works out the call of a row at the moment it is claimed. `None`: there is nothing to do any more.
///
/// # Errors
/// A database fault.
pub async fn compose(
    tx: &mut Tx,
    rules: &Rules,
    rendered: &mut Rendered,
    row: &Claimed,
) -> Result<Option<Composed>, Fault> {
    let plain = |call| Some(Composed { call, shows: None });
    match (&row.work, &row.address) {
        (Work::Call(call), _) => Ok(plain(call.clone())),
        (_, None) => Ok(None),
        (
            Work::Delivery {
                announcement,
                chat,
                part,
            },
            Some(to),
        ) => {
            let wanted = delivery::wanted(tx, *announcement, *chat).await?;
            // Settled meanwhile, as when its officer's role ended while an attempt was under way.
            if !wanted.waiting {
                return Ok(None);
            }
            let revision = wanted.revision;
            let parts = rendered.parts(tx, *announcement, revision).await?;
            let count = parts.len();
            let index = usize::try_from(*part).unwrap_or(usize::MAX);
            let Some(mut message) = parts.get(index).cloned() else {
                return Ok(None);
            };
            if index + 1 == count {
                message.buttons = button_row(tx, rules, *announcement, *chat).await?;
            }
            let call = Outgoing::Send {
                to: to.clone(),
                message,
            };
            Ok(Some(Composed {
                call,
                shows: Some((revision, count)),
            }))
        }
        (Work::Button { announcement, chat }, Some(at)) => {
            let Some(message_id) = delivery::last_message(tx, *announcement, *chat).await? else {
                return Ok(None);
            };
            let buttons = button_row(tx, rules, *announcement, *chat).await?;
            Ok(plain(Outgoing::Buttons {
                at: at.clone(),
                message_id,
                buttons,
            }))
        }
        (Work::Progress { announcement }, Some(at)) => {
            let Some(message_id) = posting::at(tx, *announcement, posting::PROGRESS, at).await?
            else {
                return Ok(None);
            };
            let progress = match progress::of(tx, *announcement).await {
                Ok(progress) => progress,
                Err(Error::Fault(fault)) => return Err(fault),
                Err(Error::Refused(_)) => return Ok(None),
            };
            let message = view::progress::progress(&rules.official(), &progress);
            Ok(plain(Outgoing::Edit {
                at: at.clone(),
                message_id,
                message,
            }))
        }
    }
}

async fn button_row(
    tx: &mut Tx,
    rules: &Rules,
    id: AnnouncementId,
    chat: ChatId,
) -> Result<Vec<Vec<Button>>, Fault> {
    let Wanted {
        revision,
        institution,
        ..
    } = delivery::wanted(tx, id, chat).await?;
    let first = acknowledgement::first_and_count(tx, id, revision, &institution).await?;
    let first = first.as_ref().map(|(name, count)| (name.as_str(), *count));
    Ok(view::announcement::acknowledge_row(
        &rules.official(),
        id,
        revision,
        first,
    ))
}
