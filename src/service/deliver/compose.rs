//! The call of a row, worked out at the moment it is claimed.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::domain::address::Address;
use crate::domain::announcement::Confirmation;
use crate::domain::clock::Timestamp;
use crate::domain::id::{AnnouncementId, ChatId};
use crate::domain::message::Button;
use crate::domain::options::Options;
use crate::domain::outgoing::Outgoing;
use crate::domain::part::Part;
use crate::service::{Error, Rules, chase, people, progress, reach};
use crate::store::delivery::Wanted;
use crate::store::outbox::{Claimed, Work};
use crate::store::{
    Fault, Tx, acknowledgement, announcement, attendance, delivery, posting, revision, upload,
};
use crate::view::{self, answer::Given};

/// Rendered announcements that are leaving just now, so that each is read once and not for each chat.
#[derive(Debug, Default)]
pub struct Rendered(HashMap<(AnnouncementId, i64), Revised>);

/// A revision as it leaves.
#[derive(Debug)]
struct Revised {
    parts: Vec<Part>,
    /// What its buttons ask.
    options: Options,
    /// When it was approved.
    approved_at: Option<Timestamp>,
}

impl Rendered {
    /// More revisions than this are never under way at once, so an old one may be forgotten.
    const MOST: usize = 64;

    /// How many messages the call of a row makes, as the platform's limits count them.
    ///
    /// # Errors
    /// A database fault.
    pub async fn messages(&mut self, tx: &mut Tx, row: &Claimed) -> Result<u32, Fault> {
        let (announcement, part) = match &row.work {
            Work::Call(call) => return Ok(call.messages()),
            // What comes first is one message: no announcement begins with an album.
            Work::Delivery {
                announcement, part, ..
            } if *part > 0 => (*announcement, *part),
            Work::Delivery { .. }
            | Work::Progress { .. }
            | Work::Button { .. }
            | Work::Reminder { .. }
            | Work::Escalation { .. } => return Ok(1),
        };
        let known = self.0.keys().filter(|(id, _)| *id == announcement);
        let revision = match known.map(|(_, revision)| *revision).max() {
            Some(revision) => revision,
            None => match announcement::find(tx, announcement).await? {
                Some(found) => found.revision,
                None => return Ok(1),
            },
        };
        let revised = self.of(tx, announcement, revision).await?;
        let part = usize::try_from(part)
            .ok()
            .and_then(|at| revised.parts.get(at));
        let messages = part.map_or(1, Part::messages);
        Ok(u32::try_from(messages).unwrap_or(1))
    }

    async fn of(
        &mut self,
        tx: &mut Tx,
        id: AnnouncementId,
        revision: i64,
    ) -> Result<&Revised, Fault> {
        if !self.0.contains_key(&(id, revision)) && self.0.len() >= Self::MOST {
            self.0.clear();
        }
        Ok(match self.0.entry((id, revision)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => {
                let announcement = announcement::find(tx, id).await?;
                place.insert(Revised {
                    parts: revision::parts(tx, id, revision).await?,
                    approved_at: announcement
                        .as_ref()
                        .and_then(|it| Some(it.decided.as_ref()?.1)),
                    options: announcement.map_or_else(Options::default, |it| it.options),
                })
            }
        })
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

/// Works out the calls of rows at the moment they are claimed, in their order. `None`: there is nothing to
/// do any more.
///
/// # Errors
/// A database fault.
pub async fn compose(
    tx: &mut Tx,
    rules: &Rules,
    rendered: &mut Rendered,
    rows: &[Claimed],
    now: Timestamp,
) -> Result<Vec<Option<Composed>>, Fault> {
    let deliveries: Vec<_> = rows.iter().filter_map(delivery_of).collect();
    let wanted = delivery::wanted(tx, &deliveries).await?;
    let mut composed = Vec::with_capacity(rows.len());
    for row in rows {
        let wanted = delivery_of(row).and_then(|delivery| wanted.get(&delivery));
        composed.push(one(tx, rules, rendered, row, wanted, now).await?);
    }
    Ok(composed)
}

/// The delivery that a row speaks of.
fn delivery_of(row: &Claimed) -> Option<(AnnouncementId, ChatId)> {
    match row.work {
        Work::Delivery {
            announcement, chat, ..
        }
        | Work::Button { announcement, chat } => Some((announcement, chat)),
        Work::Call(_) | Work::Progress { .. } | Work::Reminder { .. } | Work::Escalation { .. } => {
            None
        }
    }
}

async fn one(
    tx: &mut Tx,
    rules: &Rules,
    rendered: &mut Rendered,
    row: &Claimed,
    wanted: Option<&Wanted>,
    now: Timestamp,
) -> Result<Option<Composed>, Fault> {
    let call = match (&row.work, &row.address, wanted) {
        // It may have been registered since, by a file for example.
        (Work::Call(Outgoing::Leave { chat }), _, _) if reach::is_registered(tx, chat).await? => {
            None
        }
        (Work::Call(call), _, _) => Some(loaded(tx, row.id, call.clone()).await?),
        (
            Work::Delivery {
                announcement, part, ..
            },
            Some(to),
            Some(wanted),
        ) => return copy(tx, rules, rendered, (*announcement, *part), to, wanted).await,
        (Work::Button { announcement, .. }, Some(at), Some(wanted)) => {
            button(tx, rules, rendered, *announcement, at, wanted).await?
        }
        (Work::Progress { announcement }, Some(at), _) => {
            bar(tx, rules, *announcement, at, now).await?
        }
        (Work::Reminder { .. }, Some(to), _) => chase::remind(tx, rules, row, to, now).await?,
        (
            Work::Escalation {
                announcement,
                level,
            },
            Some(to),
            _,
        ) => chase::tell(tx, rules, row, (*announcement, *level), to, now).await?,
        (_, None, _) | (_, _, None) => None,
    };
    Ok(call.map(|call| Composed { call, shows: None }))
}

/// The call with the bytes of its file, which are kept apart.
async fn loaded(tx: &mut Tx, row: i64, mut call: Outgoing) -> Result<Outgoing, Fault> {
    if let Outgoing::File { file, .. } = &mut call {
        file.content = upload::of(tx, row).await?;
    }
    Ok(call)
}

/// A part of an announcement, the last one with its button.
async fn copy(
    tx: &mut Tx,
    rules: &Rules,
    rendered: &mut Rendered,
    (announcement, part): (AnnouncementId, i64),
    to: &Address,
    wanted: &Wanted,
) -> Result<Option<Composed>, Fault> {
    // Nothing leaves of what is settled, whatever became of its row.
    if !wanted.waiting {
        return Ok(None);
    }
    let revised = rendered.of(tx, announcement, wanted.revision).await?;
    let count = revised.parts.len();
    let index = usize::try_from(part).unwrap_or(usize::MAX);
    let Some(mut part) = revised.parts.get(index).cloned() else {
        return Ok(None);
    };
    if index + 1 == count
        && let Some(buttons) = part.buttons_mut()
    {
        *buttons = button_rows(tx, rules, announcement, wanted, revised).await?;
    }
    Ok(Some(Composed {
        call: Outgoing::part(to.clone(), part),
        shows: Some((wanted.revision, count)),
    }))
}

/// The button of a copy, as it should be now.
async fn button(
    tx: &mut Tx,
    rules: &Rules,
    rendered: &mut Rendered,
    announcement: AnnouncementId,
    at: &Address,
    wanted: &Wanted,
) -> Result<Option<Outgoing>, Fault> {
    // The last message carries it, once all parts have arrived.
    let Some(message_id) = wanted.messages.last().filter(|_| wanted.is_there) else {
        return Ok(None);
    };
    let revised = rendered.of(tx, announcement, wanted.revision).await?;
    let buttons = button_rows(tx, rules, announcement, wanted, revised).await?;
    Ok(Some(Outgoing::Buttons {
        at: at.clone(),
        message_id: *message_id,
        buttons,
    }))
}

async fn bar(
    tx: &mut Tx,
    rules: &Rules,
    announcement: AnnouncementId,
    at: &Address,
    now: Timestamp,
) -> Result<Option<Outgoing>, Fault> {
    let Some(message_id) = posting::at(tx, announcement, posting::PROGRESS, at).await? else {
        return Ok(None);
    };
    let progress = match progress::of(tx, rules, announcement, now).await {
        Ok(progress) => progress,
        Err(Error::Fault(fault)) => return Err(fault),
        Err(Error::Refused(_)) => return Ok(None),
    };
    let lang = people::lang(tx, rules, at).await?;
    let message = view::progress::progress(&lang, &progress);
    Ok(Some(Outgoing::Edit {
        at: at.clone(),
        message_id,
        message,
    }))
}

async fn button_rows(
    tx: &mut Tx,
    rules: &Rules,
    id: AnnouncementId,
    wanted: &Wanted,
    revised: &Revised,
) -> Result<Vec<Vec<Button>>, Fault> {
    let first = match wanted.confirmed {
        true => {
            acknowledgement::first_and_count(tx, id, wanted.revision, &wanted.institution).await?
        }
        false => None,
    };
    let asks = revised.options.confirmation;
    let attends = match wanted.confirmed && asks == Confirmation::Attendance {
        true => attendance::find(tx, id, wanted.revision, &wanted.institution).await?,
        false => None,
    };
    let given = Given {
        first,
        attends: attends.map(|it| (it.attends, it.by)),
        late: revised.approved_at.filter(|_| wanted.late),
    };
    let (lang, revision) = (rules.official(), wanted.revision);
    Ok(view::answer::rows(
        &lang,
        id,
        revision,
        &revised.options,
        &given,
    ))
}
