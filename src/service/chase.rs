//! Those who have not confirmed: reminded, then others are told.
//!
//! The clock of an institution starts when its first copy arrives ([`begin`]). Nothing but the agenda looks
//! at it again: one task for each announcement, in portions, so that 20,000 institutions whose copies
//! arrive within minutes are some dozen short transactions (`step`). What is due is marked and queued;
//! what it says is worked out when it leaves ([`remind`], [`tell`]), from what is confirmed by then.

mod ask;
mod leave;
mod one;
mod told;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::time::Duration;

use crate::domain::agenda::Task;
use crate::domain::announcement::{Confirmation, State};
use crate::domain::clock::Timestamp;
use crate::domain::due::{Clocks, Level, Step};
use crate::domain::id::{AnnouncementId, ChatId, PersonId};
use crate::domain::institution::Code;
use crate::domain::outgoing::Lane;
use crate::store::announcement::{self, Announcement};
use crate::store::chase::{self, Advance, Late};
use crate::store::control::{self, Standing};
use crate::store::event::Entry;
use crate::store::{Fault, Tx, agenda, reminder};

use super::agenda::Left;
use super::{Rules, follow};

pub use ask::{by_hand, remindable};
pub use leave::{remind, tell};
pub use one::one;

/// Institutions that one transaction deals with: SQLite has one writer, and others wait for it.
const PORTION: usize = 500;
/// Copies arrive one after the other for minutes; what is due of them within so long is done together.
const GATHERED: Duration = Duration::from_secs(5);

/// Copies of announcements that have arrived, each with its revision: the clocks of institutions for which
/// it is the first start now.
///
/// # Errors
/// A database fault.
pub async fn begin(
    tx: &mut Tx,
    rules: &Rules,
    copies: &[(AnnouncementId, i64, ChatId)],
    now: Timestamp,
) -> Result<(), Fault> {
    let mut chats: BTreeMap<(AnnouncementId, i64), Vec<ChatId>> = BTreeMap::new();
    for (announcement, revision, chat) in copies {
        let of = chats.entry((*announcement, *revision)).or_default();
        of.push(*chat);
    }
    for ((id, revision), chats) in chats {
        let Some(announcement) = announcement::find(tx, id).await? else {
            continue;
        };
        follow::begin(tx, rules, id, now).await?;
        // What was withdrawn asks for nothing.
        if announcement.options.confirmation == Confirmation::None
            || announcement.withdrawn_at.is_some()
        {
            continue;
        }
        let clocks = rules.clocks(&announcement.options);
        let next = clocks.steps(now).first().map(|(at, _)| *at);
        let asked = announcement.options.confirmation == Confirmation::Disseminated;
        let disseminate_by = asked.then(|| clocks.disseminate_by(now));
        let due = (clocks.confirm_by(now), disseminate_by);
        chase::begin(tx, (id, revision), &chats, due, next, now).await?;
        if let Some(next) = next.into_iter().chain(disseminate_by).min() {
            let task = Task::Chase { announcement: id };
            agenda::put_at_latest(tx, &task, next, now).await?;
        }
    }
    Ok(())
}

/// Whether those who have not confirmed are still chased.
async fn is_chased(tx: &mut Tx, announcement: &Announcement) -> Result<bool, Fault> {
    let asked = announcement.options.confirmation != Confirmation::None;
    let approved = announcement.state == State::Approved && announcement.number.is_some();
    if !(asked && approved) {
        return Ok(false);
    }
    let standing = control::standing(tx, announcement.id).await?;
    Ok(!matches!(standing, Standing::Stopped(..)))
}

/// Does what is due about an announcement, a portion of its institutions at a time.
///
/// # Errors
/// A database fault.
pub(super) async fn step(
    tx: &mut Tx,
    rules: &Rules,
    id: AnnouncementId,
    now: Timestamp,
) -> Result<Left, Fault> {
    // A clock that is started meanwhile puts this task down again, and waits.
    agenda::hold(tx, &Task::Chase { announcement: id }).await?;
    let Some(announcement) = announcement::find(tx, id).await? else {
        return Ok(Left::Nothing);
    };
    if !is_chased(tx, &announcement).await? {
        return Ok(Left::Nothing);
    }
    let clocks = rules.clocks(&announcement.options);
    let awake = clocks.undisturbed(now);
    if awake > now {
        return Ok(Left::Again(awake));
    }
    let revised = (id, announcement.revision);
    let most = i64::try_from(PORTION).unwrap_or(i64::MAX);
    let late = chase::due(tx, revised, most, now.plus(GATHERED)).await?;
    if !late.is_empty() {
        deal_with(tx, rules, &announcement, &clocks, &late, now).await?;
    }
    Ok(
        match chase::next_at(tx, revised, now.plus(GATHERED)).await? {
            None => Left::Nothing,
            Some(next) => Left::Again(next.max(now)),
        },
    )
}

/// What is due of an institution: of several things only the highest is done.
fn due_of(steps: &[(Timestamp, Step)], late: &Late, until: Timestamp) -> Option<Step> {
    // Who has confirmed is reminded of nothing but of the evidence that it passed it on.
    if late.confirmed {
        let due = late.disseminate_by.filter(|by| *by <= until);
        return due.map(|_| Step::Remind);
    }
    let due = steps
        .iter()
        .filter(|(at, _)| late.since <= *at && *at <= until)
        .map(|(_, step)| *step)
        .filter(|step| match step {
            Step::Remind => true,
            Step::Tell(level) => level.number() > late.level,
        });
    due.max()
}

async fn deal_with(
    tx: &mut Tx,
    rules: &Rules,
    announcement: &Announcement,
    clocks: &Clocks<'_>,
    late: &[Late],
    now: Timestamp,
) -> Result<(), Fault> {
    let until = now.plus(GATHERED);
    let mut steps_of = HashMap::new();
    let mut to_remind = Vec::new();
    let mut to_tell: BTreeMap<Level, Vec<Code>> = BTreeMap::new();
    let mut advances = Vec::with_capacity(late.len());
    for one in late {
        let steps = steps_of
            .entry(one.arrived)
            .or_insert_with(|| clocks.steps(one.arrived));
        match due_of(steps, one, until) {
            Some(Step::Remind) => to_remind.push(one.institution.clone()),
            Some(Step::Tell(level)) => {
                let at = to_tell.entry(level).or_default();
                at.push(one.institution.clone());
            }
            None => {}
        }
        let later = match one.confirmed {
            true => one.disseminate_by.filter(|by| *by > until),
            false => steps.iter().map(|(at, _)| *at).find(|at| *at > until),
        };
        advances.push(Advance {
            institution: one.institution.clone(),
            next: later,
            level: one.level,
        });
    }
    let mut told = told::find(tx, announcement, clocks, to_tell).await?;
    for advance in &mut advances {
        let level = told.level_of(&advance.institution);
        advance.level = advance.level.max(level.map_or(0, Level::number));
    }
    let revised = (announcement.id, announcement.revision);
    let moved = chase::advance(tx, revised, &advances, until).await?;
    let moved: HashSet<Code> = moved.into_iter().collect();
    to_remind.retain(|code| moved.contains(code));
    told.retain(&moved);
    if !to_remind.is_empty() {
        want(tx, rules, announcement, &to_remind, None, now).await?;
    }
    told.tell(tx, announcement, now).await
}

/// Reminds institutions in their chats, by itself or by somebody's hand; how many chats.
async fn want(
    tx: &mut Tx,
    rules: &Rules,
    announcement: &Announcement,
    institutions: &[Code],
    by: Option<&PersonId>,
    now: Timestamp,
) -> Result<u64, Fault> {
    let entry = match by {
        Some(person) => Entry::by(person, "confirmation.reminded"),
        None => Entry::of_itself("confirmation.reminded"),
    };
    remind_of(tx, rules, announcement, institutions, (false, entry), now).await
}

/// Asks institutions that have confirmed for the evidence that they passed it on, before it is due; how many
/// chats.
async fn want_evidence(
    tx: &mut Tx,
    rules: &Rules,
    announcement: &Announcement,
    institutions: &[Code],
    by: &PersonId,
    now: Timestamp,
) -> Result<u64, Fault> {
    let entry = Entry::by(by, "dissemination.reminded");
    remind_of(tx, rules, announcement, institutions, (true, entry), now).await
}

async fn remind_of<'a>(
    tx: &mut Tx,
    rules: &Rules,
    announcement: &Announcement,
    institutions: &'a [Code],
    (early, entry): (bool, Entry<'a>),
    now: Timestamp,
) -> Result<u64, Fault> {
    let lane = Lane::of(announcement.options.nature.priority);
    let revised = (announcement.id, announcement.revision);
    let limits = (lane, rules.patience.max_per_chat);
    let chats = reminder::want(tx, revised, institutions, limits, early, now).await?;
    // Of nobody who is reminded there is nothing to record.
    if chats == 0 {
        return Ok(0);
    }
    let detail = serde_json::json!({
        "revision": announcement.revision, "institutions": institutions.len(), "chats": chats,
    });
    let entry = match institutions {
        [one] => entry.at(one),
        _ => entry,
    };
    entry.on(announcement.id).write(tx, now, detail).await?;
    Ok(chats)
}
