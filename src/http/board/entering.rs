//! Coming in and leaving. Nothing of a token is written to the log.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::to_bytes;
use axum::extract::{Path, Request, State};
use axum::http::header::ORIGIN;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use subtle::ConstantTimeEq;
use url::form_urlencoded::parse;

use super::Board;
use super::sight::{Sight, framed, proof};
use super::tries::origin;
use crate::domain::board::Way;
use crate::domain::refusal::Refusal;
use crate::service::board::enter;
use crate::service::{Error, Rules};
use crate::view;
use crate::view::board::No;

type Shared = State<Arc<Board>>;

/// Far above what the messenger says of a user.
const LONGEST: usize = 16 * 1024;
/// How long a form may take to come in; nothing of the database is held meanwhile.
const PATIENCE: Duration = Duration::from_secs(3);

/// What a link opens. It is not looked up: whoever has it need not learn more by that, and nothing that
/// looks at links on somebody's behalf uses it up.
pub(super) async fn link(
    State(board): Shared,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Response {
    if !enter::is_token(&token) {
        return board.refused(&headers, &Refusal::BoardLinkOver);
    }
    let lang = board.guest_lang(&headers);
    Html(view::board::link(&lang, &board.bare_frame(), &token)).into_response()
}

/// The button on that page.
pub(super) async fn use_link(
    State(board): Shared,
    Path(token): Path<String>,
    request: Request,
) -> Response {
    let (rules, headers, from) = match try_to_enter(&board, &request) {
        Ok(admitted) => admitted,
        Err(instead) => return *instead,
    };
    let now = board.setup.clock.now();
    let entering = async {
        // What opens nothing keeps no writer waiting.
        let mut read = board.read().await?;
        if !enter::opens(&mut read.tx, &token, now).await? {
            return Err(Refusal::BoardLinkOver.into());
        }
        drop(read);
        let mut tx = board.setup.db.write().await?;
        let token = enter::by_link(&mut tx, &rules, &token, now).await?;
        tx.commit().await?;
        Ok(token)
    };
    entered(&board, (&headers, from), Way::Link, entering.await)
}

/// What the Mini App opens.
pub(super) async fn mini(State(board): Shared, headers: HeaderMap) -> Response {
    let lang = board.guest_lang(&headers);
    framed(Html(view::board::launch(&lang, &board.bare_frame())).into_response())
}

/// What its script hands on.
pub(super) async fn use_launch(State(board): Shared, request: Request) -> Response {
    let (rules, headers, from) = match try_to_enter(&board, &request) {
        Ok(admitted) => admitted,
        Err(instead) => return *instead,
    };
    let said = match field(&board, &headers, request, "data").await {
        Ok(said) => said,
        Err(instead) => return instead,
    };
    let Some(launch) = board.setup.launches.read(&said) else {
        return board.refused(&headers, &Refusal::BoardLinkOver);
    };
    let now = board.setup.clock.now();
    let entering = async {
        let mut tx = board.setup.db.write().await?;
        let token = enter::by_launch(&mut tx, &rules, &launch, now).await?;
        tx.commit().await?;
        Ok(token)
    };
    let token = entering.await;
    // Loading the page again shows the same launch; whoever it let in is in.
    if matches!(token, Err(Error::Refused(Refusal::BoardLinkOver)))
        && let Ok(Sight { viewer, .. }) = board.sight(&headers).await
        && viewer.actor.address == launch.address
    {
        board.tries.forgive(from);
        let token = board.token(&headers);
        return board.onward(Way::MiniApp, token.as_deref());
    }
    entered(&board, (&headers, from), Way::MiniApp, token)
}

/// The button in the heading.
pub(super) async fn leave(State(board): Shared, request: Request) -> Response {
    let headers = request.headers().clone();
    if !is_ours(&board, &headers) {
        return board.no(&headers, StatusCode::FORBIDDEN, No::NotOurs);
    }
    let shown = match field(&board, &headers, request, "bukti").await {
        Ok(shown) => shown,
        Err(instead) => return instead,
    };
    let viewer = match board.sight(&headers).await {
        Ok(sight) => sight.viewer,
        Err(instead) => return instead,
    };
    let expected = proof(&board.token(&headers).unwrap_or_default());
    if !bool::from(shown.as_bytes().ct_eq(expected.as_bytes())) {
        return board.no(&headers, StatusCode::FORBIDDEN, No::NotOurs);
    }
    let now = board.setup.clock.now();
    let leaving = async {
        let mut tx = board.setup.db.write().await?;
        enter::leave(&mut tx, &viewer, now).await?;
        tx.commit().await
    };
    match leaving.await {
        Ok(()) => {
            board.hub.end(viewer.session.id);
            board.onward(viewer.session.way, None)
        }
        Err(fault) => board.fault(&headers, &fault),
    }
}

/// Whether somebody may try now, from here.
fn try_to_enter(
    board: &Board,
    request: &Request,
) -> Result<(Arc<Rules>, HeaderMap, Option<IpAddr>), Box<Response>> {
    let headers = request.headers().clone();
    let no = |status, no| Err(Box::new(board.no(&headers, status, no)));
    let Some(rules) = board.rules().cloned() else {
        return no(StatusCode::SERVICE_UNAVAILABLE, No::NotNow);
    };
    if !is_ours(board, &headers) {
        return no(StatusCode::FORBIDDEN, No::NotOurs);
    }
    let from = origin(&headers, request.extensions());
    if !board.tries.admit(from, Instant::now()) {
        return no(StatusCode::TOO_MANY_REQUESTS, No::TooOften);
    }
    Ok((rules, headers, from))
}

/// Whether a form was sent from one of our pages: browsers say so with every post.
fn is_ours(board: &Board, headers: &HeaderMap) -> bool {
    match headers.get(ORIGIN) {
        Some(from) => from.as_bytes() == board.setup.origin.as_bytes(),
        None => headers
            .get("sec-fetch-site")
            .is_some_and(|site| site == "same-origin"),
    }
}

fn entered(
    board: &Board,
    (headers, from): (&HeaderMap, Option<IpAddr>),
    way: Way,
    token: Result<String, Error>,
) -> Response {
    match token {
        Ok(token) => {
            board.tries.forgive(from);
            board.onward(way, Some(&token))
        }
        Err(Error::Refused(refusal)) => board.refused(headers, &refusal),
        Err(Error::Fault(fault)) => board.fault(headers, &fault),
    }
}

/// A field of a form; empty where there is none. What is too long or takes too long is left unread.
async fn field(
    board: &Board,
    headers: &HeaderMap,
    request: Request,
    name: &str,
) -> Result<String, Response> {
    let body = to_bytes(request.into_body(), LONGEST);
    let no = |status, no| board.no(headers, status, no);
    let body = match tokio::time::timeout(PATIENCE, body).await {
        Ok(Ok(body)) => body,
        Ok(Err(_)) => return Err(no(StatusCode::PAYLOAD_TOO_LARGE, No::TooLarge)),
        Err(_) => return Err(no(StatusCode::REQUEST_TIMEOUT, No::TooSlow)),
    };
    let mut fields = parse(&body);
    let found = fields.find(|(known, _)| known == name);
    Ok(found.map_or_else(String::new, |(_, value)| value.into_owned()))
}
