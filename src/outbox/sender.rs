//! The sender: claim, call, record; in a loop that only waits.

mod claim;
mod memory;

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio_util::sync::CancellationToken;

use claim::Shares;
pub use memory::Memory;

use super::throttle::{Throttle, Waits};
use crate::domain::clock::{Clock, Timestamp};
use crate::domain::id::AnnouncementId;
use crate::domain::metric;
use crate::domain::outgoing::{Lane, Messenger, Outcome, Outgoing, Wait};
use crate::domain::pacer::{Limits, Pacer, Reduced};
use crate::service::Rules;
use crate::service::deliver::{self, Claim, Composed, Ended, Rendered};
use crate::store::crash::{self, Side};
use crate::store::leader::Fence;
use crate::store::outbox::{self, Claimed, Work};
use crate::store::{Db, Duty, Fault, LONGEST_STEP, Tx, attempt, pace, pause};

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
    /// At the end, calls under way are waited for so long; those left are recorded as unknown.
    pub last_wait: Duration,
    /// What the turns of this process leave one another.
    pub memory: Memory,
}

/// Between tries while the database does not do as it is told.
const DATABASE_PAUSE: Duration = Duration::from_millis(500);
/// What ends so soon after a transaction is written down in one with what ends next: real time, because
/// it is the machine that is spared.
const GATHER: Duration = Duration::from_millis(10);

/// What a step may still take when the program is to stop: ten seconds are for everything.
const LAST_STEP: Duration = Duration::from_secs(3);

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
    /// The announcement that had its turn last, by lane.
    last_served: HashMap<Lane, AnnouncementId>,
    /// Calls under way, by row; a chat never has two.
    in_flight: Vec<Flight>,
    /// Pop-ups that were handed over and wait for one of those under way to end.
    pop_ups: VecDeque<Claimed>,
    /// Ended, but not written down yet.
    ended: Vec<Ended>,
    report: UnboundedSender<Report>,
    reports: UnboundedReceiver<Report>,
}

#[derive(Debug)]
struct Flight {
    row: Claimed,
    started_at: Timestamp,
}

impl Flight {
    fn is_pop_up(&self) -> bool {
        self.row.lane == Lane::Answers
    }
}

/// What a call's task says at its end.
#[derive(Debug)]
enum Report {
    Ended(Box<Ended>),
    /// This process may not send any more; the call was not begun.
    Fenced(Claim),
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
            last_served: HashMap::new(),
            in_flight: Vec::new(),
            pop_ups: VecDeque::new(),
            ended: Vec::new(),
            report,
            reports,
            setup,
        }
    }

    /// Sends until `shutdown`, then waits for what is under way.
    ///
    /// # Errors
    /// [`Fault::Deposed`] when another process has become the leader.
    pub async fn run(mut self, shutdown: CancellationToken) -> Result<(), Fault> {
        let Some(mut handed_over) = self.setup.db.hand_over().take() else {
            return Ok(());
        };
        // Handed over in an earlier turn, and not begun since.
        while let Some(row) = handed_over.try_next() {
            self.pop_ups.push_back(row);
        }
        let bell = self.setup.db.bells().outbox.clone();
        let clock = Arc::clone(&self.setup.clock);
        self.retrying(&shutdown, async |sender| {
            sender.resume().await.map(|()| None)
        })
        .await?;
        while !shutdown.is_cancelled() {
            let heard = bell.rung();
            let look = self
                .retrying(&shutdown, async |sender| sender.step().await)
                .await?;
            let look_again = async {
                match look {
                    Some(at) => clock.sleep_until(at).await,
                    None => std::future::pending().await,
                }
            };
            let gathered = tokio::time::sleep(GATHER);
            tokio::pin!(look_again, gathered);
            // Pop-ups go at once, whatever the next transaction waits for.
            let mut awake = false;
            while !shutdown.is_cancelled() {
                tokio::select! {
                    () = bell.wait(heard), if !awake => awake = true,
                    () = &mut look_again, if !awake => awake = true,
                    Some(report) = self.reports.recv() => {
                        self.take(report)?;
                        awake = true;
                    }
                    Some(row) = handed_over.next() => self.pop_ups.push_back(row),
                    () = &mut gathered, if awake => break,
                    () = shutdown.cancelled() => {}
                }
                self.start_pop_ups();
            }
        }
        while let Some(row) = handed_over.try_next() {
            self.pop_ups.push_back(row);
        }
        self.finish().await
    }

    /// Repeats while the database does not do as it is told.
    async fn retrying(
        &mut self,
        shutdown: &CancellationToken,
        step: impl AsyncFn(&mut Self) -> Result<Option<Timestamp>, Fault>,
    ) -> Result<Option<Timestamp>, Fault> {
        let db = self.setup.db.clone();
        loop {
            let hurry = async {
                shutdown.cancelled().await;
                tokio::time::sleep(LAST_STEP).await;
            };
            let stepped = tokio::select! {
                stepped = db.within(LONGEST_STEP, step(self)) => stepped,
                () = hurry => Err(Fault::Silent(LAST_STEP)),
            };
            match stepped {
                Err(Fault::Deposed) => return Err(Fault::Deposed),
                Ok(look_again) => return Ok(look_again),
                Err(fault) => {
                    db.pulse().failed(&fault);
                    tracing::debug!(%fault, "outbox: nothing was claimed, trying again");
                    if shutdown.is_cancelled() {
                        return Ok(None);
                    }
                    tokio::time::sleep(DATABASE_PAUSE).await;
                }
            }
        }
    }

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
        for (at, address) in attempt::since(&mut tx, now.minus(Duration::from_secs(60))).await? {
            // Before the clock was set back it was later than now.
            self.pacer.sent(at.min(now), &address);
        }
        for (scope, until) in pause::current(&mut tx, now).await? {
            if scope == pause::ALL {
                self.pacer.all_wait(until);
            } else {
                self.pacer
                    .chat_waits(&crate::domain::address::Address::stored(scope), until);
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
    async fn step(&mut self) -> Result<Option<Timestamp>, Fault> {
        let now = self.setup.clock.now();
        let mut tx = self.write(Duty::Outbox).await?;
        let bell = &self.setup.db.bells().outbox;
        let doubt = self.setup.db.hand_over().take_doubt(bell);
        if doubt.is_some() {
            self.settle_doubt(&mut tx, now).await?;
        }
        deliver::record(&mut tx, &self.setup.rules, &self.ended, now).await?;
        self.heed(&mut tx, now).await?;
        let (claimed, waits) = self.claim(&mut tx, now).await?;
        let due = outbox::next_due(&mut tx, now).await?;
        tx.commit().await?;
        if let Some(doubt) = doubt {
            doubt.settle();
        }
        metrics::gauge!(metric::PACE).set(self.pacer.per_second());
        self.ended.clear();
        for (row, composed, at) in claimed {
            self.call(row, composed, at);
        }
        Ok(match (waits, due) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        })
    }

    /// Heeds what the platform ordered in the answers that ended: who has to wait, and how fast to go on.
    async fn heed(&mut self, tx: &mut Tx, now: Timestamp) -> Result<(), Fault> {
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
            self.noted_pace = reduced;
        }
        Ok(())
    }

    /// Performs the pop-ups that were handed over, as many at once as may be.
    fn start_pop_ups(&mut self) {
        let pop_ups = self.in_flight.iter().filter(|flight| flight.is_pop_up());
        let under_way = pop_ups.count();
        let room = self.setup.max_in_flight.saturating_sub(under_way);
        let now = self.setup.clock.now();
        for row in self
            .pop_ups
            .drain(..room.min(self.pop_ups.len()))
            .collect::<Vec<_>>()
        {
            if let Work::Call(call) = &row.work {
                let composed = Composed {
                    call: call.clone(),
                    shows: None,
                };
                self.call(row, composed, now);
            }
        }
    }

    /// Performs one call in a task of its own, at its moment, if this process may still send then.
    fn call(&mut self, row: Claimed, composed: Composed, at: Timestamp) {
        self.in_flight.push(Flight {
            row: row.clone(),
            started_at: at,
        });
        let (clock, fence) = (Arc::clone(&self.setup.clock), Arc::clone(&self.setup.fence));
        let (messenger, report) = (Arc::clone(&self.setup.messenger), self.report.clone());
        tokio::spawn(async move {
            tokio::select! {
                () = clock.sleep_until(at) => {}
                () = fence.lowered() => {}
            }
            if !fence.is_safe() {
                // Nobody listens only when the program ends, and then nothing is to be said.
                let _ = report.send(Report::Fenced(Claim { row: row.id, at }));
                return;
            }
            let duty = match row.lane {
                Lane::Answers => Duty::PopUp,
                _ => Duty::Call,
            };
            crash::point(duty, Side::Before);
            let outcome = perform(&*messenger, &composed.call).await;
            crash::point(duty, Side::After);
            let ended = Ended {
                row,
                shows: composed.shows,
                started_at: at,
                outcome,
            };
            let _ = report.send(Report::Ended(Box::new(ended)));
        });
    }

    fn take(&mut self, report: Report) -> Result<(), Fault> {
        match report {
            Report::Fenced(claim) => {
                self.setup.memory.unbegun(claim);
                Err(Fault::Deposed)
            }
            Report::Ended(ended) => {
                self.in_flight
                    .retain(|flight| flight.row.id != ended.row.id);
                self.ended.push(*ended);
                Ok(())
            }
        }
    }

    /// Waits for what is under way and writes it down; what does not end in time is unknown.
    async fn finish(mut self) -> Result<(), Fault> {
        let deadline = tokio::time::Instant::now() + self.setup.last_wait;
        loop {
            self.start_pop_ups();
            if self.in_flight.is_empty() {
                break;
            }
            match tokio::time::timeout_at(deadline, self.reports.recv()).await {
                Ok(Some(Report::Fenced(claim))) => {
                    self.in_flight.retain(|flight| flight.row.id != claim.row);
                    self.setup.memory.unbegun(claim);
                }
                Ok(Some(report)) => self.take(report)?,
                Ok(None) | Err(_) => break,
            }
        }
        for flight in std::mem::take(&mut self.in_flight) {
            let reason = "process stopped while sending".to_owned();
            self.ended.push(Ended {
                row: flight.row,
                shows: None,
                started_at: flight.started_at,
                outcome: Outcome::Interrupted { reason },
            });
        }
        if self.ended.is_empty() {
            return Ok(());
        }
        let db = self.setup.db.clone();
        db.within(LAST_STEP, self.last_words()).await?;
        self.ended.clear();
        Ok(())
    }

    async fn last_words(&self) -> Result<(), Fault> {
        let now = self.setup.clock.now();
        let mut tx = self.write(Duty::Finish).await?;
        deliver::record(&mut tx, &self.setup.rules, &self.ended, now).await?;
        tx.commit().await
    }
}

async fn perform<M: Messenger>(messenger: &M, call: &Outgoing) -> Outcome {
    let began = std::time::Instant::now();
    let outcome = messenger.perform(call).await;
    metrics::histogram!(metric::CALL_SECONDS).record(began.elapsed().as_secs_f64());
    metrics::counter!(metric::CALLS, metric::OUTCOME => outcome.label()).increment(1);
    if matches!(
        outcome,
        Outcome::Later {
            why: Wait::TooMuch,
            ..
        }
    ) {
        metrics::counter!(metric::TOO_MANY_REQUESTS).increment(1);
    }
    outcome
}
