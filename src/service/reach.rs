//! Chats that come and go: thrown out, blocked, back again, moved.

use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::store::event::Entry;
use crate::store::{Fault, Tx, chat};
use crate::view;

use super::{Rules, people, post};

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

/// The bot is in a chat: if it was lost, it is there again, and its coordinators are told. Whether it is
/// registered at all.
///
/// # Errors
/// A database fault.
pub async fn back(
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
    chat::is_registered(tx, address).await
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
