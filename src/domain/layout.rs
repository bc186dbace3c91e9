//! What stands in the places of a revision, and which of its messages can be made into another's.
//!
//! The platform turns a text into another text or into a medium, and a medium into another medium; a
//! message never loses its medium, and an album stays the album that it was sent as
//! (<https://core.telegram.org/bots/api#editmessagemedia>).

use std::collections::BTreeMap;
use std::ops::Range;

use super::part::{MediumKind, Part};

/// One message of a revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// The part that it belongs to.
    pub part: usize,
    /// The place in which that part begins.
    pub first: usize,
    /// How many messages that part is.
    pub messages: usize,
    /// What it is.
    pub kind: SlotKind,
    /// Whether anything can be read in it.
    pub has_words: bool,
}

/// Kinds of messages, as far as edits are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotKind {
    /// A text.
    Text,
    /// A medium by itself.
    Medium,
    /// A photo or a video among others, which show one caption for all of them.
    InAlbum,
    /// A document among others, each with its own caption.
    AmongDocuments,
}

impl Slot {
    /// The messages of some parts, in the order in which they are read.
    #[must_use]
    pub fn all(parts: &[Part]) -> Vec<Self> {
        let mut slots = Vec::new();
        for (part, content) in parts.iter().enumerate() {
            let first = slots.len();
            let kind = match content {
                Part::Text(_) => SlotKind::Text,
                Part::Medium(_) => SlotKind::Medium,
                Part::Album { album } => match album.first().map(|one| one.medium.kind) {
                    Some(MediumKind::Document) => SlotKind::AmongDocuments,
                    _ => SlotKind::InAlbum,
                },
            };
            slots.extend(content.words().map(|words| Self {
                part,
                first,
                messages: content.messages(),
                kind,
                has_words: !words.text.is_empty(),
            }));
        }
        slots
    }

    /// The places of its part.
    #[must_use]
    pub fn places(&self) -> Range<usize> {
        self.first..self.first + self.messages
    }

    /// Whether an edit makes the other one of it.
    #[must_use]
    pub fn becomes(&self, other: &Self) -> bool {
        match (self.kind, other.kind) {
            (SlotKind::Text, SlotKind::Text | SlotKind::Medium)
            | (SlotKind::Medium, SlotKind::Medium) => true,
            (SlotKind::InAlbum, SlotKind::InAlbum)
            | (SlotKind::AmongDocuments, SlotKind::AmongDocuments) => {
                self.places() == other.places()
            }
            _ => false,
        }
    }
}

/// What several revisions of an announcement have in their places.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layouts(BTreeMap<i64, Vec<Slot>>);

impl Layouts {
    /// Adds a revision.
    pub fn put(&mut self, revision: i64, slots: &[Slot]) {
        self.0.insert(revision, slots.to_vec());
    }

    /// What a revision has in a place.
    #[must_use]
    pub fn slot(&self, revision: i64, place: usize) -> Option<&Slot> {
        self.0.get(&revision)?.get(place)
    }

    /// How many messages of the messenger a part of a revision is.
    #[must_use]
    pub fn messages(&self, revision: i64, part: usize) -> usize {
        let slots = self.0.get(&revision).map(Vec::as_slice);
        let slots = slots.unwrap_or_default().iter();
        slots.filter(|slot| slot.part == part).count()
    }

    /// How many parts a revision has.
    #[must_use]
    pub fn parts(&self, revision: i64) -> usize {
        let last = self.0.get(&revision).and_then(|slots| slots.last());
        last.map_or(0, |slot| slot.part + 1)
    }
}
