//! What a draft would do if it were approved now; its author and its approvers read the same lines.

use super::lines::{Lines, cut};
use super::{Lang, label, time};
use crate::domain::announcement::Confirmation;
use crate::domain::approval::Returned;
use crate::domain::clock::Timestamp;
use crate::domain::options::Options;
use crate::domain::report::Reach;
use crate::domain::selection::Selection;

/// Most of a name in a list of names, so that ten of them leave room in a message.
const NAME: usize = 80;

/// Most of what is chosen of an audience.
const CHOSEN: usize = 500;

/// Most of the issuer's name, which stands alone on its line.
const ISSUER: usize = 200;

/// Who wrote it.
pub(super) fn author(lang: &Lang, author: &str) -> String {
    lang.text("summary-author", &[("author", cut(author, NAME).into())])
}

/// Issuer, audience, those without a chat, nature, and whatever else is not as ever.
pub(super) fn write(lang: &Lang, lines: &mut Lines, reach: &Reach, options: &Options) {
    let nature = options.nature;
    if options.drill {
        lines.bold(&lang.plain("summary-drill"));
    }
    lines.line(&lang.text(
        "summary-issuer",
        &[("issuer", cut(&reach.issuer, ISSUER).into())],
    ));
    self::reach(lang, lines, reach, &options.audience);
    lines.line(&lang.text(
        "summary-priority",
        &[("priority", label::priority(lang, nature.priority).into())],
    ));
    lines.line(&lang.text(
        "summary-kind",
        &[("kind", label::kind(lang, nature.kind).into())],
    ));
    lines.line(&lang.text(
        "summary-circulation",
        &[(
            "circulation",
            label::circulation(lang, nature.circulation).into(),
        )],
    ));
    if options.confirmation != Confirmation::Received {
        let asked = label::confirmation(lang, options.confirmation);
        lines.line(&lang.text("summary-confirmation", &[("asked", asked.into())]));
    }
    if let Some(schedule) = schedule(lang, options) {
        lines.line(&schedule);
    }
    if let Some(deadline) = options.deadline {
        lines.line(&lang.text(
            "summary-deadline",
            &[("deadline", label::deadline(lang, deadline).into())],
        ));
    }
    if options.send_now {
        lines.line(&lang.plain("summary-send-now"));
    }
    if options.bare_links {
        lines.line(&lang.plain("summary-bare-links"));
    }
}

/// Until when quiet hours would hold it.
pub(super) fn held(lang: &Lang, lines: &mut Lines, until: Option<Timestamp>) {
    if let Some(until) = until {
        let until = time::of_day(lang, until);
        lines.bold(&lang.text("summary-held", &[("until", until.into())]));
    }
}

/// Most of a reason in a list of them.
const REASON: usize = 300;

/// How it came back before, newest first.
pub(super) fn history(lang: &Lang, lines: &mut Lines, history: &[Returned]) {
    if history.is_empty() {
        return;
    }
    lines.blank().bold(&lang.plain("summary-history"));
    for returned in history {
        let by = cut(&returned.by, NAME);
        let at = time::full(lang, returned.at);
        lines.line(&lang.text("summary-returned", &[("by", by.into()), ("at", at.into())]));
        lines.quote(&cut(&returned.reason, REASON));
    }
}

/// Whom it would reach, what was chosen, and who has no chat.
pub(super) fn reach(lang: &Lang, lines: &mut Lines, reach: &Reach, audience: &Selection) {
    lines.line(&lang.text(
        "summary-audience",
        &[
            ("institutions", reach.institutions.into()),
            ("chats", reach.chats.into()),
        ],
    ));
    if !audience.is_everyone() {
        let chosen = cut(&label::selection(lang, audience), CHOSEN);
        lines.line(&lang.text("summary-chosen", &[("chosen", chosen.into())]));
    }
    if reach.without_chat_count > 0 {
        lines.line(&without_chat(lang, reach));
    }
}

/// `Jadwal: 22 November 2026 08.00 WITA`
pub(super) fn schedule(lang: &Lang, options: &Options) -> Option<String> {
    let at = time::full(lang, options.schedule?.moment(lang.zone.0));
    Some(lang.text("summary-schedule", &[("at", at.into())]))
}

/// `Tanpa saluran 12: A, B … dan 2 lagi`
fn without_chat(lang: &Lang, reach: &Reach) -> String {
    let names: Vec<String> = reach
        .without_chat
        .iter()
        .map(|name| cut(name, NAME))
        .collect();
    let named = i64::try_from(names.len()).unwrap_or(i64::MAX);
    let names = names.join(", ");
    let count = reach.without_chat_count;
    let more = count - named;
    if named == 0 {
        lang.text("figure-without-chat", &[("count", count.into())])
    } else if more > 0 {
        lang.text(
            "summary-without-chat-more",
            &[
                ("count", count.into()),
                ("names", names.into()),
                ("more", more.into()),
            ],
        )
    } else {
        lang.text(
            "summary-without-chat",
            &[("count", count.into()), ("names", names.into())],
        )
    }
}
