//! How institutions passed an announcement on, an entry of a list each.

use super::lines::{Lines, button, cut};
use super::{Lang, time};
use crate::domain::action::Action;
use crate::domain::dissemination::site;
use crate::domain::message::Button;
use crate::domain::report::{Entry, Page, Reported};

/// Most of a site's name, and of what somebody said.
const SITE: usize = 40;
const WORDS: usize = 60;
/// Buttons of a row.
const ROW: usize = 5;

/// An institution that confirmed, and how it passed the announcement on if it has.
pub(super) fn entry(
    lang: &Lang,
    lines: &mut Lines,
    page: &Page,
    (mark, entry): (&str, &Entry),
    most: usize,
) {
    let (key, at, by) = match (&entry.reported, &entry.confirmed) {
        (Some(Reported { given, late: false }), _) => {
            ("listing-entry-disseminated", given.at, &given.by)
        }
        (Some(Reported { given, late: true }), _) => {
            ("listing-entry-disseminated-late", given.at, &given.by)
        }
        (None, Some((at, by))) => ("listing-entry-waiting", *at, by),
        (None, None) => return,
    };
    let arguments = [
        ("mark", mark.into()),
        ("name", cut(&entry.name, most).into()),
        ("code", entry.code.as_str().into()),
        ("at", time::full(lang, at).into()),
        ("by", cut(by, most).into()),
    ];
    lines.line(&lang.text(key, &arguments));
    let Some(Reported { given, .. }) = &entry.reported else {
        return;
    };
    if let Some(link) = &given.link {
        lines
            .more(" ")
            .link(&cut(&site(link), SITE.min(most)), link);
    }
    if given.screenshot {
        let place = place(page, entry);
        lines.more(" ");
        lines.more(&lang.text("listing-evidence-screenshot", &[("place", place.into())]));
    }
    match (&given.words, &given.link, given.screenshot) {
        (Some(words), None, false) => {
            // On the line where it stands.
            let words: Vec<&str> = words.split_whitespace().collect();
            let words = cut(&words.join(" "), WORDS.min(most));
            lines.more(" ");
            lines.more(&lang.text("listing-evidence-said", &[("words", words.into())]));
        }
        (None, None, false) => {
            lines.more(" ").more(&lang.plain("listing-evidence-blank"));
        }
        _ => {}
    }
}

/// The how-manieth screenshot of the page it is.
fn place(page: &Page, entry: &Entry) -> usize {
    let shown = page.entries.iter().filter(|it| has_screenshot(it));
    let before = shown.take_while(|it| !std::ptr::eq(*it, entry));
    before.count() + 1
}

fn has_screenshot(entry: &Entry) -> bool {
    let reported = entry.reported.as_ref();
    reported.is_some_and(|reported| reported.given.screenshot)
}

/// A button for each screenshot of the page.
pub(super) fn buttons(lang: &Lang, page: &Page) -> Vec<Vec<Button>> {
    let shown = page.entries.iter().filter_map(|it| it.reported.as_ref());
    let shown = shown.filter(|it| it.given.screenshot).enumerate();
    let all: Vec<Button> = shown
        .map(|(at, reported)| {
            let label = lang.text("listing-show", &[("place", (at + 1).into())]);
            let evidence = reported.given.id;
            button(label, Action::ShowEvidence { evidence })
        })
        .collect();
    all.chunks(ROW).map(<[Button]>::to_vec).collect()
}
