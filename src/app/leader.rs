//! One process at a time: waiting for the turn, and keeping it.
//!
//! Leases are real time whatever clock the work goes by.

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use tokio_util::sync::CancellationToken;

use crate::domain::clock::{Clock, millis};
use crate::service::people;
use crate::store::leader::{Bid, Fence, Sighting};
use crate::store::{Db, Fault, setback};

use super::settings::Leader as Settings;

/// Between two bids of a process that waits, at most: it is to go on within seconds.
const LONGEST_PAUSE: Duration = Duration::from_secs(1);
/// A bid may wait for what an ended leader is still writing, which the server allows for four seconds.
const LONGEST_BID: Duration = Duration::from_secs(5);

/// Between two tries of a renewal.
const BETWEEN_TRIES: Duration = Duration::from_millis(100);
/// A renewal that is slow for less than this is slow, and not lost.
const SHORTEST_TRY: Duration = Duration::from_secs(1);

/// A process that wants to lead, by the same name all its life: a turn that it lost and nobody took
/// since is its own again at once.
#[derive(Debug)]
pub(super) struct Candidate {
    db: Db,
    settings: Settings,
    holder: String,
    told: bool,
    /// What the leader row shows, and since when.
    seen: Option<(Sighting, Instant)>,
}

impl Candidate {
    pub(super) fn new(db: Db, settings: Settings) -> Self {
        Self {
            db,
            settings,
            holder: people::random_key(),
            told: false,
            seen: None,
        }
    }

    /// Waits until this process leads; `None` when it is told to stop before.
    pub(super) async fn wait(&mut self, shutdown: &CancellationToken) -> Option<Arc<Fence>> {
        self.told = false;
        self.seen = None;
        loop {
            let asked = (Instant::now(), SystemTime::now());
            let bid = shutdown.run_until_cancelled(self.bid()).await?;
            match bid {
                Ok(Bid::Taken(lease)) => {
                    self.db.pulse().works();
                    tracing::info!(
                        epoch = lease.epoch,
                        "program ini memegang giliran: menerima dan mengirim"
                    );
                    return Some(Arc::new(Fence::new(lease, self.settings.lease, asked)));
                }
                Ok(Bid::Held(sighting)) => {
                    self.db.pulse().works();
                    self.watch(sighting);
                }
                Err(fault) => self.db.pulse().failed(&fault),
            }
            let pause = tokio::time::sleep(self.settings.renew.min(LONGEST_PAUSE));
            shutdown.run_until_cancelled(pause).await?;
        }
    }

    async fn bid(&self) -> Result<Bid, Fault> {
        let lease_ms = millis(self.settings.lease);
        let bid = self.db.bid(&self.holder, lease_ms, self.dead());
        self.db.within(LONGEST_BID, bid).await
    }

    fn watch(&mut self, sighting: Sighting) {
        if !self.told {
            tracing::info!("program lain memegang giliran; program ini bersiaga");
            self.told = true;
        }
        let known = self.seen.as_ref().is_some_and(|(row, _)| *row == sighting);
        if !known {
            self.seen = Some((sighting, Instant::now()));
        }
    }

    /// The leader row, if nobody has touched it for longer than a turn.
    fn dead(&self) -> Option<&Sighting> {
        let (row, since) = self.seen.as_ref()?;
        let turn = millis(self.settings.lease).max(row.lease_ms);
        (millis(since.elapsed()) > turn).then_some(row)
    }
}

/// Why a turn ends although nobody asked this process to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Over {
    /// Another process has taken it.
    Taken,
    /// It could not be renewed in time, so that another process may have it.
    NotRenewed,
    /// The clock was set back. What waits in memory and in the queues goes by the later time: a turn that
    /// begins anew sets both right.
    SetBack,
}

/// Renews the turn until `shutdown`.
///
/// # Errors
/// [`Over`]: why it is held no longer, or must not be.
pub(super) async fn keep_turn(
    db: Db,
    fence: Arc<Fence>,
    settings: Settings,
    clock: Arc<dyn Clock>,
    shutdown: CancellationToken,
) -> Result<(), Over> {
    let mut shown = clock.now();
    let mut pause = settings.renew;
    loop {
        let pause_now = tokio::time::sleep(pause.min(fence.left()));
        if shutdown.run_until_cancelled(pause_now).await.is_none() {
            return Ok(());
        }
        if !fence.is_safe() {
            return Err(Over::NotRenewed);
        }
        let now = clock.now();
        if shown.since(now) > setback::TOLERATED {
            return Err(Over::SetBack);
        }
        shown = now;
        let asked = (Instant::now(), SystemTime::now());
        // Half of what is left, so that there is a second try on a fresh connection.
        let left = fence.left();
        let longest = (left / 2).max(SHORTEST_TRY).min(left);
        let renewal = db.renew_lease(fence.lease(), millis(settings.lease), now);
        match db.within(longest, renewal).await {
            Ok(()) => {
                fence.renewed(asked);
                db.pulse().works();
                pause = settings.renew;
            }
            Err(Fault::Deposed) => return Err(Over::Taken),
            Err(fault) => {
                db.pulse().failed(&fault);
                // Another whole pause would use up what is left.
                pause = BETWEEN_TRIES;
            }
        }
    }
}
