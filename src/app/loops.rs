//! The loops of the leader: started together, ended from the outside in.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::{JoinError, JoinHandle};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::checkup::keep_hours;
use super::door::Door;
use super::gauges;
use super::housekeeping::keep_house;
use super::intake::Intake;
use super::leader::{Over, keep_turn};
use super::ready::Ready;
use super::sealing::keep_sealed;
use super::settings::Settings;
use super::webhook::Webhook;
use crate::agenda::Keeper;
use crate::bot::Bot;
use crate::domain::clock::Clock;
use crate::errand::{self, Runner};
use crate::inbox::Worker;
use crate::outbox::{Memory, Sender, Setup};
use crate::service::Rules;
use crate::store::leader::Fence;
use crate::store::{Db, Fault};
use crate::telegram::client::Client;
use crate::telegram::identity::Identity;
use crate::telegram::intake::PollError;

/// What a leader works with.
pub(super) struct Leading<'a> {
    pub(super) settings: &'a Settings,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) db: &'a Db,
    pub(super) client: &'a Client,
    pub(super) webhook: Option<&'a Webhook>,
    pub(super) identity: Identity,
    pub(super) rules: Arc<Rules>,
    pub(super) fence: Arc<Fence>,
    pub(super) memory: Memory,
}

type Loop<E> = (CancellationToken, JoinHandle<Result<(), E>>);

/// Each loop with its own way to be told to stop.
pub(super) struct Loops {
    intake: Loop<PollError>,
    worker: Loop<Fault>,
    sender: Loop<Fault>,
    errands: Loop<Fault>,
    agenda: Loop<Fault>,
    house: Loop<Fault>,
    nights: Loop<Fault>,
    seals: Loop<Fault>,
    leader: Loop<Over>,
    gauges: JoinHandle<()>,
    fence: Arc<Fence>,
}

/// How a turn ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// The program is to stop.
    Asked,
    /// The token is known no longer.
    WrongToken,
    /// The turn is over, the program goes on.
    Over(Over),
}

/// Of the ten seconds that stopping may take, what most loops have: calls under way are waited for, and
/// what is not written down then is found by the next turn.
const TO_FINISH: Duration = Duration::from_millis(8800);
/// Of those, what intake and worker may take for what they have in hand.
const TO_HAND_OVER: Duration = Duration::from_millis(1000);
/// After those, for sealing what they wrote last: it is not to depend on how long calls took.
const TO_SEAL: Duration = Duration::from_millis(500);
/// Nothing may be written any more: loops that are stuck on the database are cut off.
const TO_STAND_DOWN: Duration = Duration::from_millis(300);

/// Runs a loop in a task of its own.
fn spawn<E: Send + 'static, F>(run: impl FnOnce(CancellationToken) -> F) -> Loop<E>
where
    F: Future<Output = Result<(), E>> + Send + 'static,
{
    let token = CancellationToken::new();
    (token.clone(), tokio::spawn(run(token)))
}

impl Loops {
    pub(super) fn start(leading: Leading<'_>, ready: &Ready) -> Self {
        let intake = Intake::new(&leading, ready);
        let Leading {
            settings,
            clock,
            db,
            client,
            identity,
            rules,
            fence,
            memory,
            ..
        } = leading;
        let door = Door {
            bot: Bot::new(Arc::clone(&rules)),
            identity,
        };
        let batch = i64::from(settings.inbox.batch);
        let worker = Worker::new(
            db.clone(),
            Arc::clone(&fence),
            Arc::clone(&clock),
            door,
            batch,
        );
        let nightly = Arc::clone(&rules);
        let sealed = Arc::clone(&rules);
        let measured = Arc::clone(&rules);
        let errands = Runner::new(errand::Setup {
            db: db.clone(),
            fence: Arc::clone(&fence),
            clock: Arc::clone(&clock),
            scout: Arc::new(client.clone()),
            rules: Arc::clone(&rules),
            pace: settings.errand.pace(),
        });
        let keeper = Keeper::new(
            db.clone(),
            Arc::clone(&fence),
            Arc::clone(&clock),
            Arc::clone(&rules),
        );
        let sender = Sender::new(Setup {
            db: db.clone(),
            fence: Arc::clone(&fence),
            clock: Arc::clone(&clock),
            messenger: Arc::new(client.clone()),
            rules,
            limits: settings.telegram.limits(),
            max_in_flight: settings.outbox.most_in_flight(&settings.telegram),
            record_within: settings.outbox.record_within,
            last_wait: settings.telegram.call_timeout,
            memory,
        });
        let lease = settings.leader;
        let gauges = tokio::spawn(gauges::measure(db.clone(), Arc::clone(&clock), measured));
        Self {
            intake: spawn(|token| intake.run(token)),
            worker: spawn(|token| worker.run(token)),
            sender: spawn(|token| sender.run(token)),
            errands: spawn(|token| errands.run(token)),
            agenda: spawn(|token| keeper.run(token)),
            house: spawn(|token| {
                let retention = settings.retention;
                keep_house(
                    db.clone(),
                    Arc::clone(&fence),
                    Arc::clone(&clock),
                    retention,
                    token,
                )
            }),
            nights: spawn(|token| {
                keep_hours(
                    db.clone(),
                    Arc::clone(&fence),
                    Arc::clone(&clock),
                    nightly,
                    settings.health.hours,
                    token,
                )
            }),
            seals: spawn(|token| {
                keep_sealed(
                    db.clone(),
                    Arc::clone(&fence),
                    Arc::clone(&clock),
                    (settings.record.seal_every, sealed),
                    token,
                )
            }),
            leader: spawn(|token| keep_turn(db.clone(), Arc::clone(&fence), lease, clock, token)),
            gauges,
            fence,
        }
    }

    /// Waits for the word to stop or for a loop that ended by itself, then ends all: in order while this
    /// process may still write, at once when it may not.
    pub(super) async fn until(mut self, shutdown: &CancellationToken) -> Ending {
        let ending = tokio::select! {
            () = shutdown.cancelled() => Ending::Asked,
            ended = &mut self.leader.1 => joined(ended).map_or_else(Ending::Over, |()| Ending::Asked),
            ended = &mut self.intake.1 => intake_ended(&joined(ended)),
            ended = &mut self.worker.1 => loop_ended(&joined(ended)),
            ended = &mut self.sender.1 => loop_ended(&joined(ended)),
            ended = &mut self.errands.1 => loop_ended(&joined(ended)),
            ended = &mut self.agenda.1 => loop_ended(&joined(ended)),
            ended = &mut self.house.1 => loop_ended(&joined(ended)),
            ended = &mut self.nights.1 => loop_ended(&joined(ended)),
            ended = &mut self.seals.1 => loop_ended(&joined(ended)),
        };
        let ending = match ending {
            // Nobody need have taken what had run out, as when the clock was set forward.
            Ending::Over(Over::Taken) if !self.fence.is_safe() => Ending::Over(Over::NotRenewed),
            ending => ending,
        };
        let begun = Instant::now();
        let (hand_over, finish, seal) = match ending {
            Ending::Asked | Ending::WrongToken => orderly(begun),
            Ending::Over(Over::SetBack) => {
                // Calls that wait for their moment would wait for an hour.
                self.fence.lower();
                orderly(begun)
            }
            Ending::Over(Over::Taken | Over::NotRenewed) => {
                self.fence.lower();
                for token in [
                    &self.worker.0,
                    &self.sender.0,
                    &self.errands.0,
                    &self.agenda.0,
                    &self.house.0,
                    &self.nights.0,
                    &self.seals.0,
                    &self.leader.0,
                ] {
                    token.cancel();
                }
                let at_once = begun + TO_STAND_DOWN;
                (at_once, at_once, at_once)
            }
        };
        self.gauges.abort();
        end(self.intake, hand_over).await;
        end(self.worker, hand_over).await;
        end(self.errands, hand_over).await;
        end(self.agenda, hand_over).await;
        end(self.sender, finish).await;
        end(self.house, finish).await;
        end(self.nights, finish).await;
        end(self.seals, seal).await;
        end(self.leader, seal).await;
        // For calls that wait for their moment: it will not come.
        self.fence.lower();
        ending
    }
}

/// By when intake and worker, the other loops, and sealing have to end, in this order.
fn orderly(begun: Instant) -> (Instant, Instant, Instant) {
    let finish = begun + TO_FINISH;
    (begun + TO_HAND_OVER, finish, finish + TO_SEAL)
}

fn intake_ended(ended: &Result<(), PollError>) -> Ending {
    match ended {
        Ok(()) => Ending::Asked,
        Err(PollError::WrongToken) => Ending::WrongToken,
        Err(PollError::Stopped) => Ending::Over(Over::Taken),
    }
}

/// Loops deal with all faults but one themselves.
fn loop_ended(ended: &Result<(), Fault>) -> Ending {
    match ended {
        Ok(()) => Ending::Asked,
        Err(_) => Ending::Over(Over::Taken),
    }
}

/// Has a loop end, by `deadline` at the latest.
async fn end<E>((token, mut task): Loop<E>, deadline: Instant) {
    token.cancel();
    if task.is_finished() {
        return;
    }
    let ended = match tokio::time::timeout_at(deadline, &mut task).await {
        Ok(ended) => ended,
        Err(_) => {
            task.abort();
            task.await
        }
    };
    match ended {
        Err(error) if error.is_cancelled() => {}
        ended => drop(joined(ended)),
    }
}

/// A loop that panicked takes the program with it: a supervisor starts it anew, and nothing is lost.
fn joined<T>(ended: Result<T, JoinError>) -> T {
    match ended {
        Ok(ended) => ended,
        Err(error) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
        Err(error) => panic!("a loop was cancelled from outside: {error}"),
    }
}
