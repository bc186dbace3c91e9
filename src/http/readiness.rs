//! `/readyz`: whether the program can do its work now, and what keeps it from it.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// A probe's patience is usually a few seconds; an answer that comes later helps nobody.
const PATIENCE: Duration = Duration::from_secs(2);

/// One thing that has to be in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// A word for the thing: `database`, `telegram`, `leader`.
    pub name: &'static str,
    /// Whether it is in order.
    pub ok: bool,
    /// What is wrong, for an operator; no secrets, no names of people.
    pub detail: String,
}

/// Knows whether the program can work. Implemented by `app`, which has everything at hand.
pub trait Readiness: Send + Sync + 'static {
    /// Looks at everything that matters. All in order: ready.
    fn checks(&self) -> Pin<Box<dyn Future<Output = Vec<Check>> + Send + '_>>;
}

#[derive(Serialize)]
struct Answer {
    ready: bool,
    checks: Vec<Check>,
}

pub(super) async fn answer(State(readiness): State<Arc<dyn Readiness>>) -> Response {
    let checks = tokio::time::timeout(PATIENCE, readiness.checks())
        .await
        .unwrap_or_else(|_| {
            vec![Check {
                name: "readiness",
                ok: false,
                detail: format!("no answer within {} s", PATIENCE.as_secs()),
            }]
        });
    let ready = checks.iter().all(|check| check.ok);
    let status = if ready {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    (status, Json(Answer { ready, checks })).into_response()
}
