//! What was approved for a moment to come: it begins then, is let go earlier, or called off; and one that
//! was missed never leaves by itself.

use std::time::Duration;

use crate::domain::agenda::Task;
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::refusal::Refusal;
use crate::domain::report::Progress;
use crate::domain::role::Actor;
use crate::store::announcement::{self, Announcement};
use crate::store::control::{self as standing, Standing};
use crate::store::event::Entry;
use crate::store::person::Person;
use crate::store::{Fault, Tx, agenda, hold, posting, schedule};
use crate::view;

use super::agenda::Left;
use super::control::{in_charge, signatories};
use super::{Error, Rules, control, post, progress, quiet};

/// What is held at its moment is looked at again when it cannot be in time any more.
const A_MOMENT: Duration = Duration::from_secs(1);

/// Why nothing of it left.
const CANCELLED: &str = "the schedule was called off";

/// Under which the questions about a missed schedule are queued.
fn key(id: AnnouncementId) -> String {
    format!("missed:{}", id.0)
}

/// Puts down what was just approved: it waits for its schedule, or leaves at once.
///
/// # Errors
/// A database fault.
pub(super) async fn approved(
    tx: &mut Tx,
    rules: &Rules,
    announcement: &Announcement,
    begins: Timestamp,
    now: Timestamp,
) -> Result<(), Fault> {
    let (id, options) = (announcement.id, &announcement.options);
    let waits = options.schedule.is_some() && begins > now;
    schedule::set(tx, id, waits.then_some(begins), options.send_now).await?;
    if waits {
        let task = Task::Begin { announcement: id };
        return agenda::put(tx, &task, begins, now).await;
    }
    quiet::watch(tx, rules, announcement, now, now).await
}

/// Its moment has come: it begins, or was missed.
///
/// # Errors
/// A database fault.
pub(super) async fn come(
    tx: &mut Tx,
    rules: &Rules,
    id: AnnouncementId,
    now: Timestamp,
) -> Result<Left, Fault> {
    let Some(announcement) = announcement::find(tx, id).await? else {
        return Ok(Left::Nothing);
    };
    let standing = standing::standing(tx, id).await?;
    let Some(at) = announcement.begins_at else {
        return Ok(Left::Nothing);
    };
    if announcement.missed_at.is_some() || matches!(standing, Standing::Stopped(..)) {
        return Ok(Left::Nothing);
    }
    if at > now {
        return Ok(Left::Again(at));
    }
    let in_vain = announcement.options.can_be_kept(&rules.calendar, now);
    if now.since(at) > rules.missed_after || in_vain.is_err() {
        missed(tx, rules, &announcement, at, now).await?;
        return Ok(Left::Nothing);
    }
    if hold::is_frozen(tx).await? || standing != Standing::Free {
        return Ok(Left::Again(at.plus(rules.missed_after + A_MOMENT)));
    }
    begin(tx, rules, &announcement, now).await?;
    Entry::of_itself("schedule.come")
        .on(id)
        .write(tx, now, serde_json::json!({ "begins": at.0 }))
        .await?;
    Ok(Left::Nothing)
}

async fn begin(
    tx: &mut Tx,
    rules: &Rules,
    announcement: &Announcement,
    now: Timestamp,
) -> Result<(), Fault> {
    schedule::begin(tx, announcement.id).await?;
    quiet::watch(tx, rules, announcement, now, now).await?;
    progress::refresh(tx, announcement.id, now).await
}

/// Nobody could send at its moment: those who answer for it are asked.
async fn missed(
    tx: &mut Tx,
    rules: &Rules,
    announcement: &Announcement,
    at: Timestamp,
    now: Timestamp,
) -> Result<(), Fault> {
    let id = announcement.id;
    schedule::miss(tx, id, now).await?;
    Entry::of_itself("schedule.missed")
        .on(id)
        .write(tx, now, serde_json::json!({ "begins": at.0 }))
        .await?;
    progress::refresh(tx, id, now).await?;
    let Some(number) = announcement.number else {
        return Ok(());
    };
    for person in signatories(tx, announcement).await? {
        if let Some(to) = &person.address {
            let lang = rules.lang(person.language.as_deref());
            let asked = view::schedule::missed(&lang, id, number, &announcement.title, at);
            let purpose = Some((id, posting::MISSED));
            post::send_revocable(tx, to, asked, &key(id), purpose, now).await?;
        }
    }
    Ok(())
}

/// Sending goes on after it was held: what should have begun meanwhile begins now, if it is not too late.
///
/// # Errors
/// A database fault.
pub(super) async fn look_again(tx: &mut Tx, now: Timestamp) -> Result<(), Fault> {
    for announcement in schedule::due(tx, now).await? {
        agenda::put(tx, &Task::Begin { announcement }, now, now).await?;
    }
    Ok(())
}

/// An announcement that waits for its schedule, for somebody in charge of it, and the moment it waits for.
///
/// # Errors
/// Refused for those who are not in charge, and when it does not wait, each with its reason.
pub async fn consider(
    tx: &mut Tx,
    actor: &Actor,
    id: AnnouncementId,
) -> Result<(Announcement, Timestamp), Error> {
    let announcement = in_charge(tx, actor, id).await?;
    control::need_standing(tx, &announcement).await?;
    let Some(at) = announcement.begins_at else {
        return Err(Refusal::NotScheduled.into());
    };
    Ok((announcement, at))
}

/// "Kirim sekarang": whether it may, and how far it would go.
///
/// # Errors
/// As [`consider`]; refused while sending is frozen, and when its deadline cannot be kept any more.
pub async fn consider_now(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    id: AnnouncementId,
    now: Timestamp,
) -> Result<(Announcement, Progress), Error> {
    let (announcement, _) = consider(tx, actor, id).await?;
    if hold::is_frozen(tx).await? {
        return Err(Refusal::SendingFrozen.into());
    }
    let options = &announcement.options;
    let begins = match options.waits_for_morning() {
        true => rules.calendar.awake_from(now),
        false => now,
    };
    if let Err(Refusal::DeadlinePast { at }) = options.can_be_kept(&rules.calendar, begins) {
        return Err(Refusal::DeadlineOver { at }.into());
    }
    let progress = progress::of(tx, rules, id, now).await?;
    Ok((announcement, progress))
}

/// "Kirim sekarang": it waits no longer. Who paused it before that meant it to wait; whoever presses this
/// does not.
///
/// # Errors
/// As [`consider_now`].
pub async fn send_now(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    id: AnnouncementId,
    now: Timestamp,
) -> Result<Announcement, Error> {
    let (announcement, _) = consider_now(tx, rules, actor, id, now).await?;
    if control::need_standing(tx, &announcement).await?.is_some() {
        control::resume(tx, actor, id, now).await?;
    }
    agenda::forget(tx, &Task::Begin { announcement: id }).await?;
    begin(tx, rules, &announcement, now).await?;
    let missed = announcement.missed_at.is_some();
    Entry::by(&actor.person, "schedule.sent_now")
        .on(id)
        .write(tx, now, serde_json::json!({ "missed": missed }))
        .await?;
    Ok(announcement)
}

/// "Batalkan jadwal": it never leaves, and its number says so. Those who are to be told.
///
/// # Errors
/// As [`consider`].
pub async fn cancel(
    tx: &mut Tx,
    actor: &Actor,
    id: AnnouncementId,
    now: Timestamp,
) -> Result<(Announcement, Vec<Person>), Error> {
    let (announcement, at) = consider(tx, actor, id).await?;
    let left_out = standing::stop(tx, id, &actor.person, CANCELLED, now).await?;
    let left_out = left_out.ok_or(Refusal::NotScheduled)?;
    agenda::forget(tx, &Task::Begin { announcement: id }).await?;
    let detail = serde_json::json!({ "begins": at.0, "left_out": left_out });
    Entry::by(&actor.person, "schedule.cancelled")
        .on(id)
        .write(tx, now, detail)
        .await?;
    progress::settled(tx, id, now).await?;
    let mut told = signatories(tx, &announcement).await?;
    told.retain(|person| person.id != actor.person);
    Ok((announcement, told))
}

/// Takes the questions about a missed schedule back that have not left yet.
///
/// # Errors
/// A database fault.
pub async fn close(tx: &mut Tx, id: AnnouncementId) -> Result<(), Fault> {
    post::cancel(tx, &key(id)).await?;
    Ok(())
}
