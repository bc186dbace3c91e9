//! What a reminder is, and when there is none.

use satupintu_simulator::Fault;

use super::{HOUR, MINUTE, SECOND, arrived, reminded, reminders};
use crate::office::{Office, copies};

#[tokio::test(flavor = "multi_thread")]
async fn a_reminder_answers_the_copy_and_its_button_confirms() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    let other = office.join_group("KODIM-1405").await;
    office.announce(&staff, "sifat=darurat\nAir naik.").await;
    office.advance(SECOND * 5).await;
    assert_eq!(reminded(&group), 0);

    office.until(&group, "1/2026", MINUTE * 10).await;
    let reminder = reminders(&group).pop().unwrap();
    let copy = copies(&group, "1/2026").pop().unwrap();
    assert_eq!(reminder.reply_to, Some(copy.id));
    assert!(
        reminder
            .text
            .contains("Siaran No. 1/2026 belum dikonfirmasi oleh Polres Parepare."),
        "{}",
        reminder.text
    );
    assert!(reminder.text.contains("\nAir naik.\n"), "{}", reminder.text);
    assert!(
        reminder.text.contains("paling lambat pukul 09.30 WITA"),
        "{}",
        reminder.text
    );
    let hasan = office.member(&group, "Hasan");
    let said = office.press_on(&hasan, &reminder, "Diterima").await;
    assert!(said.starts_with("Terima kasih."), "{said}");
    office.advance(SECOND * 3).await;
    let copy = copies(&group, "1/2026").pop().unwrap();
    assert_eq!(copy.labels(), ["✅ Diterima · Hasan (1)"]);

    office.advance(HOUR).await;
    assert_eq!(reminded(&group), 1);
    assert_eq!(reminded(&other), 3);
    let late = reminders(&other).pop().unwrap();
    assert!(late.text.contains("sudah lewat"), "{}", late.text);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_press_at_the_moment_of_the_reminder_is_first_or_second_and_never_reminded() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    let other = office.join_group("KODIM-1405").await;
    office.announce(&staff, "sifat=darurat\nAir naik.").await;
    office.advance(SECOND * 5).await;
    let last = arrived(&group, "1/2026").max(arrived(&other, "1/2026"));

    // The press is recorded a moment before the reminder would be made.
    let due = last.plus(MINUTE * 10);
    office.advance(due.since(office.now()) - SECOND * 20).await;
    let hasan = office.member(&group, "Hasan");
    let copy = copies(&group, "1/2026").pop().unwrap();
    office.press_on(&hasan, &copy, "Diterima").await;

    // The reminder is made, and waits behind the brake; the press comes then.
    office.say(&office.owner, "/bekukan").await;
    office.advance(SECOND * 30).await;
    let queued = "select count(*) from outbox where purpose = 'reminder'";
    assert_eq!(office.count(queued).await, 1);
    let wati = office.member(&other, "Wati");
    let copy = copies(&other, "1/2026").pop().unwrap();
    office.press_on(&wati, &copy, "Diterima").await;
    office.say(&office.owner, "/cairkan").await;
    office.advance(HOUR).await;
    assert_eq!((reminded(&group), reminded(&other)), (0, 0));
    let due = "select count(*) from chase where next_at is not null";
    assert_eq!(office.count(due).await, 0);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_called_to_mind_that_asks_nothing_or_is_stopped() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    let other = office.join_group("KODIM-1405").await;
    office
        .announce(&staff, "sifat=darurat konfirmasi=tidak\nAir surut.")
        .await;
    office.advance(SECOND * 5).await;
    // One of the two chats keeps waiting, so that there is something to stop.
    let busy = Fault::too_many_requests(600)
        .method("sendMessage")
        .chat(other.id());
    office.sim.fault(busy);
    office.announce(&staff, "sifat=darurat\nAir naik.").await;
    office.advance(SECOND * 5).await;
    office.press(&staff.author, "Hentikan").await;
    office.moment().await;
    office.press(&staff.author, "Ya, hentikan").await;
    office.advance(HOUR * 2).await;
    assert_eq!(copies(&group, "2/2026").len(), 1);
    assert_eq!((reminded(&group), reminded(&other)), (0, 0));
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chat_that_fails_keeps_no_other_from_being_reminded() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    let second = office.join_group("POLRES-PAREPARE").await;
    let other = office.join_group("KODIM-1405").await;
    office.announce(&staff, "sifat=darurat\nAir naik.").await;
    office.advance(SECOND * 5).await;
    let words = "Forbidden: bot was kicked from the group chat";
    let fault = Fault::refuse(403, words).method("sendMessage");
    office.sim.fault(fault.chat(group.id()));
    office.advance(HOUR).await;
    assert_eq!(reminded(&group), 0);
    assert_eq!((reminded(&second), reminded(&other)), (3, 3));
    let lost = "select count(*) from chat where state = 'unreachable'";
    assert_eq!(office.count(lost).await, 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_is_not_reminded_and_a_restart_reminds_once() {
    let mut office = Office::of_parepare().await;
    let staff = office.staff().await;
    let link = office.invite("grup KODIM-1405").await;
    let channel = office.sim.channel("Kodim");
    let admin = office.sim.user("Admin Kodim").create();
    channel.add_admin(&admin);
    channel.add_bot(&admin);
    channel.post(office.start_command(&link));
    office.moment().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    office.announce(&staff, "sifat=darurat\nAir naik.").await;
    office.advance(SECOND * 5).await;
    office.until(&group, "1/2026", MINUTE * 5).await;
    office.stop().await;
    office.clock.set(office.now().plus(MINUTE * 8));
    office.start();
    office.advance(MINUTE).await;
    assert_eq!(reminded(&group), 1);
    office.until(&group, "1/2026", MINUTE * 41).await;
    assert_eq!(reminded(&group), 3);
    assert_eq!(reminded(&channel), 0);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reminder_that_has_to_wait_comes_when_it_may() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    office.announce(&staff, "sifat=darurat\nAir naik.").await;
    office.advance(SECOND * 5).await;
    let busy = Fault::too_many_requests(7).chat(group.id()).once();
    let busy = office.sim.fault(busy);
    office.until(&group, "1/2026", MINUTE * 10).await;
    office.advance(SECOND * 3).await;
    assert_eq!((busy.hits(), reminded(&group)), (1, 0));
    office.advance(SECOND * 10).await;
    assert_eq!(reminded(&group), 1);
    assert_eq!(office.count("select times from reminder").await, 1);
    office.close().await;
}
