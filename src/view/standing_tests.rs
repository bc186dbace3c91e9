use super::*;
use crate::domain::announcement::Number;
use crate::domain::event::PlaceKind;
use crate::domain::id::GrantId;
use crate::domain::institution::{Code, Institution};
use crate::domain::leaf::{Leaf, List};
use crate::domain::options::Options;
use crate::domain::registry::{OfficerLine, Page};
use crate::domain::report::PastOne;
use crate::view::testing::{ANNOUNCEMENT, AT, NUMBER, assert_sendable, indonesian, read_aloud};

fn copy(title: &str, got: Got) -> Copy {
    Copy {
        kind: PlaceKind::Group,
        title: title.into(),
        public: false,
        reachable: true,
        since: None,
        got,
        maybe_double: false,
        reminded: 0,
        reminded_at: None,
        disturbed_at: None,
        wanted: false,
    }
}

fn minutes(count: u64) -> Duration {
    Duration::from_secs(60 * count)
}

fn waiting() -> Standing {
    Standing {
        leaf: Leaf::first(ANNOUNCEMENT, List::Missing),
        number: NUMBER,
        title: "Pemungutan suara tetap Rabu, 18 November 2026.".into(),
        options: Options::default(),
        institution: Page {
            institution: Institution {
                code: Code::stored("KPU-64.74".into()),
                name: "KPU Kota Bontang".into(),
                category: "penyelenggara-pemilu".into(),
                region: "Kota Bontang".into(),
                parent: None,
            },
            above: None,
            below: 0,
            chats: vec![],
            officers: vec![OfficerLine {
                grant: GrantId(1),
                name: "Siti Rahma".into(),
            }],
            open_links: 0,
            confirmed: None,
            may_invite: false,
        },
        copies: vec![
            Copy {
                reminded: 2,
                reminded_at: Some(AT),
                ..copy("Humas Bontang", Got::Sent(Some(AT.minus(minutes(50)))))
            },
            Copy {
                kind: PlaceKind::Private,
                reachable: false,
                since: Some(AT.minus(minutes(60))),
                ..copy("Siti Rahma", Got::Failed(Cause::Unreachable))
            },
        ],
        clock: Some((AT.minus(minutes(50)), AT.plus(minutes(190)))),
        confirmed: None,
        others: 0,
        attends: None,
        reported: None,
        past: vec![
            PastOne {
                number: Number::real(12, 2026),
                title: "Jadwal debat publik.".into(),
                took: Some(minutes(12)),
            },
            PastOne {
                number: Number::real(11, 2026),
                title: "Klarifikasi.".into(),
                took: None,
            },
        ],
        remindable: true,
    }
}

#[test]
fn pages_of_institutions_are_read_aloud() {
    let waiting = waiting();
    let late = Standing {
        clock: Some((AT.minus(minutes(500)), AT.minus(minutes(260)))),
        past: vec![],
        ..waiting.clone()
    };
    let mut lonely = waiting.clone();
    lonely.institution.officers.clear();
    lonely.copies.clear();
    lonely.clock = None;
    lonely.remindable = false;
    let confirmed = Standing {
        confirmed: Some((AT.minus(minutes(38)), "Wati".into())),
        remindable: false,
        copies: vec![
            Copy {
                maybe_double: true,
                ..copy("Humas Bontang", Got::Sent(Some(AT.minus(minutes(50)))))
            },
            copy("Baru", Got::Nothing),
            copy("Lama", Got::Outdated(Some(AT))),
            copy("Antre", Got::Waits),
            Copy {
                reachable: false,
                ..copy("Hilang", Got::Sent(None))
            },
        ],
        ..waiting.clone()
    };
    let by_several = Standing {
        others: 2,
        attends: Some(false),
        options: Options {
            confirmation: Confirmation::Disseminated,
            drill: true,
            ..Options::default()
        },
        ..confirmed.clone()
    };
    let not_asked = Standing {
        options: Options {
            confirmation: Confirmation::None,
            ..Options::default()
        },
        ..waiting.clone()
    };
    let attends = Standing {
        attends: Some(true),
        ..confirmed.clone()
    };
    read_aloud("standing", |lang| {
        vec![
            ("waiting", page(lang, &waiting, AT)),
            ("late", page(lang, &late, AT)),
            ("lonely", page(lang, &lonely, AT)),
            ("confirmed", page(lang, &confirmed, AT)),
            ("confirmed by several", page(lang, &by_several, AT)),
            ("attends", page(lang, &attends, AT)),
            ("not asked", page(lang, &not_asked, AT)),
        ]
    });
}

#[test]
fn the_fullest_page_fits_one_message() {
    let long = "🌊 Sekretariat ".repeat(14);
    let mut standing = waiting();
    standing.title.clone_from(&long);
    standing.institution.institution.name.clone_from(&long);
    standing.institution.institution.region.clone_from(&long);
    let lost = Copy {
        reachable: false,
        since: Some(AT),
        ..copy(&long, Got::Failed(Cause::Forbidden))
    };
    standing.copies = vec![lost; 30];
    let officer = standing.institution.officers[0].clone();
    standing.institution.officers = vec![
        OfficerLine {
            name: long.clone(),
            ..officer
        };
        30
    ];
    standing.confirmed = Some((AT, long));
    assert_sendable(&page(&indonesian(), &standing, AT));
}
