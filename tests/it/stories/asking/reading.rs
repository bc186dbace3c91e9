//! The card, the pages and the list, as they are asked for and follow what happens.

use std::time::Duration;

use super::{SECOND, all_pages, assert_sorted, entries, turn};
use crate::office::Office;

#[tokio::test(flavor = "multi_thread")]
async fn a_coordinator_of_548_offices_reads_the_card_and_turns_the_pages() {
    let office = Office::with_roster("kpu-2021").open().await;
    let staff = office.staff().await;
    let codes = Office::codes("kpu-2021");
    let groups = office.import_groups(&codes[1..]).await;
    office.announce(&staff, "Jadwal debat publik.").await;
    office.advance(SECOND * 30).await;
    for group in &groups[..300] {
        let user = office.sim.user("Wati").create();
        group.add_member(&user);
        user.press(&group.last().unwrap(), "Diterima").unwrap();
    }
    office.settle().await;
    assert_eq!(office.sim.unanswered_presses(), 0);
    office.advance(SECOND * 20).await;

    let boss = &staff.coordinator;
    let list = office.say(boss, "/status").await;
    assert!(
        list.contains("1/2026 · Biasa · Jadwal debat publik. · Diterima 300/548"),
        "{list}"
    );
    let card = office.say(boss, "/status 1").await;
    let lines: Vec<&str> = card.lines().collect();
    for line in [
        "Siaran No. 1/2026",
        "Terkirim 548/548",
        "Gagal 0",
        "Diterima 300/548",
        "Tanpa saluran 1",
        "• Penyelenggara pemilu: 300/548 (54%)",
    ] {
        assert!(lines.contains(&line), "{line} not in {card}");
    }

    let missing = all_pages(&office, boss, "/belum 1").await;
    assert_eq!(missing.len(), 248);
    assert_sorted(&missing);
    let last = boss.last().unwrap();
    assert!(last.text.contains("Halaman 10/10"), "{}", last.text);
    assert!(last.button("Berikutnya").is_none());
    let back = turn(&office, boss, "Sebelumnya").await;
    assert!(back.text.contains("Halaman 9/10"), "{}", back.text);

    let confirmed = all_pages(&office, boss, "/sudah 1").await;
    assert_eq!(confirmed.len(), 300);
    assert_sorted(&confirmed);
    let mut all: Vec<_> = missing.into_iter().chain(confirmed).collect();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 548, "each is on one of the lists, once");

    let card = turn(&office, boss, "Kartu").await;
    assert!(card.text.starts_with("Siaran No. 1/2026"), "{}", card.text);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_card_and_its_pages_follow_what_has_happened_since() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let groups = office
        .import_groups(&Office::codes("bakohumas-parepare"))
        .await;
    office.announce(&staff, "Banjir.").await;
    office.advance(SECOND * 5).await;
    let boss = &staff.coordinator;
    let card = office.say(boss, "/status 1").await;
    assert!(card.contains("\nDiterima 0/16\n"), "{card}");
    for group in &groups[1..] {
        let user = office.sim.user("Wati").create();
        group.add_member(&user);
        office
            .press_on(&user, &group.last().unwrap(), "Diterima")
            .await;
    }
    let messages = boss.inbox().len();
    let card = turn(&office, boss, "Segarkan").await;
    assert!(card.text.contains("\nDiterima 15/16\n"), "{}", card.text);
    let list = turn(&office, boss, "Belum").await;
    assert_eq!(entries(&list).len(), 1, "{}", list.text);
    turn(&office, boss, "Kartu").await;
    let list = turn(&office, boss, "Sudah").await;
    assert_eq!(entries(&list).len(), 15, "{}", list.text);
    assert!(list.text.contains("oleh Wati"), "{}", list.text);
    assert_eq!(
        boss.inbox().len(),
        messages,
        "the same message turned into all of it"
    );
    // Refreshing what has not changed is no error.
    turn(&office, boss, "Kartu").await;
    let card = turn(&office, boss, "Segarkan").await;
    assert_eq!(card, turn(&office, boss, "Segarkan").await);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bare_number_means_the_newest_and_other_words_are_explained() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.import_groups(&["POLRES-PAREPARE"]).await;
    let boss = &staff.coordinator;
    let nothing = office.say(boss, "/status").await;
    assert!(nothing.contains("Belum ada siaran"), "{nothing}");
    for text in ["Lama satu.", "Lama dua."] {
        office.announce(&staff, text).await;
        office.advance(SECOND * 5).await;
    }
    office.advance(Duration::from_secs(50 * 86_400)).await;
    office.announce(&staff, "Baru satu.").await;
    office.advance(SECOND * 5).await;

    for (asked, wanted) in [
        ("/status 1", "Siaran No. 1/2027\nBaru satu."),
        ("/status 1/2027", "Siaran No. 1/2027\nBaru satu."),
        ("/status 1/2026", "Siaran No. 1/2026\nLama satu."),
        ("/status 2", "Siaran No. 2/2026\nLama dua."),
        ("/STATUS No. 2", "Siaran No. 2/2026\nLama dua."),
        (
            "/status@satupintu_bot 1/2026",
            "Siaran No. 1/2026\nLama satu.",
        ),
    ] {
        let card = office.say(boss, asked).await;
        assert!(card.starts_with(wanted), "{asked}: {card}");
    }
    for unknown in [
        "/status 3",
        "/belum 2/2027",
        "/sudah 1/2025",
        "/status 1/0",
        "/status 1/-1",
        "/status 99999999999999999999",
    ] {
        let refused = office.say(boss, unknown).await;
        assert!(
            refused.contains("tidak ditemukan") || refused.contains("Sebutkan nomor"),
            "{unknown}: {refused}"
        );
    }
    for (odd, command) in [
        ("/status satu", "status"),
        ("/belum", "belum"),
        ("/sudah 1/", "sudah"),
        ("/belum -1", "belum"),
        ("/status 0", "status"),
        ("/belum 1/2026x", "belum"),
        ("/status 1 2", "status"),
    ] {
        let refused = office.say(boss, odd).await;
        let wanted = format!("misalnya /{command} 1 atau /{command} 1/2026");
        assert!(refused.contains(&wanted), "{odd}: {refused}");
    }
    let list = office.say(boss, "/status").await;
    let numbers: Vec<&str> = list
        .lines()
        .filter_map(|line| line.split_once(" · ").map(|(number, _)| number))
        .collect();
    assert_eq!(numbers, ["1/2027", "2/2026", "1/2026"], "{list}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_whose_telegram_speaks_english_is_answered_in_english() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let guest = office.sim.user("Ms Smith").language("en").create();
    office.appoint_again(&guest, "koordinator").await;
    office.import_groups(&["POLRES-PAREPARE"]).await;
    office.announce(&staff, "Banjir.").await;
    office.advance(SECOND * 5).await;
    let card = office.say(&guest, "/status 1").await;
    for line in ["Announcement No. 1/2026", "Delivered 1/1", "Received 0/1"] {
        assert!(card.lines().any(|one| one == line), "{line} not in {card}");
    }
    let list = turn(&office, &guest, "Missing").await;
    assert!(list.text.contains("not yet confirmed"), "{}", list.text);
    let refused = office.say(&guest, "/status 9").await;
    assert!(
        refused.contains("was not found within your scope"),
        "{refused}"
    );
    // What the office itself says stays in its language.
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nTerkirim 1/1\n"), "{card}");
    office.close().await;
}
