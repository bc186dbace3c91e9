use super::*;
use crate::domain::id::{ChatId, GrantId};
use crate::domain::institution::Institution;
use crate::domain::registry::OfficerLine;
use crate::view::testing::{AT, NUMBER, assert_sendable, indonesian, read_aloud};

fn code(code: &str) -> Code {
    Code::parse(code).unwrap()
}

fn entries(page: u32, pages: u32) -> Entries {
    let entry = |code: &str, name: &str, below| Entry {
        code: self::code(code),
        name: name.to_owned(),
        below,
    };
    Entries {
        total: 11,
        page,
        pages,
        entries: vec![
            entry("KPU-64", "KPU Provinsi Kalimantan Timur", 10),
            entry("KPU-64.71", "KPU Kota Balikpapan", 0),
        ],
    }
}

fn full(may_invite: bool) -> Page {
    let chat = |id, kind, title: &str, reachable| ChatLine {
        id: ChatId(id),
        kind,
        title: title.to_owned(),
        reachable,
    };
    Page {
        institution: Institution {
            code: code("KPU-64"),
            name: "KPU Provinsi Kalimantan Timur".into(),
            category: "penyelenggara-pemilu".into(),
            region: "Provinsi Kalimantan Timur".into(),
            parent: Some(code("KPU-RI")),
        },
        above: Some((
            code("KPU-RI"),
            "Komisi Pemilihan Umum Republik Indonesia".into(),
        )),
        below: 10,
        chats: vec![
            chat(1, PlaceKind::Group, "Humas KPU Kaltim", true),
            chat(2, PlaceKind::Channel, "KPU Kaltim", false),
            chat(3, PlaceKind::Private, "Siti Aminah", true),
        ],
        officers: vec![OfficerLine {
            grant: GrantId(4),
            name: "Siti Aminah".into(),
        }],
        open_links: 2,
        confirmed: Some((NUMBER, AT)),
        may_invite,
    }
}

fn empty() -> Page {
    Page {
        above: None,
        below: 0,
        chats: vec![],
        officers: vec![],
        open_links: 0,
        confirmed: None,
        ..full(false)
    }
}

fn search() -> Way {
    Way::Search {
        search: 3,
        typed: "kpu kaltim".into(),
    }
}

#[test]
fn the_registry_is_read_aloud() {
    read_aloud("registry", |lang| {
        let below = Way::Below {
            above: code("KPU-RI"),
            name: "Komisi Pemilihan Umum Republik Indonesia".into(),
        };
        let coverage = Coverage {
            institutions: 549,
            with_chat: 548,
            with_officer: 12,
        };
        vec![
            ("overview", overview(lang, &coverage, &entries(0, 1))),
            ("list: found", list(lang, &search(), &entries(1, 3))),
            ("list: below", list(lang, &below, &entries(0, 2))),
            ("nothing", nothing(lang, "kpu zamboanga")),
            (
                "page: coordinator, from a search",
                page(lang, &full(true), 3, 1),
            ),
            ("page: nothing belongs to it", page(lang, &empty(), 0, 0)),
            ("page_in_group", page_in_group(lang, &full(true))),
        ]
    });
}

#[test]
fn the_longest_names_fit() {
    let lang = indonesian();
    let long = "Sekretariat 🌊 ".repeat(60);
    let longest = Code::parse(&"X".repeat(Code::MAX_LEN)).unwrap();
    let mut many = entries(1, 3);
    many.entries = (0..8)
        .map(|_| Entry {
            code: longest.clone(),
            name: long.clone(),
            below: 1234,
        })
        .collect();
    assert_sendable(&list(&lang, &search(), &many));
    let mut huge = full(true);
    huge.institution.code = longest;
    huge.institution.name = long.clone();
    huge.institution.region = long.clone();
    for at in 0..50 {
        huge.chats.push(ChatLine {
            id: ChatId(at),
            kind: PlaceKind::Group,
            title: long.clone(),
            reachable: false,
        });
        huge.officers.push(OfficerLine {
            grant: GrantId(at),
            name: long.clone(),
        });
    }
    assert_sendable(&page(&lang, &huge, u32::MAX, u32::MAX));
}
