//! Telling those who watch a page of what has changed on it.
//!
//! One task asks the database whether anything has changed at all, and which sessions still stand: two
//! small queries every `board.refresh`, however many watch, and none while nobody does. Only after a
//! change, and once for each (what, scope, language) that is watched, is it worked out what the page shows
//! now, in a transaction of its own; everybody who watches the same gets the same text. Looks that take
//! long are made seldom, and one that fails says so to its own watchers alone: the bot's work comes first.

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
use crate::domain::board::Session;
use crate::domain::id::{AnnouncementId, PersonId};
use crate::domain::refusal::Refusal;
use crate::domain::role::{Area, Role, Scope};
use crate::service::Error;
use crate::service::board::pages;
use crate::store::board::{heads, session};
use crate::store::{Fault, Tx};
use crate::view::{self, Lang, Locale};

/// Streams of one person: a screen and a few tabs. One more ends the oldest.
const PER_PERSON: usize = 6;
/// Proxies close what is silent for a minute.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// A browser comes back after so long.
const RETRY: Duration = Duration::from_secs(3);
/// Deadlines pass without anything being written.
const ANYWAY: Duration = Duration::from_secs(30);
/// No look takes longer.
const LONGEST: Duration = Duration::from_secs(5);
/// The pause after a look, in times of what it took, and the longest one.
const RESTS: u32 = 10;
const LONGEST_REST: Duration = Duration::from_secs(60);
/// After so many looks in vain what is shown may be old.
const VAIN: u32 = 3;

/// What changes whenever anything does.
type Pulse = (i64, i64);

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
    person: PersonId,
    areas: Vec<Area>,
    ended: CancellationToken,
    displaced: CancellationToken,
}

/// What those who watch a topic are told.
#[derive(Debug, Clone, Default)]
struct Told {
    /// Nothing before the first look.
    content: Option<Arc<str>>,
    /// Whether the last looks failed.
    stale: bool,
}

/// A topic that somebody watches.
#[derive(Default)]
struct Feed {
    told: watch::Sender<Told>,
    /// When it was worked out last, and what the pulse was then.
    seen: Option<(Pulse, Instant)>,
    /// Looks in vain since.
    vain: u32,
}

impl Feed {
    fn is_due(&self, pulse: Pulse) -> bool {
        self.vain > 0
            || self
                .seen
                .is_none_or(|(seen, at)| seen != pulse || at.elapsed() >= ANYWAY)
    }

    fn worked_out(&mut self, content: Option<String>, pulse: Pulse) {
        self.seen = Some((pulse, Instant::now()));
        self.vain = 0;
        self.told.send_if_modified(|told| {
            let changed = content.is_some() && told.content.as_deref() != content.as_deref();
            if changed {
                told.content = content.map(Arc::from);
            }
            std::mem::take(&mut told.stale) || changed
        });
    }

    fn failed(&mut self) {
        self.vain = self.vain.saturating_add(1);
        if self.vain >= VAIN {
            self.told
                .send_if_modified(|told| !std::mem::replace(&mut told.stale, true));
        }
    }
}

#[derive(Default)]
struct Watched {
    next: u64,
    watchers: HashMap<u64, Watcher>,
    feeds: HashMap<Topic, Feed>,
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
    told: watch::Receiver<Told>,
    ended: CancellationToken,
    displaced: CancellationToken,
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

/// A seat for somebody, in place of their oldest where there are no more; none where all are others'.
fn sit(board: &Arc<Board>, topic: Topic, who: &Session) -> Option<Seat> {
    let hub = &board.hub;
    let mut watched = hub.watched();
    if hub.closing.is_cancelled() {
        return None;
    }
    let own = || {
        let watchers = watched.watchers.iter();
        watchers.filter(|(_, it)| it.person == who.person)
    };
    if watched.watchers.len() >= hub.most || own().count() >= PER_PERSON {
        let oldest = own().map(|(number, _)| *number).min()?;
        if let Some(oldest) = watched.watchers.remove(&oldest) {
            oldest.displaced.cancel();
        }
    }
    let number = watched.next;
    watched.next += 1;
    let (ended, displaced) = (CancellationToken::new(), CancellationToken::new());
    let watcher = Watcher {
        session: who.id,
        person: who.person.clone(),
        areas: topic.areas.clone(),
        ended: ended.clone(),
        displaced: displaced.clone(),
    };
    watched.watchers.insert(number, watcher);
    let mut told = watched.feeds.entry(topic).or_default().told.subscribe();
    // Who comes second gets at once what the first has.
    told.mark_changed();
    drop(watched);
    hub.somebody.notify_one();
    let place = Place {
        board: Arc::clone(board),
        number,
    };
    Some(Seat {
        place,
        told,
        ended,
        displaced,
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
        areas: sight.viewer.scope.areas().to_vec(),
        locale: sight.lang.locale,
    };
    let Some(seat) = sit(&board, topic, &sight.viewer.session) else {
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
                () = seat.displaced.cancelled() => {
                    seat.over = true;
                    return Some((Ok(Event::default().event("penuh").data("")), seat));
                }
                changed = seat.told.changed() => {
                    changed.ok()?;
                    let told = seat.told.borrow_and_update().clone();
                    if told.stale {
                        return Some((Ok(Event::default().event("putus").data("")), seat));
                    }
                    let Some(content) = told.content else {
                        continue;
                    };
                    let event = Event::default().event("isi").retry(RETRY).data(content.replace('\r', " "));
                    return Some((Ok(event), seat));
                }
            }
        }
    })
}

/// Looks for what has changed while somebody watches.
pub(super) async fn tell(board: &Arc<Board>, shutdown: &CancellationToken) {
    while !shutdown.is_cancelled() {
        if board.hub.watched().watchers.is_empty() {
            tokio::select! {
                () = board.hub.somebody.notified() => {}
                () = shutdown.cancelled() => break,
            }
        }
        let began = Instant::now();
        tokio::select! {
            () = look(board) => {}
            () = shutdown.cancelled() => break,
        }
        let rest = began.elapsed().saturating_mul(RESTS).min(LONGEST_REST);
        tokio::select! {
            () = tokio::time::sleep(rest.max(board.setup.refresh)) => {}
            () = shutdown.cancelled() => break,
        }
    }
    board.hub.closing.cancel();
}

/// One look: who may still watch, and what those are shown if anything has changed.
async fn look(board: &Board) {
    let (standing, pulse) = match briefly(standing(board)).await {
        Ok(found) => found,
        Err(fault) => {
            tracing::warn!(%fault, "open pages of the board cannot be told of changes");
            for feed in board.hub.watched().feeds.values_mut() {
                feed.failed();
            }
            return;
        }
    };
    let due: Vec<Topic> = {
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
        watched
            .feeds
            .retain(|_, feed| feed.told.receiver_count() > 0);
        let feeds = watched.feeds.iter();
        feeds
            .filter(|(_, feed)| feed.is_due(pulse))
            .map(|(topic, _)| topic.clone())
            .collect()
    };
    for topic in due {
        let content = briefly(content(board, &topic)).await;
        let mut watched = board.hub.watched();
        let Some(feed) = watched.feeds.get_mut(&topic) else {
            continue;
        };
        match content {
            Ok(content) => feed.worked_out(content, pulse),
            Err(fault) => {
                tracing::warn!(%fault, "a page of the board cannot be told of changes");
                feed.failed();
            }
        }
    }
}

/// For so long and no longer. Unlike the bot's own steps it replaces no connection that others use.
async fn briefly<T>(work: impl Future<Output = Result<T, Fault>>) -> Result<T, Fault> {
    match tokio::time::timeout(LONGEST, work).await {
        Ok(done) => done,
        Err(_) => Err(Fault::Silent(LONGEST)),
    }
}

/// The roles behind each session that lasts, and whether anything has changed.
async fn standing(board: &Board) -> Result<(HashMap<i64, Vec<(Role, Area)>>, Pulse), Fault> {
    let now = board.setup.clock.now();
    let mut read = board.read().await?;
    let standing = session::standing(&mut read.tx, now).await?;
    Ok((standing, heads::pulse(&mut read.tx).await?))
}

/// What is shown of a topic now; nothing where there is nothing to see.
async fn content(board: &Board, topic: &Topic) -> Result<Option<String>, Fault> {
    let Some(rules) = board.rules() else {
        return Ok(None);
    };
    let mut read = board.read().await?;
    let tx: &mut Tx = &mut read.tx;
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
            .map(|it| view::board::announcement_live(&lang, &it, now)),
    };
    match content {
        Ok(content) => Ok(Some(content)),
        Err(Error::Refused(_)) => Ok(None),
        Err(Error::Fault(fault)) => Err(fault),
    }
}
