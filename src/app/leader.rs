//! One process at a time: waiting for the leadership, and keeping it.
//!
//! Leases are real time whatever clock the work goes by.

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use tokio_util::sync::CancellationToken;

use crate::domain::clock::millis;
use crate::domain::metric;
use crate::store::leader::Fence;
use crate::store::{Db, Fault};

use super::settings::Leader as Settings;

/// Waits until this process leads; `None` when it is told to stop before.
pub(super) async fn await_leadership(
    db: &Db,
    settings: Settings,
    shutdown: &CancellationToken,
) -> Option<Arc<Fence>> {
    let holder = crate::service::people::random_key();
    metrics::gauge!(metric::LEADER).set(0.0);
    let mut told = false;
    loop {
        let asked = (Instant::now(), SystemTime::now());
        match db.acquire_lease(&holder, millis(settings.lease)).await {
            Ok(Some(lease)) => {
                tracing::info!(epoch = lease.epoch, "leading");
                metrics::gauge!(metric::LEADER).set(1.0);
                return Some(Arc::new(Fence::new(lease, settings.lease, asked)));
            }
            Ok(None) if !told => {
                tracing::info!("another process leads; standing by");
                told = true;
            }
            Ok(None) => {}
            Err(fault) => tracing::error!(%fault, "cannot ask for the leadership, trying again"),
        }
        tokio::select! {
            () = tokio::time::sleep(settings.renew.min(Duration::from_secs(1))) => {}
            () = shutdown.cancelled() => return None,
        }
    }
}

/// Renews the leadership until `shutdown`.
///
/// # Errors
/// [`Fault::Deposed`] when another process has taken it.
pub(super) async fn keep_leadership(
    db: Db,
    fence: Arc<Fence>,
    settings: Settings,
    shutdown: CancellationToken,
) -> Result<(), Fault> {
    loop {
        tokio::select! {
            () = tokio::time::sleep(settings.renew) => {}
            () = shutdown.cancelled() => return Ok(()),
        }
        let asked = (Instant::now(), SystemTime::now());
        match db.renew_lease(fence.lease(), millis(settings.lease)).await {
            Ok(()) => fence.renewed(asked),
            Err(Fault::Deposed) => return Err(Fault::Deposed),
            Err(fault) => tracing::error!(%fault, "leadership not renewed, trying again"),
        }
    }
}
