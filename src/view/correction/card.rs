//! Corrections on cards, in lists and on progress bars.

use super::{SHORT, either};
use crate::domain::announcement::Change;
use crate::domain::report::{Past, Revised};
use crate::view::lines::{Lines, cut};
use crate::view::{Lang, time};

/// Revisions that a card shows, the newest.
const REVISIONS: usize = 4;

/// A line of the list of announcements.
pub(in crate::view) fn listed(lang: &Lang, change: Option<Change>, title: &str) -> String {
    match change {
        None => title.to_owned(),
        Some(change) => lang.text(
            either(
                change,
                "correction-line-corrected",
                "correction-line-withdrawn",
            ),
            &[("title", title.into())],
        ),
    }
}

/// The line of a progress bar.
pub(in crate::view) fn progress(lang: &Lang, (revision, change): (i64, Change)) -> String {
    let key = either(
        change,
        "correction-progress-corrected",
        "correction-progress-withdrawn",
    );
    lang.text(key, &[("revision", revision.into())])
}

/// Copies that are not at the newest revision yet.
pub(in crate::view) fn behind(lang: &Lang, lines: &mut Lines, under_way: i64, outdated: i64) {
    for (key, count) in [
        ("correction-under-way", under_way),
        ("correction-outdated", outdated),
    ] {
        if count > 0 {
            lines.line(&lang.text(key, &[("count", count.into())]));
        }
    }
}

/// The mark of a card.
pub(in crate::view) fn status(lang: &Lang, revised: &Revised) -> Option<String> {
    let newest = revised.newest()?;
    let key = either(
        newest.change?,
        "correction-status-corrected",
        "correction-status-withdrawn",
    );
    let at = time::full(lang, newest.at);
    let about = [("revision", newest.revision.into()), ("at", at.into())];
    Some(lang.text(key, &about))
}

/// Who had confirmed earlier revisions, and which copies are not as they should be.
pub(in crate::view) fn counts(lang: &Lang, lines: &mut Lines, revised: &Revised) {
    behind(lang, lines, revised.under_way, 0);
    for (key, (count, names)) in [
        ("correction-outdated-names", &revised.outdated),
        ("correction-uneditable-names", &revised.uneditable),
    ] {
        if *count > 0 {
            let names: Vec<String> = names.iter().map(|name| cut(name, SHORT)).collect();
            let names = names.join(", ");
            lines.line(&lang.text(key, &[("count", (*count).into()), ("names", names.into())]));
        }
    }
    let earlier = revised.history.len().saturating_sub(1);
    for past in &revised.history[earlier.saturating_sub(REVISIONS)..earlier] {
        lines.line(&lang.text(
            "correction-past",
            &[
                ("revision", past.revision.into()),
                ("confirmed", past.confirmed.into()),
            ],
        ));
    }
}

/// The chain of revisions: who, when, approved by whom.
pub(in crate::view) fn history(lang: &Lang, lines: &mut Lines, history: &[Past]) {
    if history.is_empty() {
        return;
    }
    lines.blank().bold(&lang.plain("correction-history"));
    for past in &history[history.len().saturating_sub(REVISIONS)..] {
        let key = match past.change {
            None => "correction-history-first",
            Some(Change::Correction) => "correction-history-corrected",
            Some(Change::Withdrawal) => "correction-history-withdrawn",
        };
        lines.line(&lang.text(
            key,
            &[
                ("revision", past.revision.into()),
                ("author", cut(&past.author, SHORT).into()),
                ("approver", cut(&past.approver, SHORT).into()),
                ("at", time::full(lang, past.at).into()),
            ],
        ));
    }
}
