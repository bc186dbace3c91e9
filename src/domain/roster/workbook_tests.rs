//! Workbooks as Excel, LibreOffice and people with bad intentions make them.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::problem::ProblemKind as Kind;
use super::{InstitutionFile, MAX_BYTES, MAX_ROWS, Problem, RosterFile};
use crate::domain::address::Address;

/// A workbook of sheets, each the XML of its rows; the third style is a date.
fn book(sheets: &[&str]) -> Vec<u8> {
    let relations = |n: usize| {
        format!(
            r#"<Relationship Id="rId{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{n}.xml"/>"#
        )
    };
    let named = |n: usize| format!(r#"<sheet name="Lembar {n}" sheetId="{n}" r:id="rId{n}"/>"#);
    let all = |each: &dyn Fn(usize) -> String| (1..=sheets.len()).map(each).collect::<String>();
    let mut parts = vec![
        (
            "_rels/.rels".to_owned(),
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#.to_owned(),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!(
                r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{}</sheets></workbook>"#,
                all(&named)
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!(
                r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>"#,
                all(&relations)
            ),
        ),
        (
            "xl/styles.xml".to_owned(),
            r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs><xf numFmtId="0"/><xf numFmtId="49"/><xf numFmtId="14"/></cellXfs></styleSheet>"#.to_owned(),
        ),
    ];
    for (at, rows) in sheets.iter().enumerate() {
        parts.push((
            format!("xl/worksheets/sheet{}.xml", at + 1),
            format!(
                r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
            ),
        ));
    }
    zipped(&parts)
}

fn zipped(parts: &[(String, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in parts {
        zip.start_file(name.as_str(), options).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A row of texts.
fn row(at: usize, cells: &[&str]) -> String {
    let cells = cells.iter().zip('A'..).map(|(text, column)| {
        format!(r#"<c r="{column}{at}" t="inlineStr"><is><t>{text}</t></is></c>"#)
    });
    format!(r#"<row r="{at}">{}</row>"#, cells.collect::<String>())
}

const HEADER: [&str; 5] = ["Kode", "Nama", "Kategori", "Wilayah", "Induk"];
const CHATS: [&str; 4] = ["kode", "chat_id", "jenis", "topik"];

fn problems(bytes: &[u8]) -> Vec<Problem> {
    match RosterFile::read(bytes) {
        RosterFile::Institutions(file) => file.problems().to_vec(),
        RosterFile::Chats(file) => file.problems().to_vec(),
        RosterFile::Unknown(problems) => problems,
    }
}

#[test]
fn rows_are_read_from_the_sheet_whose_header_fits() {
    let notes = row(1, &["Catatan rapat"]) + &row(2, &["Bawa daftar hadir"]);
    // Rows 2 and 4 are empty, as people leave them.
    let list = row(3, &HEADER)
        + &row(5, &["A", "Induk &amp; Co", "opd", "Kota Bontang"])
        + &row(6, &["A.1", "Anak, dengan koma", "opd", "Kota Bontang", "A"])
        + r#"<row r="7"><c r="A7" s="1"/></row>"#;
    let bytes = book(&["", &notes, &list]);
    let RosterFile::Institutions(file) = RosterFile::read(&bytes) else {
        panic!("no institutions");
    };
    assert_eq!(file.problems(), []);
    let rows: Vec<(u64, &str, &str)> = file
        .rows()
        .iter()
        .map(|row| {
            let it = &row.institution;
            (row.line, it.code.as_str(), it.name.as_str())
        })
        .collect();
    assert_eq!(
        rows,
        [(5, "A", "Induk & Co"), (6, "A.1", "Anak, dengan koma")]
    );
    assert_eq!(InstitutionFile::read(&bytes).rows(), file.rows());
}

#[test]
fn numbers_stay_whole_and_formulas_give_their_values() {
    let list = row(1, &CHATS)
        + r#"<row r="2"><c r="A2"><v>6471</v></c><c r="B2"><v>-1001234567890</v></c><c r="C2" t="str"><f>"gr"&amp;"up"</f><v>grup</v></c><c r="D2"><v>7.0</v></c></row>"#
        + r#"<row r="3"><c r="A3"><v>6472</v></c><c r="B3"><v>-1.001234567891E12</v></c><c r="C3" t="inlineStr"><is><t>grup</t></is></c></row>"#;
    let RosterFile::Chats(file) = RosterFile::read(&book(&[&list])) else {
        panic!("no chats");
    };
    assert_eq!(file.problems(), []);
    let rows: Vec<(&str, Address)> = file
        .rows()
        .iter()
        .map(|row| (row.institution.as_str(), row.address.clone()))
        .collect();
    assert_eq!(
        rows,
        [
            ("6471", Address::telegram(-1_001_234_567_890, Some(7))),
            ("6472", Address::telegram(-1_001_234_567_891, None)),
        ]
    );
}

#[test]
fn what_a_spreadsheet_made_of_a_cell_is_told_with_its_place() {
    let list = row(1, &HEADER)
        + r#"<row r="2"><c r="A2"><v>64.1</v></c><c r="B2" t="e"><f>X</f><v>#N/A</v></c><c r="C2" t="inlineStr"><is><t>opd</t></is></c><c r="D2" t="inlineStr"><is><t>Kota</t></is></c></row>"#
        + r#"<row r="3"><c r="A3" s="2"><v>45000</v></c><c r="B3" t="inlineStr"><is><t>B</t></is></c><c r="C3" t="inlineStr"><is><t>opd</t></is></c><c r="D3" t="inlineStr"><is><t>Kota</t></is></c></row>"#
        + r#"<row r="4"><c r="A4"><v>12345678901234567</v></c><c r="B4" t="inlineStr"><is><t>C</t></is></c><c r="C4" t="inlineStr"><is><t>opdd</t></is></c><c r="D4" t="inlineStr"><is><t>Kota</t></is></c></row>"#;
    let at = Problem::in_column;
    let number = |typed: &str| Kind::NumberCell {
        typed: typed.to_owned(),
    };
    let error = Kind::ErrorCell {
        typed: "#N/A".to_owned(),
    };
    let category = Kind::UnknownCategory {
        typed: "opdd".to_owned(),
        near: Some("opd"),
    };
    assert_eq!(
        problems(&book(&[&list])),
        [
            at(2, "kode", number("64.1")),
            at(2, "nama", error),
            at(3, "kode", Kind::DateCell),
            at(4, "kode", number("12345678901234568")),
            at(4, "kategori", category),
        ]
    );
}

#[test]
fn a_workbook_without_a_fitting_sheet_says_what_is_missing() {
    let list = row(1, &["Kode", "Nama"]) + &row(2, &["A", "B"]);
    let missing = ["kategori", "wilayah", "induk"];
    assert_eq!(
        problems(&book(&[&list])),
        missing.map(|column| Problem::in_column(1, column, Kind::MissingColumn))
    );
    let other = row(2, &["Tanggal", "Acara"]);
    assert_eq!(
        problems(&book(&["", &other])),
        [Problem::at(2, Kind::UnknownHeader)]
    );
    assert_eq!(problems(&book(&[""])), [Problem::at(0, Kind::Empty)]);
    let header = row(1, &HEADER);
    assert_eq!(problems(&book(&[&header])), [Problem::at(0, Kind::Empty)]);
}

#[test]
fn what_is_no_workbook_is_said_to_be_none() {
    let some_zip = zipped(&[("rapat.txt".to_owned(), "Rapat".to_owned())]);
    assert_eq!(problems(&some_zip), [Problem::at(0, Kind::NoWorkbook)]);
    let whole = book(&[&row(1, &HEADER)]);
    for cut in [4, 100, whole.len() / 2, whole.len() - 10] {
        assert_eq!(
            problems(&whole[..cut]),
            [Problem::at(0, Kind::NoWorkbook)],
            "{cut}"
        );
    }
    let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0";
    assert_eq!(problems(old), [Problem::at(0, Kind::OldWorkbook)]);
}

#[test]
fn a_bomb_does_not_go_off() {
    let most_megabytes = MAX_BYTES / (1024 * 1024);
    let large = [Problem::at(0, Kind::TooLarge { most_megabytes })];
    // Sixty-five megabytes of nothing in sixty-five kilobytes.
    let parts = [
        ("xl/workbook.xml".to_owned(), "<workbook/>".to_owned()),
        (
            "xl/sharedStrings.xml".to_owned(),
            " ".repeat(65 * 1024 * 1024),
        ),
    ];
    let bytes = zipped(&parts);
    assert!(bytes.len() < 100 * 1024, "{}", bytes.len());
    assert_eq!(problems(&bytes), large);
    // Many cells, each with the same long text.
    let long = "x".repeat(20_000);
    let rows: String = (2..700).map(|at| row(at, &["A", &long])).collect();
    assert_eq!(problems(&book(&[&(row(1, &HEADER) + &rows)])), large);
    // One cell at the far end of the sheet.
    let far = row(1, &HEADER)
        + &row(2, &["A", "B", "opd", "Kota"])
        + r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    assert_eq!(problems(&book(&[&far])), []);
}

#[test]
fn more_rows_than_are_taken_are_refused_and_twenty_thousand_are_not() {
    let rows = |count: usize| -> String {
        (2..count + 2)
            .map(|at| row(at, &[&format!("A{at}"), "Nama", "opd", "Kota"]))
            .collect()
    };
    let list = row(1, &HEADER) + &rows(20_000);
    assert_eq!(problems(&book(&[&list])), []);
    let short: String = (2..MAX_ROWS + 3)
        .map(|at| format!(r#"<row r="{at}"><c r="A{at}"><v>1</v></c></row>"#))
        .collect();
    assert_eq!(
        problems(&book(&[&(row(1, &HEADER) + &short)])),
        [Problem::at(0, Kind::TooManyRows { most: MAX_ROWS })]
    );
}
