//! Clearing away what has served its time.

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::domain::clock::Clock;
use crate::store::leader::Fence;
use crate::store::{Db, Duty, Fault, inbox};

/// How often it is looked for.
const EVERY: Duration = Duration::from_secs(60 * 60);
/// Handled updates are kept for so long: longer than the platform gives them again (24 h), shorter than
/// the week after which it may start its numbers anew.
const KEEP_UPDATES: Duration = Duration::from_secs(3 * 24 * 60 * 60);

/// Clears away until `shutdown`.
///
/// # Errors
/// [`Fault::Deposed`] when another process has become the leader.
pub(super) async fn keep_house(
    db: Db,
    fence: Arc<Fence>,
    clock: Arc<dyn Clock>,
    shutdown: CancellationToken,
) -> Result<(), Fault> {
    loop {
        match clear(&db, &fence, &*clock).await {
            Ok(0) => {}
            Ok(updates) => tracing::debug!(updates, "handled updates were cleared away"),
            Err(Fault::Deposed) => return Err(Fault::Deposed),
            Err(fault) => tracing::warn!(%fault, "nothing was cleared away, trying again later"),
        }
        tokio::select! {
            () = clock.sleep_until(clock.now().plus(EVERY)) => {}
            () = shutdown.cancelled() => return Ok(()),
        }
    }
}

async fn clear(db: &Db, fence: &Fence, clock: &dyn Clock) -> Result<u64, Fault> {
    let mut tx = db.write_as(fence.lease(), Duty::House).await?;
    let cleared = inbox::forget(&mut tx, clock.now().minus(KEEP_UPDATES)).await?;
    tx.commit().await?;
    Ok(cleared)
}
