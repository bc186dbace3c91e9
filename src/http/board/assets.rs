//! What lies beside the pages, built into the program.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

/// Name, kind, content.
const ASSETS: [(&str, &str, &str); 4] = [
    (
        "papan.css",
        "text/css; charset=utf-8",
        include_str!("../../../config/board/papan.css"),
    ),
    (
        "papan.js",
        "text/javascript; charset=utf-8",
        include_str!("../../../config/board/papan.js"),
    ),
    (
        "mini.js",
        "text/javascript; charset=utf-8",
        include_str!("../../../config/board/mini.js"),
    ),
    (
        "ikon.svg",
        "image/svg+xml",
        include_str!("../../../config/board/ikon.svg"),
    ),
];

/// Changes with any of them.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut hash = Sha256::new();
    for (_, _, content) in ASSETS {
        hash.update(content);
    }
    let digits = hash.finalize();
    digits[..6]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
});

pub(super) fn version() -> &'static str {
    &VERSION
}

pub(super) async fn asset(Path(name): Path<String>) -> Response {
    let Some((_, kind, content)) = ASSETS.into_iter().find(|(known, _, _)| *known == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut response = content.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    // Its address changes with it.
    headers.insert(
        CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    response
}
