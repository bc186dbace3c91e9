//! A route on which somebody else posts, and is told that a post was taken only once it was.
//!
//! | answer | what the sender makes of it |
//! |---|---|
//! | 200 | taken, for good |
//! | 403 | the secret is missing or wrong; nothing was read |
//! | 405, 408, 413 | no POST; came too slowly; too long |
//! | 503 | not now, or not here: post it again |

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode};
use axum::routing::post;

/// Far above any update of the messenger; a post is held in memory.
const LONGEST: usize = 1024 * 1024;
/// How long a post may take to come in.
const PATIENCE: Duration = Duration::from_secs(10);

/// Takes posts. Implemented by `app`, which knows who posts and where it is kept.
pub trait Inlet: Send + Sync + 'static {
    /// The header that carries the secret, in lower case.
    fn secret_header(&self) -> &'static str;

    /// Whether whoever posts may; asked before anything is read.
    fn admits(&self, secret: Option<&[u8]>) -> bool;

    /// Takes a post; false where it is to be posted again.
    fn take(&self, body: Vec<u8>) -> Pin<Box<dyn Future<Output = bool> + Send + '_>>;
}

/// The routes of an inlet, at each of these paths.
pub fn inlet<'a>(paths: impl IntoIterator<Item = &'a str>, inlet: &Arc<dyn Inlet>) -> Router {
    let mut routes = Router::new();
    for path in paths {
        routes = routes.route(path, post(take));
    }
    routes.with_state(Arc::clone(inlet))
}

async fn take(State(inlet): State<Arc<dyn Inlet>>, request: Request) -> StatusCode {
    let secret = request.headers().get(inlet.secret_header());
    if !inlet.admits(secret.map(HeaderValue::as_bytes)) {
        return StatusCode::FORBIDDEN;
    }
    let reading = to_bytes(request.into_body(), LONGEST);
    match tokio::time::timeout(PATIENCE, reading).await {
        Err(_) => StatusCode::REQUEST_TIMEOUT,
        // Too long, or cut off; of a sender who is gone nobody sees the answer.
        Ok(Err(_)) => StatusCode::PAYLOAD_TOO_LARGE,
        Ok(Ok(body)) if inlet.take(body.to_vec()).await => StatusCode::OK,
        Ok(Ok(_)) => StatusCode::SERVICE_UNAVAILABLE,
    }
}
