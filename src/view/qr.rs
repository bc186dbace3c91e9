//! Links as QR codes: pictures for a chat, and one page for each institution to be printed.

use serde::{Deserialize, Serialize};

use pdf_writer::{Content, Finish as _, Name, Pdf, Rect, Ref, Str};
use qrcodegen::{QrCode, QrCodeEcc};

use crate::domain::file::{Drawing, File};

/// Light modules around a code, without which readers do not find it.
const MARGIN: usize = 4;
/// Pixels of a module in a picture: sharp on a phone, also after the platform has compressed it.
const SCALE: usize = 12;

/// A code as rows of bits, packed as pictures want them: 1 is light.
struct Bits {
    side: usize,
    rows: Vec<u8>,
}

/// The code of a link, each module `scale` pixels wide.
fn bits(link: &str, scale: usize) -> Bits {
    let code = QrCode::encode_text(link, QrCodeEcc::Medium)
        .expect("a link of ours has a hundred characters, and a code holds two thousand");
    let modules = usize::try_from(code.size()).unwrap_or_default();
    let side = (modules + 2 * MARGIN) * scale;
    let module = |pixel: usize| {
        let at = i32::try_from(pixel / scale).unwrap_or_default();
        at - i32::try_from(MARGIN).unwrap_or_default()
    };
    let mut rows = vec![0; side.div_ceil(8) * side];
    for y in 0..side {
        for x in 0..side {
            // Outside of the code everything is light.
            if !code.get_module(module(x), module(y)) {
                rows[y * side.div_ceil(8) + x / 8] |= 0x80 >> (x % 8);
            }
        }
    }
    Bits { side, rows }
}

/// A picture of a link's code that is drawn when it is sent.
#[must_use]
pub fn picture(stem: &str, link: &str) -> File {
    File::picture(stem, "png", link.as_bytes().to_vec()).drawn_as(Drawing::Code)
}

/// A printable file with a page for each institution that is drawn when it is sent.
#[must_use]
pub fn document(stem: &str, pages: &[Page]) -> File {
    let content = serde_json::to_vec(pages).expect("texts are always JSON");
    File::document(stem, "pdf", content).drawn_as(Drawing::Pages)
}

/// A picture of a link's code, as PNG.
pub(super) fn png(link: &str) -> Vec<u8> {
    let bits = bits(link, SCALE);
    let side = u32::try_from(bits.side).unwrap_or_default();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, side, side);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    encoder
        .write_header()
        .and_then(|mut writer| writer.write_image_data(&bits.rows))
        .expect("memory takes what is written to it, and as much as the header says is written");
    file
}

/// A page: what stands above, and two codes beside one another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The institution's name.
    pub title: String,
    /// A line below it.
    pub subtitle: String,
    /// The codes, left and right.
    pub codes: [Code; 2],
    /// A line at the foot.
    pub foot: String,
}

/// A code with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// For whom.
    pub heading: String,
    /// What to do with it.
    pub text: String,
    /// Where it leads.
    pub link: String,
}

const PLAIN: Name<'static> = Name(b"P");
const BOLD: Name<'static> = Name(b"B");
const PICTURES: [Name<'static>; 2] = [Name(b"L"), Name(b"R")];
/// A4, in points.
const PAPER: (f32, f32) = (595.0, 842.0);
const LEFT: f32 = 50.0;
/// Between the left edges of the two codes.
const COLUMN: f32 = 260.0;
const CODE_SIDE: f32 = 235.0;
const LINE: f32 = 15.0;

/// A printable file with a page for each institution, as PDF.
pub(super) fn pdf(pages: &[Page]) -> Vec<u8> {
    let mut next = 0;
    let mut fresh = || {
        next += 1;
        Ref::new(next)
    };
    let (catalog, tree, plain, bold) = (fresh(), fresh(), fresh(), fresh());
    let mut file = Pdf::new();
    file.catalog(catalog).pages(tree);
    for (font, face) in [(plain, "Helvetica"), (bold, "Helvetica-Bold")] {
        file.type1_font(font)
            .base_font(Name(face.as_bytes()))
            .encoding_predefined(Name(b"WinAnsiEncoding"));
    }
    let mut kids = Vec::with_capacity(pages.len());
    for page in pages {
        let (kid, content) = (fresh(), fresh());
        let pictures = [fresh(), fresh()];
        kids.push(kid);
        let mut sheet = file.page(kid);
        sheet.media_box(Rect::new(0.0, 0.0, PAPER.0, PAPER.1));
        sheet.parent(tree).contents(content);
        let mut resources = sheet.resources();
        resources.fonts().pair(PLAIN, plain).pair(BOLD, bold);
        let mut named = resources.x_objects();
        for (name, picture) in PICTURES.iter().zip(pictures) {
            named.pair(*name, picture);
        }
        named.finish();
        resources.finish();
        sheet.finish();
        file.stream(content, &laid_out(page));
        for (code, picture) in page.codes.iter().zip(pictures) {
            let bits = bits(&code.link, 1);
            let side = i32::try_from(bits.side).unwrap_or_default();
            let mut image = file.image_xobject(picture, &bits.rows);
            image.width(side).height(side).bits_per_component(1);
            image.color_space().device_gray();
        }
    }
    let count = i32::try_from(kids.len()).unwrap_or(i32::MAX);
    file.pages(tree).kids(kids).count(count);
    file.finish()
}

fn laid_out(page: &Page) -> Vec<u8> {
    let mut content = Content::new();
    let mut y = PAPER.1 - 80.0;
    for line in wrapped(&page.title, 48) {
        written(&mut content, BOLD, 20.0, (LEFT, y), &line);
        y -= 26.0;
    }
    written(&mut content, PLAIN, 11.0, (LEFT, y), &page.subtitle);
    y -= 40.0;
    for ((code, picture), column) in page.codes.iter().zip(PICTURES).zip([0.0, COLUMN]) {
        let x = LEFT + column;
        written(&mut content, BOLD, 14.0, (x, y), &code.heading);
        let below = y - 10.0 - CODE_SIDE;
        content.save_state();
        content.transform([CODE_SIDE, 0.0, 0.0, CODE_SIDE, x, below]);
        content.x_object(picture);
        content.restore_state();
        let mut y = below - LINE;
        for line in wrapped(&code.text, 44) {
            written(&mut content, PLAIN, 10.0, (x, y), &line);
            y -= LINE;
        }
        for line in wrapped(&code.link, 48) {
            written(&mut content, PLAIN, 8.0, (x, y), &line);
            y -= LINE - 4.0;
        }
    }
    let mut foot = 60.0 + LINE;
    for line in wrapped(&page.foot, 95) {
        written(&mut content, PLAIN, 10.0, (LEFT, foot), &line);
        foot -= LINE;
    }
    content.finish().to_vec()
}

fn written(content: &mut Content, face: Name<'_>, size: f32, (x, y): (f32, f32), text: &str) {
    content.begin_text();
    content.set_font(face, size);
    content.next_line(x, y);
    content.show(Str(&latin(text)));
    content.end_text();
}

/// A text in the letters that every reader has without an embedded font: Indonesian needs no others.
fn latin(text: &str) -> Vec<u8> {
    let letter = |c: char| match c {
        '‘' | '’' => b'\'',
        '“' | '”' | '„' => b'"',
        '–' | '—' => b'-',
        c => u8::try_from(c)
            .ok()
            .filter(|byte| matches!(byte, 0x20..=0x7e | 0xa1..=0xff))
            .unwrap_or(b'?'),
    };
    text.chars().map(letter).collect()
}

/// Lines of at most so many letters, broken between words where there are any.
fn wrapped(text: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let letters: Vec<char> = word.chars().collect();
        for piece in letters.chunks(most) {
            match lines.last_mut() {
                Some(line) if line.chars().count() + 1 + piece.len() <= most => {
                    line.push(' ');
                    line.extend(piece);
                }
                _ => lines.push(piece.iter().collect()),
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::drawn;

    const GROUP: &str =
        "https://t.me/satupintu_bot?startgroup=67dfd9be3bb42000016c3a7e087942a1fdfc3539";
    const OFFICER: &str =
        "https://t.me/satupintu_bot?start=820d6651a2d6eb490c88d31c94654c4d0bceab50";

    /// What a reader makes of a picture.
    fn scanned(side: usize, is_light: impl Fn(usize, usize) -> bool) -> String {
        let mut picture =
            rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| match is_light(x, y) {
                true => 255,
                false => 0,
            });
        let found = picture.detect_grids();
        assert_eq!(found.len(), 1, "codes in the picture");
        found[0].decode().unwrap().1
    }

    #[test]
    fn a_picture_is_scanned_as_the_link() {
        for link in [GROUP, OFFICER] {
            let file = png(link);
            let mut reader = png::Decoder::new(std::io::Cursor::new(&file))
                .read_info()
                .unwrap();
            let mut bits = vec![0; reader.output_buffer_size().unwrap()];
            let info = reader.next_frame(&mut bits).unwrap();
            let side = info.width as usize;
            assert!(side == info.height as usize && (400..1000).contains(&side));
            let light =
                |x: usize, y: usize| bits[y * info.line_size + x / 8] >> (7 - x % 8) & 1 == 1;
            assert_eq!(scanned(side, light), link);
        }
    }

    fn page(title: &str) -> Page {
        let code = |heading: &str, link: &str| Code {
            heading: heading.to_owned(),
            text: "Pindai dengan ponsel admin grup, lalu pilih grup lembaga.".to_owned(),
            link: link.to_owned(),
        };
        Page {
            title: title.to_owned(),
            subtitle: "KPU-64.74".to_owned(),
            codes: [code("Grup", GROUP), code("Petugas", OFFICER)],
            foot: "Rahasia lembaga.".to_owned(),
        }
    }

    fn after<'a>(text: &'a [u8], mark: &str) -> Option<&'a [u8]> {
        let at = text
            .windows(mark.len())
            .position(|window| window == mark.as_bytes())?;
        Some(&text[at + mark.len()..])
    }

    #[test]
    fn a_printed_page_is_scanned_as_its_two_links() {
        let file = pdf(&[page("KPU Kota Bontang"), page("Dinas (A) \\ 🌊")]);
        assert!(file.starts_with(b"%PDF-") && file.trim_ascii_end().ends_with(b"%%EOF"));
        let (mut rest, mut links) = (file.as_slice(), Vec::new());
        while let Some(image) = after(rest, "/Subtype /Image") {
            let width = after(image, "/Width ").unwrap();
            let digits = width.iter().take_while(|c| c.is_ascii_digit()).count();
            let side: usize = String::from_utf8_lossy(&width[..digits]).parse().unwrap();
            let bits = after(image, "stream\n").unwrap();
            let light = |x: usize, y: usize| {
                let (x, y) = (x / SCALE, y / SCALE);
                bits[y * side.div_ceil(8) + x / 8] >> (7 - x % 8) & 1 == 1
            };
            links.push(scanned(side * SCALE, light));
            rest = bits;
        }
        assert_eq!(links, [GROUP, OFFICER, GROUP, OFFICER]);
        assert!(after(&file, "(KPU Kota Bontang)").is_some());
    }

    #[test]
    fn what_is_stored_is_drawn_as_it_would_have_been() {
        let pages = [page("KPU Kota Bontang")];
        let file = document("kode QR", &pages);
        assert!(!file.content.0.starts_with(b"%PDF-"));
        assert_eq!(&*drawn(file).unwrap().content.0, pdf(&pages));
        let file = drawn(picture("grup A", GROUP)).unwrap();
        assert_eq!(
            (file.name.as_str(), &*file.content.0),
            ("grup-A.png", &*png(GROUP))
        );
        let broken = File::document("x", "pdf", b"[1]".to_vec()).drawn_as(Drawing::Pages);
        assert!(drawn(broken).is_err());
        let plain = File::document("x", "csv", b"a;b".to_vec());
        assert_eq!(drawn(plain.clone()), Ok(plain));
    }

    #[test]
    fn long_names_are_wrapped_and_lose_nothing() {
        let name = "Dinas Komunikasi dan Informatika ".repeat(5);
        let lines = wrapped(&name, 48);
        assert!(lines.iter().all(|line| line.chars().count() <= 48));
        assert_eq!(lines.join(" "), name.trim());
        assert_eq!(wrapped(&"x".repeat(100), 48).len(), 3);
    }
}
