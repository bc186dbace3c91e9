//! The call of a row, worked out at the moment it is claimed.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::domain::address::Address;
use crate::domain::announcement::{Change, Confirmation};
use crate::domain::clock::Timestamp;
use crate::domain::id::{AnnouncementId, ChatId};
use crate::domain::message::{Button, Message};
use crate::domain::options::Options;
use crate::domain::outgoing::Outgoing;
use crate::domain::part::{self, Part};
use crate::domain::shown::Step;
use crate::service::{Error, Rules, chase, correct, people, progress, reach};
use crate::store::delivery::Wanted;
use crate::store::outbox::{Claimed, Work};
use crate::store::{
    Fault, Tx, acknowledgement, announcement, attendance, delivery, dissemination, posting,
    revision, upload,
};
use crate::view::{self, answer::Given};

use super::edit::{self, Item};

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
    /// What is said below copies that were changed to it; nothing for the first revision.
    notices: Option<Notices>,
}

/// What is said below a copy that was changed, and in it.
#[derive(Debug)]
struct Notices {
    /// The message above was edited.
    edited: Message,
    /// It could not be.
    anew: Message,
    /// What becomes of a message for which there is no part any more.
    blank: Message,
}

impl Rendered {
    /// More revisions than this are never under way at once, so an old one may be forgotten.
    const MOST: usize = 64;

    /// How many messages the call of a row makes, as the platform's limits count them.
    ///
    /// # Errors
    /// A database fault.
    pub async fn messages(
        &mut self,
        tx: &mut Tx,
        rules: &Rules,
        row: &Claimed,
    ) -> Result<u32, Fault> {
        let (announcement, part) = match &row.work {
            Work::Call(call) => return Ok(call.messages()),
            // What comes first is one message: no announcement begins with an album.
            Work::Delivery {
                announcement, part, ..
            } if *part > 0 => (*announcement, *part),
            Work::Delivery { .. }
            | Work::Revision { .. }
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
        let revised = self.of(tx, rules, announcement, revision).await?;
        let part = usize::try_from(part)
            .ok()
            .and_then(|at| revised.parts.get(at));
        let messages = part.map_or(1, Part::messages);
        Ok(u32::try_from(messages).unwrap_or(1))
    }

    async fn of(
        &mut self,
        tx: &mut Tx,
        rules: &Rules,
        id: AnnouncementId,
        revision: i64,
    ) -> Result<&Revised, Fault> {
        if !self.0.contains_key(&(id, revision)) && self.0.len() >= Self::MOST {
            self.0.clear();
        }
        Ok(match self.0.entry((id, revision)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(read(tx, rules, id, revision).await?),
        })
    }
}

async fn read(
    tx: &mut Tx,
    rules: &Rules,
    id: AnnouncementId,
    revision: i64,
) -> Result<Revised, Fault> {
    let announcement = announcement::find(tx, id).await?;
    let leaving = revision::leaving(tx, id, revision).await?;
    let number = announcement.as_ref().and_then(|it| it.number);
    let approved_at = announcement
        .as_ref()
        .and_then(|it| Some(it.decided.as_ref()?.1));
    let mut options = announcement.map_or_else(Options::default, |it| it.options);
    // Nobody confirms what holds no longer.
    if leaving.change == Some(Change::Withdrawal) {
        options.confirmation = Confirmation::None;
    }
    let asked = options.confirmation;
    let notices = leaving.change.zip(number).map(|(change, number)| {
        let lang = rules.official();
        let notice = |edited| {
            let notice = view::correction::Notice {
                number,
                change,
                at: leaving.approved_at,
                asked,
                edited,
            };
            view::correction::notice(&lang, &notice)
        };
        Notices {
            edited: notice(true),
            anew: notice(false),
            blank: view::correction::blank(&lang, number, change),
        }
    });
    Ok(Revised {
        parts: leaving.parts,
        approved_at,
        options,
        notices,
    })
}

/// A call worked out for a row, with what it does for a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Composed {
    /// What to do.
    pub call: Outgoing,
    /// For copies of announcements: which step it is.
    pub doing: Option<Doing>,
}

/// A step of a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doing {
    /// Towards which revision.
    pub revision: i64,
    /// How many messages each of its parts is.
    pub layout: Vec<usize>,
    /// Which step.
    pub step: Step,
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
        | Work::Revision { announcement, chat }
        | Work::Button {
            announcement, chat, ..
        } => Some((announcement, chat)),
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
        // Nothing leaves of what is settled, whatever became of its row.
        (Work::Delivery { .. }, _, Some(wanted)) if !wanted.waiting => None,
        (
            Work::Delivery { announcement, .. } | Work::Revision { announcement, .. },
            Some(to),
            Some(wanted),
        ) => return copy(tx, rules, rendered, *announcement, to, wanted).await,
        (
            Work::Button {
                announcement,
                notice,
                ..
            },
            Some(at),
            Some(wanted),
        ) => button(tx, rules, rendered, (*announcement, *notice), at, wanted).await?,
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
    Ok(call.map(|call| Composed { call, doing: None }))
}

/// The call with the bytes of its file, which are kept apart.
async fn loaded(tx: &mut Tx, row: i64, mut call: Outgoing) -> Result<Outgoing, Fault> {
    if let Some(file) = call.file_mut() {
        file.content = upload::of(tx, row).await?;
    }
    Ok(call)
}

/// The next step of a copy: a part of the announcement, the last one with its button; or what is said
/// below it when it was changed.
async fn copy(
    tx: &mut Tx,
    rules: &Rules,
    rendered: &mut Rendered,
    announcement: AnnouncementId,
    to: &Address,
    wanted: &Wanted,
) -> Result<Option<Composed>, Fault> {
    let (shown, revision) = (&wanted.shown, wanted.revision);
    let revised = rendered.of(tx, rules, announcement, revision).await?;
    let layout: Vec<usize> = revised.parts.iter().map(Part::messages).collect();
    let step = shown.next(revision, &layout, to.chat());
    let last = step.part().is_none_or(|part| part + 1 == layout.len());
    let buttons = match step {
        Step::Blank { .. } | Step::Done => Vec::new(),
        _ if last => button_rows(tx, rules, announcement, wanted, revised).await?,
        _ => Vec::new(),
    };
    // What kind of message stands in the place of an edit.
    let before = match step {
        Step::Edit { place, .. } | Step::Blank { place, .. } if shown.found(revision) > 0 => {
            let before = shown.found(revision);
            let before = rendered.of(tx, rules, announcement, before).await?;
            edit::at(&before.parts, place)
        }
        _ => None,
    };
    let revised = rendered.of(tx, rules, announcement, revision).await?;
    let notices = revised.notices.as_ref();
    let to = to.clone();
    let call = match step {
        Step::Send { part, .. } => revised.parts.get(part).map(|part| {
            let mut part = part.clone();
            if let Some(place) = part.buttons_mut() {
                *place = buttons;
            }
            Outgoing::part(to, part)
        }),
        Step::Edit { place, message, .. } => edit::at(&revised.parts, place)
            .map(|item| edit::to(to, message, before.as_ref(), item, buttons)),
        Step::Blank { message, .. } => notices.map(|notices| {
            let blank = Item::Text(notices.blank.clone());
            edit::to(to, message, before.as_ref(), blank, Vec::new())
        }),
        Step::Notice { reply_to } => notices.map(|notices| {
            let text = match shown.uneditable {
                true => &notices.anew,
                false => &notices.edited,
            };
            let message = Message {
                buttons,
                ..text.clone()
            };
            match reply_to {
                Some(reply_to) => Outgoing::Reply {
                    to,
                    reply_to,
                    message,
                },
                None => Outgoing::Send { to, message },
            }
        }),
        Step::Done => None,
    };
    Ok(call.map(|call| Composed {
        call,
        doing: Some(Doing {
            revision,
            layout,
            step,
        }),
    }))
}

/// The button of a copy, or of the notice below it, as it should be now.
async fn button(
    tx: &mut Tx,
    rules: &Rules,
    rendered: &mut Rendered,
    (announcement, notice): (AnnouncementId, bool),
    at: &Address,
    wanted: &Wanted,
) -> Result<Option<Outgoing>, Fault> {
    // A copy that shows an older revision gets its button with the newest.
    if !wanted.is_there || wanted.shows != wanted.revision {
        return Ok(None);
    }
    let revised = rendered
        .of(tx, rules, announcement, wanted.revision)
        .await?;
    // The last part carries it.
    let last = part::messages(&revised.parts).saturating_sub(1);
    let message_id = match notice {
        true => wanted.shown.notice,
        false => wanted.shown.editable(last, at.chat()),
    };
    let Some(message_id) = message_id else {
        return Ok(None);
    };
    let buttons = button_rows(tx, rules, announcement, wanted, revised).await?;
    Ok(Some(Outgoing::Buttons {
        at: at.clone(),
        message_id,
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
    let mut progress = match progress::of(tx, rules, announcement, now).await {
        Ok(progress) => progress,
        Err(Error::Fault(fault)) => return Err(fault),
        Err(Error::Refused(_)) => return Ok(None),
    };
    progress.correctable = correct::may_correct_at(tx, at, announcement).await?;
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
    let disseminated = match wanted.confirmed && asks == Confirmation::Disseminated {
        true => {
            dissemination::first_and_count(tx, id, wanted.revision, &wanted.institution).await?
        }
        false => None,
    };
    let given = Given {
        first,
        disseminated,
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
