//! A whole roster: what it costs to chase it is bounded, whatever its size.

use satupintu_simulator::Chat;

use super::{MINUTE, SECOND, arrived, reminded, told};
use crate::office::Office;

/// Every institution of the roster has a group, as a file of chats says.
async fn with_groups(office: &Office) -> Vec<Chat> {
    let roster = include_str!("../../../../config/rosters/bakohumas-kaltim.csv");
    let mut chats = "kode,chat_id,jenis,topik\n".to_owned();
    let mut groups = Vec::new();
    for line in roster.lines().skip(1) {
        let code = line.split(',').next().unwrap();
        let group = office.sim.group(&format!("Humas {code}"));
        chats.push_str(&format!("{code},{},grup,\n", group.id()));
        groups.push(group);
    }
    let now = office.now();
    let imported = satupintu::app::import::chats(&office.db, chats.as_bytes(), now).await;
    imported.unwrap();
    for group in &groups {
        group.add_bot(&office.owner);
    }
    office.moment().await;
    groups
}

#[tokio::test(flavor = "multi_thread")]
async fn a_roster_of_129_is_reminded_in_a_few_steps_and_told_of_in_one_message() {
    let office = Office::with_roster("bakohumas-kaltim").open().await;
    let staff = office.staff().await;
    let groups = with_groups(&office).await;
    assert_eq!(groups.len(), 129);
    office.announce(&staff, "sifat=darurat\nGempa.").await;
    office.advance(SECOND * 30).await;
    let last = groups
        .iter()
        .map(|group| arrived(group, "1/2026"))
        .max()
        .unwrap();
    let clocks = "select count(*) from chase";
    assert_eq!(office.count(clocks).await, 129);
    let tasks = "select count(*) from agenda where subject like 'chase:%'";
    assert_eq!(office.count(tasks).await, 1);

    let due = last.plus(MINUTE * 10 + SECOND * 30);
    office.advance(due.since(office.now())).await;
    let times: Vec<usize> = groups.iter().map(reminded).collect();
    assert_eq!(times, vec![1; 129]);
    // The copies arrived within five seconds, and what is due within five is one step.
    let steps = "select count(*) from event where kind = 'confirmation.reminded'";
    assert!(office.count(steps).await <= 2);

    // Nobody is an officer of any: the coordinator hears of all of them at once.
    let due = last.plus(MINUTE * 15 + SECOND * 30);
    office.advance(due.since(office.now())).await;
    let area = told(&staff.coordinator);
    assert_eq!(area.len(), 1);
    assert!(
        area[0].contains("\n129 lembaga yang Anda koordinasi"),
        "{}",
        area[0]
    );
    assert!(
        area[0].contains("\n… dan 109 lembaga lain\n"),
        "{}",
        area[0]
    );
    assert_eq!(area[0].matches("\n• ").count(), 20);
    office.close().await;
}
