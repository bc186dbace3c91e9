use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};

use super::*;
use crate::domain::announcement::{Number, Priority};
use crate::domain::clock::Timestamp;
use crate::domain::recap::{Answers, Month, Rank, Record, Total};
use crate::domain::report::Share;
use crate::view::drawn;
use crate::view::paper;
use crate::view::testing::{AT, english, indonesian, read_aloud};

const MINUTE: u64 = 60;

fn told(number: i64, title: &str, fate: Option<Fate>) -> Told {
    Told {
        number: Number::real(number, 2026),
        title: title.into(),
        priority: Priority::Important,
        approved_at: AT,
        fate,
        sent: 127,
        failed: 2,
        chats: 129,
        institutions: 120,
        without_chat: 9,
        answers: Some(Answers {
            confirmed: 90,
            late: 5,
            median: Some(Duration::from_secs(12 * MINUTE + 31)),
            p90: Some(Duration::from_secs(200 * MINUTE)),
        }),
        disseminated: Some(40),
    }
}

fn rank(place: i64, name: &str, in_time: i64, before: Option<i64>) -> Rank {
    let record = |in_time| Record {
        due: 8,
        confirmed: 8,
        in_time,
    };
    Rank {
        place,
        code: format!("K-{place}"),
        name: name.into(),
        category: "opd".into(),
        region: "Kota Bontang".into(),
        record: record(in_time),
        median: Some(Duration::from_secs(40 * MINUTE)),
        before: before.map(record),
    }
}

fn recap() -> Recap {
    let withdrawn = Told {
        answers: None,
        disseminated: None,
        ..told(3, "Dicabut", Some(Fate::Withdrawn))
    };
    let drill = Told {
        number: Number {
            drill: true,
            ..Number::real(1, 2026)
        },
        ..told(1, "Latihan banjir", None)
    };
    Recap {
        month: Month::parse("2026-11").unwrap(),
        began: Timestamp(AT.0 - 20 * 86_400_000),
        running: true,
        within: vec!["Provinsi Kalimantan Timur".into()],
        by: "Andi Pratama".into(),
        made_at: AT,
        announcements: vec![
            told(1, "=SUM(A1:A9)", Some(Fate::Corrected(2))),
            told(
                2,
                "Jadwal debat publik di seluruh kabupaten dan kota 🗳️",
                None,
            ),
            withdrawn,
        ],
        drills: vec![drill],
        total: Total {
            announcements: 3,
            corrected: 1,
            withdrawn: 1,
            chats: 387,
            sent: 381,
            failed: 6,
            asked: 240,
            answers: Answers {
                confirmed: 180,
                late: 10,
                median: Some(Duration::from_secs(13 * MINUTE)),
                p90: Some(Duration::from_secs(200 * MINUTE)),
            },
            disseminated: 80,
            without_chat: 27,
        },
        categories: vec![Share {
            name: "opd".into(),
            confirmed: 170,
            institutions: 240,
        }],
        ranking: vec![
            rank(1, "Dinas Komunikasi dan Informatika", 8, Some(6)),
            rank(2, "+Bagian Humas", 6, Some(8)),
            rank(3, "Polres", 0, None),
        ],
    }
}

#[test]
fn captions_are_read_aloud() {
    read_aloud("recap", |lang| {
        let [(_, book), (_, printed)] = files(lang, &recap());
        vec![("book", book), ("printed", printed)]
    });
}

#[test]
fn a_months_sheets_are_typed_with_drills_apart_and_a_chart() {
    let [(file, _), _] = files(&indonesian(), &recap());
    assert_eq!(file.name, "rekap-2026-11.xlsx");
    let bytes = drawn(file).unwrap().content.0.to_vec();
    let mut book = Xlsx::new(Cursor::new(bytes.clone())).unwrap();
    let names = ["Ringkasan", "Siaran", "Lembaga", "Latihan"];
    assert_eq!(book.sheet_names(), names);
    let all = book.worksheet_range("Siaran").unwrap();
    assert_eq!(all.get((1, 1)), Some(&Data::String("=SUM(A1:A9)".into())));
    assert_eq!(all.get((1, 4)), Some(&Data::String("diralat 2×".into())));
    assert_eq!(all.get((1, 10)), Some(&Data::Float(90.0)));
    assert_eq!(all.get((1, 11)), Some(&Data::Float(0.75)));
    assert_eq!(all.get((1, 12)), Some(&Data::Float(13.0)));
    assert_eq!(all.get((3, 10)), Some(&Data::Empty));
    let ranks = book.worksheet_range("Lembaga").unwrap();
    let trends: Vec<&Data> = ranks
        .rows()
        .skip(1)
        .map(|row| row.last().unwrap())
        .collect();
    assert_eq!(
        trends,
        [&Data::Float(0.25), &Data::Float(-0.25), &Data::Empty]
    );
    let drills = book.worksheet_range("Latihan").unwrap();
    assert_eq!(
        drills.get((1, 0)),
        Some(&Data::String("LATIHAN 1/2026".into()))
    );
    for name in names {
        let formulas = book.worksheet_formula(name).unwrap();
        assert!(formulas.used_cells().next().is_none(), "{name}");
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    assert!(archive.by_name("xl/charts/chart1.xml").is_ok());
}

#[test]
fn printed_pages_say_it_all_in_both_languages() {
    for (lang, wanted) in [
        (
            indonesian(),
            [
                "Rekap siaran November 2026",
                "Cakupan: Provinsi Kalimantan Timur",
                "Periode: November 2026, sampai 21 November 2026 08.31 WITA",
                "Disusun oleh: Andi Pratama",
                "75% (90/120)",
                "13 mnt",
                "3 j 20 m",
                "[diralat 2×] =SUM(A1:A9)",
                "Peringkat lembaga",
                "+25",
                "-25",
                "baru",
                "Latihan banjir",
                "Dibuat 21 November 2026 08.31 WITA oleh Satu Pintu",
                "Halaman 1 dari 1",
            ],
        ),
        (
            english(),
            [
                "Announcements in November 2026",
                "Scope: Provinsi Kalimantan Timur",
                "Period: November 2026, up to 21 November 2026 08:31 WITA",
                "Made for: Andi Pratama",
                "75% (90/120)",
                "13 min",
                "3 h 20 m",
                "[corrected 2×] =SUM(A1:A9)",
                "Ranking of institutions",
                "+25",
                "-25",
                "new",
                "Latihan banjir",
                "Made on 21 November 2026 08:31 WITA by Satu Pintu",
                "Page 1 of 1",
            ],
        ),
    ] {
        let [_, (file, _)] = files(&lang, &recap());
        let pages = paper::tests::read(&drawn(file).unwrap().content.0);
        for text in wanted {
            let there = pages.iter().flatten().any(|it| it.trim_end() == text);
            assert!(there, "{text}: {pages:?}");
        }
    }
}

#[test]
fn many_areas_fit_a_caption_and_stand_in_the_files() {
    let mut recap = recap();
    let area = |at| format!("Kabupaten Penajam Paser Utara {at}");
    recap.within = (1..=40).map(area).collect();
    for lang in [indonesian(), english()] {
        let [(book, said), (_, printed)] = files(&lang, &recap);
        for message in [&said, &printed] {
            assert!(message.text.encode_utf16().count() < 1_024, "{message:?}");
        }
        assert!(said.text.contains("Utara 2, ") && said.text.contains('…'));
        let bytes = drawn(book).unwrap().content.0.to_vec();
        let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
        let summary = book.worksheets().remove(0).1;
        let has = |cell: &Data| cell.to_string().contains(&area(40));
        assert!(summary.used_cells().any(|(_, _, cell)| has(cell)));
    }
}
