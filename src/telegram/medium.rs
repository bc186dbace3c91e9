//! From a message of the platform to the photo, video or document that it is.

use serde_json::Value;

use crate::domain::message;
use crate::domain::part::{Captioned, Medium, MediumKind};

use super::update::Message;

/// The medium of a message whose content is of this kind, by the Bot API's name of its field; none if it is
/// another kind, or says less than is needed to send it again.
pub fn read(message: &Message, kind: &str) -> Option<Captioned> {
    let kind = match kind {
        "photo" => MediumKind::Photo,
        "video" => MediumKind::Video,
        "document" => MediumKind::Document,
        _ => return None,
    };
    let file = match kind {
        MediumKind::Photo => largest(message.rest.get("photo")?)?,
        MediumKind::Video => message.rest.get("video")?,
        MediumKind::Document => message.rest.get("document")?,
    };
    let text = |key: &str| file.get(key).and_then(Value::as_str);
    let yes = |key: &str| message.rest.get(key).and_then(Value::as_bool) == Some(true);
    Some(Captioned {
        medium: Medium {
            kind,
            file: text("file_id")?.to_owned(),
            unique: text("file_unique_id")?.to_owned(),
            bytes: file.get("file_size").and_then(Value::as_u64),
            name: text("file_name")
                .unwrap_or_default()
                .replace(char::is_control, " "),
            mime: text("mime_type").map(str::to_owned),
            sha256: None,
            spoiler: yes("has_media_spoiler"),
        },
        caption: caption(message),
        above: yes("show_caption_above_media"),
        group: message
            .rest
            .get("media_group_id")
            .and_then(Value::as_str)
            .map(str::to_owned),
    })
}

/// Of the sizes of a photo the largest, which is the photo
/// (<https://core.telegram.org/bots/api#photosize>).
fn largest(sizes: &Value) -> Option<&Value> {
    let side = |size: &Value, key: &str| size.get(key).and_then(Value::as_u64).unwrap_or(0);
    let sizes = sizes.as_array()?.iter();
    sizes.max_by_key(|size| side(size, "width").saturating_mul(side(size, "height")))
}

/// What is written below it, with its formatting.
fn caption(message: &Message) -> message::Message {
    let text = message.rest.get("caption").and_then(Value::as_str);
    let entities = message.rest.get("caption_entities");
    message::Message {
        text: text.unwrap_or_default().to_owned(),
        entities: entities
            .and_then(|entities| serde_json::from_value(entities.clone()).ok())
            .unwrap_or_default(),
        ..message::Message::default()
    }
}
