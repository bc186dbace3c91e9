//! From the stored text of an update to an event. Pure: the same text always gives the same event.

use std::borrow::Cow;

use crate::domain::address::Address;
use crate::domain::event::{Departure, Event, Membership, Place, PlaceKind, Press};

use super::identity::Identity;
use super::said::said;
use super::update::{CallbackQuery, Chat, MemberChange, Message, Update, User};

/// The text is no update: cut off, or a field this program needs has another form.
#[derive(Debug, thiserror::Error)]
#[error("not an update of the Bot API: {0}")]
pub struct DecodeError(#[from] serde_json::Error);

/// Reads one update as `bot` received it. Kinds of update this program has no use for are
/// [`Event::Other`].
///
/// # Errors
/// [`DecodeError`] if it cannot be read at all.
pub fn decode(raw: &str, bot: &Identity) -> Result<Event, DecodeError> {
    let update: Update = serde_json::from_str(&without_nul(raw))?;
    let event = if let Some(message) = update.message.or(update.channel_post) {
        written(&message, bot)
    } else if let Some(message) = update.edited_message.or(update.edited_channel_post) {
        said(&message, bot).map_or(Event::Other, Event::Edited)
    } else if let Some(query) = update.callback_query {
        pressed(query)
    } else if let Some(change) = update.my_chat_member {
        membership(&change)
    } else if let Some(change) = update.chat_member {
        departure(&change)
    } else {
        Event::Other
    };
    Ok(event)
}

fn written(message: &Message, bot: &Identity) -> Event {
    match message.migrate_to_chat_id {
        Some(to) => Event::Migrated {
            from: Address::telegram(message.chat.id, None),
            to: Address::telegram(to, None),
        },
        None if message.new_chat_title.is_some() => Event::Renamed(Place {
            title: message.new_chat_title.clone().unwrap_or_default(),
            ..message.place()
        }),
        None if message.left_chat_member.is_some() => {
            departed(&message.chat, message.left_chat_member.as_ref())
        }
        None if message.rest.contains_key("forum_topic_reopened") => {
            Event::Reopened(message.place())
        }
        None => said(message, bot).map_or(Event::Other, Event::Said),
    }
}

/// A press under a message sent through inline mode names no chat; this bot sends none.
fn pressed(query: CallbackQuery) -> Event {
    match query.message {
        Some(message) => Event::Pressed(Press {
            id: query.id,
            from: query.from.visitor(),
            place: message.place(),
            message_id: message.message_id,
            buttons: message.buttons(),
            data: query.data,
        }),
        None => Event::Other,
    }
}

fn membership(change: &MemberChange) -> Event {
    Event::Membership(Membership {
        place: change.chat.place(None),
        by: change.from.as_ref().and_then(User::person),
        present: change.new_chat_member.present(),
        may_write: change.new_chat_member.may_write()
            && (change.chat.place_kind() != PlaceKind::Channel
                || change.new_chat_member.administers()),
        was_present: change.old_chat_member.present(),
    })
}

/// Of what others do in a chat only their leaving matters.
fn departure(change: &MemberChange) -> Event {
    let member = &change.new_chat_member;
    if change.old_chat_member.present() && !member.present() {
        departed(&change.chat, member.user.as_ref())
    } else {
        Event::Other
    }
}

fn departed(chat: &Chat, who: Option<&User>) -> Event {
    match who.and_then(User::person) {
        Some(who) => Event::Departed(Departure {
            place: chat.place(None),
            who,
        }),
        None => Event::Other,
    }
}

/// Replaces every escaped NUL, which no PostgreSQL text can hold, by the replacement character, which
/// is as long in UTF-16: offsets stay right. An escaped backslash before `u0000` is none.
fn without_nul(raw: &str) -> Cow<'_, str> {
    const NUL: &str = "\\u0000";
    if !raw.contains(NUL) {
        return Cow::Borrowed(raw);
    }
    let mut clean = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        clean.push_str(before);
        if let Some(after) = escape.strip_prefix(NUL) {
            clean.push('\u{fffd}');
            rest = after;
        } else {
            // The backslash and what it escapes, so that `\\` never lends its second half.
            let length = 1 + escape[1..].chars().next().map_or(0, char::len_utf8);
            clean.push_str(&escape[..length]);
            rest = &escape[length..];
        }
    }
    clean.push_str(rest);
    Cow::Owned(clean)
}

#[cfg(test)]
#[path = "decode_tests.rs"]
mod tests;
