//! Reading all texts aloud: every message of an area in one snapshot, in both languages.

use std::time::Duration;

use chrono_tz::Tz;

use super::{Lang, Locale, Zone};
use crate::domain::announcement::{Circulation, Kind, Nature, Number, Priority};
use crate::domain::approval::Returned;
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::message::{Message, Target, utf16_len};
use crate::domain::options::Options;
use crate::domain::report::{
    Card, Course, Deadlines, Failures, Late, Progress, Reach, Revised, Share,
};
use crate::domain::split::{TEXT_LIMIT, slice};

/// 21 November 2026, 08.31 WITA.
pub const AT: Timestamp = Timestamp(1_795_221_060_000);

pub const NUMBER: Number = Number::real(1, 2026);

pub const DRILL: Number = Number {
    drill: true,
    ..NUMBER
};

pub const ANNOUNCEMENT: AnnouncementId = AnnouncementId(7);

pub const URGENT: Nature = Nature {
    priority: Priority::Emergency,
    kind: Kind::Clarification,
    circulation: Circulation::Internal,
};

/// An announcement that half of its chats have.
pub fn half_way() -> Progress {
    Progress {
        announcement: ANNOUNCEMENT,
        number: NUMBER,
        options: Options::default(),
        sent: 274,
        revising: 0,
        outdated: 0,
        change: None,
        correctable: false,
        failed: 0,
        stopped: 0,
        coming: 0,
        chats: 548,
        confirmed: 12,
        disseminated: None,
        institutions: 548,
        without_chat: 1,
        slowed_to: None,
        frozen: false,
        course: Course::Free,
        due: Some(AT.plus(std::time::Duration::from_secs(4 * 3600))),
    }
}

pub fn indonesian() -> Lang {
    Lang {
        locale: Locale::Id,
        zone: Zone(Tz::Asia__Makassar),
    }
}

pub fn english() -> Lang {
    Lang {
        locale: Locale::En,
        ..indonesian()
    }
}

pub fn reach() -> Reach {
    Reach {
        issuer: "KPU Provinsi Kalimantan Timur".into(),
        institutions: 11,
        chats: 9,
        without_chat: vec!["KPU Kota Bontang".into(), "KPU Kabupaten Paser".into()],
        without_chat_count: 2,
    }
}

/// How an announcement came back.
pub fn returned() -> Vec<Returned> {
    let returned = |by: &str, reason: &str| Returned {
        by: by.into(),
        at: AT,
        reason: reason.into(),
    };
    vec![
        returned("Siti Aminah", "Sebutkan jamnya."),
        returned("Rahmat Hidayat", "Tanggalnya keliru.\nMohon periksa."),
    ]
}

/// Compares what `render` says with the area's two snapshots.
pub fn read_aloud(area: &str, render: impl Fn(&Lang) -> Vec<(&'static str, Message)>) {
    for (locale, lang) in [("id", indonesian()), ("en", english())] {
        let mut all = String::new();
        for (name, message) in render(&lang) {
            assert_sendable(&message);
            all.push_str(&format!("=== {name}\n{}\n", shown(&message)));
        }
        let mut settings = insta::Settings::clone_current();
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(format!("{area}.{locale}"), all));
    }
}

/// What the platform asks of a message of ours.
pub fn assert_sendable(message: &Message) {
    let length = utf16_len(&message.text);
    assert!(length <= TEXT_LIMIT, "{length} units: {}", message.text);
    assert!(!message.text.trim().is_empty(), "nothing to read");
    for entity in &message.entities {
        assert!(entity.length > 0 && entity.offset + entity.length <= length);
    }
    for button in message.buttons.iter().flatten() {
        assert!(!button.label.is_empty());
    }
}

/// A message with its formatting and buttons made visible.
fn shown(message: &Message) -> String {
    let mut text = String::new();
    let mut at = 0;
    let mut entities: Vec<_> = message.entities.iter().collect();
    entities.sort_by_key(|entity| entity.offset);
    for entity in entities {
        let end = entity.offset + entity.length;
        text.push_str(&slice(message, at, entity.offset).text);
        let inner = slice(message, entity.offset, end).text;
        text.push_str(&format!("<{0}>{inner}</{0}>", entity.kind));
        at = end;
    }
    text.push_str(&slice(message, at, utf16_len(&message.text)).text);
    for row in &message.buttons {
        let row: Vec<String> = row
            .iter()
            .map(|button| match &button.target {
                Target::Action(action) => {
                    format!("[{}]({})", button.label, String::from(action.clone()))
                }
                Target::Url(url) | Target::WebApp(url) => format!("[{}]({url})", button.label),
            })
            .collect();
        text.push_str(&format!("\n{}", row.join(" ")));
    }
    text.push('\n');
    text
}

/// A share of confirmations.
pub(super) fn a_share(name: &str, confirmed: i64, institutions: i64) -> Share {
    Share {
        name: name.into(),
        confirmed,
        institutions,
    }
}

/// The card of an announcement half of whose institutions have confirmed.
pub(super) fn a_card() -> Card {
    Card {
        announcement: ANNOUNCEMENT,
        number: NUMBER,
        options: Options::default(),
        issuer: "Komisi Pemilihan Umum Republik Indonesia".into(),
        title: "Jadwal debat publik".into(),
        approved_at: AT,
        sent: 548,
        chats: 548,
        failed: 0,
        failures: Failures::default(),
        stopped: 0,
        maybe_double: 0,
        confirmed: 300,
        institutions: 548,
        without_chat: 1,
        attendance: None,
        spread: None,
        late: Late::default(),
        categories: vec![a_share("penyelenggara-pemilu", 300, 548)],
        regions: vec![
            a_share("Kota Balikpapan", 3, 3),
            a_share("Kota Bontang", 2, 3),
            a_share("Kota Samarinda", 0, 0),
        ],
        branches: Vec::new(),
        frozen: false,
        course: Course::Free,
        controls: None,
        correctable: false,
        remindable: true,
        exportable: true,
        deadlines: Deadlines {
            next: Some((AT, Duration::from_secs(95 * 60))),
            overdue: 3,
            late: 12,
        },
        exercise: None,
        revised: Revised::default(),
    }
}
