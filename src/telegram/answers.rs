//! The one table of what the platform's refusals mean.
//!
//! Words are matched by part, in lower case: teloxide drops the error code, and the same refusal comes
//! with different endings for groups, supergroups and channels. The first row that fits decides; a
//! sentence that fits none says nothing about how far the call came.

/// What a refusal means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// An edit to what is there already: it has succeeded.
    Done,
    /// The token is not known, or no longer: nothing may be dropped before an owner has put in the new
    /// one.
    WrongToken,
    /// Too much at once.
    TooMany,
    /// Nobody is reached there until something changes on their side.
    Unreachable,
    /// The platform has trouble of its own and does not say how far it came.
    Trouble,
    /// The chat takes no such message.
    Forbidden,
    /// The message that was to be changed is gone, or may be changed no more.
    Uneditable,
    /// The message whose text was to be changed has none.
    Textless,
    /// This call will never be taken as it is.
    Rejected,
}

/// Where in a refusal, in lower case, the words stand.
#[derive(Debug, Clone, Copy)]
pub(super) enum Words {
    /// They are all of it.
    All(&'static str),
    /// It begins with them.
    Begin(&'static str),
    /// It ends with them.
    End(&'static str),
    /// It has them somewhere.
    Have(&'static str),
}

use Meaning::{
    Done, Forbidden, Rejected, Textless, TooMany, Trouble, Uneditable, Unreachable, WrongToken,
};
use Words::{All, Begin, End, Have};

/// Words and what they mean. Each row has a sentence in the platform's exact words in the tests.
pub(super) const TABLE: &[(Words, Meaning)] = &[
    (Have("message is not modified"), Done),
    // An unknown token of the right form is `Unauthorized`, one of a wrong form `Not Found`; teloxide
    // says `Invalid bot token` for both; a bot that moved to another server is `Logged out`.
    (All("unauthorized"), WrongToken),
    (All("not found"), WrongToken),
    (All("invalid bot token"), WrongToken),
    (End("logged out"), WrongToken),
    (Have("too many requests"), TooMany),
    (Have("flood_wait"), TooMany),
    (Have("slowmode_wait"), TooMany),
    // A group may forbid one kind of message and take all others.
    (Have("chat_send_docs_forbidden"), Forbidden),
    (Have("chat_send_media_forbidden"), Forbidden),
    (Have("chat_send_photos_forbidden"), Forbidden),
    (Have("chat_send_videos_forbidden"), Forbidden),
    (Have("not enough rights to send documents"), Forbidden),
    (Have("not enough rights to send media"), Forbidden),
    (Have("not enough rights to send photos"), Forbidden),
    (Have("not enough rights to send videos"), Forbidden),
    (Have("bot can't initiate conversation"), Unreachable),
    (Have("bot can't send messages to bots"), Unreachable),
    (Have("bot is not a member"), Unreachable),
    (Have("bot was blocked"), Unreachable),
    (Have("bot was kicked"), Unreachable),
    (Have("channel_private"), Unreachable),
    (Have("chat not found"), Unreachable),
    (Have("chat_admin_required"), Unreachable),
    (Have("chat_forbidden"), Unreachable),
    (Have("chat_restricted"), Unreachable),
    (Have("chat_send_plain_forbidden"), Unreachable),
    (Have("chat_write_forbidden"), Unreachable),
    (Have("group chat was deleted"), Unreachable),
    // Without the new address; with it the answer has parameters and is a move.
    (Have("group chat was upgraded"), Unreachable),
    (Have("group is deactivated"), Unreachable),
    (Have("have no rights to send"), Unreachable),
    (Have("input_user_deactivated"), Unreachable),
    (Have("message thread not found"), Unreachable),
    (Have("message_thread_not_found"), Unreachable),
    (Have("need administrator rights"), Unreachable),
    (Have("not enough rights to send"), Unreachable),
    (Have("peer_id_invalid"), Unreachable),
    (Have("topic_closed"), Unreachable),
    (Have("topic_deleted"), Unreachable),
    (Have("topic_id_invalid"), Unreachable),
    (Have("user is deactivated"), Unreachable),
    (Have("user not found"), Unreachable),
    (Have("user_is_blocked"), Unreachable),
    (Have("user_is_bot"), Unreachable),
    (Begin("forbidden"), Unreachable),
    (Have("bad gateway"), Trouble),
    (Have("gateway time"), Trouble),
    (Have("internal error"), Trouble),
    (Have("internal server error"), Trouble),
    (Have("request timeout"), Trouble),
    (Have("service unavailable"), Trouble),
    (Have("worker_busy_too_long"), Trouble),
    (Have("message to edit not found"), Uneditable),
    (Have("message can't be edited"), Uneditable),
    (Have("message_author_required"), Uneditable),
    (Have("message_edit_time_expired"), Uneditable),
    (Have("message_id_invalid"), Uneditable),
    (Have("there is no text in the message to edit"), Textless),
    (Have("entity too large"), Rejected),
    (Begin("bad request"), Rejected),
];

impl Words {
    fn fit(self, phrase: &str) -> bool {
        match self {
            All(words) => phrase == words,
            Begin(words) => phrase.starts_with(words),
            End(words) => phrase.ends_with(words),
            Have(words) => phrase.contains(words),
        }
    }
}

/// The row that decides about a refusal; `phrase` in lower case.
fn row(phrase: &str) -> Option<usize> {
    TABLE.iter().position(|(words, _)| words.fit(phrase))
}

/// What a refusal means, if its words are known; `phrase` in lower case.
pub(super) fn meaning(phrase: &str) -> Option<Meaning> {
    row(phrase).map(|at| TABLE[at].1)
}

#[cfg(test)]
#[path = "answers_tests.rs"]
mod tests;
