//! Member institutions.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An institution's code in the registry, upper case: `KPU-64.71`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Code(String);

impl Code {
    /// Longest code that is taken.
    pub const MAX_LEN: usize = 40;

    /// Reads a code as people write it: case does not matter, the rest does.
    /// Letters, digits, `-`, `.` and `_`; nothing that means something in a command or a file name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
        let fits = !text.is_empty() && text.len() <= Self::MAX_LEN && text.chars().all(allowed);
        // A leading '-' excludes in audiences, so no code starts with it.
        (fits && !text.starts_with('-')).then(|| Self(text.to_ascii_uppercase()))
    }

    /// A code as it was stored.
    #[must_use]
    pub fn stored(text: String) -> Self {
        Self(text)
    }

    /// The stored form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The categories of the registry, as its files write them.
pub const CATEGORIES: [&str; 9] = [
    "opd",
    "vertikal",
    "tni-polri",
    "penyelenggara-pemilu",
    "perguruan-tinggi",
    "bumn",
    "bumd",
    "media",
    "lainnya",
];

/// An institution as a registry file gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Institution {
    /// Natural key.
    pub code: Code,
    /// Full name.
    pub name: String,
    /// One of [`CATEGORIES`].
    pub category: String,
    /// Such as `Kota Bontang`.
    pub region: String,
    /// The institution above it.
    pub parent: Option<Code>,
}

/// A text folded for comparing and sorting the same on both databases: lower case, common accents
/// off, runs of anything but letters and digits as one space.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        let c = match c {
            'à' | 'á' | 'â' | 'ä' => 'a',
            'è' | 'é' | 'ê' | 'ë' => 'e',
            'ì' | 'í' | 'î' | 'ï' => 'i',
            'ò' | 'ó' | 'ô' | 'ö' => 'o',
            'ù' | 'ú' | 'û' | 'ü' => 'u',
            c => c,
        };
        if c.is_alphanumeric() {
            folded.push(c);
        } else if !folded.ends_with(' ') && !folded.is_empty() {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}
