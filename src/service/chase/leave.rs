//! What reminders and notices say, worked out when they leave.

use std::time::Duration;

use crate::domain::address::Address;
use crate::domain::announcement::Priority;
use crate::domain::clock::Timestamp;
use crate::domain::due::Level;
use crate::domain::id::AnnouncementId;
use crate::domain::outgoing::{Lane, Outgoing};
use crate::domain::reminder::{Escalated, Unconfirmed};
use crate::domain::role::{Role, Scope};
use crate::service::{Rules, people};
use crate::store::outbox::{self, Claimed, Work};
use crate::store::{Fault, Tx, agenda, announcement, escalation, grant, person, posting, reminder};
use crate::view;

/// Until what is due at a moment has been found out.
const FOUND_OUT: Duration = Duration::from_secs(1);

/// Everything that is to be called to mind at an address, as one message in reply to the copy of the most
/// urgent; `None` where nothing is any more, or not yet: then the row is put off.
///
/// # Errors
/// A database fault.
pub async fn remind(
    tx: &mut Tx,
    rules: &Rules,
    row: &Claimed,
    to: &Address,
    now: Timestamp,
) -> Result<Option<Outgoing>, Fault> {
    let (most, until) = (rules.patience.max_per_chat, now.plus(super::GATHERED));
    let mut wanted = reminder::wanted(tx, to, row.id, most, until).await?;
    // It confirmed meanwhile, for example: a mark that no row speaks for any more would keep it from being
    // reminded of anything else of this announcement.
    if let Work::Reminder { announcement, chat } = row.work
        && !(wanted.iter()).any(|it| (it.what.announcement, it.chat) == (announcement, chat))
    {
        reminder::unwant(tx, announcement, chat).await?;
    }
    if let Some(morning) = rules.calendar.quiet_until(now) {
        // What is urgent has a row of its own, which leaves; this one is that of something else.
        if !wanted.is_empty() && row.lane != Lane::Emergency {
            outbox::put_off(tx, row, morning, now).await?;
            return Ok(None);
        }
        wanted.retain(|one| one.what.options.nature.priority == Priority::Emergency);
    }
    // What is due of other announcements is just being found out: it belongs into the same message.
    if !wanted.is_empty() && agenda::is_chasing(tx, now).await? {
        outbox::put_off(tx, row, now.plus(FOUND_OUT), now).await?;
        return Ok(None);
    }
    // What is not confirmed is said by itself: who reads that one announcement is not confirmed must not
    // take it that another is not either. The rest has rows of its own, which wait for their time.
    if wanted.iter().any(|one| !one.what.owes_evidence) {
        wanted.retain(|one| !one.what.owes_evidence);
    }
    wanted.truncate(view::reminder::LISTED);
    let Some(first) = wanted.first() else {
        return Ok(None);
    };
    if is_too_soon(tx, rules, row, to, now).await? {
        return Ok(None);
    }
    reminder::said(tx, &wanted, row.id, now).await?;
    let reply_to = first.copy;
    let lang = people::lang(tx, rules, to).await?;
    let what: Vec<Unconfirmed> = wanted.into_iter().map(|one| one.what).collect();
    let message = match what.iter().any(|one| one.owes_evidence) {
        true => view::reminder::evidence(&lang, &what, now),
        false => view::reminder::reminder(&lang, &what, now),
    };
    let to = to.clone();
    Ok(Some(match reply_to {
        Some(reply_to) => Outgoing::Reply {
            to,
            // Of a message that cannot be edited any more the id is below zero.
            reply_to: reply_to.abs(),
            message,
        },
        None => Outgoing::Send { to, message },
    }))
}

/// Of which institutions somebody is told at a level: a message, or what it says by now.
///
/// # Errors
/// A database fault.
pub async fn tell(
    tx: &mut Tx,
    rules: &Rules,
    row: &Claimed,
    (id, level): (AnnouncementId, Level),
    to: &Address,
    now: Timestamp,
) -> Result<Option<Outgoing>, Fault> {
    let (Some(announcement), Some(told)) =
        (announcement::find(tx, id).await?, person::at(tx, to).await?)
    else {
        return Ok(None);
    };
    let Some(number) = announcement.number else {
        return Ok(None);
    };
    let role = match level {
        Level::Officers => Role::Officer,
        Level::Coordinators => Role::Coordinator,
        Level::Owners => Role::Owner,
    };
    let held = grant::of_person(tx, &told.id).await?.into_iter();
    let held = held.filter(|grant| grant.is_active(role));
    let scope = Scope::of(held.map(|grant| role.reach(&grant.area)));
    if scope.is_empty() || !super::is_chased(tx, &announcement).await? {
        return Ok(None);
    }
    let revised = (id, announcement.revision);
    let most = view::reminder::SILENT;
    let told_of = (&told.id, &scope);
    let (silent, count) = escalation::silent(tx, revised, level, told_of, most).await?;
    if silent.is_empty() {
        return Ok(None);
    }
    let awake = rules.clocks(&announcement.options).undisturbed(now);
    if awake > now {
        outbox::put_off(tx, row, awake, now).await?;
        return Ok(None);
    }
    let lang = rules.lang(told.language.as_deref());
    let message = view::reminder::escalated(
        &lang,
        &Escalated {
            announcement: id,
            number,
            title: announcement.title,
            options: announcement.options,
            level,
            silent,
            count,
        },
    );
    let purpose = outbox::escalation(level);
    let sent = match escalation::was_said(tx, revised, level, &told.id).await? {
        true => posting::at(tx, id, purpose, to).await?,
        false => None,
    };
    if let Some(message_id) = sent {
        return Ok(Some(Outgoing::Edit {
            at: to.clone(),
            message_id,
            message,
        }));
    }
    if is_too_soon(tx, rules, row, to, now).await? {
        return Ok(None);
    }
    escalation::said(tx, revised, level, &told.id, now).await?;
    let to = to.clone();
    Ok(Some(Outgoing::Send { to, message }))
}

/// Whether somebody was reminded, or told, a moment ago; then the row is put off.
async fn is_too_soon(
    tx: &mut Tx,
    rules: &Rules,
    row: &Claimed,
    to: &Address,
    now: Timestamp,
) -> Result<bool, Fault> {
    let last = reminder::last_said(tx, to).await?;
    let Some(last) = last.filter(|last| *last <= now) else {
        return Ok(false);
    };
    let until = last.plus(rules.patience.min_interval);
    if until <= now {
        return Ok(false);
    }
    outbox::put_off(tx, row, until, now).await?;
    Ok(true)
}
