//! Files as offices save them, and what is no list.

use std::io::{Cursor, Write as _};

use satupintu_simulator::Fault;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{HEADER, SECOND, csv, import, named};
use crate::office::Office;

fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    let mut sheet = String::new();
    for (at, cells) in (1..).zip(rows) {
        sheet.push_str(&format!(r#"<row r="{at}">"#));
        for (text, column) in cells.iter().zip('A'..) {
            let cell = format!(r#"<c r="{column}{at}" t="inlineStr"><is><t>{text}</t></is></c>"#);
            sheet.push_str(&cell);
        }
        sheet.push_str("</row>");
    }
    let relation = |kind: &str, target: &str| {
        format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>"#
        )
    };
    zipped(&[
        ("_rels/.rels", relation("officeDocument", "xl/workbook.xml")),
        (
            "xl/_rels/workbook.xml.rels",
            relation("worksheet", "worksheets/sheet1.xml"),
        ),
        (
            "xl/workbook.xml",
            r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Daftar" sheetId="1" r:id="rId1"/></sheets></workbook>"#.to_owned(),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!(
                r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{sheet}</sheetData></worksheet>"#
            ),
        ),
    ])
}

fn zipped(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_read_however_they_were_saved() {
    let office = Office::of_parepare().await;
    let rows: [&[&str]; 2] = [
        &["kode", "nama", "kategori", "wilayah", "induk"],
        &["XLSX-1", "Dinas Buku Kerja", "opd", "Kota Parepare"],
    ];
    let semicolons =
        "\u{feff}kode;nama;kategori;wilayah;induk\r\nCSV-1;\"Dinas A, B\";opd;Kota Parepare;\r\n";
    let windows = [
        HEADER.as_bytes(),
        b"\nWIN-1,Caf\xe9 \x93Satu\x94,opd,Kota Parepare,\n",
    ]
    .concat();
    let wide: Vec<u8> = format!("\u{feff}{HEADER}\nUTF-16,Dua Bita,opd,Kota Parepare,\n")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for (name, bytes, expected) in [
        (
            "daftar.xlsx",
            workbook(&rows),
            "＋ XLSX-1: Dinas Buku Kerja",
        ),
        (
            "daftar.csv",
            semicolons.as_bytes().to_vec(),
            "＋ CSV-1: Dinas A, B",
        ),
        ("ansi.csv", windows, "＋ WIN-1: Café “Satu”"),
        ("unicode.txt", wide, "＋ UTF-16: Dua Bita"),
    ] {
        let preview = import(&office, &office.owner, named(name, &bytes)).await;
        assert!(preview.contains(expected), "{name}: {preview}");
        office.press(&office.owner, "Terapkan").await;
        office.moment().await;
    }
    let names = "select name from institution where code in ('XLSX-1', 'CSV-1', 'WIN-1', 'UTF-16') \
                 order by name";
    assert_eq!(office.texts(names).await.len(), 4);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_list_gets_a_clear_answer() {
    let office = Office::of_parepare().await;
    let pixels: Vec<u8> = (0..=255).cycle().take(9000).collect();
    let picture = [b"\x89PNG\r\n\x1a\n", pixels.as_slice()].concat();
    let some_zip = zipped(&[("rapat.txt", "Rapat".to_owned())]);
    for (name, bytes, expected) in [
        ("daftar.csv", picture, "bukan berkas CSV maupun Excel"),
        ("daftar.xlsx", some_zip, "bukan buku kerja Excel"),
        ("daftar.csv", b"\n\n".to_vec(), "tidak ada baris data"),
        (
            "daftar.csv",
            b"tanggal,acara\n1,2\n".to_vec(),
            "baris judul tidak dikenali",
        ),
        (
            "daftar.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(),
            "Excel lama (.xls)",
        ),
    ] {
        let told = import(&office, &office.owner, named(name, &bytes)).await;
        assert!(told.contains(expected), "{name}: {told}");
    }
    // Fifty megabytes are refused before anything is fetched.
    let fetched = office.sim.calls_of("getFile").len();
    office
        .send(&office.owner, csv(HEADER).size(50 * 1024 * 1024))
        .await;
    let told = office.last_said_to(&office.owner);
    assert!(told.contains("lebih dari 10 MB"), "{told}");
    assert_eq!(office.sim.calls_of("getFile").len(), fetched);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_download_that_breaks_is_tried_again_and_in_the_end_told() {
    let office = Office::of_parepare().await;
    let text = format!("{HEADER}\nBARU-1,Lembaga Baru,opd,Kota Parepare,\n");
    let cut = Fault::cut_before().method("download").times(2);
    let cut = office.sim.fault(cut);
    import(&office, &office.owner, csv(&text)).await;
    office.advance(SECOND * 20).await;
    assert_eq!(cut.hits(), 2);
    assert!(office.last_said_to(&office.owner).contains("1 baris baru"));

    let broken = office.sim.fault(Fault::bad_gateway().method("download"));
    import(&office, &office.owner, csv(&text)).await;
    office.advance(SECOND * 300).await;
    assert_eq!(broken.hits(), 5);
    let told = office.last_said_to(&office.owner);
    assert!(told.contains("tidak dapat diambil dari Telegram"), "{told}");
    office.close().await;
}
