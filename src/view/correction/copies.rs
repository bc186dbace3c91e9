//! What members read: the mark of a correction, the notice below a copy, and what old messages say.

use super::{either, number};
use crate::domain::announcement::{Change, Confirmation, Number};
use crate::domain::clock::Timestamp;
use crate::domain::message::Message;
use crate::domain::part::MediumKind;
use crate::view::lines::Lines;
use crate::view::{Lang, time};

/// The line of a header that says it; without a time it is a preview.
pub(in crate::view) fn mark(lang: &Lang, change: Change, at: Option<Timestamp>) -> String {
    match at {
        Some(at) => lang.text(
            either(change, "correction-corrected", "correction-withdrawn"),
            &[("at", time::full(lang, at).into())],
        ),
        None => lang.plain(either(
            change,
            "correction-corrected-preview",
            "correction-withdrawn-preview",
        )),
    }
}

/// What is said below a copy that was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notice {
    /// Of which announcement.
    pub number: Number,
    /// What became of it.
    pub change: Change,
    /// When that was approved.
    pub at: Timestamp,
    /// What its buttons ask.
    pub asked: Confirmation,
    /// Whether the copy was edited; else it could not be, and a new one was sent.
    pub edited: bool,
}

/// The notice itself, without its buttons.
#[must_use]
pub fn notice(lang: &Lang, notice: &Notice) -> Message {
    let key = match (notice.change, notice.edited) {
        (Change::Correction, true) => "correction-notice-corrected",
        (Change::Correction, false) => "correction-notice-corrected-anew",
        (Change::Withdrawal, true) => "correction-notice-withdrawn",
        (Change::Withdrawal, false) => "correction-notice-withdrawn-anew",
    };
    let at = time::full(lang, notice.at);
    let mut lines = Lines::titled(&lang.text(key, &[number(notice.number), ("at", at.into())]));
    if notice.asked != Confirmation::None {
        lines.line(&lang.plain("correction-notice-confirm"));
    }
    lines.done()
}

/// What a message of ours is of which nothing holds any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gone {
    /// A text.
    Words,
    /// A medium by itself, or a document among others.
    Medium(MediumKind),
    /// Photos and videos that show one caption for all.
    Album,
}

/// What such a message says in the place of its words. A medium stays where it is, so that is said of it.
#[must_use]
pub fn blank(lang: &Lang, asked: Number, gone: Gone) -> Message {
    let key = match gone {
        Gone::Words => "correction-blank-words",
        Gone::Medium(MediumKind::Photo) => "correction-blank-photo",
        Gone::Medium(MediumKind::Video) => "correction-blank-video",
        Gone::Medium(MediumKind::Document) => "correction-blank-document",
        Gone::Album => "correction-blank-album",
    };
    Message::plain(lang.text(key, &[number(asked)]))
}
