//! Updates that wait for the bot.

use std::collections::{HashSet, VecDeque};

use serde_json::{Value, json};

const DAY_MS: i64 = 24 * 3600 * 1000;
/// How long a button press can be fetched and answered.
pub(crate) const CALLBACK_LIFE_MS: i64 = 150 * 1000;

/// Kinds that are sent only to bots that ask for them by name.
const ON_REQUEST: [&str; 3] = ["chat_member", "message_reaction", "message_reaction_count"];

struct Update {
    id: i64,
    created_ms: i64,
    is_callback: bool,
    lane: i64,
    body: Value,
}

/// An update to be posted.
pub(crate) struct Post {
    pub id: i64,
    /// Of one lane, one update is on its way at a time.
    pub lane: i64,
    pub body: Value,
}

/// What the platform keeps in order when it posts several updates at once: the presses of a person, and
/// whatever else of a chat.
fn lane(body: &Value) -> i64 {
    let of = |kind: &Value| kind["chat"]["id"].as_i64();
    let press = body["callback_query"]["from"]["id"].as_i64();
    // Above all ids of chats, so that a person's presses are not their chat's.
    let press = press.map(|user| user + (3 << 33));
    let kinds = body.as_object().into_iter().flat_map(|it| it.values());
    press
        .or_else(|| kinds.into_iter().find_map(of))
        .unwrap_or(0)
}

impl Update {
    fn alive(&self, now_ms: i64) -> bool {
        let life = if self.is_callback {
            CALLBACK_LIFE_MS
        } else {
            DAY_MS
        };
        now_ms - self.created_ms < life
    }
}

/// The queue, with the bot's standing choice of kinds.
pub(crate) struct UpdateQueue {
    next_id: i64,
    waiting: VecDeque<Update>,
    allowed: Option<HashSet<String>>,
    /// Raised with every update, for those who wait.
    pub arrivals: u64,
}

impl UpdateQueue {
    pub fn new(first_id: i64) -> Self {
        Self {
            next_id: first_id,
            waiting: VecDeque::new(),
            allowed: None,
            arrivals: 0,
        }
    }

    /// Remembers the kinds asked for; an empty list means the default again.
    pub fn allow(&mut self, kinds: &[Value]) {
        let kinds: HashSet<String> = kinds
            .iter()
            .filter_map(|kind| kind.as_str().map(str::to_owned))
            .collect();
        self.allowed = (!kinds.is_empty()).then_some(kinds);
    }

    pub fn allowed(&self) -> Option<Vec<String>> {
        self.allowed.as_ref().map(|kinds| {
            let mut kinds: Vec<_> = kinds.iter().cloned().collect();
            kinds.sort();
            kinds
        })
    }

    pub fn wants(&self, kind: &str) -> bool {
        self.allowed
            .as_ref()
            .map_or(!ON_REQUEST.contains(&kind), |kinds| kinds.contains(kind))
    }

    /// Queues an update of that kind, unless the bot has not asked for it.
    pub fn push(&mut self, kind: &str, body: Value, now_ms: i64) -> Option<i64> {
        if !self.wants(kind) {
            return None;
        }
        let mut update = json!({});
        update[kind] = body;
        Some(self.push_raw(update, now_ms))
    }

    /// Queues a whole update, giving it the next id.
    pub fn push_raw(&mut self, mut body: Value, now_ms: i64) -> i64 {
        let id = self.next_id;
        self.next_id += 1;
        body["update_id"] = json!(id);
        let is_callback = body.get("callback_query").is_some();
        self.waiting.push_back(Update {
            id,
            created_ms: now_ms,
            is_callback,
            lane: lane(&body),
            body,
        });
        self.arrivals += 1;
        id
    }

    /// Queues something without a number; whoever asks for what comes after it has taken it.
    pub fn push_numberless(&mut self, body: Value, now_ms: i64) {
        let id = self.push_raw(body, now_ms);
        let update = self.waiting.iter_mut().find(|update| update.id == id);
        if let Some(body) = update.and_then(|update| update.body.as_object_mut()) {
            body.remove("update_id");
        }
    }

    /// Drops what is older than the platform keeps it.
    pub fn forget_old(&mut self, now_ms: i64) {
        self.waiting.retain(|update| update.alive(now_ms));
    }

    /// How many the platform still keeps.
    pub fn alive(&self, now_ms: i64) -> usize {
        self.waiting
            .iter()
            .filter(|update| update.alive(now_ms))
            .count()
    }

    /// Confirms everything below `offset`; a negative one keeps only that many of the newest.
    pub fn confirm(&mut self, offset: i64) {
        if offset < 0 {
            let keep = usize::try_from(offset.unsigned_abs()).unwrap_or(usize::MAX);
            let drop = self.waiting.len().saturating_sub(keep);
            self.waiting.drain(..drop);
        } else {
            while self
                .waiting
                .front()
                .is_some_and(|update| update.id < offset)
            {
                self.waiting.pop_front();
            }
        }
    }

    pub fn first(&self, limit: usize) -> Vec<Value> {
        self.waiting
            .iter()
            .take(limit)
            .map(|update| update.body.clone())
            .collect()
    }

    /// The oldest update of a lane that is not among these.
    pub fn first_beside(&self, busy: &HashSet<i64>) -> Option<Post> {
        let mut updates = self.waiting.iter();
        let update = updates.find(|update| !busy.contains(&update.lane))?;
        Some(Post {
            id: update.id,
            lane: update.lane,
            body: update.body.clone(),
        })
    }

    /// An update that was posted and taken.
    pub fn remove(&mut self, id: i64) {
        if let Some(at) = self.waiting.iter().position(|update| update.id == id) {
            self.waiting.remove(at);
        }
    }

    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    pub fn clear(&mut self) {
        self.waiting.clear();
    }

    /// Forgets the lifetimes: what a real server does after a week without updates.
    pub fn restart_at(&mut self, id: i64) {
        self.next_id = id;
    }
}
