//! A correction overtakes the broadcast of what it corrects.

use std::time::Duration;

use satupintu_simulator::{Chat, Fault, SentMessage, User};

use super::{CODES, SECOND, assert_card, change, copy, notices};
use crate::office::{Office, Staff, chapters, copies, dates};

const HOUR: Duration = Duration::from_secs(3600);

/// 129 chats, of which some have the announcement.
async fn half_way(priority: &str) -> (Office, Staff, Vec<Chat>) {
    let office = Office::with_roster("bakohumas-kaltim").open().await;
    let staff = office.staff().await;
    let codes = Office::codes("bakohumas-kaltim");
    let groups = office.import_groups(&codes).await;
    office
        .announce(&staff, &format!("sifat={priority}\nNaskah lama."))
        .await;
    office.advance(SECOND).await;
    (office, staff, groups)
}

/// A draft that is ready to be approved, made while the broadcast stands still.
async fn prepared(office: &Office, staff: &Staff, typed: &str) {
    office.say(&staff.author, typed).await;
    office.advance(SECOND * 3).await;
    office.press(&staff.author, "Ajukan").await;
    office.advance(SECOND * 6).await;
    office.press(&staff.approver, "Setujui").await;
    office.advance(SECOND * 2).await;
}

/// The progress bar, below which an app of one's own making presses what it likes.
fn bar(user: &User) -> SentMessage {
    let inbox = user.inbox();
    inbox
        .into_iter()
        .rfind(|it| it.button("Jeda").is_some())
        .unwrap()
}

fn shows(group: &Chat, words: &str) -> bool {
    copies(group, "1/2026")
        .iter()
        .any(|it| it.text.contains(words))
}

#[tokio::test(flavor = "multi_thread")]
async fn in_mid_broadcast_the_old_words_end_at_once_and_the_rest_gets_the_new() {
    let (office, staff, groups) = half_way("biasa").await;
    office.press(&staff.author, "Jeda").await;
    prepared(&office, &staff, "/ralat 1 Naskah baru.").await;
    let old = groups.iter().filter(|it| shows(it, "Naskah lama.")).count();
    assert!((10..120).contains(&old), "{old}");
    // Paused, only what has arrived is corrected; nothing else leaves.
    office.press(&staff.approver, "Ya, kirim").await;
    office.advance(SECOND * 30).await;
    assert_eq!(
        groups.iter().filter(|it| shows(it, "Naskah lama.")).count(),
        0
    );
    let corrected = groups.iter().filter(|it| shows(it, "Naskah baru.")).count();
    assert_eq!(corrected, old);
    office.press(&staff.author, "Lanjutkan").await;
    office.advance(SECOND * 30).await;
    for group in &groups {
        assert!(copy(group).text.contains("Naskah baru."));
    }
    // Whoever saw the new words only needs no notice of them.
    let told = groups.iter().filter(|it| notices(it).len() == 1).count();
    assert_eq!(told, old);
    assert_card(
        &office,
        &staff,
        &["Terkirim 129/129", "Gagal 0", "Naskah 1: 0"],
    )
    .await;
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn calls_that_are_under_way_with_the_old_words_are_edited_when_they_have_arrived() {
    let (office, staff, groups) = half_way("darurat").await;
    // Drafted at once, and approved while the rest is leaving.
    office.say(&staff.author, "/ralat 1 Naskah baru.").await;
    let draft = office.count("select max(id) from announcement").await;
    let at = bar(&staff.author);
    let refused = office
        .press_data(&staff.author, &at, &format!("s:{draft}:1"))
        .await;
    assert_eq!(refused, "");
    let at = bar(&staff.approver);
    let left = dates(&groups, "1/2026").count();
    assert!(left < 129, "the story is too slow");
    let refused = office
        .press_data(&staff.approver, &at, &format!("Y:{draft}:1"))
        .await;
    assert_eq!(refused, "");
    office.advance(SECOND * 60).await;
    for group in &groups {
        assert!(copy(group).text.contains("Naskah baru."));
    }
    let edited = groups
        .iter()
        .filter(|it| !copy(it).edits.is_empty())
        .count();
    assert!((1..129).contains(&edited), "{edited}");
    assert_card(&office, &staff, &["Terkirim 129/129"]).await;
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn between_two_parts_of_a_long_text_the_first_is_changed_before_the_second_comes() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let groups = office.import_groups(&CODES[..1]).await;
    office.announce_four_parts(&staff).await;
    while chapters(&groups[0].inbox()).len() < 2 {
        office.advance(Duration::from_millis(50)).await;
    }
    office.press(&staff.author, "Jeda").await;
    office.advance(SECOND * 5).await;
    assert_eq!(chapters(&groups[0].inbox()), [1, 2]);
    office.say(&staff.author, "/ralat 1").await;
    for part in 1..=3 {
        let text = format!("Pasal {part}. {}", "isi ".repeat(900));
        office.say(&staff.author, text.trim()).await;
    }
    office.submit_and_approve_long(&staff).await;
    office.advance(SECOND * 60).await;
    // Paused all the while: what has begun to arrive is corrected, to its end.
    let resumed = "select count(*) from event where kind = 'broadcast.resumed'";
    assert_eq!(office.count(resumed).await, 0);
    let all = groups[0].inbox();
    assert_eq!(chapters(&all), Vec::<usize>::new());
    for part in 1..=3 {
        let with = all
            .iter()
            .filter(|it| it.text.contains(&format!("Pasal {part}.")));
        assert_eq!(with.count(), 1);
    }
    assert_eq!(notices(&groups[0]).len(), 1);
    assert_card(&office, &staff, &["Terkirim 1/1"]).await;
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn neither_a_pause_nor_the_night_holds_the_correction_of_a_copy_that_may_have_arrived() {
    for paused in [true, false] {
        let office = Office::with_roster("bakohumas-parepare")
            .setting("OUTBOX__RETRY_UNKNOWN", r#"["20m"]"#)
            .open()
            .await;
        let staff = office.staff().await;
        let groups = office.import_groups(&CODES[..2]).await;
        if !paused {
            office.advance(HOUR * 11 + SECOND * 3000).await;
        }
        // Of one the answer is lost after it arrived; the other one has nothing yet.
        let lost = Fault::cut_after().method("sendMessage");
        office.sim.fault(lost.chat(groups[0].id()).once());
        let wait = Fault::too_many_requests(900).method("sendMessage");
        office.sim.fault(wait.chat(groups[1].id()).once());
        office.announce(&staff, "Naskah lama.").await;
        office.advance(SECOND * 5).await;
        if paused {
            office.press(&staff.author, "Jeda").await;
        }
        change(&office, &staff, "/ralat 1 Naskah baru.").await;
        office.advance(HOUR).await;
        // Nobody knows which message the first is, so a new one says it; the other waits.
        assert!(shows(&groups[0], "Naskah baru."), "paused: {paused}");
        assert_eq!(copies(&groups[1], "1/2026").len(), 0, "paused: {paused}");
        match paused {
            true => {
                office.press(&staff.author, "Lanjutkan").await;
                office.advance(SECOND * 10).await;
            }
            false => office.advance(HOUR * 10).await,
        }
        assert!(copy(&groups[1]).text.contains("Naskah baru."));
        office.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_stop_those_who_have_it_are_corrected_and_nobody_else_gets_it() {
    let (office, staff, groups) = half_way("biasa").await;
    office.press(&staff.author, "Hentikan").await;
    office.moment().await;
    office.press(&staff.author, "Ya, hentikan").await;
    office.advance(SECOND * 3).await;
    let stopped = staff.author.inbox();
    let offer = stopped
        .iter()
        .rfind(|it| it.text.contains("dihentikan"))
        .unwrap();
    assert!(offer.button("Cabut").is_some(), "{}", offer.text);
    let old = groups.iter().filter(|it| shows(it, "Naskah lama.")).count();
    change(&office, &staff, "/ralat 1 Naskah baru.").await;
    office.advance(SECOND * 60).await;
    assert_eq!(dates(&groups, "1/2026").count(), old);
    assert_eq!(
        groups.iter().filter(|it| shows(it, "Naskah baru.")).count(),
        old
    );
    let lines = [format!("Terkirim {old}/129"), "Gagal 0".to_owned()];
    assert_card(&office, &staff, &lines.each_ref().map(String::as_str)).await;
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_brake_holds_corrections_too() {
    let (office, staff, groups) = half_way("biasa").await;
    office.advance(SECOND * 30).await;
    office.say(&office.owner, "/bekukan").await;
    change(&office, &staff, "/ralat 1 Naskah baru.").await;
    office.advance(SECOND * 60).await;
    assert_eq!(
        groups.iter().filter(|it| shows(it, "Naskah baru.")).count(),
        0
    );
    office.say(&office.owner, "/cairkan").await;
    office.advance(SECOND * 60).await;
    assert_eq!(
        groups.iter().filter(|it| shows(it, "Naskah baru.")).count(),
        129
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn edits_without_an_answer_are_made_again_and_a_restart_loses_none() {
    let mut office = Office::of_parepare().await;
    let staff = office.staff().await;
    let groups = office.import_groups(&CODES).await;
    office.announce(&staff, "Naskah lama.").await;
    office.advance(SECOND * 10).await;
    for (group, fault) in groups.iter().zip([
        Fault::cut_after().method("editMessageText"),
        Fault::cut_before().method("editMessageText"),
        Fault::cut_after().method("sendMessage"),
    ]) {
        office.sim.fault(fault.chat(group.id()).once());
    }
    change(&office, &staff, "/ralat 1 Naskah baru.").await;
    office.stop().await;
    office.start();
    office.advance(SECOND * 120).await;
    for group in &groups {
        assert!(copy(group).text.contains("Naskah baru."));
        assert!(!notices(group).is_empty());
    }
    assert_card(&office, &staff, &["Terkirim 3/3", "Gagal 0"]).await;
    let marked = "select count(*) from delivery where maybe_double = 1";
    assert_eq!(
        office.count(marked).await,
        0,
        "an edit that is made twice is one edit"
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn newcomers_get_what_holds_and_are_corrected_like_all_others() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.import_groups(&CODES).await;
    office.announce(&staff, "Naskah lama.").await;
    office.announce(&staff, "Yang lain.").await;
    office.advance(SECOND * 10).await;
    // One joins before the correction, one after it.
    let before = office.join_group("BPS-PAREPARE").await;
    office.advance(SECOND * 20).await;
    assert!(shows(&before, "Naskah lama."));
    change(&office, &staff, "/ralat 1 Naskah baru.").await;
    office.advance(SECOND * 10).await;
    assert!(copy(&before).text.contains("Naskah baru."));
    assert_eq!(notices(&before).len(), 1);
    let after = office.join_group("PLN-PAREPARE").await;
    office.advance(SECOND * 20).await;
    assert!(copy(&after).text.contains("Naskah baru."));
    assert_eq!(notices(&after).len(), 0);
    let member = office.sim.user("Hasan").create();
    for group in [&before, &after] {
        group.add_member(&member);
        office.press_on(&member, &copy(group), "Diterima").await;
    }
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nMenyusul 2 (diterima 2)\n"), "{card}");
    // What was withdrawn goes to nobody who comes then.
    change(&office, &staff, "/cabut 1 Keliru.").await;
    office.advance(SECOND * 10).await;
    assert!(copy(&after).text.contains("\nDICABUT "));
    let last = office.join_group("PELNI-PAREPARE").await;
    office.advance(SECOND * 20).await;
    assert!(copies(&last, "1/2026").is_empty());
    assert_eq!(copies(&last, "2/2026").len(), 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_stopped_is_corrected_where_it_is_and_goes_to_no_newcomer() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let groups = office.import_groups(&CODES[..2]).await;
    let wait = Fault::too_many_requests(600).method("sendMessage");
    office.sim.fault(wait.chat(groups[1].id()).once());
    office.announce(&staff, "Naskah lama.").await;
    office.advance(SECOND * 5).await;
    office.press(&staff.author, "Hentikan").await;
    office.moment().await;
    office.press(&staff.author, "Ya, hentikan").await;
    office.advance(SECOND * 3).await;
    change(&office, &staff, "/ralat 1 Naskah baru.").await;
    office.advance(SECOND * 10).await;
    let newcomer = office.join_group("BPS-PAREPARE").await;
    office.advance(SECOND * 900).await;
    assert!(copy(&groups[0]).text.contains("Naskah baru."));
    for group in [&groups[1], &newcomer] {
        assert!(copies(group, "1/2026").is_empty());
        assert!(notices(group).is_empty());
    }
    office.close().await;
}
