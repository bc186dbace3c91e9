//! The lines of the record, one after the other.

use std::collections::VecDeque;

use crate::domain::seal::Line;
use crate::store::{Fault, Tx, seal};

/// Lines that are read at once.
const LINES: i64 = 2000;

/// The lines in the order of their ids.
#[derive(Debug)]
pub(super) struct Reading {
    ahead: VecDeque<Line>,
    read_upto: i64,
    all: bool,
    /// The id of the line before.
    pub(super) passed: Option<i64>,
}

impl Reading {
    /// From the lowest id on, also from one that no program of ours gives.
    pub(super) fn begin() -> Self {
        Self {
            ahead: VecDeque::new(),
            read_upto: i64::MIN,
            all: false,
            passed: None,
        }
    }

    /// The next line up to an id.
    pub(super) async fn next(&mut self, tx: &mut Tx, upto: i64) -> Result<Option<Line>, Fault> {
        if self.ahead.is_empty() && !self.all {
            self.ahead = seal::lines(tx, self.read_upto, i64::MAX, LINES)
                .await?
                .into();
            match self.ahead.back() {
                Some(last) => self.read_upto = last.id,
                None => self.all = true,
            }
        }
        Ok(self.ahead.pop_front_if(|line| line.id <= upto))
    }
}
