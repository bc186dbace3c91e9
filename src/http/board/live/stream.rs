//! One watcher's stream.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{RawQuery, State};
use axum::http::header::{CACHE_CONTROL, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{Stream, unfold};

use super::hub::{Seat, Topic};
use crate::domain::id::AnnouncementId;
use crate::domain::refusal::Refusal;
use crate::http::board::Board;
use crate::http::board::reading::pairs;
use crate::service::board::pages;

/// Proxies close what is silent for a minute.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// A browser comes back after so long.
const RETRY: Duration = Duration::from_secs(3);

/// `/papan/langsung`, `/papan/langsung?siaran=ID`
pub(in crate::http::board) async fn stream(
    State(board): State<Arc<Board>>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    let mut sight = match board.sight(&headers).await {
        Ok(sight) => sight,
        Err(instead) => return instead,
    };
    let asked = pairs(query.as_deref())
        .find(|(name, _)| name == "siaran")
        .map(|(_, id)| id.parse().map(AnnouncementId));
    let concerns = match asked {
        None => Ok(None),
        Some(Ok(id)) => {
            let scope = &sight.viewer.scope;
            let concerns = pages::concerns(&mut sight.read.tx, scope, id).await;
            concerns.map(|()| Some(id))
        }
        Some(Err(_)) => Err(Refusal::OutsideScope.into()),
    };
    let about = match concerns {
        Ok(about) => about,
        Err(error) => return board.shown(&headers, &sight, Err(error)),
    };
    let topic = Topic {
        about,
        scope: sight.viewer.scope.clone(),
        locale: sight.lang.locale,
    };
    let Some(seat) = board.hub.sit(topic, &sight.viewer.session) else {
        let mut response = StatusCode::SERVICE_UNAVAILABLE.into_response();
        let headers = response.headers_mut();
        headers.insert(RETRY_AFTER, HeaderValue::from_static("60"));
        return response;
    };
    drop(sight);
    let mut response = Sse::new(told(seat))
        .keep_alive(KeepAlive::new().interval(HEARTBEAT).text(""))
        .into_response();
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // nginx would keep back what it is given bit by bit.
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

/// What a watcher is told: `isi` with what the page shows now, `putus` while that cannot be found out,
/// `penuh` when a newer page of theirs takes this one's place, `selesai` when they may not watch any more.
fn told(seat: Seat) -> impl Stream<Item = Result<Event, Infallible>> {
    unfold(Some(seat), async |seat| {
        let mut seat = seat?;
        let last = |kind| Some((Ok(Event::default().event(kind).data("")), None));
        loop {
            tokio::select! {
                biased;
                () = seat.closing.cancelled() => return None,
                () = seat.ended.cancelled() => return last("selesai"),
                () = seat.displaced.cancelled() => return last("penuh"),
                changed = seat.told.changed() => {
                    changed.ok()?;
                    let told = seat.told.borrow_and_update().clone();
                    let event = match (told.stale, told.content) {
                        (true, _) => Event::default().event("putus").data(""),
                        (false, None) => continue,
                        (false, Some(content)) => {
                            let content = content.replace('\r', " ");
                            Event::default().event("isi").retry(RETRY).data(content)
                        }
                    };
                    return Some((Ok(event), Some(seat)));
                }
            }
        }
    })
}
