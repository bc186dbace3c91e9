//! The runner: a step that records and begins, and the loop that waits for answers and moments.

use std::collections::VecDeque;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::OptionFuture;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::domain::clock::{Clock, Timestamp};
use crate::domain::errand::{Delay, Errand, Finding, Scout};
use crate::service::Rules;
use crate::service::errand::{self as service, Found};
use crate::store::crash::{self, Side};
use crate::store::errand::{self, Due};
use crate::store::leader::Fence;
use crate::store::{Db, Duty, Fault, LONGEST_STEP, Tx};

use super::work::Desk;

/// How gently the messenger is asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pace {
    /// Calls a second; a question is up to three of them.
    pub calls_per_second: f64,
    /// Most questions under way at once.
    pub at_once: usize,
}

/// What a runner needs.
#[derive(Debug)]
pub struct Setup<S> {
    /// Where the errands are.
    pub db: Db,
    /// Whether this process may still work.
    pub fence: Arc<Fence>,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Who is asked.
    pub scout: Arc<S>,
    /// The office's settings.
    pub rules: Arc<Rules>,
    /// How gently.
    pub pace: Pace,
}

/// Runs errands.
#[derive(Debug)]
pub struct Runner<S> {
    setup: Setup<S>,
    /// What an ended turn had under way has been released.
    resumed: bool,
    /// When the next question may be put.
    next_at: Timestamp,
    under_way: JoinSet<Answer>,
    /// The rows of those.
    taken: Vec<i64>,
    /// Answered, but not dealt with yet.
    answered: VecDeque<Answer>,
}

/// How a question was answered.
#[derive(Debug)]
struct Answer {
    id: i64,
    errand: Errand,
    /// How often it was asked before.
    tries: i64,
    found: Found,
}

/// An errand without an answer is given up after so many tries.
const MOST_TRIES: i64 = 5;
/// What this program cannot read, another version of it may.
const SET_ASIDE: Duration = Duration::from_secs(24 * 60 * 60);
/// Between tries while the database does not do as it is told.
const DATABASE_PAUSE: Duration = Duration::from_millis(500);

impl<S: Scout> Runner<S> {
    /// A runner that has not looked at anything yet.
    #[must_use]
    pub fn new(setup: Setup<S>) -> Self {
        Self {
            setup,
            resumed: false,
            next_at: Timestamp(0),
            under_way: JoinSet::new(),
            taken: Vec::new(),
            answered: VecDeque::new(),
        }
    }

    /// Works until `shutdown`. Questions that are under way then are dropped, and put again later.
    ///
    /// # Errors
    /// [`Fault::Deposed`] when another process has become the leader.
    pub async fn run(mut self, shutdown: CancellationToken) -> Result<(), Fault> {
        let db = self.setup.db.clone();
        let bell = db.bells().errands.clone();
        let clock = Arc::clone(&self.setup.clock);
        while !shutdown.is_cancelled() {
            let heard = bell.rung();
            let look_again = match db.within(LONGEST_STEP, self.step()).await {
                Ok(look_again) => look_again,
                Err(Fault::Deposed) => return Err(Fault::Deposed),
                Err(fault) => {
                    db.pulse().failed(&fault);
                    tracing::debug!(%fault, "errands: nothing was begun, trying again");
                    tokio::select! {
                        () = tokio::time::sleep(DATABASE_PAUSE) => {}
                        () = shutdown.cancelled() => {}
                    }
                    continue;
                }
            };
            let mut moment = look_again.map(|at| clock.sleep_until(at));
            tokio::select! {
                () = bell.wait(heard) => {}
                Some(()) = OptionFuture::from(moment.as_mut()) => {}
                Some(answer) = self.under_way.join_next() => self.answered.extend(answer.ok()),
                () = shutdown.cancelled() => {}
            }
        }
        Ok(())
    }

    /// Deals with what was answered and begins what may be begun; when to look again.
    ///
    /// # Errors
    /// A fault of the database, or the loss of its turn; then what was not dealt with still waits.
    pub async fn step(&mut self) -> Result<Option<Timestamp>, Fault> {
        while let Some(answer) = self.answered.front() {
            let wait = self.record(answer).await?;
            if let Some(until) = wait {
                self.next_at = self.next_at.max(until);
            }
            let id = answer.id;
            self.taken.retain(|taken| *taken != id);
            self.answered.pop_front();
        }
        self.begin().await
    }

    /// A transaction that commits only while this process is the leader.
    async fn write(&self, duty: Duty) -> Result<Tx, Fault> {
        let lease = self.setup.fence.lease();
        self.setup.db.write_as(lease, duty).await
    }

    /// Writes down what follows from an answer; until when nothing else is to be asked.
    async fn record(&self, answer: &Answer) -> Result<Option<Timestamp>, Fault> {
        let dealt = AssertUnwindSafe(self.deal(answer)).catch_unwind().await;
        let error = match dealt {
            Ok(Ok(wait)) => return Ok(wait),
            Ok(Err(fault)) if fault.is_of_one_update() => fault.to_string(),
            Ok(Err(fault)) => return Err(fault),
            Err(_) => "panic".to_owned(),
        };
        let now = self.setup.clock.now();
        let mut tx = self.write(Duty::Found).await?;
        if answer.tries + 1 < MOST_TRIES {
            tracing::warn!(?error, errand = ?answer.errand, "a finding cannot be dealt with, trying again");
            let until = now.plus(wait_before(answer.tries));
            errand::put_back(&mut tx, answer.id, until, true).await?;
        } else {
            tracing::error!(?error, errand = ?answer.errand, "an errand is given up");
            errand::end(&mut tx, answer.id).await?;
            let rules = &self.setup.rules;
            match service::given_up(&mut tx, rules, &answer.errand, now).await {
                Ok(()) => {}
                // Nobody can be told; then it is ended without a word.
                Err(fault) if fault.is_of_one_update() => {
                    drop(tx);
                    tx = self.write(Duty::Found).await?;
                    errand::end(&mut tx, answer.id).await?;
                }
                Err(fault) => return Err(fault),
            }
        }
        tx.commit().await?;
        Ok(None)
    }

    async fn deal(&self, answer: &Answer) -> Result<Option<Timestamp>, Fault> {
        let now = self.setup.clock.now();
        let mut tx = self.write(Duty::Found).await?;
        let mut wait = None;
        match &answer.found {
            Found::Bare(Finding::NotNow {
                after,
                why: Delay::Ordered,
            }) => {
                let until = now.plus(*after);
                errand::put_back(&mut tx, answer.id, until, false).await?;
                errand::all_wait(&mut tx, until).await?;
                wait = Some(until);
            }
            Found::Bare(Finding::NotNow { after, .. }) if answer.tries + 1 < MOST_TRIES => {
                let until = now.plus((*after).max(wait_before(answer.tries)));
                errand::put_back(&mut tx, answer.id, until, true).await?;
            }
            found => {
                if errand::end(&mut tx, answer.id).await? {
                    service::found(&mut tx, &self.setup.rules, &answer.errand, found, now).await?;
                }
            }
        }
        tx.commit().await?;
        Ok(wait)
    }

    /// Begins as many as may be begun now.
    async fn begin(&mut self) -> Result<Option<Timestamp>, Fault> {
        let now = self.setup.clock.now();
        let room = self.setup.pace.at_once.saturating_sub(self.taken.len());
        let mut tx = self.write(Duty::Errand).await?;
        if !self.resumed {
            errand::release_all(&mut tx).await?;
        }
        let most = i64::try_from(self.taken.len() + room + 1).unwrap_or(i64::MAX);
        let mut due = errand::due(&mut tx, most, now).await?;
        due.retain(|due| !self.taken.contains(&due.id));
        let mut changed = !self.resumed;
        let (mut begun, mut next_at, mut left) = (Vec::new(), self.next_at, false);
        for Due { id, errand, tries } in due {
            let Some(errand) = errand else {
                tracing::error!(id, "an errand cannot be read and is held");
                errand::put_back(&mut tx, id, now.plus(SET_ASIDE), true).await?;
                changed = true;
                continue;
            };
            let calls = errand.question().map_or(0, |question| question.calls());
            // What asks nothing waits for no moment.
            if begun.len() == room || (calls > 0 && next_at > now) {
                left = true;
                continue;
            }
            errand::take(&mut tx, id, now).await?;
            changed = true;
            let calls = f64::from(calls);
            let pause = Duration::from_secs_f64(calls / self.setup.pace.calls_per_second);
            next_at = next_at.max(now.plus(pause));
            begun.push((id, errand, tries));
        }
        let next_due = errand::next_due(&mut tx, now).await?;
        if changed {
            tx.commit().await?;
        }
        self.resumed = true;
        self.next_at = next_at;
        for (id, errand, tries) in begun {
            self.ask(id, errand, tries);
        }
        // Where there is no room, an answer comes first.
        let paced = (left && next_at > now).then_some(next_at);
        Ok(match (paced, next_due) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        })
    }

    /// Puts one question in a task of its own.
    fn ask(&mut self, id: i64, errand: Errand, tries: i64) {
        self.taken.push(id);
        let (scout, fence) = (Arc::clone(&self.setup.scout), Arc::clone(&self.setup.fence));
        let desk = Desk {
            db: self.setup.db.clone(),
            fence: Arc::clone(&fence),
            clock: Arc::clone(&self.setup.clock),
        };
        self.under_way.spawn(async move {
            let finding = if tries >= MOST_TRIES {
                given_up("the program ended each time")
            } else if !fence.is_safe() {
                given_up("the turn was over")
            } else if let Some(question) = errand.question() {
                crash::point(Duty::Ask, Side::Before);
                let asked = AssertUnwindSafe(scout.ask(&question)).catch_unwind();
                let finding = asked.await;
                crash::point(Duty::Ask, Side::After);
                finding.unwrap_or_else(|_| given_up("the program panicked while asking"))
            } else {
                Finding::Unasked
            };
            let found = desk.work(&errand, finding).await.unwrap_or_else(|fault| {
                tracing::warn!(%fault, ?errand, "an errand could not be worked on");
                Found::Bare(given_up(&fault.to_string()))
            });
            Answer {
                id,
                errand,
                tries,
                found,
            }
        });
    }
}

/// The wait before the next try, after so many before.
fn wait_before(tries: i64) -> Duration {
    Duration::from_secs(5 << tries.clamp(0, MOST_TRIES))
}

fn given_up(reason: &str) -> Finding {
    Finding::NotNow {
        after: Duration::ZERO,
        why: Delay::Trouble(reason.to_owned()),
    }
}
