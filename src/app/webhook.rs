//! The webhook: Telegram's reception behind the HTTP server's inlet.

use std::pin::Pin;
use std::sync::Arc;

use super::door::Doorstep;
use super::settings::WebhookUrl;
use crate::http::{self, Inlet};
use crate::telegram::client::Client;
use crate::telegram::webhook::{PATH, Reception, SECRET_HEADER, Secret, Taken};

/// Where posts are taken, and under which address Telegram finds it.
#[derive(Debug, Clone)]
pub(super) struct Webhook {
    pub(super) url: WebhookUrl,
    pub(super) reception: Arc<Reception<Doorstep>>,
}

impl Webhook {
    /// Closed until this process leads.
    pub(super) fn new(url: WebhookUrl, client: &Client) -> Self {
        Self {
            url,
            reception: Arc::new(Reception::new(Secret::of(client))),
        }
    }

    /// The pages with the webhook among them: at the path of its address, and where that leads once a
    /// proxy has taken its own part of the path off.
    pub(super) fn beside(&self, pages: http::Router) -> http::Router {
        let inlet: Arc<dyn Inlet> = Arc::new(Slot(Arc::clone(&self.reception)));
        let own = self.url.path();
        let prefixed = (own != PATH).then_some(own);
        pages.merge(http::inlet(prefixed.into_iter().chain([PATH]), &inlet))
    }
}

struct Slot(Arc<Reception<Doorstep>>);

impl Inlet for Slot {
    fn secret_header(&self) -> &'static str {
        SECRET_HEADER
    }

    fn admits(&self, secret: Option<&[u8]>) -> bool {
        self.0.admits(secret)
    }

    fn take(&self, body: Vec<u8>) -> Pin<Box<dyn Future<Output = bool> + Send + '_>> {
        Box::pin(async move { self.0.take(&body).await == Taken::Kept })
    }
}
