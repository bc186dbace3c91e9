//! What went wrong with the copies of an announcement, and what to do about it.

use super::Lang;
use super::lines::{Lines, cut};
use crate::domain::cause::Cause;
use crate::domain::event::PlaceKind;
use crate::domain::report::{Entry, Mishap, What};

/// Chats of an institution that a list names; it counts the others.
const NAMED: usize = 2;

/// The chats of an institution, below its name.
pub(super) fn write(lang: &Lang, lines: &mut Lines, mishaps: &[Mishap], most: usize) {
    for one in mishaps.iter().take(NAMED) {
        let chat = chat(lang, one.kind, &cut(&one.title, most));
        let what = what(lang, one.what);
        lines.line(&lang.text(
            "mishap-chat",
            &[("chat", chat.into()), ("what", what.into())],
        ));
    }
    let more = mishaps.len().saturating_sub(NAMED);
    if more > 0 {
        lines.line(&lang.text("mishap-more", &[("count", more.into())]));
    }
}

/// What to do, once for each kind of mishap that some entries have.
pub(super) fn advice(lang: &Lang, lines: &mut Lines, entries: &[Entry]) {
    let mut told = Vec::new();
    for one in entries.iter().flat_map(|entry| &entry.mishaps) {
        if !told.contains(&one.what) {
            told.push(one.what);
        }
    }
    if told.is_empty() {
        return;
    }
    lines.blank().bold(&lang.plain("mishap-advice"));
    for what in told {
        lines.line(&lang.plain(match what {
            What::Failed(Cause::Unreachable) => "mishap-do-unreachable",
            What::Failed(Cause::Forbidden) => "mishap-do-forbidden",
            What::Failed(Cause::Rejected) => "mishap-do-rejected",
            What::Failed(Cause::Unanswered) => "mishap-do-unanswered",
            What::Failed(Cause::Revoked) => "mishap-do-revoked",
            What::Failed(Cause::Stopped) => "mishap-do-stopped",
            What::Outdated => "mishap-do-outdated",
            What::MaybeDouble => "mishap-do-double",
        }));
    }
}

/// `grup “Humas”`
pub(super) fn chat(lang: &Lang, kind: PlaceKind, title: &str) -> String {
    let key = match kind {
        PlaceKind::Private => "mishap-private",
        PlaceKind::Group => "mishap-group",
        PlaceKind::Channel => "mishap-channel",
    };
    lang.text(key, &[("title", title.into())])
}

/// `tidak dapat dijangkau`
pub(super) fn what(lang: &Lang, what: What) -> String {
    lang.plain(match what {
        What::Failed(Cause::Unreachable) => "mishap-unreachable",
        What::Failed(Cause::Forbidden) => "mishap-forbidden",
        What::Failed(Cause::Rejected) => "mishap-rejected",
        What::Failed(Cause::Unanswered) => "mishap-unanswered",
        What::Failed(Cause::Revoked) => "mishap-revoked",
        What::Failed(Cause::Stopped) => "mishap-stopped",
        What::Outdated => "mishap-outdated",
        What::MaybeDouble => "mishap-double",
    })
}
