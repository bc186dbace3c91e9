use super::*;
use crate::domain::cause::Cause;
use crate::domain::dissemination::{Given, Sort};
use crate::domain::event::PlaceKind;
use crate::domain::filter::Filter;
use crate::domain::id::EvidenceId;
use crate::domain::leaf::Leaf;
use crate::domain::report::{Mishap, Reported, What};
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
        mishaps: Vec::new(),
    }
}

fn list(list: List, page: i64, pages: i64, entries: Vec<Entry>) -> Page {
    let total = if entries.is_empty() { 0 } else { 1_248 };
    Page {
        leaf: Leaf::first(ANNOUNCEMENT, list).at(page),
        number: NUMBER,
        pages,
        waiting: None,
        total,
        all: total,
        filter: Filter::default(),
        entries,
        private: true,
    }
}

fn missing(page: i64, pages: i64, entries: Vec<Entry>) -> Page {
    list(List::Missing, page, pages, entries)
}

fn confirmed(page: i64, pages: i64, entries: Vec<Entry>) -> Page {
    list(List::Confirmed, page, pages, entries)
}

fn passed_on(of: List, entries: Vec<Entry>) -> Page {
    Page {
        waiting: Some(if entries.is_empty() { 0 } else { 1_000 }),
        ..list(of, 0, 1, entries)
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
            let message = page(&lang, &passed_on(List::Confirmed, entries));
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
    let sifted = |total, entries: &[Entry]| Page {
        total,
        all: 248,
        filter: Filter::parse("opd wilayah:\"Kota Bontang\" dinas").unwrap(),
        ..missing(0, 1, entries.to_vec())
    };
    let in_group = Page {
        private: false,
        total: 1,
        ..missing(0, 1, entries[..1].to_vec())
    };
    read_aloud("listing", |lang| {
        let all = vec![
            ("missing: first of many", missing(0, 23, entries.clone())),
            ("missing: the only page", missing(0, 1, entries.clone())),
            ("missing: none", missing(0, 1, vec![])),
            ("missing: sifted", sifted(12, &entries)),
            ("missing: nobody fits", sifted(0, &[])),
            ("missing: in a group", in_group.clone()),
            (
                "confirmed: in the middle",
                confirmed(4, 23, entries.clone()),
            ),
            (
                "missing: passed on",
                passed_on(List::Missing, unfinished.clone()),
            ),
            ("missing: all passed on", passed_on(List::Missing, vec![])),
            (
                "confirmed: passed on",
                passed_on(List::Confirmed, reports.clone()),
            ),
            ("confirmed: none", confirmed(0, 1, vec![])),
            ("failed", list(List::Failed, 0, 1, with_mishaps())),
            ("failed: none", list(List::Failed, 0, 1, vec![])),
            ("reached", list(List::Reached, 0, 1, entries.clone())),
            ("reached: none", list(List::Reached, 0, 1, vec![])),
        ];
        let said = |(name, one): (&'static str, Page)| (name, page(lang, &one));
        all.into_iter().map(said).collect()
    });
}

fn mishap(kind: PlaceKind, title: &str, what: What) -> Mishap {
    let title = title.to_owned();
    Mishap { kind, title, what }
}

fn with_mishaps() -> Vec<Entry> {
    let group = |what| mishap(PlaceKind::Group, "Humas", what);
    let failed = |cause| group(What::Failed(cause));
    vec![
        Entry {
            mishaps: vec![
                failed(Cause::Unreachable),
                mishap(PlaceKind::Channel, "Info", What::Failed(Cause::Forbidden)),
                mishap(PlaceKind::Private, "Siti", What::Failed(Cause::Revoked)),
            ],
            ..entry("KPU-64.71", "KPU Kota Balikpapan", "Kota Balikpapan")
        },
        Entry {
            mishaps: vec![failed(Cause::Rejected), failed(Cause::Unanswered)],
            ..entry("KPU-64.74", "KPU Kota Bontang", "Kota Bontang")
        },
        Entry {
            mishaps: vec![group(What::Outdated), group(What::MaybeDouble)],
            ..entry("POLRES-64.74", "Polres Bontang", "Kota Bontang")
        },
    ]
}

#[test]
fn a_full_page_of_chats_that_failed_fits_one_message() {
    let long = "🌊 Sekretariat ".repeat(14);
    let every = with_mishaps().remove(0).mishaps.into_iter();
    let every: Vec<Mishap> = every
        .chain(with_mishaps().remove(1).mishaps)
        .map(|one| Mishap {
            title: long.clone(),
            ..one
        })
        .collect();
    let entries: Vec<Entry> = (0..12)
        .map(|at| Entry {
            mishaps: every.clone(),
            ..entry(&"X".repeat(40), &long, &format!("{long}{at}"))
        })
        .collect();
    for lang in [indonesian(), english()] {
        let failed = list(List::Failed, 1, 3, entries.clone());
        assert_sendable(&page(&lang, &failed));
    }
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
        assert_sendable(&page(&lang, &missing(1, 23, entries.clone())));
        assert_sendable(&page(&lang, &confirmed(1, 23, entries.clone())));
    }
}

#[test]
fn an_ordinary_page_keeps_whole_names() {
    let name = "Dinas Pemberdayaan Masyarakat dan Pemerintahan Desa Provinsi Kalimantan Timur";
    let entries = vec![entry("DPMPD-KALTIM", name, "Provinsi Kalimantan Timur"); 25];
    let text = page(&indonesian(), &confirmed(0, 1, entries)).text;
    assert_eq!(text.matches(name).count(), 25);
}
