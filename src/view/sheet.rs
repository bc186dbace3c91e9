//! Tables as files, for spreadsheets.

use super::workbook::Cell;
use crate::domain::invitation::Pair;

/// The columns of the links that an office sends out.
const LINKS: [&str; 4] = ["kode", "nama", "tautan_grup", "tautan_petugas"];

/// CSV as Excel with Indonesian settings opens it in columns, and as `/impor` reads it: semicolons, every
/// field in quotes, UTF-8 with its mark; `kode;nama;tautan_grup;tautan_petugas`.
#[must_use]
pub fn links(pairs: &[Pair]) -> Vec<u8> {
    let mut rows = Vec::with_capacity(pairs.len() + 1);
    rows.push(LINKS.map(ToOwned::to_owned));
    for pair in pairs {
        rows.push([
            harmless(pair.code.as_str()),
            harmless(&pair.name),
            pair.group_url.clone(),
            pair.officer_url.clone(),
        ]);
    }
    written(&rows)
}

/// The same of cells that are in a workbook too.
pub(super) fn table(rows: &[Vec<Cell>]) -> Vec<u8> {
    let plain = |row: &Vec<Cell>| -> Vec<String> {
        let plain = row.iter().map(|cell| harmless(&cell.plain()));
        plain.collect()
    };
    let rows: Vec<Vec<String>> = rows.iter().map(plain).collect();
    written(&rows)
}

fn written<R: AsRef<[String]>>(rows: &[R]) -> Vec<u8> {
    const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();
    // In quotes, what is inside a field cannot begin another one, whatever a program parts fields by.
    let mut sheet = csv::WriterBuilder::new()
        .delimiter(b';')
        .quote_style(csv::QuoteStyle::Always)
        .from_writer(BYTE_ORDER_MARK.to_vec());
    for row in rows {
        // Neither can memory refuse to be written to, nor do rows of one type differ in length.
        let _ = sheet.write_record(row.as_ref());
    }
    sheet.into_inner().unwrap_or_default()
}

/// A text that no spreadsheet takes for a formula: they compute what begins like one, and a formula in a
/// name could send a whole list elsewhere.
fn harmless(text: &str) -> String {
    let begins = |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n');
    match text.starts_with(begins) {
        true => format!("'{text}"),
        false => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::institution::Code;

    #[test]
    fn a_sheet_of_links_is_what_spreadsheets_read_and_never_a_formula() {
        let pair = |name: &str| Pair {
            code: Code::stored("KPU-64.74".into()),
            name: name.into(),
            group_url: "https://t.me/b?startgroup=1".into(),
            officer_url: "https://t.me/b?start=2".into(),
        };
        let hostile = "=HYPERLINK(\"http://x\",\"a\")";
        let sheet = links(&[
            pair("KPU Kota Bontang"),
            pair("Dinas \"A\", B"),
            pair(hostile),
            pair("+62"),
            pair("@a"),
            pair("-1"),
            pair("Dinas;=1+1"),
        ]);
        let sheet = String::from_utf8(sheet).unwrap();
        let lines: Vec<&str> = sheet.lines().collect();
        assert_eq!(
            lines[..2],
            [
                "\u{feff}\"kode\";\"nama\";\"tautan_grup\";\"tautan_petugas\"",
                "\"KPU-64.74\";\"KPU Kota Bontang\";\"https://t.me/b?startgroup=1\";\"https://t.me/b?start=2\"",
            ]
        );
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(b';')
            .from_reader(sheet.as_bytes());
        let names: Vec<String> = reader
            .records()
            .map(|row| row.unwrap()[1].to_owned())
            .collect();
        let hostile = format!("'{hostile}");
        let expected = [
            "KPU Kota Bontang",
            "Dinas \"A\", B",
            &hostile,
            "'+62",
            "'@a",
            "'-1",
            "Dinas;=1+1",
        ];
        assert_eq!(names, expected);
    }
}
