//! The loops of the leader: started together, ended from the outside in.

use std::sync::Arc;

use tokio::task::{JoinError, JoinHandle};
use tokio_util::sync::CancellationToken;

use super::door::Door;
use super::ended::Ended;
use super::gauges;
use super::housekeeping::keep_house;
use super::intake::Intake;
use super::leader::keep_leadership;
use super::ready::Ready;
use super::settings::Settings;
use super::startup::Unusable;
use super::webhook::Webhook;
use crate::bot::Bot;
use crate::domain::clock::Clock;
use crate::inbox::Worker;
use crate::outbox::{Sender, Setup};
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
}

type Loop<E> = (CancellationToken, JoinHandle<Result<(), E>>);

/// Each loop with its own way to be told to stop.
pub(super) struct Loops {
    intake: Loop<PollError>,
    worker: Loop<Fault>,
    sender: Loop<Fault>,
    house: Loop<Fault>,
    leader: Loop<Fault>,
    gauges: JoinHandle<()>,
}

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
        let sender = Sender::new(Setup {
            db: db.clone(),
            fence: Arc::clone(&fence),
            clock: Arc::clone(&clock),
            messenger: Arc::new(client.clone()),
            rules,
            limits: settings.telegram.limits(),
            max_in_flight: settings.outbox.most_in_flight(&settings.telegram),
            last_wait: settings.telegram.call_timeout,
        });
        let lease = settings.leader;
        let gauges = tokio::spawn(gauges::measure(db.clone(), Arc::clone(&clock)));
        Self {
            intake: spawn(|token| intake.run(token)),
            worker: spawn(|token| worker.run(token)),
            sender: spawn(|token| sender.run(token)),
            house: spawn(|token| keep_house(db.clone(), Arc::clone(&fence), clock, token)),
            leader: spawn(|token| keep_leadership(db.clone(), fence, lease, token)),
            gauges,
        }
    }

    /// Waits for the word to stop or for a loop that ended by itself, then ends all in order.
    pub(super) async fn until(mut self, shutdown: &CancellationToken) -> Result<(), Ended> {
        let mut first = Ok(());
        tokio::select! {
            () = shutdown.cancelled() => {}
            ended = &mut self.intake.1 => first = first.and(intake_ended(ended)),
            ended = &mut self.worker.1 => first = first.and(loop_ended(ended)),
            ended = &mut self.sender.1 => first = first.and(loop_ended(ended)),
            ended = &mut self.house.1 => first = first.and(loop_ended(ended)),
            ended = &mut self.leader.1 => first = first.and(loop_ended(ended)),
        }
        self.intake.0.cancel();
        if !self.intake.1.is_finished() {
            first = first.and(intake_ended(self.intake.1.await));
        }
        for (token, task) in [self.worker, self.sender, self.house, self.leader] {
            token.cancel();
            if !task.is_finished() {
                first = first.and(loop_ended(task.await));
            }
        }
        self.gauges.abort();
        first
    }
}

fn intake_ended(ended: Result<Result<(), PollError>, JoinError>) -> Result<(), Ended> {
    match joined(ended) {
        Ok(()) => Ok(()),
        Err(PollError::WrongToken) => Err(Unusable::WrongToken.into()),
        Err(PollError::Stopped) => Err(Ended::Deposed),
    }
}

fn loop_ended(ended: Result<Result<(), Fault>, JoinError>) -> Result<(), Ended> {
    Ok(joined(ended)?)
}

/// A loop that panicked takes the program with it: a supervisor starts it anew, and nothing is lost.
fn joined<T>(ended: Result<T, JoinError>) -> T {
    match ended {
        Ok(ended) => ended,
        Err(error) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
        Err(error) => panic!("a loop was cancelled from outside: {error}"),
    }
}
