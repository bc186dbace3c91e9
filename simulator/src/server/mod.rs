//! HTTP: listening, decoding, answering, and failing when told to.
//!
//! `wire` accepts connections that can be cut; `request` decodes a call; `route` leads it
//! through documentation, faults and the method; `respond` writes the answer, or `failing`
//! spoils it; `poll` serves `getUpdates`; `webhook` posts updates instead.

mod failing;
mod poll;
mod request;
mod respond;
mod route;
mod webhook;
mod wire;

use std::{net::SocketAddr, sync::Arc};

use axum::{Router, extract::DefaultBodyLimit};
use tokio::{sync::watch, task::JoinHandle};

use crate::{config::StartError, core::Core};

use self::wire::{LoopbackListener, Scissors};

/// What every request handler holds.
#[derive(Clone)]
pub(crate) struct App {
    pub core: Arc<Core>,
    /// True once the server stops: whoever waits then lets go.
    pub closing: watch::Receiver<bool>,
}

impl App {
    /// Waits until the server stops.
    pub async fn closed(&self) {
        let mut closing = self.closing.clone();
        // An error means that the server's handle is gone, which is the same.
        let _ = closing.wait_for(|closing| *closing).await;
    }
}

/// A listening server; dropping it stops it.
pub(crate) struct Server {
    pub address: SocketAddr,
    closing: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

impl Server {
    /// Listens on `address`, which must be loopback.
    pub async fn listen(core: Arc<Core>, address: SocketAddr) -> Result<Self, StartError> {
        if !address.ip().is_loopback() {
            return Err(StartError::NotLoopback(address));
        }
        let failed = |source| StartError::Listen { address, source };
        let listener = LoopbackListener::bind(address).await.map_err(failed)?;
        let address = listener.address().map_err(failed)?;
        let (closing, closed) = watch::channel(false);
        let app = App {
            core,
            closing: closed,
        };
        let router = Router::new()
            .fallback(route::serve)
            .layer(DefaultBodyLimit::disable())
            .with_state(app.clone())
            .into_make_service_with_connect_info::<Scissors>();
        let until = app.clone();
        let serving = tokio::spawn(async move {
            let serve = axum::serve(listener, router);
            // This listener's accept never fails, so neither does serving.
            let _ = serve
                .with_graceful_shutdown(async move { until.closed().await })
                .await;
        });
        let posting = tokio::spawn(webhook::deliver(app));
        Ok(Self {
            address,
            closing,
            tasks: vec![serving, posting],
        })
    }

    /// Stops listening, lets go of all that waits, and returns when the port is free.
    pub async fn stop(mut self) {
        self.closing.send_replace(true);
        for task in self.tasks.drain(..) {
            // A task that panicked has stopped as well.
            let _ = task.await;
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.closing.send_replace(true);
    }
}
