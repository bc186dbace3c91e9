//! A group or channel in which the bot is and nobody registered it: somebody brought it in without a link,
//! or it was let go.

use super::address::Address;
use super::clock::Timestamp;
use super::event::PlaceKind;
use super::id::UninvitedId;

/// One stay of the bot where nobody registered it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uninvited {
    /// Its id.
    pub id: UninvitedId,
    /// The platform's chat.
    pub room: Address,
    /// What it is.
    pub kind: PlaceKind,
    /// Whether strangers can find and read it.
    pub public: bool,
    /// Its title.
    pub title: String,
    /// Name of the institution whose chat it was until it was let go.
    pub released_from: Option<String>,
    /// What became of it.
    pub fate: Fate,
    /// The notice to owners that names it.
    pub notice: i64,
}

/// What became of such a stay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// Nobody has decided; the bot leaves by itself in the end.
    Open,
    /// It was registered for this institution.
    Registered(String),
    /// An owner let the bot leave.
    Left,
    /// The bot is out, by itself or by somebody there.
    Gone,
}

impl Fate {
    /// The stored word.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Registered(_) => "registered",
            Self::Left => "left",
            Self::Gone => "gone",
        }
    }
}

/// A notice to owners as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The first of them.
    pub rooms: Vec<Uninvited>,
    /// How many it is about.
    pub count: i64,
}

/// When the newest notice leaves, or left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Newest {
    /// Which.
    pub notice: i64,
    /// When.
    pub at: Timestamp,
}
