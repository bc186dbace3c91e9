use std::collections::HashMap;
use std::io::Read as _;

use flate2::read::ZlibDecoder;

use super::*;

/// What lies between two marks, wherever they stand.
fn between<'a>(text: &'a [u8], from: &str, to: &str) -> Vec<&'a [u8]> {
    let find = |text: &[u8], mark: &str| {
        text.windows(mark.len())
            .position(|window| window == mark.as_bytes())
    };
    let (mut rest, mut found) = (text, Vec::new());
    while let Some(at) = find(rest, from) {
        rest = &rest[at + from.len()..];
        let Some(end) = find(rest, to) else { break };
        found.push(&rest[..end]);
        rest = &rest[end..];
    }
    found
}

/// What is packed in a file, one after the other.
fn streams(file: &[u8]) -> Vec<Vec<u8>> {
    const BEGINS: &[u8] = b"\nstream\n";
    let begins = |at: &usize| file[*at..].starts_with(BEGINS);
    let unpacked = |at: usize| {
        let mut stream = Vec::new();
        let mut packed = ZlibDecoder::new(&file[at + BEGINS.len()..]);
        packed.read_to_end(&mut stream).unwrap();
        stream
    };
    (0..file.len()).filter(begins).map(unpacked).collect()
}

/// The letters of each face, as the file itself says.
fn letters(streams: &[Vec<u8>]) -> Vec<HashMap<u16, char>> {
    let maps = streams
        .iter()
        .flat_map(|it| between(it, "begincmap", "endcmap"));
    let read = |map: &[u8]| {
        let mut letters = HashMap::new();
        for section in between(map, "beginbfchar", "endbfchar") {
            let section = String::from_utf8_lossy(section);
            for line in section.lines().filter(|line| line.starts_with('<')) {
                let codes: Vec<u32> = line
                    .split(['<', '>', ' '])
                    .filter_map(|code| u32::from_str_radix(code, 16).ok())
                    .collect();
                let glyph = u16::try_from(codes[0]).unwrap();
                letters.insert(glyph, char::from_u32(codes[1]).unwrap());
            }
        }
        letters
    };
    maps.map(read).collect()
}

/// A string of the file: its escapes, or its digits.
fn bytes(text: &[u8]) -> Vec<u8> {
    if let Some(digits) = text.strip_prefix(b"<") {
        let digits = String::from_utf8_lossy(digits.strip_suffix(b">").unwrap());
        let pairs = digits.as_bytes().chunks(2);
        let byte = |pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
        return pairs.map(byte).collect();
    }
    let inner = text.strip_prefix(b"(").unwrap().strip_suffix(b")").unwrap();
    let mut bytes = Vec::new();
    let mut inner = inner.iter().copied();
    while let Some(byte) = inner.next() {
        bytes.push(match byte {
            b'\\' => match inner.next().unwrap() {
                b'n' => b'\n',
                b'r' => b'\r',
                b't' => b'\t',
                b'b' => 8,
                b'f' => 12,
                digit @ b'0'..=b'7' => {
                    let rest = [inner.next().unwrap(), inner.next().unwrap()];
                    rest.iter()
                        .fold(digit - b'0', |byte, digit| byte * 8 + digit - b'0')
                }
                other => other,
            },
            byte => byte,
        });
    }
    bytes
}

/// What stands on each page, text by text, as somebody copies it from there.
pub(in crate::view) fn read(file: &[u8]) -> Vec<Vec<String>> {
    let streams = streams(file);
    let faces = letters(&streams);
    let pages = streams
        .iter()
        .filter(|it| !between(it, "BT\n", "\nET").is_empty());
    let text = |block: &[u8]| {
        let face = &faces[usize::from(block.starts_with(b"/S"))];
        let shown = between(block, "Td\n", " Tj")[0];
        let shown = bytes(shown);
        let pairs = shown.chunks(2).map(|it| u16::from_be_bytes([it[0], it[1]]));
        pairs.map(|glyph| face[&glyph]).collect()
    };
    pages
        .map(|page| {
            between(page, "BT\n", "\nET")
                .into_iter()
                .map(text)
                .collect()
        })
        .collect()
}

fn long(rows: usize) -> Paper {
    let column = |head: &str, width, right| Column {
        head: head.into(),
        width,
        right,
    };
    let row = |at: usize| {
        vec![
            at.to_string(),
            format!("Dinas Komunikasi (dan) Informatika \\ Kabupaten {at} 🌊"),
        ]
    };
    Paper {
        language: "id".into(),
        title: "Rekap siaran November 2026".into(),
        issuer: "Provinsi Kalimantan Timur".into(),
        about: vec!["Periode: November 2026".into()],
        foot: "Dibuat 1 Desember 2026 08.00 WITA".into(),
        pages: "Halaman {page} dari {pages}".into(),
        made_at: 1_795_221_060,
        parts: vec![
            Part::Figures(vec![("12".into(), "siaran".into()); 5]),
            Part::Heading("Per kategori".into()),
            Part::Bars(vec![("OPD".into(), 500, "50% (1/2)".into())]),
            Part::Heading("Peringkat".into()),
            Part::Note("Tepat waktu: dikonfirmasi sebelum batasnya.".into()),
            Part::Table(Table {
                columns: vec![column("No.", 1, true), column("Lembaga", 9, false)],
                rows: (1..=rows).map(row).collect(),
            }),
        ],
    }
}

#[test]
fn every_page_has_its_head_its_foot_and_the_headings_of_its_table() {
    let file = pdf(&long(129));
    assert!(file.starts_with(b"%PDF-1.7") && file.trim_ascii_end().ends_with(b"%%EOF"));
    let pages = read(&file);
    assert!((3..=5).contains(&pages.len()), "{}", pages.len());
    let mut rows = 0;
    for (at, page) in pages.iter().enumerate() {
        let has = |text: &str| page.iter().any(|it| it == text);
        let number = format!("Halaman {} dari {}", at + 1, pages.len());
        for text in [
            "Provinsi Kalimantan Timur",
            "Rekap siaran November 2026",
            "Dibuat 1 Desember 2026 08.00 WITA",
            &number,
            "Lembaga",
        ] {
            assert!(has(text), "{text} on page {}: {page:?}", at + 1);
        }
        rows += page.iter().filter(|it| it.starts_with("Dinas")).count();
    }
    assert_eq!(rows, 129);
    let name = "Dinas Komunikasi (dan) Informatika \\ Kabupaten 77";
    assert!(pages.iter().flatten().any(|it| it.trim_end() == name));
}

#[test]
fn an_empty_report_and_a_word_without_end_are_pages_too() {
    let mut paper = long(0);
    assert_eq!(read(&pdf(&paper)).len(), 1);
    paper.title = "x".repeat(2_000);
    paper.parts = vec![Part::Table(Table {
        columns: vec![Column {
            head: "Judul".into(),
            width: 1,
            right: false,
        }],
        rows: vec![vec!["y".repeat(5_000)]; 3],
    })];
    let pages = read(&pdf(&paper));
    assert!(pages.len() <= 3, "{}", pages.len());
    assert!(pages.iter().flatten().any(|it| it.ends_with('…')));
}

#[test]
fn headings_of_a_table_stand_above_a_row_wherever_a_page_ends() {
    let column = |head: &str| Column {
        head: head.into(),
        width: 1,
        right: false,
    };
    let wide = "Keterangan ".repeat(20);
    let table = |parts: &[Part], head: &str| {
        let mut paper = long(0);
        paper.parts = parts.to_vec();
        paper.parts.push(Part::Table(Table {
            columns: vec![column("Judul"), column(head)],
            rows: vec![vec!["Baris".into(), wide.clone()]],
        }));
        read(&pdf(&paper))
    };
    let mut turned = 0;
    for bars in 36..42 {
        let bars = Part::Bars(vec![("OPD".into(), 500, "50%".into()); bars]);
        let heading = Part::Heading("Peringkat".into());
        let note = Part::Note("Tepat waktu.".into());
        let before = [
            vec![bars.clone()],
            vec![bars.clone(), heading.clone()],
            vec![bars, heading, note],
        ];
        for (parts, head) in before.iter().flat_map(|it| [(it, "Ket."), (it, &wide)]) {
            let pages = table(parts, head);
            let has = |page: &Vec<String>, text: &str| page.iter().any(|it| it == text);
            for page in &pages {
                assert_eq!(has(page, "Judul"), has(page, "Baris"), "{page:?}");
                assert!(!has(page, "Peringkat") || has(page, "Baris"), "{page:?}");
            }
            turned += usize::from(pages.len() == 2);
        }
    }
    assert!((1..36).contains(&turned), "{turned}");
}

#[test]
fn a_title_in_letters_that_the_font_lacks_is_not_blank() {
    let mut paper = long(0);
    paper.title = "ꦥꦔꦩ 𝗕𝗮𝗻𝗷𝗶𝗿 Ma\u{2bc}ruf".into();
    let pages = read(&pdf(&paper));
    let title = "??? Banjir Ma’ruf".to_owned();
    assert!(pages[0].contains(&title), "{pages:?}");
}
