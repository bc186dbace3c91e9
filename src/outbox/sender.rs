//! The sender: claim, call, record; in a loop that only waits.
//!
//! Here stands the step, which is one transaction. `turn` is the loop around it, from the first look to
//! the last words; `claim` chooses the rows, `calls` performs them in tasks of their own, and `memory`
//! is what one turn leaves to the next.

mod calls;
mod careful;
mod claim;
mod memory;
mod turn;

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use calls::{Flight, Report};
use claim::Shares;
pub use memory::Memory;
use turn::Look;

use super::throttle::{Throttle, Waits};
use crate::domain::address::Address;
use crate::domain::clock::{Clock, Timestamp};
use crate::domain::id::AnnouncementId;
use crate::domain::metric;
use crate::domain::outgoing::{Lane, Messenger, Outcome, Wait};
use crate::domain::pacer::{Limits, Pacer, Reduced};
use crate::service::Rules;
use crate::service::deliver::{self, Claim, Ended, Rendered};
use crate::store::leader::Fence;
use crate::store::outbox::{self, Claimed};
use crate::store::{Db, Duty, Fault, Tx, attempt, pace, pause};

/// What a sender needs.
#[derive(Debug)]
pub struct Setup<M> {
    /// Where the outbox is.
    pub db: Db,
    /// Whether this process may still send.
    pub fence: Arc<Fence>,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Who performs the calls.
    pub messenger: Arc<M>,
    /// The office's settings.
    pub rules: Arc<Rules>,
    /// The platform's limits.
    pub limits: Limits,
    /// Most calls under way at once; as many pop-ups besides.
    pub max_in_flight: usize,
    /// While the pace lets nothing more go, how a call ended is written down so soon, together with what
    /// else ended by then.
    pub record_within: Duration,
    /// At the end, calls under way are waited for so long; those left are recorded as unknown.
    pub last_wait: Duration,
    /// What the turns of this process leave one another.
    pub memory: Memory,
}

/// Sends the outbox.
#[derive(Debug)]
pub struct Sender<M> {
    setup: Setup<M>,
    pacer: Pacer,
    /// What the database says of the pace.
    noted_pace: Option<Reduced>,
    throttle: Throttle,
    rendered: Rendered,
    shares: Shares,
    /// A step failed by the fault of a single row, which has not been found yet: until then it is looked for.
    careful_until: Option<Timestamp>,
    /// The announcement that had its turn last, by lane.
    last_served: HashMap<Lane, AnnouncementId>,
    /// Calls under way, by row; a chat never has two.
    in_flight: Vec<Flight>,
    /// Pop-ups that were handed over and wait for one of those under way to end.
    pop_ups: VecDeque<Claimed>,
    /// Ended, but not written down yet.
    ended: Vec<Ended>,
    /// Claimed by steps whose commit was not answered yet: whatever became of it, nobody was told to call.
    claiming: Vec<Claim>,
    report: UnboundedSender<Report>,
    reports: UnboundedReceiver<Report>,
}

impl<M: Messenger> Sender<M> {
    /// A sender that has not looked at anything yet.
    #[must_use]
    pub fn new(setup: Setup<M>) -> Self {
        let (report, reports) = unbounded_channel();
        Self {
            pacer: Pacer::new(setup.limits),
            noted_pace: None,
            throttle: Throttle::default(),
            rendered: Rendered::default(),
            shares: Shares::default(),
            careful_until: None,
            last_served: HashMap::new(),
            in_flight: Vec::new(),
            pop_ups: VecDeque::new(),
            ended: Vec::new(),
            claiming: Vec::new(),
            report,
            reports,
            setup,
        }
    }

    /// A transaction that commits only while this process is the leader.
    async fn write(&self, duty: Duty) -> Result<Tx, Fault> {
        let lease = self.setup.fence.lease();
        self.setup.db.write_as(lease, duty).await
    }

    /// Takes up what an ended process left: its claims, the pace of its last minute, its waits.
    async fn resume(&mut self) -> Result<(), Fault> {
        let now = self.setup.clock.now();
        let mut known = self.setup.memory.recall();
        known
            .unbegun
            .extend(self.pop_ups.iter().filter_map(Claim::of));
        let mut tx = self.write(Duty::Resume).await?;
        let left = deliver::recover(&mut tx, &self.setup.rules, &known, now).await?;
        if let Some(reduced) = pace::current(&mut tx).await? {
            self.pacer.resume(reduced);
            self.noted_pace = Some(reduced);
        }
        let minute = now.minus(Duration::from_secs(60));
        for (at, address, messages) in attempt::since(&mut tx, minute).await? {
            // Before the clock was set back it was later than now.
            self.pacer.sent(at.min(now), &address, messages);
        }
        for (scope, until) in pause::current(&mut tx, now).await? {
            if scope == pause::ALL {
                self.pacer.all_wait(until);
            } else {
                self.pacer.chat_waits(&Address::stored(scope), until);
            }
        }
        tx.commit().await?;
        self.setup.memory.clear();
        self.pop_ups.retain(|row| !left.rows.contains(&row.id));
        let left = left.unknown;
        if left > 0 {
            tracing::warn!(left, "calls of an ended process have an unknown outcome");
        }
        Ok(())
    }

    /// Writes down what ended and claims what may go next, in one transaction; when to look again.
    ///
    /// # Errors
    /// A fault; then nothing was written, and nothing new is under way.
    async fn step(&mut self) -> Result<Look, Fault> {
        let now = self.setup.clock.now();
        let mut tx = self.write(Duty::Outbox).await?;
        let bell = &self.setup.db.bells().outbox;
        let doubt = self.setup.db.hand_over().take_doubt(bell);
        if doubt.is_some() {
            self.settle_doubt(&mut tx, now).await?;
        }
        self.careful_until = self.careful_until.filter(|until| *until > now);
        if self.careful_until.is_some() {
            self.record_each(&mut tx, now).await?;
        } else {
            deliver::record(&mut tx, &self.setup.rules, &self.ended, now).await?;
        }
        let reduced = self.heed(&mut tx, now).await?;
        let (claimed, waits) = self.claim(&mut tx, now).await?;
        let due = outbox::next_due(&mut tx, now).await?;
        // What quiet hours hold is due already.
        let morning = self.setup.rules.calendar.quiet_until(now);
        let claims = claimed.iter().map(|(row, _, at)| Claim {
            row: row.id,
            at: *at,
        });
        self.claiming.extend(claims);
        tx.commit().await?;
        self.claiming.clear();
        if let Some(doubt) = doubt {
            doubt.settle();
        }
        metrics::gauge!(metric::PACE).set(self.pacer.per_second());
        self.noted_pace = reduced;
        self.ended.clear();
        for (row, composed, at) in claimed {
            self.call(row, composed, at);
        }
        Ok(Look {
            again: [waits, due, morning].into_iter().flatten().min(),
            used_up: waits.is_some(),
        })
    }

    /// Heeds what the platform ordered in the answers that ended: who has to wait, and how fast to go on;
    /// the pace that is now on record.
    async fn heed(&mut self, tx: &mut Tx, now: Timestamp) -> Result<Option<Reduced>, Fault> {
        for ended in &self.ended {
            let (Outcome::Later { after, why }, Some(address)) =
                (&ended.outcome, &ended.row.address)
            else {
                continue;
            };
            let until = now.plus(*after);
            match self.throttle.refused(now, address.chat(), *why) {
                Waits::Chat => {
                    self.pacer.chat_waits(address, until);
                    pause::set(tx, address.chat(), until).await?;
                }
                Waits::All => {
                    self.pacer.all_wait(until);
                    pause::set(tx, pause::ALL, until).await?;
                    if *why == Wait::TooMuch {
                        self.pacer.slow_down(now);
                    }
                }
            }
        }
        let reduced = self.pacer.reduced();
        if reduced != self.noted_pace {
            pace::set(tx, reduced).await?;
        }
        Ok(reduced)
    }
}
