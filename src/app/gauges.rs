//! What waits, for `/metrics`; and a call to the worker, where the command line left it something to do.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use crate::domain::clock::{Clock, Timestamp};
use crate::domain::metric;
use crate::domain::outgoing::Lane;
use crate::service::{Rules, seal};
use crate::store::hold::{self, Gate};
use crate::store::outbox::{self, Standing};
use crate::store::{Db, Fault, Tx, agenda, errand, inbox};

/// Between two looks; often enough for an alert, rarely enough to cost nothing.
const EVERY: Duration = Duration::from_secs(5);

/// Lines without a seal are counted no further: after an upgrade there may be years of them.
const MOST_UNSEALED: i64 = 10_000;

/// Looks at what waits for as long as it is let.
pub(super) async fn measure(db: Db, clock: Arc<dyn Clock>, rules: Arc<Rules>) {
    loop {
        if let Err(fault) = db.within(EVERY, look(&db, clock.now(), &rules)).await {
            tracing::debug!(%fault, "what waits was not measured");
        }
        tokio::time::sleep(EVERY).await;
    }
}

async fn look(db: &Db, now: Timestamp, rules: &Rules) -> Result<(), Fault> {
    let mut tx = db.read().await?;
    let (waiting, since) = inbox::backlog(&mut tx).await?;
    if waiting > 0 {
        // Another process may have put them there: `satupintu inbox retry`.
        db.bells().inbox.ring();
    }
    set(metric::INBOX_WAITING, waiting);
    age(metric::INBOX_OLDEST_SECONDS, since, now);
    look_at_outbox(&mut tx, now, rules).await?;
    let held = hold::gate(&mut tx).await? != Gate::Open;
    set(metric::SENDING_HELD, i64::from(held));
    set(metric::ERRANDS_WAITING, errand::count(&mut tx).await?);
    let next = agenda::next_at(&mut tx).await?;
    age(metric::AGENDA_LATE_SECONDS, next, now);
    let waiting = seal::waiting(&mut tx, now, MOST_UNSEALED).await?;
    set(metric::RECORD_UNSEALED, waiting.lines);
    age(metric::RECORD_UNSEALED_SECONDS, waiting.since, now);
    set(metric::RECORD_AHEAD, waiting.ahead);
    Ok(())
}

/// Each lane and what its rows wait for, those too that have none.
async fn look_at_outbox(tx: &mut Tx, now: Timestamp, rules: &Rules) -> Result<(), Fault> {
    let quiet = rules.calendar.quiet_until(now).is_some();
    let mut rows: HashMap<(Lane, &str), i64> = HashMap::new();
    let mut oldest: HashMap<Lane, Timestamp> = HashMap::new();
    for depth in outbox::depths(tx, now).await? {
        let standing = match depth.standing {
            // What leaves all the same leaves at once, and is hardly ever seen here.
            Standing::Due if quiet && depth.lane == Lane::Broadcast => Standing::Held,
            standing => standing,
        };
        *rows.entry((depth.lane, standing.label())).or_default() += depth.rows;
        if standing == Standing::Due {
            oldest.insert(depth.lane, depth.oldest);
        }
    }
    for lane in Lane::ALL {
        for standing in Standing::ALL {
            let standing = standing.label();
            let rows = rows.get(&(lane, standing)).copied().unwrap_or(0);
            metrics::gauge!(metric::OUTBOX_QUEUED,
                metric::LANE => lane.label(), metric::STANDING => standing)
            .set(float(rows));
        }
        let age = oldest.get(&lane).map(|at| now.since(*at));
        metrics::gauge!(metric::OUTBOX_OLDEST_SECONDS, metric::LANE => lane.label())
            .set(age.unwrap_or_default().as_secs_f64());
    }
    Ok(())
}

fn set(name: &'static str, count: i64) {
    metrics::gauge!(name).set(float(count));
}

/// How long ago something was; 0 where there is nothing, or it lies ahead.
fn age(name: &'static str, since: Option<Timestamp>, now: Timestamp) {
    let age = since.map(|at| now.since(at)).unwrap_or_default();
    metrics::gauge!(name).set(age.as_secs_f64());
}

#[expect(clippy::cast_precision_loss, reason = "a queue is far below 2^53 rows")]
fn float(count: i64) -> f64 {
    count as f64
}
