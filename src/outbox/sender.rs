//! The sender: claim, call, record; in a loop that only waits.

mod claim;

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio_util::sync::CancellationToken;

use super::throttle::{Throttle, Waits};
use crate::domain::clock::{Clock, Timestamp};
use crate::domain::metric;
use crate::domain::outgoing::{Lane, Messenger, Outcome, Outgoing};
use crate::domain::pacer::{Limits, Pacer};
use crate::service::Rules;
use crate::service::deliver::{self, Composed, Ended, Rendered};
use crate::store::leader::Fence;
use crate::store::outbox::{self, Claimed, Work};
use crate::store::{Db, Fault, attempt, pause};

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
}

/// Between tries while the database does not do as it is told.
const DATABASE_PAUSE: Duration = Duration::from_millis(500);

/// Sends the outbox.
#[derive(Debug)]
pub struct Sender<M> {
    setup: Setup<M>,
    pacer: Pacer,
    throttle: Throttle,
    rendered: Rendered,
    /// Calls of other lanes since one of the cosmetic lane had its turn.
    since_cosmetic: u32,
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

/// What a call's task says at its end.
#[derive(Debug)]
enum Report {
    Ended(Box<Ended>),
    /// This process may not send any more; the call was not begun.
    Fenced,
}

impl<M: Messenger> Sender<M> {
    /// A sender that has not looked at anything yet.
    #[must_use]
    pub fn new(setup: Setup<M>) -> Self {
        let (report, reports) = unbounded_channel();
        Self {
            pacer: Pacer::new(setup.limits),
            throttle: Throttle::default(),
            rendered: Rendered::default(),
            since_cosmetic: 0,
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
        let Some(mut handed_over) = self.setup.db.take_handed_over() else {
            return Ok(());
        };
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
            tokio::select! {
                () = bell.wait(heard) => {}
                () = look_again => {}
                Some(report) = self.reports.recv() => self.take(report)?,
                Some(row) = handed_over.recv() => self.pop_ups.push_back(row),
                () = shutdown.cancelled() => {}
            }
            while let Ok(report) = self.reports.try_recv() {
                self.take(report)?;
            }
            while let Ok(row) = handed_over.try_recv() {
                self.pop_ups.push_back(row);
            }
            self.start_pop_ups();
        }
        while let Ok(row) = handed_over.try_recv() {
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
        loop {
            match step(self).await {
                Err(Fault::Deposed) => return Err(Fault::Deposed),
                Ok(look_again) => return Ok(look_again),
                Err(fault) if shutdown.is_cancelled() => return Err(fault),
                Err(fault) => {
                    tracing::error!(%fault, "outbox: nothing was claimed, trying again");
                    tokio::time::sleep(DATABASE_PAUSE).await;
                }
            }
        }
    }

    /// Takes up what an ended process left: its claims, the pace of its last minute, its waits.
    async fn resume(&mut self) -> Result<(), Fault> {
        let now = self.setup.clock.now();
        let mut tx = self.setup.db.write_as(self.setup.fence.lease()).await?;
        let left = deliver::recover(&mut tx, &self.setup.rules, now).await?;
        for (at, address) in attempt::since(&mut tx, now.minus(Duration::from_secs(60))).await? {
            self.pacer.sent(at, &address);
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
        let mut tx = self.setup.db.write_as(self.setup.fence.lease()).await?;
        for ended in &self.ended {
            deliver::record(&mut tx, &self.setup.rules, ended, now).await?;
        }
        for (scope, until) in self.waits_ordered(now) {
            pause::set(&mut tx, &scope, until).await?;
        }
        let (claimed, waits) = self.claim(&mut tx, now).await?;
        let due = outbox::next_due(&mut tx, now).await?;
        tx.commit().await?;
        self.ended.clear();
        for (row, composed, at) in claimed {
            self.call(row, composed, at);
        }
        Ok(match (waits, due) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        })
    }

    /// Waits that the platform ordered in the answers that ended, now also the pacer's.
    fn waits_ordered(&mut self, now: Timestamp) -> Vec<(String, Timestamp)> {
        let mut waits = Vec::new();
        for ended in &self.ended {
            let (Outcome::Later { after }, Some(address)) = (&ended.outcome, &ended.row.address)
            else {
                continue;
            };
            let until = now.plus(*after);
            match self.throttle.refused(now, address.chat()) {
                Waits::Chat => {
                    self.pacer.chat_waits(address, until);
                    waits.push((address.chat().to_owned(), until));
                }
                Waits::All => {
                    self.pacer.all_wait(until);
                    waits.push((pause::ALL.to_owned(), until));
                }
            }
        }
        waits
    }

    /// Performs the pop-ups that were handed over, as many at once as may be.
    fn start_pop_ups(&mut self) {
        let pop_up = |flight: &Flight| flight.row.lane == Lane::Answers;
        let under_way = self
            .in_flight
            .iter()
            .filter(|flight| pop_up(flight))
            .count();
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
            clock.sleep_until(at).await;
            if !fence.is_safe() {
                // Nobody listens only when the sender has ended, and then nothing is to be said.
                let _ = report.send(Report::Fenced);
                return;
            }
            let outcome = perform(&*messenger, &composed.call).await;
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
            Report::Fenced => Err(Fault::Deposed),
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
        let now = self.setup.clock.now();
        let mut tx = self.setup.db.write_as(self.setup.fence.lease()).await?;
        for ended in &self.ended {
            deliver::record(&mut tx, &self.setup.rules, ended, now).await?;
        }
        tx.commit().await
    }
}

async fn perform<M: Messenger>(messenger: &M, call: &Outgoing) -> Outcome {
    let began = std::time::Instant::now();
    let outcome = messenger.perform(call).await;
    metrics::histogram!(metric::CALL_SECONDS).record(began.elapsed().as_secs_f64());
    metrics::counter!(metric::CALLS, metric::OUTCOME => outcome.label()).increment(1);
    if matches!(outcome, Outcome::Later { .. }) {
        metrics::counter!(metric::TOO_MANY_REQUESTS).increment(1);
    }
    outcome
}
