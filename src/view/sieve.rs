//! "Saring": the menu that narrows a list.

use super::lines::{Lines, button, cut};
use super::{Lang, label, listing};
use crate::domain::action::Action;
use crate::domain::filter::Sift;
use crate::domain::leaf::Leaf;
use crate::domain::message::{Button, Message};
use crate::domain::report::{Page, Sieve};

/// Regions on one page of the menu.
const REGIONS: usize = 12;
/// Most of a name on a button.
const LABEL: usize = 40;

/// "Saring" below a list.
pub(super) fn open(lang: &Lang, page: &Page) -> Button {
    let (leaf, sift) = (page.leaf, Sift::Categories);
    button(lang.plain("sieve-open"), Action::Sift { leaf, sift })
}

/// "Hapus saringan"
pub(super) fn anyone(lang: &Lang, leaf: Leaf) -> Button {
    let sift = Sift::Anyone;
    button(lang.plain("sieve-anyone"), Action::Sift { leaf, sift })
}

/// Its categories, or those regions if there is but one category; or a page of the regions.
#[must_use]
pub fn menu(lang: &Lang, sieve: &Sieve, shown: Sift) -> Message {
    let number = sieve.number.to_string();
    let title = lang.text("sieve-title", &[("number", number.into())]);
    let mut lines = Lines::titled(&title);
    if !sieve.filter.is_none() {
        let now = listing::filter(lang, &sieve.filter);
        lines.line(&lang.text("sieve-now", &[("filter", now.into())]));
    }
    lines.blank().line(&lang.plain("sieve-next"));
    let mut message = lines.done();
    let leaf = sieve.leaf;
    let to = |label, sift| button(label, Action::Sift { leaf, sift });
    let chosen = sieve.filter.selection.categories().next().is_some();
    let by_category = sieve.categories.len() > 1 || chosen;
    match shown {
        Sift::Regions(page) => message.buttons = regions(lang, sieve, page),
        _ if !by_category => message.buttons = regions(lang, sieve, 0),
        _ => {
            for (at, word, count) in &sieve.categories {
                let taken = sieve.filter.selection.categories().any(|it| it == word);
                let name = label::category(lang, word);
                let label = choice(lang, &name, *count, taken);
                message = message.row([to(label, Sift::Category(*at))]);
            }
            if sieve.regions.len() > 1 {
                let label = lang.plain("sieve-regions");
                message = message.row([to(label, Sift::Regions(0))]);
            }
        }
    }
    if matches!(shown, Sift::Regions(_)) && by_category {
        let label = lang.plain("sieve-categories");
        message = message.row([to(label, Sift::Categories)]);
    }
    if !sieve.filter.is_none() {
        message = message.row([anyone(lang, leaf)]);
    }
    message.row([button(lang.plain("sieve-back"), Action::List { leaf })])
}

/// A page of the regions, two in a row.
fn regions(lang: &Lang, sieve: &Sieve, page: u16) -> Vec<Vec<Button>> {
    let leaf = sieve.leaf;
    let pages = sieve.regions.len().div_ceil(REGIONS).max(1);
    let page = usize::from(page).min(pages - 1);
    let shown = sieve.regions.iter().skip(page * REGIONS).take(REGIONS);
    let all: Vec<Button> = shown
        .map(|(at, name, count)| {
            let taken = sieve.filter.selection.regions().any(|it| it == name);
            let label = choice(lang, name, *count, taken);
            let sift = Sift::Region(*at);
            button(label, Action::Sift { leaf, sift })
        })
        .collect();
    let mut rows: Vec<Vec<Button>> = all.chunks(2).map(<[Button]>::to_vec).collect();
    let to = |key, page: usize| {
        let sift = Sift::Regions(u16::try_from(page).unwrap_or(u16::MAX));
        button(lang.plain(key), Action::Sift { leaf, sift })
    };
    let mut turns = Vec::new();
    if page > 0 {
        turns.push(to("sieve-previous", page - 1));
    }
    if page + 1 < pages {
        turns.push(to("sieve-more", page + 1));
    }
    if !turns.is_empty() {
        rows.push(turns);
    }
    rows
}

/// `✓ OPD (12)`
fn choice(lang: &Lang, name: &str, count: i64, taken: bool) -> String {
    let key = match taken {
        true => "sieve-taken",
        false => "sieve-choice",
    };
    let name = cut(name, LABEL);
    lang.text(key, &[("name", name.into()), ("count", count.into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::filter::Filter;
    use crate::domain::leaf::List;
    use crate::view::testing::{ANNOUNCEMENT, NUMBER, read_aloud};

    #[test]
    fn the_menu_is_read_aloud() {
        let leaf = Leaf::first(ANNOUNCEMENT, List::Missing);
        let region = |at: u16| (at, format!("Kabupaten {at}"), i64::from(at) + 1);
        let regions: Vec<_> = (0..14).map(region).collect();
        let categories = vec![(0, "opd".to_owned(), 12), (1, "vertikal".to_owned(), 3)];
        let whole = Sieve {
            leaf,
            number: NUMBER,
            filter: Filter::default(),
            categories: categories.clone(),
            regions: regions.clone(),
        };
        let narrowed = Sieve {
            filter: Filter::parse("opd wilayah:\"Kabupaten 13\" dinas").unwrap(),
            ..whole.clone()
        };
        let of_one = Sieve {
            categories: categories[..1].to_vec(),
            ..whole.clone()
        };
        read_aloud("sieve", |lang| {
            vec![
                ("whole", menu(lang, &whole, Sift::Categories)),
                ("regions", menu(lang, &whole, Sift::Regions(0))),
                ("narrowed", menu(lang, &narrowed, Sift::Categories)),
                ("narrowed: regions", menu(lang, &narrowed, Sift::Regions(9))),
                ("one category", menu(lang, &of_one, Sift::Categories)),
            ]
        });
    }
}
