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
