//! What nobody decides in time is void at its hour, and everybody hears of it.

use std::time::Duration;

use satupintu_simulator::{MessageRef, User};

use crate::office::{Office, Staff};

const HOUR: Duration = Duration::from_secs(60 * 60);
const EVENTS: &str = "select count(*) from event where kind = 'announcement.expired'";

/// A submitted announcement, its source, and a second approver.
async fn submitted() -> (Office, Staff, User, MessageRef) {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let second = office.appoint("Hasan Basri", "penyetuju").await;
    office.join_group("POLRES-PAREPARE").await;
    let source = office.send(&staff.author, "/siaran Banjir.").await;
    office.press(&staff.author, "Ajukan").await;
    (office, staff, second, source)
}

async fn state(office: &Office) -> String {
    let states = "select state from announcement order by id";
    office.texts(states).await.swap_remove(0)
}

/// It is on record, its author knows, and nobody is asked any more.
async fn all_know(office: &Office, staff: &Staff, second: &User) {
    assert_eq!(state(office).await, "expired");
    assert_eq!(office.count(EVENTS).await, 1);
    let told = office.said_to(&staff.author);
    assert!(told.contains("Siaran “Banjir.” kedaluwarsa"), "{told}");
    for approver in [&staff.approver, second] {
        let inbox = approver.inbox();
        let panels = inbox.iter().filter(|it| it.text.contains("Kedaluwarsa"));
        assert_eq!(panels.count(), 1);
        let asks = |it: &&satupintu_simulator::SentMessage| {
            it.buttons
                .iter()
                .flatten()
                .any(|it| it.label.contains("Setujui"))
        };
        assert_eq!(inbox.iter().filter(asks).count(), 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn at_its_hour_it_expires_with_nobody_about() {
    let (office, staff, second, source) = submitted().await;
    office.advance(HOUR * 23).await;
    assert_eq!(state(&office).await, "submitted");
    office.advance(HOUR).await;
    all_know(&office, &staff, &second).await;
    // Late, and from reminders that still stand in the chat.
    let pop_up = office.press(&staff.approver, "Tampilkan lagi").await;
    assert!(pop_up.contains("kedaluwarsa"), "{pop_up}");
    let heard = staff.author.inbox().len();
    staff.author.edit(source, "/siaran Banjir besar.");
    office.moment().await;
    assert_eq!(staff.author.inbox().len(), heard);
    // Nobody is reminded of it any more.
    let reminded = staff.approver.inbox().len();
    office.advance(HOUR * 3).await;
    assert_eq!(staff.approver.inbox().len(), reminded);
    assert_eq!(office.count("select count(*) from agenda").await, 0);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_approves_what_is_past_its_hour_while_the_bot_was_away() {
    let (mut office, staff, second, _) = submitted().await;
    office.advance(HOUR).await;
    office.stop().await;
    office.clock.set(office.now().plus(HOUR * 40));
    office.start();
    let pop_up = office.press(&staff.approver, "Setujui").await;
    assert!(pop_up.contains("kedaluwarsa"), "{pop_up}");
    all_know(&office, &staff, &second).await;
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_hour_counts_from_the_last_time_it_was_handed_over() {
    let (office, staff, _, _) = submitted().await;
    office.advance(HOUR * 20).await;
    office.press(&staff.approver, "Kembalikan").await;
    office.say(&staff.approver, "Sebutkan jamnya.").await;
    office.advance(HOUR * 3).await;
    office.press(&staff.author, "Ajukan").await;
    office.advance(HOUR * 23).await;
    assert_eq!(state(&office).await, "submitted");
    office.advance(HOUR).await;
    assert_eq!(state(&office).await, "expired");
    assert_eq!(office.count(EVENTS).await, 1);
    office.close().await;
}
