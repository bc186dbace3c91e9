//! `/ekspor`: the files of one announcement, and what is said beside them.

mod summary;

use super::workbook::{Book, Cell, Sheet};
use super::{Lang, figure, label, lines, mishap, record, sheet, time};
use crate::domain::action::Action;
use crate::domain::announcement::Confirmation;
use crate::domain::cause::Cause;
use crate::domain::dissemination::Given;
use crate::domain::export::{Course, Export};
use crate::domain::file::File;
use crate::domain::id::AnnouncementId;
use crate::domain::message::{Button, Message};
use crate::domain::report::What;

pub(super) use summary::within;

/// The workbook, which is made when it is sent, and the list of institutions as plain text; each with what
/// is said below it.
#[must_use]
pub fn files(lang: &Lang, export: &Export) -> [(File, Message); 2] {
    let number = export.card.number.to_string();
    let stem = lang.text("export-file", &[("number", number.as_str().into())]);
    let courses = courses(lang, export);
    let plain = File::document(&stem, "csv", sheet::table(&courses));
    let book = Book {
        title: lang.text("status-card", &[("number", number.into())]),
        made_at: export.made_at.0,
        sheets: vec![
            summary::sheet(lang, export),
            table(lang, "export-institutions", courses, &widths(lang, export)),
            table(lang, "export-record", events(lang, export), &RECORD),
        ],
    };
    [
        (book.file(&stem), caption(lang, export)),
        (plain, Message::plain(lang.plain("export-plain"))),
    ]
}

/// The button below a card.
pub(super) fn button(lang: &Lang, announcement: AnnouncementId) -> Button {
    lines::button(lang.plain("export-button"), Action::Export { announcement })
}

/// That a press was heard: files take a moment.
#[must_use]
pub fn coming(lang: &Lang) -> String {
    lang.plain("export-coming")
}

fn caption(lang: &Lang, export: &Export) -> Message {
    let card = &export.card;
    let figure = figure::confirmed(lang, &card.options, card.confirmed, card.institutions);
    Message::plain(lang.text(
        "export-caption",
        &[
            ("number", card.number.to_string().into()),
            ("figure", figure.into()),
            ("at", time::full(lang, export.made_at).into()),
            ("events", export.record.len().into()),
        ],
    ))
}

fn table(lang: &Lang, name: &str, rows: Vec<Vec<Cell>>, widths: &[u16]) -> Sheet {
    Sheet {
        name: lang.plain(name),
        widths: widths.to_vec(),
        rows,
        heading: Some(0),
        plots: Vec::new(),
    }
}

/// A column of the sheet of institutions: its heading, its width in letters, and what stands in it.
struct Column {
    head: String,
    width: u16,
    cell: Filling,
}

type Filling = fn(&Lang, &Course) -> Cell;

/// Width of a column of times.
const TIME: u16 = 19;

/// A column whose heading names the zone of the times in it.
fn column(lang: &Lang, zone: &str, key: &str, width: u16, cell: Filling) -> Column {
    let head = lang.text(key, &[("zone", zone.into())]);
    Column { head, width, cell }
}

/// Those that this announcement has something for.
fn columns(lang: &Lang, export: &Export) -> Vec<Column> {
    let zone = time::zone(lang, export.made_at);
    let column = |key: &str, width, cell| column(lang, &zone, key, width, cell);
    let mut columns = vec![
        column("export-code", 16, |lang, it| Cell::text(lang, &it.code)),
        column("export-name", 44, |lang, it| Cell::text(lang, &it.name)),
        column("export-category", 20, |lang, it| {
            Cell::Text(label::category(lang, &it.category))
        }),
        column("export-region", 26, |lang, it| Cell::text(lang, &it.region)),
        column("export-audience", 16, |lang, it| {
            Cell::Text(lang.plain(standing(it)))
        }),
        column("export-chats", 9, |_, it| Cell::Count(it.copies.chats)),
        column("export-sent", 9, |_, it| Cell::Count(it.copies.sent)),
        column("export-sent-at", TIME, |lang, it| {
            Cell::moment(lang, it.copies.sent_at)
        }),
    ];
    let confirmation = export.card.options.confirmation;
    if confirmation != Confirmation::None {
        columns.extend(confirming(lang, &zone));
    }
    if confirmation == Confirmation::Attendance {
        columns.push(column("export-attends", 12, |lang, it| {
            it.attends.map_or(Cell::Empty, |attends| yes(lang, attends))
        }));
    }
    if confirmation == Confirmation::Disseminated {
        columns.extend(passing_on(lang, &zone));
    }
    columns.extend([
        column("export-failed", 8, |_, it| Cell::Count(it.copies.failed)),
        column("export-reason", 40, reasons),
        column("export-double", 10, |_, it| {
            Cell::Count(it.copies.maybe_double)
        }),
        column("export-reminders", 11, |_, it| Cell::Count(it.reminders)),
    ]);
    columns
}

/// Who confirmed, when, and how long that took.
fn confirming(lang: &Lang, zone: &str) -> [Column; 5] {
    let column = |key: &str, width, cell| column(lang, zone, key, width, cell);
    [
        column("export-due", TIME, |lang, it| Cell::moment(lang, it.due)),
        column("export-confirmed-at", TIME, |lang, it| {
            Cell::moment(lang, it.confirmed.as_ref().map(|(at, _)| *at))
        }),
        column("export-confirmed-by", 30, |lang, it| {
            Cell::maybe(lang, it.confirmed.as_ref().map(|(_, by)| by.as_str()))
        }),
        column("export-minutes", 12, |_, it| Cell::minutes(it.took)),
        column("export-late", 11, |lang, it| match it.confirmed {
            Some(_) => yes(lang, it.is_late()),
            None => Cell::Empty,
        }),
    ]
}

/// Who passed it on, when and how.
fn passing_on(lang: &Lang, zone: &str) -> [Column; 4] {
    let column = |key: &str, width, cell| column(lang, zone, key, width, cell);
    [
        column("export-disseminated-at", TIME, |lang, it| {
            Cell::moment(lang, it.reported.as_ref().map(|it| it.given.at))
        }),
        column("export-disseminated-by", 30, |lang, it| {
            Cell::maybe(lang, it.reported.as_ref().map(|it| it.given.by.as_str()))
        }),
        column("export-evidence", 40, |lang, it| match &it.reported {
            Some(reported) => evidence(lang, &reported.given),
            None => Cell::Empty,
        }),
        column("export-disseminated-late", 14, |lang, it| {
            let late = it.reported.as_ref().map(|it| it.late);
            late.map_or(Cell::Empty, |late| yes(lang, late))
        }),
    ]
}

fn yes(lang: &Lang, is: bool) -> Cell {
    Cell::Text(lang.plain(if is { "export-yes" } else { "export-no" }))
}

/// Whether it counts in the figures, and why not.
fn standing(course: &Course) -> &'static str {
    match (course.expected, course.newcomer) {
        (Some(true), _) => "export-expected",
        (Some(false), false) => "export-without-chat",
        (Some(false), true) | (None, _) => "export-newcomer",
    }
}

fn reasons(lang: &Lang, course: &Course) -> Cell {
    let reason = |(cause, words): &(Cause, String)| {
        let cause = mishap::what(lang, What::Failed(*cause));
        match words.is_empty() {
            true => cause,
            false => format!("{cause}: {words}"),
        }
    };
    let reasons: Vec<String> = course.copies.failures.iter().map(reason).collect();
    Cell::text(lang, &reasons.join("; "))
}

fn evidence(lang: &Lang, given: &Given) -> Cell {
    let screenshot = given.screenshot.then(|| lang.plain("export-screenshot"));
    let parts = [given.link.clone(), given.words.clone(), screenshot];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    match parts.is_empty() {
        true => Cell::Text(lang.plain("label-erased")),
        false => Cell::text(lang, &parts.join(" · ")),
    }
}

/// The institutions, with their headings; the same in both files.
fn courses(lang: &Lang, export: &Export) -> Vec<Vec<Cell>> {
    let columns = columns(lang, export);
    let heads = columns.iter().map(|it| Cell::Head(it.head.clone()));
    let mut rows = vec![heads.collect()];
    for course in &export.courses {
        let cells = columns.iter().map(|column| (column.cell)(lang, course));
        rows.push(cells.collect());
    }
    rows
}

fn widths(lang: &Lang, export: &Export) -> Vec<u16> {
    columns(lang, export).iter().map(|it| it.width).collect()
}

/// Widths of the columns of the record.
const RECORD: [u16; 7] = [19, 56, 30, 44, 28, 24, 14];

fn events(lang: &Lang, export: &Export) -> Vec<Vec<Cell>> {
    let zone = time::zone(lang, export.made_at);
    let heads = [
        "export-event-at",
        "export-event",
        "export-event-by",
        "export-name",
        "export-event-kind",
        "export-event-id",
        "export-event-seal",
    ];
    let head = |key: &str| Cell::Head(lang.text(key, &[("zone", zone.as_str().into())]));
    let mut rows = vec![heads.map(head).to_vec()];
    for line in &export.record {
        let by = match &line.actor {
            Some(by) => Cell::text(lang, by),
            None => Cell::Text(lang.plain("export-by-itself")),
        };
        let seal = match line.seal {
            Some(seal) => Cell::Count(seal),
            None => Cell::Text(lang.plain("export-unsealed")),
        };
        rows.push(vec![
            Cell::moment(lang, Some(line.at)),
            Cell::Text(record::words(lang, line)),
            by,
            Cell::maybe(lang, line.institution.as_deref()),
            Cell::Text(line.kind.clone()),
            // Longer than the fifteen digits that a spreadsheet keeps of a number.
            Cell::Text(line.id.to_string()),
            seal,
        ]);
    }
    rows
}

#[cfg(test)]
#[path = "export_tests.rs"]
mod tests;
