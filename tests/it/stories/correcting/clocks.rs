//! A correction asks anew, so what is due is counted from it.

use std::time::Duration;

use super::{SECOND, announced, assert_lines, change, copy, notices};
use crate::office::copies;

const HOUR: Duration = Duration::from_secs(3600);

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_starts_the_clocks_anew() {
    let (office, staff, groups) = announced("sifat=penting\nRapat Senin.").await;
    let member = office.sim.user("Hasan").create();
    groups[0].add_member(&member);
    office
        .press_on(&member, &copy(&groups[0]), "Diterima")
        .await;
    let reminders = |group: &satupintu_simulator::Chat| {
        let inbox = group.inbox();
        let is = |text: &str| text.starts_with("⏰ PENGINGAT");
        inbox.iter().filter(|it| is(&it.text)).count()
    };
    // The first reminder is due an hour after the copy: the correction comes right before it.
    office.advance(HOUR - SECOND * 120).await;
    change(&office, &staff, "/ralat 1 Rapat Selasa.").await;
    office.advance(SECOND * 300).await;
    assert_eq!(groups.iter().map(reminders).sum::<usize>(), 0);
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert_lines(&card, &["Diterima 0/3", "Naskah 1: 1"]);
    // An hour after the corrected copy all are reminded, also who had confirmed the first.
    office.advance(HOUR).await;
    assert_eq!(groups.iter().map(reminders).collect::<Vec<_>>(), [1; 3]);
    let notice = notices(&groups[0]).remove(0);
    office.press_on(&member, &notice, "Diterima").await;
    office.advance(HOUR * 2).await;
    assert_eq!(groups.iter().map(reminders).collect::<Vec<_>>(), [1, 2, 2]);
    // Officers hear of it four hours after the corrected copy, not after the first.
    let due = "select max(due_at) - max(arrived_at) from chase where revision = 2";
    assert_eq!(office.count(due).await, 4 * 3_600_000);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_deadline_has_passed_a_correction_gives_time_again_and_newcomers_get_it() {
    let opening = "sifat=penting tenggat=\"2026-11-16 12:00\"\nKumpulkan data.";
    let (office, staff, groups) = announced(opening).await;
    office.advance(HOUR * 4).await;
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(
        card.contains("\nLewat batas dan belum mengonfirmasi"),
        "{card}"
    );
    change(&office, &staff, "/ralat 1 Kumpulkan data lengkap.").await;
    office.advance(SECOND * 10).await;
    // Nobody is late, and nothing says that they are to answer by a time that has passed.
    assert!(!copy(&groups[0]).text.contains("12.00"));
    let late = "select count(*) from chase where revision = 2 and due_at <= arrived_at";
    assert_eq!(office.count(late).await, 0);
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(
        !card.contains("\nLewat batas dan belum mengonfirmasi"),
        "{card}"
    );
    office.advance(HOUR).await;
    let reminder = groups[1].inbox().pop().unwrap();
    assert!(
        reminder.text.starts_with("⏰ PENGINGAT"),
        "{}",
        reminder.text
    );
    assert!(!reminder.text.contains("sudah lewat"), "{}", reminder.text);
    // Who gets its first chat now gets what holds now.
    let newcomer = office.join_group("BPS-PAREPARE").await;
    office.advance(SECOND * 20).await;
    let copies = copies(&newcomer, "1/2026");
    assert_eq!(copies.len(), 1);
    assert!(copies[0].text.contains("Kumpulkan data lengkap."));
    assert_eq!(notices(&newcomer).len(), 0);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deadline_that_passes_before_its_correction_leaves_is_set_anew_by_its_author() {
    let opening = "sifat=penting tenggat=\"2026-11-16 12:00\"\nKumpulkan data.";
    let (office, staff, groups) = announced(opening).await;
    office.advance(HOUR * 2 + SECOND * 2400).await;
    office
        .say(&staff.author, "/ralat 1 Kumpulkan data lengkap.")
        .await;
    office.advance(SECOND * 4).await;
    let panel = office.last_said_to(&staff.author);
    assert!(panel.starts_with("Rancangan ralat"), "{panel}");
    // Handed over in time, and approved too late.
    office.press(&staff.author, "Ajukan").await;
    office.advance(SECOND * 1800).await;
    office.press(&staff.approver, "Setujui").await;
    office.moment().await;
    let refused = office.press(&staff.approver, "Ya, kirim ralat").await;
    assert!(refused.contains("Tekan “Kembalikan”"), "{refused}");
    office.press(&staff.approver, "Tidak jadi").await;
    office.moment().await;
    office.press(&staff.approver, "Kembalikan").await;
    office.moment().await;
    office.say(&staff.approver, "Tenggatnya sudah lewat.").await;
    office.advance(SECOND * 5).await;
    // The draft is refused as it is, and its panel has what mends it.
    let refused = office.press(&staff.author, "Ajukan").await;
    assert!(
        refused.contains("Tetapkan tenggat yang lebih lambat"),
        "{refused}"
    );
    office.press(&staff.author, "Tenggat").await;
    office.moment().await;
    office.press(&staff.author, "4 jam").await;
    office.advance(SECOND * 4).await;
    let panel = office.last_said_to(&staff.author);
    assert!(panel.starts_with("Rancangan ralat"), "{panel}");
    office.press(&staff.author, "Ajukan").await;
    office.advance(SECOND * 6).await;
    office.approve(&staff.approver).await;
    office.advance(SECOND * 10).await;
    assert!(
        copy(&groups[0]).text.contains("4 jam"),
        "{}",
        copy(&groups[0]).text
    );
    let due = "select max(due_at) - max(arrived_at) from chase where revision = 2";
    assert_eq!(office.count(due).await, 4 * 3_600_000);
    // Nothing else of a correction can be chosen, not by a forged button either.
    office.say(&staff.author, "/ralat 1 Lagi.").await;
    office.advance(SECOND * 4).await;
    let panel = staff.author.last().unwrap();
    let data = panel.button("Tenggat").unwrap().data.clone().unwrap();
    let forged = data.rsplit_once(':').unwrap().0.to_owned() + ":p";
    let refused = office.press_data(&staff.author, &panel, &forged).await;
    assert_ne!(refused, "");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawal_waits_for_no_deadline() {
    let opening = "sifat=penting tenggat=\"2026-11-16 12:00\"\nKumpulkan data.";
    let (office, staff, groups) = announced(opening).await;
    office.advance(HOUR * 2 + SECOND * 2400).await;
    office.say(&staff.author, "/cabut 1 Keliru.").await;
    office.advance(SECOND * 4).await;
    let labels = staff.author.last().unwrap().labels().join(" ");
    assert!(!labels.contains("Tenggat"), "{labels}");
    office.press(&staff.author, "Ajukan").await;
    office.advance(SECOND * 1800).await;
    office.press(&staff.approver, "Setujui").await;
    office.moment().await;
    let labels = staff.approver.last().unwrap().labels();
    assert_eq!(labels[0], "⛔ Ya, cabut siaran");
    office.press(&staff.approver, "Ya, cabut siaran").await;
    office.advance(SECOND * 10).await;
    assert!(copy(&groups[0]).text.contains("\nDICABUT "));
    office.close().await;
}
