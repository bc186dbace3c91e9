//! The file of a printed report: pages of glyphs of the embedded font, lines and bars.

use std::collections::BTreeMap;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Content, Date, Filter, Name, Pdf, Rect, Ref, Str, TextStr};
use ttf_parser::{Face, Tag};
use unicode_normalization::UnicodeNormalization as _;

use super::letters::instead;
use crate::view::canvas::{REGULAR, STRONG};

/// A4, in points.
pub(super) const PAPER: (f32, f32) = (595.0, 842.0);

/// Identity: what is written are the glyphs' own numbers.
const SYSTEM: SystemInfo<'static> = SystemInfo {
    registry: Str(b"Adobe"),
    ordering: Str(b"Identity"),
    supplement: 0,
};

/// A colour, as `0xRRGGBB`.
pub(super) type Ink = u32;

/// How letters look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    pub(super) size: f32,
    pub(super) strong: bool,
    pub(super) ink: Ink,
}

/// A face of the font, and which of its glyphs are used for which letters.
struct Font {
    face: Face<'static>,
    name: &'static str,
    resource: &'static [u8],
    used: BTreeMap<u16, char>,
}

impl Font {
    fn new(bytes: &'static [u8], name: &'static str, resource: &'static [u8]) -> Self {
        let face = Face::parse(bytes, 0);
        Self {
            face: face.expect("the font is part of the program, and tested"),
            name,
            resource,
            used: BTreeMap::new(),
        }
    }

    /// A length of the font in thousandths of the letters' size, as files count them.
    fn scaled(&self, units: i16) -> f32 {
        f32::from(units) * 1_000.0 / f32::from(self.face.units_per_em())
    }

    fn glyph(&self, c: char) -> Option<(char, u16)> {
        Some((c, self.face.glyph_index(c)?.0))
    }

    /// Each letter, or what is written where the font does not have it.
    fn glyphs(&self, text: &str) -> Vec<(char, u16)> {
        let mut glyphs = Vec::with_capacity(text.len());
        for c in text.nfc() {
            match self.glyph(c) {
                Some(glyph) => glyphs.push(glyph),
                None => {
                    let instead = instead(c, |c| self.glyph(c).is_some());
                    glyphs.extend(instead.into_iter().filter_map(|c| self.glyph(c)));
                }
            }
        }
        glyphs
    }

    fn advance(&self, glyph: u16) -> f32 {
        let units = self.face.glyph_hor_advance(ttf_parser::GlyphId(glyph));
        let units = f32::from(units.unwrap_or_default());
        units * 1_000.0 / f32::from(self.face.units_per_em())
    }
}

/// Pages that are being written. Places are in points from the left and from the top.
pub(super) struct Pages {
    fonts: [Font; 2],
    pages: Vec<Content>,
}

impl Pages {
    pub(super) fn new() -> Self {
        Self {
            fonts: [
                Font::new(REGULAR, "SPINTU+Inter-Regular", b"R"),
                Font::new(STRONG, "SPINTU+Inter-SemiBold", b"S"),
            ],
            pages: Vec::new(),
        }
    }

    pub(super) fn count(&self) -> usize {
        self.pages.len()
    }

    /// What comes after this stands on a page of its own.
    pub(super) fn turn(&mut self) {
        self.pages.push(Content::new());
    }

    fn font(&self, style: Style) -> &Font {
        &self.fonts[usize::from(style.strong)]
    }

    /// How wide a text is.
    pub(super) fn width(&self, text: &str, style: Style) -> f32 {
        let font = self.font(style);
        let glyphs = font.glyphs(text).into_iter();
        let units: f32 = glyphs.map(|(_, glyph)| font.advance(glyph)).sum();
        units * style.size / 1_000.0
    }

    /// Writes a line that stands on `y`, beginning at `x`, on a page.
    pub(super) fn write(&mut self, page: usize, (x, y): (f32, f32), text: &str, style: Style) {
        let font = &mut self.fonts[usize::from(style.strong)];
        let glyphs = font.glyphs(text);
        let mut shown = Vec::with_capacity(glyphs.len() * 2);
        for (c, glyph) in glyphs {
            font.used.entry(glyph).or_insert(c);
            shown.extend_from_slice(&glyph.to_be_bytes());
        }
        let resource = font.resource;
        let Some(content) = self.pages.get_mut(page) else {
            return;
        };
        fill(content, style.ink);
        content.begin_text();
        content.set_font(Name(resource), style.size);
        content.next_line(x, PAPER.1 - y);
        content.show(Str(&shown));
        content.end_text();
    }

    /// A filled rectangle on the newest page.
    pub(super) fn bar(&mut self, (x, y): (f32, f32), (width, height): (f32, f32), ink: Ink) {
        let Some(content) = self.pages.last_mut() else {
            return;
        };
        fill(content, ink);
        content.rect(x, PAPER.1 - y - height, width, height);
        content.fill_nonzero();
    }

    /// The file.
    pub(super) fn finish(self, title: &str, language: &str, made_at: i64) -> Vec<u8> {
        let mut next = 0;
        let mut fresh = || {
            next += 1;
            Ref::new(next)
        };
        let (catalog, tree, info) = (fresh(), fresh(), fresh());
        let mut file = Pdf::new();
        file.catalog(catalog)
            .pages(tree)
            .lang(TextStr(language))
            .viewer_preferences()
            .pair(Name(b"DisplayDocTitle"), true);
        let mut about = file.document_info(info);
        about.title(TextStr(title)).producer(TextStr("Satu Pintu"));
        if let Some(date) = date(made_at) {
            about.creation_date(date);
        }
        drop(about);
        let mut named = Vec::new();
        for font in &self.fonts {
            let refs = [fresh(), fresh(), fresh(), fresh(), fresh()];
            embed(&mut file, font, refs);
            named.push((font.resource, refs[0]));
        }
        let mut kids = Vec::with_capacity(self.pages.len());
        for content in self.pages {
            let (kid, stream) = (fresh(), fresh());
            kids.push(kid);
            let mut page = file.page(kid);
            page.media_box(Rect::new(0.0, 0.0, PAPER.0, PAPER.1));
            page.parent(tree).contents(stream);
            let mut resources = page.resources();
            let mut fonts = resources.fonts();
            for (name, font) in &named {
                fonts.pair(Name(name), *font);
            }
            drop(fonts);
            drop(resources);
            drop(page);
            file.stream(stream, &packed(&content.finish()))
                .filter(Filter::FlateDecode);
        }
        let count = i32::try_from(kids.len()).unwrap_or(i32::MAX);
        file.pages(tree).kids(kids).count(count);
        file.finish()
    }
}

fn fill(content: &mut Content, ink: Ink) {
    let [_, red, green, blue] = ink.to_be_bytes();
    let part = |part: u8| f32::from(part) / 255.0;
    content.set_fill_rgb(part(red), part(green), part(blue));
}

fn date(made_at: i64) -> Option<Date> {
    use chrono::{Datelike as _, Timelike as _};
    let at = chrono::DateTime::from_timestamp(made_at, 0)?;
    let small = |number: u32| u8::try_from(number).unwrap_or_default();
    Some(
        Date::new(u16::try_from(at.year()).ok()?)
            .month(small(at.month()))
            .day(small(at.day()))
            .hour(small(at.hour()))
            .minute(small(at.minute()))
            .second(small(at.second()))
            .utc_offset_hour(0)
            .utc_offset_minute(0),
    )
}

/// A face with what a reader needs of it: its outlines, how wide glyphs are, and which letters they stand for.
fn embed(file: &mut Pdf, font: &Font, [outer, inner, descriptor, outlines, letters]: [Ref; 5]) {
    let name = Name(font.name.as_bytes());
    file.type0_font(outer)
        .base_font(name)
        .encoding_predefined(Name(b"Identity-H"))
        .descendant_font(inner)
        .to_unicode(letters);
    let mut cid = file.cid_font(inner);
    cid.subtype(CidFontType::Type0)
        .base_font(name)
        .system_info(SYSTEM)
        .font_descriptor(descriptor)
        .default_width(0.0);
    let mut widths = cid.widths();
    for glyph in font.used.keys() {
        widths.consecutive(*glyph, [font.advance(*glyph)]);
    }
    drop(widths);
    drop(cid);
    let face = &font.face;
    let bounds = face.global_bounding_box();
    let corners = [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max];
    let [left, bottom, right, top] = corners.map(|units| font.scaled(units));
    file.font_descriptor(descriptor)
        .name(name)
        .flags(FontFlags::NON_SYMBOLIC)
        .bbox(Rect::new(left, bottom, right, top))
        .italic_angle(0.0)
        .ascent(font.scaled(face.ascender()))
        .descent(font.scaled(face.descender()))
        .cap_height(font.scaled(face.capital_height().unwrap_or_default()))
        .stem_v(80.0)
        .font_file3(outlines);
    let cff = face.raw_face().table(Tag::from_bytes(b"CFF "));
    file.stream(outlines, &packed(cff.unwrap_or_default()))
        .filter(Filter::FlateDecode)
        .pair(Name(b"Subtype"), Name(b"CIDFontType0C"));
    let mut map = UnicodeCmap::new(Name(b"Letters"), SYSTEM);
    for (glyph, c) in &font.used {
        map.pair(*glyph, *c);
    }
    file.cmap(letters, &packed(&map.finish()))
        .filter(Filter::FlateDecode);
}

/// The bytes of a stream, as small as they get: of a month of a large scope a sixth.
fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packing = ZlibEncoder::new(Vec::new(), Compression::default());
    let packed = packing.write_all(bytes).and_then(|()| packing.finish());
    packed.expect("memory takes whatever is written to it")
}
