//! Making the file of a workbook.

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartFormat, ChartLegendPosition, ChartLine, ChartMarker,
    ChartMarkerType, ChartSolidFill, ChartType, Color, DocProperties, ExcelDateTime, Format,
    FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::{Book, Cell, Form, Plot, Series, Sheet};

/// Most letters of a cell.
const MOST: usize = 32_000;
const GREEN: u32 = 0x00_7a_53;
const ORANGE: u32 = 0xc2_55_0a;
const PALE: u32 = 0xe3_f0_ea;
const GREY: u32 = 0x5f_6b_66;
/// Days from 1900, as spreadsheets count them, to 1970.
const EPOCH: f64 = 25_569.0;
const DAY: f64 = 86_400_000.0;

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
        fill(worksheet, sheet, &looks)?;
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
    title: Format,
    head: Format,
    note: Format,
    count: Format,
    share: Format,
    moment: Format,
}

impl Looks {
    fn new() -> Self {
        let plain = || Format::new().set_align(FormatAlign::Top);
        Self {
            text: plain(),
            title: plain().set_bold().set_font_size(14),
            head: plain()
                .set_bold()
                .set_text_wrap()
                .set_background_color(Color::RGB(PALE))
                .set_border_bottom(FormatBorder::Thin),
            note: plain().set_text_wrap().set_font_color(Color::RGB(GREY)),
            count: plain().set_num_format("#,##0"),
            share: plain().set_num_format("0.0%"),
            moment: plain().set_num_format("dd/mm/yyyy hh:mm:ss"),
        }
    }
}

fn fill(worksheet: &mut Worksheet, sheet: &Sheet, looks: &Looks) -> Result<(), XlsxError> {
    for (column, width) in (0..).zip(&sheet.widths) {
        worksheet.set_column_width(column, *width)?;
    }
    for (row, cells) in (0..).zip(&sheet.rows) {
        for (column, cell) in (0..).zip(cells) {
            put(worksheet, (row, column), cell, looks)?;
        }
    }
    worksheet.set_paper_size(9).set_print_fit_to_pages(1, 0);
    worksheet.set_footer("&L&F&R&P / &N");
    if let Some(heading) = sheet.heading {
        let heading = index(heading);
        let last = index(sheet.rows.len().saturating_sub(1));
        let columns = u16::try_from(sheet.widths.len().saturating_sub(1)).unwrap_or(u16::MAX);
        worksheet.set_landscape();
        // Two lines.
        worksheet.set_row_height(heading, 32)?;
        worksheet.set_freeze_panes(heading + 1, 2)?;
        worksheet.autofilter(heading, 0, last.max(heading), columns)?;
        worksheet.set_repeat_rows(heading, heading)?;
    }
    Ok(())
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts and milliseconds are far below 2^53, the point where a float loses units"
)]
fn put(
    worksheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let text = |worksheet: &mut Worksheet, text: &str, look: &Format| {
        let text = readable(text);
        worksheet.write_string_with_format(row, column, text, look)?;
        Ok::<(), XlsxError>(())
    };
    let mut number = |number: f64, look: &Format| {
        worksheet.write_number_with_format(row, column, number, look)?;
        Ok(())
    };
    match cell {
        Cell::Empty => Ok(()),
        Cell::Count(count) => number(*count as f64, &looks.count),
        Cell::Share(share) => number(*share as f64 / 1_000.0, &looks.share),
        Cell::Moment(at) => number(*at as f64 / DAY + EPOCH, &looks.moment),
        Cell::Text(said) => text(worksheet, said, &looks.text),
        Cell::Title(said) => text(worksheet, said, &looks.title),
        Cell::Head(said) => text(worksheet, said, &looks.head),
        Cell::Note(said) => text(worksheet, said, &looks.note),
    }
}

/// What spreadsheets show: no control characters, no marks that turn the direction of writing, and no more
/// than a cell holds.
fn readable(text: &str) -> String {
    let hidden = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().filter(|c| !hidden(*c)).take(MOST).collect()
}

fn chart(sheet: &str, plot: &Plot) -> Chart {
    let mut chart = Chart::new(match plot.form {
        Form::Course => ChartType::ScatterStraight,
        Form::Shares => ChartType::Bar,
    });
    chart.title().set_name(&plot.title);
    for series in &plot.series {
        let (first, last) = series.rows;
        let range = |column: u16| (sheet, first, column, last, column);
        let added = chart.add_series();
        added
            .set_name(&series.name)
            .set_categories(range(series.along))
            .set_values(range(series.values));
        added.set_format(&mut look(plot.form, series));
        if plot.form == Form::Shares {
            added
                .set_gap(60)
                .set_data_label(ChartDataLabel::new().show_value());
        } else {
            let mut marker = ChartMarker::new();
            match series.is_mark {
                true => marker.set_none(),
                false => marker.set_type(ChartMarkerType::Circle).set_size(3),
            };
            added.set_marker(&marker);
        }
    }
    match plot.form {
        Form::Course => {
            chart.x_axis().set_num_format("dd/mm hh:mm");
            chart.y_axis().set_min(0).set_name(&plot.axis);
            chart.legend().set_position(ChartLegendPosition::Bottom);
            chart.set_width(620).set_height(320);
        }
        Form::Shares => {
            // The first category on top, as in the table; the axis of bars is the one upwards.
            chart.y_axis().set_reverse();
            chart.x_axis().set_min(0).set_max(1).set_num_format("0%");
            chart.legend().set_hidden();
            let rows: u32 = plot.series.iter().map(|it| it.rows.1 - it.rows.0 + 1).sum();
            chart.set_width(620).set_height((110 + rows * 28).min(600));
        }
    }
    chart
}

fn look(form: Form, series: &Series) -> ChartFormat {
    let mut look = ChartFormat::new();
    let color = Color::RGB(if series.is_mark { ORANGE } else { GREEN });
    match form {
        Form::Shares => look.set_solid_fill(ChartSolidFill::new().set_color(color)),
        Form::Course => look.set_line(ChartLine::new().set_color(color).set_width(1.75)),
    };
    look
}
