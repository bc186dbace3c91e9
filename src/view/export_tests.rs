use std::io::Cursor;
use std::time::Duration;

use calamine::{Data, Reader as _, Xlsx};

use super::*;
use crate::domain::export::{Copies, Noted};
use crate::domain::report::Timeline;
use crate::view::drawn;
use crate::view::testing::{AT, a_card, english, indonesian, read_aloud};

const HOSTILE: &str = "=HYPERLINK(\"http://x\",\"a\")";

fn course(code: &str, name: &str, minutes: Option<u64>) -> Course {
    let confirmed = minutes.map(|minutes| AT.plus(Duration::from_secs(minutes * 60)));
    Course {
        code: code.into(),
        name: name.into(),
        category: "opd".into(),
        region: "Kota Bontang".into(),
        expected: Some(true),
        newcomer: false,
        copies: Copies {
            chats: 2,
            sent: 1,
            failed: 1,
            failures: vec![(Cause::Unreachable, "bot was kicked".into())],
            maybe_double: 1,
            sent_at: Some(AT),
        },
        due: Some(AT.plus(Duration::from_secs(3600))),
        confirmed: confirmed.map(|at| (at, "@Budi".into())),
        took: minutes.map(|minutes| Duration::from_secs(minutes * 60 + 29)),
        attends: None,
        reported: None,
        reminders: 2,
    }
}

fn export() -> Export {
    let confirmed = [10, 20, 90].map(|minutes| AT.plus(Duration::from_secs(minutes * 60)));
    Export {
        card: a_card(),
        timeline: Some(Timeline {
            began: AT,
            now: AT.plus(Duration::from_secs(7200)),
            confirmed: confirmed.to_vec(),
            institutions: 4,
            due: Some(AT.plus(Duration::from_secs(3600))),
        }),
        courses: vec![
            course("A", "Dinas A", Some(10)),
            course("B", HOSTILE, Some(90)),
            course("C", "+62\u{202e}\u{7}", None),
        ],
        record: vec![Noted {
            id: i64::MAX - 1,
            at: AT,
            kind: "announcement.approved".into(),
            actor: Some("Ratna Dewi".into()),
            institution: None,
            chats: None,
            reason: None,
            seal: Some(12),
        }],
        within: vec!["KPU Kota Bontang".into()],
        by: "Andi".into(),
        made_at: AT,
    }
}

fn workbook(lang: &Lang) -> Vec<u8> {
    let [(book, _), _] = files(lang, &export());
    drawn(book).unwrap().content.0.to_vec()
}

fn read(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

#[test]
fn captions_are_read_aloud() {
    read_aloud("export", |lang| {
        let [(_, book), (_, plain)] = files(lang, &export());
        let coming = Message::plain(coming(lang));
        vec![("book", book), ("plain", plain), ("coming", coming)]
    });
}

#[test]
fn cells_are_typed_and_a_persons_words_never_a_formula() {
    let mut book = read(workbook(&indonesian()));
    assert_eq!(book.sheet_names(), ["Ringkasan", "Lembaga", "Catatan"]);
    let sheet = book.worksheet_range("Lembaga").unwrap();
    let heads: Vec<String> = sheet
        .rows()
        .next()
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    let at = |head: &str| {
        heads
            .iter()
            .position(|it| it == head)
            .unwrap_or_else(|| panic!("{head}: {heads:?}"))
    };
    let cell = |row: usize, head: &str| sheet.get((row, at(head))).unwrap().clone();
    assert_eq!(cell(1, "Menit sampai konfirmasi"), Data::Float(10.0));
    assert_eq!(cell(2, "Lembaga"), Data::String(HOSTILE.into()));
    assert_eq!(cell(3, "Lembaga"), Data::String("+62".into()));
    assert_eq!(cell(1, "Terlambat"), Data::String("tidak".into()));
    assert_eq!(cell(2, "Terlambat"), Data::String("ya".into()));
    assert_eq!(cell(3, "Terlambat"), Data::Empty);
    let sent = cell(1, "Terkirim pada (WITA)");
    let Data::DateTime(moment) = sent else {
        panic!("{sent:?}")
    };
    assert_eq!(
        moment.to_ymd_hms_milli(),
        (2026, 11, 21, 8, 31, 0, 0),
        "on the reader's wall"
    );
    let record = book.worksheet_range("Catatan").unwrap();
    let line: Vec<String> = record
        .rows()
        .nth(1)
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(line[1..4], ["Disetujui dan diberi nomor", "Ratna Dewi", ""]);
    assert_eq!(
        line[4..],
        ["announcement.approved", "9223372036854775806", "12"]
    );
    for name in ["Ringkasan", "Lembaga", "Catatan"] {
        let formulas = book.worksheet_formula(name).unwrap();
        assert!(formulas.used_cells().next().is_none(), "{name}");
    }
}

#[test]
fn charts_are_the_spreadsheets_own_and_headings_stay() {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook(&english()))).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name(name).unwrap(), &mut text).unwrap();
        text
    };
    let course = part("xl/charts/chart1.xml");
    assert!(
        course.contains("scatterChart") && course.contains("Deadline"),
        "{course}"
    );
    let shares = part("xl/charts/chart2.xml");
    assert!(
        shares.contains("barChart") && shares.contains("Summary"),
        "{shares}"
    );
    let sheet = part("xl/worksheets/sheet2.xml");
    assert!(
        sheet.contains("state=\"frozen\"") && sheet.contains("<autoFilter"),
        "{sheet}"
    );
    assert!(!sheet.contains("<hyperlink") && !sheet.contains("<f>"));
    // Printed across, never smaller than can be read, with headings and first columns on each page.
    assert!(
        sheet.contains("orientation=\"landscape\"") && sheet.contains("fitToWidth=\"2\""),
        "{sheet}"
    );
    let book = part("xl/workbook.xml");
    let titles = "Institutions!$A:$B,Institutions!$1:$1";
    assert!(book.contains(titles), "{book}");
    // A text that looks like a formula stays one when its cell is opened and left.
    let styles = part("xl/styles.xml");
    assert!(styles.contains("quotePrefix=\"1\""), "{styles}");
}

#[test]
fn the_plain_file_says_the_same_and_is_no_formula_either() {
    let lang = indonesian();
    let [_, (file, _)] = files(&lang, &export());
    assert_eq!(file.name, "siaran-1-2026.csv");
    let text = std::str::from_utf8(&file.content.0).unwrap();
    let text = text.strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 3);
    assert_eq!(&rows[1][1], format!("'{HOSTILE}"));
    assert!(
        rows.iter()
            .all(|row| !row.iter().any(|it| it.starts_with(['=', '+', '-', '@'])))
    );
    assert!(
        rows[0].iter().any(|it| it == "2026-11-21 08:31:00"),
        "{:?}",
        rows[0]
    );
}
