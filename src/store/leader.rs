//! The leader row: one process at a time polls, sends and writes.
//!
//! Judged by the database's clock, so that no machine's wrong clock matters. A takeover raises the
//! epoch; rows claimed under an older one are then known to have been in flight.

use std::sync::Mutex;
use std::time::{Duration, Instant, SystemTime};

use super::duty::Duty;
use super::engine::Engine;
use super::{Db, Fault, Tx};

/// A held leadership.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lease {
    /// This process, by a random name.
    pub holder: String,
    /// Raised by every takeover.
    pub epoch: i64,
}

/// The last moment at which this process may still act, kept by its own clocks.
///
/// Counted from before the renewal was asked for, and by whichever of the machine's two clocks went
/// further: a suspended machine stops one, an adjusted one jumps the other. What the database says
/// may be older than a request that is about to leave; this is asked just before it.
#[derive(Debug)]
pub struct Fence {
    lease: Lease,
    valid: Duration,
    asked: Mutex<(Instant, SystemTime)>,
}

impl Fence {
    /// A fence for a lease that was asked for at `asked` and is valid for `valid`.
    #[must_use]
    pub fn new(lease: Lease, valid: Duration, asked: (Instant, SystemTime)) -> Self {
        Self {
            lease,
            valid,
            asked: Mutex::new(asked),
        }
    }

    /// The leadership it guards.
    #[must_use]
    pub fn lease(&self) -> &Lease {
        &self.lease
    }

    /// A renewal succeeded that was asked for at `asked`.
    pub fn renewed(&self, asked: (Instant, SystemTime)) {
        if let Ok(mut last) = self.asked.lock() {
            *last = asked;
        }
    }

    /// Whether the leadership is certainly still held.
    #[must_use]
    pub fn is_safe(&self) -> bool {
        let Ok(asked) = self.asked.lock() else {
            return false;
        };
        // A wall clock that stepped back tells nothing; then the other one decides.
        let wall = asked.1.elapsed().unwrap_or_default();
        asked.0.elapsed().max(wall) < self.valid
    }
}

/// The database's own time in epoch milliseconds.
fn clock_sql(engine: &Engine) -> &'static str {
    match engine {
        Engine::Sqlite(_) => "cast((julianday('now') - 2440587.5) * 86400000 as bigint)",
        Engine::Postgres => "cast(extract(epoch from clock_timestamp()) * 1000 as bigint)",
    }
}

impl Db {
    /// Takes the leadership if it is free, run out, or already this holder's; valid for `lease_ms`.
    /// `None`: somebody else has it.
    ///
    /// # Errors
    /// A database fault.
    pub async fn acquire_lease(&self, holder: &str, lease_ms: i64) -> Result<Option<Lease>, Fault> {
        let now = clock_sql(&self.engine);
        let mut tx = self.begin(0, Some(Duty::Take)).await?;
        if self.engine == Engine::Postgres {
            // Waits for what the ended leader is still writing; not at all while the lease is good.
            sqlx::query(sqlx::AssertSqlSafe(format!(
                "select id from leader where id = 1 and (until_ms <= {now} or holder = $1) for update"
            )))
            .bind(holder)
            .fetch_optional(tx.conn())
            .await?;
        }
        let epoch: Option<i64> = sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
            "update leader set epoch = epoch + 1, holder = $1, until_ms = {now} + $2 \
             where id = 1 and (until_ms <= {now} or holder = $1) returning epoch"
        )))
        .bind(holder)
        .bind(lease_ms)
        .fetch_optional(tx.conn())
        .await?;
        let Some(epoch) = epoch else {
            return Ok(None);
        };
        tx.commit().await?;
        let holder = holder.to_owned();
        Ok(Some(Lease { holder, epoch }))
    }

    /// Prolongs a leadership that is still held.
    ///
    /// # Errors
    /// [`Fault::Deposed`], or a database fault.
    pub async fn renew_lease(&self, lease: &Lease, lease_ms: i64) -> Result<(), Fault> {
        let now = clock_sql(&self.engine);
        let mut tx = self.begin(0, Some(Duty::Renew)).await?;
        let renewed = sqlx::query(sqlx::AssertSqlSafe(format!(
            "update leader set until_ms = {now} + $3 where id = 1 and holder = $1 and epoch = $2"
        )))
        .bind(&lease.holder)
        .bind(lease.epoch)
        .bind(lease_ms)
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

    /// Gives the leadership back, so that the next process need not wait for it to run out.
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
