//! What an announcement is made of: texts, photos, videos, documents and albums, in the order in which
//! they are read.
//!
//! A part is one message of the messenger, or the few that an album is. Versions before this one knew
//! texts alone and stored them bare: a [`Part`] reads those too.

use serde::{Deserialize, Serialize};

use super::message::{Button, Message, utf16_len};

/// Longest caption, in UTF-16 units after entity parsing
/// (<https://core.telegram.org/bots/api#sendphoto>).
pub const CAPTION_LIMIT: usize = 1024;

/// Most media of one album (<https://core.telegram.org/bots/api#sendmediagroup>).
pub const LARGEST_ALBUM: usize = 10;

/// One message, or an album of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Part {
    /// Media that stand together. The platform lets no buttons under them.
    Album { album: Vec<Captioned> },
    /// One medium with what is written below it.
    Medium(Captioned),
    /// A text.
    Text(Message),
}

/// A medium with what is written below it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Captioned {
    /// What is shown.
    pub medium: Medium,
    /// What is written below it, which may be nothing; with the buttons.
    #[serde(default)]
    pub caption: Message,
    /// It is written above it instead.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub above: bool,
    /// The album that it came with, by the platform's handle; told of what an author has sent alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
}

/// A photo, a video or a document that somebody sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Medium {
    /// What it is.
    pub kind: MediumKind,
    /// The platform's handle, by which it is sent again.
    pub file: String,
    /// The platform's name for the same bytes, whoever sends them; opens nothing.
    pub unique: String,
    /// How large it is, where the platform says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
    /// As its author called it; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Its type, as the author's app tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mime: Option<String>,
    /// SHA-256 of its bytes, in hexadecimal, once they are archived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// Covered until it is tapped.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub spoiler: bool,
}

/// Kinds of medium that an announcement can carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediumKind {
    /// Seen at once.
    Photo,
    /// Played where it stands.
    Video,
    /// To be saved and opened. In an album only among its like.
    Document,
}

impl From<Message> for Part {
    fn from(text: Message) -> Self {
        Self::Text(text)
    }
}

impl Part {
    /// How many messages of the messenger it is.
    #[must_use]
    pub fn messages(&self) -> usize {
        match self {
            Self::Text(_) | Self::Medium(_) => 1,
            Self::Album { album } => album.len(),
        }
    }

    /// Its media, in their order.
    #[must_use]
    pub fn media(&self) -> &[Captioned] {
        match self {
            Self::Text(_) => &[],
            Self::Medium(medium) => std::slice::from_ref(medium),
            Self::Album { album } => album,
        }
    }

    /// The same, to be changed.
    pub fn media_mut(&mut self) -> &mut [Captioned] {
        match self {
            Self::Text(_) => &mut [],
            Self::Medium(medium) => std::slice::from_mut(medium),
            Self::Album { album } => album,
        }
    }

    /// What can be read in it: the text, or the captions.
    pub fn words(&self) -> impl Iterator<Item = &Message> {
        let (text, media) = match self {
            Self::Text(text) => (Some(text), &[][..]),
            Self::Medium(_) | Self::Album { .. } => (None, self.media()),
        };
        text.into_iter()
            .chain(media.iter().map(|medium| &medium.caption))
    }

    /// The rows of its buttons; none where there can be none, as below an album.
    pub fn buttons_mut(&mut self) -> Option<&mut Vec<Vec<Button>>> {
        match self {
            Self::Text(text) => Some(&mut text.buttons),
            Self::Medium(medium) => Some(&mut medium.caption.buttons),
            Self::Album { .. } => None,
        }
    }

    /// Whether it says or shows anything.
    #[must_use]
    pub fn says_something(&self) -> bool {
        match self {
            Self::Text(text) => !text.text.trim().is_empty(),
            Self::Medium(_) => true,
            Self::Album { album } => !album.is_empty(),
        }
    }
}

/// How many messages of the messenger these parts are.
#[must_use]
pub fn messages(parts: &[Part]) -> usize {
    parts.iter().map(Part::messages).sum()
}

/// The ids of a whole copy, part by part: an album has several.
#[must_use]
pub fn by_part<'a>(parts: &[Part], ids: &'a [i64]) -> Vec<&'a [i64]> {
    let mut rest = ids;
    let mut found = Vec::with_capacity(parts.len());
    for part in parts {
        let (own, behind) = rest.split_at(part.messages().min(rest.len()));
        found.push(own);
        rest = behind;
    }
    found
}

/// Whether a caption is short enough for the platform.
#[must_use]
pub fn fits_caption(caption: &Message) -> bool {
    utf16_len(&caption.text) <= CAPTION_LIMIT
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn photo(unique: &str) -> Captioned {
        Captioned {
            medium: Medium {
                kind: MediumKind::Photo,
                file: format!("file-{unique}"),
                unique: unique.to_owned(),
                bytes: Some(7),
                name: String::new(),
                mime: None,
                sha256: None,
                spoiler: false,
            },
            caption: Message::plain("Peta"),
            above: false,
            group: None,
        }
    }

    #[test]
    fn what_was_stored_before_there_were_media_is_a_text() {
        let stored = r#"[{"text":"Isi","entities":[{"type":"bold","offset":0,"length":3}]}]"#;
        let read: Vec<Part> = serde_json::from_str(stored).unwrap();
        let Part::Text(text) = &read[0] else {
            panic!("{read:?}")
        };
        assert_eq!(text.text, "Isi");
        assert_eq!(serde_json::to_string(&read).unwrap(), stored);
    }

    #[test]
    fn every_part_is_read_as_what_it_was() {
        let parts = vec![
            Part::Text(Message::plain("Isi")),
            Part::Medium(photo("a")),
            Part::Album {
                album: vec![photo("b"), photo("c")],
            },
        ];
        let stored = serde_json::to_value(&parts).unwrap();
        assert_eq!(stored[1]["medium"]["kind"], json!("photo"));
        assert_eq!(stored[2]["album"][1]["caption"]["text"], json!("Peta"));
        let read: Vec<Part> = serde_json::from_value(stored).unwrap();
        assert_eq!(read, parts);
        assert_eq!(messages(&parts), 4);
        assert_eq!(by_part(&parts, &[7, 8, 9, 10]), [&[7][..], &[8], &[9, 10]]);
        assert_eq!(by_part(&parts, &[7]), [&[7][..], &[], &[]]);
    }
}
