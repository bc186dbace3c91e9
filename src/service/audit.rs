//! Proving the record: each line against what was sealed of it, and each seal against the one before.
//!
//! Goes through the seals in order and beside them through the lines in the order of their ids, some
//! thousand at a time, however many there are.

mod reading;
mod swapped;
mod told;

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::domain::clock::Timestamp;
use crate::domain::seal::{Digest, Line, Seal, VERSION};
use crate::store::seal::{self, Stored, Told};
use crate::store::{Fault, Tx};

use super::seal::{highest_credible, window};
use reading::Reading;
use swapped::swapped;

/// Seals that are read at once.
const SEALS: i64 = 50;
/// Findings that are named; the rest is counted.
pub const NAMED: usize = 20;
/// Lines without a seal that are remembered; in a record that nobody touched there are a few.
const MOST_STRAYS: usize = 100_000;

/// Something that is not as it was sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub what: What,
    /// The seal by which it shows.
    pub seal: i64,
    /// When that was made.
    pub sealed_at: Timestamp,
}

/// What is not as it was sealed. Lines are named by their ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A line says something else.
    Changed(i64),
    /// Two lines stand in one another's place.
    Swapped(i64, i64),
    /// A line is not there; before it stood the one, behind it the other.
    Removed(i64, Between),
    /// A line is there that was not; before it stands the one, behind it the other.
    Inserted(i64, Between),
    /// The seal itself was changed.
    Seal,
    /// The seal does not stand on the one before.
    Apart,
    /// Seals are missing before this one; the last one that is there.
    Missing(i64),
    /// A newer program made the seal.
    Unknown,
    /// Owners were told another hash of the seal, at that moment.
    Told(Timestamp),
    /// A line without a seal has an id that no clock has come to.
    Ahead(i64),
}

/// The ids of a line's neighbours, as far as they are known.
pub type Between = (Option<i64>, Option<i64>);

/// A place in the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// The seal.
    pub number: i64,
    /// When it was made.
    pub sealed_at: Timestamp,
    /// Its hash.
    pub hash: Digest,
    /// Lines up to and with it.
    pub lines: u64,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The first that were found.
    pub findings: Vec<Finding>,
    /// How many more.
    pub more: u64,
    /// Where the chain ends.
    pub last: Option<Point>,
    /// Where the hash stands that was asked for.
    pub sought: Option<Point>,
    /// Lines that wait for a seal.
    pub unsealed: u64,
    /// When the first of them was written.
    pub unsealed_since: Option<Timestamp>,
}

/// A look through the record that is under way.
#[derive(Debug)]
pub struct Audit {
    wanted: Option<Digest>,
    now: Timestamp,
    report: Report,
    /// The highest id that is sealed so far, by the last seal.
    upto: i64,
    /// And by any.
    highest: i64,
    /// What owners were told of seals that are still to come; none before it was asked for.
    told: Option<BTreeMap<i64, Vec<Told>>>,
    /// Seals that are not what owners were told: each is named once.
    not_told: HashSet<i64>,
    /// What the next seal may stand on: the hash of the one before, as computed and as written there. Where
    /// those differ it has been said, and is not said again of the next.
    stands_on: [Digest; 2],
    reading: Reading,
    /// Lines among the sealed ones of which no seal knew so far, and between which they stand.
    strays: BTreeMap<i64, Stray>,
}

#[derive(Debug)]
struct Stray {
    after: Option<i64>,
    seal: i64,
    sealed_at: Timestamp,
    written_at: Timestamp,
}

impl Audit {
    /// From the first line on; `wanted` is a hash that somebody kept.
    #[must_use]
    pub fn begin(wanted: Option<Digest>, now: Timestamp) -> Self {
        Self {
            wanted,
            now,
            report: Report {
                findings: Vec::new(),
                more: 0,
                last: None,
                sought: None,
                unsealed: 0,
                unsealed_since: None,
            },
            upto: 0,
            highest: 0,
            told: None,
            not_told: HashSet::new(),
            stands_on: [Digest::of_nothing(); 2],
            reading: Reading::begin(),
            strays: BTreeMap::new(),
        }
    }

    /// Looks at some seals; whether there may be more.
    ///
    /// # Errors
    /// A database fault.
    pub async fn step(&mut self, tx: &mut Tx) -> Result<bool, Fault> {
        if self.told.is_none() {
            self.told = Some(told::by_seal(tx).await?);
        }
        let before = self.report.last.map_or(0, |last| last.number);
        let seals = seal::after(tx, before, SEALS).await?;
        for stored in &seals {
            self.look_at(tx, stored).await?;
        }
        Ok(!seals.is_empty())
    }

    /// What came of it, when [`Audit::step`] finds no more.
    ///
    /// # Errors
    /// A database fault.
    pub async fn end(mut self, tx: &mut Tx) -> Result<Report, Fault> {
        let head = seal::last(tx).await?;
        let credible = highest_credible(tx, head.as_ref(), self.now).await?;
        let (waiting, since) = seal::waiting(tx, self.highest, credible, i64::MAX).await?;
        self.report.unsealed = waiting.unsigned_abs();
        self.report.unsealed_since = since;
        let late_from = window(tx, head.as_ref(), self.now).await?.late_from;
        for (id, stray) in std::mem::take(&mut self.strays) {
            if id >= late_from {
                let since = self.report.unsealed_since;
                self.report.unsealed += 1;
                self.report.unsealed_since =
                    Some(since.map_or(stray.written_at, |it| it.min(stray.written_at)));
                continue;
            }
            let behind = seal::lines(tx, id, i64::MAX, 1).await?;
            let between = (stray.after, behind.first().map(|line| line.id));
            self.found(What::Inserted(id, between), stray.seal, stray.sealed_at);
        }
        // The one id that lies above no other: whoever reads on from id to id does not come to it.
        if seal::line(tx, i64::MIN).await?.is_some() {
            let behind = seal::lines(tx, i64::MIN, i64::MAX, 1).await?;
            let between = (None, behind.first().map(|line| line.id));
            let last = self.report.last;
            let (seal, at) = last.map_or((0, self.now), |last| (last.number, last.sealed_at));
            self.found(What::Inserted(i64::MIN, between), seal, at);
        }
        self.look_at_told_of_missing();
        let made = self
            .report
            .last
            .map_or((0, self.now), |last| (last.number, last.sealed_at));
        let (ahead, _) = seal::waiting(tx, credible, i64::MAX, i64::MAX).await?;
        let named = seal::lines(tx, credible, i64::MAX, 1 + NAMED as i64).await?;
        self.report.more += ahead.unsigned_abs().saturating_sub(named.len() as u64);
        for line in named {
            self.found(What::Ahead(line.id), made.0, made.1);
        }
        Ok(self.report)
    }

    fn found(&mut self, what: What, seal: i64, sealed_at: Timestamp) {
        if self.report.findings.len() < NAMED {
            self.report.findings.push(Finding {
                what,
                seal,
                sealed_at,
            });
        } else {
            self.report.more += 1;
        }
    }

    async fn look_at(&mut self, tx: &mut Tx, stored: &Stored) -> Result<(), Fault> {
        let seal = &stored.seal;
        let found = |audit: &mut Self, what| audit.found(what, seal.number, seal.sealed_at);
        if stored.version != VERSION {
            found(self, What::Unknown);
        }
        let hash = seal.hash();
        let upto = self.upto_of(tx, stored).await?;
        if stored.version == VERSION && (stored.hash != Some(hash) || stored.upto != upto) {
            found(self, What::Seal);
        }
        let number = self.report.last.map_or(0, |last| last.number);
        if seal.number != number + 1 {
            found(self, What::Missing(number));
            // What those had sealed is there without a seal now, and nobody put it in.
            self.pass(tx, seal).await?;
        } else if !self.stands_on.contains(&seal.previous) {
            found(self, What::Apart);
        }
        let looked_at = self.look_at_lines(tx, seal, upto).await?;
        for what in looked_at {
            found(self, what);
        }
        self.upto = upto;
        self.highest = self.highest.max(upto);
        self.look_at_told(seal.number, seal.sealed_at, hash);
        let lines = self.report.last.map_or(0, |last| last.lines);
        let point = Point {
            number: seal.number,
            sealed_at: seal.sealed_at,
            hash,
            lines: lines + seal.lines.len() as u64,
        };
        self.report.last = Some(point);
        self.stands_on = [hash, stored.hash.unwrap_or(hash)];
        if self.wanted == Some(hash) {
            self.report.sought = Some(point);
        }
        Ok(())
    }

    /// How far a seal goes: to the highest id of its own lines and of all before. After a clock that ran ahead
    /// was set right, a restart goes on below what that clock had sealed. Such a seal ends lower: at its own
    /// highest line, or, where all its lines came late, where an earlier seal ended. No other end is believed.
    async fn upto_of(&self, tx: &mut Tx, stored: &Stored) -> Result<i64, Fault> {
        let (upto, own) = (stored.seal.upto(self.upto), stored.seal.upto(0));
        if stored.upto < own || stored.upto >= upto {
            return Ok(upto);
        }
        let is_end =
            stored.upto == own || seal::was_end(tx, stored.upto, stored.seal.number).await?;
        Ok(if is_end { stored.upto } else { upto })
    }

    /// Goes past the lines that stand before those of a seal.
    async fn pass(&mut self, tx: &mut Tx, seal: &Seal) -> Result<(), Fault> {
        let ids = seal.lines.iter().map(|(id, _)| *id);
        let first = ids.filter(|id| *id > self.upto).min().unwrap_or(self.upto);
        while let Some(line) = self.reading.next(tx, first - 1).await? {
            self.reading.passed = Some(line.id);
        }
        Ok(())
    }

    /// Holds the lines against what the seal says of them.
    async fn look_at_lines(
        &mut self,
        tx: &mut Tx,
        seal: &Seal,
        upto: i64,
    ) -> Result<Vec<What>, Fault> {
        let mut sealed: HashMap<i64, Digest> = seal.lines.iter().copied().collect();
        let mut changed: Vec<(Line, Digest)> = Vec::new();
        while let Some(line) = self.reading.next(tx, upto).await? {
            let before = self.reading.passed.replace(line.id);
            if line.kind == "record.told" {
                self.look_at_telling(tx, &line).await?;
            }
            match sealed.remove(&line.id) {
                Some(digest) if digest == line.digest() => {}
                Some(digest) => changed.push((line, digest)),
                None if self.strays.len() < MOST_STRAYS => {
                    let stray = Stray {
                        after: before,
                        seal: seal.number,
                        sealed_at: seal.sealed_at,
                        written_at: Timestamp(line.at),
                    };
                    self.strays.insert(line.id, stray);
                }
                None => self.report.more += 1,
            }
        }
        let mut removed = Vec::new();
        for (place, (id, digest)) in seal.lines.iter().enumerate() {
            if !sealed.contains_key(id) {
                continue;
            }
            // Committed after a line with a higher id, it was passed already.
            self.strays.remove(id);
            match seal::line(tx, *id).await? {
                Some(line) if line.digest() == *digest => {}
                Some(line) => changed.push((line, *digest)),
                None => {
                    let at = |place: Option<usize>| Some(seal.lines.get(place?)?.0);
                    let between = (at(place.checked_sub(1)), at(place.checked_add(1)));
                    removed.push(What::Removed(*id, between));
                }
            }
        }
        Ok(swapped(changed).into_iter().chain(removed).collect())
    }
}
