//! One broadcast in the hands of those who answer for it: pause, resume, stop.

use crate::domain::cause::Cause;
use crate::domain::clock::Timestamp;
use crate::domain::id::{AnnouncementId, ChatId, PersonId};
use crate::domain::outgoing::Lane;
use crate::domain::refusal::Refusal;
use crate::domain::report::{Course, Progress};
use crate::domain::role::{Actor, Role};
use crate::store::announcement::{self, Announcement};
use crate::store::control::{self, Standing};
use crate::store::event::Entry;
use crate::store::outbox::{self, Due};
use crate::store::person::{self, Person};
use crate::store::{Fault, Tx, approval, delivery, late};

use super::{Error, Rules, people, progress, schedule};

/// What the record says of a delivery whose broadcast was stopped.
const STOPPED: &str = "the broadcast was stopped";

/// Whether somebody answers for a broadcast: its author, who approved it, and every owner, each as long
/// as they hold that role.
///
/// # Errors
/// A database fault.
pub async fn is_in_charge(
    tx: &mut Tx,
    actor: &Actor,
    announcement: &Announcement,
) -> Result<bool, Fault> {
    if actor.is(Role::Owner) || (actor.is(Role::Author) && announcement.author == actor.person) {
        return Ok(true);
    }
    Ok(actor.is(Role::Approver) && approved_by(tx, announcement).await?.contains(&actor.person))
}

/// Who approved it, first to last.
pub(super) async fn approved_by(
    tx: &mut Tx,
    announcement: &Announcement,
) -> Result<Vec<PersonId>, Fault> {
    let all = approval::of(tx, announcement.id, announcement.version).await?;
    let mut people: Vec<PersonId> = all.into_iter().map(|(person, _)| person).collect();
    let last = announcement.decided.iter().map(|(person, _)| person);
    for person in last {
        // What was approved before more than one could be asked for has its last approver alone.
        if !people.contains(person) {
            people.push(person.clone());
        }
    }
    Ok(people)
}

/// The announcement, for somebody in charge of its broadcast.
pub(super) async fn in_charge(
    tx: &mut Tx,
    actor: &Actor,
    id: AnnouncementId,
) -> Result<Announcement, Error> {
    let announcement = announcement::find(tx, id)
        .await?
        .ok_or(Refusal::UnknownButton)?;
    if announcement.number.is_none() {
        return Err(Refusal::UnknownButton.into());
    }
    if !is_in_charge(tx, actor, &announcement).await? {
        return Err(Refusal::NotInCharge.into());
    }
    Ok(announcement)
}

/// "Jeda": nothing of it leaves until it is resumed; what is leaving at this moment still does.
///
/// # Errors
/// Refused for those who are not in charge, and when there is nothing to pause.
pub async fn pause(
    tx: &mut Tx,
    actor: &Actor,
    id: AnnouncementId,
    now: Timestamp,
) -> Result<(), Error> {
    let announcement = in_charge(tx, actor, id).await?;
    if !control::pause(tx, id, Some(&actor.person), None, now).await? {
        return Err(match need_standing(tx, &announcement).await? {
            Some(_) => Refusal::AlreadyPaused,
            None => Refusal::BroadcastOver,
        }
        .into());
    }
    Entry::by(&actor.person, "broadcast.paused")
        .on(id)
        .write(tx, now, serde_json::json!({}))
        .await?;
    Ok(progress::refresh(tx, id, now).await?)
}

/// "Lanjutkan": it goes on where it was, and failures are counted anew.
///
/// # Errors
/// Refused for those who are not in charge, and when it is not paused.
pub async fn resume(
    tx: &mut Tx,
    actor: &Actor,
    id: AnnouncementId,
    now: Timestamp,
) -> Result<(), Error> {
    let announcement = in_charge(tx, actor, id).await?;
    if !control::resume(tx, id).await? {
        need_standing(tx, &announcement).await?;
        return Err(match announcement.finished_at {
            Some(_) => Refusal::BroadcastOver,
            None => Refusal::NotPaused,
        }
        .into());
    }
    Entry::by(&actor.person, "broadcast.resumed")
        .on(id)
        .write(tx, now, serde_json::json!({}))
        .await?;
    schedule::look_again(tx, now).await?;
    Ok(progress::refresh(tx, id, now).await?)
}

/// How far a broadcast is that somebody means to stop.
///
/// # Errors
/// Refused for those who are not in charge, and when there is nothing to stop.
pub async fn consider_stop(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    id: AnnouncementId,
    now: Timestamp,
) -> Result<Progress, Error> {
    let announcement = in_charge(tx, actor, id).await?;
    need_unfinished(tx, &announcement).await?;
    progress::of(tx, rules, id, now).await
}

/// Why an announcement is over for good, if it is: withdrawn, called off before it began, or stopped.
pub(super) fn ended(announcement: &Announcement, standing: &Standing) -> Option<Refusal> {
    let stopped = matches!(standing, Standing::Stopped(..));
    match (announcement.withdrawn_at, announcement.begins_at) {
        (Some(_), _) => Some(Refusal::Withdrawn),
        (None, Some(_)) if stopped => Some(Refusal::CalledOff),
        (None, None) if stopped => Some(Refusal::BroadcastStopped),
        (None, _) => None,
    }
}

/// Who pauses it since when, if somebody does.
///
/// # Errors
/// Refused where it is over for good, with the reason.
pub(super) async fn need_standing(
    tx: &mut Tx,
    announcement: &Announcement,
) -> Result<Option<Timestamp>, Error> {
    let standing = control::standing(tx, announcement.id).await?;
    if let Some(over) = ended(announcement, &standing) {
        return Err(over.into());
    }
    Ok(match standing {
        Standing::Paused(_, at) => Some(at),
        Standing::Free | Standing::Stopped(..) => None,
    })
}

async fn need_unfinished(tx: &mut Tx, announcement: &Announcement) -> Result<(), Error> {
    need_standing(tx, announcement).await?;
    if announcement.finished_at.is_some() && late::coming(tx, announcement.id).await? == 0 {
        return Err(Refusal::BroadcastOver.into());
    }
    Ok(())
}

/// A broadcast that was stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stopped {
    /// How far it came.
    pub progress: Progress,
    /// Calls that were under way at that moment; their outcome is recorded as ever.
    pub under_way: i64,
    /// Where it had reached those that it was addressed to: chats of newcomers that do not get it. Nothing
    /// else of it was stopped.
    pub newcomers: Option<u64>,
    /// Those who are to be told, besides the one who stopped it.
    pub told: Vec<Person>,
}

/// "Ya, hentikan": what has not left never will. With the same transaction its rows are gone.
///
/// # Errors
/// As [`consider_stop`].
pub async fn stop(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    id: AnnouncementId,
    now: Timestamp,
) -> Result<Stopped, Error> {
    let announcement = in_charge(tx, actor, id).await?;
    need_unfinished(tx, &announcement).await?;
    if announcement.finished_at.is_some() {
        return stop_newcomers(tx, rules, actor, &announcement, now).await;
    }
    let Some(left_out) = control::stop(tx, id, &actor.person, STOPPED, now).await? else {
        return Err(Refusal::BroadcastOver.into());
    };
    // Of a copy that a correction was being made in, what is there is corrected all the same.
    let due = Due {
        lane: Lane::of(announcement.options.nature.priority),
        at: now,
    };
    outbox::revise(tx, id, None, due, now).await?;
    let under_way = control::under_way(tx, id).await?;
    let progress = progress::of(tx, rules, id, now).await?;
    let detail = serde_json::json!({
        "sent": progress.sent, "failed": progress.failed, "left_out": left_out,
        "under_way": under_way,
    });
    Entry::by(&actor.person, "broadcast.stopped")
        .on(id)
        .write(tx, now, detail)
        .await?;
    progress::settled(tx, id, now).await?;
    Ok(Stopped {
        progress,
        under_way,
        newcomers: None,
        told: others(tx, actor, &announcement).await?,
    })
}

/// The same when only newcomers are still to get it: the others are reminded as before.
async fn stop_newcomers(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    announcement: &Announcement,
    now: Timestamp,
) -> Result<Stopped, Error> {
    let id = announcement.id;
    let left_out = control::leave_out(tx, id, STOPPED).await?;
    Entry::by(&actor.person, "broadcast.newcomers_stopped")
        .on(id)
        .write(tx, now, serde_json::json!({ "left_out": left_out }))
        .await?;
    progress::refresh(tx, id, now).await?;
    Ok(Stopped {
        progress: progress::of(tx, rules, id, now).await?,
        under_way: 0,
        newcomers: Some(left_out),
        told: others(tx, actor, announcement).await?,
    })
}

/// Those who answer for it, but for whoever has just done something about it.
async fn others(
    tx: &mut Tx,
    actor: &Actor,
    announcement: &Announcement,
) -> Result<Vec<Person>, Fault> {
    let mut told = answerable(tx, announcement).await?;
    told.retain(|person| person.id != actor.person);
    Ok(told)
}

/// The author and those who approved it.
///
/// # Errors
/// A database fault.
pub async fn signatories(tx: &mut Tx, announcement: &Announcement) -> Result<Vec<Person>, Fault> {
    let mut people = vec![person::get(tx, &announcement.author).await?];
    for approver in approved_by(tx, announcement).await? {
        people.push(person::get(tx, &approver).await?);
    }
    Ok(people)
}

/// The author, who approved it, and the owners, each once.
async fn answerable(tx: &mut Tx, announcement: &Announcement) -> Result<Vec<Person>, Fault> {
    let people = signatories(tx, announcement).await?;
    people::and_owners(tx, people).await
}

/// How a broadcast stands, with names to read.
///
/// # Errors
/// A database fault.
pub async fn course(
    tx: &mut Tx,
    rules: &Rules,
    announcement: &Announcement,
    now: Timestamp,
) -> Result<Course, Fault> {
    Ok(match control::standing(tx, announcement.id).await? {
        Standing::Free => waiting(rules, announcement, now),
        Standing::Paused(by, at) => {
            let by = match by {
                Some(person) => Some(people::name(tx, &person).await?),
                None => None,
            };
            Course::Paused { by, at }
        }
        Standing::Stopped(by, at) => {
            let by = people::name(tx, &by).await?;
            match announcement.begins_at {
                Some(_) => Course::Cancelled { by, at },
                None => Course::Stopped { by, at },
            }
        }
    })
}

/// What it waits for, if for anything, while nobody holds it.
fn waiting(rules: &Rules, announcement: &Announcement, now: Timestamp) -> Course {
    let morning = rules.calendar.quiet_until(now);
    match (announcement.begins_at, announcement.missed_at, morning) {
        (Some(at), Some(_), _) => Course::Missed { at },
        (Some(at), None, _) => Course::Scheduled { at },
        (None, _, Some(until))
            if announcement.finished_at.is_none() && announcement.options.waits_for_morning() =>
        {
            Course::Held { until }
        }
        (None, ..) => Course::Free,
    }
}

/// A call that was under way when its broadcast was stopped has ended without being done: its chat is
/// left out like those whose turn had not come. Whether that was so.
///
/// # Errors
/// A database fault.
pub async fn leave_out_if_stopped(
    tx: &mut Tx,
    id: AnnouncementId,
    chat: ChatId,
    now: Timestamp,
) -> Result<bool, Fault> {
    if !control::is_stopped(tx, id).await? {
        return Ok(false);
    }
    delivery::failed(tx, id, chat, Cause::Stopped, STOPPED).await?;
    progress::settled(tx, id, now).await?;
    Ok(true)
}
