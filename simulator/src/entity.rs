//! Message entities and the UTF-16 units they are counted in.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A formatted or special part of a text; offsets and lengths are UTF-16 code units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// `bold`, `text_link`, `bot_command`…
    #[serde(rename = "type")]
    pub kind: String,
    /// Units before the entity.
    pub offset: i64,
    /// Units that it covers.
    pub length: i64,
    /// Target of a `text_link`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The person of a `text_mention`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<Value>,
    /// Programming language of a `pre`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Sticker of a `custom_emoji`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub custom_emoji_id: Option<String>,
}

impl Entity {
    /// An entity without further attributes.
    #[must_use]
    pub fn new(kind: &str, offset: i64, length: i64) -> Self {
        Self {
            kind: kind.to_owned(),
            offset,
            length,
            url: None,
            user: None,
            language: None,
            custom_emoji_id: None,
        }
    }

    /// A `text_link` to `url`.
    #[must_use]
    pub fn text_link(offset: i64, length: i64, url: &str) -> Self {
        Self {
            url: Some(url.to_owned()),
            ..Self::new("text_link", offset, length)
        }
    }

    /// The part of `text` that the entity covers, if its bounds are right.
    #[must_use]
    pub fn slice<'t>(&self, text: &'t str) -> Option<&'t str> {
        let start = byte_of_unit(text, self.offset)?;
        let end = byte_of_unit(text, self.offset.checked_add(self.length)?)?;
        text.get(start..end)
    }
}

/// Length of `text` in UTF-16 code units, the measure of every limit of the platform.
#[must_use]
pub fn utf16_len(text: &str) -> i64 {
    i64::try_from(text.encode_utf16().count()).unwrap_or(i64::MAX)
}

/// The byte at which unit `wanted` begins; `None` beyond the end or inside a surrogate pair.
fn byte_of_unit(text: &str, wanted: i64) -> Option<usize> {
    let mut unit = 0;
    for (byte, character) in text.char_indices() {
        if unit >= wanted {
            return (unit == wanted).then_some(byte);
        }
        unit += if character.len_utf16() == 2 { 2 } else { 1 };
    }
    (unit == wanted).then_some(text.len())
}

/// The kinds a bot may send.
const SENDABLE: [&str; 20] = [
    "mention",
    "hashtag",
    "cashtag",
    "bot_command",
    "url",
    "email",
    "phone_number",
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "blockquote",
    "expandable_blockquote",
    "code",
    "pre",
    "text_link",
    "text_mention",
    "custom_emoji",
    "date_time",
];

/// Says what is wrong with the entities that a bot gave for `text`, if anything is.
///
/// The platform quietly drops or moves some of these; a bot that relies on that has
/// miscounted, so here they are errors.
pub(crate) fn fault_in(text: &str, entities: &[Entity]) -> Option<String> {
    entities.iter().find_map(|entity| {
        let Entity {
            kind,
            offset,
            length,
            ..
        } = entity;
        if !SENDABLE.contains(&kind.as_str()) {
            return Some(format!("unknown entity type {kind:?}"));
        }
        if *length <= 0 || entity.slice(text).is_none() {
            return Some(format!(
                "entity {kind} at {offset}+{length} is empty, leaves the text of {} UTF-16 units \
                 or splits a surrogate pair",
                utf16_len(text)
            ));
        }
        match kind.as_str() {
            "text_link" if entity.url.is_none() => Some("text_link without url".to_owned()),
            "text_mention" if entity.user.is_none() => Some("text_mention without user".to_owned()),
            _ => None,
        }
    })
}

/// Orders entities as the platform returns them: by place, the longer one first.
pub(crate) fn sort(entities: &mut [Entity]) {
    entities.sort_by_key(|entity| (entity.offset, -entity.length));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entity_is_cut_in_utf16_units() {
        let text = "📢 Siaran";
        assert_eq!(utf16_len(text), 9);
        assert_eq!(Entity::new("bold", 3, 6).slice(text), Some("Siaran"));
    }

    #[test]
    fn an_entity_that_splits_a_surrogate_pair_is_a_fault() {
        assert!(fault_in("📢", &[Entity::new("bold", 1, 1)]).is_some());
        assert!(fault_in("📢", &[Entity::new("bold", 0, 2)]).is_none());
        assert!(fault_in("📢", &[Entity::new("bold", 0, 3)]).is_some());
        assert!(fault_in("ab", &[Entity::new("bold", 0, 0)]).is_some());
        assert!(fault_in("ab", &[Entity::new("text_link", 0, 1)]).is_some());
    }
}
