//! Links that make somebody a member.

use super::institution::Code;
use super::role::Role;

/// What a link turns its redeemer into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Invitation {
    /// A person with a role.
    Person(Role),
    /// A group, topic or channel of an institution.
    Chat,
}

impl Invitation {
    /// The stored word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person(role) => role.as_str(),
            Self::Chat => "chat",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_stored(word: &str) -> Option<Self> {
        match word {
            "chat" => Some(Self::Chat),
            word => Role::from_stored(word).map(Self::Person),
        }
    }
}

/// The two links of an institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// Whose.
    pub code: Code,
    /// Its name.
    pub name: String,
    /// Brings in its group.
    pub group_url: String,
    /// Brings in its officers.
    pub officer_url: String,
}
