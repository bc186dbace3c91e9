//! The figures of many runs, for `docs/measurements.md`.

use std::collections::BTreeMap;
use std::fmt;

use crate::invariants::Tally;
use crate::invariants::presses::Answers;
use crate::program::manager::{Cause, End};

/// What one run came to, or several together.
#[derive(Debug, Default)]
pub struct Summary {
    seeds: usize,
    killed: usize,
    stopped: usize,
    died: BTreeMap<String, usize>,
    in_flight: usize,
    struck: BTreeMap<&'static str, u64>,
    messages: u64,
    tally: Tally,
    answers: Answers,
}

impl Summary {
    pub fn of(
        ends: &[End],
        struck: BTreeMap<&'static str, u64>,
        messages: u64,
        tally: Tally,
        answers: Answers,
    ) -> Self {
        let mut summary = Self {
            seeds: 1,
            struck,
            messages,
            tally,
            answers,
            ..Self::default()
        };
        for End { cause, in_flight } in ends {
            summary.in_flight += in_flight;
            match cause {
                Cause::Killed => summary.killed += 1,
                Cause::Stopped => summary.stopped += 1,
                Cause::Died(place) => *summary.died.entry(place.clone()).or_default() += 1,
            }
        }
        summary
    }

    fn add(&mut self, other: Self) {
        self.seeds += other.seeds;
        self.killed += other.killed;
        self.stopped += other.stopped;
        self.in_flight += other.in_flight;
        self.messages += other.messages;
        for (place, times) in other.died {
            *self.died.entry(place).or_default() += times;
        }
        for (fault, calls) in other.struck {
            *self.struck.entry(fault).or_default() += calls;
        }
        self.tally.sent += other.tally.sent;
        self.tally.failed += other.tally.failed;
        self.tally.marked += other.tally.marked;
        self.tally.doubles += other.tally.doubles;
        self.answers.presses += other.answers.presses;
        self.answers.unanswered += other.answers.unanswered;
        self.answers.confirmed += other.answers.confirmed;
    }
}

impl std::iter::Sum for Summary {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        let mut sum = Self::default();
        all.for_each(|summary| sum.add(summary));
        sum
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { tally, answers, .. } = self;
        let places: usize = self.died.values().sum();
        let struck: Vec<String> = self
            .struck
            .iter()
            .map(|(it, n)| format!("{it} {n}"))
            .collect();
        writeln!(f, "seeds {}, messages {}", self.seeds, self.messages)?;
        writeln!(
            f,
            "ended: SIGKILL {}, at {} places {places}, SIGTERM {}; in flight {}",
            self.killed,
            self.died.len(),
            self.stopped,
            self.in_flight
        )?;
        writeln!(f, "calls struck: {}", struck.join(" · "))?;
        writeln!(
            f,
            "deliveries: sent {}, failed {}, marked {}, double copies {}",
            tally.sent, tally.failed, tally.marked, tally.doubles
        )?;
        write!(
            f,
            "presses {}, without a pop-up {}, confirmations {}",
            answers.presses, answers.unanswered, answers.confirmed
        )
    }
}
