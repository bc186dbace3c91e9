//! Texts and captions with their entities, as a call gives them.

use serde_json::{Map, Value, json};

use crate::entity::{self, Entity, utf16_len};

use super::{Ctx, params::Params, refusal::Refusal};

/// Longest text, in UTF-16 units after entity parsing.
const LONGEST_TEXT: i64 = 4096;
/// Longest caption, in the same units.
const LONGEST_CAPTION: i64 = 1024;

impl Ctx<'_> {
    /// `text` and `entities` of the call.
    pub fn text_content(&self) -> Result<Map<String, Value>, Refusal> {
        let text = self.params.text("text").unwrap_or_default();
        if text.trim().is_empty() {
            return Err(Refusal::bad("message text is empty"));
        }
        if utf16_len(text) > LONGEST_TEXT {
            return Err(Refusal::bad("message is too long"));
        }
        refuse_parse_mode(&self.params.values)?;
        let mut content = Map::from_iter([("text".to_owned(), json!(text))]);
        let entities = checked_entities(text, self.params.list("entities"))?;
        if !entities.is_empty() {
            content.insert("entities".to_owned(), json!(entities));
        }
        if let Some(options) = self.params.values.get("link_preview_options") {
            content.insert("link_preview_options".to_owned(), options.clone());
        }
        Ok(content)
    }

    /// `caption` and `caption_entities` of the call, if it has a caption.
    pub fn caption_content(&self) -> Result<Map<String, Value>, Refusal> {
        caption_of(&self.params.values)
    }
}

/// Caption fields of a call or of an album's item.
pub(crate) fn caption_of(fields: &Map<String, Value>) -> Result<Map<String, Value>, Refusal> {
    let mut content = Map::new();
    refuse_parse_mode(fields)?;
    let caption = fields
        .get("caption")
        .and_then(Value::as_str)
        .unwrap_or_default();
    if utf16_len(caption) > LONGEST_CAPTION {
        return Err(Refusal::bad("message caption is too long"));
    }
    let given = fields
        .get("caption_entities")
        .and_then(Value::as_array)
        .map(Vec::as_slice);
    let entities = checked_entities(caption, given)?;
    // What is said of how a file is shown stands in its message.
    let shown = [
        ("has_spoiler", "has_media_spoiler"),
        ("show_caption_above_media", "show_caption_above_media"),
    ];
    for (said, field) in shown {
        if fields.get(said) == Some(&json!(true)) {
            content.insert(field.to_owned(), json!(true));
        }
    }
    if caption.is_empty() {
        return Ok(content);
    }
    content.insert("caption".to_owned(), json!(caption));
    if !entities.is_empty() {
        content.insert("caption_entities".to_owned(), json!(entities));
    }
    Ok(content)
}

fn checked_entities(text: &str, given: Option<&[Value]>) -> Result<Vec<Entity>, Refusal> {
    let parsed: Result<Vec<Entity>, _> = given
        .unwrap_or_default()
        .iter()
        .map(|e| serde_json::from_value(e.clone()))
        .collect();
    let mut entities = parsed.map_err(|error| Refusal::violation(&error.to_string()))?;
    if let Some(fault) = entity::fault_in(text, &entities) {
        return Err(Refusal::violation(&fault));
    }
    entity::sort(&mut entities);
    Ok(entities)
}

/// Markup in texts is a second grammar that a bot with entities has no use for.
fn refuse_parse_mode(fields: &Map<String, Value>) -> Result<(), Refusal> {
    match fields.contains_key("parse_mode") {
        true => Err(Refusal::unsupported("parse_mode; send entities")),
        false => Ok(()),
    }
}

/// Whether the call names another message than one in a chat.
pub(crate) fn refuse_inline(params: &Params) -> Result<(), Refusal> {
    match params.values.contains_key("inline_message_id") {
        true => Err(Refusal::unsupported("inline messages")),
        false => Ok(()),
    }
}
