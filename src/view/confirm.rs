//! Pop-ups after "Diterima".

use super::lines::cut;
use super::{Lang, time};
use crate::domain::clock::Timestamp;

/// Longest text of the answer to a press (<https://core.telegram.org/bots/api#answercallbackquery>).
pub(super) const POPUP_LIMIT: usize = 200;

/// Most of an institution's name, so that the rest of the sentence fits.
const NAME: usize = 70;
/// Most of a person's name besides.
const BY: usize = 25;

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

/// Whether the institution comes is recorded; `before`: what it had answered, by whom and when.
#[must_use]
pub fn attends(
    lang: &Lang,
    institution: &str,
    attends: bool,
    before: Option<(bool, &str, Timestamp)>,
) -> String {
    let (institution, attends_word) = (cut(institution, NAME), word(lang, attends));
    let mut arguments = vec![
        ("institution", institution.into()),
        ("answer", attends_word.into()),
    ];
    let key = match before {
        None => "confirm-attendance",
        Some((same, by, at)) => {
            arguments.push(("by", cut(by, BY).into()));
            arguments.push(("at", time::full(lang, at).into()));
            match same == attends {
                true => "confirm-attendance-same",
                false => "confirm-attendance-changed",
            }
        }
    };
    cut(&lang.text(key, &arguments), POPUP_LIMIT)
}

/// "hadir" or "tidak hadir", within a sentence.
pub(super) fn word(lang: &Lang, attends: bool) -> String {
    lang.plain(match attends {
        true => "confirm-attending",
        false => "confirm-absent",
    })
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
                ("attends", Message::plain(attends(lang, name, true, None))),
                (
                    "attends: the same again",
                    Message::plain(attends(lang, name, true, Some((true, "Budi", AT)))),
                ),
                (
                    "attends: changed",
                    Message::plain(attends(lang, name, false, Some((true, "Budi", AT)))),
                ),
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
                attends(&lang, &name, false, Some((true, &name, AT))),
                attends(&lang, &name, false, Some((false, &name, AT))),
            ] {
                assert!(
                    utf16_len(&text) <= POPUP_LIMIT && !text.ends_with('…'),
                    "{text}"
                );
            }
        }
    }
}
