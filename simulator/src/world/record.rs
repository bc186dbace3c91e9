//! What the server remembers of the calls made to it.

use std::collections::{BTreeMap, VecDeque};

use serde_json::{Map, Value};

/// How a call ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Still waiting: a long poll or a hung connection.
    Pending,
    /// `ok: true`.
    Done,
    /// `ok: false`, with code and description.
    Refused(u16, String),
    /// A fault on order kept the answer from the client; `effect` tells whether the call
    /// was carried out.
    Lost {
        /// Whether the call was carried out all the same.
        effect: bool,
    },
}

/// One call of the bot.
#[derive(Debug, Clone)]
pub struct Call {
    /// Number of the call, from 0.
    pub number: u64,
    /// Method in the documentation's spelling, or as it came if unknown.
    pub method: String,
    /// `chat_id`, if it is a number.
    pub chat: Option<i64>,
    /// All parameters, typed.
    pub parameters: Map<String, Value>,
    /// When it arrived, by the clock.
    pub at_ms: i64,
    /// How it ended.
    pub outcome: Outcome,
    /// Identifiers of the messages it wrote.
    pub message_ids: Vec<i64>,
}

/// A call that no correct bot makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Method in the documentation's spelling, or as it came if unknown.
    pub method: String,
    /// What is wrong with it.
    pub detail: String,
}

/// Counters since the start.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stats {
    /// Calls by method.
    pub calls: BTreeMap<String, u64>,
    /// Messages that the bot's calls wrote; an album counts as its messages.
    pub messages: u64,
    /// Edits that changed something.
    pub edits: u64,
    /// Calls refused with 429 by the rates, not by faults on order.
    pub too_many_requests: u64,
    /// Time of the first message of the bot, by the clock.
    pub first_message_ms: Option<i64>,
    /// Time of the latest message of the bot, by the clock.
    pub last_message_ms: Option<i64>,
}

/// Calls, counters and violations.
#[derive(Debug)]
pub(crate) struct Record {
    calls: VecDeque<Call>,
    capacity: usize,
    next: u64,
    pub stats: Stats,
    pub violations: Vec<Violation>,
}

impl Record {
    pub fn new(capacity: usize) -> Self {
        Self {
            calls: VecDeque::new(),
            capacity,
            next: 0,
            stats: Stats::default(),
            violations: Vec::new(),
        }
    }

    /// Notes a call that has arrived; the number returned is for [`finish`](Self::finish).
    pub fn begin(
        &mut self,
        method: &str,
        chat: Option<i64>,
        parameters: &Map<String, Value>,
        at_ms: i64,
    ) -> u64 {
        if let Some(count) = self.stats.calls.get_mut(method) {
            *count += 1;
        } else {
            self.stats.calls.insert(method.to_owned(), 1);
        }
        let number = self.next;
        self.next += 1;
        if self.capacity == 0 {
            return number;
        }
        if self.calls.len() == self.capacity {
            self.calls.pop_front();
        }
        self.calls.push_back(Call {
            number,
            method: method.to_owned(),
            chat,
            parameters: parameters.clone(),
            at_ms,
            outcome: Outcome::Pending,
            message_ids: Vec::new(),
        });
        number
    }

    pub fn finish(&mut self, number: u64, outcome: Outcome, message_ids: Vec<i64>) {
        if let Some(call) = self.call_mut(number) {
            call.outcome = outcome;
            call.message_ids = message_ids;
        }
    }

    /// Notes that the client never got the answer.
    pub fn lose(&mut self, number: u64, effect: bool) {
        let written = self
            .call_mut(number)
            .map(|call| std::mem::take(&mut call.message_ids));
        self.finish(
            number,
            Outcome::Lost { effect },
            written.unwrap_or_default(),
        );
    }

    fn call_mut(&mut self, number: u64) -> Option<&mut Call> {
        let first = self.calls.front()?.number;
        let index = usize::try_from(number.checked_sub(first)?).ok()?;
        self.calls.get_mut(index)
    }

    /// Counts messages that the bot has sent.
    pub fn wrote(&mut self, messages: u64, now_ms: i64) {
        self.stats.messages += messages;
        self.stats.first_message_ms.get_or_insert(now_ms);
        self.stats.last_message_ms = Some(now_ms);
    }

    pub fn violate(&mut self, method: &str, detail: String) {
        self.violations.push(Violation {
            method: method.to_owned(),
            detail,
        });
    }

    pub fn calls(&self) -> impl DoubleEndedIterator<Item = &Call> {
        self.calls.iter()
    }
}
