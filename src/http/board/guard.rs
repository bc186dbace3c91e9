//! Around every request: how long it may take, and the headers that keep a page from doing more than it
//! should.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Board;
use crate::store::LONGEST_STEP;

/// A page that the messenger's own web client may show inside of itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Framed;

/// Nothing but what lies beside the pages; no script and no style within a page.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors ";

pub(super) async fn guard(
    State(board): State<Arc<Board>>,
    request: Request,
    next: Next,
) -> Response {
    let answered = async { Ok(next.run(request).await) };
    let mut response = match board.setup.db.within(LONGEST_STEP, answered).await {
        Ok(response) => response,
        Err(fault) => {
            board.setup.db.pulse().failed(&fault);
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    };
    let framed = response.extensions().get::<Framed>().is_some();
    let headers = response.headers_mut();
    let ancestors = match framed {
        true => "https://web.telegram.org",
        false => {
            headers.insert(X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
            "'none'"
        }
    };
    if let Ok(policy) = HeaderValue::from_str(&format!("{POLICY}{ancestors}")) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    for (name, value) in [
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // With less a browser would not say where a form comes from; with more it would tell others the
        // token of a link.
        (REFERRER_POLICY, "strict-origin"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), geolocation=(), microphone=(), payment=()",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
        .entry(CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}
