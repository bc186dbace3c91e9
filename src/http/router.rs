//! Which path leads where.

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use metrics_exporter_prometheus::PrometheusHandle;

use super::metrics;
use super::readiness::{self, Readiness};

/// The pages of this folder; without a `/metrics` where nothing is collected for it.
pub fn router(readiness: Arc<dyn Readiness>, metrics: Option<PrometheusHandle>) -> Router {
    let always = Router::new().route("/healthz", get(async || "ok\n")).merge(
        Router::new()
            .route("/readyz", get(readiness::answer))
            .with_state(readiness),
    );
    let Some(metrics) = metrics else {
        return always;
    };
    always.merge(
        Router::new()
            .route("/metrics", get(metrics::page))
            .with_state(metrics),
    )
}
