//! Keeping the hours of the nightly check.

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::domain::clock::{Clock, Timestamp};
use crate::service::Rules;
use crate::service::checkup::night::{self, Hours};
use crate::store::leader::Fence;
use crate::store::{Db, Duty, Fault, LONGEST_STEP};

/// Before another try while the database does not do as it is told.
const PAUSE: Duration = Duration::from_secs(60);

/// Does at each hour what it asks for, until `shutdown`.
///
/// # Errors
/// [`Fault::Deposed`] when another process has become the leader.
pub(super) async fn keep_hours(
    db: Db,
    fence: Arc<Fence>,
    clock: Arc<dyn Clock>,
    rules: Arc<Rules>,
    hours: Option<Hours>,
    shutdown: CancellationToken,
) -> Result<(), Fault> {
    let Some(hours) = hours else {
        shutdown.cancelled().await;
        return Ok(());
    };
    let mut moment = clock.sleep_until(clock.now());
    loop {
        tokio::select! {
            () = &mut moment => {}
            () = shutdown.cancelled() => return Ok(()),
        }
        let now = clock.now();
        let step = step(&db, &fence, &rules, hours, now);
        let next = match db.within(LONGEST_STEP, step).await {
            Ok(next) => next,
            Err(Fault::Deposed) => return Err(Fault::Deposed),
            Err(fault) => {
                db.pulse().failed(&fault);
                tracing::debug!(%fault, "the nightly check was not done, trying again later");
                now.plus(PAUSE)
            }
        };
        // The one before is let go of only now: see [`Clock::sleep_until`].
        moment = clock.sleep_until(next);
    }
}

async fn step(
    db: &Db,
    fence: &Fence,
    rules: &Rules,
    hours: Hours,
    now: Timestamp,
) -> Result<Timestamp, Fault> {
    let mut tx = db.write_as(fence.lease(), Duty::House).await?;
    let next = night::step(&mut tx, rules, hours, now).await?;
    tx.commit().await?;
    Ok(next)
}
