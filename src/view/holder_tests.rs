use super::*;
use crate::domain::holders::Needle;
use crate::domain::institution::Code;
use crate::view::testing::{AT, assert_sendable, indonesian, read_aloud};

fn entry<'a>(grant: i64, name: &'a str, role: Role, area: &'a Area) -> Entry<'a> {
    Entry {
        grant: GrantId(grant),
        name,
        username: None,
        role,
        area,
        pending: false,
        since: AT,
        may_end: true,
    }
}

fn page(wanted: &Wanted, page: i64, pages: i64, total: i64) -> Page<'_> {
    Page {
        wanted,
        page,
        pages,
        total,
        settles: true,
    }
}

#[test]
fn holders_are_read_aloud() {
    let area = Area::Subtree(Code::stored("KPU-64".into()));
    let (budi, ratna) = ("Budi Santoso", "Ratna Dewi");
    let waits = Entry {
        pending: true,
        username: Some("ratnadewi"),
        ..entry(5, ratna, Role::Approver, &area)
    };
    let holds = entry(6, budi, Role::Author, &area);
    let owns = Entry {
        may_end: false,
        ..entry(7, budi, Role::Owner, &Area::Everywhere)
    };
    let called = Wanted::Called(Needle::parse("budi").unwrap());
    let below = Wanted::Below(Code::stored("KPU-64".into()));
    let cost = Cost {
        drafts: 1,
        submitted: 2,
        orphans: vec!["KPU Provinsi Kalimantan Timur".into()],
    };
    let free = Cost {
        drafts: 0,
        submitted: 0,
        orphans: vec![],
    };
    let titles = ["Banjir di Bontang".to_owned()];
    read_aloud("holder", |lang| {
        vec![
            (
                "list: in the middle",
                list(lang, &page(&Wanted::All, 1, 3, 18), &[waits, holds], 9),
            ),
            (
                "list: one role",
                list(
                    lang,
                    &page(&Wanted::Role(Role::Author), 0, 1, 1),
                    &[holds],
                    1,
                ),
            ),
            (
                "list: an area",
                list(lang, &page(&below, 0, 1, 1), &[holds], 1),
            ),
            ("list: nobody", list(lang, &page(&called, 0, 1, 0), &[], 1)),
            ("own", own(lang, &[waits, holds])),
            ("own: none", own(lang, &[])),
            (
                "person",
                person(lang, "123456789", &[waits, holds, owns], true),
            ),
            (
                "sure: with all that goes",
                sure(lang, budi, Role::Author, &area, GrantId(6), &cost),
            ),
            (
                "sure",
                sure(lang, budi, Role::Author, &area, GrantId(6), &free),
            ),
            (
                "ended_others",
                ended_others(lang, (budi, ratna), (Role::Author, &area), &titles, &[]),
            ),
            (
                "ended_others: nobody approves",
                ended_others(
                    lang,
                    (ratna, budi),
                    (Role::Approver, &area),
                    &[],
                    &cost.orphans,
                ),
            ),
            ("ended_person", ended_person(lang, Role::Author, &area, 1)),
        ]
    });
}

#[test]
fn a_page_of_the_longest_names_fits_one_message() {
    let region = Area::Region("Kabupaten 🌊 ".repeat(20));
    let name = "Sekretariat 🌊 ".repeat(30);
    let entries: Vec<Entry<'_>> = (0..8)
        .map(|at| entry(at, &name, Role::Coordinator, &region))
        .collect();
    assert_sendable(&list(
        &indonesian(),
        &page(&Wanted::All, 0, 9, 70),
        &entries,
        1,
    ));
}
