//! How what people write gets into the world.

use serde_json::{Map, Value, json};

use crate::{
    Entity, detect,
    world::{
        World,
        message::{Author, Draft},
    },
};

use super::post::{MessageRef, Post};

/// Writes a post and delivers it, if the bot may see it.
pub(super) fn write_post(
    world: &mut World,
    chat: i64,
    author: Author,
    post: Post,
    now_ms: i64,
) -> MessageRef {
    let (thread, reply_to) = (post.thread, post.reply_to);
    let content = post.content(world);
    let draft = Draft {
        thread,
        reply_to,
        content,
        ..Draft::default()
    };
    // A chat that does not exist has no messages: 0 is the id of none.
    let message = world.write(chat, author, draft, now_ms).unwrap_or_default();
    world.deliver(chat, message, now_ms);
    MessageRef { chat, message }
}

/// Writes an album; as on the platform, each file is an update of its own.
pub(super) fn write_album(
    world: &mut World,
    chat: i64,
    author: Author,
    posts: Vec<Post>,
    now_ms: i64,
) -> Vec<MessageRef> {
    let album = world.next_album_id();
    let mut written = Vec::new();
    for post in posts {
        let (thread, reply_to) = (post.thread, post.reply_to);
        let mut content = post.content(world);
        content.insert("media_group_id".to_owned(), json!(album));
        let draft = Draft {
            thread,
            reply_to,
            content,
            ..Draft::default()
        };
        let message = world.write(chat, author, draft, now_ms).unwrap_or_default();
        world.deliver(chat, message, now_ms);
        written.push(MessageRef { chat, message });
    }
    written
}

/// Adds to bot-sent content the entities that the platform finds, as a forward shows them.
pub(super) fn detected_again(content: &mut Map<String, Value>) {
    for (text, entities) in [("text", "entities"), ("caption", "caption_entities")] {
        let Some(words) = content.get(text).and_then(|words| words.as_str()) else {
            continue;
        };
        let given = content.get(entities).cloned().unwrap_or_else(|| json!([]));
        let given: Vec<Entity> = serde_json::from_value(given).unwrap_or_default();
        let all = detect::complete(words, &given);
        if !all.is_empty() {
            content.insert(entities.to_owned(), json!(all));
        }
    }
}
