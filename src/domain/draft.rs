//! What an author types behind `/siaran`.

use super::announcement::{Circulation, Kind, Nature, Priority};
use super::message::{Message, utf16_len};
use super::refusal::Refusal;
use super::split::slice;

/// The options of the first line, and the content behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// What the announcement is to be, if anything was said about it.
    pub nature: Option<Nature>,
    /// What was written; may be empty.
    pub content: Message,
}

/// The keys an author may give, for the refusal of others.
pub const OPTION_KEYS: [&str; 3] = ["sifat", "jenis", "edaran"];

/// Reads the text behind `/siaran`. A first line that begins with `word=` is options throughout, never
/// content; anything else is content from the first letter on.
///
/// # Errors
/// [`Refusal::UnknownOption`] and [`Refusal::BadOptionValue`], each naming what was typed.
pub fn open(arguments: &Message) -> Result<Opening, Refusal> {
    let line = arguments.text.lines().next().unwrap_or_default();
    if !line.split_whitespace().next().is_some_and(is_option) {
        return Ok(Opening {
            nature: None,
            content: arguments.clone(),
        });
    }
    let mut nature = Nature::default();
    let mut circulation = None;
    for word in line.split_whitespace() {
        let Some((key, value)) = word.split_once('=').filter(|_| is_option(word)) else {
            return Err(Refusal::UnknownOption {
                typed: word.to_owned(),
            });
        };
        let value = value.trim_matches(is_quote);
        let bad = || Refusal::BadOptionValue {
            key: key.to_lowercase(),
            typed: value.to_owned(),
        };
        match key.to_lowercase().as_str() {
            "sifat" => nature.priority = Priority::parse(value).ok_or_else(bad)?,
            "jenis" => nature.kind = Kind::parse(value).ok_or_else(bad)?,
            "edaran" => circulation = Some(Circulation::parse(value).ok_or_else(bad)?),
            _ => {
                return Err(Refusal::UnknownOption {
                    typed: word.to_owned(),
                });
            }
        }
    }
    // An invitation is for its guests, unless its author says otherwise.
    nature.circulation = circulation.unwrap_or(match nature.kind {
        Kind::Invitation => Circulation::Internal,
        Kind::Information | Kind::Clarification => Circulation::Public,
    });
    let rest = &arguments.text[line.len()..];
    let behind = rest.trim_start();
    let cut = utf16_len(&arguments.text) - utf16_len(behind);
    Ok(Opening {
        nature: Some(nature),
        content: slice(arguments, cut, utf16_len(&arguments.text)),
    })
}

fn is_option(word: &str) -> bool {
    word.split_once('=')
        .is_some_and(|(key, _)| !key.is_empty() && key.chars().all(|c| c.is_ascii_alphabetic()))
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '”' | '„' | '‘' | '’')
}

/// The pieces of a draft as one text, in the order they came.
#[must_use]
pub fn join(pieces: &[Message]) -> Message {
    let mut whole = Message::default();
    for piece in pieces {
        if !whole.text.is_empty() {
            whole.push("\n", None);
        }
        whole.append(piece);
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::message::Entity;

    #[test]
    fn options_end_with_the_first_line_and_offsets_follow() {
        let arguments = Message {
            text: "sifat=Darurat edaran=“internal”\n\n🌊 Banjir".into(),
            entities: vec![Entity::plain("bold", 36, 6)],
            buttons: Vec::new(),
        };
        let opening = open(&arguments).unwrap();
        let nature = opening.nature.unwrap();
        assert_eq!(nature.priority, Priority::Emergency);
        assert_eq!(nature.circulation, Circulation::Internal);
        assert_eq!(opening.content.text, "🌊 Banjir");
        assert_eq!(opening.content.entities, vec![Entity::plain("bold", 3, 6)]);
    }

    #[test]
    fn an_unknown_key_is_refused_and_never_becomes_content() {
        for text in [
            "tenggang=4jam\nIsi",
            "sifat=penting Isi langsung",
            "sifat=gawat\nIsi",
        ] {
            assert!(open(&Message::plain(text)).is_err(), "{text}");
        }
    }

    #[test]
    fn text_with_an_equals_sign_is_content() {
        for text in ["https://kpu.go.id/?a=b", "2+2=4", "= judul", "Isi a=b"] {
            assert_eq!(open(&Message::plain(text)).unwrap().content.text, text);
        }
    }

    #[test]
    fn an_invitation_is_internal_unless_said_otherwise() {
        let circulation = |text| {
            open(&Message::plain(text))
                .unwrap()
                .nature
                .unwrap()
                .circulation
        };
        assert_eq!(circulation("jenis=undangan\nIsi"), Circulation::Internal);
        assert_eq!(
            circulation("edaran=publik jenis=undangan\nIsi"),
            Circulation::Public
        );
    }
}
