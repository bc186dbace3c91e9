//! The first sheet of an export: the figures of the card, by category and region, and two charts.

use crate::domain::announcement::Confirmation;
use crate::domain::clock::Timestamp;
use crate::domain::export::Export;
use crate::domain::report::{Share, Timeline};
use crate::domain::took;
use crate::view::chart::Axis;
use crate::view::workbook::{Cell, Form, Plot, Series, Sheet, Span};
use crate::view::{Lang, control, correction, label, time};

/// Moments that a chart is made of at most.
const STEPS: usize = 60;
/// Where charts stand.
const BESIDE: u16 = 5;
/// Rows that the first chart takes.
const CHART: u32 = 18;

pub(super) fn sheet(lang: &Lang, export: &Export) -> Sheet {
    let mut sheet = Sheet {
        name: lang.plain("export-summary"),
        widths: vec![44, 22, 12, 12, 3],
        ..Sheet::default()
    };
    let rows = &mut sheet.rows;
    head(lang, export, rows);
    figures(lang, export, rows);
    revisions(lang, export, rows);
    let card = &export.card;
    if card.options.confirmation != Confirmation::None {
        let mut shares = |key: &str, named: &dyn Fn(&Share) -> String, all: &[Share]| {
            rows.push(Vec::new());
            let heads = [
                key,
                "export-confirmed",
                "export-institutions-of",
                "export-share",
            ];
            rows.push(heads.map(|key| Cell::Head(lang.plain(key))).to_vec());
            let first = rows.len();
            for share in all {
                rows.push(vec![
                    Cell::Text(named(share)),
                    Cell::Count(share.confirmed),
                    Cell::Count(share.institutions),
                    Cell::share(share.confirmed, share.institutions),
                ]);
            }
            (row(first), row(rows.len().saturating_sub(1)))
        };
        let category = |share: &Share| label::category(lang, &share.name);
        let by_category = shares("export-by-category", &category, &card.categories);
        shares(
            "export-by-region",
            &|share| share.name.clone(),
            &card.regions,
        );
        if !card.categories.is_empty() {
            sheet.plots.push(Plot {
                form: Form::Shares,
                title: lang.plain("status-categories"),
                at: (CHART + 2, BESIDE),
                series: vec![Series {
                    name: lang.plain("export-share"),
                    rows: by_category,
                    along: 0,
                    values: 3,
                    is_mark: false,
                }],
                axis: String::new(),
                span: None,
            });
        }
    }
    if let Some(timeline) = &export.timeline {
        course(lang, timeline, &mut sheet);
    }
    sheet
}

fn row(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

type Rows = Vec<Vec<Cell>>;

fn head(lang: &Lang, export: &Export, rows: &mut Rows) {
    let card = &export.card;
    let number = card.number.to_string();
    rows.push(vec![Cell::Title(
        lang.text("status-card", &[("number", number.into())]),
    )]);
    rows.push(vec![Cell::text(lang, &card.title)]);
    if card.options.drill {
        rows.push(vec![Cell::Head(lang.plain("status-drill"))]);
    }
    let mut line = |key: &str, cell: Cell| {
        let zone = time::zone(lang, export.made_at);
        rows.push(vec![
            Cell::Note(lang.text(key, &[("zone", zone.into())])),
            cell,
        ]);
    };
    line("export-issuer", Cell::text(lang, &card.issuer));
    line(
        "export-nature",
        Cell::Text(label::nature(lang, card.options.nature)),
    );
    line(
        "export-approved-at",
        Cell::moment(lang, Some(card.approved_at)),
    );
    let withdrawn = card.revised.is_withdrawn();
    let course = control::course(lang, &card.course).filter(|_| !withdrawn);
    for state in correction::status(lang, &card.revised)
        .into_iter()
        .chain(course)
    {
        line("export-state", Cell::Text(state));
    }
    line("export-as-of", Cell::moment(lang, Some(export.made_at)));
    line("export-within", Cell::Text(within(lang, &export.within)));
    line("export-made-by", Cell::text(lang, &export.by));
    rows.push(Vec::new());
}

/// A scope in names.
pub(in crate::view) fn within(lang: &Lang, names: &[String]) -> String {
    match names {
        [] => lang.plain("label-everywhere"),
        names => names.join(", "),
    }
}

fn figures(lang: &Lang, export: &Export, rows: &mut Rows) {
    let card = &export.card;
    rows.push(vec![
        Cell::Head(lang.plain("export-figures")),
        Cell::Head(String::new()),
    ]);
    let mut line = |key: &str, cell: Cell| rows.push(vec![Cell::Text(lang.plain(key)), cell]);
    line("export-all-chats", Cell::Count(card.chats));
    line("export-all-sent", Cell::Count(card.sent));
    line("export-all-failed", Cell::Count(card.failed));
    if card.stopped > 0 {
        line("export-all-stopped", Cell::Count(card.stopped));
    }
    line("export-all-double", Cell::Count(card.maybe_double));
    line("export-all-institutions", Cell::Count(card.institutions));
    line("export-all-without-chat", Cell::Count(card.without_chat));
    if card.options.confirmation != Confirmation::None {
        let (confirmed, all) = (card.confirmed, card.institutions);
        line("export-all-confirmed", Cell::Count(confirmed));
        line("export-all-share", Cell::share(confirmed, all));
        let counted = export.courses.iter().filter(|course| course.counts());
        let mut times: Vec<_> = counted.filter_map(|course| course.took).collect();
        times.sort_unstable();
        line("export-median", Cell::minutes(took::median(&times)));
        line("export-nine-of-ten", Cell::minutes(took::p90(&times)));
        line("export-all-late", Cell::Count(card.deadlines.late));
        line("export-all-overdue", Cell::Count(card.deadlines.overdue));
    }
    if let Some(answers) = card.attendance {
        line("export-all-attending", Cell::Count(answers.attending));
        line("export-all-absent", Cell::Count(answers.absent));
    }
    if let Some(spread) = &card.spread {
        line("export-all-disseminated", Cell::Count(spread.disseminated));
        line("export-all-spread-late", Cell::Count(spread.late));
        line("export-all-spread-overdue", Cell::Count(spread.overdue));
    }
    if card.late.institutions > 0 {
        line("export-all-newcomers", Cell::Count(card.late.institutions));
        line(
            "export-all-newly-confirmed",
            Cell::Count(card.late.confirmed),
        );
    }
}

/// What it was before it was corrected.
fn revisions(lang: &Lang, export: &Export, rows: &mut Rows) {
    let history = &export.card.revised.history;
    if history.is_empty() {
        return;
    }
    let zone = time::zone(lang, export.made_at);
    rows.push(Vec::new());
    let heads = [
        "export-revision",
        "export-approved-at",
        "export-confirmed",
        "export-approver",
    ];
    let head = |key: &str| Cell::Head(lang.text(key, &[("zone", zone.as_str().into())]));
    rows.push(heads.map(head).to_vec());
    for past in history {
        rows.push(vec![
            Cell::Count(past.revision),
            Cell::moment(lang, Some(past.at)),
            Cell::Count(past.confirmed),
            Cell::text(lang, &past.approver),
        ]);
    }
}

/// How confirmations came in, as a table and a chart of it.
fn course(lang: &Lang, timeline: &Timeline, sheet: &mut Sheet) {
    let zone = time::zone(lang, timeline.now);
    let rows = &mut sheet.rows;
    let head = |key: &str| Cell::Head(lang.text(key, &[("zone", zone.as_str().into())]));
    let point = |at, count| vec![Cell::moment(lang, Some(at)), Cell::Count(count)];
    rows.push(Vec::new());
    rows.push(vec![head("export-course-at"), head("export-confirmed")]);
    let first = row(rows.len());
    rows.push(point(timeline.began, 0));
    let all = timeline.confirmed.len();
    let every = all.div_ceil(STEPS).max(1);
    for (at, when) in timeline.confirmed.iter().enumerate() {
        let count = at + 1;
        if count % every == 0 || count == all {
            rows.push(point(*when, i64::try_from(count).unwrap_or(i64::MAX)));
        }
    }
    let axis = Axis::of(timeline);
    let until = timeline.now.min(axis.to);
    rows.push(point(until, i64::try_from(all).unwrap_or(i64::MAX)));
    let mut series = vec![Series {
        name: lang.plain("export-confirmed"),
        rows: (first, row(rows.len() - 1)),
        along: 0,
        values: 1,
        is_mark: false,
    }];
    if let Some(due) = timeline.due.filter(|due| *due <= axis.to) {
        rows.push(vec![head("export-due"), Cell::Head(String::new())]);
        let first = row(rows.len());
        rows.push(point(due, 0));
        rows.push(point(due, timeline.institutions));
        series.push(Series {
            name: lang.plain("export-deadline"),
            rows: (first, first + 1),
            along: 0,
            values: 1,
            is_mark: true,
        });
    }
    sheet.plots.insert(
        0,
        Plot {
            form: Form::Course,
            title: lang.plain("export-course"),
            at: (1, BESIDE),
            series,
            axis: lang.plain("export-institutions"),
            span: Some(span(lang, &axis)),
        },
    );
}

/// The time of a chart on the reader's wall, from one mark to another.
fn span(lang: &Lang, axis: &Axis) -> Span {
    let step = axis.step();
    let wall = |at: Timestamp| at.0 + lang.zone.offset(at);
    Span {
        from: wall(axis.from).div_euclid(step) * step,
        to: (wall(axis.to).div_euclid(step) + 1) * step,
        step,
    }
}
