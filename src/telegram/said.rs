//! From a message of the platform to what somebody said.

use serde_json::Value;

use crate::domain::event::{Content, PlaceKind, Quoted, Said, SentFile};
use crate::domain::message;

use super::command::{self, Address};
use super::identity::Identity;
use super::medium;
use super::update::Message;

/// Fields that carry what people send, the telling one first where two come together (an animation is
/// also a document, a venue also a location).
const CONTENT: &[&str] = &[
    "animation",
    "venue",
    "rich_message",
    "audio",
    "checklist",
    "contact",
    "dice",
    "document",
    "game",
    "giveaway",
    "giveaway_winners",
    "invoice",
    "live_photo",
    "location",
    "paid_media",
    "photo",
    "poll",
    "sticker",
    "story",
    "video",
    "video_note",
    "voice",
];

/// Fields that tell of something done to a chat: nobody said anything.
const SERVICE: &[&str] = &[
    "boost_added",
    "channel_chat_created",
    "chat_background_set",
    "chat_owner_changed",
    "chat_owner_left",
    "chat_shared",
    "checklist_tasks_added",
    "checklist_tasks_done",
    "connected_website",
    "delete_chat_photo",
    "direct_message_price_changed",
    "forum_topic_closed",
    "forum_topic_created",
    "forum_topic_edited",
    "forum_topic_reopened",
    "general_forum_topic_hidden",
    "general_forum_topic_unhidden",
    "gift",
    "gift_upgrade_sent",
    "giveaway_completed",
    "giveaway_created",
    "group_chat_created",
    "managed_bot_created",
    "message_auto_delete_timer_changed",
    "migrate_from_chat_id",
    "new_chat_member",
    "new_chat_members",
    "new_chat_participant",
    "new_chat_photo",
    "paid_message_price_changed",
    "passport_data",
    "pinned_message",
    "poll_option_added",
    "poll_option_deleted",
    "proximity_alert_triggered",
    "refunded_payment",
    "successful_payment",
    "suggested_post_approval_failed",
    "suggested_post_approved",
    "suggested_post_declined",
    "suggested_post_paid",
    "suggested_post_refunded",
    "supergroup_chat_created",
    "unique_gift",
    "users_shared",
    "video_chat_ended",
    "video_chat_participants_invited",
    "video_chat_scheduled",
    "video_chat_started",
    "web_app_data",
    "write_access_allowed",
];

/// What was said; nothing for a service message and for a command to another bot.
pub fn said(message: &Message, bot: &Identity) -> Option<Said> {
    let content = content(message)?;
    let place = message.place();
    let command = match &content {
        Content::Text(text) => match command::read(text, bot) {
            Address::Us(command) => Some(command),
            Address::Another if place.kind != PlaceKind::Private => return None,
            Address::Another | Address::Nobody => None,
        },
        Content::Medium(medium) => match command::read(&medium.caption, bot) {
            Address::Us(command) => Some(command),
            Address::Another | Address::Nobody => None,
        },
        Content::Unsupported(_) => match caption(message).map(|it| command::read(&it, bot)) {
            Some(Address::Us(command)) => Some(command),
            Some(Address::Another | Address::Nobody) | None => None,
        },
    };
    Some(Said {
        file: file(message),
        from: message.author(),
        message_id: message.message_id,
        reply_to: message
            .reply_to_message
            .as_deref()
            .filter(|replied| !opens_topic(message, replied))
            .and_then(quoted),
        place,
        content,
        command,
    })
}

fn quoted(message: &Message) -> Option<Quoted> {
    Some(Quoted {
        message_id: message.message_id,
        content: content(message)?,
        file: file(message),
    })
}

/// The document of a message (<https://core.telegram.org/bots/api#document>).
fn file(message: &Message) -> Option<SentFile> {
    let document = message.rest.get("document")?;
    Some(SentFile {
        id: document.get("file_id")?.as_str()?.to_owned(),
        name: document
            .get("file_name")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .replace(char::is_control, " "),
        bytes: document.get("file_size").and_then(Value::as_u64),
    })
}

/// What is written below a document. Its formatting is of no use to a command.
fn caption(message: &Message) -> Option<message::Message> {
    message.rest.get("document")?;
    let caption = message.rest.get("caption")?.as_str()?;
    Some(message::Message::plain(caption))
}

/// What a message consists of; nothing for a service message. A kind that is yet to come is content:
/// better a "cannot be carried" too many than a message that is lost.
fn content(message: &Message) -> Option<Content> {
    if let Some(text) = &message.text {
        return Some(Content::Text(message::Message {
            text: text.clone(),
            entities: message.entities.clone(),
            buttons: Vec::new(),
            ..message::Message::default()
        }));
    }
    let has = |field: &&&str| message.rest.contains_key(**field);
    if let Some(kind) = CONTENT.iter().find(has) {
        if let Some(medium) = medium::read(message, kind) {
            return Some(Content::Medium(medium));
        }
        return Some(Content::Unsupported((*kind).to_owned()));
    }
    let service = message.migrate_to_chat_id.is_some()
        || message.left_chat_member.is_some()
        || message.new_chat_title.is_some()
        || SERVICE.iter().any(|field| has(&field));
    (!service).then(|| Content::Unsupported("unknown".to_owned()))
}

/// In a topic every message that is no other reply comes as one to the message that opened it.
fn opens_topic(message: &Message, replied: &Message) -> bool {
    message.topic() == Some(replied.message_id)
}
