//! Schedules: they come, are let go earlier or called off, and a missed one leaves only by somebody's word.

use satupintu_simulator::{Chat, SentMessage, User};

use super::{HOUR, MINUTE};
use crate::office::{Office, Staff, copies};

/// Approved a little past nine for noon.
async fn for_noon() -> (Office, Staff, Chat) {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    office
        .announce(&staff, "jadwal=\"hari ini 12.00\"\nApel.")
        .await;
    office.moment().await;
    (office, staff, group)
}

/// The bot is off from eleven until so many minutes past noon.
async fn away_until(office: &mut Office, minutes: u32) {
    let noon = 1_794_801_600_000;
    office.stop().await;
    let back = noon + i64::from(minutes) * 60_000;
    office.clock.set(satupintu::domain::clock::Timestamp(back));
    office.start();
    office.moment().await;
}

fn question(user: &User) -> Option<SentMessage> {
    let inbox = user.inbox();
    inbox
        .into_iter()
        .rfind(|it| it.text.contains("Jadwal Siaran No. 1/2026 terlewat"))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_says_until_when_and_leaves_then() {
    let (office, staff, group) = for_noon().await;
    let said = "🕗 Dijadwalkan 16 November 2026 12.00 WITA.";
    for who in [&staff.author, &staff.approver] {
        let bar = who.last().unwrap();
        assert!(bar.text.contains(said), "{}", bar.text);
        assert_eq!(
            bar.labels()[..2],
            ["📢 Kirim sekarang", "✖️ Batalkan jadwal"]
        );
    }
    let card = office.say(&staff.author, "/status 1").await;
    assert!(card.contains(said), "{card}");
    let list = office.say(&staff.author, "/status").await;
    assert!(
        list.contains("· dijadwalkan 16 November 2026 12.00"),
        "{list}"
    );
    // Members do not hear of it before its time.
    let officer = office.officer("Iptu Hasan", "POLRES-PAREPARE").await;
    for asked in ["/status", "/status 1"] {
        let said = office.say(&officer, asked).await;
        assert!(
            !said.contains("Apel") && !said.contains("Dijadwalkan"),
            "{said}"
        );
    }
    // Who watches is told, and has no buttons for it.
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains(said), "{card}");
    let labels = staff.coordinator.last().unwrap().labels().join(" ");
    assert!(!labels.contains("Batalkan"), "{labels}");
    office.advance(HOUR * 3).await;
    assert_eq!(copies(&group, "1/2026").len(), 1);
    let said = office.say(&officer, "/status 1").await;
    assert!(said.contains("Apel."), "{said}");
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(!card.contains("Dijadwalkan"), "{card}");
    assert!(card.contains("Terkirim 1/1"), "{card}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn missed_by_29_minutes_it_still_leaves() {
    let (mut office, staff, group) = for_noon().await;
    away_until(&mut office, 29).await;
    assert_eq!(copies(&group, "1/2026").len(), 1);
    assert_eq!(question(&staff.author), None);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn missed_by_31_minutes_it_waits_for_its_authors_word() {
    let (mut office, staff, group) = for_noon().await;
    away_until(&mut office, 31).await;
    let asked = question(&staff.author).unwrap();
    assert_eq!(
        asked.labels(),
        ["📢 Kirim sekarang", "✖️ Batalkan siaran ini"]
    );
    assert!(
        asked.text.contains("16 November 2026 12.00 WITA"),
        "{}",
        asked.text
    );
    let other = question(&staff.approver).unwrap();
    // By itself it never leaves, whatever happens.
    office.advance(HOUR * 30).await;
    office.stop().await;
    office.start();
    office.advance(HOUR).await;
    assert!(copies(&group, "1/2026").is_empty());
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("terlewat; belum dikirim"), "{card}");

    let data = asked
        .button("Kirim sekarang")
        .unwrap()
        .data
        .clone()
        .unwrap();
    let pop_up = office.press_data(&staff.coordinator, &asked, &data).await;
    assert!(pop_up.contains("hanya dapat diatur"), "{pop_up}");
    office
        .press_on(&staff.author, &asked, "Kirim sekarang")
        .await;
    office.moment().await;
    assert_eq!(copies(&group, "1/2026").len(), 1);
    for asked in [&asked, &other] {
        let settled = office.sim.message(asked).unwrap();
        assert!(
            settled.text.contains("dikirim sekarang\nOleh Budi Santoso"),
            "{}",
            settled.text
        );
        assert!(settled.labels().is_empty());
    }
    let late = office.press_data(&staff.approver, &other, &data).await;
    assert!(late.contains("tidak sedang menunggu jadwalnya"), "{late}");
    assert_eq!(copies(&group, "1/2026").len(), 1);
    let sent = "select count(*) from event where kind = 'schedule.sent_now' and actor is not null";
    assert_eq!(office.count(sent).await, 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missed_one_is_called_off_by_the_approver_and_its_number_is_never_used_again() {
    let (mut office, staff, group) = for_noon().await;
    away_until(&mut office, 45).await;
    let asked = question(&staff.author).unwrap();
    office.press(&staff.approver, "Batal").await;
    office.moment().await;
    let settled = office.sim.message(&asked).unwrap();
    assert!(
        settled.text.contains("dibatalkan sebelum dikirim"),
        "{}",
        settled.text
    );
    let pop_up = office
        .press_data(
            &staff.author,
            &asked,
            &asked.button("Kirim").unwrap().data.clone().unwrap(),
        )
        .await;
    assert!(pop_up.contains("dibatalkan sebelum dikirim"), "{pop_up}");
    let card = office.say(&staff.coordinator, "/status 1").await;
    let said = "✖️ Dibatalkan sebelum dikirim oleh Ratna Dewi, 16 November 2026";
    assert!(card.contains(said), "{card}");
    office.announce(&staff, "Apel lagi.").await;
    office.moment().await;
    assert!(copies(&group, "1/2026").is_empty());
    assert_eq!(copies(&group, "2/2026").len(), 1);
    assert_eq!(
        office
            .count("select count(*) from agenda where subject like 'begin%'")
            .await,
        0
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn before_its_time_it_can_be_let_go_or_called_off_after_a_second_question() {
    let (office, staff, group) = for_noon().await;
    office.press(&staff.author, "Batalkan jadwal").await;
    office.moment().await;
    let sure = office.last_said_to(&staff.author);
    assert!(sure.contains("nomornya tidak dipakai lagi"), "{sure}");
    office.press(&staff.author, "Tidak jadi").await;
    office.moment().await;
    let kept = office.last_said_to(&staff.author);
    assert!(kept.contains("tetap seperti semula"), "{kept}");

    office.press(&staff.approver, "Kirim sekarang").await;
    office.moment().await;
    let sure = office.last_said_to(&staff.approver);
    assert!(
        sure.contains("Ke 1 saluran, tidak menunggu jadwalnya"),
        "{sure}"
    );
    office.press(&staff.approver, "Ya, kirim sekarang").await;
    office.moment().await;
    assert_eq!(copies(&group, "1/2026").len(), 1);

    office
        .announce(&staff, "jadwal=\"besok 12.00\"\nApel besok.")
        .await;
    office.moment().await;
    office.press(&staff.author, "Batalkan jadwal").await;
    office.moment().await;
    office.press(&staff.author, "Ya, batalkan").await;
    office.moment().await;
    let told = office.said_to(&staff.approver);
    let said = "✖️ Siaran No. 2/2026 dibatalkan sebelum dikirim\nOleh Budi Santoso";
    assert!(told.contains(said), "{told}");
    let bars = staff.author.inbox();
    let bar = bars
        .iter()
        .find(|it| it.text.contains("Dibatalkan sebelum"))
        .unwrap();
    assert!(bar.labels().is_empty(), "{:?}", bar.labels());
    let list = office.say(&staff.author, "/status").await;
    assert!(list.contains("Apel besok. · dibatalkan"), "{list}");
    assert!(
        list.contains("\n1/2026 · Biasa · Apel") && list.contains("Diterima 0/1"),
        "{list}"
    );
    let told = office.say(&staff.author, "/ralat 2 Apel batal.").await;
    assert!(told.contains("dibatalkan sebelum dikirim"), "{told}");
    office.advance(HOUR * 30).await;
    // At noon of the first day nothing came a second time.
    assert_eq!(copies(&group, "1/2026").len(), 1);
    assert!(copies(&group, "2/2026").is_empty());
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn frozen_over_its_moment_it_leaves_if_thawed_in_time() {
    let (office, staff, group) = for_noon().await;
    office.say(&staff.approver, "/bekukan").await;
    office.advance(HOUR * 3 + MINUTE * 15).await;
    assert!(copies(&group, "1/2026").is_empty());
    office.say(&office.owner, "/cairkan").await;
    assert_eq!(copies(&group, "1/2026").len(), 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn frozen_for_longer_it_is_asked_about_and_not_let_go_while_it_is() {
    let (office, staff, group) = for_noon().await;
    office.say(&staff.approver, "/bekukan").await;
    office.advance(HOUR * 3 + MINUTE * 35).await;
    let asked = question(&staff.author).unwrap();
    let pop_up = office
        .press_on(&staff.author, &asked, "Kirim sekarang")
        .await;
    assert!(pop_up.contains("/cairkan"), "{pop_up}");
    office.say(&office.owner, "/cairkan").await;
    office.advance(HOUR).await;
    assert!(copies(&group, "1/2026").is_empty());
    office
        .press_on(&staff.author, &asked, "Kirim sekarang")
        .await;
    office.moment().await;
    assert_eq!(copies(&group, "1/2026").len(), 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_schedule_in_the_night_waits_for_the_morning() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    let text = "/siaran jadwal=\"hari ini 22.00\"\nApel.";
    let panel = office.say(&staff.author, text).await;
    assert!(panel.contains("ditahan sampai 06.00 WITA"), "{panel}");
    office.submit_and_approve(&staff).await;
    office.moment().await;
    let bar = office.last_said_to(&staff.author);
    assert!(
        bar.contains("Dijadwalkan 17 November 2026 06.00 WITA"),
        "{bar}"
    );
    office.advance(HOUR * 20).await;
    assert!(copies(&group, "1/2026").is_empty());
    office.advance(HOUR).await;
    let copy = copies(&group, "1/2026").remove(0);
    assert!((super::SIX..super::SIX + 5_000).contains(&copy.date_ms));
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_working_day_is_a_day_to_leave_on() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    // Friday the 20th.
    office.advance(HOUR * 4 * 24).await;
    let text = "/siaran jadwal=\"hari kerja berikutnya 08.00\"\nApel.";
    let panel = office.say(&staff.author, text).await;
    assert!(panel.contains("23 November 2026 08.00 WITA"), "{panel}");
    office.submit_and_approve(&staff).await;
    office.advance(HOUR * 70).await;
    assert!(copies(&group, "1/2026").is_empty());
    office.advance(HOUR).await;
    assert_eq!(copies(&group, "1/2026").len(), 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_is_set_back_moves_no_schedule() {
    let (office, _staff, group) = for_noon().await;
    office.advance(HOUR * 2).await;
    let now = office.now();
    office.clock.step(now.minus(HOUR));
    office.advance(HOUR * 2 - MINUTE * 3).await;
    // By the clock on the wall it is some minutes to noon again.
    assert!(copies(&group, "1/2026").is_empty());
    office.advance(HOUR).await;
    assert_eq!(copies(&group, "1/2026").len(), 1);
    let noon = 1_794_801_600_000;
    let begun = "select at from event where kind = 'schedule.come'";
    assert!((noon..noon + 5_000).contains(&office.count(begun).await));
    office.close().await;
}
