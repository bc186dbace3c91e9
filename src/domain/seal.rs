//! The seals of the record: what is hashed, and how one hash leads to the next.
//!
//! ```text
//! line       SHA-256 over every column of a line of the record
//! beginning  SHA-256 over the hash of the seal before, and this one's number, moment and count
//! link       SHA-256 over the link before (first: the beginning), the next line's id and its digest
//! hash       the last link
//! ```
//!
//! So whoever knows one hash knows that of every line before it. Every value goes in behind a sign that
//! says whether it is there and how long it is, and no two different lines are written alike.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest as _, Sha256};

use super::clock::Timestamp;

/// How lines and seals are written for hashing; another way would be another number.
pub const VERSION: i64 = 1;

/// A SHA-256 sum; written as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Digest([u8; Digest::BYTES]);

impl Digest {
    /// How long it is.
    pub const BYTES: usize = 32;

    /// What the first seal stands on.
    #[must_use]
    pub fn of_nothing() -> Self {
        Self(Sha256::digest(b"satupintu record 1").into())
    }

    /// Its bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8; Self::BYTES] {
        &self.0
    }
}

impl From<[u8; Digest::BYTES]> for Digest {
    fn from(bytes: [u8; Digest::BYTES]) -> Self {
        Self(bytes)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Not the 64 digits of a hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a SHA-256 sum of 64 hexadecimal digits")]
pub struct NotADigest;

impl FromStr for Digest {
    type Err = NotADigest;

    /// As people copy it: white space and upper case do not matter.
    fn from_str(text: &str) -> Result<Self, NotADigest> {
        let digits: Option<Vec<u8>> = text
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
            .collect();
        let digits = digits.ok_or(NotADigest)?;
        if digits.len() != 2 * Self::BYTES {
            return Err(NotADigest);
        }
        let mut bytes = [0; Self::BYTES];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = pair[0] << 4 | pair[1];
        }
        Ok(Self(bytes))
    }
}

/// A line of the record, every column of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its id.
    pub id: i64,
    /// When it happened, in milliseconds.
    pub at: i64,
    /// Who did it, by a random key.
    pub actor: Option<String>,
    /// What.
    pub kind: String,
    /// To which announcement.
    pub announcement: Option<i64>,
    /// For which institution.
    pub institution: Option<String>,
    /// Further facts, as JSON.
    pub detail: String,
}

impl Line {
    /// The sum over all of it.
    #[must_use]
    pub fn digest(&self) -> Digest {
        let mut sum = Sum::begin("satupintu line 1");
        sum.number(Some(self.id));
        sum.number(Some(self.at));
        sum.text(self.actor.as_deref());
        sum.text(Some(&self.kind));
        sum.number(self.announcement);
        sum.text(self.institution.as_deref());
        sum.text(Some(&self.detail));
        sum.end()
    }
}

/// Some lines, sealed together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// 1, 2, 3 …
    pub number: i64,
    /// When it was made.
    pub sealed_at: Timestamp,
    /// The hash of the seal before; [`Digest::of_nothing`] before the first.
    pub previous: Digest,
    /// Ids of lines with their digests, in the order in which they are sealed.
    pub lines: Vec<(i64, Digest)>,
}

impl Seal {
    /// The last link of its chain.
    #[must_use]
    pub fn hash(&self) -> Digest {
        let mut sum = Sum::begin("satupintu seal 1");
        sum.bytes(Some(self.previous.bytes()));
        sum.number(Some(self.number));
        sum.number(Some(self.sealed_at.0));
        sum.number(i64::try_from(self.lines.len()).ok());
        let mut link = sum.end();
        for (id, digest) in &self.lines {
            let mut sum = Sum::begin("satupintu link 1");
            sum.bytes(Some(link.bytes()));
            sum.number(Some(*id));
            sum.bytes(Some(digest.bytes()));
            link = sum.end();
        }
        link
    }

    /// The highest id that is sealed with it, or was with an earlier one that went up to `before`.
    #[must_use]
    pub fn upto(&self, before: i64) -> i64 {
        let highest = self.lines.iter().map(|(id, _)| *id).max();
        highest.map_or(before, |highest| highest.max(before))
    }
}

/// A sum over values, each so that it cannot be taken for another.
struct Sum(Sha256);

impl Sum {
    fn begin(what: &str) -> Self {
        let mut sum = Self(Sha256::new());
        sum.text(Some(what));
        sum
    }

    fn bytes(&mut self, value: Option<&[u8]>) {
        match value {
            None => self.0.update([0]),
            Some(value) => {
                self.0.update([1]);
                self.0.update((value.len() as u64).to_be_bytes());
                self.0.update(value);
            }
        }
    }

    fn text(&mut self, value: Option<&str>) {
        self.bytes(value.map(str::as_bytes));
    }

    fn number(&mut self, value: Option<i64>) {
        self.bytes(
            value
                .map(i64::to_be_bytes)
                .as_ref()
                .map(<[u8; 8]>::as_slice),
        );
    }

    fn end(self) -> Digest {
        Digest(self.0.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line() -> Line {
        Line {
            id: 7,
            at: 1_794_790_800_000,
            actor: Some("k".to_owned()),
            kind: "draft.opened".to_owned(),
            announcement: Some(3),
            institution: None,
            detail: "{}".to_owned(),
        }
    }

    #[test]
    fn no_column_can_change_without_another_digest() {
        let mut all = vec![line()];
        let mut change = |change: fn(&mut Line)| {
            let mut other = line();
            change(&mut other);
            all.push(other);
        };
        change(|it| it.id = 8);
        change(|it| it.at += 1);
        change(|it| it.actor = None);
        change(|it| it.actor = Some(String::new()));
        change(|it| it.kind = "draft.open".to_owned());
        change(|it| it.announcement = None);
        change(|it| it.institution = Some("k".to_owned()));
        change(|it| it.detail = "{ }".to_owned());
        // What moves from one column to the next is not the same either.
        change(|it| {
            it.actor = Some("kd".to_owned());
            it.kind = "raft.opened".to_owned();
        });
        let digests: std::collections::BTreeSet<Digest> = all.iter().map(Line::digest).collect();
        assert_eq!(digests.len(), all.len());
    }

    /// Written down once: a program that reckoned differently would call every old record changed.
    #[test]
    fn the_sums_of_this_version_stay_as_they_are() {
        let seal = Seal {
            number: 1,
            sealed_at: Timestamp(1_794_790_810_000),
            previous: Digest::of_nothing(),
            lines: vec![(7, line().digest())],
        };
        assert_eq!(
            line().digest().to_string(),
            "78eaf01da15e5399151b24338096877b19df66674e9409726f63340ecfb30e39"
        );
        assert_eq!(
            seal.hash().to_string(),
            "bcc2e13bcbd0f6dd7654801ca752aae482e2311bb76e2e5957d9ab2810ac3152"
        );
    }

    #[test]
    fn a_seal_depends_on_each_of_its_parts_and_on_their_order() {
        let (one, other) = (line().digest(), Digest::of_nothing());
        let seal = Seal {
            number: 2,
            sealed_at: Timestamp(5),
            previous: one,
            lines: vec![(7, one), (8, other)],
        };
        let mut all = vec![seal.clone()];
        all.push(Seal {
            number: 3,
            ..seal.clone()
        });
        all.push(Seal {
            sealed_at: Timestamp(6),
            ..seal.clone()
        });
        all.push(Seal {
            previous: other,
            ..seal.clone()
        });
        all.push(Seal {
            lines: vec![(8, other), (7, one)],
            ..seal.clone()
        });
        all.push(Seal {
            lines: vec![(7, other), (8, one)],
            ..seal.clone()
        });
        all.push(Seal {
            lines: vec![(7, one)],
            ..seal.clone()
        });
        all.push(Seal {
            lines: Vec::new(),
            ..seal.clone()
        });
        let hashes: std::collections::BTreeSet<Digest> = all.iter().map(Seal::hash).collect();
        assert_eq!(hashes.len(), all.len());
        assert_eq!((seal.upto(3), seal.upto(9)), (8, 9));
    }

    #[test]
    fn a_digest_is_read_as_people_copy_it() {
        let digest = line().digest();
        let text = digest.to_string();
        assert_eq!(text.len(), 64);
        assert_eq!(text.parse(), Ok(digest));
        let spaced = format!(" {} {}\n", &text[..32].to_uppercase(), &text[32..]);
        assert_eq!(spaced.parse(), Ok(digest));
        for wrong in [
            "",
            &text[1..],
            &format!("{text}0"),
            &text.replace(['a', '1'], "g"),
        ] {
            assert_eq!(wrong.parse::<Digest>(), Err(NotADigest), "{wrong}");
        }
    }
}
