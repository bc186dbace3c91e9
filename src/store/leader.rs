//! The leader row: one process at a time polls, sends and writes.
//!
//! Judged by the database's clock, so that no machine's wrong clock matters. A takeover raises the
//! epoch; rows claimed under an older one are then known to have been in flight.
//!
//! The database's clock may be set back, and the end of a turn then lies far ahead. A holder that lives
//! changes the row with every renewal; so whoever waits notes what it sees ([`Sighting`]), and one that
//! has seen the same for longer than a turn, by its own clock, may take the row as it was seen.

mod fence;

pub use fence::Fence;

use sqlx::AnyConnection;

use super::duty::Duty;
use super::engine::Engine;
use super::{Db, Fault, Tx};
use crate::domain::clock::Timestamp;

/// A turn that is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lease {
    /// This process, by a random name.
    pub holder: String,
    /// Raised by every takeover.
    pub epoch: i64,
}

/// The leader row as somebody saw it who waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sighting {
    holder: String,
    epoch: i64,
    until_ms: i64,
    /// For how long the holder takes its turn at a time.
    pub lease_ms: i64,
}

/// What came of asking for the turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bid {
    /// It is this process's.
    Taken(Lease),
    /// Somebody else has it.
    Held(Sighting),
}

/// The database's own time in epoch milliseconds.
fn clock_sql(engine: &Engine) -> &'static str {
    match engine {
        Engine::Sqlite(_) => "cast((julianday('now') - 2440587.5) * 86400000 as bigint)",
        Engine::Postgres => "cast(extract(epoch from clock_timestamp()) * 1000 as bigint)",
    }
}

impl Db {
    /// Asks for the turn, for `lease_ms` from now on: granted if it is free, run out, already this
    /// holder's, or still as it was seen of one that is `dead`.
    ///
    /// # Errors
    /// A database fault.
    pub async fn bid(
        &self,
        holder: &str,
        lease_ms: i64,
        dead: Option<&Sighting>,
    ) -> Result<Bid, Fault> {
        let now = clock_sql(&self.engine);
        let free = format!(
            "id = 1 and (until_ms <= {now} or holder = $1 \
             or (holder = $2 and epoch = $3 and until_ms = $4))"
        );
        let (dead_holder, dead_epoch, dead_until) = match dead {
            Some(dead) => (dead.holder.as_str(), dead.epoch, dead.until_ms),
            // No row is like this one.
            None => ("", -1, -1),
        };
        let mut tx = self.begin(0, Some(Duty::Take)).await?;
        if self.engine == Engine::Postgres {
            // Waits for what the ended leader is still writing; not at all while the lease is good.
            sqlx::query(sqlx::AssertSqlSafe(format!(
                "select id from leader where {free} for update"
            )))
            .bind(holder)
            .bind(dead_holder)
            .bind(dead_epoch)
            .bind(dead_until)
            .fetch_optional(tx.conn())
            .await?;
        }
        let epoch: Option<i64> = sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
            "update leader set epoch = epoch + 1, holder = $1, until_ms = {now} + $5, lease_ms = $5 \
             where {free} returning epoch"
        )))
        .bind(holder)
        .bind(dead_holder)
        .bind(dead_epoch)
        .bind(dead_until)
        .bind(lease_ms)
        .fetch_optional(tx.conn())
        .await?;
        let bid = match epoch {
            Some(epoch) => Bid::Taken(Lease {
                holder: holder.to_owned(),
                epoch,
            }),
            None => Bid::Held(sighting(&mut tx).await?),
        };
        tx.commit().await?;
        Ok(bid)
    }

    /// Prolongs a turn that is still held, and notes what the holder's own clock shows.
    ///
    /// # Errors
    /// [`Fault::Deposed`], or a database fault.
    pub async fn renew_lease(
        &self,
        lease: &Lease,
        lease_ms: i64,
        clock: Timestamp,
    ) -> Result<(), Fault> {
        let now = clock_sql(&self.engine);
        let mut tx = self.begin(0, Some(Duty::Renew)).await?;
        let renewed = sqlx::query(sqlx::AssertSqlSafe(format!(
            "update leader set until_ms = {now} + $3, clock_ms = $4 \
             where id = 1 and holder = $1 and epoch = $2"
        )))
        .bind(&lease.holder)
        .bind(lease.epoch)
        .bind(lease_ms)
        .bind(clock.0)
        .execute(tx.conn())
        .await?
        .rows_affected();
        tx.commit().await?;
        if renewed == 1 {
            Ok(())
        } else {
            Err(Fault::Deposed)
        }
    }

    /// Gives the turn back, so that the next process need not wait for it to run out.
    ///
    /// # Errors
    /// A database fault.
    pub async fn release_lease(&self, lease: &Lease) -> Result<(), Fault> {
        let mut tx = self.begin(0, Some(Duty::Release)).await?;
        sqlx::query("update leader set until_ms = 0 where id = 1 and holder = $1 and epoch = $2")
            .bind(&lease.holder)
            .bind(lease.epoch)
            .execute(tx.conn())
            .await?;
        tx.commit().await
    }
}

async fn sighting(tx: &mut Tx) -> Result<Sighting, Fault> {
    let (holder, epoch, until_ms, lease_ms): (String, i64, i64, i64) =
        sqlx::query_as("select holder, epoch, until_ms, lease_ms from leader where id = 1")
            .fetch_one(tx.conn())
            .await?;
    Ok(Sighting {
        holder,
        epoch,
        until_ms,
        lease_ms,
    })
}

/// Whether anybody holds the turn at this moment.
pub(super) async fn is_held(
    conn: &mut AnyConnection,
    engine: &Engine,
) -> Result<bool, sqlx::Error> {
    let now = clock_sql(engine);
    let sql = format!("select count(*) from leader where until_ms > {now}");
    let held: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
        .fetch_one(conn)
        .await?;
    Ok(held > 0)
}

/// Refuses to go on unless `lease` is held at this moment; on PostgreSQL nobody can take it over until
/// the transaction ends. `for key share` lets the renewal through, which changes no key: behind
/// `for share` it waited for every transaction of a busy moment, until the lease had run out.
pub(super) async fn assert_held(tx: &mut Tx, engine: &Engine, lease: &Lease) -> Result<(), Fault> {
    let sql = match engine {
        Engine::Sqlite(_) => {
            "select epoch from leader where id = 1 and holder = $1 and epoch = $2 \
             and until_ms > cast((julianday('now') - 2440587.5) * 86400000 as bigint)"
        }
        Engine::Postgres => {
            "select epoch from leader where id = 1 and holder = $1 and epoch = $2 \
             and until_ms > cast(extract(epoch from clock_timestamp()) * 1000 as bigint) for key share"
        }
    };
    let held: Option<i64> = sqlx::query_scalar(sql)
        .bind(&lease.holder)
        .bind(lease.epoch)
        .fetch_optional(tx.conn())
        .await?;
    held.map(|_| ()).ok_or(Fault::Deposed)
}
