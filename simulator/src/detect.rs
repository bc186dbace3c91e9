//! Entities that the platform finds by itself in what people write.
//!
//! A simplification of what the real servers do: words are separated by white space,
//! and of bare domains only those with a well-known ending count as links.

use crate::entity::{Entity, sort, utf16_len};

const ENDINGS: [&str; 8] = ["com", "org", "net", "id", "me", "io", "info", "ly"];
const CLOSING: &[char] = &[
    '.', ',', ';', ':', '!', '?', ')', ']', '}', '"', '\'', '»', '”',
];
const OPENING: &[char] = &['(', '[', '{', '"', '\'', '«', '“', ',', '.', ';', ':'];

/// `given` plus what is detected in the parts of `text` that `given` leaves free.
pub(crate) fn complete(text: &str, given: &[Entity]) -> Vec<Entity> {
    let blocks = |entity: &Entity| {
        matches!(
            entity.kind.as_str(),
            "code" | "pre" | "text_link" | "text_mention" | "url"
        ) || entity.kind == "mention"
            || entity.kind == "bot_command"
    };
    let free = |found: &Entity| {
        !given.iter().filter(|entity| blocks(entity)).any(|entity| {
            entity.offset < found.offset + found.length
                && found.offset < entity.offset + entity.length
        })
    };
    let mut all: Vec<Entity> = given.to_vec();
    all.extend(
        words(text)
            .filter_map(|(unit, word)| in_word(unit, word))
            .filter(free),
    );
    sort(&mut all);
    all
}

/// Words with the UTF-16 unit at which each begins.
fn words(text: &str) -> impl Iterator<Item = (i64, &str)> {
    let mut unit = 0;
    text.split_inclusive(char::is_whitespace).map(move |piece| {
        let start = unit;
        unit += utf16_len(piece);
        (start, piece.trim_end())
    })
}

fn in_word(unit: i64, word: &str) -> Option<Entity> {
    let opened = word.trim_start_matches(OPENING);
    let unit = unit + utf16_len(&word[..word.len() - opened.len()]);
    let entity = |kind: &str, found: &str| Some(Entity::new(kind, unit, utf16_len(found)));
    if let Some(command) = opened.strip_prefix('/') {
        let name = leading(command, |c| c.is_ascii_alphanumeric() || c == '_');
        if name.is_empty() || command[name.len()..].starts_with('/') {
            return None;
        }
        let rest = &command[name.len()..];
        let address = rest.strip_prefix('@').map_or("", username);
        let length = 1
            + name.len()
            + if address.is_empty() {
                0
            } else {
                1 + address.len()
            };
        return entity("bot_command", &opened[..length]);
    }
    if let Some(after) = opened.strip_prefix('@') {
        let name = username(after);
        return if name.len() < 4 {
            None
        } else {
            entity("mention", &opened[..=name.len()])
        };
    }
    if let Some(after) = opened.strip_prefix('#') {
        let tag = leading(after, |c| c.is_alphanumeric() || c == '_');
        let real = tag.chars().any(char::is_alphabetic);
        return if real {
            entity("hashtag", &opened[..=tag.len()])
        } else {
            None
        };
    }
    let bare = opened.trim_end_matches(CLOSING);
    if is_email(bare) {
        return entity("email", bare);
    }
    is_link(bare).then(|| entity("url", bare)).flatten()
}

fn leading(text: &str, belongs: impl Fn(char) -> bool) -> &str {
    let end = text.find(|c| !belongs(c)).unwrap_or(text.len());
    &text[..end]
}

fn username(text: &str) -> &str {
    leading(text, |c| c.is_ascii_alphanumeric() || c == '_')
}

fn is_email(word: &str) -> bool {
    word.split_once('@').is_some_and(|(name, domain)| {
        !name.is_empty() && !name.contains("//") && domain.contains('.') && has_known_ending(domain)
    })
}

fn is_link(word: &str) -> bool {
    let rest = word
        .strip_prefix("https://")
        .or_else(|| word.strip_prefix("http://"));
    let host = rest
        .unwrap_or(word)
        .split(['/', '?', '#'])
        .next()
        .unwrap_or_default();
    if rest.is_some() {
        host.contains('.')
    } else {
        has_known_ending(host)
    }
}

fn has_known_ending(host: &str) -> bool {
    let plain = host
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '.' || c == '-');
    plain
        && host.rsplit_once('.').is_some_and(|(name, ending)| {
            !name.is_empty() && ENDINGS.contains(&ending.to_ascii_lowercase().as_str())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, &str)> {
        complete(text, &[])
            .into_iter()
            .map(|entity| {
                let part = entity.slice(text).expect("detected bounds lie in the text");
                (entity.kind, part)
            })
            .collect()
    }

    #[test]
    fn commands_mentions_links_and_hashtags_are_found() {
        let text = "/siaran@satupintu_bot 📢 lihat (https://kpu.go.id/a?b=1), t.me/bakohumas @humas_kpu #pemilu2024.";
        let expected = [
            ("bot_command", "/siaran@satupintu_bot"),
            ("url", "https://kpu.go.id/a?b=1"),
            ("url", "t.me/bakohumas"),
            ("mention", "@humas_kpu"),
            ("hashtag", "#pemilu2024"),
        ];
        let expected: Vec<_> = expected
            .into_iter()
            .map(|(kind, part)| (kind.to_owned(), part))
            .collect();
        assert_eq!(found(text), expected);
    }

    #[test]
    fn plain_words_and_dates_are_left_alone() {
        assert!(found("1/2026, dan/atau @ab # 12.30 #2024").is_empty());
    }

    #[test]
    fn nothing_is_detected_inside_code() {
        assert_eq!(complete("/belum 1", &[Entity::new("code", 0, 8)]).len(), 1);
    }
}
