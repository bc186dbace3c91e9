//! Chats that come and go: thrown out, blocked, back again, moved.

use std::time::Duration;

use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::event::{Place, PlaceKind};
use crate::store::event::Entry;
use crate::store::{Fault, Tx, chat};
use crate::view;

use super::{Rules, people, post};

/// How long words in a group that was lost say nothing about whether the bot may write there.
const TRY_AGAIN_AFTER: Duration = Duration::from_secs(10 * 60);

/// Marks a chat as not to be reached and tells its coordinators, once.
///
/// # Errors
/// A database fault.
pub async fn lost(
    tx: &mut Tx,
    rules: &Rules,
    address: &Address,
    reason: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    for (_, code, title) in chat::set_reachable(tx, address, false, Some(reason)).await? {
        let detail = serde_json::json!({ "address": address, "reason": reason });
        Entry::of_itself("chat.unreachable")
            .at(&code)
            .write(tx, now, detail)
            .await?;
        let name = people::institution_name(tx, &code).await?;
        for person in people::overseers(tx, &code).await? {
            if let Some(to) = person.address.filter(|to| to != address) {
                let lang = rules.lang(person.language.as_deref());
                post::send(
                    tx,
                    &to,
                    view::group::unreachable(&lang, &name, &title, reason),
                    now,
                )
                .await?;
            }
        }
    }
    Ok(())
}

/// The bot is out of a chat: so are its topics.
///
/// # Errors
/// A database fault.
pub async fn gone(
    tx: &mut Tx,
    rules: &Rules,
    chat: &Address,
    reason: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    for address in chat::registered_in(tx, chat).await? {
        lost(tx, rules, &address, reason, now).await?;
    }
    Ok(())
}

/// The bot may write again in a chat that was lost, or in topics of it: their coordinators are told.
///
/// # Errors
/// A database fault.
pub async fn back(
    tx: &mut Tx,
    rules: &Rules,
    chat: &Address,
    now: Timestamp,
) -> Result<bool, Fault> {
    let mut any = false;
    for address in chat::registered_in(tx, chat).await? {
        any |= restored(tx, rules, &address, now).await?;
    }
    Ok(any)
}

/// Something came out of a chat. A person who writes can be written to. In a group others may be
/// allowed what the bot is not, so one that was lost just now is not tried again at every word.
///
/// # Errors
/// A database fault.
pub async fn heard(tx: &mut Tx, rules: &Rules, place: &Place, now: Timestamp) -> Result<(), Fault> {
    if !chat::is_unreachable(tx, &place.address).await? {
        return Ok(());
    }
    let since = now.minus(TRY_AGAIN_AFTER);
    if place.kind != PlaceKind::Private && chat::was_lost(tx, &place.address, since).await? {
        return Ok(());
    }
    restored(tx, rules, &place.address, now).await?;
    Ok(())
}

/// A topic takes messages again.
///
/// # Errors
/// A database fault.
pub async fn reopened(
    tx: &mut Tx,
    rules: &Rules,
    topic: &Address,
    now: Timestamp,
) -> Result<(), Fault> {
    restored(tx, rules, topic, now).await?;
    Ok(())
}

async fn restored(
    tx: &mut Tx,
    rules: &Rules,
    address: &Address,
    now: Timestamp,
) -> Result<bool, Fault> {
    let restored = chat::set_reachable(tx, address, true, None).await?;
    for (_, code, title) in &restored {
        let detail = serde_json::json!({ "address": address });
        Entry::of_itself("chat.back")
            .at(code)
            .write(tx, now, detail)
            .await?;
        let name = people::institution_name(tx, code).await?;
        for person in people::overseers(tx, code).await? {
            if let Some(to) = person.address.filter(|to| to != address) {
                let lang = rules.lang(person.language.as_deref());
                post::send(tx, &to, view::group::back(&lang, &name, title), now).await?;
            }
        }
    }
    Ok(!restored.is_empty())
}

/// Whether a chat, or a topic in it, is registered.
///
/// # Errors
/// A database fault.
pub async fn is_registered(tx: &mut Tx, chat: &Address) -> Result<bool, Fault> {
    Ok(!chat::registered_in(tx, chat).await?.is_empty())
}

/// A group became a supergroup: registration and queue follow.
///
/// # Errors
/// A database fault.
pub async fn moved(tx: &mut Tx, from: &Address, to: &Address, now: Timestamp) -> Result<(), Fault> {
    if chat::readdress(tx, from, to).await? {
        let detail = serde_json::json!({ "from": from, "to": to });
        Entry::of_itself("chat.moved")
            .write(tx, now, detail)
            .await?;
    }
    Ok(())
}
