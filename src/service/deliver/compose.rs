//! The call of a row, worked out at the moment it is claimed.

use crate::domain::address::Address;
use crate::domain::announcement::Confirmation;
use crate::domain::clock::Timestamp;
use crate::domain::id::{AnnouncementId, ChatId};
use crate::domain::layout::{Layouts, SlotKind};
use crate::domain::message::{Button, Message};
use crate::domain::outgoing::Outgoing;
use crate::domain::part;
use crate::domain::shown::{Shown, Step};
use crate::service::{Error, Rules, chase, correct, follow, people, progress, reach};
use crate::store::delivery::Wanted;
use crate::store::outbox::{Claimed, Work};
use crate::store::{
    Fault, Tx, acknowledgement, attendance, delivery, dissemination, posting, upload,
};
use crate::view::correction::Gone;
use crate::view::{self, answer::Given};

use super::edit::{self, Before, Item};
use super::rendered::{Rendered, Revised};

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
    /// What that, and what stands there, has in its places.
    pub layouts: Layouts,
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
        Work::Call(_)
        | Work::Progress { .. }
        | Work::Card { .. }
        | Work::Reminder { .. }
        | Work::Escalation { .. } => None,
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
        (Work::Card { announcement, half }, Some(at), _) => {
            follow::refreshed(tx, rules, *announcement, at, *half, now).await?
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
    let layouts = rendered.layouts(tx, rules, announcement, wanted).await?;
    let step = shown.next(revision, &layouts, to.chat());
    let revised = rendered.of(tx, rules, announcement, revision).await?;
    let last = step
        .part()
        .is_none_or(|part| part + 1 == revised.parts.len());
    let buttons = match step {
        Step::Blank { .. } | Step::Done => Vec::new(),
        _ if last => button_rows(tx, rules, announcement, wanted, revised).await?,
        _ => Vec::new(),
    };
    // What stands in the place of an edit.
    let changed = step.changes();
    let before = match changed.and_then(|place| Some((place, shown.made_for(place)?))) {
        Some((place, made)) => {
            let made = rendered.of(tx, rules, announcement, made).await?;
            edit::at(&made.parts, place)
        }
        None => None,
    };
    let revised = rendered.of(tx, rules, announcement, revision).await?;
    let to = to.clone();
    let call = match step {
        Step::Send { part, .. } => revised.parts.get(part).map(|part| {
            let mut part = part.clone();
            if let Some(place) = part.buttons_mut() {
                *place = buttons;
            }
            Outgoing::part(to, part)
        }),
        Step::Edit { place, message, .. } => edit::at(&revised.parts, place).map(|item| {
            let before = match before {
                Some(Item::Medium(medium)) if !shown.unsure => Before::Showing(medium),
                _ => Before::Any,
            };
            edit::to((to, message), &before, item, buttons)
        }),
        Step::Blank { place, message } => {
            let words = revised.number.map(|number| {
                let gone = gone(shown, place, &layouts, before.as_ref(), to.chat());
                gone.map(|gone| view::correction::blank(&rules.official(), number, gone))
            });
            let words = words.flatten().unwrap_or_default();
            Some(edit::blank(to, message, before.as_ref(), words))
        }
        Step::Notice { reply_to } => revised.notices.as_ref().map(|notices| {
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
            layouts,
            step,
        }),
    }))
}

/// What it is of which a message says that it holds no longer; nothing where the album that it is in says so
/// elsewhere.
fn gone(
    shown: &Shown,
    place: usize,
    layouts: &Layouts,
    before: Option<&Item>,
    room: &str,
) -> Option<Gone> {
    let Some(Item::Medium(medium)) = before else {
        return Some(Gone::Words);
    };
    let made = shown.made_for(place);
    let kind = made.and_then(|made| Some(layouts.slot(made, place)?.kind));
    match kind {
        Some(SlotKind::InAlbum) => shown
            .speaks_for_album(place, layouts, room)
            .then_some(Gone::Album),
        _ => Some(Gone::Medium(medium.medium.kind)),
    }
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
