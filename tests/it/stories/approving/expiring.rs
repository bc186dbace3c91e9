//! What nobody decides in time is void, and everybody hears of it.

use std::time::Duration;

use satupintu_simulator::{MessageRef, User};

use crate::office::{Office, Staff};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A submitted announcement a day later, with its source and a second approver.
async fn a_day_later() -> (Office, Staff, User, MessageRef) {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let second = office.appoint("Hasan Basri", "penyetuju").await;
    office.join_group("POLRES-PAREPARE").await;
    let source = office.send(&staff.author, "/siaran Banjir.").await;
    office.press(&staff.author, "Ajukan").await;
    office.advance(Duration::from_secs(5)).await;
    office.advance(DAY).await;
    (office, staff, second, source)
}

/// It is on record, its author knows, and nobody is asked any more.
async fn all_know(office: &Office, staff: &Staff, second: &User) {
    office.moment().await;
    let states = office
        .texts("select state from announcement order by id")
        .await;
    assert_eq!(states[0], "expired");
    let events = "select count(*) from event where kind = 'announcement.expired'";
    assert_eq!(office.count(events).await, 1);
    let told = office.said_to(&staff.author);
    assert!(told.contains("Siaran “Banjir.” kedaluwarsa"), "{told}");
    for approver in [&staff.approver, second] {
        let panel = approver.last().unwrap();
        assert!(panel.text.contains("Kedaluwarsa"), "{}", panel.text);
        assert!(panel.buttons.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_approvers_press_finds_it_expired() {
    let (office, staff, second, source) = a_day_later().await;
    let pop_up = office.press(&staff.approver, "Kembalikan").await;
    assert!(pop_up.contains("kedaluwarsa"), "{pop_up}");
    all_know(&office, &staff, &second).await;
    let heard = staff.author.inbox().len();
    staff.author.edit(source, "/siaran Banjir besar.");
    office.moment().await;
    assert_eq!(staff.author.inbox().len(), heard);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_authors_edit_finds_it_expired() {
    let (office, staff, second, source) = a_day_later().await;
    staff.author.edit(source, "/siaran Banjir besar.");
    office.moment().await;
    all_know(&office, &staff, &second).await;
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_authors_next_draft_finds_it_expired() {
    let (office, staff, second, _) = a_day_later().await;
    office.say(&staff.author, "/siaran Banjir lagi.").await;
    all_know(&office, &staff, &second).await;
    let panel = office.last_said_to(&staff.author);
    assert!(panel.contains("Rancangan siaran"), "{panel}");
    office.close().await;
}
