//! At the pace that the platform allows, in order, and heeding what it says.

use std::time::Duration;

use satupintu_simulator::{Chat, Fault, Limits, Rate};

use crate::office::{Office, assert_one_copy_each, copies, dates};

const SECOND: Duration = Duration::from_secs(1);

fn last_date(chats: &[Chat], number: &str) -> i64 {
    dates(chats, number).max().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn all_548_groups_of_the_kpu_have_it_after_18_seconds_and_nothing_is_refused() {
    let office = Office::with_roster("kpu-2021").open().await;
    let staff = office.staff().await;
    let codes = Office::codes("kpu-2021");
    let groups = office.import_groups(&codes[1..]).await;
    assert_eq!(groups.len(), 548);
    office.advance(SECOND * 5).await;

    office
        .announce(&staff, "Jadwal debat publik pasangan calon.")
        .await;
    office.advance(SECOND * 30).await;

    assert_one_copy_each(&groups, "1/2026");
    let makespan = last_date(&groups, "1/2026") - dates(&groups, "1/2026").min().unwrap();
    assert!((18_000..19_000).contains(&makespan), "{makespan} ms");
    assert_eq!(office.sim.stats().too_many_requests, 0);
    let card = office.say(&staff.coordinator, "/status 1").await;
    let lines: Vec<&str> = card.lines().collect();
    for line in [
        "Terkirim 548/548",
        "Gagal 0",
        "Diterima 0/548",
        "Tanpa saluran 1",
    ] {
        assert!(lines.contains(&line), "{line} not in {card}");
    }
    let bar = staff.author.last().unwrap();
    assert!(bar.text.contains("548/548"), "{}", bar.text);
    assert!(
        bar.edits.len() >= 4,
        "the bar moved {} times",
        bar.edits.len()
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn announcements_in_a_row_keep_the_pace_of_a_group_and_their_order() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.import_groups(&["POLRES-PAREPARE"]).await.remove(0);

    for name in ["satu", "dua", "tiga"] {
        office.say(&staff.author, "/siaran").await;
        for piece in 0..8 {
            let text = format!("{name} {piece}: {}", "rincian ".repeat(450));
            office.say(&staff.author, text.trim()).await;
        }
        office.submit_and_approve_long(&staff).await;
    }
    office.advance(SECOND * 180).await;

    let sent = group.inbox();
    assert!(sent.len() >= 24, "{} messages", sent.len());
    assert_eq!(office.sim.stats().too_many_requests, 0);
    for pair in sent.windows(2) {
        assert!(pair[1].date_ms - pair[0].date_ms >= 1000);
    }
    for window in sent.windows(21) {
        assert!(window[20].date_ms - window[0].date_ms >= 60_000);
    }
    let all: String = sent.iter().map(|message| message.text.as_str()).collect();
    let mut from = 0;
    for name in ["satu", "dua", "tiga"] {
        for piece in 0..8 {
            let wanted = format!("{name} {piece}:");
            let at = all[from..]
                .find(&wanted)
                .unwrap_or_else(|| panic!("{wanted} is not in order"));
            from += at;
        }
    }
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn too_many_requests_for_one_chat_hold_up_that_chat_alone() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let groups = office
        .import_groups(&Office::codes("bakohumas-parepare"))
        .await;
    let slow = &groups[3];
    office.sim.fault(
        Fault::too_many_requests(30)
            .method("sendMessage")
            .chat(slow.id())
            .once(),
    );

    office.announce(&staff, "Jadwal posyandu bulan ini.").await;
    let began = office.now().0;
    office.advance(SECOND * 5).await;
    for group in groups.iter().filter(|group| group.id() != slow.id()) {
        assert_eq!(copies(group, "1/2026").len(), 1);
    }
    assert_eq!(copies(slow, "1/2026").len(), 0);
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nTerkirim 15/16\n"), "{card}");
    assert!(card.contains("\nGagal 0\n"), "{card}");

    office.advance(SECOND * 40).await;
    assert_one_copy_each(&groups, "1/2026");
    let waited = copies(slow, "1/2026")[0].date_ms - began;
    assert!((30_000..32_000).contains(&waited), "{waited} ms");
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nTerkirim 16/16\n"), "{card}");
    assert!(!card.contains("Mungkin ganda"), "{card}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn too_many_requests_for_many_chats_slow_everything_and_then_all_arrive() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let groups = office
        .import_groups(&Office::codes("bakohumas-parepare"))
        .await;
    for group in &groups[..6] {
        let fault = Fault::too_many_requests(7).method("sendMessage");
        office.sim.fault(fault.chat(group.id()).once());
    }

    office.announce(&staff, "Jadwal vaksinasi.").await;
    let began = office.now().0;
    office.advance(SECOND * 30).await;

    assert_one_copy_each(&groups, "1/2026");
    let calls: Vec<i64> = office
        .sim
        .calls_of("sendMessage")
        .iter()
        .filter(|call| call.at_ms >= began && call.chat.is_some_and(|chat| chat < 0))
        .map(|call| call.at_ms - began)
        .collect();
    assert!(
        calls.windows(2).any(|pair| pair[1] - pair[0] >= 6_500),
        "nobody waited: {calls:?}"
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_platform_that_allows_less_than_its_documentation_says_is_heeded_and_tried_again_later() {
    let third = Rate {
        capacity: 10,
        per_second: 10,
    };
    let office = Office::with_roster("bakohumas-kaltim")
        .limits(Limits {
            overall: Some(third),
            ..Limits::default()
        })
        .open()
        .await;
    let staff = office.staff().await;
    let groups = office
        .import_groups(&Office::codes("bakohumas-kaltim"))
        .await;
    office.announce(&staff, "Jam layanan.").await;
    office.advance(SECOND * 12).await;
    let slowed = "Telegram sedang membatasi laju";
    let bar = staff.author.last().unwrap().text;
    assert!(bar.contains(slowed), "{bar}");
    let mut office = office;
    office.stop().await;
    office.start();
    office.advance(SECOND).await;
    let (refused, sent) = (
        office.sim.stats().too_many_requests,
        office.sim.stats().messages,
    );
    office.advance(SECOND * 4).await;
    let more = office.sim.stats().too_many_requests - refused;
    let sent = office.sim.stats().messages - sent;
    assert!(
        more * 4 < sent,
        "a restart forgets nothing: {more} more refusals for {sent} messages"
    );
    office.advance(SECOND * 120).await;

    assert!(office.sim.stats().too_many_requests > 0);
    assert_one_copy_each(&groups, "1/2026");
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nTerkirim 129/129\n"), "{card}");
    assert!(!card.contains("Mungkin ganda"), "{card}");

    office.sim.set_limits(Limits::default());
    office.advance(SECOND * 300).await;
    let refused = office.sim.stats().too_many_requests;
    office.announce(&staff, "Jam layanan lain.").await;
    office.advance(SECOND * 2).await;
    let bar = staff.author.last().unwrap().text;
    assert!(!bar.contains(slowed), "{bar}");
    office.advance(SECOND * 10).await;
    assert_one_copy_each(&groups, "2/2026");
    assert_eq!(office.sim.stats().too_many_requests, refused);
    office.close().await;
}
