//! A question to a person whose next words are the answer.

use super::{Fault, Tx, retention};
use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::id::{AnnouncementId, PersonId};
use crate::domain::panel::Written;

/// Which question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Why does it go back to its author?
    ReturnReason,
    /// Why is it never to be sent?
    RejectReason,
    /// What is this option of a draft to be?
    Option(Written),
}

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            Self::ReturnReason => "return",
            Self::RejectReason => "reject",
            Self::Option(written) => written.as_str(),
        }
    }

    fn from_stored(word: &str) -> Option<Self> {
        match word {
            "return" => Some(Self::ReturnReason),
            "reject" => Some(Self::RejectReason),
            _ => Written::from_stored(word).map(Self::Option),
        }
    }
}

/// What was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Which question.
    pub kind: Kind,
    /// About which announcement.
    pub announcement: AnnouncementId,
    /// As of which edit.
    pub version: i64,
    /// When.
    pub asked_at: Timestamp,
}

/// Asks; an older question of the same person is forgotten.
///
/// # Errors
/// A database fault.
pub async fn ask(tx: &mut Tx, person: &PersonId, question: &Question) -> Result<(), Fault> {
    for sql in [
        "delete from registering where person_id = $1",
        "delete from filling where person_id = $1",
        "update evidence_request set asked_at = null, closed = 2 \
         where person_id = $1 and asked_at is not null",
    ] {
        sqlx::query(sql).bind(&person.0).execute(tx.conn()).await?;
    }
    sqlx::query(
        "insert into question (person_id, kind, announcement_id, version, asked_at) \
         values ($1, $2, $3, $4, $5) on conflict (person_id) do update set kind = excluded.kind, \
         announcement_id = excluded.announcement_id, version = excluded.version, \
         asked_at = excluded.asked_at",
    )
    .bind(&person.0)
    .bind(question.kind.as_str())
    .bind(question.announcement.0)
    .bind(question.version)
    .bind(question.asked_at.0)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Takes a question about an announcement back; whether it was open.
///
/// # Errors
/// A database fault.
pub async fn cancel(
    tx: &mut Tx,
    person: &PersonId,
    announcement: AnnouncementId,
    version: i64,
) -> Result<bool, Fault> {
    let closed = sqlx::query(
        "delete from question where person_id = $1 and announcement_id = $2 and version = $3",
    )
    .bind(&person.0)
    .bind(announcement.0)
    .bind(version)
    .execute(tx.conn())
    .await?
    .rows_affected();
    Ok(closed == 1)
}

/// Takes back whatever the person of this private chat was asked. Where that was evidence,
/// `evidence_request::gave_way` says so once.
///
/// # Errors
/// A database fault.
pub async fn forget(tx: &mut Tx, person: &Address) -> Result<(), Fault> {
    sqlx::query(
        "update evidence_request set asked_at = null, closed = 2 where asked_at is not null \
         and person_id in (select id from person where address = $1)",
    )
    .bind(person.as_str())
    .execute(tx.conn())
    .await?;
    forget_words(tx, person).await
}

/// The same, but evidence that was asked for is so still.
///
/// # Errors
/// A database fault.
pub async fn forget_words(tx: &mut Tx, person: &Address) -> Result<(), Fault> {
    // A code that was asked for is in `uninvited`, a field of a template in `template`.
    for sql in [
        "delete from registering where person_id in (select id from person where address = $1)",
        "delete from filling where person_id in (select id from person where address = $1)",
        "delete from question where person_id in (select id from person where address = $1)",
    ] {
        sqlx::query(sql)
            .bind(person.as_str())
            .execute(tx.conn())
            .await?;
    }
    Ok(())
}

/// The open question of a person, which is closed by this.
///
/// # Errors
/// A database fault.
pub async fn take(tx: &mut Tx, person: &PersonId) -> Result<Option<Question>, Fault> {
    let row: Option<(String, i64, i64, i64)> = sqlx::query_as(
        "delete from question where person_id = $1 \
         returning kind, announcement_id, version, asked_at",
    )
    .bind(&person.0)
    .fetch_optional(tx.conn())
    .await?;
    row.map(|(kind, announcement, version, asked_at)| {
        Ok(Question {
            kind: Kind::from_stored(&kind).ok_or_else(|| Fault::unreadable("question", kind))?,
            announcement: AnnouncementId(announcement),
            version,
            asked_at: Timestamp(asked_at),
        })
    })
    .transpose()
}

/// The option that a person was asked for, and of which draft; the question stays.
///
/// # Errors
/// A database fault.
pub async fn wanted_option(
    tx: &mut Tx,
    person: &PersonId,
) -> Result<Option<(Written, AnnouncementId, Timestamp)>, Fault> {
    let row: Option<(String, i64, i64)> =
        sqlx::query_as("select kind, announcement_id, asked_at from question where person_id = $1")
            .bind(&person.0)
            .fetch_optional(tx.conn())
            .await?;
    Ok(row.and_then(|(kind, announcement, asked_at)| {
        let written = Written::from_stored(&kind)?;
        Some((written, AnnouncementId(announcement), Timestamp(asked_at)))
    }))
}

/// Forgets up to `most` questions that were asked before a moment and never answered; how many.
///
/// # Errors
/// A database fault.
pub async fn forget_older(tx: &mut Tx, before: Timestamp, most: i64) -> Result<u64, Fault> {
    retention::forget(
        tx,
        "delete from question where person_id in \
         (select person_id from question where asked_at < $1 limit $2)",
        before,
        most,
    )
    .await
}
