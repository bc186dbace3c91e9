//! Where everything stands on the picture.

use super::{Bar, Chart};
use crate::view::canvas::{Align, Canvas, Ink, Point, line, plain, strong};

const PAPER: Ink = Ink(0xfb_fc_fe);
const INK: Ink = Ink(0x10_20_3a);
const MUTED: Ink = Ink(0x55_65_7c);
const RULE: Ink = Ink(0xdc_e3_ec);
const DONE: Ink = Ink(0x1b_66_c9);
const LATE: Ink = Ink(0xb4_43_0b);
/// How much of the paper is covered below the curve, of 255.
const SHADE: u8 = 36;

const WIDTH: u16 = 540;
const EDGE: f32 = 28.0;
const RIGHT: f32 = WIDTH as f32 - EDGE;
const INNER: f32 = RIGHT - EDGE;
/// What the figure beside the title needs.
const FIGURE: f32 = 150.0;
const HEAD: f32 = 128.0;
const CURVE: f32 = 196.0;
/// Room for the counts beside the curve.
const COUNTS: f32 = 44.0;
const BARS: f32 = HEAD + CURVE + 60.0;
const BAR: f32 = 42.0;
const FOOT: f32 = 40.0;

/// The picture, as PNG.
pub fn png(chart: &Chart) -> Vec<u8> {
    let bars = match chart.shares.len() {
        0 => 0.0,
        bars => 14.0 + BAR * bars as f32,
    };
    let height = BARS + bars + FOOT;
    let mut canvas = Canvas::new(WIDTH, height as u16, PAPER);
    head(&mut canvas, chart);
    curve(&mut canvas, chart);
    if !chart.shares.is_empty() {
        let style = strong(16.0, INK);
        canvas.write(&chart.shares_title, (EDGE, BARS), Align::Left, style);
        for (at, bar) in chart.shares.iter().enumerate() {
            share(&mut canvas, bar, BARS + 12.0 + BAR * at as f32);
        }
    }
    let below = (EDGE, height - 18.0);
    canvas.write(&chart.as_of, below, Align::Left, plain(14.0, MUTED));
    canvas.png()
}

fn head(canvas: &mut Canvas, chart: &Chart) {
    let (title, words) = (strong(22.0, INK), plain(15.0, MUTED));
    let room = INNER - FIGURE;
    let text = canvas.fitting(&chart.title, title, room);
    canvas.write(&text, (EDGE, 46.0), Align::Left, title);
    let text = canvas.fitting(&chart.subtitle, words, room);
    canvas.write(&text, (EDGE, 70.0), Align::Left, words);
    if let Some(mark) = &chart.mark {
        canvas.write(mark, (EDGE, 94.0), Align::Left, strong(15.0, LATE));
    }
    // A large figure is written smaller rather than over the title.
    let sizes = [30.0, 24.0, 19.0];
    let fits = |size: &f32| canvas.width(&chart.figure, strong(*size, DONE)) <= FIGURE;
    let size = sizes.into_iter().find(fits).unwrap_or(15.0);
    canvas.write(
        &chart.figure,
        (RIGHT, 48.0),
        Align::Right,
        strong(size, DONE),
    );
    canvas.write(&chart.figure_note, (RIGHT, 70.0), Align::Right, words);
}

fn curve(canvas: &mut Canvas, chart: &Chart) {
    let (left, width) = (EDGE + COUNTS, INNER - COUNTS - 8.0);
    let at = |(x, y): Point| (left + x * width, HEAD + CURVE - y * CURVE);
    let words = plain(14.0, MUTED);
    for (y, label) in &chart.counts {
        if let Some(rule) = line([at((0.0, *y)), at((1.0, *y))]) {
            canvas.stroke(&rule, RULE, 1.0, None);
        }
        let (_, base) = at((0.0, *y));
        canvas.write(label, (left - 8.0, base + 5.0), Align::Right, words);
    }
    for (x, label) in &chart.times {
        let (x, base) = at((*x, 0.0));
        canvas.write(label, (x, base + 22.0), Align::Centre, words);
    }
    let mut steps: Vec<Point> = vec![(0.0, 0.0)];
    let mut reached = 0.0;
    for (x, y) in &chart.steps {
        steps.extend([(*x, reached), (*x, *y)]);
        reached = *y;
    }
    steps.push((chart.until, reached));
    let below = steps.iter().copied().chain([(chart.until, 0.0)]);
    if let Some(below) = line(below.map(at)) {
        canvas.fill(&below, DONE, SHADE);
    }
    if let Some(steps) = line(steps.into_iter().map(at)) {
        canvas.stroke(&steps, DONE, 2.5, None);
    }
    if let Some((x, label)) = &chart.deadline {
        deadline(canvas, at((*x, 0.0)), label);
    }
}

fn deadline(canvas: &mut Canvas, (x, base): Point, label: &str) {
    let top = base - CURVE;
    if let Some(rule) = line([(x, base), (x, top)]) {
        canvas.stroke(&rule, LATE, 1.5, Some([5.0, 4.0]));
    }
    let style = strong(14.0, LATE);
    let fits = x + 6.0 + canvas.width(label, style) <= RIGHT;
    let (x, align) = match fits {
        true => (x + 6.0, Align::Left),
        false => (x - 6.0, Align::Right),
    };
    canvas.write(label, (x, top - 9.0), align, style);
}

fn share(canvas: &mut Canvas, share: &Bar, top: f32) {
    let style = plain(15.0, INK);
    let base = top + 16.0;
    let figure = canvas.width(&share.figure, style);
    let name = canvas.fitting(&share.name, style, INNER - figure - 16.0);
    canvas.write(&name, (EDGE, base), Align::Left, style);
    canvas.write(&share.figure, (RIGHT, base), Align::Right, style);
    let place = (EDGE, base + 8.0);
    let high = 8.0;
    canvas.bar(place, (INNER, high), RULE);
    if share.part > 0.0 {
        // However small a share is, it is seen.
        canvas.bar(place, ((INNER * share.part).max(high), high), DONE);
    }
}
