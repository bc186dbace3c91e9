//! Corrections and withdrawals: what their authors and approvers see. What members read is in `copies`, what
//! cards and lists say in `card`.

mod card;
mod copies;

use super::Lang;
use super::lines::{Lines, button, cut};
use super::panel::{self, Draft};
use crate::domain::action::Action;
use crate::domain::announcement::{Change, Confirmation, Number};
use crate::domain::correction::{Correction, Pictures, seen_in};
use crate::domain::difference::{Stretch, difference};
use crate::domain::id::AnnouncementId;
use crate::domain::message::{Button, Message, utf16_len};
use crate::domain::part::Part;

pub(super) use card::{behind, counts, history, listed, progress, status};
pub(super) use copies::mark;
pub use copies::{Gone, Notice, blank, notice};

/// Most of a name in a sentence, and of a title.
const NAME: usize = 80;
const TITLE: usize = 200;
/// Most of one on a card, which has many.
const SHORT: usize = 24;
/// Most of what has changed, in UTF-16 units.
const CHANGES: usize = 3000;

/// One of two texts, by what a revision does.
fn either(change: Change, corrected: &'static str, withdrawn: &'static str) -> &'static str {
    match change {
        Change::Correction => corrected,
        Change::Withdrawal => withdrawn,
    }
}

fn number(number: Number) -> (&'static str, fluent_bundle::FluentValue<'static>) {
    ("number", number.to_string().into())
}

/// After a bare `/ralat 1` or `/cabut 1`.
#[must_use]
pub fn ask_content(lang: &Lang, of: &Correction, announcement: AnnouncementId) -> Message {
    let key = either(of.change, "correction-ask-content", "correction-ask-reason");
    let discard = Action::Discard { announcement };
    Lines::titled(&lang.text(key, &[number(of.number)]))
        .done()
        .row([button(lang.plain("draft-discard"), discard)])
}

/// All that can be read in a content.
fn words(content: &[Part]) -> String {
    let texts = content.iter().flat_map(Part::words);
    let texts: Vec<&str> = texts.map(|text| text.text.as_str()).collect();
    texts.join("\n")
}

/// What has changed, or what is to be withdrawn; shown above the preview.
#[must_use]
pub fn changes(lang: &Lang, of: &Correction, new: &[Part]) -> Message {
    if of.change == Change::Withdrawal {
        let title = cut(&of.title, TITLE);
        let text = lang.text(
            "correction-withdraws",
            &[number(of.number), ("title", title.into())],
        );
        return Lines::titled(&text).done();
    }
    let about = [number(of.number), ("revision", of.revision.into())];
    let stretches = difference(&words(&of.old), &words(new));
    let media = seen_in(&of.old) != seen_in(new);
    if stretches.is_empty() && !media {
        return Lines::titled(&lang.text("correction-changes-none", &about)).done();
    }
    let mut lines = Lines::titled(&lang.text("correction-changes", &about));
    if media {
        lines.line(&lang.plain("correction-changes-media"));
    }
    let mut message = lines.done();
    message.push("\n", None);
    for stretch in stretches {
        let (text, kind) = match &stretch {
            Stretch::Same(text) => (text, None),
            Stretch::Gone(text) => (text, Some("strikethrough")),
            Stretch::New(text) => (text, Some("bold")),
        };
        let room = CHANGES.saturating_sub(utf16_len(&message.text));
        if room < 2 {
            break;
        }
        let text = cut(text, room);
        if !text.is_empty() {
            message.push(&text, kind);
        }
    }
    message
}

/// What it would do now.
fn reach(lang: &Lang, lines: &mut Lines, of: &Correction) {
    let key = either(
        of.change,
        "correction-reach-corrected",
        "correction-reach-withdrawn",
    );
    lines.line(&lang.text(
        key,
        &[
            ("copies", of.copies.into()),
            ("waiting", of.waiting.into()),
            ("revision", of.revision.into()),
        ],
    ));
    match of.pictures {
        Pictures::Stay => {}
        Pictures::Change => {
            lines.line(&lang.plain("correction-pictures-change"));
        }
        Pictures::Go => {
            lines.line(&lang.plain("correction-pictures-go"));
        }
    }
    lines.line(&lang.plain("correction-at-once"));
}

/// The panel below the preview of a draft.
#[must_use]
pub fn panel(lang: &Lang, of: &Correction, draft: &Draft<'_>) -> Message {
    let (announcement, version) = (draft.announcement, draft.version);
    let key = either(
        of.change,
        "correction-draft-corrected",
        "correction-draft-withdrawn",
    );
    let mut lines = Lines::titled(&lang.text(key, &[number(of.number)]));
    reach(lang, &mut lines, of);
    lines.blank().line(&lang.plain("panel-next"));
    let submit = Action::Submit {
        announcement,
        version,
    };
    let trial = Action::Trial {
        announcement,
        version,
    };
    let discard = Action::Discard { announcement };
    let mut below = vec![button(lang.plain("panel-discard"), discard)];
    if draft.pieces > 1 {
        let drop = Action::DropLast { announcement };
        below.insert(0, button(lang.plain("panel-drop-last"), drop));
    }
    let mut message = lines.done();
    if of.change == Change::Correction && draft.options.confirmation != Confirmation::None {
        message = message.row([panel::deadline_button(lang, draft)]);
    }
    message
        .row([button(lang.plain("panel-trial"), trial)])
        .row([button(lang.plain("panel-submit"), submit)])
        .row(below)
}

/// Title and summary of the panel that approvers get.
pub(super) fn request(lang: &Lang, of: &Correction) -> Lines {
    let key = either(
        of.change,
        "correction-request-corrected",
        "correction-request-withdrawn",
    );
    let mut lines = Lines::titled(&lang.text(key, &[number(of.number)]));
    reach(lang, &mut lines, of);
    lines
}

/// The label of the button that does it.
pub(super) fn surely(lang: &Lang, change: Change) -> String {
    lang.plain(either(
        change,
        "correction-surely-corrected",
        "correction-surely-withdrawn",
    ))
}

/// What follows from that button.
pub(super) fn sure_next(lang: &Lang, change: Change) -> String {
    lang.plain(either(
        change,
        "correction-sure-next-corrected",
        "correction-sure-next-withdrawn",
    ))
}

/// What follows from that button where somebody else has to agree as well.
pub(super) fn sure_next_others(lang: &Lang, change: Change) -> String {
    lang.plain(either(
        change,
        "correction-sure-next-others-corrected",
        "correction-sure-next-others-withdrawn",
    ))
}

/// Title and summary of the second question.
pub(super) fn sure(lang: &Lang, of: &Correction) -> Lines {
    let key = either(
        of.change,
        "correction-sure-corrected",
        "correction-sure-withdrawn",
    );
    let mut lines = Lines::titled(&lang.text(key, &[number(of.number)]));
    reach(lang, &mut lines, of);
    lines
}

/// Another one was approved first: this one is a draft again.
#[must_use]
pub fn superseded(lang: &Lang, asked: Number, by: &str, revision: i64) -> Message {
    let about = [
        number(asked),
        ("by", cut(by, NAME).into()),
        ("revision", revision.into()),
    ];
    Lines::titled(&lang.text("correction-superseded", &about)).done()
}

/// What it was to correct has been withdrawn.
#[must_use]
pub fn moot(lang: &Lang, asked: Number, by: &str) -> Message {
    let about = [number(asked), ("by", cut(by, NAME).into())];
    Lines::titled(&lang.text("correction-moot", &about)).done()
}

/// To the author of an announcement that somebody else corrected or withdrew.
#[must_use]
pub fn told(lang: &Lang, asked: Number, change: Change, author: &str, by: &str) -> Message {
    let key = either(
        change,
        "correction-told-corrected",
        "correction-told-withdrawn",
    );
    let about = [
        number(asked),
        ("author", cut(author, NAME).into()),
        ("by", cut(by, NAME).into()),
    ];
    Lines::titled(&lang.text(key, &about)).done()
}

/// "Ralat" and "Cabut".
pub(super) fn buttons(lang: &Lang, announcement: AnnouncementId) -> Vec<Button> {
    vec![
        button(
            lang.plain("correction-correct"),
            Action::Correct { announcement },
        ),
        button(
            lang.plain("correction-withdraw"),
            Action::Withdraw { announcement },
        ),
    ]
}

/// What an approver's panel says when it was approved.
pub(super) fn settled(lang: &Lang, asked: Number, change: Change, by: &str, at: &str) -> String {
    let key = either(
        change,
        "correction-settled-corrected",
        "correction-settled-withdrawn",
    );
    lang.text(key, &[number(asked), ("by", by.into()), ("at", at.into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::archive::Archive;
    use crate::domain::options::Options;
    use crate::domain::part::MediumKind;
    use crate::domain::report::Reach;
    use crate::view::testing::{
        ANNOUNCEMENT, AT, NUMBER, assert_sendable, indonesian, reach, read_aloud,
    };

    const OLD: &str = "Pemungutan suara Rabu, 17 November 2026.";

    fn said(text: &str) -> Vec<Part> {
        vec![Part::Text(Message::plain(text))]
    }

    fn of(change: Change, old: &[Part]) -> Correction {
        Correction {
            announcement: ANNOUNCEMENT,
            number: NUMBER,
            change,
            revision: 1,
            old: old.to_vec(),
            pictures: Pictures::Stay,
            title: OLD.to_owned(),
            copies: 300,
            waiting: 248,
        }
    }

    fn draft<'a>(pieces: usize, reach: &'a Reach, options: &'a Options) -> Draft<'a> {
        Draft {
            announcement: ANNOUNCEMENT,
            version: 2,
            options,
            reach,
            parts: 1,
            pieces,
            archive: Archive::default(),
            held: None,
            history: &[],
        }
    }

    #[test]
    fn corrections_are_read_aloud() {
        let old = said(OLD);
        let (reach, options) = (reach(), Options::default());
        read_aloud("correction", |lang| {
            let mut all = Vec::new();
            for (change, name) in [(Change::Correction, "ralat"), (Change::Withdrawal, "cabut")] {
                let of = of(change, &old);
                let below = |edited, asked| {
                    let about = Notice {
                        number: NUMBER,
                        change,
                        at: AT,
                        asked,
                        edited,
                    };
                    notice(lang, &about)
                };
                all.extend([
                    (name, Message::plain(mark(lang, change, Some(AT)))),
                    ("notice: edited", below(true, Confirmation::Received)),
                    ("notice: anew", below(false, Confirmation::None)),
                    ("ask_content", ask_content(lang, &of, ANNOUNCEMENT)),
                    (
                        "changes",
                        changes(lang, &of, &said("Pemungutan suara Rabu, 18 November 2026.")),
                    ),
                    ("panel", panel(lang, &of, &draft(2, &reach, &options))),
                    ("told", told(lang, NUMBER, change, "Budi", "Ratna")),
                ]);
            }
            all.push((
                "changes: none",
                changes(lang, &of(Change::Correction, &old), &old),
            ));
            for gone in [
                Gone::Words,
                Gone::Medium(MediumKind::Photo),
                Gone::Medium(MediumKind::Video),
                Gone::Medium(MediumKind::Document),
                Gone::Album,
            ] {
                all.push(("blank", blank(lang, NUMBER, gone)));
            }
            for (name, pictures) in [("changed", Pictures::Change), ("gone", Pictures::Go)] {
                let of = Correction {
                    pictures,
                    ..of(Change::Correction, &old)
                };
                all.push((name, panel(lang, &of, &draft(1, &reach, &options))));
            }
            all.push(("superseded", superseded(lang, NUMBER, "Ratna", 2)));
            all.push(("moot", moot(lang, NUMBER, "Ratna")));
            all
        });
    }

    #[test]
    fn a_long_text_that_changed_all_over_still_fits() {
        let old = said(&"kata 🌊 ".repeat(5_000));
        let new = said(&"lain ".repeat(5_000));
        let of = of(Change::Correction, &old);
        assert_sendable(&changes(&indonesian(), &of, &new));
    }
}
