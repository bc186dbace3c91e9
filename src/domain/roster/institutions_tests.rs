//! Files of institutions as offices save them.

use std::fmt::Write;

use proptest::prelude::*;

use super::ProblemKind as Kind;
use super::{InstitutionFile, InstitutionRow, MAX_BYTES, Problem};
use crate::domain::institution::{CATEGORIES, Code, Institution};

const HEADER: &str = "kode,nama,kategori,wilayah,induk";

fn read(text: &str) -> InstitutionFile {
    InstitutionFile::read(text.as_bytes())
}

/// The rows of a file in which nothing may be wrong.
fn rows(text: impl AsRef<[u8]>) -> Vec<InstitutionRow> {
    let file = InstitutionFile::read(text.as_ref());
    assert_eq!(file.problems(), []);
    assert_eq!(file.rows().len(), file.links().len());
    file.rows().to_vec()
}

/// What is wrong with rows under a good header.
fn wrong(rows: &str) -> Vec<Problem> {
    read(&format!("{HEADER}\n{rows}\n")).problems().to_vec()
}

/// What is wrong with a file as such.
fn refused(bytes: &[u8]) -> Vec<Problem> {
    let file = InstitutionFile::read(bytes);
    assert_eq!(file.rows(), []);
    file.problems().to_vec()
}

fn code(text: &str) -> Code {
    Code::parse(text).unwrap()
}

#[test]
fn a_row_is_read_with_its_line() {
    let text = format!(
        "{HEADER}\nkpu-ri,KPU RI,OPD,Indonesia,\n\nKPU-64,\"KPU, Kaltim\",media,X,kpu-ri\n"
    );
    let expected = Institution {
        code: code("KPU-64"),
        name: "KPU, Kaltim".into(),
        category: "media".into(),
        region: "X".into(),
        parent: Some(code("KPU-RI")),
    };
    let rows = rows(text);
    assert_eq!(rows[0].institution.category, "opd");
    assert_eq!(rows[0].institution.parent, None);
    assert_eq!((rows[1].line, &rows[1].institution), (4, &expected));
}

#[test]
fn the_same_file_however_a_spreadsheet_saves_it() {
    let plain = format!("{HEADER}\nA,Satu,opd,Kota,\nB,Dua; tiga,opd,Kota,A\n");
    let expected = rows(&plain);
    let saved = [
        format!("\u{feff}{plain}"),
        plain.replace('\n', "\r\n"),
        plain.replace('\n', "\r"),
        plain.trim_end().to_owned(),
        plain.replace("kode,nama", " KODE ,\"Nama \""),
        plain.replace(",Satu,", " ,  Satu  ,\u{a0}"),
        plain.replace("Dua; tiga", "\"Dua; tiga\""),
        plain.replace("Dua; tiga", "Dua;\u{a0} tiga"),
        format!("{plain},,,,\n   \n,,,,\n"),
        plain.replace("induk\n", "induk,,\n"),
        plain.replace("Kota,\n", "Kota,,,,\n"),
        plain
            .replace(';', "|")
            .replace(',', ";")
            .replace("Dua| tiga", "\"Dua; tiga\""),
        "\u{feff}Induk;Wilayah;Telepon;Nama;Kategori;Kode\r\n\
         ;Kota;0541;Satu;opd;A\r\nA;Kota;;\"Dua; tiga\";opd;B\r\n"
            .to_owned(),
    ];
    for text in saved {
        assert_eq!(rows(&text), expected, "{text:?}");
    }
}

#[test]
fn lines_are_those_an_editor_shows() {
    let text = format!(
        "\u{feff}\r\n{HEADER}\r\n\r\nA,\"Satu\r\ndan dua\",opd,Kota,\r\n\r\nB,Tiga,opdd,Kota,\r\n"
    );
    let file = read(&text);
    let name = &file.rows()[0].institution.name;
    assert_eq!(
        (file.rows()[0].line, name.as_str()),
        (4, "Satu dan dua"),
        "a line break in a cell becomes a space"
    );
    assert_eq!(file.problems()[0].line, 7);
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let long = "x".repeat(201);
    let found = wrong(&format!(
        "A,Satu,opd,Kota,\n\
         ,,,,A\n\
         B C,Dua,opdd,Kota,-A\n\
         a,Tiga,koperasi,Kota,\n\
         D,Empat,opd\n\
         E,Lima,opd,Kota,A,lebih\n\
         F,En\0am,opd,{long},A"
    ));
    let at = Problem::in_column;
    let empty = |column| at(3, column, Kind::EmptyValue);
    let fields = |line, found| Problem::at(line, Kind::FieldCount { expected: 5, found });
    let bad = |typed: &str| Kind::BadCode {
        typed: typed.into(),
    };
    let category = |typed: &str, near| Kind::UnknownCategory {
        typed: typed.into(),
        near,
    };
    let first = Kind::DuplicateCode {
        code: code("A"),
        first: 2,
    };
    assert_eq!(
        found,
        [
            empty("kode"),
            empty("nama"),
            empty("kategori"),
            empty("wilayah"),
            at(4, "kode", bad("B C")),
            at(4, "kategori", category("opdd", Some("opd"))),
            at(4, "induk", bad("-A")),
            at(5, "kode", first),
            at(5, "kategori", category("koperasi", None)),
            fields(6, 3),
            fields(7, 6),
            at(8, "nama", Kind::ControlCharacter),
            at(8, "wilayah", Kind::TooLong { most: 200 }),
        ]
    );
}

#[test]
fn rows_that_are_wrong_still_have_their_place_in_the_tree() {
    let file = read(&format!(
        "{HEADER}\nA,Satu,opdd,Kota,\nB,Dua,opd\nC,Tiga,opd,Kota,B\n"
    ));
    let mut codes: Vec<&str> = file.links().iter().map(|link| link.code.as_str()).collect();
    codes.sort_unstable();
    assert_eq!(codes, ["A", "B", "C"]);
}

#[test]
fn a_header_must_name_every_column_once() {
    let missing = |line, column| Problem::in_column(line, column, Kind::MissingColumn);
    assert_eq!(
        refused(b"kode,nama,wilayah\nA,Satu,Kota\n"),
        [missing(1, "kategori"), missing(1, "induk")]
    );
    assert_eq!(
        refused(b"\nkode;nama;kategori;wilayah;induk;Nama\nA;a;opd;b;;c"),
        [Problem::in_column(2, "nama", Kind::RepeatedColumn)]
    );
    assert_eq!(refused(b"A,Satu,opd,Kota,\n").len(), 5);
}

#[test]
fn a_file_without_rows_is_refused() {
    let empty = [Problem::at(0, Kind::Empty)];
    for text in [
        "",
        "\u{feff}",
        " \r\n\n",
        HEADER,
        &format!("{HEADER}\n,,,,\n"),
    ] {
        assert_eq!(refused(text.as_bytes()), empty, "{text:?}");
    }
}

#[test]
fn other_encodings_are_read() {
    let text = format!("{HEADER}\nA,Café \u{201c}Satu\u{201d},opd,Kota,\n");
    let expected = rows(&text);
    assert_eq!(expected[0].institution.name, "Café \u{201c}Satu\u{201d}");
    let windows = encoding_rs::WINDOWS_1252.encode(&text).0;
    assert!(std::str::from_utf8(&windows).is_err());
    assert_eq!(rows(&windows), expected);
    let marked: Vec<u16> = format!("\u{feff}{text}").encode_utf16().collect();
    let little: Vec<u8> = marked.iter().flat_map(|it| it.to_le_bytes()).collect();
    let big: Vec<u8> = marked.iter().flat_map(|it| it.to_be_bytes()).collect();
    assert_eq!(rows(little), expected);
    assert_eq!(rows(big), expected);
    // What Excel calls Unicode text.
    assert_eq!(rows(text.replace(',', "\t")), expected);
}

#[test]
fn endless_files_and_what_is_no_text_are_refused() {
    let most_megabytes = 10;
    assert_eq!(
        refused(&vec![b'a'; MAX_BYTES + 1]),
        [Problem::at(0, Kind::TooLarge { most_megabytes })]
    );
    let pixels: Vec<u8> = (0..=255).cycle().take(5000).collect();
    for picture in [
        [b"\x89PNG\r\n\x1a\n", pixels.as_slice()].concat(),
        [b"\xff\xd8\xff\xe0", pixels.as_slice()].concat(),
        [b"%PDF-1.7\n", pixels.as_slice()].concat(),
        pixels.clone(),
        vec![0; 1000],
    ] {
        assert_eq!(refused(&picture), [Problem::at(0, Kind::NoText)]);
    }
}

#[test]
fn a_quote_that_nobody_closes_is_found_where_it_opens() {
    assert_eq!(
        wrong("A,Satu,opd,Kota,\nB,\"Dua,opd,Kota,\nC,Tiga,opd,Kota,"),
        [Problem::at(3, Kind::OpenQuote)]
    );
    assert_eq!(wrong("A,Layar 5\" dan lagi,opd,Kota,"), []);
}

#[test]
fn real_rosters_are_read() {
    for (bytes, count) in [
        (
            &include_bytes!("../../../config/rosters/kpu-2021.csv")[..],
            549,
        ),
        (
            include_bytes!("../../../config/rosters/bakohumas-kaltim.csv"),
            129,
        ),
        (
            include_bytes!("../../../config/rosters/bakohumas-parepare.csv"),
            16,
        ),
    ] {
        assert_eq!(rows(bytes).len(), count);
    }
}

#[test]
fn a_large_file_is_read_whatever_is_in_it() {
    let mut good = format!("{HEADER}\n");
    let mut bad = good.clone();
    for at in 0..20_000 {
        writeln!(good, "K-{at},Lembaga ke-{at},opd,Kota {},K-0", at % 514).unwrap();
        writeln!(bad, "K {at},\"\",opdd,\0,-").unwrap();
    }
    let quotes = format!("{HEADER}\n{}", "\"\n".repeat(1_000_000));
    // Were anything quadratic here, this would not end in a day's patience.
    assert_eq!(rows(good).len(), 20_000);
    assert_eq!(read(&bad).problems().len(), 100_000);
    assert!(!read(&quotes).problems().is_empty());
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

fn institution() -> impl Strategy<Value = Institution> {
    let text = r#"[A-Za-zéß0-9"',;.()/-]{1,12}( [A-Za-z"',;]{1,9}){0,3}"#;
    let parts = (
        text,
        0..CATEGORIES.len(),
        text,
        proptest::option::of(0..9u8),
    );
    parts.prop_map(|(name, category, region, parent)| Institution {
        code: code("X"),
        name,
        category: CATEGORIES[category].to_owned(),
        region,
        parent: parent.map(|at| code(&format!("K-{at}"))),
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read(
        institutions in proptest::collection::vec(institution(), 1..20),
        semicolon: bool, crlf: bool, bom: bool,
    ) {
        let mut text = format!("{}{HEADER}\n", if bom { "\u{feff}" } else { "" });
        let mut expected = Vec::new();
        for (at, mut institution) in institutions.into_iter().enumerate() {
            institution.code = code(&format!("K-{at}"));
            let parent = institution.parent.as_ref().map_or("", Code::as_str);
            let (name, region) = (quoted(&institution.name), quoted(&institution.region));
            let row = [institution.code.as_str(), &name, &institution.category, &region, parent];
            writeln!(text, "{}", row.join(if semicolon { ";" } else { "," })).unwrap();
            expected.push(institution);
        }
        if semicolon {
            text = text.replace(HEADER, &HEADER.replace(',', ";"));
        }
        if crlf {
            text = text.replace('\n', "\r\n");
        }
        let read: Vec<_> = rows(text).into_iter().map(|row| row.institution).collect();
        prop_assert_eq!(read, expected);
    }

    #[test]
    fn no_bytes_bring_it_down(bytes: Vec<u8>, text in "[kodenamti,;\"\r\n\u{feff}\0 ]{0,200}") {
        let _ = InstitutionFile::read(&bytes);
        let file = read(&text);
        prop_assert!(file.rows().is_empty() != file.problems().is_empty());
        let file = read(&format!("{HEADER}\n{text}"));
        let last = u64::try_from(text.len()).unwrap() + 2;
        prop_assert!(file.problems().iter().all(|problem| problem.line <= last));
        prop_assert!(file.problems().is_sorted_by_key(|problem| problem.line));
    }
}
