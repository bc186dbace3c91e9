//! `/metrics`: what the program has counted, in Prometheus' text form.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use metrics::{Unit, describe_counter, describe_gauge, describe_histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tokio_util::sync::CancellationToken;

use crate::domain::metric;
use crate::domain::outgoing::Lane;

/// Seconds; around Telegram's usual tenth of a second, and up to the cap of a call.
const CALL_BUCKETS: [f64; 9] = [0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0];

/// Seconds; a commit to a disk takes one to ten milliseconds, and no statement more than five seconds.
const TRANSACTION_BUCKETS: [f64; 11] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 2.5, 5.0,
];

/// Another library already collects this process's metrics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("another metrics recorder is already installed in this process")]
pub struct RecorderTaken;

/// Starts collecting, once a process; later calls give the same handle.
///
/// # Errors
/// [`RecorderTaken`] if something else collects already.
pub fn install() -> Result<PrometheusHandle, RecorderTaken> {
    static INSTALLED: Mutex<Option<PrometheusHandle>> = Mutex::new(None);
    let mut installed = INSTALLED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(handle) = &*installed {
        return Ok(handle.clone());
    }
    let recorder = PrometheusBuilder::new()
        .set_buckets_for_metric(
            Matcher::Full(metric::CALL_SECONDS.to_owned()),
            &CALL_BUCKETS,
        )
        .and_then(|builder| {
            builder.set_buckets_for_metric(
                Matcher::Full(metric::TRANSACTION_SECONDS.to_owned()),
                &TRANSACTION_BUCKETS,
            )
        })
        .expect("only an empty list of buckets is refused, and these are not empty")
        .build_recorder();
    let handle = recorder.handle();
    metrics::set_global_recorder(recorder).map_err(|_| RecorderTaken)?;
    describe();
    *installed = Some(handle.clone());
    Ok(handle)
}

/// Says what each is, and shows it from the start: a series that appears only with its first event
/// makes every alert on it blind to that event.
fn describe() {
    for (name, what) in [
        (metric::UPDATES_RECEIVED, "Updates that became a row."),
        (
            metric::UPDATES_DEAD,
            "Updates set aside after faults of their own.",
        ),
        (
            metric::UPDATES_OTHER,
            "Updates of a kind that the bot has no use for.",
        ),
        (
            metric::LINK_GUESSES,
            "Links that do not exist and were tried.",
        ),
        (
            metric::WEBHOOK_STRANGERS,
            "Posts to the webhook without its secret.",
        ),
        (metric::CONFIRMATIONS, "Confirmations recorded."),
        (
            metric::DISSEMINATIONS,
            "Evidence of dissemination recorded.",
        ),
        (
            metric::TOO_MANY_REQUESTS,
            "Answers of the messenger that asked for a pause.",
        ),
    ] {
        describe_counter!(name, what);
        metrics::counter!(name).increment(0);
    }
    describe_counter!(metric::CALLS, "Calls to the messenger, by outcome.");
    describe_counter!(
        metric::DELIVERIES,
        "Deliveries that ended (sent, failed), and copies edited to a newer revision (revised)."
    );
    for outcome in ["sent", "revised", "failed"] {
        metrics::counter!(metric::DELIVERIES, metric::OUTCOME => outcome).increment(0);
    }
    describe_gauge!(
        metric::OUTBOX_QUEUED,
        "Calls that wait to be made, by lane and by what they wait for."
    );
    describe_gauge!(
        metric::OUTBOX_OLDEST_SECONDS,
        "How long the call has been due that is due longest and could leave."
    );
    for lane in Lane::ALL {
        metrics::gauge!(metric::OUTBOX_OLDEST_SECONDS, metric::LANE => lane.label()).set(0);
    }
    for (name, what) in [
        (metric::INBOX_WAITING, "Updates that wait to be worked off."),
        (
            metric::WEBHOOK_PENDING,
            "Updates that the messenger still has to post.",
        ),
        (
            metric::INBOX_OLDEST_SECONDS,
            "How long the update has waited that has waited longest.",
        ),
        (
            metric::ERRANDS_WAITING,
            "Questions to the messenger that wait to be asked.",
        ),
        (
            metric::AGENDA_LATE_SECONDS,
            "How long a task of the agenda is overdue.",
        ),
        (
            metric::SENDING_HELD,
            "1 while somebody holds all announcements.",
        ),
        (
            metric::RECORD_UNSEALED,
            "Lines of the record that wait for a seal.",
        ),
        (
            metric::RECORD_UNSEALED_SECONDS,
            "How long the first of those lines has waited.",
        ),
        (
            metric::RECORD_AHEAD,
            "Lines of the record that get no seal: their ids lie ahead of every clock.",
        ),
        (
            metric::LEADER,
            "1 while this process is the one that works.",
        ),
    ] {
        describe_gauge!(name, what);
        metrics::gauge!(name).set(0);
    }
    describe_histogram!(
        metric::CALL_SECONDS,
        Unit::Seconds,
        "How long a call to the messenger took."
    );
    describe_histogram!(
        metric::TRANSACTION_SECONDS,
        Unit::Seconds,
        "How long a transaction took, from asking for it to its commit."
    );
}

/// Folds samples together every five seconds until `shutdown`. Without it they would pile up for as
/// long as nobody reads `/metrics`.
pub async fn upkeep(handle: PrometheusHandle, shutdown: CancellationToken) {
    let mut ticks = tokio::time::interval(Duration::from_secs(5));
    while shutdown.run_until_cancelled(ticks.tick()).await.is_some() {
        handle.run_upkeep();
    }
}

pub(super) async fn page(State(handle): State<PrometheusHandle>) -> impl IntoResponse {
    (
        [(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")],
        handle.render(),
    )
}
