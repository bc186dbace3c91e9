//! Pop-ups after "Diterima".

use super::lines::cut;
use super::{Lang, time};
use crate::domain::clock::Timestamp;

/// Longest text of the answer to a press (<https://core.telegram.org/bots/api#answercallbackquery>).
pub(super) const POPUP_LIMIT: usize = 200;

/// Most of an institution's name, so that the rest of the sentence fits.
const NAME: usize = 80;

/// The institution is confirmed by this press.
#[must_use]
pub fn recorded_first(lang: &Lang, institution: &str, at: Timestamp) -> String {
    popup(lang, "confirm-recorded-first", institution, at)
}

/// The institution was confirmed before; this person's press is kept as well.
#[must_use]
pub fn recorded_also(lang: &Lang, institution: &str, at: Timestamp) -> String {
    popup(lang, "confirm-recorded-also", institution, at)
}

/// This person had pressed before, at `at`.
#[must_use]
pub fn already(lang: &Lang, institution: &str, at: Timestamp) -> String {
    popup(lang, "confirm-already", institution, at)
}

/// To a newcomer: when what they were sent was approved.
#[must_use]
pub fn earlier(lang: &Lang, approved: Timestamp) -> String {
    let at = time::full(lang, approved);
    cut(
        &lang.text("confirm-earlier", &[("at", at.into())]),
        POPUP_LIMIT,
    )
}

fn popup(lang: &Lang, key: &str, institution: &str, at: Timestamp) -> String {
    let text = lang.text(
        key,
        &[
            ("institution", cut(institution, NAME).into()),
            ("at", time::full(lang, at).into()),
        ],
    );
    cut(&text, POPUP_LIMIT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::message::{Message, utf16_len};
    use crate::view::testing::{AT, english, indonesian, read_aloud};

    #[test]
    fn confirmations_are_read_aloud() {
        read_aloud("confirm", |lang| {
            let name = "KPU Kota Bontang";
            vec![
                (
                    "recorded_first",
                    Message::plain(recorded_first(lang, name, AT)),
                ),
                (
                    "recorded_also",
                    Message::plain(recorded_also(lang, name, AT)),
                ),
                ("already", Message::plain(already(lang, name, AT))),
                ("earlier", Message::plain(earlier(lang, AT))),
            ]
        });
    }

    #[test]
    fn the_longest_name_leaves_the_whole_sentence() {
        let name = "Sekretariat 🌊 ".repeat(40);
        for lang in [indonesian(), english()] {
            for text in [
                recorded_first(&lang, &name, AT),
                recorded_also(&lang, &name, AT),
                already(&lang, &name, AT),
                earlier(&lang, AT),
            ] {
                assert!(
                    utf16_len(&text) <= POPUP_LIMIT && !text.ends_with('…'),
                    "{text}"
                );
            }
        }
    }
}
