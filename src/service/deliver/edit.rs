//! Which call makes a message of ours another one.

use crate::domain::address::Address;
use crate::domain::message::{Button, Message};
use crate::domain::outgoing::Outgoing;
use crate::domain::part::{Captioned, Part, fits_caption};

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

/// The edit that makes a message, of the kind that it was `before`, into another. Words in the place of a
/// medium stand below it: a message cannot lose its medium. Words that are too many for that are refused
/// by the platform, and then sent anew.
pub(super) fn to(
    at: Address,
    message_id: i64,
    before: Option<&Item>,
    item: Item,
    buttons: Vec<Vec<Button>>,
) -> Outgoing {
    match (before, item) {
        (Some(Item::Medium(was)), Item::Medium(medium))
            if was.medium == medium.medium && was.above == medium.above =>
        {
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
        (Some(Item::Medium(was)), Item::Text(text)) if fits_caption(&text) => {
            Outgoing::EditCaption {
                at,
                message_id,
                caption: Message { buttons, ..text },
                above: was.above,
            }
        }
        (_, Item::Text(text)) => Outgoing::Edit {
            at,
            message_id,
            message: Message { buttons, ..text },
        },
    }
}
