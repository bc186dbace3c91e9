use super::*;
use crate::domain::id::{ChatId, GrantId};
use crate::domain::institution::Code;
use crate::view::testing::{AT, assert_sendable, english, indonesian, read_aloud};

fn bontang() -> Named {
    Named {
        code: "KPU-64.74".into(),
        name: "KPU Kota Bontang".into(),
    }
}

fn spot(kind: PlaceKind, title: &str) -> Spot {
    Spot {
        id: ChatId(7),
        of: bontang(),
        title: title.into(),
        kind,
    }
}

fn one_of_each() -> Vec<Finding> {
    let area = Area::Region("Kota Lama".into());
    let subtree = Area::Subtree(Code::stored("KPU-64.74".into()));
    vec![
        Finding::NoApprover {
            issuer: bontang(),
            author: "Budi Santoso".into(),
        },
        Finding::Lost {
            chat: spot(PlaceKind::Group, "Humas KPU Bontang"),
            reason: "Forbidden: bot was kicked from the group chat".into(),
        },
        Finding::Lost {
            chat: spot(PlaceKind::Private, "Sri Wahyuni"),
            reason: "Forbidden: bot was blocked by the user".into(),
        },
        Finding::Muted {
            chat: spot(PlaceKind::Channel, "Kabar Bontang"),
        },
        Finding::WithoutChat {
            institution: bontang(),
        },
        Finding::EmptyArea {
            person: "Andi Pratama".into(),
            account: Some("700000001".into()),
            role: Role::Coordinator,
            area: area.clone(),
        },
        Finding::Pending {
            grant: GrantId(5),
            person: "Ratna Dewi".into(),
            role: Role::Approver,
            area: Area::Everywhere,
            since: AT,
        },
        Finding::FewMembers {
            chat: spot(PlaceKind::Group, "Humas KPU Bontang"),
            members: 2,
        },
        Finding::WithoutOfficer {
            institution: bontang(),
        },
        Finding::UnusedLink {
            what: Invitation::Chat,
            area: subtree,
            name: "KPU Kota Bontang".into(),
            since: AT,
        },
        Finding::UnusedLink {
            what: Invitation::Person(Role::Coordinator),
            area,
            name: String::new(),
            since: AT,
        },
    ]
}

fn found(findings: Vec<Finding>, page: i64, pages: i64) -> Page {
    let mut counts = Counts::default();
    for finding in &findings {
        match counts.0.last_mut() {
            Some((kind, count)) if *kind == finding.kind() => *count += 1,
            _ => counts.0.push((finding.kind(), 1)),
        }
    }
    Page {
        counts,
        page,
        pages,
        findings,
    }
}

#[test]
fn checkups_are_read_aloud() {
    read_aloud("checkup", |lang| {
        vec![
            ("all is well", page(lang, &found(vec![], 0, 1))),
            ("one of each", page(lang, &found(one_of_each(), 0, 1))),
            (
                "a further page",
                page(lang, &found(one_of_each()[4..5].to_vec(), 1, 3)),
            ),
            ("looking", looking(lang, 20, 548)),
            (
                "pop-ups",
                Message::plain(format!(
                    "{}\n{}",
                    already_looking(lang, 20, 548),
                    nothing_to_look_at(lang)
                )),
            ),
            (
                "in the morning",
                morning(lang, &found(one_of_each()[..5].to_vec(), 0, 1).counts),
            ),
        ]
    });
}

#[test]
fn a_full_page_of_the_longest_names_fits_one_message() {
    let long = "🌊 Sekretariat ".repeat(14);
    let finding = Finding::Lost {
        chat: Spot {
            id: ChatId(7),
            of: Named {
                code: "X".repeat(40),
                name: long.clone(),
            },
            title: long.clone(),
            kind: PlaceKind::Group,
        },
        reason: long,
    };
    let mut all = one_of_each();
    all.splice(1..1, vec![finding; 12]);
    for lang in [indonesian(), english()] {
        let findings = all[..13].to_vec();
        assert_sendable(&page(&lang, &found(findings, 1, 2)));
    }
}
