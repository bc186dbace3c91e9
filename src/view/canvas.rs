//! Shapes and words on a picture.
//!
//! Lengths are in points, from the upper left corner; two pixels each, so that a phone shows them sharp.
//! Words are drawn from outlines of an embedded font, as they stand: the scripts that people here write
//! need no shaping.

use tiny_skia::{
    Color, FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, Stroke, StrokeDash,
    Transform,
};
use ttf_parser::{Face, GlyphId, OutlineBuilder};

pub(super) const REGULAR: &[u8] = include_bytes!("../../config/fonts/inter-regular.otf");
pub(super) const STRONG: &[u8] = include_bytes!("../../config/fonts/inter-semibold.otf");

/// Pixels of a point.
const DENSITY: u16 = 2;
/// How far the control points of a quarter of a circle are from its ends, in radii.
const ROUND: f32 = 0.552_284_8;

/// A place, from the left and from the top.
pub(super) type Point = (f32, f32);

/// A colour, as `0xRRGGBB`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ink(pub(super) u32);

impl Ink {
    fn color(self, opacity: u8) -> Color {
        let [_, red, green, blue] = self.0.to_be_bytes();
        Color::from_rgba8(red, green, blue, opacity)
    }

    fn paint(self, opacity: u8) -> Paint<'static> {
        let mut paint = Paint {
            anti_alias: true,
            ..Paint::default()
        };
        paint.set_color(self.color(opacity));
        paint
    }
}

/// What of a text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    /// Its beginning.
    Left,
    /// Its middle.
    Centre,
    /// Its end.
    Right,
}

/// How a text looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    size: f32,
    strong: bool,
    ink: Ink,
}

/// Plain letters; `size` in points.
pub(super) fn plain(size: f32, ink: Ink) -> Style {
    Style {
        size,
        strong: false,
        ink,
    }
}

/// Letters that stand out.
pub(super) fn strong(size: f32, ink: Ink) -> Style {
    Style {
        strong: true,
        ..plain(size, ink)
    }
}

/// A picture that is being drawn.
pub(super) struct Canvas {
    pixels: Pixmap,
    regular: Face<'static>,
    strong: Face<'static>,
}

impl Canvas {
    /// An empty one, at most 4,000 points wide and high.
    pub(super) fn new(width: u16, height: u16, paper: Ink) -> Self {
        let pixels = |points: u16| u32::from(points.clamp(1, 4_000)) * u32::from(DENSITY);
        let mut pixels = Pixmap::new(pixels(width), pixels(height))
            .expect("8,000 times 8,000 pixels are far from what a number holds");
        pixels.fill(paper.color(u8::MAX));
        let face =
            |font| Face::parse(font, 0).expect("the font is part of the program, and tested");
        Self {
            pixels,
            regular: face(REGULAR),
            strong: face(STRONG),
        }
    }

    fn scale() -> Transform {
        Transform::from_scale(DENSITY.into(), DENSITY.into())
    }

    /// Fills a shape; `opacity` from 0 to 255.
    pub(super) fn fill(&mut self, shape: &Path, ink: Ink, opacity: u8) {
        let paint = ink.paint(opacity);
        self.pixels
            .fill_path(shape, &paint, FillRule::Winding, Self::scale(), None);
    }

    /// Draws along a path; `dash` is how long its dashes and gaps are.
    pub(super) fn stroke(&mut self, path: &Path, ink: Ink, width: f32, dash: Option<[f32; 2]>) {
        let stroke = Stroke {
            width,
            line_cap: LineCap::Round,
            line_join: LineJoin::Round,
            dash: dash.and_then(|dash| StrokeDash::new(dash.to_vec(), 0.0)),
            ..Stroke::default()
        };
        let paint = ink.paint(u8::MAX);
        self.pixels
            .stroke_path(path, &paint, &stroke, Self::scale(), None);
    }

    /// A bar with round ends, down and right of a place.
    pub(super) fn bar(&mut self, (left, top): Point, (width, height): (f32, f32), ink: Ink) {
        let radius = height.min(width) / 2.0;
        let control = radius * ROUND;
        let (right, bottom) = (left + width, top + height);
        let mut path = PathBuilder::new();
        path.move_to(left + radius, top);
        path.line_to(right - radius, top);
        let (x, y) = (right - radius, top + radius);
        path.cubic_to(x + control, top, right, y - control, right, y);
        let y = bottom - radius;
        path.line_to(right, y);
        path.cubic_to(right, y + control, x + control, bottom, x, bottom);
        let x = left + radius;
        path.line_to(x, bottom);
        path.cubic_to(x - control, bottom, left, y + control, left, y);
        let y = top + radius;
        path.line_to(left, y);
        path.cubic_to(left, y - control, x - control, top, x, top);
        path.close();
        if let Some(path) = path.finish() {
            self.fill(&path, ink, u8::MAX);
        }
    }

    fn face(&self, style: Style) -> &Face<'static> {
        match style.strong {
            true => &self.strong,
            false => &self.regular,
        }
    }

    /// How wide a text is.
    pub(super) fn width(&self, text: &str, style: Style) -> f32 {
        let face = self.face(style);
        glyphs(face, text)
            .map(|glyph| advance(face, glyph, style))
            .sum()
    }

    /// A text, or as much of it as fits, and an ellipsis.
    pub(super) fn fitting(&self, text: &str, style: Style, width: f32) -> String {
        if self.width(text, style) <= width {
            return text.to_owned();
        }
        let room = width - self.width("…", style);
        let face = self.face(style);
        let mut used = 0.0;
        let kept = text.chars().take_while(|c| {
            let glyph = face.glyph_index(*c);
            used += glyph.map_or(0.0, |glyph| advance(face, glyph, style));
            used <= room
        });
        let kept: String = kept.collect();
        format!("{}…", kept.trim_end())
    }

    /// Writes a line that stands on `y`; characters that the font does not have, such as emoji, are left
    /// out.
    pub(super) fn write(&mut self, text: &str, (x, y): Point, align: Align, style: Style) {
        let width = self.width(text, style);
        let left = match align {
            Align::Left => x,
            Align::Centre => x - width / 2.0,
            Align::Right => x - width,
        };
        let face = self.face(style);
        let mut outline = Outline {
            path: PathBuilder::new(),
            at: (left, y),
            scale: style.size / f32::from(face.units_per_em()),
        };
        for glyph in glyphs(face, text) {
            // A space has no outline.
            let _ = face.outline_glyph(glyph, &mut outline);
            outline.at.0 += advance(face, glyph, style);
        }
        if let Some(path) = outline.path.finish() {
            self.fill(&path, style.ink, u8::MAX);
        }
    }

    /// The picture, as PNG.
    pub(super) fn png(&self) -> Vec<u8> {
        // Everything stands on paper, so that nothing shows through.
        let pixels = self.pixels.data().chunks_exact(4);
        let opaque: Vec<u8> = pixels
            .flat_map(|pixel| [pixel[0], pixel[1], pixel[2]])
            .collect();
        let mut file = Vec::new();
        let (width, height) = (self.pixels.width(), self.pixels.height());
        let mut encoder = png::Encoder::new(&mut file, width, height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder
            .write_header()
            .and_then(|mut writer| writer.write_image_data(&opaque))
            .expect(
                "memory takes what is written to it, and as much as the header says is written",
            );
        file
    }
}

/// A line through places; none through fewer than two.
pub(super) fn line(places: impl IntoIterator<Item = Point>) -> Option<Path> {
    let mut path = PathBuilder::new();
    for (at, (x, y)) in places.into_iter().enumerate() {
        match at {
            0 => path.move_to(x, y),
            _ => path.line_to(x, y),
        }
    }
    path.finish()
}

fn glyphs<'a>(face: &'a Face<'_>, text: &'a str) -> impl Iterator<Item = GlyphId> + 'a {
    text.chars().filter_map(|c| face.glyph_index(c))
}

fn advance(face: &Face<'_>, glyph: GlyphId, style: Style) -> f32 {
    let units = face.glyph_hor_advance(glyph).unwrap_or_default();
    f32::from(units) * style.size / f32::from(face.units_per_em())
}

/// The outlines of letters, brought to where they stand: fonts count upwards, pictures down.
struct Outline {
    path: PathBuilder,
    at: Point,
    scale: f32,
}

impl Outline {
    fn place(&self, x: f32, y: f32) -> Point {
        (self.at.0 + x * self.scale, self.at.1 - y * self.scale)
    }
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.place(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.place(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.place(x1, y1), self.place(x, y));
        self.path.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2)) = (self.place(x1, y1), self.place(x2, y2));
        let (x, y) = self.place(x, y);
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLACK: Ink = Ink(0);

    #[test]
    fn what_is_too_long_is_cut_where_it_fits() {
        let canvas = Canvas::new(10, 10, Ink(0xff_ff_ff));
        let style = plain(15.0, BLACK);
        let name = "Dinas Komunikasi dan Informatika Kabupaten Penajam Paser Utara";
        let width = canvas.width(name, style);
        assert_eq!(canvas.fitting(name, style, width), name);
        let cut = canvas.fitting(name, style, 200.0);
        assert!(
            cut.starts_with("Dinas Komunikasi") && cut.ends_with('…'),
            "{cut}"
        );
        assert!(canvas.width(&cut, style) <= 200.0, "{cut}");
        assert!(canvas.width(&cut, strong(15.0, BLACK)) > canvas.width(&cut, style));
    }

    #[test]
    fn every_letter_that_people_here_write_is_in_the_font() {
        let canvas = Canvas::new(10, 10, Ink(0));
        for face in [&canvas.regular, &canvas.strong] {
            for c in (' '..='~').chain("–—‘’“”…•·éÉñüÄ€→≥".chars()) {
                assert!(face.glyph_index(c).is_some(), "{c:?}");
            }
        }
        let wave = canvas.width("🌊", plain(15.0, BLACK));
        assert!(wave.abs() < f32::EPSILON, "left out: {wave}");
    }
}
