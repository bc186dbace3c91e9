//! Telling a coordinator of lost chats: all that are lost within a moment in one message.
//!
//! The message is queued at the first loss, to leave a little later. Each further loss until then
//! replaces it by one that names that chat too; one that is back in time is struck out again.

use std::time::Duration;

use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::id::ChatId;
use crate::store::person::Person;
use crate::store::{Fault, Tx, loss};
use crate::view;

use super::{Rules, post};

/// How long losses, and newcomers, are gathered.
pub(super) const GATHERED: Duration = Duration::from_secs(60);
/// Longer than any night.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

fn key(to: &Address) -> String {
    format!("lost:{to}")
}

/// A chat was lost: somebody is to be told, a moment after `told_from`.
///
/// # Errors
/// A database fault.
pub(super) async fn lost(
    tx: &mut Tx,
    rules: &Rules,
    person: &Person,
    chat: ChatId,
    told_from: Timestamp,
    now: Timestamp,
) -> Result<(), Fault> {
    let Some(to) = &person.address else {
        return Ok(());
    };
    // A notice that has left is not added to.
    if !post::cancel(tx, &key(to)).await? {
        loss::clear(tx, to).await?;
    }
    loss::note(tx, to, chat, told_from).await?;
    queue(tx, rules, person, to, now).await
}

/// A chat is back: whether somebody has not been told of its loss yet, and now never will be.
///
/// # Errors
/// A database fault.
pub(super) async fn taken_back(
    tx: &mut Tx,
    rules: &Rules,
    person: &Person,
    chat: ChatId,
    now: Timestamp,
) -> Result<bool, Fault> {
    let Some(to) = &person.address else {
        return Ok(true);
    };
    if !post::cancel(tx, &key(to)).await? {
        return Ok(false);
    }
    let struck = loss::strike(tx, to, chat).await?;
    queue(tx, rules, person, to, now).await?;
    Ok(struck)
}

/// Somebody hears of so many lost chats by other words: if those are all that a notice would name, it does
/// not leave.
///
/// # Errors
/// A database fault.
pub(super) async fn reported(tx: &mut Tx, to: &Address, chats: i64) -> Result<(), Fault> {
    let (_, count, _) = loss::named(tx, to, 0).await?;
    if count <= chats && post::cancel(tx, &key(to)).await? {
        loss::clear(tx, to).await?;
    }
    Ok(())
}

/// Queues the notice anew, for when the first one would have left.
async fn queue(
    tx: &mut Tx,
    rules: &Rules,
    person: &Person,
    to: &Address,
    now: Timestamp,
) -> Result<(), Fault> {
    let most = i64::try_from(view::group::LISTED).unwrap_or(i64::MAX);
    let (losses, count, first) = loss::named(tx, to, most).await?;
    let Some(first) = first else {
        return Ok(());
    };
    let lang = rules.lang(person.language.as_deref());
    let message = view::group::unreachable(&lang, &losses, count);
    // A clock that was set back keeps nobody waiting for longer than a night.
    let delay = first.plus(GATHERED).since(now).min(LONGEST);
    post::send_coalesced(tx, to, vec![message], &key(to), delay, now).await
}
