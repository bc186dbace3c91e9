//! Texts that are used again: an announcement with `{{isian}}` where something is filled in.
//!
//! Fields are filled in before anything is approved, never for each institution: what was approved and
//! what is delivered stay the same bytes.

use super::clock::Timestamp;
use super::id::TemplateId;
use super::message::{Entity, Message, utf16_len};

/// Most fields of a template: nobody answers more questions in a row.
pub const MOST_FIELDS: usize = 15;
/// Longest name of a template or a field, in characters.
pub const LONGEST_NAME: usize = 40;
/// Longest value of a field, in UTF-16 units.
pub const LONGEST_VALUE: usize = 1_000;

/// A template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Its id.
    pub id: TemplateId,
    /// What it is called.
    pub name: String,
    /// The line of options of every announcement that is made of it.
    pub options_line: String,
    /// The content with its fields.
    pub content: Message,
    /// When it was made.
    pub made_at: Timestamp,
}

/// Somebody who is filling one in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filling {
    /// Which.
    pub template: TemplateId,
    /// The values so far, in the order of the fields.
    pub values: Vec<String>,
    /// When the last question was put.
    pub asked_at: Timestamp,
}

/// A field's place in a text, in bytes, and its name.
struct Place<'a> {
    from: usize,
    to: usize,
    name: &'a str,
}

/// Where fields stand. Braces around nothing, or around more than a name, are plain text.
fn places(text: &str) -> Vec<Place<'_>> {
    let mut places = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find("{{") {
        let from = at + open;
        let inside = from + 2;
        let Some(length) = text[inside..].find("}}") else {
            break;
        };
        let to = inside + length + 2;
        let name = text[inside..inside + length].trim();
        let is_name = !name.is_empty()
            && name.chars().nth(LONGEST_NAME).is_none()
            && !name.contains(['{', '}', '\n']);
        if is_name {
            places.push(Place { from, to, name });
            at = to;
        } else {
            // The braces may open a field further on.
            at = from + 1;
        }
    }
    places
}

/// Whether two names are one field: as people write them, in any letter case.
fn is_same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

/// The names of a template's fields, each once, in the order of the text.
#[must_use]
pub fn fields(content: &Message) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for place in places(&content.text) {
        if !names.iter().any(|known| is_same(known, place.name)) {
            names.push(place.name.to_owned());
        }
    }
    names
}

/// The content with its fields filled in, in the order of [`fields`]; formatting follows, and values are
/// plain text, braces in them too.
#[must_use]
pub fn fill(content: &Message, values: &[String]) -> Message {
    let names = fields(content);
    let mut text = String::with_capacity(content.text.len());
    // Where something was put in: its place before, in UTF-16 units, and by what length it is another.
    let mut changes: Vec<(usize, usize, usize)> = Vec::new();
    let mut copied = 0;
    for place in places(&content.text) {
        let known = names.iter().position(|name| is_same(name, place.name));
        let Some(value) = known.and_then(|at| values.get(at)) else {
            continue;
        };
        text.push_str(&content.text[copied..place.from]);
        text.push_str(value);
        copied = place.to;
        let begins = utf16_len(&content.text[..place.from]);
        let length = utf16_len(&content.text[place.from..place.to]);
        changes.push((begins, begins + length, utf16_len(value)));
    }
    text.push_str(&content.text[copied..]);
    let entities = content
        .entities
        .iter()
        .map(|entity| {
            let from = moved(entity.offset, &changes, false);
            let to = moved(entity.offset + entity.length, &changes, true);
            Entity {
                offset: from,
                length: to.saturating_sub(from),
                ..entity.clone()
            }
        })
        .filter(|entity| entity.length > 0)
        .collect();
    Message {
        text,
        entities,
        ..content.clone()
    }
}

/// Where a place of the text before is now. One inside of a field goes to the value's beginning, or to its
/// end if it is an end.
fn moved(at: usize, changes: &[(usize, usize, usize)], is_end: bool) -> usize {
    let (mut gained, mut lost) = (0, 0);
    for (from, to, length) in changes {
        if at >= *to {
            gained += length;
            lost += to - from;
        } else if at > *from {
            let begins = from + gained - lost;
            return if is_end { begins + length } else { begins };
        }
    }
    at + gained - lost
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::split::slice;

    fn values(values: &[&str]) -> Vec<String> {
        values.iter().map(|value| (*value).to_owned()).collect()
    }

    #[test]
    fn fields_are_named_once_in_the_order_of_the_text() {
        let named = |text: &str| fields(&Message::plain(text));
        assert_eq!(
            named("Rapat {{acara}} di {{ tempat }}, {{Acara}} {{waktu}}"),
            ["acara", "tempat", "waktu"]
        );
        for none in [
            "", "{{}}", "{{ }}", "{acara}", "{{acara", "{{a\nb}}", "}}{{",
        ] {
            assert_eq!(named(none), [""; 0], "{none}");
        }
        assert_eq!(named("{{{acara}}}"), ["acara"]);
        assert_eq!(named(&format!("{{{{{}}}}}", "x".repeat(41))), [""; 0]);
    }

    #[test]
    fn formatting_follows_what_is_filled_in() {
        let template = Message {
            text: "🌊 {{apa}} di {{mana}}!".into(),
            // All of "{{apa}}", the half of it and what follows, "di", "{{mana}}!".
            entities: vec![
                Entity::plain("bold", 3, 7),
                Entity::plain("italic", 6, 7),
                Entity::plain("code", 11, 2),
                Entity::plain("underline", 14, 9),
            ],
            ..Message::default()
        };
        let filled = fill(&template, &values(&["Banjir 🌊", "Kota {{apa}}"]));
        assert_eq!(filled.text, "🌊 Banjir 🌊 di Kota {{apa}}!");
        let marked: Vec<String> = filled
            .entities
            .iter()
            .map(|it| slice(&filled, it.offset, it.offset + it.length).text)
            .collect();
        assert_eq!(marked, ["Banjir 🌊", "Banjir 🌊 di", "di", "Kota {{apa}}!"]);
    }

    proptest! {
        #[test]
        fn what_is_no_field_stays_as_it_was(
            pieces in prop::collection::vec("[a-z🌊 ]{0,6}", 1..6),
            value in "[a-z{}🌊 ]{0,12}",
            at in 0usize..6,
        ) {
            let text = pieces.join("{{isian}}");
            let at = at % pieces.len();
            let before: String = pieces[..at].iter().map(|it| format!("{it}{{{{isian}}}}")).collect();
            let length = utf16_len(&pieces[at]);
            let template = Message {
                text,
                entities: vec![Entity::plain("bold", utf16_len(&before), length)],
                ..Message::default()
            };
            let filled = fill(&template, std::slice::from_ref(&value));
            prop_assert_eq!(&filled.text, &pieces.join(&value));
            let kept = usize::from(length > 0);
            prop_assert_eq!(filled.entities.len(), kept);
            for entity in &filled.entities {
                let marked = slice(&filled, entity.offset, entity.offset + entity.length);
                prop_assert_eq!(&marked.text, &pieces[at]);
            }
        }
    }
}
