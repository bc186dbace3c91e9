use std::time::Duration;

use super::*;
use crate::domain::announcement::{Change, Confirmation, Nature};
use crate::domain::options::Options;
use crate::domain::report::{Attendance, Exercise, Failures, Late, Past, Revised, Spread};
use crate::view::testing::{
    AT, DRILL, NUMBER, URGENT, a_card, a_share, assert_sendable, indonesian, read_aloud,
};

fn of(nature: Nature) -> Options {
    Options {
        nature,
        ..Options::default()
    }
}

fn a_past(revision: i64, change: Option<Change>, confirmed: i64) -> Past {
    Past {
        revision,
        change,
        at: AT,
        author: "Budi Santoso".into(),
        approver: "Ratna Dewi".into(),
        confirmed,
    }
}

#[test]
fn status_is_read_aloud() {
    let line = |number, nature, title: &str| Line {
        number: crate::domain::announcement::Number::real(number, 2026),
        options: of(nature),
        title: title.into(),
        approved_at: AT,
        change: (number == 1).then_some(Change::Correction),
        halt: None,
        confirmed: 300,
        disseminated: (number == 2).then_some(120),
        institutions: 1_548,
    };
    let latest = [
        line(
            2,
            URGENT,
            "Klarifikasi kabar penundaan pemungutan suara di beberapa kecamatan",
        ),
        line(1, Nature::default(), "Jadwal debat publik"),
    ];
    let halted = |number, halt| Line {
        halt: Some(halt),
        change: None,
        ..line(number, Nature::default(), "Jadwal debat publik")
    };
    let held = [
        halted(7, Halt::Scheduled(AT)),
        halted(6, Halt::Missed(AT)),
        halted(5, Halt::Cancelled),
        halted(4, Halt::Paused),
        halted(3, Halt::Stopped),
        Line {
            change: Some(Change::Withdrawal),
            ..line(2, Nature::default(), "Jadwal debat publik")
        },
        Line {
            options: Options {
                confirmation: Confirmation::None,
                ..Options::default()
            },
            change: None,
            ..line(1, Nature::default(), "Jadwal debat publik")
        },
    ];
    let drilled = Line {
        number: DRILL,
        ..line(1, URGENT, "Banjir di Kota Bontang")
    };
    let passed_on = Card {
        spread: Some(Spread {
            disseminated: 120,
            waiting: 180,
            late: 4,
            overdue: 7,
            next: Some((AT, Duration::from_secs(95 * 60))),
        }),
        ..a_card()
    };
    let many = Card {
        number: DRILL,
        options: Options {
            drill: true,
            ..of(URGENT)
        },
        exercise: Some(Exercise {
            reached: 546,
            institutions: 548,
            median: Some(Duration::from_secs(7 * 60)),
            slowest: Some(("KPU Kota Bontang".into(), Duration::from_secs(185 * 60))),
            disseminated: Some((120, Some(Duration::from_secs(42 * 60)))),
            missing: vec!["KPU Kabupaten Paser".into(), "KPU Kota Samarinda".into()],
            missing_count: 248,
        }),
        maybe_double: 3,
        frozen: true,
        regions: (0..38)
            .map(|i| a_share(&format!("Provinsi {i:02}"), (i * 7) % 20, 20))
            .chain([a_share("Provinsi tanpa saluran", 0, 0)])
            .collect(),
        ..a_card()
    };
    let scattered = Card {
        branches: (0..34)
            .map(|i| a_share(&format!("KPU Provinsi {i:02}"), (i * 7) % 16, 16))
            .collect(),
        regions: (0..548)
            .map(|i| a_share(&format!("Kabupaten {i:03}"), i % 2, 1))
            .collect(),
        ..a_card()
    };
    let failing = Card {
        sent: 400,
        failed: 12,
        failures: Failures {
            unreachable: 7,
            forbidden: 2,
            rejected: 3,
            rejected_words: Some("Bad Request: can't parse entities".into()),
            unanswered: 1,
            revoked: 1,
        },
        course: Course::Paused { by: None, at: AT },
        controls: Some(Controls {
            unfinished: true,
            resendable: 4,
        }),
        ..a_card()
    };
    let joined_later = Card {
        attendance: Some(Attendance {
            attending: 250,
            absent: 50,
        }),
        late: Late {
            institutions: 3,
            confirmed: 1,
            disseminated: 0,
        },
        ..a_card()
    };
    let stopped = Card {
        sent: 348,
        stopped: 200,
        course: Course::Stopped {
            by: "Budi Santoso".into(),
            at: AT,
        },
        controls: Some(Controls {
            unfinished: false,
            resendable: 0,
        }),
        ..a_card()
    };
    let corrected = Card {
        sent: 300,
        correctable: true,
        revised: Revised {
            history: vec![
                a_past(1, None, 300),
                a_past(2, Some(Change::Correction), 12),
            ],
            under_way: 240,
            outdated: (2, vec!["KPU Kota Bontang".into(), "KIP Aceh".into()]),
            uneditable: (1, vec!["KPU Kota Samarinda".into()]),
        },
        ..a_card()
    };
    let withdrawn = Card {
        course: stopped.course.clone(),
        correctable: true,
        revised: Revised {
            history: vec![a_past(1, None, 300), a_past(2, Some(Change::Withdrawal), 0)],
            ..Revised::default()
        },
        ..a_card()
    };
    read_aloud("status", |lang| {
        vec![
            ("lines", lines(lang, &latest, false)),
            ("lines: held", lines(lang, &held, false)),
            ("lines: none", lines(lang, &[], false)),
            (
                "lines: drills",
                lines(lang, std::slice::from_ref(&drilled), true),
            ),
            ("lines: no drills", lines(lang, &[], true)),
            ("card", card(lang, &a_card())),
            ("card: attendance, late joiners", card(lang, &joined_later)),
            ("card: passed on", card(lang, &passed_on)),
            ("card: many regions", card(lang, &many)),
            ("card: a region each", card(lang, &scattered)),
            ("card: paused, for those in charge", card(lang, &failing)),
            ("card: stopped", card(lang, &stopped)),
            ("card: corrected", card(lang, &corrected)),
            ("card: withdrawn", card(lang, &withdrawn)),
        ]
    });
}

#[test]
fn the_lines_that_are_promised_stand_there_to_the_letter() {
    let doubled = Card {
        maybe_double: 3,
        ..a_card()
    };
    let message = card(&indonesian(), &doubled);
    let lines: Vec<&str> = message.text.lines().collect();
    for line in [
        "Terkirim 548/548",
        "Gagal 0",
        "Diterima 300/548",
        "Tanpa saluran 1",
        "Mungkin ganda 3",
    ] {
        assert!(lines.contains(&line), "{line} not in {}", message.text);
    }
    let clean = Card {
        without_chat: 0,
        ..a_card()
    };
    let text = card(&indonesian(), &clean).text;
    assert!(!text.contains("Tanpa saluran") && !text.contains("Mungkin ganda"));
}

#[test]
fn the_largest_card_and_list_fit_one_message() {
    let long = "🌊 Wilayah ".repeat(60);
    let largest = Card {
        issuer: long.clone(),
        title: long.clone(),
        without_chat: i64::from(i32::MAX),
        maybe_double: i64::from(i32::MAX),
        frozen: true,
        failures: Failures {
            unreachable: 99_999,
            forbidden: 99_999,
            rejected: 99_999,
            rejected_words: Some(long.clone()),
            unanswered: 99_999,
            revoked: 99_999,
        },
        course: Course::Paused {
            by: Some(long.clone()),
            at: AT,
        },
        categories: vec![a_share(&long, 9_999_999, 99_999_999); 9],
        regions: vec![a_share(&long, 9_999_999, 99_999_999); 600],
        branches: vec![a_share(&long, 9_999_999, 99_999_999); 200],
        correctable: true,
        revised: Revised {
            history: (1..=40)
                .map(|revision| Past {
                    author: long.clone(),
                    approver: long.clone(),
                    ..a_past(revision, Some(Change::Correction), 9_999_999)
                })
                .collect(),
            under_way: 9_999_999,
            outdated: (9_999_999, vec![long.clone(); 3]),
            uneditable: (9_999_999, vec![long.clone(); 3]),
        },
        exercise: Some(Exercise {
            reached: 99_999,
            institutions: 99_999,
            median: Some(Duration::from_secs(9_999_999)),
            slowest: Some((long.clone(), Duration::from_secs(9_999_999))),
            disseminated: Some((99_999, Some(Duration::from_secs(9_999_999)))),
            missing: vec![long.clone(); 5],
            missing_count: 99_999,
        }),
        ..a_card()
    };
    assert_sendable(&card(&indonesian(), &largest));
    let line = Line {
        number: NUMBER,
        options: of(URGENT),
        title: long,
        approved_at: AT,
        change: None,
        halt: Some(Halt::Stopped),
        confirmed: 9_999_999,
        disseminated: Some(9_999_999),
        institutions: 99_999_999,
    };
    assert_sendable(&lines(&indonesian(), &vec![line; 100], false));
}
