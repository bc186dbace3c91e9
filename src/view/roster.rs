//! Importing the registry's files: what was done, or what is wrong with them.

use fluent_bundle::FluentValue;

use super::Lang;
use super::lines::cut;
use crate::domain::institution::{CATEGORIES, Code};
use crate::domain::roster::{CHAT_KINDS, Problem, ProblemKind, Summary};

/// Most problems that are listed; who has more has one cause for many.
const LISTED: usize = 50;

/// Most of what somebody typed that is shown back, of a name, and of a file's name.
const TYPED: usize = 60;

/// Most codes of a circle that are named.
const CIRCLE: usize = 8;

/// What an import did.
#[must_use]
pub fn summary(lang: &Lang, summary: Summary) -> String {
    lang.text(
        "roster-summary",
        &[
            ("new", summary.new.into()),
            ("changed", summary.changed.into()),
            ("unchanged", summary.unchanged.into()),
        ],
    )
}

/// What is wrong with `file`, a line each, as far as it can be of use.
#[must_use]
pub fn problems(lang: &Lang, file: &str, problems: &[Problem]) -> String {
    let file = cut(file, TYPED);
    let mut lines: Vec<String> = problems
        .iter()
        .take(LISTED)
        .map(|problem| {
            let place = place(lang, &file, problem);
            let what = what(lang, &problem.kind);
            let arguments = [("place", place.into()), ("problem", what.into())];
            lang.text("roster-line", &arguments)
        })
        .collect();
    if problems.len() > LISTED {
        let count = problems.len() - LISTED;
        lines.push(lang.text("roster-more", &[("count", count.into())]));
    }
    lines.join("\n")
}

/// What is wrong, with its place in a file that is known from what stands above.
pub(super) fn here(lang: &Lang, problem: &Problem) -> String {
    let what = what(lang, &problem.kind);
    let line = ("line", FluentValue::from(problem.line.to_string()));
    let problem_is = ("problem", FluentValue::from(what.clone()));
    match (problem.line, problem.column) {
        (0, _) => what,
        (_, None) => lang.text("roster-here", &[line, problem_is]),
        (_, Some(column)) => lang.text(
            "roster-here-column",
            &[line, ("column", column.into()), problem_is],
        ),
    }
}

fn place(lang: &Lang, file: &str, problem: &Problem) -> String {
    let named = ("file", FluentValue::from(file));
    // Lines are names here, as an editor shows them: no dots between thousands.
    let line = ("line", FluentValue::from(problem.line.to_string()));
    match (problem.line, problem.column) {
        (0, _) => file.to_owned(),
        (_, None) => lang.text("roster-place", &[named, line]),
        (_, Some(column)) => lang.text(
            "roster-place-column",
            &[named, line, ("column", column.into())],
        ),
    }
}

fn what(lang: &Lang, kind: &ProblemKind) -> String {
    let plain = |key| lang.plain(key);
    let most = |key, most: usize| lang.text(key, &[("most", most.into())]);
    let typed = |key, typed: &str| lang.text(key, &[("typed", cut(typed, TYPED).into())]);
    let code = |key, code: &Code| lang.text(key, &[("code", code.as_str().into())]);
    let first = |first: &u64| ("first", FluentValue::from(first.to_string()));
    match kind {
        ProblemKind::TooLarge { most_megabytes } => most("roster-too-large", *most_megabytes),
        ProblemKind::TooManyRows { most: rows } => most("roster-too-many-rows", *rows),
        ProblemKind::NoText => plain("roster-no-text"),
        ProblemKind::NoWorkbook => plain("roster-no-workbook"),
        ProblemKind::OldWorkbook => plain("roster-old-workbook"),
        ProblemKind::UnknownHeader => plain("roster-unknown-header"),
        ProblemKind::NumberCell { typed: number } => typed("roster-number-cell", number),
        ProblemKind::DateCell => plain("roster-date-cell"),
        ProblemKind::ErrorCell { typed: error } => typed("roster-error-cell", error),
        ProblemKind::Empty => plain("roster-empty"),
        ProblemKind::MissingColumn => plain("roster-missing-column"),
        ProblemKind::RepeatedColumn => plain("roster-repeated-column"),
        ProblemKind::OpenQuote => plain("roster-open-quote"),
        ProblemKind::FieldCount { expected, found } => lang.text(
            "roster-field-count",
            &[("expected", (*expected).into()), ("found", (*found).into())],
        ),
        ProblemKind::EmptyValue => plain("roster-empty-value"),
        ProblemKind::ControlCharacter => plain("roster-control-character"),
        ProblemKind::TooLong { most: longest } => most("roster-too-long", *longest),
        ProblemKind::BadCode { typed } => lang.text(
            "roster-bad-code",
            &[
                ("typed", cut(typed, TYPED).into()),
                ("most", Code::MAX_LEN.into()),
            ],
        ),
        ProblemKind::DuplicateCode { code, first: line } => lang.text(
            "roster-duplicate-code",
            &[("code", code.as_str().into()), first(line)],
        ),
        ProblemKind::UnknownCategory { typed, near: None } => {
            choose(lang, "roster-unknown-category", typed, &CATEGORIES)
        }
        ProblemKind::UnknownCategory {
            typed,
            near: Some(near),
        } => meant(lang, "roster-unknown-category-near", typed, near),
        ProblemKind::UnknownParent { code: parent } => code("roster-unknown-parent", parent),
        ProblemKind::Cycle { codes } => match codes.as_slice() {
            [alone] => code("roster-own-parent", alone),
            codes => lang.text("roster-cycle", &[("codes", circle(codes).into())]),
        },
        ProblemKind::TooDeep { most: levels } => most("roster-too-deep", *levels),
        ProblemKind::BadChatId { typed: id } => typed("roster-bad-chat-id", id),
        ProblemKind::PositiveShared { typed: id } => typed("roster-positive-shared", id),
        ProblemKind::NegativePrivate { typed: id } => typed("roster-negative-private", id),
        ProblemKind::UnknownChatKind { typed, near: None } => {
            choose(lang, "roster-unknown-kind", typed, &CHAT_KINDS)
        }
        ProblemKind::UnknownChatKind {
            typed,
            near: Some(near),
        } => meant(lang, "roster-unknown-kind-near", typed, near),
        ProblemKind::BadTopic { typed: topic } => typed("roster-bad-topic", topic),
        ProblemKind::TopicOutsideGroup => plain("roster-topic-outside-group"),
        ProblemKind::DuplicateChat { first: line } => {
            lang.text("roster-duplicate-chat", &[first(line)])
        }
        ProblemKind::UnknownInstitution { code: unknown } => {
            code("roster-unknown-institution", unknown)
        }
        ProblemKind::ChatTaken { institution } => lang.text(
            "roster-chat-taken",
            &[("institution", cut(institution, TYPED).into())],
        ),
    }
}

fn choose(lang: &Lang, key: &str, typed: &str, choices: &[&str]) -> String {
    lang.text(
        key,
        &[
            ("typed", cut(typed, TYPED).into()),
            ("choices", choices.join(", ").into()),
        ],
    )
}

fn meant(lang: &Lang, key: &str, typed: &str, near: &str) -> String {
    lang.text(
        key,
        &[("typed", cut(typed, TYPED).into()), ("near", near.into())],
    )
}

/// `A → B → C → A`, each below the next.
fn circle(codes: &[Code]) -> String {
    let mut names: Vec<&str> = codes.iter().take(CIRCLE).map(Code::as_str).collect();
    if codes.len() > CIRCLE {
        names.push("…");
    }
    names.extend(codes.first().map(Code::as_str));
    names.join(" → ")
}

#[cfg(test)]
#[path = "roster_tests.rs"]
mod tests;
