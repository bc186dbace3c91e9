//! Chats of institutions. `page` shows one of them, or one officer.

mod page;

use super::batch::{BATCH, placeholders};
use super::{Fault, Tx};
use crate::domain::address::Address;
use crate::domain::chat::Receives;
use crate::domain::clock::Timestamp;
use crate::domain::event::PlaceKind;
use crate::domain::id::{self, ChatId, PersonId};
use crate::domain::institution::Code;

pub use page::{officer, page};

/// A registered chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chat {
    /// Its id.
    pub id: ChatId,
    /// Where it is reached.
    pub address: Address,
    /// What it is.
    pub kind: PlaceKind,
    /// Whether strangers can find and read it.
    pub public: bool,
    /// Its title.
    pub title: String,
    /// Whose it is.
    pub institution: Code,
}

/// The stored word of a kind.
#[must_use]
pub fn kind_word(kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::Private => "private",
        PlaceKind::Group => "group",
        PlaceKind::Channel => "channel",
    }
}

pub(super) fn read_kind(word: &str) -> Result<PlaceKind, Fault> {
    match word {
        "private" => Ok(PlaceKind::Private),
        "group" => Ok(PlaceKind::Group),
        "channel" => Ok(PlaceKind::Channel),
        word => Err(Fault::unreadable("chat kind", word)),
    }
}

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
    Ok(ChatId(id))
}

type Row = (i64, String, String, i64, String, String);

/// The registrations of an address that are not removed.
///
/// # Errors
/// A database fault.
pub async fn at(tx: &mut Tx, address: &Address) -> Result<Vec<Chat>, Fault> {
    let rows: Vec<Row> = sqlx::query_as(
        "select id, address, kind, public, title, institution from chat \
         where address = $1 and state <> 'removed' order by id",
    )
    .bind(address.as_str())
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|(id, address, kind, public, title, institution)| {
            Ok(Chat {
                id: ChatId(id),
                address: Address::stored(address),
                kind: read_kind(&kind)?,
                public: public == 1,
                title,
                institution: Code::stored(institution),
            })
        })
        .collect()
}

/// A registration that has not ended.
///
/// # Errors
/// A database fault.
pub async fn find(tx: &mut Tx, id: ChatId) -> Result<Option<Chat>, Fault> {
    let address: Option<String> =
        sqlx::query_scalar("select address from chat where id = $1 and state <> 'removed'")
            .bind(id.0)
            .fetch_optional(tx.conn())
            .await?;
    let Some(address) = address else {
        return Ok(None);
    };
    let chats = at(tx, &Address::stored(address)).await?;
    Ok(chats.into_iter().find(|chat| chat.id == id))
}

/// What an import must know of a registration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    /// Where it is reached.
    pub address: Address,
    /// Whose it is.
    pub institution: Code,
    /// What it is.
    pub kind: PlaceKind,
    /// Whether it has ended.
    pub removed: bool,
}

/// Every registration, ended ones too.
///
/// # Errors
/// A database fault.
pub async fn registrations(tx: &mut Tx) -> Result<Vec<Registration>, Fault> {
    let rows: Vec<(String, String, String, String)> =
        sqlx::query_as("select address, institution, kind, state from chat order by id")
            .fetch_all(tx.conn())
            .await?;
    rows.into_iter()
        .map(|(address, institution, kind, state)| {
            Ok(Registration {
                address: Address::stored(address),
                institution: Code::stored(institution),
                kind: read_kind(&kind)?,
                removed: state == "removed",
            })
        })
        .collect()
}

/// Registers chats of which only kind and address are known for sure, each once. One that is there
/// keeps its title, and is active again.
///
/// # Errors
/// A database fault.
pub async fn import_all(
    tx: &mut Tx,
    chats: &[Chat],
    by: Option<&PersonId>,
    now: Timestamp,
) -> Result<(), Fault> {
    for batch in chats.chunks(BATCH) {
        let sql = format!(
            "insert into chat (id, address, room, kind, public, title, institution, state, \
             registered_by, registered_at) values {} \
             on conflict (address, institution) do update set kind = excluded.kind, \
             state = excluded.state, reason = null",
            placeholders(batch.len(), 10)
        );
        let mut query = sqlx::query(sqlx::AssertSqlSafe(sql));
        for chat in batch {
            query = query
                .bind(chat.id.0)
                .bind(chat.address.as_str())
                .bind(chat.address.chat())
                .bind(kind_word(chat.kind))
                .bind(i64::from(chat.public))
                .bind(&chat.title)
                .bind(chat.institution.as_str())
                .bind("active")
                .bind(by.map(|person| person.0.clone()))
                .bind(now.0);
        }
        query.execute(tx.conn()).await?;
    }
    Ok(())
}

/// Marks the registrations of an address as not to be reached, or reachable again; those it changed.
///
/// # Errors
/// A database fault.
pub async fn set_reachable(
    tx: &mut Tx,
    address: &Address,
    reachable: bool,
    reason: Option<&str>,
    now: Timestamp,
) -> Result<Vec<(ChatId, Code, String)>, Fault> {
    let (from, to) = if reachable {
        ("unreachable", "active")
    } else {
        ("active", "unreachable")
    };
    let rows: Vec<(i64, String, String)> = sqlx::query_as(
        "update chat set state = $3, reason = $4, state_at = $5 \
         where address = $1 and state = $2 \
         returning id, institution, title",
    )
    .bind(address.as_str())
    .bind(from)
    .bind(to)
    .bind(reason.map(ToOwned::to_owned))
    .bind(now.0)
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|(id, code, title)| (ChatId(id), Code::stored(code), title))
        .collect())
}

/// Whether an address has a registration that counts as not to be reached.
///
/// # Errors
/// A database fault.
pub async fn is_unreachable(tx: &mut Tx, address: &Address) -> Result<bool, Fault> {
    let count: i64 = sqlx::query_scalar(
        "select count(*) from chat where address = $1 and state = 'unreachable'",
    )
    .bind(address.as_str())
    .fetch_one(tx.conn())
    .await?;
    Ok(count > 0)
}

/// The registrations of an address that count as not to be reached.
///
/// # Errors
/// A database fault.
pub async fn unreachable_at(tx: &mut Tx, address: &Address) -> Result<Vec<ChatId>, Fault> {
    let ids: Vec<i64> =
        sqlx::query_scalar("select id from chat where address = $1 and state = 'unreachable'")
            .bind(address.as_str())
            .fetch_all(tx.conn())
            .await?;
    Ok(ids.into_iter().map(ChatId).collect())
}

/// Whether a chat, or its institution, was taken out of the registry.
///
/// # Errors
/// A database fault.
pub async fn is_removed(tx: &mut Tx, chat: ChatId) -> Result<bool, Fault> {
    let registered: i64 = sqlx::query_scalar(
        "select count(*) from chat c join institution i on i.code = c.institution \
         where c.id = $1 and c.state <> 'removed' and i.active = 1",
    )
    .bind(chat.0)
    .fetch_one(tx.conn())
    .await?;
    Ok(registered == 0)
}

/// Whether an address was lost at or after `since`, by the record; ids of the record follow time.
///
/// # Errors
/// A database fault.
pub async fn was_lost(tx: &mut Tx, address: &Address, since: Timestamp) -> Result<bool, Fault> {
    let details: Vec<String> = sqlx::query_scalar(
        "select e.detail from event e where e.id >= $1 and e.at >= $3 and e.kind = 'chat.unreachable' \
         and e.institution in (select institution from chat where address = $2)",
    )
    .bind(id::first_at(since))
    .bind(address.as_str())
    .bind(since.0)
    .fetch_all(tx.conn())
    .await?;
    Ok(details.iter().any(|detail| is_about(detail, address)))
}

fn is_about(detail: &str, address: &Address) -> bool {
    serde_json::from_str::<serde_json::Value>(detail)
        .is_ok_and(|detail| detail["address"] == address.as_str())
}

/// The registered addresses in a chat of the platform: itself, and the topics of a forum.
///
/// # Errors
/// A database fault.
pub async fn registered_in(tx: &mut Tx, chat: &Address) -> Result<Vec<Address>, Fault> {
    let rows: Vec<String> = sqlx::query_scalar(
        "select distinct address from chat where room = $1 and state <> 'removed' order by address",
    )
    .bind(chat.chat())
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(Address::stored).collect())
}

/// The addresses at which an institution is registered.
///
/// # Errors
/// A database fault.
pub async fn of_institution(tx: &mut Tx, institution: &Code) -> Result<Vec<Address>, Fault> {
    let rows: Vec<String> = sqlx::query_scalar(
        "select address from chat where institution = $1 and state <> 'removed' order by id",
    )
    .bind(institution.as_str())
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(Address::stored).collect())
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

/// Where a registered chat is reached.
///
/// # Errors
/// A database fault; an unknown id is one.
pub async fn address(tx: &mut Tx, chat: ChatId) -> Result<Address, Fault> {
    let address: String = sqlx::query_scalar("select address from chat where id = $1")
        .bind(chat.0)
        .fetch_one(tx.conn())
        .await?;
    Ok(Address::stored(address))
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

/// Gives a chat that moved its new address, in the registry and in everything that is queued for it.
/// The new address may be registered already: then both are one chat, and what the former registration
/// still waits for is the other's to get, once.
///
/// # Errors
/// A database fault.
pub async fn readdress(tx: &mut Tx, from: &Address, to: &Address) -> Result<bool, Fault> {
    for (old, new) in doubles(tx, from, to).await? {
        merge(tx, old, new).await?;
    }
    let moved = sqlx::query(
        "update chat set address = $2, room = $3, state = 'active', reason = null where address = $1 \
         and institution not in (select institution from chat where address = $2)",
    )
    .bind(from.as_str())
    .bind(to.as_str())
    .bind(to.chat())
    .execute(tx.conn())
    .await?
    .rows_affected();
    // What was not moved is the same chat under its old name.
    sqlx::query(
        "update chat set state = 'removed' where address = $1 and institution in \
         (select institution from chat where address = $2)",
    )
    .bind(from.as_str())
    .bind(to.as_str())
    .execute(tx.conn())
    .await?;
    sqlx::query("update outbox set address = $2 where address = $1")
        .bind(from.as_str())
        .bind(to.as_str())
        .execute(tx.conn())
        .await?;
    Ok(moved > 0)
}

/// Registrations of two addresses for the same institution.
async fn doubles(
    tx: &mut Tx,
    from: &Address,
    to: &Address,
) -> Result<Vec<(ChatId, ChatId)>, Fault> {
    let rows: Vec<(i64, i64)> = sqlx::query_as(
        "select old.id, new.id from chat old join chat new on new.institution = old.institution \
         and new.address = $2 and new.state <> 'removed' where old.address = $1 \
         and old.address <> new.address",
    )
    .bind(from.as_str())
    .bind(to.as_str())
    .fetch_all(tx.conn())
    .await?;
    let rows = rows.into_iter();
    Ok(rows.map(|(old, new)| (ChatId(old), ChatId(new))).collect())
}

/// What waits for one registration waits for the other, unless that one is addressed itself.
async fn merge(tx: &mut Tx, old: ChatId, new: ChatId) -> Result<(), Fault> {
    for sql in [
        "update outbox set chat_id = $2 where chat_id = $1 and payload is null and purpose is null \
         and announcement_id in (select announcement_id from delivery where chat_id = $1 \
         and state = 'waiting') \
         and announcement_id not in (select announcement_id from delivery where chat_id = $2)",
        "update delivery set chat_id = $2 where chat_id = $1 and state = 'waiting' \
         and announcement_id not in (select announcement_id from delivery where chat_id = $2)",
    ] {
        sqlx::query(sql)
            .bind(old.0)
            .bind(new.0)
            .execute(tx.conn())
            .await?;
    }
    Ok(())
}
