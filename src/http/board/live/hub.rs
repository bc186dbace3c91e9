//! Who watches what, and what they were told of it last.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::{Notify, watch};
use tokio_util::sync::CancellationToken;

use crate::domain::board::Session;
use crate::domain::id::{AnnouncementId, PersonId};
use crate::domain::role::Scope;
use crate::service::board::watch::{Look, Pulse};
use crate::view::Locale;

/// Streams of one person: a screen and a few tabs. One more ends the oldest.
const PER_PERSON: usize = 6;
/// Deadlines pass without anything being written.
const ANYWAY: Duration = Duration::from_secs(30);
/// After so many looks in vain what is shown may be old.
const VAIN: u32 = 3;

/// What somebody watches.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Topic {
    /// The page of one announcement; else the first page.
    pub(super) about: Option<AnnouncementId>,
    /// What they may see.
    pub(super) scope: Scope,
    /// How they read it.
    pub(super) locale: Locale,
}

/// What those who watch a topic are told.
#[derive(Debug, Clone, Default)]
pub(super) struct Told {
    /// Nothing before the first look.
    pub(super) content: Option<Arc<str>>,
    /// Whether the last looks failed.
    pub(super) stale: bool,
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

/// Who watches.
struct Watcher {
    session: i64,
    person: PersonId,
    scope: Scope,
    ended: CancellationToken,
    displaced: CancellationToken,
}

#[derive(Default)]
struct Watched {
    next: u64,
    watchers: HashMap<u64, Watcher>,
    feeds: HashMap<Topic, Feed>,
}

/// Everybody who watches.
pub(in crate::http::board) struct Hub {
    watched: Mutex<Watched>,
    somebody: Notify,
    most: usize,
    closing: CancellationToken,
}

/// Stops watching when it goes.
struct Place {
    hub: Arc<Hub>,
    number: u64,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.hub.watched().watchers.remove(&self.number);
    }
}

/// A watcher's end of it.
pub(super) struct Seat {
    _place: Place,
    /// What there is to say.
    pub(super) told: watch::Receiver<Told>,
    /// They may not watch any more.
    pub(super) ended: CancellationToken,
    /// A newer page of theirs has taken this place.
    pub(super) displaced: CancellationToken,
    /// The program ends.
    pub(super) closing: CancellationToken,
}

impl Hub {
    /// For so many at once.
    pub(in crate::http::board) fn new(most: usize) -> Arc<Self> {
        Arc::new(Self {
            watched: Mutex::default(),
            somebody: Notify::new(),
            most,
            closing: CancellationToken::new(),
        })
    }

    fn watched(&self) -> MutexGuard<'_, Watched> {
        self.watched.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A seat for somebody, in place of their oldest where there are no more; none where all are others'.
    pub(super) fn sit(self: &Arc<Self>, topic: Topic, who: &Session) -> Option<Seat> {
        let mut watched = self.watched();
        if self.closing.is_cancelled() {
            return None;
        }
        let own = || {
            let watchers = watched.watchers.iter();
            watchers.filter(|(_, it)| it.person == who.person)
        };
        if watched.watchers.len() >= self.most || own().count() >= PER_PERSON {
            let oldest = own().map(|(number, _)| *number).min()?;
            if let Some(oldest) = watched.watchers.remove(&oldest) {
                oldest.displaced.cancel();
            }
        }
        let number = watched.next;
        watched.next += 1;
        let watcher = Watcher {
            session: who.id,
            person: who.person.clone(),
            scope: topic.scope.clone(),
            ended: CancellationToken::new(),
            displaced: CancellationToken::new(),
        };
        let (ended, displaced) = (watcher.ended.clone(), watcher.displaced.clone());
        watched.watchers.insert(number, watcher);
        let mut told = watched.feeds.entry(topic).or_default().told.subscribe();
        // Who comes second gets at once what the first has.
        told.mark_changed();
        drop(watched);
        self.somebody.notify_one();
        let place = Place {
            hub: Arc::clone(self),
            number,
        };
        Some(Seat {
            _place: place,
            told,
            ended,
            displaced,
            closing: self.closing.clone(),
        })
    }

    /// Ends the streams of a session.
    pub(in crate::http::board) fn end(&self, session: i64) {
        for watcher in self.watched().watchers.values() {
            if watcher.session == session {
                watcher.ended.cancel();
            }
        }
    }

    /// Ends all streams, and gives no more seats.
    pub(super) fn close(&self) {
        self.closing.cancel();
    }

    /// Waits until somebody watches.
    pub(super) async fn somebody(&self) {
        while self.watched().watchers.is_empty() {
            self.somebody.notified().await;
        }
    }

    /// Ends the streams of those who may not watch any more, or see other things by now, whose page is to be
    /// loaded anew; what is to be worked out for the others.
    pub(super) fn due(&self, look: &Look) -> Vec<Topic> {
        let mut watched = self.watched();
        for watcher in watched.watchers.values() {
            if look.scope(watcher.session) != Some(&watcher.scope) {
                watcher.ended.cancel();
            }
        }
        watched
            .feeds
            .retain(|_, feed| feed.told.receiver_count() > 0);
        let feeds = watched.feeds.iter();
        let due = feeds.filter(|(_, feed)| feed.is_due(look.pulse));
        due.map(|(topic, _)| topic.clone()).collect()
    }

    /// Tells those who watch a topic what it shows now, if that is anything new.
    pub(super) fn worked_out(&self, topic: &Topic, content: Option<String>, pulse: Pulse) {
        if let Some(feed) = self.watched().feeds.get_mut(topic) {
            feed.worked_out(content, pulse);
        }
    }

    /// A look at a topic was in vain.
    pub(super) fn failed(&self, topic: &Topic) {
        if let Some(feed) = self.watched().feeds.get_mut(topic) {
            feed.failed();
        }
    }

    /// A look at anything was in vain.
    pub(super) fn all_failed(&self) {
        for feed in self.watched().feeds.values_mut() {
            feed.failed();
        }
    }
}
