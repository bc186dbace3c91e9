//! Those who write more than anybody can mean, and the others who must not suffer from it.

use std::time::Duration;

use satupintu_simulator::User;

use crate::office::{Office, copies};

const SECOND: Duration = Duration::from_secs(1);

fn replies(user: &User) -> usize {
    let inbox = user.inbox();
    inbox.iter().filter(|message| message.from_bot).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_has_ten_replies_a_minute_and_a_member_as_many_as_they_ask_for() {
    let office = Office::of_parepare().await;
    let stranger = office.sim.user("Iseng").create();
    let officer = office.officer("Hasan", "POLRES-PAREPARE").await;
    let before = replies(&officer);
    for i in 0..15 {
        stranger.send_private(if i % 2 == 0 { "/id" } else { "/cuaca" });
        officer.send_private("/id");
        office.advance(SECOND).await;
    }
    office.advance(SECOND * 5).await;
    assert_eq!(replies(&stranger), 10);
    assert_eq!(replies(&officer), before + 15);
    assert_eq!(office.count("select count(*) from outbox").await, 0);
    let old = stranger.last().unwrap();
    assert_eq!(office.press_data(&stranger, &old, "apa saja").await, "");
    office.advance(SECOND * 60).await;
    let refused = office.press_data(&stranger, &old, "apa saja").await;
    assert!(!refused.is_empty());
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crowd_of_strangers_keeps_nobody_from_joining() {
    let office = Office::of_parepare().await;
    let link = office.invite("petugas POLRES-PAREPARE").await;
    let crowd: Vec<User> = (0..20)
        .map(|i| office.sim.user(&format!("Iseng {i}")).create())
        .collect();
    for user in &crowd {
        user.send_private("/start");
    }
    let officer = office.sim.user("Hasan").create();
    let told = office.open_link(&officer, &link).await;
    assert!(told.contains("Anda kini petugas"), "{told}");
    assert_eq!(crowd.iter().map(replies).sum::<usize>(), 3);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_in_a_group_do_not_hold_its_announcement_up() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.join_group("KODIM-1405").await;
    let member = office.sim.user("Iseng").create();
    group.add_member(&member);
    office.submit(&staff.author, "Satu.").await;
    for _ in 0..100 {
        group.send(&member, "/id");
    }
    office.moment().await;
    office.approve(&staff.approver).await;
    office.advance(SECOND * 10).await;
    assert_eq!(copies(&group, "1/2026").len(), 1);
    // The welcome, six answers, and the announcement.
    assert_eq!(group.inbox().iter().filter(|it| it.from_bot).count(), 8);
    office.close().await;
}
