//! `/bekukan` and `/cairkan`.

use std::time::Duration;

use satupintu_simulator::{Chat, Limits, Rate};

use crate::office::Office;

const CODES: [&str; 8] = [
    "POLRES-PAREPARE",
    "KODIM-1405",
    "KEJARI-PAREPARE",
    "IMIGRASI-PAREPARE",
    "DINKES-PAREPARE",
    "DISDIK-PAREPARE",
    "BPS-PAREPARE",
    "ITH",
];

fn reached(groups: &[Chat]) -> usize {
    let has_it = |group: &&Chat| {
        let inbox = group.inbox();
        inbox.iter().any(|it| it.text.starts_with("SIARAN RESMI"))
    };
    groups.iter().filter(has_it).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_approver_stops_a_broadcast_half_way_and_an_owner_lets_it_go_on() {
    let slow = Rate {
        capacity: 1,
        per_second: 1,
    };
    let office = Office::with_roster("bakohumas-parepare")
        .setting("TELEGRAM__MESSAGES_PER_SECOND", "1")
        .limits(Limits {
            overall: Some(slow),
            ..Limits::default()
        })
        .open()
        .await;
    let staff = office.staff().await;
    let mut groups = Vec::new();
    for code in CODES {
        groups.push(office.join_group(code).await);
        office.advance(Duration::from_secs(5)).await;
    }
    office.announce(&staff, "Banjir.").await;
    while reached(&groups) < 3 {
        office.advance(Duration::from_secs(1)).await;
    }
    staff.approver.send_private("/bekukan");
    office.settle().await;
    let stopped = reached(&groups);
    assert!((3..CODES.len()).contains(&stopped), "{stopped}");
    office.advance(Duration::from_secs(600)).await;
    assert_eq!(reached(&groups), stopped);
    for who in [&office.owner, &staff.author, &staff.approver] {
        let said = office.said_to(who);
        assert!(
            said.contains("dibekukan\nOleh Ratna Dewi"),
            "{}: {said}",
            who.name()
        );
    }
    let bar = office.said_to(&staff.author);
    assert!(bar.contains("Pengiriman sedang dibekukan"), "{bar}");

    // What is approved meanwhile waits as well; everything else goes on.
    office.say(&staff.author, "/siaran Susulan.").await;
    office.advance(Duration::from_secs(10)).await;
    office.press(&staff.author, "Ajukan").await;
    office.advance(Duration::from_secs(10)).await;
    office.approve(&staff.approver).await;
    office.advance(Duration::from_secs(600)).await;
    assert_eq!(reached(&groups), stopped);
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains(&format!("Terkirim {stopped}/8")), "{card}");

    for who in [&staff.approver, &staff.author, &staff.coordinator] {
        let said = office.say(who, "/cairkan").await;
        assert!(
            said.contains("hanya dapat dilakukan oleh pemilik"),
            "{}: {said}",
            who.name()
        );
    }
    assert_eq!(reached(&groups), stopped);
    office.say(&office.owner, "/cairkan").await;
    office.advance(Duration::from_secs(60)).await;
    for group in &groups {
        let texts: Vec<String> = group.inbox().into_iter().map(|it| it.text).collect();
        let got = |what: &str| texts.iter().filter(|text| text.contains(what)).count();
        assert_eq!((got("Banjir."), got("Susulan.")), (1, 1), "{texts:?}");
    }
    for who in [&staff.author, &staff.approver] {
        let said = office.said_to(who);
        assert_eq!(said.matches("Selesai").count(), 2, "{}: {said}", who.name());
        assert!(!said.contains("Pengiriman sedang dibekukan"), "{said}");
        assert!(said.contains("dilanjutkan\nOleh Sri Wahyuni"), "{said}");
    }
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_brake_is_for_owners_and_approvers_and_is_pulled_once() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let officer = office.officer("Iptu Hasan", "POLRES-PAREPARE").await;
    let stranger = office.sim.user("Joko").create();
    for who in [&staff.author, &staff.coordinator, &officer, &stranger] {
        for command in ["/bekukan", "/cairkan"] {
            let said = office.say(who, command).await;
            assert!(
                said.contains("hanya dapat dilakukan"),
                "{}: {said}",
                who.name()
            );
        }
    }
    let said = office.say(&office.owner, "/cairkan").await;
    assert!(said.contains("tidak sedang dibekukan"), "{said}");
    let said = office.say(&office.owner, "/bekukan").await;
    assert!(said.contains("Oleh Sri Wahyuni"), "{said}");
    let said = office.say(&staff.approver, "/bekukan").await;
    assert!(said.contains("sudah dibekukan"), "{said}");
    let said = office.say(&office.owner, "/cairkan").await;
    assert!(said.contains("dilanjutkan"), "{said}");
    let said = office.say(&office.owner, "/cairkan").await;
    assert!(said.contains("tidak sedang dibekukan"), "{said}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_does_not_thaw() {
    let mut office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    office.say(&staff.approver, "/bekukan").await;
    office.announce(&staff, "Banjir.").await;
    office.stop().await;
    office.start();
    office.advance(Duration::from_secs(60)).await;
    assert_eq!(reached(std::slice::from_ref(&group)), 0);
    office.say(&office.owner, "/cairkan").await;
    office.advance(Duration::from_secs(5)).await;
    assert_eq!(reached(std::slice::from_ref(&group)), 1);
    office.close().await;
}
