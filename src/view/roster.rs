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
mod tests {
    use super::*;
    use crate::domain::message::Message;
    use crate::view::testing::{indonesian, read_aloud};

    fn code(text: &str) -> Code {
        Code::stored(text.into())
    }

    /// One of each, in a place that it may have.
    fn all() -> Vec<Problem> {
        let typed = |text: &str| text.to_owned();
        let codes = ["KPU-64", "KPU-64.74", "KPU-64.74.01"].map(code).to_vec();
        let many = (1..=30).map(|at| code(&format!("K-{at}"))).collect();
        let at = Problem::in_column;
        vec![
            Problem::at(0, ProblemKind::TooLarge { most_megabytes: 10 }),
            Problem::at(0, ProblemKind::Empty),
            Problem::at(0, ProblemKind::TooManyRows { most: 100_000 }),
            Problem::at(0, ProblemKind::NoText),
            Problem::at(0, ProblemKind::NoWorkbook),
            Problem::at(0, ProblemKind::OldWorkbook),
            Problem::at(1, ProblemKind::UnknownHeader),
            at(
                12,
                "kode",
                ProblemKind::NumberCell {
                    typed: typed("64.1"),
                },
            ),
            at(12, "kode", ProblemKind::DateCell),
            at(
                12,
                "nama",
                ProblemKind::ErrorCell {
                    typed: typed("#N/A"),
                },
            ),
            at(1, "induk", ProblemKind::MissingColumn),
            at(1, "nama", ProblemKind::RepeatedColumn),
            Problem::at(2, ProblemKind::OpenQuote),
            Problem::at(
                2,
                ProblemKind::FieldCount {
                    expected: 5,
                    found: 4,
                },
            ),
            at(12, "nama", ProblemKind::EmptyValue),
            at(12, "nama", ProblemKind::ControlCharacter),
            at(12, "wilayah", ProblemKind::TooLong { most: 200 }),
            at(
                12,
                "kode",
                ProblemKind::BadCode {
                    typed: typed("KPU 64"),
                },
            ),
            at(
                12_345,
                "kode",
                ProblemKind::DuplicateCode {
                    code: code("KPU-64"),
                    first: 12_344,
                },
            ),
            at(
                12,
                "kategori",
                ProblemKind::UnknownCategory {
                    typed: typed("opdd"),
                    near: Some("opd"),
                },
            ),
            at(
                12,
                "kategori",
                ProblemKind::UnknownCategory {
                    typed: typed("koperasi"),
                    near: None,
                },
            ),
            at(
                12,
                "induk",
                ProblemKind::UnknownParent {
                    code: code("KPU-64"),
                },
            ),
            at(12, "induk", ProblemKind::Cycle { codes }),
            at(12, "induk", ProblemKind::Cycle { codes: many }),
            at(
                12,
                "induk",
                ProblemKind::Cycle {
                    codes: vec![code("KPU-64")],
                },
            ),
            at(12, "induk", ProblemKind::TooDeep { most: 16 }),
            at(
                12,
                "chat_id",
                ProblemKind::BadChatId {
                    typed: typed("-1.00123E+12"),
                },
            ),
            at(
                12,
                "chat_id",
                ProblemKind::PositiveShared { typed: typed("5") },
            ),
            at(
                12,
                "chat_id",
                ProblemKind::NegativePrivate { typed: typed("-5") },
            ),
            at(
                12,
                "jenis",
                ProblemKind::UnknownChatKind {
                    typed: typed("group"),
                    near: Some("grup"),
                },
            ),
            at(
                12,
                "jenis",
                ProblemKind::UnknownChatKind {
                    typed: typed("siaran"),
                    near: None,
                },
            ),
            at(
                12,
                "topik",
                ProblemKind::BadTopic {
                    typed: typed("tujuh"),
                },
            ),
            at(12, "topik", ProblemKind::TopicOutsideGroup),
            at(12, "chat_id", ProblemKind::DuplicateChat { first: 2 }),
            at(
                12,
                "kode",
                ProblemKind::UnknownInstitution {
                    code: code("KPU-64"),
                },
            ),
            at(
                12,
                "chat_id",
                ProblemKind::ChatTaken {
                    institution: typed("KPU Kota Bontang"),
                },
            ),
        ]
    }

    #[test]
    fn imports_are_read_aloud() {
        let done = Summary {
            new: 1500,
            changed: 2,
            unchanged: 0,
        };
        read_aloud("roster", |lang| {
            vec![
                ("summary", Message::plain(summary(lang, done))),
                (
                    "problems",
                    Message::plain(problems(lang, "kpu.csv", &all())),
                ),
            ]
        });
    }

    #[test]
    fn a_long_list_is_cut_and_says_by_how_much() {
        let many: Vec<Problem> = (2..1302)
            .map(|line| Problem::in_column(line, "nama", ProblemKind::EmptyValue))
            .collect();
        let text = problems(&indonesian(), "kpu.csv", &many);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 51);
        assert_eq!(
            lines[49],
            "kpu.csv baris 51, kolom nama: kosong; harus diisi"
        );
        assert_eq!(lines[50], "dan 1.250 lagi");
        assert!(!problems(&indonesian(), "kpu.csv", &many[..50]).contains("lagi"));
    }

    #[test]
    fn what_was_typed_starts_no_line_and_takes_no_room() {
        let typed = "x\ny { $near } ".repeat(100);
        let kind = ProblemKind::UnknownCategory { typed, near: None };
        let problem = Problem::in_column(2, "kategori", kind);
        let file = "daftar\nlembaga.csv".repeat(20);
        let text = problems(&indonesian(), &file, &[problem]);
        assert_eq!(text.lines().count(), 1);
        assert!(text.chars().count() < 350, "{text}");
    }
}
