//! Questions to a messenger that bring something back, and what was found.
//!
//! An [`Errand`] is a question with its purpose: it is a row before it is asked, and its [`Finding`] ends
//! the row. Asking changes nothing on the messenger's side, so whatever interrupts it, it is asked again.
//! What takes long and asks nothing is an errand as well: it is begun again like a question, and given up
//! like one.

use std::future::Future;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::address::Address;
use super::archive;
use super::event::PlaceKind;
use super::id::{PersonId, PreviewId};

/// The largest file that is fetched, in bytes: what Telegram lets a bot download.
pub const LARGEST_FILE: u64 = 20 * 1024 * 1024;

/// Something to find out, and what for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Errand {
    /// How a chat of the registry is doing.
    Look { chat: Address },
    /// What a registry file would change.
    Import(Wanted),
    /// Changing what a preview has shown.
    Apply(Pressed),
    /// The bytes of a medium that an announcement is to carry.
    Archive(archive::Wanted),
    /// The bytes of a screenshot that was given as evidence.
    Evidence(archive::Screenshot),
}

/// "Terapkan" below a preview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pressed {
    /// Which.
    pub preview: PreviewId,
    /// By whom.
    pub person: PersonId,
    /// Where the preview is shown.
    pub at: Address,
    /// In which message.
    pub message_id: i64,
}

/// A registry file that somebody sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// The messenger's handle for it.
    pub file: String,
    /// As its sender called it.
    pub name: String,
    /// Its sender.
    pub person: PersonId,
}

impl Errand {
    /// What the messenger is asked, if it is anything.
    #[must_use]
    pub fn question(&self) -> Option<Question> {
        match self {
            Self::Look { chat } => Some(Question::Look { chat: chat.clone() }),
            Self::Import(wanted) => Some(Question::Fetch {
                file: wanted.file.clone(),
            }),
            Self::Archive(wanted) => Some(Question::Fetch {
                file: wanted.file.clone(),
            }),
            Self::Evidence(wanted) => Some(Question::Fetch {
                file: wanted.file.clone(),
            }),
            Self::Apply(_) => None,
        }
    }

    /// What two errands have in common of which one is enough.
    #[must_use]
    pub fn subject(&self) -> Option<String> {
        match self {
            Self::Look { chat } => Some(format!("look:{}", chat.chat())),
            Self::Import(_) => None,
            Self::Apply(pressed) => Some(format!("apply:{}", pressed.preview.0)),
            Self::Evidence(wanted) => Some(format!("evidence:{}", wanted.evidence.0)),
            Self::Archive(wanted) => Some(format!(
                "archive:{}:{}",
                wanted.announcement.0, wanted.unique
            )),
        }
    }
}

/// What a messenger can be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// The bytes of a file, by the messenger's handle for it.
    Fetch { file: String },
    /// A chat as it is now; of a topic, its forum.
    Look { chat: Address },
}

impl Question {
    /// Into how many calls it is put, at most; for the pace.
    #[must_use]
    pub fn calls(&self) -> u32 {
        match self {
            Self::Fetch { .. } => 2,
            Self::Look { .. } => 3,
        }
    }
}

/// What came of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// Nothing was asked.
    Unasked,
    /// A whole file, of at most [`LARGEST_FILE`] bytes.
    File(Vec<u8>),
    /// A chat.
    Chat(Sight),
    /// The chat has a new address.
    Moved { to: Address },
    /// It is not there, or not for this bot.
    Gone { reason: String },
    /// The messenger will never answer this question as it is.
    Refused { reason: String },
    /// A file of more than [`LARGEST_FILE`] bytes.
    TooLarge,
    /// Ask again, no earlier than `after` from now.
    NotNow { after: Duration, why: Delay },
}

/// Why an answer has to wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delay {
    /// The platform said "too much", or does not know the token: nothing else is to be asked either.
    Ordered,
    /// No answer, or one that makes no sense; in words.
    Trouble(String),
}

/// A chat as the messenger shows it to the bot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sight {
    /// What it is.
    pub kind: PlaceKind,
    /// Its title; the person's name for a private chat.
    pub title: String,
    /// Whether strangers can find and read it.
    pub public: bool,
    /// How the bot stands in it. A private chat does not tell: a person who has blocked the bot looks
    /// like any other.
    pub standing: Option<Standing>,
    /// How many are in it, the bot included; none for a private chat, and where the platform does not say.
    pub members: Option<i64>,
}

/// How the bot stands in a group or channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Whether it is in the chat.
    pub present: bool,
    /// Whether it may write there.
    pub may_write: bool,
    /// Whether it is an administrator.
    pub admin: bool,
}

/// A messenger that can be asked, once, without retries of its own.
pub trait Scout: Send + Sync + 'static {
    /// Puts one question. Never takes longer than the adapter's own caps, and never fails: what goes
    /// wrong is a finding.
    fn ask(&self, question: &Question) -> impl Future<Output = Finding> + Send;
}
