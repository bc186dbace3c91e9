//! Charts of the spreadsheet program's own.

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartFormat, ChartLegendPosition, ChartLine, ChartMarker,
    ChartMarkerType, ChartSolidFill, ChartType, Color,
};

use super::write::{DAY, day};
use super::{Form, Plot, Series};

const GREEN: u32 = 0x00_7a_53;
const ORANGE: u32 = 0xc2_55_0a;

/// A chart of a sheet with this name.
pub(super) fn chart(sheet: &str, plot: &Plot) -> Chart {
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
            if let Some(span) = &plot.span {
                let unit = span.step as f64 / DAY;
                let axis = chart.x_axis().set_major_unit(unit);
                axis.set_min(day(span.from)).set_max(day(span.to));
            }
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
