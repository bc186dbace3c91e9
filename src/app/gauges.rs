//! The lengths of the queues, for `/metrics`; and a call to the worker, where the command line left it
//! something to do.

use std::sync::Arc;
use std::time::Duration;

use crate::domain::clock::Clock;
use crate::domain::metric;
use crate::store::{Db, Fault, inbox, outbox};

/// Between two looks; often enough for an alert, rarely enough to cost nothing.
const EVERY: Duration = Duration::from_secs(5);

/// Looks at the queues for as long as it is let.
pub(super) async fn measure(db: Db, clock: Arc<dyn Clock>) {
    loop {
        if let Err(fault) = db.within(EVERY, look(&db, &*clock)).await {
            tracing::debug!(%fault, "the queues were not measured");
        }
        tokio::time::sleep(EVERY).await;
    }
}

async fn look(db: &Db, clock: &dyn Clock) -> Result<(), Fault> {
    let mut tx = db.read().await?;
    let waiting = inbox::count_waiting(&mut tx).await?;
    if waiting > 0 {
        // Another process may have put them there: `satupintu inbox retry`.
        db.bells().inbox.ring();
    }
    let (queued, oldest) = outbox::depth(&mut tx).await?;
    let age = oldest.map(|at| clock.now().since(at)).unwrap_or_default();
    #[expect(clippy::cast_precision_loss, reason = "a queue is far below 2^53 rows")]
    let (waiting, queued) = (waiting as f64, queued as f64);
    metrics::gauge!(metric::INBOX_WAITING).set(waiting);
    metrics::gauge!(metric::OUTBOX_QUEUED).set(queued);
    metrics::gauge!(metric::OUTBOX_OLDEST_SECONDS).set(age.as_secs_f64());
    Ok(())
}
