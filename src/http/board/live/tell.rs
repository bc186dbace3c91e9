//! The task that looks for what has changed.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio_util::sync::CancellationToken;

use super::hub::Topic;
use crate::http::board::Board;
use crate::service::Error;
use crate::service::board::pages;
use crate::service::board::watch::{self, Look};
use crate::store::{Fault, Tx};
use crate::view::{self, Lang};

/// No look takes longer.
const LONGEST: Duration = Duration::from_secs(5);
/// The pause after a look, in times of what it took, and the longest one.
const RESTS: u32 = 10;
const LONGEST_REST: Duration = Duration::from_secs(60);

/// Looks for what has changed while somebody watches.
pub(in crate::http::board) async fn tell(board: &Arc<Board>, shutdown: &CancellationToken) {
    while !shutdown.is_cancelled() {
        tokio::select! {
            () = board.hub.somebody() => {}
            () = shutdown.cancelled() => break,
        }
        let began = Instant::now();
        tokio::select! {
            () = look(board) => {}
            () = shutdown.cancelled() => break,
        }
        let rest = began.elapsed().saturating_mul(RESTS).min(LONGEST_REST);
        tokio::select! {
            () = tokio::time::sleep(rest.max(board.setup.refresh)) => {}
            () = shutdown.cancelled() => break,
        }
    }
    board.hub.close();
}

/// One look: who may still watch, and what those are shown if anything has changed.
async fn look(board: &Board) {
    let look = match briefly(standing(board)).await {
        Ok(look) => look,
        Err(fault) => {
            tracing::warn!(%fault, "open pages of the board cannot be told of changes");
            board.hub.all_failed();
            return;
        }
    };
    for topic in board.hub.due(&look) {
        match briefly(content(board, &topic)).await {
            Ok(content) => board.hub.worked_out(&topic, content, look.pulse),
            Err(fault) => {
                tracing::warn!(%fault, "a page of the board cannot be told of changes");
                board.hub.failed(&topic);
            }
        }
    }
}

/// For so long and no longer. Unlike the bot's own steps it replaces no connection that others use.
async fn briefly<T>(work: impl Future<Output = Result<T, Fault>>) -> Result<T, Fault> {
    match tokio::time::timeout(LONGEST, work).await {
        Ok(done) => done,
        Err(_) => Err(Fault::Silent(LONGEST)),
    }
}

/// Who may still watch, and whether anything has changed.
async fn standing(board: &Board) -> Result<Look, Fault> {
    let now = board.setup.clock.now();
    let mut read = board.read().await?;
    watch::look(&mut read.tx, now).await
}

/// What is shown of a topic now; nothing where there is nothing to see.
async fn content(board: &Board, topic: &Topic) -> Result<Option<String>, Fault> {
    let Some(rules) = board.rules() else {
        return Ok(None);
    };
    let mut read = board.read().await?;
    let tx: &mut Tx = &mut read.tx;
    let now = board.setup.clock.now();
    let lang = Lang {
        locale: topic.locale,
        ..rules.official()
    };
    let content = match topic.about {
        None => pages::overview(tx, &topic.scope, now)
            .await
            .map(|it| view::board::overview_live(&lang, &board.base, &it, now)),
        Some(id) => pages::one_faring(tx, &topic.scope, id, now)
            .await
            .map(|it| view::board::announcement_live(&lang, &it, now)),
    };
    match content {
        Ok(content) => Ok(Some(content)),
        Err(Error::Refused(_)) => Ok(None),
        Err(Error::Fault(fault)) => Err(fault),
    }
}
