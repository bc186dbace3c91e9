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

impl Confirmation {
    /// Whether members can answer it, so that authors may choose it.
    #[must_use]
    pub fn is_offered(self) -> bool {
        matches!(self, Self::None | Self::Received)
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

/// The public number of an approved announcement: `12/2026`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// Counted from 1 in each year.
    pub number: i64,
    /// In the deployment's time zone.
    pub year: i64,
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
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
}

impl Asked {
    /// Reads `12`, `12/2026`, `No. 12/2026` or `#12`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_start_matches('#');
        let text = text
            .get(..3)
            .filter(|start| start.eq_ignore_ascii_case("no."))
            .map_or(text, |_| &text[3..])
            .trim();
        let (number, year) = match text.split_once('/') {
            Some((number, year)) => (number, Some(year.trim().parse().ok()?)),
            None => (text, None),
        };
        let number = number.trim().parse().ok().filter(|number| *number > 0)?;
        Some(Self { number, year })
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
        let asked = |number, year| Some(Asked { number, year });
        assert_eq!(Asked::parse("1"), asked(1, None));
        assert_eq!(Asked::parse(" no. 12/2026 "), asked(12, Some(2026)));
        assert_eq!(Asked::parse("#3"), asked(3, None));
        assert_eq!(Asked::parse("0"), None);
        assert_eq!(Asked::parse("satu"), None);
        assert_eq!(Asked::parse("1/x"), None);
        assert_eq!(Asked::parse("né"), None);
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
