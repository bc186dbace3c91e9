//! Faults on order: what goes wrong between the bot and the platform.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use serde_json::Value;
use tokio::sync::watch;

/// What happens to a call that a fault picks.
#[derive(Debug, Clone)]
pub(crate) enum Kind {
    Refuse {
        code: u16,
        description: String,
        parameters: Option<Value>,
    },
    BadGateway,
    Cut,
    Hang {
        longest: Option<Duration>,
    },
    Malformed,
    Latency(Duration),
}

/// A fault, described step by step: what happens, to which calls, how often.
///
/// Without further words it strikes every call until it is removed. Calls that it does
/// not strike, and those that break the documentation, are served as always.
#[derive(Debug, Clone)]
pub struct Fault {
    pub(crate) kind: Kind,
    /// Whether the call is carried out all the same.
    pub(crate) effect: bool,
    methods: Vec<String>,
    chat: Option<i64>,
    remaining: Option<u64>,
    skip: u64,
    every: u64,
    chance: Option<(f64, u64)>,
}

impl Fault {
    fn new(kind: Kind, effect: bool) -> Self {
        Self {
            kind,
            effect,
            methods: Vec::new(),
            chat: None,
            remaining: None,
            skip: 0,
            every: 1,
            chance: None,
        }
    }

    /// Refuses with that code and description, such as `403`, `"Forbidden: …"`.
    #[must_use]
    pub fn refuse(code: u16, description: &str) -> Self {
        let description = description.to_owned();
        Self::new(
            Kind::Refuse {
                code,
                description,
                parameters: None,
            },
            false,
        )
    }

    /// Refuses with 429 and `retry_after`, in seconds.
    #[must_use]
    pub fn too_many_requests(retry_after: i64) -> Self {
        Self::refuse(
            429,
            &format!("Too Many Requests: retry after {retry_after}"),
        )
        .parameters(serde_json::json!({ "retry_after": retry_after }))
    }

    /// Answers 500 with the JSON of an internal error.
    #[must_use]
    pub fn server_error() -> Self {
        Self::refuse(500, "Internal Server Error")
    }

    /// Answers 502 with a page of HTML, as the front servers do.
    #[must_use]
    pub fn bad_gateway() -> Self {
        Self::new(Kind::BadGateway, false)
    }

    /// Cuts the connection before the call has any effect.
    #[must_use]
    pub fn cut_before() -> Self {
        Self::new(Kind::Cut, false)
    }

    /// Carries the call out, then cuts the connection instead of answering.
    #[must_use]
    pub fn cut_after() -> Self {
        Self::new(Kind::Cut, true)
    }

    /// Holds the connection until released, or for `longest` of real time. A call with
    /// [`after_effect`](Self::after_effect) is then answered, any other is cut.
    #[must_use]
    pub fn hang(longest: Option<Duration>) -> Self {
        Self::new(Kind::Hang { longest }, false)
    }

    /// Carries the call out and answers 200 with broken JSON.
    #[must_use]
    pub fn malformed_json() -> Self {
        Self::new(Kind::Malformed, true)
    }

    /// Answers as always, that much later in real time.
    #[must_use]
    pub fn latency(delay: Duration) -> Self {
        Self::new(Kind::Latency(delay), true)
    }

    /// `parameters` of a refusal.
    #[must_use]
    pub fn parameters(mut self, given: Value) -> Self {
        if let Kind::Refuse { parameters, .. } = &mut self.kind {
            *parameters = Some(given);
        }
        self
    }

    /// Carries the call out before the fault happens.
    #[must_use]
    pub fn after_effect(mut self) -> Self {
        self.effect = true;
        self
    }

    /// Only calls of this method; said twice, of either.
    #[must_use]
    pub fn method(mut self, name: &str) -> Self {
        self.methods.push(name.to_owned());
        self
    }

    /// Only calls for this chat.
    #[must_use]
    pub fn chat(mut self, id: i64) -> Self {
        self.chat = Some(id);
        self
    }

    /// Only that many calls.
    #[must_use]
    pub fn times(mut self, count: u64) -> Self {
        self.remaining = Some(count);
        self
    }

    /// Only the next call.
    #[must_use]
    pub fn once(self) -> Self {
        self.times(1)
    }

    /// Lets that many matching calls pass first.
    #[must_use]
    pub fn skip(mut self, count: u64) -> Self {
        self.skip = count;
        self
    }

    /// Only every `n`-th matching call: the n-th, the 2n-th…
    #[must_use]
    pub fn every(mut self, n: u64) -> Self {
        self.every = n.max(1);
        self
    }

    /// Each matching call with that probability, repeatable by the seed.
    #[must_use]
    pub fn chance(mut self, probability: f64, seed: u64) -> Self {
        self.chance = Some((probability, seed));
        self
    }

    fn matches(&self, method: &str, chat: Option<i64>) -> bool {
        let named = self.methods.is_empty()
            || self
                .methods
                .iter()
                .any(|name| name.eq_ignore_ascii_case(method));
        named && self.chat.is_none_or(|wanted| chat == Some(wanted))
    }
}

/// Follows and ends a fault that was ordered.
#[derive(Debug, Clone)]
pub struct FaultHandle {
    hits: Arc<AtomicU64>,
    release: Arc<watch::Sender<bool>>,
}

impl FaultHandle {
    /// Calls struck so far.
    #[must_use]
    pub fn hits(&self) -> u64 {
        self.hits.load(Ordering::Acquire)
    }

    /// Ends the fault and lets go of every connection that it holds.
    pub fn release(&self) {
        self.release.send_replace(true);
    }
}

/// A fault that is in force.
struct Standing {
    fault: Fault,
    seen: u64,
    handle: FaultHandle,
}

/// What strikes one call.
pub(crate) struct Strike {
    pub kind: Kind,
    pub effect: bool,
    pub released: watch::Receiver<bool>,
}

/// All faults in force; the first ordered that matches strikes.
#[derive(Default)]
pub(crate) struct Faults {
    standing: Vec<Standing>,
}

impl Faults {
    pub fn order(&mut self, fault: Fault) -> FaultHandle {
        let handle = FaultHandle {
            hits: Arc::new(AtomicU64::new(0)),
            release: Arc::new(watch::channel(false).0),
        };
        self.standing.push(Standing {
            fault,
            seen: 0,
            handle: handle.clone(),
        });
        handle
    }

    /// Ends all faults.
    pub fn clear(&mut self) {
        for standing in self.standing.drain(..) {
            standing.handle.release();
        }
    }

    pub fn strike(&mut self, method: &str, chat: Option<i64>) -> Option<Strike> {
        if self.standing.is_empty() {
            return None;
        }
        // A hang that strikes no more may still hold a connection, to be released later.
        self.standing.retain(|standing| {
            let holds = matches!(standing.fault.kind, Kind::Hang { .. });
            !*standing.handle.release.borrow() && (holds || standing.fault.remaining != Some(0))
        });
        self.standing
            .iter_mut()
            .find_map(|standing| standing.strike(method, chat))
    }
}

impl Standing {
    fn strike(&mut self, method: &str, chat: Option<i64>) -> Option<Strike> {
        let fault = &mut self.fault;
        if fault.remaining == Some(0) || !fault.matches(method, chat) {
            return None;
        }
        self.seen += 1;
        let due = self
            .seen
            .checked_sub(fault.skip)
            .is_some_and(|n| n > 0 && n % fault.every == 0);
        let lucky = fault.chance.as_mut().is_none_or(|(probability, seed)| {
            *seed = scrambled(*seed);
            // The upper 53 bits are a fraction that a double holds exactly.
            ((*seed >> 11) as f64) / ((1_u64 << 53) as f64) < *probability
        });
        if !due || !lucky {
            return None;
        }
        if let Some(remaining) = &mut fault.remaining {
            *remaining -= 1;
        }
        self.handle.hits.fetch_add(1, Ordering::AcqRel);
        Some(Strike {
            kind: fault.kind.clone(),
            effect: fault.effect,
            released: self.handle.release.subscribe(),
        })
    }
}

/// One step of a small generator: an odd increment, then mixing by shifts and products.
fn scrambled(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
