//! How many calls wait for what, for those who operate the program.

use crate::domain::clock::Timestamp;
use crate::domain::outgoing::Lane;
use crate::store::{Fault, Tx};

/// What a row waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Its turn.
    Due,
    /// A moment: its own, or that of its chat's pace.
    Later,
    /// Somebody: its announcement is paused or scheduled.
    Held,
    /// An answer: it is under way.
    Claimed,
}

impl Standing {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Due, Self::Later, Self::Held, Self::Claimed];

    /// As metrics call it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Later => "later",
            Self::Held => "held",
            Self::Claimed => "claimed",
        }
    }
}

/// Rows of one lane that wait for the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Depth {
    /// Which lane.
    pub lane: Lane,
    /// What for.
    pub standing: Standing,
    /// How many.
    pub rows: i64,
    /// Since when the one waits that has waited longest: no row waits before it was made.
    pub oldest: Timestamp,
}

/// What waits for what. Corrections leave also of what is paused.
///
/// # Errors
/// A database fault.
pub async fn depths(tx: &mut Tx, now: Timestamp) -> Result<Vec<Depth>, Fault> {
    let rows: Vec<(i64, String, i64, i64)> = sqlx::query_as(
        "select lane, standing, count(*), min(since) from \
         (select o.lane, case when o.due_at > o.created_at then o.due_at else o.created_at end \
          as since, case when o.state = 'claimed' then 'claimed' \
          when o.due_at > $1 or o.held_until > $1 then 'later' \
          when (a.paused_at is not null or a.begins_at is not null) \
          and (o.purpose is null or o.purpose <> 'revision') then 'held' \
          else 'due' end as standing \
          from outbox o left join announcement a on a.id = o.announcement_id) waiting \
         group by lane, standing",
    )
    .bind(now.0)
    .fetch_all(tx.conn())
    .await?;
    let depth = |(lane, standing, rows, oldest): (i64, String, i64, i64)| {
        Some(Depth {
            lane: Lane::ALL.into_iter().find(|it| it.number() == lane)?,
            standing: Standing::ALL
                .into_iter()
                .find(|it| it.label() == standing)?,
            rows,
            oldest: Timestamp(oldest),
        })
    };
    Ok(rows.into_iter().filter_map(depth).collect())
}
