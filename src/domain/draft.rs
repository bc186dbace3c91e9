//! What a draft is made of.

use super::message::Message;

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
