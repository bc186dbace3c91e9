//! The printed pages of a month.

use super::{fate, minutes, month, period, title};
use crate::domain::announcement::Number;
use crate::domain::recap::{Rank, Recap, Told};
use crate::view::export::within;
use crate::view::figure::percent;
use crate::view::paper::{Column, Paper, Part, Table};
use crate::view::{Lang, Locale, label, time};

/// Where there is nothing to say.
const NOTHING: &str = "–";

pub(super) fn paper(lang: &Lang, recap: &Recap) -> Paper {
    let within = within(lang, &recap.within);
    let at = time::full(lang, recap.made_at);
    let line = |key: &str, value: &str| lang.text(key, &[("value", value.into())]);
    Paper {
        language: match lang.locale {
            Locale::Id => "id".to_owned(),
            Locale::En => "en".to_owned(),
        },
        title: lang.text("recap-title", &[("month", month(lang, recap).into())]),
        about: vec![
            line("recap-line-within", &within),
            line("recap-line-period", &period(lang, recap)),
            line("recap-line-by", &recap.by),
        ],
        issuer: within,
        foot: lang.text("recap-foot", &[("at", at.into())]),
        // Put in when it is known how many there are.
        pages: lang.text(
            "recap-page",
            &[("page", "{page}".into()), ("pages", "{pages}".into())],
        ),
        made_at: recap.made_at.0 / 1_000,
        parts: parts(lang, recap),
    }
}

fn parts(lang: &Lang, recap: &Recap) -> Vec<Part> {
    let heading = |key: &str| Part::Heading(lang.plain(key));
    let note = |key: &str| Part::Note(lang.plain(key));
    let mut parts = vec![Part::Figures(figures(lang, recap))];
    if !recap.categories.is_empty() {
        parts.push(heading("recap-by-category"));
        let bar = |share: &crate::domain::report::Share| {
            let (part, whole) = (share.confirmed, share.institutions);
            let figure = format!("{} ({})", percent(part, whole), of(lang, part, whole));
            let name = label::category(lang, &share.name);
            (name, part * 1_000 / whole.max(1), figure)
        };
        parts.push(Part::Bars(recap.categories.iter().map(bar).collect()));
    }
    if !recap.announcements.is_empty() {
        parts.push(heading("recap-announcements"));
        parts.push(Part::Table(announcements(lang, &recap.announcements)));
    }
    if !recap.ranking.is_empty() {
        parts.push(heading("recap-ranking-title"));
        parts.push(note("recap-how"));
        parts.push(Part::Table(ranking(lang, &recap.ranking)));
    }
    if !recap.drills.is_empty() {
        parts.push(heading("recap-drills"));
        parts.push(note("recap-drills-apart"));
        parts.push(Part::Table(announcements(lang, &recap.drills)));
    }
    parts
}

/// `300/548`
fn of(lang: &Lang, part: i64, whole: i64) -> String {
    lang.text(
        "recap-of",
        &[("part", part.into()), ("whole", whole.into())],
    )
}

fn took(lang: &Lang, took: Option<std::time::Duration>) -> String {
    match took {
        None => NOTHING.to_owned(),
        Some(took) => match (minutes(took) / 60, minutes(took) % 60) {
            (0, minutes) => lang.text("recap-minutes", &[("count", minutes.into())]),
            (hours, minutes) => lang.text(
                "recap-hours",
                &[("hours", hours.into()), ("minutes", minutes.into())],
            ),
        },
    }
}

fn figures(lang: &Lang, recap: &Recap) -> Vec<(String, String)> {
    let total = &recap.total;
    let answers = &total.answers;
    let figure = |key: &str, figure: String| (figure, lang.plain(key));
    let count = |count: i64| lang.text("recap-count", &[("count", count.into())]);
    vec![
        figure("recap-figure-announcements", count(total.announcements)),
        figure(
            "recap-figure-share",
            percent(answers.confirmed, total.asked),
        ),
        figure("recap-figure-median", took(lang, answers.median)),
        figure("recap-figure-p-ninety", took(lang, answers.p90)),
        figure("recap-figure-sent", of(lang, total.sent, total.chats)),
        figure("recap-figure-late", count(answers.late)),
        figure("recap-figure-disseminated", count(total.disseminated)),
        figure(
            "recap-figure-changed",
            of(lang, total.corrected, total.withdrawn),
        ),
    ]
}

/// A table's columns: heading, width, and whether figures stand in it.
fn columns(lang: &Lang, columns: &[(&str, u16, bool)]) -> Vec<Column> {
    let column = |(key, width, right): &(&str, u16, bool)| Column {
        head: lang.plain(key),
        width: *width,
        right: *right,
    };
    columns.iter().map(column).collect()
}

/// Of a drill it is said by the table that it is one.
fn number(number: Number) -> String {
    Number {
        drill: false,
        ..number
    }
    .to_string()
}

fn announcements(lang: &Lang, all: &[Told]) -> Table {
    let row = |told: &Told| {
        let answers = told.answers.as_ref();
        let text = match fate(lang, told) {
            Some(fate) => format!("[{fate}] {}", title(told)),
            None => title(told),
        };
        let count = |count: Option<i64>| match count {
            Some(count) => lang.text("recap-count", &[("count", count.into())]),
            None => NOTHING.to_owned(),
        };
        let share = answers.map(|it| {
            let (confirmed, all) = (it.confirmed, told.institutions);
            format!("{} ({})", percent(confirmed, all), of(lang, confirmed, all))
        });
        vec![
            number(told.number),
            text,
            label::priority(lang, told.priority),
            of(lang, told.sent, told.chats),
            share.unwrap_or_else(|| NOTHING.to_owned()),
            took(lang, answers.and_then(|it| it.median)),
            took(lang, answers.and_then(|it| it.p90)),
            count(answers.map(|it| it.late)),
            count(told.disseminated),
        ]
    };
    Table {
        columns: columns(
            lang,
            &[
                ("recap-number", 16, false),
                ("recap-content", 52, false),
                ("recap-priority", 15, false),
                ("recap-sent", 22, true),
                ("recap-confirmed", 34, true),
                ("recap-short-median", 17, true),
                ("recap-short-p-ninety", 17, true),
                ("recap-short-late", 16, true),
                ("recap-short-disseminated", 14, true),
            ],
        ),
        rows: all.iter().map(row).collect(),
    }
}

fn ranking(lang: &Lang, all: &[Rank]) -> Table {
    let row = |rank: &Rank| {
        let record = &rank.record;
        let trend = match rank.trend().map(|trend| trend / 10) {
            None => lang.plain("recap-new"),
            Some(trend @ 1..) => format!("+{trend}"),
            Some(trend) => trend.to_string(),
        };
        vec![
            rank.place.to_string(),
            rank.name.clone(),
            rank.region.clone(),
            of(lang, record.in_time, record.due),
            percent(record.in_time, record.due),
            took(lang, rank.median),
            trend,
        ]
    };
    Table {
        columns: columns(
            lang,
            &[
                ("recap-short-place", 10, true),
                ("recap-institution", 62, false),
                ("recap-region", 46, false),
                ("recap-short-in-time", 17, true),
                ("recap-share", 15, true),
                ("recap-short-median", 17, true),
                ("recap-short-trend", 15, true),
            ],
        ),
        rows: all.iter().map(row).collect(),
    }
}
