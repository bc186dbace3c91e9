//! Quiet hours, from nine in the evening until six, hold what may wait.

use std::time::Duration;

use satupintu_simulator::{Chat, Fault, Limits, Rate};

use super::{HOUR, MINUTE, SIX};
use crate::office::{Office, START, Staff, assert_one_copy_each, chapters, copies, dates};

/// Half past nine in the evening, with a group that is to hear.
async fn evening() -> (Office, Staff, Chat) {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    office.advance(HOUR * 12 + MINUTE * 30).await;
    (office, staff, group)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_approved_at_night_leaves_in_the_morning_and_everybody_knows() {
    let (office, staff, group) = evening().await;
    let panel = office
        .say(&staff.author, "/siaran sifat=penting\nRapat besok.")
        .await;
    let held = "Jam tenang: ditahan sampai 06.00 WITA";
    assert!(panel.contains(held), "{panel}");
    office.press(&staff.author, "Ajukan").await;
    office.moment().await;
    let request = office.last_said_to(&staff.approver);
    assert!(request.contains(held), "{request}");
    office.press(&staff.approver, "Setujui").await;
    office.moment().await;
    let sure = office.last_said_to(&staff.approver);
    assert!(sure.contains(held), "{sure}");
    assert!(sure.contains("menunggu waktunya"), "{sure}");
    office.press(&staff.approver, "Ya, kirim").await;
    office.moment().await;
    for who in [&staff.author, &staff.approver] {
        let bar = office.last_said_to(who);
        assert!(
            bar.contains("🌙 Jam tenang: ditahan sampai 06.00 WITA."),
            "{bar}"
        );
    }
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("ditahan sampai 06.00 WITA"), "{card}");
    office.advance(HOUR * 8).await;
    assert!(copies(&group, "1/2026").is_empty());
    office.advance(HOUR).await;
    let copy = copies(&group, "1/2026").remove(0);
    assert!(
        (SIX..SIX + 5_000).contains(&copy.date_ms),
        "{}",
        copy.date_ms
    );
    let bar = office.last_said_to(&staff.author);
    assert!(
        bar.contains("Terkirim 1/1") && !bar.contains("ditahan"),
        "{bar}"
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn send_now_is_chosen_by_the_author_and_seen_by_the_approver() {
    let (office, staff, group) = evening().await;
    office.say(&staff.author, "/siaran Listrik padam.").await;
    office.press(&staff.author, "Kirim sekarang").await;
    office.moment().await;
    let panel = office.last_said_to(&staff.author);
    let said = "Kirim sekarang: dikirim juga pada jam tenang";
    assert!(
        panel.contains(said) && !panel.contains("ditahan"),
        "{panel}"
    );
    // Taken back, and chosen again.
    office.press(&staff.author, "Kirim sekarang").await;
    office.moment().await;
    let panel = office.last_said_to(&staff.author);
    assert!(
        !panel.contains(said) && panel.contains("ditahan"),
        "{panel}"
    );
    office.press(&staff.author, "Kirim sekarang").await;
    office.moment().await;
    office.press(&staff.author, "Ajukan").await;
    office.moment().await;
    let request = office.last_said_to(&staff.approver);
    assert!(
        request.contains(said) && !request.contains("ditahan"),
        "{request}"
    );
    let options = office
        .texts("select detail from event where kind = 'draft.submitted'")
        .await;
    office.approve(&staff.approver).await;
    office.moment().await;
    assert_eq!(copies(&group, "1/2026").len(), 1);
    let approved =
        "select count(*) from event where kind = 'announcement.approved' and detail like";
    let sha: serde_json::Value = serde_json::from_str(&options[0]).unwrap();
    let sha = sha["sha256"].as_str().unwrap();
    assert_eq!(office.count(&format!("{approved} '%{sha}%'")).await, 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn emergencies_pass_and_so_does_what_is_typed_to() {
    let (office, staff, group) = evening().await;
    let panel = office
        .say(&staff.author, "/siaran sifat=darurat\nAir naik.")
        .await;
    assert!(!panel.contains("Jam tenang"), "{panel}");
    office.submit_and_approve(&staff).await;
    office.moment().await;
    assert_eq!(copies(&group, "1/2026").len(), 1);

    let refused = office
        .say(&staff.author, "/siaran kirim=nanti\nAir surut.")
        .await;
    assert!(refused.contains("sekarang"), "{refused}");
    office.announce(&staff, "kirim=sekarang\nAir surut.").await;
    office.moment().await;
    assert_eq!(copies(&group, "2/2026").len(), 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_small_hours_of_a_sunday_are_quiet_too() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    // Sunday the 22nd, half past midnight.
    office.advance(HOUR * (5 * 24 + 15) + MINUTE * 30).await;
    office.announce(&staff, "Senam pagi.").await;
    office.advance(HOUR * 5).await;
    assert!(copies(&group, "1/2026").is_empty());
    office.advance(HOUR).await;
    let copy = copies(&group, "1/2026").remove(0);
    let six = SIX + 5 * 24 * 60 * 60 * 1000;
    assert!(
        (six..six + 5_000).contains(&copy.date_ms),
        "{}",
        copy.date_ms
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_broadcast_that_runs_into_them_waits_with_all_its_retries() {
    let slow = Rate {
        capacity: 1,
        per_second: 1,
    };
    let mut office = Office::with_roster("bakohumas-kaltim")
        .setting("TELEGRAM__MESSAGES_PER_SECOND", "1")
        .limits(Limits {
            overall: Some(slow),
            ..Limits::default()
        })
        .open()
        .await;
    let staff = office.staff().await;
    let codes = Office::codes("bakohumas-kaltim");
    let groups = office.import_groups(&codes).await;
    office
        .say(&staff.author, "/siaran sifat=penting\nLayanan libur.")
        .await;
    office.advance(MINUTE).await;
    office.press(&staff.author, "Ajukan").await;
    let nine = START.plus(HOUR * 12).minus(MINUTE);
    office
        .advance(Duration::from_millis((nine.0 - office.now().0) as u64))
        .await;
    office.press(&staff.approver, "Setujui").await;
    office.moment().await;
    // One of those that come last before nine gets no answer, and is tried again after it.
    let lost = Fault::bad_gateway()
        .method("sendMessage")
        .chat(groups[40].id())
        .once();
    let lost = office.sim.fault(lost);
    office.press(&staff.approver, "Ya, kirim").await;
    office.advance(MINUTE * 3).await;
    let reached = |groups: &[Chat]| dates(groups, "1/2026").count();
    let by_nine = reached(&groups);
    assert!((20..80).contains(&by_nine), "{by_nine}");
    assert_eq!(lost.hits(), 1);
    let bar = office.last_said_to(&staff.author);
    assert!(bar.contains("ditahan sampai 06.00 WITA"), "{bar}");
    let held = "select count(*) from event where kind = 'broadcast.held'";
    assert_eq!(office.count(held).await, 1);
    // People are answered, and a restart changes nothing.
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("ditahan sampai 06.00"), "{card}");
    office.stop().await;
    office.clock.set(office.now().plus(HOUR * 2));
    office.start();
    office.advance(HOUR * 6).await;
    assert_eq!(reached(&groups), by_nine);
    office.advance(HOUR + MINUTE * 5).await;
    assert_one_copy_each(&groups, "1/2026");
    let quiet = SIX - 9 * 60 * 60 * 1000 + 2_000..SIX;
    let in_quiet = dates(&groups, "1/2026")
        .filter(|at| quiet.contains(at))
        .count();
    assert_eq!(in_quiet, 0);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_has_begun_is_not_left_half_a_night() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let groups = office
        .import_groups(&["POLRES-PAREPARE", "KODIM-1405"])
        .await;
    office.say(&staff.author, "/siaran").await;
    for part in 1..=4 {
        let text = format!("Bab {part}. {}", "isi ".repeat(900));
        office.say(&staff.author, text.trim()).await;
    }
    office.advance(MINUTE).await;
    office.press(&staff.author, "Ajukan").await;
    let nine = START.plus(HOUR * 12).minus(Duration::from_secs(3));
    office
        .advance(Duration::from_millis((nine.0 - office.now().0) as u64))
        .await;
    office.press(&staff.approver, "Setujui").await;
    office.moment().await;
    // The second group cannot be written to before nine.
    let busy = Fault::too_many_requests(60)
        .method("sendMessage")
        .chat(groups[1].id())
        .once();
    let busy = office.sim.fault(busy);
    office.press(&staff.approver, "Ya, kirim").await;
    office.advance(HOUR).await;
    assert_eq!(busy.hits(), 1);
    assert_eq!(chapters(&groups[0].inbox()), [1, 2, 3, 4]);
    assert!(copies(&groups[1], "1/2026").is_empty());
    office.advance(HOUR * 9).await;
    assert_eq!(chapters(&groups[1].inbox()), [1, 2, 3, 4]);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_quiet_hours_nothing_waits_from_the_next_start() {
    let (mut office, staff, group) = evening().await;
    office.announce(&staff, "Rapat besok.").await;
    office.advance(MINUTE * 10).await;
    assert!(copies(&group, "1/2026").is_empty());
    office.stop().await;
    office.set_setting("QUIET_HOURS__ENABLED", "false");
    office.start();
    office.moment().await;
    assert_eq!(copies(&group, "1/2026").len(), 1);
    let panel = office.say(&staff.author, "/siaran Rapat lusa.").await;
    assert!(!panel.contains("Jam tenang"), "{panel}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deadline_that_passes_in_the_night_is_not_approved() {
    let (office, staff, group) = evening().await;
    office
        .submit(&staff.author, "tenggat=\"hari ini 23.00\"\nRapat.")
        .await;
    let pop_up = office.approve(&staff.approver).await;
    assert!(
        pop_up.contains("lewat sebelum siaran ini dapat terkirim"),
        "{pop_up}"
    );
    assert!(copies(&group, "1/2026").is_empty());
    office.close().await;
}
