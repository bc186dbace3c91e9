//! What happened on a messenger, in neutral words.

use serde::{Deserialize, Serialize};

use super::address::Address;
use super::message::Message;
use super::part::Captioned;

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Somebody wrote something.
    Said(Said),
    /// Somebody changed what they had written.
    Edited(Said),
    /// Somebody pressed a button of ours.
    Pressed(Press),
    /// The bot came to a chat, was thrown out, was blocked or let in again.
    Membership(Membership),
    /// A chat has another title.
    Renamed(Place),
    /// Somebody is not in a chat any more.
    Departed(Departure),
    /// A group became a supergroup and has a new address.
    Migrated { from: Address, to: Address },
    /// A topic that was closed takes messages again.
    Reopened(Place),
    /// Something this program has no use for.
    Other,
}

/// Something written in a chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Where.
    pub place: Place,
    /// By whom; nobody for channel posts and anonymous admins, who have no role.
    pub from: Option<Visitor>,
    /// The message's id in its chat.
    pub message_id: i64,
    /// What.
    pub content: Content,
    /// `/command arguments`, when it starts with one that is meant for this bot; of a file, its
    /// caption does.
    pub command: Option<Command>,
    /// The document that came with it.
    pub file: Option<SentFile>,
    /// The message it replies to.
    pub reply_to: Option<Quoted>,
}

/// A message that somebody replied to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// Its id in the same chat.
    pub message_id: i64,
    /// What it says.
    pub content: Content,
    /// The document that came with it.
    pub file: Option<SentFile>,
}

/// A document that somebody sent; its bytes can be fetched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentFile {
    /// The messenger's handle for it.
    pub id: String,
    /// As its sender called it; may be empty.
    pub name: String,
    /// How large it is, where the messenger says so.
    pub bytes: Option<u64>,
}

/// What a message consists of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Text with its formatting.
    Text(Message),
    /// A photo, a video or a document with its caption.
    Medium(Captioned),
    /// A kind that announcements cannot carry yet, by the Bot API's name of its field.
    Unsupported(String),
}

/// A command, without its slash and bot name, in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// Such as `siaran`.
    pub name: String,
    /// The rest of the text with its formatting, the white space after the command cut off.
    pub arguments: Message,
}

/// A press on a button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Press {
    /// The platform's handle for the answer.
    pub id: String,
    /// Who pressed.
    pub from: Visitor,
    /// Where the button was.
    pub place: Place,
    /// The message it was under.
    pub message_id: i64,
    /// The data of the buttons that the message has now, by the platform's word; none for a message
    /// that is too old to be shown.
    pub buttons: Vec<String>,
    /// What was pressed, by the word of somebody's app: untrusted.
    pub data: String,
}

/// The bot's own standing in a chat has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// Where.
    pub place: Place,
    /// By whom.
    pub by: Option<Visitor>,
    /// Whether the bot may still be there.
    pub present: bool,
    /// Whether it may write there.
    pub may_write: bool,
    /// Whether it was there before.
    pub was_present: bool,
}

/// Somebody left a chat, or was thrown out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Departure {
    /// Where.
    pub place: Place,
    /// Who.
    pub who: Visitor,
}

/// A chat as the messenger describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Where it is reached.
    pub address: Address,
    /// What it is.
    pub kind: PlaceKind,
    /// Its title; the person's name for a private chat.
    pub title: String,
    /// Whether strangers can find and read it.
    pub public: bool,
}

/// Kinds of chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// One person and the bot.
    Private,
    /// A group, a supergroup or a topic of one.
    Group,
    /// A channel, where only its admins write.
    Channel,
}

/// A person as the messenger describes them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visitor {
    /// Their account, also the address of their private chat.
    pub address: Address,
    /// First and last name.
    pub name: String,
    /// Without the `@`.
    pub username: Option<String>,
    /// IETF tag of the app's language.
    pub language: Option<String>,
}
