//! Cutting a formatted text without harming it.
//!
//! All positions are UTF-16 units, the Bot API's measure; no cut falls inside a character, and
//! formatting that spans a cut goes on behind it.

use super::message::{Entity, Message, utf16_len};

/// Longest text of one message, in UTF-16 units after entity parsing
/// (<https://core.telegram.org/bots/api#sendmessage>).
pub const TEXT_LIMIT: usize = 4096;

/// The part of `message` between two UTF-16 positions; buttons are left. Positions inside a character
/// move to its start.
#[must_use]
pub fn slice(message: &Message, from: usize, to: usize) -> Message {
    let (start, from) = byte_at(&message.text, from);
    let (end, to) = byte_at(&message.text, to.max(from));
    let entities = message
        .entities
        .iter()
        .filter_map(|entity| {
            let first = entity.offset.max(from);
            let last = (entity.offset + entity.length).min(to);
            (first < last).then(|| Entity {
                offset: first - from,
                length: last - first,
                ..entity.clone()
            })
        })
        .collect();
    Message {
        text: message.text[start..end].to_owned(),
        entities,
        buttons: Vec::new(),
        bare_links: message.bare_links,
    }
}

/// Cuts a text into as few messages as `limit` UTF-16 units each allow, at the end of a line or a word
/// where one is near; together they are the text, to the unit. The buttons go under the last.
#[must_use]
pub fn split(message: &Message, limit: usize) -> Vec<Message> {
    let total = utf16_len(&message.text);
    let mut parts = Vec::new();
    let mut from = 0;
    while total - from > limit {
        let rest = slice(message, from, from + limit);
        let length = good_cut(&rest.text);
        parts.push(slice(message, from, from + length));
        from += length;
    }
    let mut last = slice(message, from, total);
    last.buttons.clone_from(&message.buttons);
    parts.push(last);
    parts
}

/// Where to end a full part: behind its last line break or space in the second half, else at its end.
fn good_cut(text: &str) -> usize {
    let half = text.len() / 2;
    let behind = |wanted: fn(char) -> bool| {
        text.rfind(wanted)
            .filter(|at| *at >= half)
            .map(|at| at + text[at..].chars().next().map_or(0, char::len_utf8))
    };
    let bytes = behind(|c| c == '\n')
        .or_else(|| behind(char::is_whitespace))
        .unwrap_or(text.len());
    utf16_len(&text[..bytes])
}

/// Byte position of a UTF-16 position, moved to the start of its character, and that position.
fn byte_at(text: &str, position: usize) -> (usize, usize) {
    let mut units = 0;
    for (byte, c) in text.char_indices() {
        if units + c.len_utf16() > position {
            return (byte, units);
        }
        units += c.len_utf16();
    }
    (text.len(), units)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn bold(offset: usize, length: usize) -> Entity {
        Entity::plain("bold", offset, length)
    }

    #[test]
    fn formatting_goes_on_behind_a_cut() {
        let message = Message {
            text: "satu dua tiga".into(),
            entities: vec![bold(2, 9)],
            buttons: Vec::new(),
            ..Message::default()
        };
        let parts = split(&message, 9);
        assert_eq!(parts[0].text, "satu dua ");
        assert_eq!(parts[0].entities, vec![bold(2, 7)]);
        assert_eq!(parts[1].text, "tiga");
        assert_eq!(parts[1].entities, vec![bold(0, 2)]);
    }

    proptest! {
        #[test]
        fn parts_are_the_whole_to_the_unit(
            text in "[a-z \n🌊é]{0,120}", limit in 4usize..40, offset in 0usize..100, length in 1usize..50
        ) {
            let total = utf16_len(&text);
            let entities = if offset + length <= total { vec![bold(offset, length)] } else { vec![] };
            let message = Message { text: text.clone(), entities, ..Message::default() };
            let parts = split(&message, limit);
            let joined: String = parts.iter().map(|part| part.text.as_str()).collect();
            prop_assert_eq!(joined, text);
            let covered: usize =
                parts.iter().flat_map(|part| &part.entities).map(|entity| entity.length).sum();
            let whole: usize = message.entities.iter().map(|entity| entity.length).sum();
            // A cut never falls inside a character, so an entity that starts or ends inside a
            // surrogate pair (never sent by the platform) may lose or gain one unit at each end.
            prop_assert!(covered.abs_diff(whole) <= 2);
            for part in &parts {
                prop_assert!(utf16_len(&part.text) <= limit);
                for entity in &part.entities {
                    prop_assert!(entity.offset + entity.length <= utf16_len(&part.text));
                }
            }
        }
    }
}
