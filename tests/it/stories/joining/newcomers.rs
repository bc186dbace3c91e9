//! Who hears of new officers, and in how many messages.

use std::time::Duration;

use satupintu_simulator::{SentMessage, User};

use crate::office::{Office, Row};

const SECOND: Duration = Duration::from_secs(1);

/// What somebody was told of new officers.
fn news(user: &User) -> Vec<SentMessage> {
    let inbox = user.inbox().into_iter();
    inbox
        .filter(|it| it.text.starts_with("Petugas baru"))
        .collect()
}

/// Somebody opens an officers' link at this moment.
fn join(office: &Office, row: &Row) -> User {
    let officer = office.sim.user(&format!("Petugas {}", row.code)).create();
    officer.open_link(&row.officer).unwrap();
    officer
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_is_told_at_once_and_those_who_follow_together_over_a_restart_too() {
    let mut office = Office::with_roster("bakohumas-kaltim").open().await;
    let coordinator = office.appoint("Andi Pratama", "koordinator").await;
    let rows = office.links(&coordinator, "/tautan").await;
    let mut officers: Vec<User> = rows[..13].iter().map(|row| join(&office, row)).collect();
    office.advance(SECOND * 5).await;
    let told = news(&coordinator);
    let [first] = told.as_slice() else {
        panic!("{told:?}");
    };
    let title = format!("Petugas baru {}: Petugas {}", rows[0].name, rows[0].code);
    assert!(first.text.starts_with(&title), "{first:?}");
    assert!(first.button("Cabut").is_some());

    office.advance(SECOND * 25).await;
    office.stop().await;
    office.start();
    officers.push(join(&office, &rows[13]));
    office.advance(SECOND * 20).await;
    assert_eq!(news(&coordinator).len(), 1, "gathered for a minute");
    office.advance(SECOND * 20).await;
    let told = news(&coordinator);
    let [_, ten, three] = told.as_slice() else {
        panic!("{told:?}");
    };
    for (notice, rows) in [(ten, &rows[1..11]), (three, &rows[11..14])] {
        let title = format!("Petugas baru: {} orang", rows.len());
        assert!(notice.text.starts_with(&title), "{notice:?}");
        for (number, row) in (1..).zip(rows) {
            let line = format!("\n{number}. Petugas {} – {}\n", row.code, row.name);
            assert!(notice.text.contains(&line), "{line}: {notice:?}");
        }
        assert_eq!(notice.labels().len(), rows.len());
    }

    // A number opens the officer in a message of its own, from where the role can be ended.
    let before = coordinator.inbox().len();
    office.press_on(&coordinator, three, "2").await;
    office.moment().await;
    assert_eq!(coordinator.inbox().len(), before + 1);
    let page = coordinator.last().unwrap();
    let name = format!("Petugas {}", rows[12].code);
    assert!(page.text.contains(&name), "{page:?}");
    office.press_on(&coordinator, &page, "Cabut").await;
    office.moment().await;
    let ended = office.last_said_to(&officers[12]);
    assert!(ended.contains("bukan lagi petugas"), "{ended}");
    assert_eq!(office.sim.message(three).unwrap().text, three.text);

    // A notice, too, is followed by the next a minute later; after that the first is at once again.
    join(&office, &rows[14]);
    office.advance(SECOND * 10).await;
    assert_eq!(news(&coordinator).len(), 3);
    office.a_minute().await;
    let told = news(&coordinator);
    assert!(told.len() == 4 && told[3].text.contains(&rows[14].name));
    office.a_minute().await;
    join(&office, &rows[15]);
    office.moment().await;
    let told = news(&coordinator);
    assert!(told.len() == 5 && told[4].text.contains(&rows[15].name));
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_nearest_coordinators_hear_of_a_new_officer() {
    let office = Office::with_roster("kpu-2021").open().await;
    let mut told = vec![office.owner.clone()];
    for (number, role) in [
        "",
        "koordinator",
        "koordinator KPU-64",
        "koordinator wilayah:\"Kota Bontang\"",
        "koordinator KPU-64.74",
    ]
    .into_iter()
    .enumerate()
    {
        if number > 0 {
            told.push(office.appoint(&format!("Andi {number}"), role).await);
        }
        let name = format!("Petugas {number}");
        office.officer(&name, "KPU-64.74").await;
        office.a_minute().await;
        for (distance, coordinator) in told.iter().rev().enumerate() {
            let heard = office.said_to(coordinator).contains(&format!(": {name}\n"));
            assert_eq!(heard, distance == 0, "{name}: {}", coordinator.name());
        }
    }
    // Elsewhere it is others who are nearest.
    for (code, nearest) in [("KPU-64.71", 2), ("KPU-63.01", 1), ("KPU-RI", 1)] {
        let name = format!("Petugas di {code}");
        office.officer(&name, code).await;
        office.a_minute().await;
        for (number, coordinator) in told.iter().enumerate() {
            let heard = office.said_to(coordinator).contains(&format!(": {name}\n"));
            assert_eq!(heard, number == nearest, "{name}: {}", coordinator.name());
        }
    }
    office.close().await;
}
