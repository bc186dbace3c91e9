//! All sending held, and let go again.

use super::lines::{Lines, cut};
use super::{Lang, time};
use crate::domain::clock::Timestamp;
use crate::domain::message::Message;

/// Most of a person's name in a sentence.
const NAME: usize = 120;

/// To all owners and approvers: `by` has stopped all sending.
#[must_use]
pub fn frozen(lang: &Lang, by: &str, at: Timestamp) -> Message {
    notice(lang, "freeze-frozen", by, at)
}

/// To the same: `by` lets it go on.
#[must_use]
pub fn thawed(lang: &Lang, by: &str, at: Timestamp) -> Message {
    notice(lang, "freeze-thawed", by, at)
}

fn notice(lang: &Lang, key: &str, by: &str, at: Timestamp) -> Message {
    let (by, at) = (cut(by, NAME), time::full(lang, at));
    Lines::titled(&lang.text(key, &[("by", by.into()), ("at", at.into())])).done()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::{AT, read_aloud};

    #[test]
    fn freezing_is_read_aloud() {
        read_aloud("freeze", |lang| {
            vec![
                ("frozen", frozen(lang, "Siti Aminah", AT)),
                ("thawed", thawed(lang, "Rahmat Hidayat", AT)),
            ]
        });
    }
}
