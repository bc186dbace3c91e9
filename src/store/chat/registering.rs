//! Writing registrations: made, brought up to date, ended.

use super::{Chat, kind_word};
use crate::domain::address::Address;
use crate::domain::chat::Receives;
use crate::domain::clock::Timestamp;
use crate::domain::id::{ChatId, PersonId};
use crate::domain::institution::Code;
use crate::store::{Fault, Tx, late};

/// Registers a chat for an institution, or brings its row up to date; it is reachable again.
///
/// # Errors
/// A database fault.
pub async fn upsert(
    tx: &mut Tx,
    chat: &Chat,
    by: Option<&PersonId>,
    now: Timestamp,
) -> Result<ChatId, Fault> {
    let id: i64 = sqlx::query_scalar(
        "insert into chat (id, address, room, kind, public, title, institution, state, \
         registered_by, registered_at) values ($1, $2, $9, $3, $4, $5, $6, 'active', $7, $8) \
         on conflict (address, institution) do update set kind = excluded.kind, \
         public = excluded.public, title = excluded.title, \
         receives = case when chat.state = 'removed' then 'auto' else chat.receives end, \
         state_at = case when chat.state = 'active' then chat.state_at else $8 end, \
         state = 'active', reason = null returning id",
    )
    .bind(chat.id.0)
    .bind(chat.address.as_str())
    .bind(kind_word(chat.kind))
    .bind(i64::from(chat.public))
    .bind(&chat.title)
    .bind(chat.institution.as_str())
    .bind(by.map(|person| person.0.clone()))
    .bind(now.0)
    .bind(chat.address.chat())
    .fetch_one(tx.conn())
    .await?;
    late::joined(tx, &chat.institution, now).await?;
    Ok(ChatId(id))
}

/// Ends a chat's registration for an institution.
///
/// # Errors
/// A database fault.
pub async fn remove(
    tx: &mut Tx,
    address: &Address,
    institution: &Code,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "update chat set state = 'removed', state_at = $3 where address = $1 and institution = $2 \
         and state <> 'removed'",
    )
    .bind(address.as_str())
    .bind(institution.as_str())
    .bind(now.0)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Says whether a chat receives.
///
/// # Errors
/// A database fault.
pub async fn set_receives(tx: &mut Tx, chat: ChatId, receives: Receives) -> Result<(), Fault> {
    sqlx::query("update chat set receives = $2 where id = $1")
        .bind(chat.0)
        .bind(receives.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Notes how the platform describes a chat now, for all that is registered in it. A topic has the title of
/// its forum. Which registrations became public or private by that.
///
/// # Errors
/// A database fault.
pub async fn describe(
    tx: &mut Tx,
    address: &Address,
    title: &str,
    public: bool,
) -> Result<Vec<(ChatId, Code)>, Fault> {
    let opened: Vec<(i64, String)> = sqlx::query_as(
        "update chat set public = $2 where room = $1 and state <> 'removed' and public <> $2 \
         returning id, institution",
    )
    .bind(address.chat())
    .bind(i64::from(public))
    .fetch_all(tx.conn())
    .await?;
    sqlx::query(
        "update chat set title = $2 where room = $1 and state <> 'removed' and title <> $2",
    )
    .bind(address.chat())
    .bind(title)
    .execute(tx.conn())
    .await?;
    let opened = opened.into_iter();
    Ok(opened
        .map(|(id, code)| (ChatId(id), Code::stored(code)))
        .collect())
}
