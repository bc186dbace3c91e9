//! Everything held after a restore from a backup, and let go.

use super::lines::{Lines, button, cut};
use super::{Lang, time};
use crate::domain::action::Action;
use crate::domain::announcement::Number;
use crate::domain::clock::Timestamp;
use crate::domain::id::RestorationId;
use crate::domain::message::Message;

/// Most of a person's name in a sentence.
const NAME: usize = 120;

/// What was restored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// Whose hold the button ends.
    pub restoration: RestorationId,
    /// When the backup was made.
    pub made_at: Timestamp,
    /// When it was restored.
    pub restored_at: Timestamp,
    /// So many announcements had deliveries waiting.
    pub announcements: i64,
    /// So many deliveries.
    pub deliveries: i64,
    /// The highest number that the backup knows.
    pub last_number: Option<Number>,
}

/// To owners: what was restored, what to look at, and the button that lets it go.
#[must_use]
pub fn held(lang: &Lang, held: &Held) -> Message {
    let made = time::full(lang, held.made_at);
    let at = time::full(lang, held.restored_at);
    let mut lines =
        Lines::titled(&lang.text("restored-held", &[("made", made.into()), ("at", at.into())]));
    lines.blank();
    if held.deliveries > 0 {
        lines.line(&lang.text(
            "restored-waiting",
            &[
                ("announcements", held.announcements.into()),
                ("deliveries", held.deliveries.into()),
            ],
        ));
    } else {
        lines.line(&lang.plain("restored-nothing-waits"));
    }
    match held.last_number {
        Some(number) => {
            let number = number.to_string();
            lines.line(&lang.text("restored-last-number", &[("number", number.into())]))
        }
        None => lines.line(&lang.plain("restored-no-number")),
    };
    lines.line(&lang.plain("restored-before"));
    let restoration = held.restoration;
    lines.done().row([button(
        lang.plain("restored-release"),
        Action::Release { restoration },
    )])
}

/// The same message after the button was pressed, and the news to others: `by` has let it go.
#[must_use]
pub fn released(lang: &Lang, by: &str, at: Timestamp, made_at: Timestamp, frozen: bool) -> Message {
    let (by, at, made) = (
        cut(by, NAME),
        time::full(lang, at),
        time::full(lang, made_at),
    );
    let arguments = [("by", by.into()), ("at", at.into()), ("made", made.into())];
    let mut lines = Lines::titled(&lang.text("restored-released", &arguments));
    if frozen {
        lines.line(&lang.plain("restored-still-frozen"));
    }
    lines.done()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::{AT, NUMBER, read_aloud};

    #[test]
    fn restores_are_read_aloud() {
        let later = Timestamp(AT.0 + 3_600_000);
        let full = Held {
            restoration: RestorationId(3),
            made_at: AT,
            restored_at: later,
            announcements: 2,
            deliveries: 1500,
            last_number: Some(NUMBER),
        };
        let nothing = Held {
            announcements: 0,
            deliveries: 0,
            last_number: None,
            ..full
        };
        let by = "Siti Aminah";
        read_aloud("restored", |lang| {
            vec![
                ("held", held(lang, &full)),
                ("held: nothing waits", held(lang, &nothing)),
                ("released", released(lang, by, later, AT, false)),
                (
                    "released: still frozen",
                    released(lang, by, later, AT, true),
                ),
            ]
        });
    }
}
