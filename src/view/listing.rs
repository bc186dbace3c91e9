//! `/belum` and `/sudah`: institutions by region, in pages.

use super::lines::{Lines, button, cut};
use super::{Lang, evidence, time};
use crate::domain::action::Action;
use crate::domain::id::AnnouncementId;
use crate::domain::message::{Message, utf16_len};
use crate::domain::report::{Entry, Page};
use crate::domain::split::TEXT_LIMIT;

/// Most of a name, tried in turn until the page fits one message.
const NAMES: [usize; 6] = [200, 120, 80, 50, 30, 20];

/// A page of those who have not confirmed; where it is to be passed on, also of those who have not done so.
#[must_use]
pub fn missing(lang: &Lang, page: &Page) -> Message {
    let (none, title) = match page.waiting {
        None => ("listing-all-confirmed", "listing-missing"),
        Some(_) => ("listing-all-disseminated", "listing-unfinished"),
    };
    if page.total == 0 {
        return alone(lang, page, none);
    }
    let turn = |announcement, page| Action::Missing { announcement, page };
    let entry = |lines: &mut Lines, entry: &Entry, most| {
        let key = match (&entry.confirmed, entry.delivered, page.waiting) {
            (Some(_), _, Some(_)) => return evidence::entry(lang, lines, page, entry, most),
            (_, false, _) => "listing-entry-undelivered",
            (_, true, None) => "listing-entry",
            (None, true, Some(_)) => "listing-entry-unconfirmed",
        };
        let name = ("name", cut(&entry.name, most).into());
        lines.line(&lang.text(key, &[name, ("code", entry.code.as_str().into())]));
    };
    fitting(lang, page, title, turn, entry)
}

/// A page of those who have.
#[must_use]
pub fn confirmed(lang: &Lang, page: &Page) -> Message {
    if page.total == 0 {
        return alone(lang, page, "listing-none-confirmed");
    }
    let turn = |announcement, page| Action::Confirmed { announcement, page };
    let entry = |lines: &mut Lines, entry: &Entry, most| {
        if page.waiting.is_some() {
            return evidence::entry(lang, lines, page, entry, most);
        }
        let (name, code) = (cut(&entry.name, most), entry.code.as_str());
        lines.line(&match &entry.confirmed {
            Some((at, by)) => lang.text(
                match entry.attends {
                    None if entry.late => "listing-entry-late",
                    None => "listing-entry-confirmed",
                    Some(true) => "listing-entry-attending",
                    Some(false) => "listing-entry-absent",
                },
                &[
                    ("name", name.into()),
                    ("code", code.into()),
                    ("at", time::full(lang, *at).into()),
                    ("by", cut(by, most).into()),
                ],
            ),
            None => lang.text(
                "listing-entry",
                &[("name", name.into()), ("code", code.into())],
            ),
        });
    };
    let mut message = fitting(lang, page, "listing-confirmed", turn, entry);
    let at = message.buttons.len().saturating_sub(1);
    message
        .buttons
        .splice(at..at, evidence::buttons(lang, page));
    message
}

/// A page of those in whose chats it is.
#[must_use]
pub fn reached(lang: &Lang, page: &Page) -> Message {
    if page.total == 0 {
        return alone(lang, page, "listing-none-reached");
    }
    let turn = |announcement, page| Action::Reached { announcement, page };
    let entry = |lines: &mut Lines, entry: &Entry, most| {
        let name = ("name", cut(&entry.name, most).into());
        let code = ("code", entry.code.as_str().into());
        lines.line(&lang.text("listing-entry", &[name, code]));
    };
    fitting(lang, page, "listing-reached", turn, entry)
}

/// What there is to say of an empty list.
fn alone(lang: &Lang, page: &Page, key: &str) -> Message {
    let number = page.number.to_string();
    Message::plain(lang.text(key, &[("number", number.into())])).row([to_card(lang, page)])
}

fn fitting(
    lang: &Lang,
    page: &Page,
    title: &str,
    turn: impl Fn(AnnouncementId, i64) -> Action,
    entry: impl Fn(&mut Lines, &Entry, usize),
) -> Message {
    let waiting = page.waiting.unwrap_or_default();
    let title = lang.text(
        title,
        &[
            ("number", page.number.to_string().into()),
            ("total", page.total.into()),
            ("waiting", waiting.into()),
            ("unconfirmed", (page.total - waiting).into()),
        ],
    );
    let footer = lang.text(
        "listing-page",
        &[
            ("page", (page.page + 1).into()),
            ("pages", page.pages.into()),
        ],
    );
    let written = |most| {
        let mut lines = Lines::titled(&title);
        let mut region = None;
        for one in &page.entries {
            if region != Some(&one.region) {
                lines.blank().bold(&cut(&one.region, most));
                region = Some(&one.region);
            }
            entry(&mut lines, one, most);
        }
        Message {
            bare_links: page.waiting.is_some(),
            ..lines.blank().line(&footer).done()
        }
    };
    let mut message = written(NAMES[0]);
    for most in &NAMES[1..] {
        if utf16_len(&message.text) <= TEXT_LIMIT {
            break;
        }
        message = written(*most);
    }
    let mut turns = Vec::new();
    if page.page > 0 {
        let back = turn(page.announcement, page.page - 1);
        turns.push(button(lang.plain("listing-previous"), back));
    }
    if page.page + 1 < page.pages {
        let on = turn(page.announcement, page.page + 1);
        turns.push(button(lang.plain("listing-next"), on));
    }
    if !turns.is_empty() {
        message = message.row(turns);
    }
    message.row([to_card(lang, page)])
}

fn to_card(lang: &Lang, page: &Page) -> crate::domain::message::Button {
    let announcement = page.announcement;
    button(lang.plain("listing-card"), Action::Card { announcement })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::dissemination::{Given, Sort};
    use crate::domain::id::EvidenceId;
    use crate::domain::report::Reported;
    use crate::view::testing::{
        ANNOUNCEMENT, AT, NUMBER, assert_sendable, english, indonesian, read_aloud,
    };

    fn entry(code: &str, name: &str, region: &str) -> Entry {
        Entry {
            code: code.into(),
            name: name.into(),
            region: region.into(),
            confirmed: Some((AT, "Budi Santoso".into())),
            delivered: true,
            late: false,
            attends: None,
            reported: None,
        }
    }

    fn page(page: i64, pages: i64, entries: Vec<Entry>) -> Page {
        Page {
            announcement: ANNOUNCEMENT,
            number: NUMBER,
            page,
            pages,
            waiting: None,
            total: if entries.is_empty() { 0 } else { 1_248 },
            entries,
        }
    }

    fn passed_on(entries: Vec<Entry>) -> Page {
        Page {
            waiting: Some(if entries.is_empty() { 0 } else { 1_000 }),
            ..page(0, 1, entries)
        }
    }

    fn report(sort: Sort, late: bool) -> Entry {
        let has = |own: Sort, text: &str| (sort == own).then(|| text.to_owned());
        let given = Given {
            id: EvidenceId(3),
            sort,
            link: has(Sort::Link, "https://www.kominfo.go.id/berita/1"),
            words: has(Sort::Words, "Dibacakan\npada apel <b>pagi</b>"),
            screenshot: sort == Sort::Screenshot,
            by: "Hasan".into(),
            at: AT,
        };
        Entry {
            reported: Some(Reported { given, late }),
            ..entry("KPU-64.74", "KPU Kota Bontang", "Kota Bontang")
        }
    }

    fn erased(mut entry: Entry) -> Entry {
        if let Some(reported) = &mut entry.reported {
            reported.given.words = None;
        }
        entry
    }

    #[test]
    fn a_full_page_of_evidence_fits_one_message() {
        let long = "🌊 Sekretariat ".repeat(14);
        let most = |sort| {
            let mut entry = Entry {
                code: "X".repeat(40),
                name: long.clone(),
                ..report(sort, true)
            };
            if let Some(reported) = &mut entry.reported {
                reported.given.by = long.clone();
                reported.given.words = Some(long.repeat(3));
                reported.given.link = Some(format!("https://{}.go.id/", "a".repeat(60)));
            }
            entry
        };
        for lang in [indonesian(), english()] {
            for sort in [Sort::Link, Sort::Screenshot, Sort::Words] {
                let mut entries: Vec<Entry> = (0..15).map(|_| most(sort)).collect();
                for (at, entry) in entries.iter_mut().enumerate() {
                    entry.region = format!("{long}{at}");
                }
                let message = confirmed(&lang, &passed_on(entries));
                assert_sendable(&message);
                assert!(message.buttons.iter().flatten().count() < 100);
            }
        }
    }

    #[test]
    fn lists_are_read_aloud() {
        let entries = vec![
            entry("KPU-64.71", "KPU Kota Balikpapan", "Kota Balikpapan"),
            Entry {
                late: true,
                ..entry("KPU-64.74", "KPU Kota Bontang", "Kota Bontang")
            },
            Entry {
                attends: Some(false),
                ..entry("POLRES-64.74", "Polres Bontang", "Kota Bontang")
            },
            Entry {
                delivered: false,
                confirmed: None,
                ..entry("PPK-64.74.01", "PPK Bontang Utara", "Kota Bontang")
            },
        ];
        let waiting = entry("KPU-64.71", "KPU Kota Balikpapan", "Kota Balikpapan");
        let unfinished = vec![
            waiting.clone(),
            Entry {
                confirmed: None,
                ..entry("KPU-64.74", "KPU Kota Bontang", "Kota Bontang")
            },
            entries[3].clone(),
        ];
        let reports = vec![
            waiting,
            report(Sort::Link, false),
            report(Sort::Link, true),
            report(Sort::Screenshot, false),
            report(Sort::Words, false),
            erased(report(Sort::Words, false)),
            report(Sort::Screenshot, false),
        ];
        read_aloud("listing", |lang| {
            vec![
                (
                    "missing: first of many",
                    missing(lang, &page(0, 23, entries.clone())),
                ),
                (
                    "missing: the only page",
                    missing(lang, &page(0, 1, entries.clone())),
                ),
                ("missing: none", missing(lang, &page(0, 1, vec![]))),
                (
                    "confirmed: in the middle",
                    confirmed(lang, &page(4, 23, entries.clone())),
                ),
                (
                    "missing: passed on",
                    missing(lang, &passed_on(unfinished.clone())),
                ),
                ("missing: all passed on", missing(lang, &passed_on(vec![]))),
                (
                    "confirmed: passed on",
                    confirmed(lang, &passed_on(reports.clone())),
                ),
                ("confirmed: none", confirmed(lang, &page(0, 1, vec![]))),
                ("reached", reached(lang, &page(0, 1, entries.clone()))),
                ("reached: none", reached(lang, &page(0, 1, vec![]))),
            ]
        });
    }

    #[test]
    fn a_full_page_of_the_longest_names_fits_one_message() {
        let long = "🌊 Sekretariat ".repeat(14);
        let entries: Vec<Entry> = (0..25)
            .map(|i| Entry {
                confirmed: Some((AT, long.clone())),
                delivered: false,
                ..entry(&"X".repeat(40), &long, &format!("{long}{i}"))
            })
            .collect();
        for lang in [indonesian(), english()] {
            assert_sendable(&missing(&lang, &page(1, 23, entries.clone())));
            assert_sendable(&confirmed(&lang, &page(1, 23, entries.clone())));
        }
    }

    #[test]
    fn an_ordinary_page_keeps_whole_names() {
        let name = "Dinas Pemberdayaan Masyarakat dan Pemerintahan Desa Provinsi Kalimantan Timur";
        let entries = vec![entry("DPMPD-KALTIM", name, "Provinsi Kalimantan Timur"); 25];
        let text = confirmed(&indonesian(), &page(0, 1, entries)).text;
        assert_eq!(text.matches(name).count(), 25);
    }
}
