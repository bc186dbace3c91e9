//! Chats that come and go: thrown out, blocked, back again, moved.

use std::time::Duration;

use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::event::{Place, PlaceKind};
use crate::domain::id::ChatId;
use crate::domain::institution::Code;
use crate::store::event::Entry;
use crate::store::{Fault, Tx, chat, checkup, uninvited};
use crate::view;

use super::{Rules, notice, people, post, resend};

/// How long words in a group that was lost say nothing about whether the bot may write there.
const TRY_AGAIN_AFTER: Duration = Duration::from_secs(10 * 60);

/// Marks a chat as not to be reached. Its coordinators are told once, of all that were lost within a
/// moment together (`notice`).
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
    lose(tx, rules, address, reason, now, now).await
}

async fn lose(
    tx: &mut Tx,
    rules: &Rules,
    address: &Address,
    reason: &str,
    told_from: Timestamp,
    now: Timestamp,
) -> Result<(), Fault> {
    for (chat, code, _) in chat::set_reachable(tx, address, false, Some(reason), now).await? {
        let detail = serde_json::json!({
            "chat": chat, "address": on_record(address), "reason": reason,
        });
        Entry::of_itself("chat.unreachable")
            .at(&code)
            .write(tx, now, detail)
            .await?;
        for person in people::overseers(tx, &code).await? {
            if person.address.as_ref() == Some(address) {
                continue;
            }
            // Who has not heard that it was back need not hear that it is lost again.
            if let Some(to) = &person.address
                && post::cancel(tx, &back_key(chat, to)).await?
            {
                continue;
            }
            notice::lost(tx, rules, &person, chat, told_from, now).await?;
        }
    }
    Ok(())
}

/// A private chat's address is its person's account, which the record does not name.
fn on_record(address: &Address) -> Option<&Address> {
    address.is_shared().then_some(address)
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
    found_gone(tx, rules, chat, reason, now, now).await
}

/// As [`gone`], of which coordinators hear at `told_from` at the earliest.
///
/// # Errors
/// A database fault.
pub async fn found_gone(
    tx: &mut Tx,
    rules: &Rules,
    chat: &Address,
    reason: &str,
    told_from: Timestamp,
    now: Timestamp,
) -> Result<(), Fault> {
    for address in chat::registered_in(tx, chat).await? {
        lose(tx, rules, &address, reason, told_from, now).await?;
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
        any |= restored(tx, rules, &address, now, now).await?;
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
    restored(tx, rules, &place.address, now, now).await?;
    Ok(())
}

/// A chat is called or open to strangers as the platform says now. Whether strangers can get in decides
/// who confirms there, so that is on record.
///
/// # Errors
/// A database fault.
pub async fn described(
    tx: &mut Tx,
    address: &Address,
    (title, public): (&str, bool),
    now: Timestamp,
) -> Result<(), Fault> {
    if title.trim().is_empty() {
        return Ok(());
    }
    let changed = chat::describe(tx, address, title, public).await?;
    for (chat, code) in changed {
        let detail = serde_json::json!({ "chat": chat, "public": public });
        Entry::of_itself("chat.described")
            .at(&code)
            .write(tx, now, detail)
            .await?;
    }
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
    found_open(tx, rules, topic, now, now).await
}

/// A chat was looked at and can be written to; if that is news, coordinators hear of it at `told_from` at
/// the earliest.
///
/// # Errors
/// A database fault.
pub async fn found_open(
    tx: &mut Tx,
    rules: &Rules,
    chat: &Address,
    told_from: Timestamp,
    now: Timestamp,
) -> Result<(), Fault> {
    restored(tx, rules, chat, told_from, now).await.map(drop)
}

/// Under which the news waits that a chat is back.
fn back_key(chat: ChatId, to: &Address) -> String {
    format!("back:{}:{to}", chat.0)
}

/// A chat that is back gets what it missed, and its coordinators hear of it, if they heard of the loss.
async fn restored(
    tx: &mut Tx,
    rules: &Rules,
    address: &Address,
    told_from: Timestamp,
    now: Timestamp,
) -> Result<bool, Fault> {
    let restored = chat::set_reachable(tx, address, true, None, now).await?;
    for (chat, code, title) in &restored {
        let detail = serde_json::json!({ "chat": chat, "address": on_record(address) });
        checkup::forget_loss(tx, *chat).await?;
        Entry::of_itself("chat.back")
            .at(code)
            .write(tx, now, detail)
            .await?;
        let missed = resend::missed(tx, rules, &[*chat], now).await?;
        let name = people::institution_name(tx, code).await?;
        for person in people::overseers(tx, code).await? {
            if person.address.as_ref() == Some(address)
                || notice::taken_back(tx, rules, &person, *chat, now).await?
            {
                continue;
            }
            if let Some(to) = &person.address {
                let lang = rules.lang(person.language.as_deref());
                let message = view::group::back(&lang, &name, title, missed);
                let (key, delay) = (back_key(*chat, to), told_from.since(now));
                post::send_coalesced(tx, to, vec![message], &key, delay, now).await?;
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
pub async fn moved(
    tx: &mut Tx,
    rules: &Rules,
    from: &Address,
    to: &Address,
    now: Timestamp,
) -> Result<(), Fault> {
    let lost = chat::unreachable_at(tx, from).await?;
    uninvited::readdress(tx, from, to).await?;
    let institutions: Vec<Code> = chat::at(tx, from)
        .await?
        .into_iter()
        .map(|chat| chat.institution)
        .collect();
    if chat::readdress(tx, from, to).await? {
        let detail = serde_json::json!({ "from": from, "to": to });
        Entry::of_itself("chat.moved")
            .write(tx, now, detail)
            .await?;
    }
    // Of two registrations that turned out to be one chat, one has ended.
    for code in &institutions {
        people::take_back_doubles(tx, from, to, code, now).await?;
    }
    // That the group is another one now may be all that was wrong with it.
    resend::missed(tx, rules, &lost, now).await?;
    Ok(())
}
