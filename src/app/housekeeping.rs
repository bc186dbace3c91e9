//! Clearing away what has served its time; `docs/operations.md` says what goes, and what never does.

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::settings::Retention;
use crate::domain::clock::{Clock, Timestamp};
use crate::store::board::session;
use crate::store::inbox::{self, Over};
use crate::store::leader::Fence;
use crate::store::{
    Db, Duty, Fault, LONGEST_STEP, Tx, attachment, attempt, draft, evidence_request, invitation,
    media, newcomer, pause, question, roster_preview, search, succession, template, transfer,
    uninvited, upload,
};

/// How often it is looked for.
const EVERY: Duration = Duration::from_secs(60 * 60);
/// For so long the pace may ask where tries went; it looks back a minute.
const PACE: Duration = Duration::from_secs(60 * 60);
/// Most rows of one transaction: others wait to write, on SQLite all of them.
const MOST: i64 = 1000;

/// Most files of one transaction: each may have twenty megabytes.
const MOST_FILES: i64 = 5;

/// Clears away until `shutdown`.
///
/// # Errors
/// [`Fault::Deposed`] when another process has become the leader.
pub(super) async fn keep_house(
    db: Db,
    fence: Arc<Fence>,
    clock: Arc<dyn Clock>,
    retention: Retention,
    shutdown: CancellationToken,
) -> Result<(), Fault> {
    loop {
        match clear(&db, &fence, clock.now(), retention, &shutdown).await {
            Ok(0) => {}
            Ok(rows) => tracing::debug!(rows, "old rows were cleared away"),
            Err(Fault::Deposed) => return Err(Fault::Deposed),
            Err(fault) => {
                db.pulse().failed(&fault);
                tracing::debug!(%fault, "not all was cleared away, trying again later");
            }
        }
        tokio::select! {
            () = clock.sleep_until(clock.now().plus(EVERY)) => {}
            () = shutdown.cancelled() => return Ok(()),
        }
    }
}

async fn clear(
    db: &Db,
    fence: &Fence,
    now: Timestamp,
    retention: Retention,
    shutdown: &CancellationToken,
) -> Result<u64, Fault> {
    let mut cleared = 0;
    for old in Old::ALL {
        loop {
            if shutdown.is_cancelled() {
                return Ok(cleared);
            }
            let portion = async {
                let mut tx = db.write_as(fence.lease(), Duty::House).await?;
                let rows = old.forget(&mut tx, retention, now).await?;
                tx.commit().await?;
                Ok(rows)
            };
            let rows = db.within(LONGEST_STEP, portion).await?;
            cleared += rows;
            if rows < MOST.unsigned_abs() {
                break;
            }
            tokio::task::yield_now().await;
        }
    }
    Ok(cleared)
}

/// What is cleared away. All that is not named here stays.
#[derive(Debug, Clone, Copy)]
enum Old {
    /// Updates that were handled.
    Updates,
    /// Updates that were given up.
    DeadUpdates,
    /// Tries that are no part of the record.
    Attempts,
    /// Where those tries went.
    Addresses,
    /// Links that ran out.
    Invitations,
    /// Previews of imports that were neither applied nor dropped.
    Previews,
    /// Questions that were never answered.
    Questions,
    /// Questions for evidence that were never answered.
    EvidenceRequests,
    /// Templates that somebody began to fill in.
    Fillings,
    /// Pieces of what is a draft no more.
    Pieces,
    /// Attachments of drafts that came to nothing.
    Attachments,
    /// Files that nothing carries.
    Media,
    /// Groups that nobody registered.
    Uninvited,
    /// Who was told of new officers.
    Newcomers,
    /// Links of hand-overs.
    Successions,
    /// Questions whether a chat goes over.
    Transfers,
    /// Waits that are over.
    Pauses,
    /// Files that were to leave with a message that was taken back.
    Uploads,
    /// What was sought.
    Searches,
    /// Links into the board that were used, or not.
    BoardLinks,
    /// Sessions on the board.
    BoardSessions,
}

impl Old {
    const ALL: &[Self] = &[
        Self::Updates,
        Self::DeadUpdates,
        Self::Attempts,
        Self::Addresses,
        Self::Invitations,
        Self::Previews,
        Self::Questions,
        Self::EvidenceRequests,
        Self::Fillings,
        Self::Pieces,
        Self::Attachments,
        Self::Media,
        Self::Pauses,
        Self::Uninvited,
        Self::Newcomers,
        Self::Successions,
        Self::Transfers,
        Self::Uploads,
        Self::Searches,
        Self::BoardLinks,
        Self::BoardSessions,
    ];

    async fn forget(self, tx: &mut Tx, keep: Retention, now: Timestamp) -> Result<u64, Fault> {
        let leftovers = now.minus(keep.leftovers);
        match self {
            Self::Updates => inbox::forget(tx, Over::Done, now.minus(keep.updates), MOST).await,
            Self::DeadUpdates => {
                inbox::forget(tx, Over::Dead, now.minus(keep.dead_updates), MOST).await
            }
            Self::Attempts => attempt::forget(tx, now.minus(keep.attempts), MOST).await,
            Self::Addresses => attempt::forget_addresses(tx, now.minus(PACE), MOST).await,
            Self::Invitations => invitation::forget(tx, leftovers, MOST).await,
            Self::Previews => roster_preview::forget(tx, now, MOST).await,
            Self::Questions => question::forget_older(tx, leftovers, MOST).await,
            Self::EvidenceRequests => evidence_request::forget_older(tx, leftovers, MOST).await,
            Self::Fillings => template::forget_older(tx, leftovers, MOST).await,
            Self::Pieces => draft::forget(tx, leftovers, MOST).await,
            Self::Attachments => attachment::forget(tx, leftovers, MOST).await,
            Self::Media => media::forget(tx, leftovers, MOST_FILES).await,
            Self::Uninvited => uninvited::forget(tx, leftovers, MOST).await,
            Self::Newcomers => newcomer::forget(tx, leftovers, MOST).await,
            Self::Successions => succession::forget(tx, leftovers, MOST).await,
            Self::Transfers => transfer::forget(tx, leftovers, MOST).await,
            Self::Pauses => pause::forget(tx, now, MOST).await,
            Self::Uploads => upload::forget(tx, MOST).await,
            Self::Searches => search::forget(tx, leftovers, MOST).await,
            Self::BoardLinks => session::forget_links(tx, now, MOST).await,
            Self::BoardSessions => session::forget(tx, leftovers, MOST).await,
        }
    }
}
