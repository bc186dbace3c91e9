//! What an import would change, as its uploader was shown it.

use serde::{Deserialize, Serialize};

use super::json::{from_json, json};
use super::{Fault, Tx, retention};
use crate::domain::clock::Timestamp;
use crate::domain::id::{PersonId, PreviewId};
use crate::domain::roster::Rows;

/// A preview that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its id.
    pub id: PreviewId,
    /// Who uploaded the file.
    pub person: PersonId,
    /// The file.
    pub file: Packed,
    /// SHA-256 of everything that it would change, in hexadecimal.
    pub outcome: String,
    /// From when on it is void.
    pub expires_at: Timestamp,
}

/// A file that was read and has no mistakes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// As its uploader called it.
    pub name: String,
    /// What it says.
    pub rows: Rows,
}

/// A file as it is stored. A large one takes a moment to pack and to unpack, which needs no transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed(String);

impl File {
    /// To be stored.
    ///
    /// # Errors
    /// None that a file could bring about.
    pub fn pack(&self) -> Result<Packed, Fault> {
        json(self).map(Packed)
    }
}

impl Packed {
    /// The file.
    ///
    /// # Errors
    /// It was not stored by this program.
    pub fn unpack(&self) -> Result<File, Fault> {
        from_json("roster file", &self.0)
    }
}

/// Keeps a preview in place of an older one of the same person.
///
/// # Errors
/// A database fault.
pub async fn put(tx: &mut Tx, preview: &Kept) -> Result<(), Fault> {
    sqlx::query(
        "insert into roster_preview (id, person_id, file, outcome, expires_at) \
         values ($1, $2, $3, $4, $5) on conflict (person_id) do update set id = excluded.id, \
         file = excluded.file, outcome = excluded.outcome, expires_at = excluded.expires_at",
    )
    .bind(preview.id.0)
    .bind(&preview.person.0)
    .bind(&preview.file.0)
    .bind(&preview.outcome)
    .bind(preview.expires_at.0)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A person's preview, if it is there; of one that is not theirs nothing is known.
///
/// # Errors
/// A database fault.
pub async fn find(tx: &mut Tx, id: PreviewId, person: &PersonId) -> Result<Option<Kept>, Fault> {
    let row: Option<(String, String, i64)> = sqlx::query_as(
        "select file, outcome, expires_at from roster_preview where id = $1 and person_id = $2",
    )
    .bind(id.0)
    .bind(&person.0)
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|(file, outcome, expires_at)| Kept {
        id,
        person: person.clone(),
        file: Packed(file),
        outcome,
        expires_at: Timestamp(expires_at),
    }))
}

/// Until when a person's preview can be applied, if it is there.
///
/// # Errors
/// A database fault.
pub async fn expires_at(
    tx: &mut Tx,
    id: PreviewId,
    person: &PersonId,
) -> Result<Option<Timestamp>, Fault> {
    let until: Option<i64> = sqlx::query_scalar(
        "select expires_at from roster_preview where id = $1 and person_id = $2",
    )
    .bind(id.0)
    .bind(&person.0)
    .fetch_optional(tx.conn())
    .await?;
    Ok(until.map(Timestamp))
}

/// Takes a person's preview out; whether it was there.
///
/// # Errors
/// A database fault.
pub async fn remove(tx: &mut Tx, id: PreviewId, person: &PersonId) -> Result<bool, Fault> {
    let removed = sqlx::query("delete from roster_preview where id = $1 and person_id = $2")
        .bind(id.0)
        .bind(&person.0)
        .execute(tx.conn())
        .await?
        .rows_affected();
    Ok(removed == 1)
}

/// Forgets up to `most` that were void before a moment; how many.
///
/// # Errors
/// A database fault.
pub async fn forget(tx: &mut Tx, before: Timestamp, most: i64) -> Result<u64, Fault> {
    retention::forget(
        tx,
        "delete from roster_preview where id in \
         (select id from roster_preview where expires_at < $1 limit $2)",
        before,
        most,
    )
    .await
}
