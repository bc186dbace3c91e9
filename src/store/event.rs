//! The record: who did what to which announcement, when.

use super::json::from_json;
use super::{Fault, Tx};
use crate::domain::clock::Timestamp;
use crate::domain::id::{self, AnnouncementId, PersonId};
use crate::domain::institution::Code;

/// A line of the record, before it has an id.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// What happened, as `noun.verb`.
    pub kind: &'a str,
    /// Who did it; nobody for what happens by itself.
    pub actor: Option<&'a PersonId>,
    /// To which announcement.
    pub announcement: Option<AnnouncementId>,
    /// For which institution.
    pub institution: Option<&'a Code>,
}

impl<'a> Entry<'a> {
    /// Something that `actor` did.
    #[must_use]
    pub fn by(actor: &'a PersonId, kind: &'a str) -> Self {
        Self {
            kind,
            actor: Some(actor),
            announcement: None,
            institution: None,
        }
    }

    /// Something that happened by itself.
    #[must_use]
    pub fn of_itself(kind: &'a str) -> Self {
        Self {
            kind,
            actor: None,
            announcement: None,
            institution: None,
        }
    }

    /// About this announcement.
    #[must_use]
    pub fn on(mut self, announcement: AnnouncementId) -> Self {
        self.announcement = Some(announcement);
        self
    }

    /// For this institution.
    #[must_use]
    pub fn at(mut self, institution: &'a Code) -> Self {
        self.institution = Some(institution);
        self
    }

    /// Writes it down with further facts. Facts name people by their key only.
    ///
    /// # Errors
    /// A database fault.
    pub async fn write(
        self,
        tx: &mut Tx,
        now: Timestamp,
        detail: serde_json::Value,
    ) -> Result<(), Fault> {
        sqlx::query(
            "insert into event (id, at, actor, kind, announcement_id, institution, detail) \
             values ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(id::next(now))
        .bind(now.0)
        .bind(self.actor.map(|actor| actor.0.clone()))
        .bind(self.kind)
        .bind(self.announcement.map(|id| id.0))
        .bind(self.institution.map(|code| code.as_str().to_owned()))
        .bind(detail.to_string())
        .execute(tx.conn())
        .await?;
        Ok(())
    }
}

/// A line of the record, read back.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// When it happened.
    pub at: Timestamp,
    /// Who did it.
    pub actor: Option<PersonId>,
    /// Further facts.
    pub detail: serde_json::Value,
}

/// The latest lines of a kind about an announcement, newest first.
///
/// # Errors
/// A database fault.
pub async fn latest(
    tx: &mut Tx,
    announcement: AnnouncementId,
    kind: &str,
    most: i64,
) -> Result<Vec<Said>, Fault> {
    let rows: Vec<(i64, Option<String>, String)> = sqlx::query_as(
        "select at, actor, detail from event where announcement_id = $1 and kind = $2 \
         order by id desc limit $3",
    )
    .bind(announcement.0)
    .bind(kind)
    .bind(most)
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|(at, actor, detail)| {
            Ok(Said {
                at: Timestamp(at),
                actor: actor.map(PersonId),
                detail: from_json("event", &detail)?,
            })
        })
        .collect()
}

/// A refusal that was written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// When.
    pub at: Timestamp,
    /// Of something about this announcement.
    pub announcement: Option<AnnouncementId>,
    /// Further facts, as they were written.
    pub detail: String,
}

/// What a person was refused after a moment, newest first.
///
/// # Errors
/// A database fault.
pub async fn refused(
    tx: &mut Tx,
    person: &PersonId,
    after: Timestamp,
    most: usize,
) -> Result<Vec<Refused>, Fault> {
    let rows: Vec<(i64, Option<i64>, String)> = sqlx::query_as(
        "select at, announcement_id, detail from event where kind = 'request.refused' \
         and actor = $1 and at > $2 order by at desc limit $3",
    )
    .bind(&person.0)
    .bind(after.0)
    .bind(i64::try_from(most).unwrap_or(i64::MAX))
    .fetch_all(tx.conn())
    .await?;
    let refused = |(at, announcement, detail): (i64, Option<i64>, String)| Refused {
        at: Timestamp(at),
        announcement: announcement.map(AnnouncementId),
        detail,
    };
    Ok(rows.into_iter().map(refused).collect())
}

/// The highest id up to `limit` that any process has given, for one that takes over with a slower clock.
///
/// # Errors
/// A database fault.
pub async fn highest_id(tx: &mut Tx, limit: i64) -> Result<i64, Fault> {
    let highest: Option<i64> = sqlx::query_scalar(
        "select max(id) from (select max(id) as id from event where id <= $1 union all \
         select max(id) from outbox where id <= $1 union all \
         select max(id) from attempt where id <= $1 union all \
         select max(id) from errand where id <= $1) ids",
    )
    .bind(limit)
    .fetch_one(tx.conn())
    .await?;
    Ok(highest.unwrap_or(0))
}
