//! A write transaction, and what can go wrong with one.

use std::time::{Duration, Instant};

use sqlx::{Any, AnyConnection, Transaction};

use super::bell::Bells;
use super::crash::{self, Side};
use super::duty::Duty;
use super::hand_over::HandOver;
use super::outbox::Claimed;
use crate::domain::metric;

/// Something is wrong with the database or with what is in it; nobody's doing, so not a refusal.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The database did not do as it was told.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// The database did not answer in time; what was asked of it may have been done or not.
    #[error("database: no answer within {} ms", .0.as_millis())]
    Silent(Duration),
    /// A stored value cannot be read.
    #[error("stored {what} cannot be read: {value:?}")]
    Unreadable { what: &'static str, value: String },
    /// Another process is the leader now; this one must not write.
    #[error("another process is the leader")]
    Deposed,
}

impl Fault {
    /// A stored value that this program did not write.
    pub fn unreadable(what: &'static str, value: impl Into<String>) -> Self {
        Self::Unreadable {
            what,
            value: value.into(),
        }
    }

    /// Whether handling something else could still succeed: a broken row or a violated constraint,
    /// rather than a database that does not answer.
    #[must_use]
    pub fn is_of_one_update(&self) -> bool {
        match self {
            Self::Unreadable { .. } => true,
            Self::Deposed | Self::Silent(_) => false,
            Self::Database(error) => match error {
                sqlx::Error::Database(error) => is_of_the_data(&**error),
                sqlx::Error::RowNotFound
                | sqlx::Error::ColumnDecode { .. }
                | sqlx::Error::Decode(_)
                | sqlx::Error::Encode(_) => true,
                _ => false,
            },
        }
    }

    /// Whether it may be due to how long something took, and not to a database that is away: then it may
    /// come again each time.
    #[must_use]
    pub fn took_too_long(&self) -> bool {
        match self {
            // What is cut off by the end of the turn ends it, as often as not.
            Self::Silent(_) | Self::Deposed => true,
            // PostgreSQL's limits for a statement, and for a transaction between two.
            Self::Database(sqlx::Error::Database(error)) => {
                matches!(error.code().as_deref(), Some("57014" | "25P03"))
            }
            Self::Database(_) | Self::Unreadable { .. } => false,
        }
    }
}

/// Whether the data at hand are to blame: a constraint, or PostgreSQL's class 22 ("data exception").
/// SQLite's codes are plain numbers of up to four digits, some of which begin alike.
fn is_of_the_data(error: &dyn sqlx::error::DatabaseError) -> bool {
    let constraint = !matches!(error.kind(), sqlx::error::ErrorKind::Other);
    let code = error.code().unwrap_or_default();
    constraint || (code.len() == 5 && code.starts_with("22"))
}

/// A write transaction. Rolled back when dropped; [`Tx::commit`] also wakes the loops for which it
/// made work and hands over calls that were stored as claimed.
#[derive(Debug)]
pub struct Tx {
    inner: Transaction<'static, Any>,
    bells: Bells,
    hand_over: HandOver,
    epoch: i64,
    duty: Option<Duty>,
    pending: Pending,
    /// A savepoint was released by word only; see [`Tx::release`].
    open: bool,
    /// When it was asked for.
    asked: Instant,
}

/// What a commit will set going.
#[derive(Debug, Default, Clone)]
struct Pending {
    inbox: bool,
    outbox: bool,
    errands: bool,
    agenda: bool,
    claimed: Vec<Claimed>,
}

/// A point inside a transaction to which it can be taken back.
#[derive(Debug)]
pub struct Savepoint(Pending);

impl Tx {
    pub(super) fn new(
        inner: Transaction<'static, Any>,
        bells: Bells,
        hand_over: HandOver,
        epoch: i64,
        duty: Option<Duty>,
    ) -> Self {
        Self {
            inner,
            bells,
            hand_over,
            epoch,
            duty,
            pending: Pending::default(),
            open: false,
            asked: Instant::now(),
        }
    }

    /// One of the command line's, beside the bot or without it: it wakes nobody and hands nothing over.
    pub(super) fn outside(inner: Transaction<'static, Any>) -> Self {
        Self::new(inner, Bells::default(), HandOver::default(), 0, None)
    }

    /// It was asked for earlier, and there was a wait for its beginning.
    pub(super) fn asked_at(mut self, asked: Instant) -> Self {
        self.asked = asked;
        self
    }

    pub(super) fn conn(&mut self) -> &mut AnyConnection {
        &mut self.inner
    }

    /// The leader's epoch under which this transaction writes; 0 outside a leader.
    pub(super) fn epoch(&self) -> i64 {
        self.epoch
    }

    /// Makes the worker look at the inbox after the commit.
    pub fn wake_inbox(&mut self) {
        self.pending.inbox = true;
    }

    /// Makes the sender look at the outbox after the commit.
    pub fn wake_outbox(&mut self) {
        self.pending.outbox = true;
    }

    /// Makes the runner look at the errands after the commit.
    pub fn wake_errands(&mut self) {
        self.pending.errands = true;
    }

    /// Makes the keeper look at the agenda after the commit.
    pub fn wake_agenda(&mut self) {
        self.pending.agenda = true;
    }

    pub(super) fn hand_over(&mut self, claimed: Claimed) {
        self.pending.claimed.push(claimed);
    }

    /// Marks a point to come back to. One at a time.
    ///
    /// # Errors
    /// A database fault.
    pub async fn savepoint(&mut self) -> Result<Savepoint, Fault> {
        let sql = if self.open {
            "release savepoint one_update; savepoint one_update"
        } else {
            "savepoint one_update"
        };
        sqlx::raw_sql(sql).execute(self.conn()).await?;
        self.open = false;
        Ok(Savepoint(self.pending.clone()))
    }

    /// Keeps what was done since the savepoint. The database is told with the next savepoint or the
    /// commit, which saves a round trip for each update.
    pub fn release(&mut self, _savepoint: Savepoint) {
        self.open = true;
    }

    /// Undoes what was done since the savepoint.
    ///
    /// # Errors
    /// A database fault.
    pub async fn roll_back_to(&mut self, savepoint: Savepoint) -> Result<(), Fault> {
        sqlx::raw_sql("rollback to savepoint one_update; release savepoint one_update")
            .execute(self.conn())
            .await?;
        self.pending = savepoint.0;
        Ok(())
    }

    /// Makes it all true, then wakes whoever has work by it.
    ///
    /// # Errors
    /// A database fault; then nothing of it is true, or all of it where only the answer was lost.
    pub async fn commit(self) -> Result<(), Fault> {
        let doubt = self.hand_over.doubt(&self.bells.outbox);
        let came_to = |side| {
            if let Some(duty) = self.duty {
                crash::point(duty, side);
            }
        };
        came_to(Side::Before);
        self.inner.commit().await?;
        came_to(Side::After);
        if let Some(duty) = self.duty {
            metrics::histogram!(metric::TRANSACTION_SECONDS, metric::DUTY => duty.name())
                .record(self.asked.elapsed().as_secs_f64());
        }
        doubt.settle();
        for claimed in self.pending.claimed {
            self.hand_over.give(claimed);
        }
        if self.pending.inbox {
            self.bells.inbox.ring();
        }
        if self.pending.outbox {
            self.bells.outbox.ring();
        }
        if self.pending.errands {
            self.bells.errands.ring();
        }
        if self.pending.agenda {
            self.bells.agenda.ring();
        }
        Ok(())
    }
}
