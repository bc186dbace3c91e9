//! Telling those who watch a page of what has changed on it.
//!
//! One task asks the database whether anything has changed at all, and which sessions still stand: two
//! small queries every `board.refresh`, however many watch, and none while nobody does. Only after a
//! change, and once for each (what, scope, language) that is watched, is it worked out what the page shows
//! now; everybody who watches the same gets the same text.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::{RawQuery, State};
use axum::http::header::{CACHE_CONTROL, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{Stream, unfold};
use tokio::sync::{Notify, watch};
use tokio_util::sync::CancellationToken;

use super::Board;
use super::reading::pairs;
use crate::domain::id::AnnouncementId;
use crate::domain::role::{Area, Scope};
use crate::service::Error;
use crate::service::board::pages;
use crate::store::board::{heads, session};
use crate::store::{Fault, LONGEST_STEP, Tx};
use crate::view::{self, Lang, Locale};

/// Streams of one session: a screen and a few tabs.
const PER_SESSION: usize = 4;
/// Proxies close what is silent for a minute.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// A browser comes back after so long.
const RETRY: Duration = Duration::from_secs(3);
/// Deadlines pass without anything being written.
const ANYWAY: Duration = Duration::from_secs(30);

/// What somebody watches.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Topic {
    about: Option<AnnouncementId>,
    areas: Vec<Area>,
    locale: Locale,
}

/// Who watches.
struct Watcher {
    session: i64,
    areas: Vec<Area>,
    ended: CancellationToken,
}

#[derive(Default)]
struct Watched {
    next: u64,
    watchers: HashMap<u64, Watcher>,
    feeds: HashMap<Topic, watch::Sender<Arc<str>>>,
}

/// Everybody who watches.
pub(super) struct Hub {
    watched: Mutex<Watched>,
    somebody: Notify,
    most: usize,
    closing: CancellationToken,
}

/// Stops watching when it goes.
struct Place {
    board: Arc<Board>,
    number: u64,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.board.hub.watched().watchers.remove(&self.number);
    }
}

/// A watcher's end of it.
struct Seat {
    place: Place,
    content: watch::Receiver<Arc<str>>,
    ended: CancellationToken,
    over: bool,
}

impl Hub {
    pub(super) fn new(most: usize) -> Self {
        Self {
            watched: Mutex::default(),
            somebody: Notify::new(),
            most,
            closing: CancellationToken::new(),
        }
    }

    fn watched(&self) -> std::sync::MutexGuard<'_, Watched> {
        self.watched.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A seat for somebody; none where all are taken.
fn sit(board: &Arc<Board>, topic: Topic, session: i64) -> Option<Seat> {
    let hub = &board.hub;
    let mut watched = hub.watched();
    let own = watched.watchers.values().filter(|it| it.session == session);
    if hub.closing.is_cancelled()
        || watched.watchers.len() >= hub.most
        || own.count() >= PER_SESSION
    {
        return None;
    }
    let number = watched.next;
    watched.next += 1;
    let ended = CancellationToken::new();
    let watcher = Watcher {
        session,
        areas: topic.areas.clone(),
        ended: ended.clone(),
    };
    watched.watchers.insert(number, watcher);
    let feed = watched
        .feeds
        .entry(topic)
        .or_insert_with(|| watch::Sender::new(Arc::from("")));
    let mut content = feed.subscribe();
    // Who comes second gets at once what the first has.
    content.mark_changed();
    drop(watched);
    hub.somebody.notify_one();
    let place = Place {
        board: Arc::clone(board),
        number,
    };
    Some(Seat {
        place,
        content,
        ended,
        over: false,
    })
}

/// Ends the streams of a session.
pub(super) fn end(board: &Board, session: i64) {
    for watcher in board.hub.watched().watchers.values() {
        if watcher.session == session {
            watcher.ended.cancel();
        }
    }
}

/// `/papan/langsung`, `/papan/langsung?siaran=ID`
pub(super) async fn stream(
    State(board): State<Arc<Board>>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    let sight = match board.sight(&headers).await {
        Ok(sight) => sight,
        Err(instead) => return instead,
    };
    let about = pairs(query.as_deref())
        .find(|(name, _)| name == "siaran")
        .and_then(|(_, id)| id.parse().ok())
        .map(AnnouncementId);
    let topic = Topic {
        about,
        areas: sight.viewer.scope.areas().to_vec(),
        locale: sight.lang.locale,
    };
    let Some(seat) = sit(&board, topic, sight.viewer.session.id) else {
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

/// What a watcher is told: `isi` with what the page shows now, `selesai` when they may not watch any more.
fn told(seat: Seat) -> impl Stream<Item = Result<Event, Infallible>> {
    unfold(seat, async |mut seat| {
        if seat.over {
            return None;
        }
        let closing = seat.place.board.hub.closing.clone();
        loop {
            tokio::select! {
                biased;
                () = closing.cancelled() => return None,
                () = seat.ended.cancelled() => {
                    seat.over = true;
                    return Some((Ok(Event::default().event("selesai").data("")), seat));
                }
                changed = seat.content.changed() => {
                    changed.ok()?;
                    let content = Arc::clone(&seat.content.borrow_and_update());
                    if content.is_empty() {
                        continue;
                    }
                    let event = Event::default().event("isi").retry(RETRY).data(content.replace('\r', " "));
                    return Some((Ok(event), seat));
                }
            }
        }
    })
}

/// Looks for what has changed while somebody watches.
pub(super) async fn tell(board: &Arc<Board>, shutdown: &CancellationToken) {
    let mut seen = None;
    let mut worked_out = Instant::now();
    while !shutdown.is_cancelled() {
        if board.hub.watched().watchers.is_empty() {
            tokio::select! {
                () = board.hub.somebody.notified() => {}
                () = shutdown.cancelled() => break,
            }
        }
        let anyway = worked_out.elapsed() >= ANYWAY;
        let look = look(board, seen.filter(|_| !anyway));
        match board.setup.db.within(LONGEST_STEP, look).await {
            Ok(pulse) => {
                if seen != Some(pulse) || anyway {
                    worked_out = Instant::now();
                }
                seen = Some(pulse);
            }
            Err(fault) => {
                board.setup.db.pulse().failed(&fault);
                seen = None;
            }
        }
        tokio::select! {
            () = tokio::time::sleep(board.setup.refresh) => {}
            () = shutdown.cancelled() => break,
        }
    }
    board.hub.closing.cancel();
}

/// One look: who may still watch, and what those are shown if anything has changed since `seen`.
async fn look(board: &Board, seen: Option<(i64, i64)>) -> Result<(i64, i64), Fault> {
    let now = board.setup.clock.now();
    let mut tx = board.setup.db.read().await?;
    let standing = session::standing(&mut tx, now).await?;
    let pulse = heads::pulse(&mut tx).await?;
    let topics: Vec<Topic> = {
        let mut watched = board.hub.watched();
        for watcher in watched.watchers.values() {
            let areas = standing.get(&watcher.session).map(|grants| {
                let areas = grants.iter().map(|(role, area)| role.reach(area));
                Scope::of(areas).areas().to_vec()
            });
            // Other roles see other things: the page is loaded anew.
            if areas.as_ref() != Some(&watcher.areas) {
                watcher.ended.cancel();
            }
        }
        watched.feeds.retain(|_, feed| feed.receiver_count() > 0);
        let fresh = |feed: &watch::Sender<Arc<str>>| feed.borrow().is_empty();
        let feeds = watched.feeds.iter();
        feeds
            .filter(|(_, feed)| seen != Some(pulse) || fresh(feed))
            .map(|(topic, _)| topic.clone())
            .collect()
    };
    for topic in topics {
        let Some(content) = content(board, &mut tx, &topic).await? else {
            continue;
        };
        if let Some(feed) = board.hub.watched().feeds.get(&topic) {
            feed.send_if_modified(|shown| {
                let changed = **shown != *content;
                if changed {
                    *shown = Arc::from(content);
                }
                changed
            });
        }
    }
    Ok(pulse)
}

/// What is shown of a topic now; nothing where there is nothing to see.
async fn content(board: &Board, tx: &mut Tx, topic: &Topic) -> Result<Option<String>, Fault> {
    let Some(rules) = board.rules() else {
        return Ok(None);
    };
    let now = board.setup.clock.now();
    let scope = Scope::of(topic.areas.iter().cloned());
    let lang = Lang {
        locale: topic.locale,
        ..rules.official()
    };
    let content = match topic.about {
        None => pages::overview(tx, &scope, now)
            .await
            .map(|it| view::board::overview_live(&lang, &board.base, &it, now)),
        Some(id) => pages::one_faring(tx, &scope, id, now)
            .await
            .map(|it| view::board::announcement_live(&lang, &it)),
    };
    match content {
        Ok(content) => Ok(Some(content)),
        Err(Error::Refused(_)) => Ok(None),
        Err(Error::Fault(fault)) => Err(fault),
    }
}
