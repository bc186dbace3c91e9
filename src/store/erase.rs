//! Forgetting a person: the one place in which rows that name somebody are blanked. What is counted and
//! what is proved stays, under the key that no longer leads to anybody.

use super::{Fault, Tx, question};
use crate::domain::address::Address;
use crate::domain::erasure::ERASED;
use crate::domain::id::PersonId;

/// Blanks name, account and language of a person, in whatever table they stand, and drops what is queued
/// for their private chat. Of updates that were handled nothing of them is left anyway; those that were
/// given up are blanked. What is just being worked on, their goodbye among it, passes by itself.
///
/// # Errors
/// A database fault.
pub async fn forget(tx: &mut Tx, person: &PersonId, address: &Address) -> Result<(), Fault> {
    question::forget(tx, address).await?;
    sqlx::query(
        "update person set address = null, name = $2, username = null, language = null \
         where id = $1",
    )
    .bind(&person.0)
    .bind(ERASED)
    .execute(tx.conn())
    .await?;
    for sql in [
        "delete from search where person_id = $1",
        "delete from evidence_request where person_id = $1",
        "delete from board_link where person_id = $1",
        "delete from board_session where person_id = $1",
        // A link is the institution's, and public; words and a picture may show the person.
        "update dissemination set words = null, screenshot = null, sha256 = null \
         where person_id = $1",
    ] {
        sqlx::query(sql).bind(&person.0).execute(tx.conn()).await?;
    }
    for sql in [
        "update delivery set outdated = 'revoked' where state = 'sent' and shows <> should_show \
         and chat_id in (select id from chat where address = $1)",
        "update chat set title = '', state = 'removed', address = 'erased:' || cast(id as text), \
         room = 'erased:' || cast(id as text) where address = $1",
        "delete from upload where outbox_id in \
         (select id from outbox where address = $1 and state = 'queued')",
        "delete from outbox where address = $1 and state = 'queued'",
        "update checkup_round set address = null where address = $1",
        "delete from posting where address = $1",
        "delete from loss where address = $1",
        "delete from pause where scope = $1",
        "update attempt set address = null where address = $1",
    ] {
        sqlx::query(sql)
            .bind(address.as_str())
            .execute(tx.conn())
            .await?;
    }
    // As the platform's JSON names an account, and as none of its other numbers are written.
    sqlx::query(
        "update inbox set raw = '{}', error = '' where state = 'dead' and (raw like $1 or raw like $2)",
    )
    .bind(format!("%\"id\":{},%", address.public_id()))
    .bind(format!("%\"id\":{}}}%", address.public_id()))
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What is kept of a person besides their row and roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Traces {
    /// Confirmations.
    pub confirmations: i64,
    /// Evidence that announcements were passed on.
    pub evidence: i64,
    /// Announcements they wrote, drafts and refused ones too.
    pub written: i64,
    /// Announcements they decided on.
    pub decided: i64,
    /// Private chats registered for institutions.
    pub chats: i64,
    /// Lines of the record with them as the one who did it.
    pub deeds: i64,
}

/// Counts them.
///
/// # Errors
/// A database fault.
pub async fn traces(tx: &mut Tx, person: &PersonId, address: &Address) -> Result<Traces, Fault> {
    let (confirmations, evidence, written, decided, chats, deeds) = sqlx::query_as(
        "select (select count(*) from acknowledgement where person_id = $1), \
         (select count(*) from dissemination where person_id = $1), \
         (select count(*) from announcement where author = $1), \
         (select count(*) from announcement where decided_by = $1), \
         (select count(*) from chat where address = $2), \
         (select count(*) from event where actor = $1)",
    )
    .bind(&person.0)
    .bind(address.as_str())
    .fetch_one(tx.conn())
    .await?;
    Ok(Traces {
        confirmations,
        evidence,
        written,
        decided,
        chats,
        deeds,
    })
}
