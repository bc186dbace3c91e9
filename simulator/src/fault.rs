//! A fault as a test describes it.

use std::time::Duration;

use serde_json::Value;

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
    pub(crate) methods: Vec<String>,
    pub(crate) chat: Option<i64>,
    pub(crate) remaining: Option<u64>,
    pub(crate) skip: u64,
    pub(crate) every: u64,
    pub(crate) chance: Option<(f64, u64)>,
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

    /// Only calls of this method; said twice, of either. `webhook` picks the posts of updates: whatever
    /// the fault, such a post is lost, or with an effect only its answer. `download` picks the fetching
    /// of a file's bytes, which has no effect.
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

    /// Whether the fault is meant for such a call.
    pub(crate) fn matches(&self, method: &str, chat: Option<i64>) -> bool {
        let named = self.methods.is_empty()
            || self
                .methods
                .iter()
                .any(|name| name.eq_ignore_ascii_case(method));
        named && self.chat.is_none_or(|wanted| chat == Some(wanted))
    }
}
