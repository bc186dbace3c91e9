//! "Periksa langsung": looking at every group and channel of a scope, a portion at a time.
//!
//! What is seen of a chat changes the registry as any event would ([`look`](crate::service::look)). The
//! next portion is queued when the one before has been looked at, so that twenty thousand chats fill
//! neither queue nor memory, and whatever else is asked meanwhile waits for a portion at most.

use std::time::Duration;

use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::id::PersonId;
use crate::domain::role::{Actor, Scope};
use crate::service::{Error, Rules, errand, post};
use crate::store::checkup::round::{self, Round};
use crate::store::errand::Urgency;
use crate::store::event::Entry;
use crate::store::{Fault, Tx, control, grant, person};
use crate::view;

use super::{Watch, page_of};

/// Chats that are queued at once.
const PORTION: i64 = 20;
/// The message that shows how far it is changes no more often.
const SHOWN_EVERY: Duration = Duration::from_secs(10);
/// A round that has not moved for so long is dead, and another one may begin.
const DEAD_AFTER: Duration = Duration::from_secs(60 * 60);

/// What became of the wish for a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begun {
    /// It looks at so many chats.
    Now { total: i64 },
    /// One over the same scope is so far.
    Running { done: i64, total: i64 },
    /// There is nothing to look at.
    Nothing,
}

/// Begins a round for somebody, shown in the message under which they pressed.
///
/// # Errors
/// Refused for all but coordinators and owners.
pub async fn ask(
    tx: &mut Tx,
    actor: &Actor,
    (at, message): (&Address, i64),
    now: Timestamp,
) -> Result<Begun, Error> {
    let watch = Watch::of(actor)?;
    let asked = Some((actor.person.clone(), at.clone(), message));
    Ok(begin(tx, &watch.scope, asked, None, now).await?)
}

/// Begins a round, unless one is under way. Losses that a quiet one finds are told when the quiet is over.
///
/// # Errors
/// A database fault.
pub async fn begin(
    tx: &mut Tx,
    scope: &Scope,
    asked: Option<(PersonId, Address, i64)>,
    quiet_until: Option<Timestamp>,
    now: Timestamp,
) -> Result<Begun, Fault> {
    if let Some(running) = round::running(tx, scope).await? {
        if now.since(running.moved_at) < DEAD_AFTER {
            return Ok(Begun::Running {
                done: running.done,
                total: running.total,
            });
        }
        round::end(tx, &running).await?;
    }
    let total = round::size(tx, scope).await?;
    if total == 0 {
        return Ok(Begun::Nothing);
    }
    let entry = match &asked {
        Some((person, _, _)) => Entry::by(person, "checkup.begun"),
        None => Entry::of_itself("checkup.begun"),
    };
    let detail = serde_json::json!({ "chats": total });
    entry.write(tx, now, detail).await?;
    let mut round = round::begin(tx, scope, asked, total, quiet_until, now).await?;
    queue(tx, &mut round, now).await?;
    round::keep(tx, &round).await?;
    Ok(Begun::Now { total })
}

/// Queues the next portion; whether there was one.
async fn queue(tx: &mut Tx, round: &mut Round, now: Timestamp) -> Result<bool, Fault> {
    let chats = round::take(tx, round, PORTION).await?;
    for chat in &chats {
        errand::look_at(tx, chat, Urgency::Background, now).await?;
    }
    Ok(!chats.is_empty())
}

/// From when on coordinators hear of what is seen of a chat: in the morning, if only the night's round
/// looks at it; at once while a broadcast is under way, which they may still help to reach it.
///
/// # Errors
/// A database fault.
pub async fn told_from(tx: &mut Tx, chat: &Address, now: Timestamp) -> Result<Timestamp, Fault> {
    match round::quiet_until(tx, chat).await? {
        Some(until) if !control::any_under_way(tx).await? => Ok(until.max(now)),
        _ => Ok(now),
    }
}

/// A chat was looked at, whatever was seen: the rounds that waited for it go on.
///
/// # Errors
/// A database fault.
pub async fn looked(
    tx: &mut Tx,
    rules: &Rules,
    chat: &Address,
    now: Timestamp,
) -> Result<(), Fault> {
    for (mut round, waits) in round::looked(tx, chat).await? {
        round.done += 1;
        round.moved_at = now;
        if !waits && !queue(tx, &mut round, now).await? {
            round::end(tx, &round).await?;
            finish(tx, rules, &round, now).await?;
            continue;
        }
        if now.since(round.shown_at) >= SHOWN_EVERY {
            round.shown_at = now;
            show(tx, rules, &round, now).await?;
        }
        round::keep(tx, &round).await?;
    }
    Ok(())
}

async fn show(tx: &mut Tx, rules: &Rules, round: &Round, now: Timestamp) -> Result<(), Fault> {
    let Some((person, at, message)) = &round.asked else {
        return Ok(());
    };
    let person = person::get(tx, person).await?;
    let lang = rules.lang(person.language.as_deref());
    let shown = view::checkup::looking(&lang, round.done, round.total);
    post::edit(tx, at, *message, shown, now).await
}

/// The message turns into the list as it is now, within what the asker looks after by now.
async fn finish(tx: &mut Tx, rules: &Rules, round: &Round, now: Timestamp) -> Result<(), Fault> {
    let Some((person, at, message)) = &round.asked else {
        return Ok(());
    };
    let grants = grant::of_person(tx, person).await?;
    let active = grants.into_iter().filter(|grant| grant.state == "active");
    let person = person::get(tx, person).await?;
    let actor = Actor {
        person: person.id.clone(),
        address: at.clone(),
        name: person.name.clone(),
        grants: active.map(|grant| (grant.role, grant.area)).collect(),
    };
    let Ok(watch) = Watch::of(&actor) else {
        return Ok(());
    };
    let page = page_of(tx, &watch, 0, now).await?;
    let lang = rules.lang(person.language.as_deref());
    post::edit(tx, at, *message, view::checkup::page(&lang, &page), now).await
}
