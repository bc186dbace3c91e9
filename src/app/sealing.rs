//! Sealing what was written in the record, every now and then, and telling owners its hash once a day.

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::domain::calendar;
use crate::domain::clock::{Clock, Timestamp};
use crate::service::{Rules, seal, told};
use crate::store::leader::Fence;
use crate::store::{Db, Duty, Fault, LONGEST_STEP};

/// Of the ten seconds that stopping may take, less than what the loop is given for it. The next turn seals what is left.
const TO_SEAL_THE_REST: Duration = Duration::from_millis(400);

/// Seals until `shutdown`. Lines are found without a lock; the transaction that writes the seal is short.
///
/// # Errors
/// [`Fault::Deposed`] when another process has become the leader.
pub(super) async fn keep_sealed(
    db: Db,
    fence: Arc<Fence>,
    clock: Arc<dyn Clock>,
    (every, rules): (Duration, Arc<Rules>),
    shutdown: CancellationToken,
) -> Result<(), Fault> {
    let mut moment = clock.sleep_until(clock.now());
    loop {
        tokio::select! {
            () = &mut moment => {}
            () = shutdown.cancelled() => {
                seal_the_rest(&db, &fence, clock.now()).await;
                return Ok(());
            }
        }
        let now = clock.now();
        match work(&db, &fence, &rules, now, &shutdown).await {
            Ok(()) => {}
            Err(Fault::Deposed) => return Err(Fault::Deposed),
            Err(fault) => {
                db.pulse().failed(&fault);
                tracing::debug!(%fault, "the record was not sealed, trying again later");
            }
        }
        let hour = calendar::next(rules.calendar.zone, rules.told_at, now);
        // The one before is let go of only now: see [`Clock::sleep_until`].
        moment = clock.sleep_until(now.plus(every).min(hour));
    }
}

/// What the other loops wrote before they ended, so that nothing waits without a seal for as long as the bot
/// is off. It ends after them.
async fn seal_the_rest(db: &Db, fence: &Fence, now: Timestamp) {
    // Whoever has taken the turn seals it.
    if !fence.is_safe() {
        return;
    }
    let rest = async {
        while step(db, fence, now).await? {}
        Ok::<_, Fault>(())
    };
    if let Err(fault) = db.within(TO_SEAL_THE_REST, rest).await {
        tracing::debug!(%fault, "the record was not sealed at the end");
    }
}

async fn work(
    db: &Db,
    fence: &Fence,
    rules: &Rules,
    now: Timestamp,
    shutdown: &CancellationToken,
) -> Result<(), Fault> {
    // There may be years of it, the first time.
    while db.within(LONGEST_STEP, step(db, fence, now)).await? {
        if shutdown.is_cancelled() {
            return Ok(());
        }
        tokio::task::yield_now().await;
    }
    db.within(LONGEST_STEP, tell(db, fence, rules, now)).await
}

/// Has owners told the hash of the day, when its hour has come.
async fn tell(db: &Db, fence: &Fence, rules: &Rules, now: Timestamp) -> Result<(), Fault> {
    let mut tx = db.read().await?;
    let Some(head) = told::due(&mut tx, rules, now).await? else {
        return Ok(());
    };
    drop(tx);
    let mut tx = db.write_as(fence.lease(), Duty::Seal).await?;
    told::tell(&mut tx, rules, &head, now).await?;
    tx.commit().await
}

/// Makes one seal, if there is something to seal; whether there may be more.
async fn step(db: &Db, fence: &Fence, now: Timestamp) -> Result<bool, Fault> {
    let mut tx = db.read().await?;
    let Some(next) = seal::next(&mut tx, now).await? else {
        return Ok(false);
    };
    drop(tx);
    let mut tx = db.write_as(fence.lease(), Duty::Seal).await?;
    next.put(&mut tx).await?;
    tx.commit().await?;
    Ok(next.is_full())
}
