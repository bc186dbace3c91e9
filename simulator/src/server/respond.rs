//! Answers as HTTP.

use axum::{
    body::Body,
    http::{StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use serde_json::json;

use crate::api::refusal::{Answer, Refusal};

use super::wire::Scissors;

/// Ends the connection without an answer; what is returned never leaves.
pub(super) fn cut(scissors: &Scissors) -> Response {
    scissors.cut();
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

pub(super) fn body_of(answer: &Answer) -> (u16, String) {
    match answer {
        Ok(result) => (200, json!({ "ok": true, "result": result }).to_string()),
        Err(refusal) => (refusal.code, refusal.body().to_string()),
    }
}

pub(super) fn respond_with(answer: &Answer) -> Response {
    let (code, body) = body_of(answer);
    json_text(code, body)
}

pub(super) fn respond(refusal: &Refusal) -> Response {
    json_text(refusal.code, refusal.body().to_string())
}

pub(super) fn json_text(code: u16, body: String) -> Response {
    with_kind(code, "application/json", body.into())
}

pub(super) fn html(code: u16, body: &'static str) -> Response {
    with_kind(code, "text/html", body.into())
}

fn with_kind(code: u16, kind: &'static str, body: Body) -> Response {
    let code = StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (code, [(CONTENT_TYPE, kind)], body).into_response()
}

/// A file.
pub(super) fn bytes(content: Vec<u8>) -> Response {
    with_kind(200, "application/octet-stream", content.into())
}
