//! `/belum`, `/sudah` and `/gagal`: institutions by region, in pages.

use super::lines::{Lines, button, cut};
use super::{Lang, evidence, label, mishap, sieve, time};
use crate::domain::action::Action;
use crate::domain::institution::Code;
use crate::domain::leaf::List;
use crate::domain::message::{Button, Message, utf16_len};
use crate::domain::report::{Entry, Page};
use crate::domain::split::TEXT_LIMIT;

/// Most of a name, tried in turn until the page fits one message.
const NAMES: [usize; 6] = [200, 120, 80, 50, 30, 20];
/// Numbered buttons of a row.
const ROW: usize = 5;
/// Most of the words of a filter.
const WORDS: usize = 60;

/// A page of a list.
#[must_use]
pub fn page(lang: &Lang, page: &Page) -> Message {
    if page.total == 0 {
        return nobody(lang, page);
    }
    let mut message = written(lang, page, NAMES[0]);
    for most in &NAMES[1..] {
        if utf16_len(&message.text) <= TEXT_LIMIT {
            break;
        }
        message = written(lang, page, *most);
    }
    message.buttons = buttons(lang, page);
    message
}

/// What there is to say of an empty list, or of one of which a filter leaves nothing.
fn nobody(lang: &Lang, page: &Page) -> Message {
    let number = ("number", page.number.to_string().into());
    if page.all > 0 {
        let filter = narrowed(lang, page);
        let all = ("all", page.all.into());
        let said = lang.text(
            "listing-none-fit",
            &[number, ("filter", filter.into()), all],
        );
        let message = Message::plain(said);
        let message = match page.private {
            true => message.row([sieve::open(lang, page), sieve::anyone(lang, page.leaf)]),
            false => message,
        };
        return message.row([to_card(lang, page)]);
    }
    let key = match (page.leaf.list, page.waiting) {
        (List::Missing, None) => "listing-all-confirmed",
        (List::Missing, Some(_)) => "listing-all-disseminated",
        (List::Confirmed, _) => "listing-none-confirmed",
        (List::Failed, _) => "listing-none-failed",
        (List::Reached, _) => "listing-none-reached",
    };
    Message::plain(lang.text(key, &[number])).row([to_card(lang, page)])
}

/// What narrows a list, in words.
pub(super) fn narrowed(lang: &Lang, page: &Page) -> String {
    filter(lang, &page.filter)
}

/// `kategori OPD · wilayah Kota Bontang · “dinas”`
pub(super) fn filter(lang: &Lang, filter: &crate::domain::filter::Filter) -> String {
    let mut parts = Vec::new();
    if !filter.selection.is_everyone() {
        let selection = label::selection(lang, &filter.selection);
        parts.push(cut(&selection.replace("; ", " · "), 4 * WORDS));
    }
    if !filter.words.is_empty() {
        let words = cut(&filter.words, WORDS);
        parts.push(lang.text("listing-words", &[("words", words.into())]));
    }
    parts.join(" · ")
}

fn written(lang: &Lang, page: &Page, most: usize) -> Message {
    let mut lines = Lines::titled(&heading(lang, page));
    let mut region = None;
    for (at, one) in page.entries.iter().enumerate() {
        if region != Some(&one.region) {
            lines.blank().bold(&cut(&one.region, most));
            region = Some(&one.region);
        }
        entry(lang, &mut lines, page, (at, one), most);
    }
    if page.leaf.list == List::Failed {
        mishap::advice(lang, &mut lines, &page.entries);
    }
    let of = [
        ("page", (i64::from(page.leaf.page) + 1).into()),
        ("pages", page.pages.into()),
    ];
    lines.blank().line(&lang.text("listing-page", &of));
    if page.private && !page.entries.is_empty() {
        lines.line(&lang.plain("listing-tap"));
    }
    Message {
        bare_links: page.waiting.is_some(),
        ..lines.done()
    }
}

/// Which list it is, and how many stand on it.
fn heading(lang: &Lang, page: &Page) -> String {
    let title = match (page.leaf.list, page.waiting) {
        (List::Missing, None) => "listing-missing",
        (List::Missing, Some(_)) => "listing-unfinished",
        (List::Confirmed, _) => "listing-confirmed",
        (List::Failed, _) => "listing-failed",
        (List::Reached, _) => "listing-reached",
    };
    let title = lang.text(title, &[("number", page.number.to_string().into())]);
    let waiting = page.waiting.unwrap_or_default();
    let counts = [
        ("total", page.total.into()),
        ("waiting", waiting.into()),
        ("unconfirmed", (page.total - waiting).into()),
    ];
    let count = if !page.filter.is_none() {
        let filter = narrowed(lang, page);
        lang.text(
            "listing-sifted",
            &[
                ("total", page.total.into()),
                ("all", page.all.into()),
                ("filter", filter.into()),
            ],
        )
    } else if page.leaf.list == List::Missing && page.waiting.is_some() {
        lang.text("listing-total-unfinished", &counts)
    } else {
        let key = match page.leaf.list {
            List::Reached => "listing-total-reached",
            _ => "listing-total",
        };
        lang.text(key, &[("total", page.total.into())])
    };
    format!("{title}\n{count}")
}

/// An institution; with the number of its button, where it has one.
fn entry(lang: &Lang, lines: &mut Lines, page: &Page, (at, entry): (usize, &Entry), most: usize) {
    let mark = match page.private {
        true => format!("{}.", at + 1),
        false => "•".to_owned(),
    };
    let place = [
        ("mark", mark.as_str().into()),
        ("name", cut(&entry.name, most).into()),
        ("code", entry.code.as_str().into()),
    ];
    let plain = |key| lang.text(key, &place);
    match (page.leaf.list, &entry.confirmed, page.waiting) {
        (List::Missing | List::Confirmed, Some(_), Some(_)) => {
            evidence::entry(lang, lines, page, (&mark, entry), most);
        }
        (List::Missing, _, _) if !entry.delivered => {
            lines.line(&plain("listing-entry-undelivered"));
        }
        (List::Missing, None, Some(_)) => {
            lines.line(&plain("listing-entry-unconfirmed"));
        }
        (List::Confirmed, Some((confirmed, by)), None) => {
            let key = match entry.attends {
                None if entry.late => "listing-entry-late",
                None => "listing-entry-confirmed",
                Some(true) => "listing-entry-attending",
                Some(false) => "listing-entry-absent",
            };
            let [mark, name, code] = place;
            let at = ("at", time::full(lang, *confirmed).into());
            let by = ("by", cut(by, most).into());
            lines.line(&lang.text(key, &[mark, name, code, at, by]));
        }
        (List::Failed, _, _) => {
            lines.line(&plain("listing-entry"));
            mishap::write(lang, lines, &entry.mishaps, most);
        }
        _ => {
            lines.line(&plain("listing-entry"));
        }
    }
}

fn buttons(lang: &Lang, page: &Page) -> Vec<Vec<Button>> {
    let mut rows = Vec::new();
    if page.private {
        let open = |(at, entry): (usize, &Entry)| {
            let institution = Code::stored(entry.code.clone());
            let leaf = page.leaf;
            button((at + 1).to_string(), Action::Standing { institution, leaf })
        };
        let all: Vec<Button> = page.entries.iter().enumerate().map(open).collect();
        rows.extend(all.chunks(ROW).map(<[Button]>::to_vec));
    }
    let at = i64::from(page.leaf.page);
    let turn = |page_at| Action::List {
        leaf: page.leaf.at(page_at),
    };
    let mut turns = Vec::new();
    if at > 0 {
        turns.push(button(lang.plain("listing-previous"), turn(at - 1)));
    }
    if at + 1 < page.pages {
        turns.push(button(lang.plain("listing-next"), turn(at + 1)));
    }
    if !turns.is_empty() {
        rows.push(turns);
    }
    if page.leaf.list == List::Confirmed {
        rows.extend(evidence::buttons(lang, page));
    }
    let mut last = vec![to_card(lang, page)];
    if page.private && (page.all > 1 || !page.filter.is_none()) {
        last.insert(0, sieve::open(lang, page));
    }
    rows.push(last);
    rows
}

fn to_card(lang: &Lang, page: &Page) -> Button {
    let announcement = page.leaf.announcement;
    button(lang.plain("listing-card"), Action::Card { announcement })
}

#[cfg(test)]
#[path = "listing_tests.rs"]
mod tests;
