//! Around every request: how long it may take, and the headers that keep a page from doing more than it
//! should.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, REFRESH, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

use super::Board;
use crate::view::board::No;

/// No page takes longer. That one does says nothing of the database: whoever asks may be slow themselves.
const LONGEST: Duration = Duration::from_secs(10);
/// A screen on a wall tries again by itself after so many seconds.
const AGAIN: &str = "30";

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
    let (asked, reads) = (request.headers().clone(), request.method() == Method::GET);
    let mut response = match tokio::time::timeout(LONGEST, next.run(request)).await {
        Ok(response) => response,
        Err(_) => board.no(&asked, StatusCode::SERVICE_UNAVAILABLE, No::NotNow),
    };
    let over = [
        StatusCode::SERVICE_UNAVAILABLE,
        StatusCode::TOO_MANY_REQUESTS,
    ];
    if reads && over.contains(&response.status()) {
        let headers = response.headers_mut();
        headers.insert(REFRESH, HeaderValue::from_static(AGAIN));
    }
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
