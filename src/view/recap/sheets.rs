//! The workbook of a month.

use super::{fate, month, period, title};
use crate::domain::recap::{Rank, Recap, Record, Told};
use crate::view::export::within;
use crate::view::workbook::{Book, Cell, Form, Plot, Series, Sheet};
use crate::view::{Lang, label, time};

/// Where the chart stands.
const BESIDE: u16 = 5;

pub(super) fn book(lang: &Lang, recap: &Recap) -> Book {
    let mut sheets = vec![
        summary(lang, recap),
        announcements(lang, recap, "recap-announcements", &recap.announcements),
        ranking(lang, recap),
    ];
    if !recap.drills.is_empty() {
        sheets.push(announcements(lang, recap, "recap-drills", &recap.drills));
    }
    Book {
        title: lang.text("recap-title", &[("month", month(lang, recap).into())]),
        made_at: recap.made_at.0,
        sheets,
    }
}

fn summary(lang: &Lang, recap: &Recap) -> Sheet {
    let mut rows = about(lang, recap);
    rows.extend(totals(lang, recap));
    let mut plots = Vec::new();
    if !recap.categories.is_empty() {
        plots.push(categories(lang, recap, &mut rows));
    }
    rows.push(Vec::new());
    rows.push(vec![Cell::Note(lang.plain("recap-how"))]);
    Sheet {
        name: lang.plain("recap-summary"),
        widths: vec![46, 22, 12, 12, 3],
        rows,
        heading: None,
        plots,
    }
}

/// Of which month and scope, for whom, as of when.
fn about(lang: &Lang, recap: &Recap) -> Vec<Vec<Cell>> {
    let zone = time::zone(lang, recap.made_at);
    let title = lang.text("recap-title", &[("month", month(lang, recap).into())]);
    let line = |key: &str, cell: Cell| {
        let label = lang.text(key, &[("zone", zone.as_str().into())]);
        vec![Cell::Text(label), cell]
    };
    vec![
        vec![Cell::Title(title)],
        line("recap-period", Cell::Text(period(lang, recap))),
        line("recap-within", Cell::Text(within(lang, &recap.within))),
        line("recap-by", Cell::text(lang, &recap.by)),
        line("recap-as-of", Cell::moment(lang, Some(recap.made_at))),
    ]
}

/// The figures of the month as a whole.
fn totals(lang: &Lang, recap: &Recap) -> Vec<Vec<Cell>> {
    let total = &recap.total;
    let (answers, asked) = (&total.answers, total.asked);
    let drills = i64::try_from(recap.drills.len()).unwrap_or(i64::MAX);
    let share = Cell::share(answers.confirmed, asked);
    let figures = [
        (
            "recap-total-announcements",
            Cell::Count(total.announcements),
        ),
        ("recap-total-corrected", Cell::Count(total.corrected)),
        ("recap-total-withdrawn", Cell::Count(total.withdrawn)),
        ("recap-total-chats", Cell::Count(total.chats)),
        ("recap-total-sent", Cell::Count(total.sent)),
        ("recap-total-failed", Cell::Count(total.failed)),
        ("recap-total-asked", Cell::Count(asked)),
        ("recap-total-confirmed", Cell::Count(answers.confirmed)),
        ("recap-total-share", share),
        ("recap-total-late", Cell::Count(answers.late)),
        ("recap-total-median", Cell::minutes(answers.median)),
        ("recap-total-p-ninety", Cell::minutes(answers.p90)),
        ("recap-total-disseminated", Cell::Count(total.disseminated)),
        ("recap-total-without-chat", Cell::Count(total.without_chat)),
        ("recap-total-drills", Cell::Count(drills)),
    ];
    let row = |(key, cell): (&str, Cell)| vec![Cell::Text(lang.plain(key)), cell];
    figures.into_iter().map(row).collect()
}

/// What was in time by category, as rows and as a chart of them.
fn categories(lang: &Lang, recap: &Recap, rows: &mut Vec<Vec<Cell>>) -> Plot {
    rows.push(Vec::new());
    let heads = [
        "recap-category",
        "recap-in-time",
        "recap-due",
        "recap-share",
    ];
    rows.push(heads.map(|key| Cell::Head(lang.plain(key))).to_vec());
    let first = rows.len();
    for share in &recap.categories {
        rows.push(vec![
            Cell::Text(label::category(lang, &share.name)),
            Cell::Count(share.confirmed),
            Cell::Count(share.institutions),
            Cell::share(share.confirmed, share.institutions),
        ]);
    }
    let row = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Plot {
        form: Form::Shares,
        title: lang.plain("recap-by-category"),
        at: (1, BESIDE),
        series: vec![Series {
            name: lang.plain("recap-share"),
            rows: (row(first), row(rows.len() - 1)),
            along: 0,
            values: 3,
            is_mark: false,
        }],
        axis: String::new(),
        span: None,
    }
}

/// A sheet with a table.
fn table(lang: &Lang, recap: &Recap, name: &str, heads: &[(&str, u16)]) -> Sheet {
    let zone = time::zone(lang, recap.made_at);
    let head =
        |(key, _): &(&str, u16)| Cell::Head(lang.text(key, &[("zone", zone.as_str().into())]));
    Sheet {
        name: lang.plain(name),
        widths: heads.iter().map(|(_, width)| *width).collect(),
        rows: vec![heads.iter().map(head).collect()],
        heading: Some(0),
        plots: Vec::new(),
    }
}

fn announcements(lang: &Lang, recap: &Recap, name: &str, all: &[Told]) -> Sheet {
    let heads = [
        ("recap-number", 16),
        ("recap-content", 50),
        ("recap-priority", 11),
        ("recap-approved-at", 19),
        ("recap-fate", 18),
        ("recap-chats", 10),
        ("recap-sent", 10),
        ("recap-failed", 8),
        ("recap-institutions", 10),
        ("recap-without-chat", 10),
        ("recap-confirmed", 14),
        ("recap-share", 9),
        ("recap-median", 10),
        ("recap-p-ninety", 12),
        ("recap-late", 12),
        ("recap-disseminated", 16),
    ];
    let mut sheet = table(lang, recap, name, &heads);
    for told in all {
        let answers = told.answers.as_ref();
        let count = |count: Option<i64>| count.map_or(Cell::Empty, Cell::Count);
        sheet.rows.push(vec![
            Cell::Text(told.number.to_string()),
            Cell::text(lang, &title(told)),
            Cell::Text(label::priority(lang, told.priority)),
            Cell::moment(lang, Some(told.approved_at)),
            Cell::maybe(lang, fate(lang, told).as_deref()),
            Cell::Count(told.chats),
            Cell::Count(told.sent),
            Cell::Count(told.failed),
            Cell::Count(told.institutions),
            Cell::Count(told.without_chat),
            count(answers.map(|it| it.confirmed)),
            answers.map_or(Cell::Empty, |it| {
                Cell::share(it.confirmed, told.institutions)
            }),
            Cell::minutes(answers.and_then(|it| it.median)),
            Cell::minutes(answers.and_then(|it| it.p90)),
            count(answers.map(|it| it.late)),
            count(told.disseminated),
        ]);
    }
    sheet
}

fn ranking(lang: &Lang, recap: &Recap) -> Sheet {
    let heads = [
        ("recap-place", 10),
        ("recap-code", 16),
        ("recap-institution", 46),
        ("recap-category", 20),
        ("recap-region", 26),
        ("recap-due", 12),
        ("recap-confirmed", 13),
        ("recap-in-time", 12),
        ("recap-share", 9),
        ("recap-median", 10),
        ("recap-before", 12),
        ("recap-trend", 12),
    ];
    let mut sheet = table(lang, recap, "recap-ranking", &heads);
    for rank in &recap.ranking {
        sheet.rows.push(ranked(lang, rank));
    }
    sheet
}

fn ranked(lang: &Lang, rank: &Rank) -> Vec<Cell> {
    let record = &rank.record;
    let share = |share: Option<i64>| share.map_or(Cell::Empty, Cell::Share);
    vec![
        Cell::Count(rank.place),
        Cell::text(lang, &rank.code),
        Cell::text(lang, &rank.name),
        Cell::Text(label::category(lang, &rank.category)),
        Cell::text(lang, &rank.region),
        Cell::Count(record.due),
        Cell::Count(record.confirmed),
        Cell::Count(record.in_time),
        Cell::Share(record.share()),
        Cell::minutes(rank.median),
        share(rank.before.as_ref().map(Record::share)),
        rank.trend().map_or(Cell::Empty, Cell::Change),
    ]
}
