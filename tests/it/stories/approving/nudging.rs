//! Approvers are reminded of what waits for their word.

use std::time::Duration;

use satupintu_simulator::{Fault, User};

use crate::office::{Office, Staff};

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(60 * 60);

async fn submitted(text: &str) -> (Office, Staff) {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.join_group("POLRES-PAREPARE").await;
    office.say(&staff.author, text).await;
    office.press(&staff.author, "Ajukan").await;
    (office, staff)
}

fn reminders(user: &User) -> usize {
    let inbox = user.inbox();
    let reminds = |text: &str| text.contains("masih menunggu keputusan Anda");
    inbox.iter().filter(|it| reminds(&it.text)).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_emergency_is_called_to_mind_every_ten_minutes_until_somebody_decides() {
    let (office, staff) = submitted("/siaran sifat=darurat\nAir naik.").await;
    office.advance(MINUTE * 9).await;
    assert_eq!(reminders(&staff.approver), 0);
    office.advance(MINUTE).await;
    assert_eq!(reminders(&staff.approver), 1);
    office.advance(MINUTE * 10).await;
    assert_eq!(reminders(&staff.approver), 2);
    let said = office.last_said_to(&staff.approver);
    assert!(said.contains("“Air naik.”"), "{said}");
    assert!(said.contains("Diajukan "), "{said}");

    // Preview and panel come again, and decide as the first ones do.
    office.press(&staff.approver, "Tampilkan lagi").await;
    office.advance(MINUTE / 10).await;
    let inbox = staff.approver.inbox();
    let previews = inbox
        .iter()
        .filter(|it| it.text.contains("\nAir naik.") || it.text.ends_with("Air naik."));
    assert!(previews.count() >= 2);
    office.press(&staff.approver, "Setujui").await;
    office.press(&staff.approver, "Ya, kirim").await;
    office.advance(HOUR).await;
    assert_eq!(reminders(&staff.approver), 2);
    assert_eq!(reminders(&staff.author), 0);
    let told = "select count(*) from event where kind = 'approval.nudged'";
    assert_eq!(office.count(told).await, 2);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn others_wait_two_hours_and_let_people_sleep() {
    // Handed over at nine in the morning.
    let (office, staff) = submitted("/siaran Jadwal pelayanan.").await;
    office.advance(HOUR * 2).await;
    assert_eq!(reminders(&staff.approver), 1);
    // 11, 13, 15, 17, 19, and at 21 it is quiet until six.
    office.advance(HOUR * 18).await;
    assert_eq!(reminders(&staff.approver), 5);
    office.advance(HOUR).await;
    assert_eq!(reminders(&staff.approver), 6);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reminder_is_sent_once_over_a_restart() {
    let (mut office, staff) = submitted("/siaran sifat=darurat\nAir naik.").await;
    office.advance(MINUTE * 5).await;
    office.stop().await;
    office.clock.set(office.now().plus(MINUTE * 45));
    office.start();
    office.advance(MINUTE * 9).await;
    assert_eq!(reminders(&staff.approver), 1);
    office.advance(MINUTE).await;
    assert_eq!(reminders(&staff.approver), 2);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn reminders_neither_pile_up_nor_come_after_the_decision() {
    let (office, staff) = submitted("/siaran sifat=darurat\nAir naik.").await;
    let second = office.appoint("Hasan Basri", "penyetuju").await;
    // For fifty minutes nothing goes to this one.
    let busy = || {
        let busy = Fault::too_many_requests(3000).method("sendMessage").once();
        office.sim.fault(busy.chat(staff.approver.id()))
    };
    let first = busy();
    office.advance(MINUTE * 55).await;
    assert_eq!(first.hits(), 1);
    assert_eq!(reminders(&staff.approver), 0);
    assert_eq!(reminders(&second), 5);
    office.advance(MINUTE * 7).await;
    assert_eq!(reminders(&staff.approver), 1);

    let again = busy();
    office.advance(MINUTE * 10).await;
    assert_eq!(again.hits(), 1);
    office.press(&second, "Tampilkan lagi").await;
    office.moment().await;
    office.press(&second, "Setujui").await;
    office.press(&second, "Ya, kirim").await;
    office.advance(HOUR).await;
    assert_eq!(reminders(&staff.approver), 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_approver_who_blocked_the_bot_keeps_nobody_else_from_being_asked() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let others = [
        office.appoint("Hasan Basri", "penyetuju").await,
        office.appoint("Wati", "penyetuju").await,
    ];
    office.join_group("POLRES-PAREPARE").await;
    office.say(&staff.author, "/siaran Jadwal pelayanan.").await;
    staff.approver.block_bot();
    others[0].block_bot();
    office.press(&staff.author, "Ajukan").await;
    office.advance(MINUTE).await;
    office.press(&others[1], "Setujui").await;
    office.press(&others[1], "Ya, kirim").await;
    assert_eq!(office.count("select count(*) from delivery").await, 1);
    office.close().await;
}
