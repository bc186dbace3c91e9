//! An announcement's nature and the states of its life.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::id::AnnouncementId;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $stored:literal / $typed:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every value, in the order users see them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stored word.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $stored),+ }
            }

            /// Reads the stored word.
            #[must_use]
            pub fn from_stored(word: &str) -> Option<Self> {
                match word { $($stored => Some(Self::$variant),)+ _ => None }
            }

            /// The word that authors type.
            #[must_use]
            pub fn typed(self) -> &'static str {
                match self { $(Self::$variant => $typed),+ }
            }

            /// Reads the word that authors type, in any letter case.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                let word = word.to_lowercase();
                Self::ALL.iter().copied().find(|value| value.typed() == word)
            }
        }
    };
}

words! {
    /// sifat: how urgent it is.
    Priority {
        /// biasa
        Normal = "normal" / "biasa",
        /// penting
        Important = "important" / "penting",
        /// darurat
        Emergency = "emergency" / "darurat",
    }
}

words! {
    /// jenis: what it is for.
    Kind {
        /// informasi
        Information = "information" / "informasi",
        /// klarifikasi
        Clarification = "clarification" / "klarifikasi",
        /// undangan
        Invitation = "invitation" / "undangan",
    }
}

words! {
    /// edaran: who may see it.
    Circulation {
        /// publik
        Public = "public" / "publik",
        /// internal
        Internal = "internal" / "internal",
    }
}

words! {
    /// konfirmasi: what is asked of those who get it.
    #[derive(Default)]
    Confirmation {
        /// Nothing: it carries no button.
        None = "none" / "tidak",
        /// "Diterima"
        #[default]
        Received = "received" / "diterima",
        /// "Diterima", then "Disebarluaskan" with a proof of onward publication.
        Disseminated = "disseminated" / "disebarluaskan",
        /// "Hadir" or "Tidak hadir", for invitations.
        Attendance = "attendance" / "hadir",
    }
}

impl Circulation {
    /// What it is where its author says nothing: an invitation is for its guests.
    #[must_use]
    pub fn usual(kind: Kind) -> Self {
        match kind {
            Kind::Invitation => Self::Internal,
            Kind::Information | Kind::Clarification => Self::Public,
        }
    }
}

words! {
    /// Where an announcement stands.
    State {
        /// Its author is still writing; nobody else knows of it.
        Draft = "draft" / "draf",
        /// Approvers have it; its author cannot change it.
        Submitted = "submitted" / "diajukan",
        /// It has a number and an audience, and leaves.
        Approved = "approved" / "disetujui",
        /// An approver said no for good.
        Rejected = "rejected" / "ditolak",
        /// Its author dropped it.
        Discarded = "discarded" / "dibatalkan",
        /// Nobody approved it in time.
        Expired = "expired" / "kedaluwarsa",
    }
}

words! {
    /// What becomes of an announcement after its approval, by a second one.
    Change {
        /// ralat: other words take the place of those that were approved.
        Correction = "correction" / "ralat",
        /// cabut: it holds no longer.
        Withdrawal = "withdrawal" / "cabut",
    }
}

/// What a correction or withdrawal was written against. It is void when that is not the newest revision
/// any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Replaces {
    /// The announcement that it changes.
    pub announcement: AnnouncementId,
    /// Its newest revision when that was written.
    pub revision: i64,
    /// What it does.
    pub change: Change,
}

/// What an announcement is, besides its content. Part of what is approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nature {
    /// sifat
    pub priority: Priority,
    /// jenis
    pub kind: Kind,
    /// edaran
    pub circulation: Circulation,
}

impl Default for Nature {
    fn default() -> Self {
        Self {
            priority: Priority::Normal,
            kind: Kind::Information,
            circulation: Circulation::Public,
        }
    }
}

/// The public number of an approved announcement: `12/2026`; of a drill `LATIHAN 3/2026`, in whatever
/// language the rest is, so that wherever a number stands nobody takes an exercise for the real thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// Counted from 1 in each year.
    pub number: i64,
    /// In the deployment's time zone.
    pub year: i64,
    /// Of the sequence of drills, so that real ones have no gaps.
    pub drill: bool,
}

/// What stands before the number of a drill.
const DRILL: &str = "LATIHAN";

impl Number {
    /// The number of a real announcement.
    #[must_use]
    pub const fn real(number: i64, year: i64) -> Self {
        Self {
            number,
            year,
            drill: false,
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.drill {
            write!(f, "{DRILL} ")?;
        }
        write!(f, "{}/{}", self.number, self.year)
    }
}

/// A number as people ask for it: with or without its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// The number.
    pub number: i64,
    /// The year; without one, the newest announcement with that number is meant.
    pub year: Option<i64>,
    /// Of a drill: only who says so means one.
    pub drill: bool,
}

impl fmt::Display for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.drill {
            write!(f, "{DRILL} ")?;
        }
        match self.year {
            Some(year) => write!(f, "{}/{year}", self.number),
            None => write!(f, "{}", self.number),
        }
    }
}

impl Asked {
    /// Whether all drills are asked for: `latihan`.
    #[must_use]
    pub fn is_all_drills(text: &str) -> bool {
        text.trim().eq_ignore_ascii_case(DRILL)
    }

    /// Reads a number at the beginning of a text, and hands back what follows it.
    #[must_use]
    pub fn begun(text: &str) -> Option<(Self, &str)> {
        let text = text.trim();
        let first = text.find(|c: char| c.is_ascii_digit())?;
        let is_part = |c: char| c.is_ascii_digit() || c == '/';
        let length = text[first..].find(|c| !is_part(c));
        let (number, rest) = text.split_at(length.map_or(text.len(), |length| first + length));
        let parted = rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || c == ';');
        parted.then(|| Self::parse(number).map(|asked| (asked, rest.trim())))?
    }

    /// Reads `12`, `12/2026`, `No. 12/2026` or `#12`; of drills `latihan 3` or `No. LATIHAN 3/2026`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let without = |text: &'_ str, word: &str| -> Option<usize> {
            text.get(..word.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(word))
                .then_some(word.len())
        };
        let mut text = text.trim();
        let mut drill = false;
        // "No. LATIHAN 3" is how it is written, and "latihan no. 3" how it is said.
        for word in ["no.", DRILL, "no."] {
            if let Some(end) = without(text, word) {
                drill |= word == DRILL;
                text = text[end..].trim_start();
            }
        }
        let text = text.trim_start_matches('#');
        let (number, year) = match text.split_once('/') {
            Some((number, year)) => (number, Some(year.trim().parse().ok()?)),
            None => (text, None),
        };
        let number = number.trim().parse().ok().filter(|number| *number > 0)?;
        Some(Self {
            number,
            year,
            drill,
        })
    }
}

/// One revision's authenticity code: 60 random bits as three groups of four letters and digits, none
/// of which can be taken for another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AuthenticityCode(pub String);

impl AuthenticityCode {
    const ALPHABET: &'static [u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    /// Writes the low 60 of `bits`.
    #[must_use]
    pub fn from_bits(bits: u64) -> Self {
        let letter = |i: u32| char::from(Self::ALPHABET[(bits >> (5 * i) & 31) as usize]);
        let mut code = String::with_capacity(14);
        for i in 0..12 {
            if i > 0 && i % 4 == 0 {
                code.push('-');
            }
            code.push(letter(i));
        }
        Self(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_people_write_it() {
        let asked = |number, year| {
            Some(Asked {
                number,
                year,
                drill: false,
            })
        };
        assert_eq!(Asked::parse("1"), asked(1, None));
        assert_eq!(Asked::parse(" no. 12/2026 "), asked(12, Some(2026)));
        assert_eq!(Asked::parse("#3"), asked(3, None));
        assert_eq!(Asked::parse("0"), None);
        assert_eq!(Asked::parse("satu"), None);
        assert_eq!(Asked::parse("1/x"), None);
        assert_eq!(Asked::parse("né"), None);
        let drill = |number, year| {
            Some(Asked {
                number,
                year,
                drill: true,
            })
        };
        assert_eq!(Asked::parse("latihan 1"), drill(1, None));
        assert_eq!(Asked::parse("LATIHAN 12/2026"), drill(12, Some(2026)));
        assert_eq!(Asked::parse("No. LATIHAN 12/2026"), drill(12, Some(2026)));
        assert_eq!(Asked::parse("Latihan no. 3"), drill(3, None));
        assert_eq!(Asked::parse("latihan"), None);
        assert!(Asked::is_all_drills(" Latihan ") && !Asked::is_all_drills("latihan 1"));
        let written = Number {
            drill: true,
            ..Number::real(3, 2026)
        };
        assert_eq!(written.to_string(), "LATIHAN 3/2026");
        assert_eq!(Asked::parse(&written.to_string()), drill(3, Some(2026)));
    }

    #[test]
    fn a_code_tells_all_60_bits() {
        assert_eq!(AuthenticityCode::from_bits(0).0, "2222-2222-2222");
        assert_eq!(AuthenticityCode::from_bits(u64::MAX).0, "ZZZZ-ZZZZ-ZZZZ");
        assert_ne!(
            AuthenticityCode::from_bits(1 << 59),
            AuthenticityCode::from_bits(0)
        );
    }
}
