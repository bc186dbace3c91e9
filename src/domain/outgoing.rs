//! What leaves for a messenger, and what becomes of it.

use std::future::Future;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::address::Address;
use super::announcement::Priority;
use super::file::File;
use super::message::{Button, Message};
use super::part::{Captioned, Part};

/// One call to a messenger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outgoing {
    /// A new message.
    Send { to: Address, message: Message },
    /// A new message in reply to one of ours, or by itself if that one is gone.
    Reply {
        to: Address,
        reply_to: i64,
        message: Message,
    },
    /// A file with a caption: formatting and buttons as of a message, but at most 1024 UTF-16 units.
    File {
        to: Address,
        file: File,
        caption: Message,
    },
    /// A medium that the messenger knows already, by its handle; with caption and buttons.
    Medium { to: Address, medium: Box<Captioned> },
    /// Two to ten of those, as one album; without buttons.
    Album { to: Address, album: Vec<Captioned> },
    /// New text and buttons for a message of ours.
    Edit {
        at: Address,
        message_id: i64,
        message: Message,
    },
    /// Another medium, or other words below it, for a message of ours.
    EditMedium {
        at: Address,
        message_id: i64,
        medium: Box<Captioned>,
    },
    /// Another file of our own making in a message of ours, with its caption.
    Redraw {
        at: Address,
        message_id: i64,
        file: File,
        caption: Message,
    },
    /// Other words below the medium of a message of ours.
    EditCaption {
        at: Address,
        message_id: i64,
        caption: Message,
        above: bool,
    },
    /// New buttons for a message of ours.
    Buttons {
        at: Address,
        message_id: i64,
        buttons: Vec<Vec<Button>>,
    },
    /// The pop-up after a press. No message: no limit of messages counts it.
    Answer { press: String, answer: PressAnswer },
    /// The bot leaves a chat that nobody registered.
    Leave { chat: Address },
    /// The commands that are offered in a private chat, each with what it does.
    Menu {
        chat: Address,
        commands: Vec<(String, String)>,
    },
}

/// Which queue a call stands in; a lower one goes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    /// Pop-ups: somebody's finger is waiting.
    Answers,
    /// Announcements of priority darurat.
    Emergency,
    /// Replies to people.
    Replies,
    /// All other announcements.
    Broadcast,
    /// Progress bars and counters on buttons: what is late may be dropped.
    Cosmetic,
}

impl Lane {
    /// All lanes, first to last.
    pub const ALL: [Self; 5] = [
        Self::Answers,
        Self::Emergency,
        Self::Replies,
        Self::Broadcast,
        Self::Cosmetic,
    ];

    /// The lane of announcements of a priority.
    #[must_use]
    pub fn of(priority: Priority) -> Self {
        match priority {
            Priority::Emergency => Self::Emergency,
            Priority::Normal | Priority::Important => Self::Broadcast,
        }
    }

    /// One word for metrics.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Answers => "answers",
            Self::Emergency => "emergency",
            Self::Replies => "replies",
            Self::Broadcast => "broadcast",
            Self::Cosmetic => "cosmetic",
        }
    }

    /// The stored number.
    #[must_use]
    pub fn number(self) -> i64 {
        match self {
            Self::Answers => 0,
            Self::Emergency => 1,
            Self::Replies => 2,
            Self::Broadcast => 3,
            Self::Cosmetic => 4,
        }
    }
}

/// What a press is answered with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PressAnswer {
    /// At most 200 characters; empty just ends the waiting.
    pub text: String,
    /// A window to close instead of a line that fades.
    pub alert: bool,
    /// A link to the bot itself, opened at once.
    pub url: Option<String>,
}

impl PressAnswer {
    /// A line that fades.
    #[must_use]
    pub fn line(text: String) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }

    /// A window to close.
    #[must_use]
    pub fn alert(text: String) -> Self {
        Self {
            alert: true,
            ..Self::line(text)
        }
    }
}

impl Outgoing {
    /// Sending a part of an announcement.
    #[must_use]
    pub fn part(to: Address, part: Part) -> Self {
        match part {
            Part::Text(message) => Self::Send { to, message },
            Part::Medium(medium) => Self::Medium {
                to,
                medium: Box::new(medium),
            },
            Part::Album { album } => Self::Album { to, album },
        }
    }

    /// The file of our own making that goes with it.
    #[must_use]
    pub fn file(&self) -> Option<&File> {
        match self {
            Self::File { file, .. } | Self::Redraw { file, .. } => Some(file),
            _ => None,
        }
    }

    /// The same, to be replaced.
    pub fn file_mut(&mut self) -> Option<&mut File> {
        match self {
            Self::File { file, .. } | Self::Redraw { file, .. } => Some(file),
            _ => None,
        }
    }

    /// How many messages it makes, as the platform's limits count them.
    #[must_use]
    pub fn messages(&self) -> u32 {
        match self {
            Self::Album { album, .. } => u32::try_from(album.len()).unwrap_or(u32::MAX),
            _ => 1,
        }
    }

    /// Whether messages that were not there are there after it.
    #[must_use]
    pub fn is_new(&self) -> bool {
        match self {
            Self::Send { .. }
            | Self::Reply { .. }
            | Self::File { .. }
            | Self::Medium { .. }
            | Self::Album { .. } => true,
            Self::Edit { .. }
            | Self::EditMedium { .. }
            | Self::Redraw { .. }
            | Self::EditCaption { .. }
            | Self::Buttons { .. }
            | Self::Answer { .. }
            | Self::Leave { .. }
            | Self::Menu { .. } => false,
        }
    }

    /// The message that it changes.
    #[must_use]
    pub fn edits(&self) -> Option<i64> {
        match self {
            Self::Edit { message_id, .. }
            | Self::EditMedium { message_id, .. }
            | Self::Redraw { message_id, .. }
            | Self::EditCaption { message_id, .. }
            | Self::Buttons { message_id, .. } => Some(*message_id),
            Self::Send { .. }
            | Self::Reply { .. }
            | Self::File { .. }
            | Self::Medium { .. }
            | Self::Album { .. }
            | Self::Answer { .. }
            | Self::Leave { .. }
            | Self::Menu { .. } => None,
        }
    }

    /// The chat that it goes to; none for the answer to a press.
    #[must_use]
    pub fn address(&self) -> Option<&Address> {
        match self {
            Self::Send { to, .. }
            | Self::Reply { to, .. }
            | Self::File { to, .. }
            | Self::Medium { to, .. }
            | Self::Album { to, .. } => Some(to),
            Self::Edit { at, .. }
            | Self::EditMedium { at, .. }
            | Self::Redraw { at, .. }
            | Self::EditCaption { at, .. }
            | Self::Buttons { at, .. } => Some(at),
            Self::Menu { chat, .. } | Self::Leave { chat } => Some(chat),
            Self::Answer { .. } => None,
        }
    }

    /// The same call to the chat's new address.
    pub fn readdress(&mut self, new: &Address) {
        match self {
            Self::Send { to, .. }
            | Self::Reply { to, .. }
            | Self::File { to, .. }
            | Self::Medium { to, .. }
            | Self::Album { to, .. } => *to = new.clone(),
            Self::Edit { at, .. }
            | Self::EditMedium { at, .. }
            | Self::Redraw { at, .. }
            | Self::EditCaption { at, .. }
            | Self::Buttons { at, .. } => *at = new.clone(),
            Self::Menu { chat, .. } | Self::Leave { chat } => *chat = new.clone(),
            Self::Answer { .. } => {}
        }
    }
}

/// What became of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Done; the ids of the messages that exist by it now.
    Delivered { messages: Vec<i64> },
    /// Not now: nothing has arrived, and it may go no earlier than `after` from now.
    Later { after: Duration, why: Wait },
    /// The chat has a new address.
    Moved { to: Address },
    /// Nobody can be reached there until something changes on their side.
    Unreachable { reason: String },
    /// The chat takes no such message, but may take others: it forbids media.
    Forbidden { reason: String },
    /// This call will never be taken as it is.
    Rejected { reason: String },
    /// The message that it was to change is gone, or may be changed no more.
    Uneditable { reason: String },
    /// The message that it was to give another text is a medium.
    Textless { reason: String },
    /// It may have arrived or not: no answer, a cut one, or one that makes no sense.
    Unknown { reason: String },
    /// The same, because this program ended while the call was under way: that says nothing about the
    /// call, and is counted as no try of it.
    Interrupted { reason: String },
}

/// Why a call has to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// The platform said "too much".
    TooMuch,
    /// Nothing could be reached; the call never left.
    NoConnection,
    /// The platform does not know the token, until an owner has put in the right one.
    WrongToken,
}

impl Outcome {
    /// One word for the record, metrics and logs.
    #[must_use]
    pub fn label(&self) -> &'static str {
        match self {
            Self::Delivered { .. } => "delivered",
            Self::Later { .. } => "later",
            Self::Moved { .. } => "moved",
            Self::Unreachable { .. } => "unreachable",
            Self::Forbidden { .. } => "forbidden",
            Self::Rejected { .. } | Self::Uneditable { .. } | Self::Textless { .. } => "rejected",
            Self::Unknown { .. } | Self::Interrupted { .. } => "unknown",
        }
    }

    /// What the platform said, where it gave a reason.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Unreachable { reason }
            | Self::Forbidden { reason }
            | Self::Rejected { reason }
            | Self::Uneditable { reason }
            | Self::Textless { reason }
            | Self::Unknown { reason }
            | Self::Interrupted { reason } => Some(reason),
            Self::Delivered { .. } | Self::Later { .. } | Self::Moved { .. } => None,
        }
    }
}

/// A messenger that can be asked to do something, once, without retries of its own.
pub trait Messenger: Send + Sync + 'static {
    /// Performs one call. Never takes longer than the adapter's own cap, and never fails: what goes
    /// wrong is an outcome.
    fn perform(&self, call: &Outgoing) -> impl Future<Output = Outcome> + Send;
}
