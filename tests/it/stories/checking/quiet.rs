//! A loss that the night's look finds keeps nobody awake.

use std::time::Duration;

use satupintu_simulator::{Chat, User};

use super::{HOUR, SECOND};
use crate::office::{Office, Staff};

const MINUTE: Duration = Duration::from_secs(60);

/// At one in the night: a coordinator who has had the first report, and groups of which one was lost
/// without an update that says so.
async fn at_one() -> (Office, Staff, User, Chat) {
    let office = Office::with_roster("bakohumas-parepare")
        .setting("HEALTH__NIGHTLY", "02:00")
        .open()
        .await;
    let staff = office.staff().await;
    let coordinator = office.appoint("Andi", "koordinator").await;
    let groups = office
        .import_groups(&Office::codes("bakohumas-parepare"))
        .await;
    office.advance(HOUR * 24).await;
    let lost = groups[0].clone();
    lost.kick_bot(&office.sim.user("Admin").create());
    office.advance(MINUTE * 5).await;
    office
        .alter("update chat set state = 'active', reason = null")
        .await;
    office.advance(HOUR * 16 - MINUTE * 5).await;
    (office, staff, coordinator, lost)
}

async fn lost_chats(office: &Office) -> i64 {
    let sql = "select count(*) from chat where state = 'unreachable'";
    office.count(sql).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_loss_found_at_night_is_told_in_the_morning_once() {
    let (office, _, coordinator, _) = at_one().await;
    let before = coordinator.inbox().len();
    office.advance(HOUR * 7 - MINUTE).await;
    assert_eq!(lost_chats(&office).await, 1, "found");
    assert_eq!(coordinator.inbox().len(), before, "and told nobody");
    office.advance(MINUTE * 10).await;
    let said = coordinator.inbox().split_off(before);
    let [report] = said.as_slice() else {
        panic!("{said:?}");
    };
    assert!(report.text.starts_with("Pemeriksaan pagi"), "{report:?}");
    let line = "• Saluran tidak terjangkau: 1";
    assert!(report.text.contains(line), "{report:?}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_loss_that_is_over_by_the_morning_is_no_news() {
    let (office, _, coordinator, lost) = at_one().await;
    let before = coordinator.inbox().len();
    office.advance(HOUR * 2).await;
    assert_eq!(lost_chats(&office).await, 1);
    lost.add_bot(&office.sim.user("Admin").create());
    office.advance(HOUR * 6).await;
    assert_eq!(lost_chats(&office).await, 0);
    let said = coordinator.inbox().split_off(before);
    assert!(said.is_empty(), "{said:?}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_a_broadcast_is_under_way_a_loss_is_told_at_once() {
    let (office, staff, coordinator, lost) = at_one().await;
    office.advance(MINUTE * 59).await;
    // Held before it reaches anybody.
    office.say(&office.owner, "/bekukan").await;
    office.announce(&staff, "Gempa: ikuti arahan BPBD.").await;
    let before = coordinator.inbox().len();
    office.advance(MINUTE * 5).await;
    let said = coordinator.inbox().split_off(before);
    let told = said
        .iter()
        .filter(|it| it.text.contains("tidak dapat dijangkau"));
    assert_eq!(told.count(), 1, "{said:?}");
    assert!(!lost.inbox().iter().any(|it| it.text.contains("Gempa")));
    office.advance(SECOND).await;
    office.close().await;
}

/// At one in the night: a chat counts as lost, and is not.
async fn at_one_with_a_loss_that_is_over() -> (Office, User, Chat) {
    let (office, _, coordinator, lost) = at_one().await;
    lost.add_bot(&office.sim.user("Admin").create());
    office.advance(MINUTE * 5).await;
    let sql = format!(
        "update chat set state = 'unreachable', reason = 'chat not found' where address = 'tg:{}'",
        lost.id()
    );
    office.alter(&sql).await;
    assert_eq!(lost_chats(&office).await, 1);
    (office, coordinator, lost)
}

fn told_back(said: &[satupintu_simulator::SentMessage]) -> usize {
    let back = "dapat dijangkau kembali";
    said.iter().filter(|it| it.text.contains(back)).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chat_found_again_at_night_is_told_in_the_morning() {
    let (office, coordinator, _) = at_one_with_a_loss_that_is_over().await;
    let before = coordinator.inbox().len();
    office.advance(HOUR * 6).await;
    assert_eq!(lost_chats(&office).await, 0, "found");
    assert_eq!(coordinator.inbox().len(), before, "and told nobody");
    office.advance(HOUR).await;
    let said = coordinator.inbox().split_off(before);
    assert_eq!(told_back(&said), 1, "{said:?}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chat_found_again_and_lost_again_by_the_morning_is_not_said_to_be_back() {
    let (office, coordinator, lost) = at_one_with_a_loss_that_is_over().await;
    let before = coordinator.inbox().len();
    office.advance(HOUR * 2).await;
    assert_eq!(lost_chats(&office).await, 0, "found");
    lost.kick_bot(&office.sim.user("Admin").create());
    office.advance(HOUR).await;
    assert_eq!(lost_chats(&office).await, 1);
    assert_eq!(coordinator.inbox().len(), before, "they know it as lost");
    office.advance(HOUR * 5).await;
    let said = coordinator.inbox().split_off(before);
    assert_eq!(told_back(&said), 0, "{said:?}");
    office.close().await;
}
