//! How updates come in: fetched, or posted to the address of `telegram.webhook_url`.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use super::door::Doorstep;
use super::loops::Leading;
use super::ready::{Incoming, Ready};
use crate::telegram::intake::{PollError, PollSettings, Poller};
use crate::telegram::registration::Registrar;
use crate::telegram::webhook::Reception;

/// The loop of intake.
pub(super) enum Intake {
    Polling(Poller<Doorstep>),
    Webhook(Registrar<Doorstep>),
}

impl Intake {
    /// What the settings ask for. A webhook takes posts from now on.
    pub(super) fn new(leading: &Leading<'_>, ready: &Ready) -> Self {
        let client = leading.client.clone();
        let doorstep = Doorstep {
            db: leading.db.clone(),
            fence: Arc::clone(&leading.fence),
            clock: Arc::clone(&leading.clock),
            bot_id: leading.identity.id,
        };
        let (intake, incoming) = match leading.webhook {
            None => {
                let polling = PollSettings {
                    wait: leading.settings.telegram.poll_timeout,
                    ..PollSettings::default()
                };
                let poller = Poller::new(client, doorstep, polling);
                let status = Incoming::Polled(poller.status());
                (Self::Polling(poller), status)
            }
            Some(webhook) => {
                let reception: &Arc<Reception<Doorstep>> = &webhook.reception;
                reception.open(doorstep);
                let url = webhook.url.as_str().to_owned();
                let clock = Arc::clone(&leading.clock);
                let registrar = Registrar::new(client, url, Arc::clone(reception), clock);
                let status = Incoming::Posted(registrar.status());
                (Self::Webhook(registrar), status)
            }
        };
        // Filled once: there is one leadership in the life of a process.
        let _ = ready.incoming.set(incoming);
        intake
    }

    pub(super) async fn run(self, shutdown: CancellationToken) -> Result<(), PollError> {
        match self {
            Self::Polling(poller) => poller.run(shutdown).await,
            Self::Webhook(registrar) => registrar.run(shutdown).await,
        }
    }
}
