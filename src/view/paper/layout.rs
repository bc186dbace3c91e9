//! Putting a report on pages: nothing is cut in two, and whatever goes on keeps its headings.

use super::ink::{PAPER, Pages, Style};
use super::{Column, Paper, Part, Table};

const MARGIN: f32 = 42.0;
/// Where pages begin and end, below their head and above their foot.
const TOP: f32 = 62.0;
const BOTTOM: f32 = PAPER.1 - 54.0;
const WIDTH: f32 = PAPER.0 - 2.0 * MARGIN;
/// Between two lines, in sizes of their letters.
const LEADING: f32 = 1.32;
/// Around what stands in a cell.
const PADDING: f32 = 3.5;
/// Most lines of a cell.
const MOST_LINES: usize = 3;
/// Beside one another in a row of figures.
const FIGURES: usize = 4;
const FIGURE_HEIGHT: f32 = 46.0;
const BAR_HEIGHT: f32 = 17.0;
/// Headings and a row of a table, each of as many lines as there may be.
const HEAD_AND_ROW: f32 = 72.0;
/// Parts of the width of a bar's line: its name, and itself.
const BAR_NAME: f32 = 0.30;
const BAR_LENGTH: f32 = 0.46;

const BLACK: u32 = 0x1a_1f_1d;
const GREY: u32 = 0x5f_6b_66;
const GREEN: u32 = 0x00_7a_53;
const PALE: u32 = 0xe3_f0_ea;
const LINE: u32 = 0xd5_dd_d9;

const fn plain(size: f32, ink: u32) -> Style {
    Style {
        size,
        strong: false,
        ink,
    }
}

const fn strong(size: f32, ink: u32) -> Style {
    Style {
        size,
        strong: true,
        ink,
    }
}

const TITLE: Style = strong(17.0, BLACK);
const ABOUT: Style = plain(9.5, GREY);
const HEADING: Style = strong(11.5, BLACK);
const NOTE: Style = plain(8.0, GREY);
const CELL: Style = plain(8.0, BLACK);
const HEAD: Style = strong(7.5, BLACK);
const FIGURE: Style = strong(15.0, GREEN);

/// The file of a report.
pub(in crate::view) fn pdf(paper: &Paper) -> Vec<u8> {
    let mut sheet = Sheet {
        pages: Pages::new(),
        y: TOP,
    };
    sheet.turn();
    sheet.lines(&paper.title, TITLE);
    for about in &paper.about {
        sheet.lines(about, ABOUT);
    }
    sheet.y += 8.0;
    for (at, part) in paper.parts.iter().enumerate() {
        match part {
            // A heading stays with what it is about.
            Part::Heading(text) => sheet.heading(text, after(&paper.parts, at)),
            Part::Note(text) => {
                sheet.lines(text, NOTE);
                sheet.y += 7.0;
            }
            Part::Figures(figures) => sheet.figures(figures),
            Part::Bars(bars) => sheet.bars(bars),
            Part::Table(table) => sheet.table(table),
        }
    }
    edges(&mut sheet.pages, paper);
    sheet
        .pages
        .finish(&paper.title, &paper.language, paper.made_at)
}

/// How much of what follows a heading should stand below it.
fn after(parts: &[Part], at: usize) -> f32 {
    match parts.get(at + 1) {
        Some(Part::Figures(_)) => FIGURE_HEIGHT,
        Some(Part::Bars(bars)) => BAR_HEIGHT * bars.len().min(6) as f32,
        Some(Part::Table(_)) => HEAD_AND_ROW,
        // Of a table, and two lines.
        Some(Part::Note(_)) => HEAD_AND_ROW + 30.0,
        Some(Part::Heading(_)) | None => 0.0,
    }
}

/// Head and foot of each page, when it is known how many there are.
fn edges(pages: &mut Pages, paper: &Paper) {
    let count = pages.count();
    for page in 0..count {
        let issuer = cut(pages, &paper.issuer, NOTE, WIDTH * 0.55);
        pages.write(page, (MARGIN, 36.0), &issuer, NOTE);
        let title = cut(pages, &paper.title, NOTE, WIDTH * 0.42);
        let left = PAPER.0 - MARGIN - pages.width(&title, NOTE);
        pages.write(page, (left, 36.0), &title, NOTE);
        let foot = cut(pages, &paper.foot, NOTE, WIDTH * 0.75);
        let y = PAPER.1 - 32.0;
        pages.write(page, (MARGIN, y), &foot, NOTE);
        let number = paper.pages.replace("{pages}", &count.to_string());
        let number = number.replace("{page}", &(page + 1).to_string());
        let left = PAPER.0 - MARGIN - pages.width(&number, NOTE);
        pages.write(page, (left, y), &number, NOTE);
    }
}

/// The page that is being filled, from its top to `y`.
struct Sheet {
    pages: Pages,
    y: f32,
}

impl Sheet {
    fn turn(&mut self) {
        self.pages.turn();
        self.y = TOP;
    }

    /// Turns the page unless so much fits on this one.
    fn need(&mut self, height: f32) -> bool {
        let turns = self.y + height > BOTTOM && self.y > TOP;
        if turns {
            self.turn();
        }
        turns
    }

    fn write(&mut self, at: (f32, f32), text: &str, style: Style) {
        let page = self.pages.count() - 1;
        self.pages.write(page, at, text, style);
    }

    fn rule(&mut self) {
        self.pages.bar((MARGIN, self.y), (WIDTH, 0.5), LINE);
    }

    fn lines(&mut self, text: &str, style: Style) {
        for line in wrapped(&self.pages, text, style, WIDTH, usize::MAX) {
            self.need(style.size * LEADING);
            self.y += style.size * LEADING;
            self.write((MARGIN, self.y), &line, style);
        }
    }

    fn heading(&mut self, text: &str, following: f32) {
        self.need(34.0 + following);
        if self.y > TOP {
            self.y += 16.0;
        }
        self.lines(text, HEADING);
        self.y += 5.0;
    }

    fn figures(&mut self, figures: &[(String, String)]) {
        let width = WIDTH / FIGURES as f32;
        self.y += 6.0;
        for row in figures.chunks(FIGURES) {
            self.need(FIGURE_HEIGHT);
            for (at, (figure, what)) in row.iter().enumerate() {
                let left = MARGIN + width * at as f32;
                let box_at = (left, self.y);
                self.pages
                    .bar(box_at, (width - 6.0, FIGURE_HEIGHT - 6.0), PALE);
                self.write((left + 8.0, self.y + 19.0), figure, FIGURE);
                let what = cut(&self.pages, what, NOTE, width - 20.0);
                self.write((left + 8.0, self.y + 32.0), &what, NOTE);
            }
            self.y += FIGURE_HEIGHT;
        }
    }

    fn bars(&mut self, bars: &[(String, i64, String)]) {
        let (name_width, length) = (WIDTH * BAR_NAME, WIDTH * BAR_LENGTH);
        for (name, share, figure) in bars {
            self.need(BAR_HEIGHT);
            let name = cut(&self.pages, name, CELL, name_width - 8.0);
            self.write((MARGIN, self.y + 10.5), &name, CELL);
            let left = MARGIN + name_width;
            self.pages.bar((left, self.y + 3.5), (length, 9.0), PALE);
            let part = (*share).clamp(0, 1_000) as f32 / 1_000.0;
            self.pages
                .bar((left, self.y + 3.5), (length * part, 9.0), GREEN);
            self.write((left + length + 8.0, self.y + 10.5), figure, CELL);
            self.y += BAR_HEIGHT;
        }
    }

    fn table(&mut self, table: &Table) {
        let parts: u16 = table.columns.iter().map(|column| column.width).sum();
        let unit = WIDTH / f32::from(parts.max(1));
        if table.rows.is_empty() {
            self.head(&table.columns, unit, 0.0);
        }
        for (at, row) in table.rows.iter().enumerate() {
            let cells = self.cells(&table.columns, row, CELL, unit);
            let height = height(&cells, CELL);
            if at == 0 || self.need(height) {
                self.head(&table.columns, unit, height);
            }
            self.row(&table.columns, &cells, CELL, unit);
            self.rule();
        }
    }

    /// The headings, where so much fits below them.
    fn head(&mut self, columns: &[Column], unit: f32, following: f32) {
        let heads: Vec<String> = columns.iter().map(|column| column.head.clone()).collect();
        let cells = self.cells(columns, &heads, HEAD, unit);
        let height = height(&cells, HEAD);
        self.need(height + following);
        self.pages.bar((MARGIN, self.y), (WIDTH, height), PALE);
        self.row(columns, &cells, HEAD, unit);
    }

    /// Each cell as the lines that it takes.
    fn cells(
        &self,
        columns: &[Column],
        row: &[String],
        style: Style,
        unit: f32,
    ) -> Vec<Vec<String>> {
        let cell = |(column, text): (&Column, &String)| {
            let width = f32::from(column.width) * unit - 2.0 * PADDING;
            wrapped(&self.pages, text, style, width, MOST_LINES)
        };
        columns.iter().zip(row).map(cell).collect()
    }

    fn row(&mut self, columns: &[Column], cells: &[Vec<String>], style: Style, unit: f32) {
        let mut left = MARGIN;
        let top = self.y;
        for (column, lines) in columns.iter().zip(cells) {
            let width = f32::from(column.width) * unit;
            let mut y = top + PADDING + style.size * 0.85;
            for line in lines {
                let x = match column.right {
                    true => left + width - PADDING - self.pages.width(line, style),
                    false => left + PADDING,
                };
                self.write((x, y), line, style);
                y += style.size * LEADING;
            }
            left += width;
        }
        self.y = top + height(cells, style);
    }
}

/// How high a row is.
fn height(cells: &[Vec<String>], style: Style) -> f32 {
    let lines = cells.iter().map(Vec::len).max().unwrap_or_default().max(1);
    lines as f32 * style.size * LEADING + 2.0 * PADDING - style.size * (LEADING - 1.0)
}

/// A text in lines of at most a width, broken between words where there are any; what is more than so many
/// lines is cut.
fn wrapped(pages: &Pages, text: &str, style: Style, width: f32, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let fits = |line: &str| pages.width(line, style) <= width;
        if let Some(line) = lines.last_mut() {
            let longer = format!("{line} {word}");
            if fits(&longer) {
                *line = longer;
                continue;
            }
        }
        if fits(word) {
            lines.push(word.to_owned());
            continue;
        }
        let mut line = String::new();
        for c in word.chars() {
            line.push(c);
            if !fits(&line) && line.chars().count() > 1 {
                line.pop();
                lines.push(std::mem::replace(&mut line, c.to_string()));
            }
        }
        lines.push(line);
    }
    if lines.len() > most {
        let rest = lines.split_off(most - 1).join(" ");
        lines.push(cut(pages, &rest, style, width));
    }
    lines
}

/// A text, or as much of it as fits, and an ellipsis.
fn cut(pages: &Pages, text: &str, style: Style, width: f32) -> String {
    if pages.width(text, style) <= width {
        return text.to_owned();
    }
    let room = width - pages.width("…", style);
    let mut used = 0.0;
    let mut letter = [0; 4];
    let kept: String = text
        .chars()
        .take_while(|c| {
            used += pages.width(c.encode_utf8(&mut letter), style);
            used <= room
        })
        .collect();
    format!("{}…", kept.trim_end())
}
