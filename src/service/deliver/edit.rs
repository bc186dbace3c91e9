//! Which call makes a message of ours another one.

use crate::domain::address::Address;
use crate::domain::message::{Button, Message};
use crate::domain::outgoing::Outgoing;
use crate::domain::part::{Captioned, Part};

/// One message of a revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Item {
    /// A text.
    Text(Message),
    /// A medium, alone or in an album.
    Medium(Box<Captioned>),
}

/// The message in a place of a revision.
pub(super) fn at(parts: &[Part], place: usize) -> Option<Item> {
    let mut first = 0;
    for part in parts {
        let behind = first + part.messages();
        if place < behind {
            return Some(match part {
                Part::Text(text) => Item::Text(text.clone()),
                Part::Medium(_) | Part::Album { .. } => {
                    Item::Medium(Box::new(part.media()[place - first].clone()))
                }
            });
        }
        first = behind;
    }
    None
}

/// What stands in the place of an edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Before {
    /// Surely this medium.
    Showing(Box<Captioned>),
    /// A text, or some medium or other.
    Any,
}

/// The edit that makes a message into another that it can become. A medium is sent with it, unless it is
/// certain that the message shows just that one.
pub(super) fn to(
    (at, message_id): (Address, i64),
    before: &Before,
    item: Item,
    buttons: Vec<Vec<Button>>,
) -> Outgoing {
    match (before, item) {
        (Before::Showing(was), Item::Medium(medium)) if shows_the_same(was, &medium) => {
            let above = medium.above;
            let caption = Message {
                buttons,
                ..medium.caption
            };
            Outgoing::EditCaption {
                at,
                message_id,
                caption,
                above,
            }
        }
        (_, Item::Medium(mut medium)) => {
            medium.caption.buttons = buttons;
            Outgoing::EditMedium {
                at,
                message_id,
                medium,
            }
        }
        (_, Item::Text(text)) => Outgoing::Edit {
            at,
            message_id,
            message: Message { buttons, ..text },
        },
    }
}

fn shows_the_same(was: &Captioned, medium: &Captioned) -> bool {
    was.medium == medium.medium && was.above == medium.above
}

/// The edit by which a message says that it holds no longer. A medium stays: no message can lose its own.
pub(super) fn blank(
    at: Address,
    message_id: i64,
    before: Option<&Item>,
    words: Message,
) -> Outgoing {
    match before {
        Some(Item::Medium(was)) => Outgoing::EditCaption {
            at,
            message_id,
            caption: words,
            above: was.above,
        },
        Some(Item::Text(_)) | None => Outgoing::Edit {
            at,
            message_id,
            message: words,
        },
    }
}
