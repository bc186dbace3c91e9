//! `/rekap`: a month as a workbook and as printed pages, and what is said beside them.

mod pages;
mod sheets;

use std::time::Duration;

use super::export::within;
use super::lines::cut;
use super::{Lang, time};
use crate::domain::file::File;
use crate::domain::message::Message;
use crate::domain::recap::{Fate, Recap, Told};

/// Most of a title, in UTF-16 units.
const TITLE: usize = 160;
/// Most of a scope's names in a caption, of which the messenger takes 1,024; the files have them all.
const WITHIN: usize = 300;

/// The workbook and the printed pages, both made when they are sent; each with what is said below it.
#[must_use]
pub fn files(lang: &Lang, recap: &Recap) -> [(File, Message); 2] {
    let stem = lang.text("recap-file", &[("month", recap.month.to_string().into())]);
    let total = &recap.total;
    let caption = lang.text(
        "recap-caption",
        &[
            ("month", month(lang, recap).into()),
            ("within", cut(&within(lang, &recap.within), WITHIN).into()),
            ("announcements", total.announcements.into()),
            ("confirmed", total.answers.confirmed.into()),
            ("asked", total.asked.into()),
            ("at", time::full(lang, recap.made_at).into()),
        ],
    );
    [
        (
            sheets::book(lang, recap).file(&stem),
            Message::plain(caption),
        ),
        (
            pages::paper(lang, recap).file(&stem),
            Message::plain(lang.plain("recap-printed")),
        ),
    ]
}

/// `November 2026`
fn month(lang: &Lang, recap: &Recap) -> String {
    time::month(lang, recap.began)
}

/// Of which month, and until when, if it is not over.
fn period(lang: &Lang, recap: &Recap) -> String {
    let month = month(lang, recap);
    match recap.running {
        false => month,
        true => lang.text(
            "recap-running",
            &[
                ("month", month.into()),
                ("at", time::full(lang, recap.made_at).into()),
            ],
        ),
    }
}

fn title(told: &Told) -> String {
    cut(told.title.trim(), TITLE)
}

/// What became of an announcement, if it did not simply go its way.
fn fate(lang: &Lang, told: &Told) -> Option<String> {
    told.fate.map(|fate| match fate {
        Fate::Scheduled => lang.plain("recap-scheduled"),
        Fate::Cancelled => lang.plain("recap-cancelled"),
        Fate::Stopped => lang.plain("recap-stopped"),
        Fate::Corrected(times) => lang.text("recap-corrected", &[("count", times.into())]),
        Fate::Withdrawn => lang.plain("recap-withdrawn"),
    })
}

/// Whole minutes, rounded.
fn minutes(took: Duration) -> u64 {
    (took.as_secs() + 30) / 60
}

#[cfg(test)]
#[path = "recap_tests.rs"]
mod tests;
