//! Everybody at once: each press counts once, and each chat's in the order in which they came.
//!
//! `SATUPINTU_CROWD` makes the crowd larger.

use std::collections::HashMap;
use std::time::Duration;

use satupintu_simulator::Press;

use crate::office::{Office, Plan};

const SECOND: Duration = Duration::from_secs(1);
const PATIENCE: Duration = Duration::from_secs(150);
const CHATS: usize = 16;

fn crowd(usual: usize) -> usize {
    match std::env::var("SATUPINTU_CROWD") {
        Ok(text) => text.parse().expect("a number of people"),
        Err(_) => usual,
    }
}

/// So many people press in the same instant, and one of them once more.
async fn everybody_presses(plan: Plan, people: usize, in_order: bool) {
    let office = plan.open().await;
    let staff = office.staff().await;
    let groups = office
        .import_groups(&Office::codes("bakohumas-parepare"))
        .await;
    office.announce(&staff, "Banjir.").await;
    office.advance(SECOND * 10).await;
    let readers: Vec<_> = (0..people)
        .map(|n| {
            let reader = office.sim.user(&format!("Warga {n}")).create();
            groups[n % CHATS].add_member(&reader);
            reader
        })
        .collect();
    office.settle().await;

    let copies: Vec<_> = groups.iter().map(|group| group.last().unwrap()).collect();
    let pressed: Vec<Press> = readers
        .iter()
        .enumerate()
        .map(|(n, reader)| reader.press(&copies[n % CHATS], "Diterima").unwrap())
        .collect();
    let all = office.sim.wait_for(PATIENCE, |sim| {
        (sim.unanswered_presses() == 0).then_some(())
    });
    all.await
        .expect("all are answered while the platform takes answers");
    for press in pressed {
        let said = press.answer().and_then(|answer| answer.text).unwrap();
        assert!(said.contains("catat"), "{said}");
    }
    let again = readers[0].press(&copies[0], "Diterima").unwrap();
    let said = again.wait_answer(SECOND * 10).await.unwrap().text.unwrap();
    assert!(said.contains("sudah"), "{said}");
    office.advance(SECOND * 5).await;

    let wanted = i64::try_from(people).unwrap();
    assert_eq!(
        office.count("select count(*) from acknowledgement").await,
        wanted
    );
    let recorded = office
        .texts(
            "select e.institution || ' ' || p.name from event e join person p on p.id = e.actor \
             where e.kind = 'announcement.acknowledged' order by e.id",
        )
        .await;
    assert_eq!(recorded.len(), people, "each once in the record");
    if in_order {
        assert_order(&recorded);
    }
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nDiterima 16/16\n"), "{card}");
    office.close().await;
}

/// `INSTITUTION Warga N`, the later of an institution with the higher number.
fn assert_order(recorded: &[String]) {
    let mut last = HashMap::new();
    for line in recorded {
        let (institution, name) = line.split_once(' ').unwrap();
        let number: usize = name.trim_start_matches("Warga ").parse().unwrap();
        let before = last.insert(institution, number);
        assert!(before < Some(number), "{line} after {before:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn thousands_press_at_once_and_each_counts_once_and_in_order() {
    everybody_presses(Office::with_roster("bakohumas-parepare"), crowd(1000), true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crowd_whose_presses_are_posted_counts_the_same() {
    let plan = Office::with_roster("bakohumas-parepare").by_webhook();
    // Telegram posts several at once, and keeps the order of each person's presses alone.
    everybody_presses(plan, crowd(300), false).await;
}
