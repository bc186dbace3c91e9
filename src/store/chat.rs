//! Chats of institutions: what is registered where.
//!
//! `registering` writes registrations, `reaching` says which can be reached, `readdressing` moves one to
//! another address, and `page` shows one of them, or one officer.

mod page;
mod reaching;
mod readdressing;
mod registering;

use super::{Fault, Tx};
use crate::domain::address::Address;
use crate::domain::event::PlaceKind;
use crate::domain::id::ChatId;
use crate::domain::institution::Code;

pub use page::{officer, page};
pub use reaching::{is_unreachable, set_reachable, unreachable_at, was_lost};
pub use readdressing::readdress;
pub use registering::{describe, remove, set_receives, upsert};

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
