//! Chats that are lost and found: one notice for many, and what they missed follows.

use satupintu_simulator::{Fault, User};

use super::{SECOND, events, reached, refuse};
use crate::office::{Office, assert_one_copy_each, copies};

const KICKED: &str = "Forbidden: bot was kicked from the group chat";

fn told(user: &User, what: &str) -> usize {
    let inbox = user.inbox();
    inbox.iter().filter(|it| it.text.contains(what)).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coordinator_of_many_lost_chats_gets_one_notice() {
    let office = Office::with_roster("bakohumas-kaltim").open().await;
    let staff = office.staff().await;
    let region = office
        .appoint("Dewi", r#"koordinator wilayah:"Kota Bontang""#)
        .await;
    let codes = Office::codes("bakohumas-kaltim");
    let groups = office.import_groups(&codes).await;
    refuse(&office, &groups, 403, KICKED);
    office.announce(&staff, "Jam layanan.").await;
    office.advance(SECOND * 200).await;

    let notices = staff.coordinator.inbox();
    let notices: Vec<&str> = notices
        .iter()
        .map(|it| it.text.as_str())
        .filter(|text| text.contains("tidak dapat dijangkau"))
        .collect();
    assert_eq!(notices.len(), 1, "{notices:?}");
    assert!(
        notices[0].starts_with("129 saluran tidak dapat dijangkau\n• "),
        "{}",
        notices[0]
    );
    assert!(
        notices[0].contains("\n… dan 114 saluran lain\n"),
        "{}",
        notices[0]
    );
    // Each hears of those in their own scope.
    let bontang = office.last_said_to(&region);
    assert!(
        bontang.contains("Bontang") && !bontang.contains("129"),
        "{bontang}"
    );
    assert_eq!(told(&region, "tidak dapat dijangkau"), 1);
    // Nothing was wrong with the announcement.
    assert_eq!(events(&office, "broadcast.paused").await, 0);
    let card = office.say(&staff.author, "/status 1").await;
    assert!(
        card.contains("\nGagal 129\n• tidak dapat dijangkau: 129\n"),
        "{card}"
    );
    let labels = staff.author.last().unwrap().labels();
    assert!(
        !labels.iter().any(|it| it.contains("Kirim ulang")),
        "{labels:?}"
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chat_that_is_back_gets_what_it_missed_and_is_told_of_again_when_it_is_lost_again() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let groups = office.import_groups(&["POLRES-PAREPARE", "ITH"]).await;
    let admin = office.sim.user("Admin").create();
    let police = &groups[0];
    let lost = |office: &Office| {
        // The bot is thrown out, and nobody tells it.
        let fault = Fault::refuse(403, KICKED).method("sendMessage");
        office.sim.fault(fault.chat(police.id()))
    };

    // Three it misses: one too old when it is back, one stopped, one to be sent again.
    let fault = lost(&office);
    office.announce(&staff, "Lama.").await;
    office.advance(SECOND * 3600 * 24 * 8).await;
    fault.release();
    police.kick_bot(&admin);
    office.a_minute().await;
    assert_eq!(told(&staff.coordinator, "Polres Parepare tidak dapat"), 1);
    police.add_bot(&admin);
    office.moment().await;
    assert_eq!(reached(&groups, "1/2026"), 1, "older than retry_returned");
    assert_eq!(
        told(&staff.coordinator, "Siaran berikutnya akan dikirim"),
        1
    );

    let fault = lost(&office);
    office.announce(&staff, "Baru.").await;
    office.a_minute().await;
    assert_eq!(told(&staff.coordinator, "Polres Parepare tidak dapat"), 2);
    let card = office.say(&staff.author, "/status 2").await;
    assert!(card.contains("\nTerkirim 1/2\nGagal 1\n"), "{card}");
    fault.release();
    police.kick_bot(&admin);
    police.add_bot(&admin);
    office.advance(SECOND * 10).await;
    assert_one_copy_each(&groups, "2/2026");
    assert_eq!(reached(&groups, "1/2026"), 1);
    assert_eq!(
        told(
            &staff.coordinator,
            "1 siaran yang belum sampai kini dikirim"
        ),
        1
    );
    let card = office.say(&staff.author, "/status 2").await;
    assert!(card.contains("\nTerkirim 2/2\nGagal 0\n"), "{card}");
    assert_eq!(events(&office, "delivery.requeued").await, 1);
    let bars = office.said_to(&staff.author);
    assert_eq!(bars.matches("Terkirim 2/2\nGagal 0").count(), 2, "{bars}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_stopped_does_not_follow_and_what_is_paused_waits() {
    let office = Office::with_roster("bakohumas-parepare")
        .setting("TELEGRAM__MESSAGES_PER_SECOND", "3")
        .open()
        .await;
    let staff = office.staff().await;
    let mut codes = Office::codes("bakohumas-parepare");
    codes.sort();
    let groups = office.import_groups(&codes).await;
    let admin = office.sim.user("Admin").create();
    let first = &groups[0];
    for (number, label) in [("1/2026", "Hentikan"), ("2/2026", "Jeda")] {
        let fault = Fault::refuse(403, KICKED).method("sendMessage");
        let fault = office.sim.fault(fault.chat(first.id()));
        office.announce(&staff, "Rapat.").await;
        while reached(&groups, number) < 3 {
            office.advance(SECOND / 5).await;
        }
        office.press(&staff.author, label).await;
        office.advance(SECOND).await;
        if label == "Hentikan" {
            office.press(&staff.author, "Ya, hentikan").await;
        }
        office.advance(SECOND * 5).await;
        fault.release();
        first.kick_bot(&admin);
        first.add_bot(&admin);
        office.advance(SECOND * 60).await;
        assert_eq!(copies(first, number).len(), 0, "{label}");
    }
    let waiting = "select count(*) from outbox where payload is null and purpose is null";
    assert!(office.count(waiting).await > 0);
    office.press(&staff.author, "Lanjutkan").await;
    office.advance(SECOND * 60).await;
    assert_one_copy_each(&groups, "2/2026");
    assert_eq!(copies(first, "1/2026").len(), 0);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chat_that_is_back_within_the_minute_is_nothing_to_speak_of() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let groups = office.import_groups(&["POLRES-PAREPARE", "ITH"]).await;
    let admin = office.sim.user("Admin").create();
    for group in &groups {
        group.kick_bot(&admin);
    }
    office.advance(SECOND * 20).await;
    groups[0].add_bot(&admin);
    office.a_minute().await;
    assert_eq!(told(&staff.coordinator, "Polres Parepare"), 0);
    assert_eq!(told(&staff.coordinator, "tidak dapat dijangkau: “"), 1);
    groups[1].add_bot(&admin);
    office.a_minute().await;
    assert_eq!(told(&staff.coordinator, "dapat dijangkau kembali: “"), 1);
    // Both flap: nobody is told anything.
    for group in &groups {
        group.kick_bot(&admin);
        group.add_bot(&admin);
    }
    office.a_minute().await;
    assert_eq!(told(&staff.coordinator, "dijangkau"), 2);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_found_upgraded_gets_what_it_missed_when_the_news_of_its_move_comes() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.import_groups(&["POLRES-PAREPARE"]).await.remove(0);
    let upgraded = "Bad Request: group chat was upgraded to a supergroup chat";
    let fault = Fault::refuse(400, upgraded).method("sendMessage");
    let fault = office.sim.fault(fault.chat(police.id()));
    office.announce(&staff, "Rapat.").await;
    office.advance(SECOND * 5).await;
    let card = office.say(&staff.author, "/status 1").await;
    assert!(card.contains("\nGagal 1\n"), "{card}");
    fault.release();
    let police = police.migrate();
    office.advance(SECOND * 5).await;
    assert_eq!(copies(&police, "1/2026").len(), 1);
    let card = office.say(&staff.author, "/status 1").await;
    assert!(card.contains("\nTerkirim 1/1\nGagal 0\n"), "{card}");
    office.close().await;
}
