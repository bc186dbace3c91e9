//! Making the file of a workbook: its cells, and how its sheets are shown and printed.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

use super::plot::chart;
use super::space::{lines, room};
use super::{Book, Cell, Sheet};

/// Most letters of a cell.
const MOST: usize = 32_000;
const PALE: u32 = 0xe3_f0_ea;
const GREY: u32 = 0x5f_6b_66;
/// Days from 1900, as spreadsheets count them, to 1970.
const EPOCH: f64 = 25_569.0;
/// In milliseconds.
pub(super) const DAY: f64 = 86_400_000.0;
/// Height of a line, in points.
const LINE: u32 = 15;
/// A title's, whose letters are larger.
const TITLE_LINE: u32 = 21;
/// How many letters fit into the width of a printed page: with more, they would be too small to read.
const PAGE: u32 = 245;
/// Letters that stay in sight on the left at most, so that a laptop has room for what moves.
const IN_SIGHT: u16 = 72;

/// The file of a workbook.
///
/// # Errors
/// It says nothing that could be written, with the reason.
pub(in crate::view) fn xlsx(book: &Book) -> Result<Vec<u8>, String> {
    made(book).map_err(|error| error.to_string())
}

fn made(book: &Book) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let properties = DocProperties::new()
        .set_title(&book.title)
        .set_author("Satu Pintu")
        .set_creation_datetime(&ExcelDateTime::from_timestamp(book.made_at / 1_000)?);
    workbook.set_properties(&properties);
    let looks = Looks::new();
    for sheet in &book.sheets {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(&sheet.name)?;
        for (column, width) in (0..).zip(&sheet.widths) {
            worksheet.set_column_width(column, *width)?;
        }
        for at in 0..sheet.rows.len() {
            fill(worksheet, sheet, at, &looks)?;
        }
        print(worksheet, sheet)?;
        for plot in &sheet.plots {
            let (row, column) = plot.at;
            worksheet.insert_chart(row, column, &chart(&sheet.name, plot))?;
        }
    }
    workbook.save_to_buffer()
}

/// How cells look.
struct Looks {
    text: Format,
    wrapped: Format,
    title: Format,
    head: Format,
    /// Above figures.
    head_right: Format,
    note: Format,
    count: Format,
    share: Format,
    change: Format,
    moment: Format,
}

impl Looks {
    fn new() -> Self {
        let plain = || Format::new().set_align(FormatAlign::Top);
        // A blank as wide as a bracket parts a figure from the words in the next column.
        let figure = |format: &str| plain().set_num_format(format);
        let head = plain()
            .set_bold()
            .set_text_wrap()
            .set_background_color(Color::RGB(PALE))
            .set_border_bottom(FormatBorder::Thin);
        Self {
            text: plain(),
            wrapped: plain().set_text_wrap(),
            title: plain().set_bold().set_font_size(14).set_text_wrap(),
            head_right: head.clone().set_align(FormatAlign::Right).set_indent(1),
            head,
            note: plain().set_text_wrap().set_font_color(Color::RGB(GREY)),
            count: figure("#,##0_)"),
            share: figure("0.0%_)"),
            change: figure("+0.0%_);-0.0%_);0.0%_)"),
            moment: figure("dd/mm/yyyy hh:mm:ss").set_align(FormatAlign::Left),
        }
    }
}

/// Writes a row, as high as its texts need.
fn fill(
    worksheet: &mut Worksheet,
    sheet: &Sheet,
    at: usize,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let row = index(at);
    let mut height = LINE;
    for (column, cell) in (0..).zip(&sheet.rows[at]) {
        let room = room(sheet, at, column);
        let (taken, line) = match cell {
            Cell::Title(said) => (lines(said, room, 1.3), TITLE_LINE),
            // Below its words a column's heading has the button of its filter.
            Cell::Head(said) => {
                let least = if sheet.heading == Some(at) { 2 } else { 1 };
                (lines(said, room, 1.1).max(least), LINE)
            }
            Cell::Text(said) | Cell::Note(said) => (lines(said, room, 1.0), LINE),
            Cell::Empty | Cell::Count(_) | Cell::Share(_) | Cell::Change(_) | Cell::Moment(_) => {
                (1, LINE)
            }
        };
        height = height.max(taken * line);
        let last = room.last;
        if taken > 1 && last > column && !matches!(cell, Cell::Head(_)) {
            worksheet.merge_range(row, column, row, last, "", &looks.wrapped)?;
        }
        put(worksheet, sheet, (at, column), taken > 1, looks)?;
    }
    if height > LINE {
        worksheet.set_row_height(row, height)?;
    }
    Ok(())
}

/// A4 across: what is too wide to be read on one page goes on beside it, with its first columns again.
fn print(worksheet: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let width: u32 = sheet.widths.iter().map(|width| u32::from(*width)).sum();
    let pages = u16::try_from(width.div_ceil(PAGE)).unwrap_or(u16::MAX);
    worksheet.set_paper_size(9).set_landscape();
    worksheet.set_print_fit_to_pages(pages.max(1), 0);
    worksheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    worksheet.set_footer("&L&F&C&A&R&P / &N");
    let Some(heading) = sheet.heading else {
        return Ok(());
    };
    let heading = index(heading);
    let last = index(sheet.rows.len().saturating_sub(1));
    let columns = u16::try_from(sheet.widths.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let in_sight = in_sight(&sheet.widths);
    worksheet.set_freeze_panes(heading + 1, in_sight)?;
    worksheet.autofilter(heading, 0, last.max(heading), columns)?;
    worksheet.set_repeat_rows(heading, heading)?;
    if pages > 1 {
        worksheet.set_repeat_columns(0, in_sight - 1)?;
        // The halves of a row follow one another.
        worksheet.set_page_order(false);
    }
    Ok(())
}

/// How many columns stay in sight.
fn in_sight(widths: &[u16]) -> u16 {
    let mut taken = 0;
    let fits = |width: &&u16| {
        taken += **width;
        taken <= IN_SIGHT
    };
    let columns = widths.iter().take_while(fits).count();
    u16::try_from(columns).unwrap_or(u16::MAX).max(1)
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Milliseconds on the wall, as spreadsheets count moments.
#[expect(
    clippy::cast_precision_loss,
    reason = "milliseconds are far below 2^53, the point where a float loses units"
)]
pub(super) fn day(at: i64) -> f64 {
    at as f64 / DAY + EPOCH
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts are far below 2^53, the point where a float loses units"
)]
fn put(
    worksheet: &mut Worksheet,
    sheet: &Sheet,
    (at, column): (usize, u16),
    wraps: bool,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let row = index(at);
    let cell = &sheet.rows[at][usize::from(column)];
    let number = match cell {
        Cell::Count(count) => Some((*count as f64, &looks.count)),
        Cell::Share(share) => Some((*share as f64 / 1_000.0, &looks.share)),
        Cell::Change(change) => Some((*change as f64 / 1_000.0, &looks.change)),
        Cell::Moment(at) => Some((day(*at), &looks.moment)),
        _ => None,
    };
    if let Some((number, look)) = number {
        worksheet.write_number_with_format(row, column, number, look)?;
        return Ok(());
    }
    let (said, look) = match cell {
        Cell::Text(said) if wraps => (said, &looks.wrapped),
        Cell::Text(said) => (said, &looks.text),
        Cell::Title(said) => (said, &looks.title),
        Cell::Head(said) if is_above_figures(sheet, at, column) => (said, &looks.head_right),
        Cell::Head(said) => (said, &looks.head),
        Cell::Note(said) => (said, &looks.note),
        _ => return Ok(()),
    };
    let said = readable(said);
    // It is a text as it stands; so marked, it stays one when somebody opens the cell and leaves it again.
    match said.starts_with(['=', '+', '-', '@']) {
        true => {
            let look = look.clone().set_quote_prefix();
            worksheet.write_string_with_format(row, column, said, &look)?
        }
        false => worksheet.write_string_with_format(row, column, said, look)?,
    };
    Ok(())
}

/// Whether figures stand below a heading.
fn is_above_figures(sheet: &Sheet, at: usize, column: u16) -> bool {
    let below = sheet.rows[at + 1..].iter();
    let mut below = below.map(|row| row.get(usize::from(column)).unwrap_or(&Cell::Empty));
    let first = below.find(|cell| **cell != Cell::Empty);
    matches!(
        first,
        Some(Cell::Count(_) | Cell::Share(_) | Cell::Change(_))
    )
}

/// What spreadsheets show: no control characters, no marks that turn the direction of writing, and no more
/// than a cell holds.
fn readable(text: &str) -> String {
    let hidden = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let shown = |c: char| if c == '\t' { ' ' } else { c };
    let shown = text.chars().map(shown).filter(|c| !hidden(*c));
    shown.take(MOST).collect()
}
