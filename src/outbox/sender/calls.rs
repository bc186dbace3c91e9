//! Calls, each in a task of its own that reports how it ended.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures_util::FutureExt as _;

use super::Sender;
use crate::domain::clock::Timestamp;
use crate::domain::file::Drawing;
use crate::domain::metric;
use crate::domain::outgoing::{Lane, Messenger, Outcome, Outgoing, Wait};
use crate::service::deliver::{Claim, Composed, Ended};
use crate::store::crash::{self, Side};
use crate::store::outbox::{Claimed, Work};
use crate::store::{Duty, Fault};
use crate::view;

/// A call under way.
#[derive(Debug)]
pub(super) struct Flight {
    pub(super) row: Claimed,
    pub(super) messages: u32,
    pub(super) started_at: Timestamp,
}

impl Flight {
    pub(super) fn is_pop_up(&self) -> bool {
        self.row.lane == Lane::Answers
    }
}

/// What a call's task says at its end.
#[derive(Debug)]
pub(super) enum Report {
    Ended(Box<Ended>),
    /// This process may not send any more; the call was not begun.
    Fenced(Claim),
}

impl<M: Messenger> Sender<M> {
    /// Performs the pop-ups that were handed over, as many at once as may be.
    pub(super) fn start_pop_ups(&mut self) {
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
                    doing: None,
                };
                self.call(row, composed, now);
            }
        }
    }

    /// Performs one call in a task of its own, at its moment, if this process may still send then.
    pub(super) fn call(&mut self, row: Claimed, composed: Composed, at: Timestamp) {
        let (messages, edits) = (composed.call.messages(), composed.call.edits());
        self.in_flight.push(Flight {
            row: row.clone(),
            messages,
            started_at: at,
        });
        let (clock, fence) = (Arc::clone(&self.setup.clock), Arc::clone(&self.setup.fence));
        let (messenger, report) = (Arc::clone(&self.setup.messenger), self.report.clone());
        tokio::spawn(async move {
            let call = drawn(composed.call).await;
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
            let outcome = match &call {
                Ok(call) => perform(&*messenger, call).await,
                Err(reason) => Outcome::Rejected {
                    reason: reason.clone(),
                },
            };
            crash::point(duty, Side::After);
            let ended = Ended {
                row,
                doing: composed.doing,
                edits,
                messages,
                started_at: at,
                outcome,
            };
            let _ = report.send(Report::Ended(Box::new(ended)));
        });
    }

    /// Takes in what a call's task said; written down with the next step.
    ///
    /// # Errors
    /// [`Fault::Deposed`] when this process may not send any more.
    pub(super) fn take(&mut self, report: Report) -> Result<(), Fault> {
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
}

/// The call with its file as it is to be sent, drawn in a thread of its own.
async fn drawn(mut call: Outgoing) -> Result<Outgoing, String> {
    if let Some(file) = call.file_mut().filter(|it| it.drawing != Drawing::None) {
        let sketch = file.clone();
        let drawn = tokio::task::spawn_blocking(|| view::drawn(sketch)).await;
        *file = drawn.map_err(|error| error.to_string())??;
    }
    Ok(call)
}

async fn perform<M: Messenger>(messenger: &M, call: &Outgoing) -> Outcome {
    let began = std::time::Instant::now();
    // A panic says nothing about the call, and must not keep its row and its chat for ever.
    let performed = AssertUnwindSafe(messenger.perform(call)).catch_unwind();
    let outcome = performed.await.unwrap_or_else(|_| Outcome::Unknown {
        reason: "the program panicked while sending".to_owned(),
    });
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
