//! The day's last hash of the record, for owners to keep.

use super::lines::Lines;
use super::{Lang, time};
use crate::domain::clock::Timestamp;
use crate::domain::message::Message;
use crate::domain::seal::Digest;

/// To owners: the hash of a seal, what it proves, and how.
#[must_use]
pub fn told(lang: &Lang, number: i64, sealed_at: Timestamp, hash: &Digest) -> Message {
    let at = time::full(lang, sealed_at);
    let arguments = [("number", number.into()), ("at", at.into())];
    let mut lines = Lines::titled(&lang.text("seal-told", &arguments));
    let command = format!("satupintu audit verify --hash {hash}");
    lines.code(&lang.plain("seal-verify"), &command);
    lines.done()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::{AT, read_aloud};

    #[test]
    fn seals_are_read_aloud() {
        let hash = Digest::of_nothing();
        read_aloud("seal", |lang| vec![("told", told(lang, 1234, AT, &hash))]);
    }
}
