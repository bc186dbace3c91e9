//! The card of a young announcement follows by itself.

use std::time::Duration;

use satupintu::domain::clock::Timestamp;
use satupintu_simulator::{Fault, SentMessage, User};

use super::{SECOND, turn};
use crate::office::{Office, copies};

const MINUTE: Duration = Duration::from_secs(60);

/// The newest card that somebody was shown.
fn card(user: &User) -> SentMessage {
    let mut messages = user.inbox();
    messages.retain(|it| it.from_bot && it.button("Segarkan").is_some());
    messages.pop().unwrap()
}

/// The pictures that somebody was shown, in order.
fn pictures(user: &User) -> Vec<SentMessage> {
    let mut messages = user.inbox();
    messages.retain(|it| it.from_bot && it.attachment.is_some());
    messages
}

/// How often words and pictures of cards, and bars, were edited by themselves.
async fn edits(office: &Office) -> i64 {
    let sql = "select count(*) from attempt where chat_id is null and announcement_id is not null";
    office.count(sql).await
}

#[tokio::test(flavor = "multi_thread")]
async fn card_and_picture_follow_while_the_announcement_is_young() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let mut groups = Vec::new();
    for code in [
        "POLRES-PAREPARE",
        "KODIM-1405",
        "DINKES-PAREPARE",
        "BPS-PAREPARE",
    ] {
        groups.push(office.join_group(code).await);
    }
    office.announce(&staff, "Air naik.").await;
    office.advance(SECOND * 10).await;
    let boss = &staff.coordinator;
    office.say(boss, "/status 1").await;
    let member = office.member(&groups[0], "Hasan");
    office.ask_in(&groups[0], &member, "/status 1").await;
    let (own, shown) = (card(boss), pictures(boss));
    let messages = boss.inbox().len();

    // What happens shows within moments, in private and in the group.
    let press = async |at: usize, name: &str| {
        let member = office.member(&groups[at], name);
        let copy = copies(&groups[at], "1/2026").pop().unwrap();
        office.press_on(&member, &copy, "Diterima").await;
    };
    office.advance(SECOND * 30).await;
    press(0, "Siti").await;
    office.advance(SECOND * 5).await;
    let text = card(boss).text;
    assert!(text.contains("\nDiterima 1/4\n"), "{text}");
    let drawn = pictures(boss);
    assert!(drawn[0].text.contains("Diterima 1/4"), "{}", drawn[0].text);
    assert_eq!((drawn.len(), drawn[0].id), (1, shown[0].id));
    let in_group = |office: &Office| {
        let _ = office;
        let mut all = groups[0].inbox();
        all.retain(|it| it.button("Segarkan").is_some());
        all.pop().unwrap().text
    };
    assert!(
        in_group(&office).contains("\nDiterima 1/1\n"),
        "{}",
        in_group(&office)
    );

    // No more often than it may; nothing is edited when nothing has changed.
    press(1, "Rudi").await;
    office.advance(SECOND * 5).await;
    assert!(card(boss).text.contains("\nDiterima 1/4\n"));
    office.advance(SECOND * 20).await;
    assert!(card(boss).text.contains("\nDiterima 2/4\n"));
    let before = edits(&office).await;
    office.advance(MINUTE * 3).await;
    assert_eq!(edits(&office).await, before);
    assert_eq!(boss.inbox().len(), messages, "nothing but edits");

    // A list in its place stays a list; as a card again it follows again.
    turn(&office, boss, "Belum").await;
    press(2, "Wati").await;
    office.advance(SECOND * 30).await;
    let list = boss.last().unwrap();
    assert!(
        list.text.starts_with("Belum mengonfirmasi"),
        "{}",
        list.text
    );
    let back = turn(&office, boss, "Kartu").await;
    assert!(back.text.contains("\nDiterima 3/4\n"), "{}", back.text);
    assert_eq!(back.id, own.id);

    // Of two cards the newer one follows, and each "Segarkan" draws its own picture.
    office.say(boss, "/status 1").await;
    let newer = card(boss);
    office.advance(SECOND * 30).await;
    press(3, "Dewi").await;
    office.advance(SECOND * 5).await;
    let of = |id: i64| boss.inbox().into_iter().find(|it| it.id == id).unwrap();
    assert!(of(newer.id).text.contains("\nDiterima 4/4\n"));
    assert!(of(own.id).text.contains("\nDiterima 3/4\n"));
    let both = pictures(boss);
    assert!(both[0].text.contains("Diterima 3/4"), "{}", both[0].text);
    assert!(both[1].text.contains("Diterima 4/4"), "{}", both[1].text);
    office.press_on(boss, &of(own.id), "Segarkan").await;
    office.advance(SECOND * 5).await;
    assert!(of(own.id).text.contains("\nDiterima 4/4\n"));
    let redrawn = pictures(boss);
    assert!(
        redrawn[0].text.contains("Diterima 4/4"),
        "{}",
        redrawn[0].text
    );
    assert_eq!(redrawn[1].text, both[1].text, "the other one is left alone");
    assert_eq!(redrawn.len(), 2);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_follows_no_longer_than_its_reader_may_see_it_or_it_is_there() {
    let office = Office::with_roster("bakohumas-parepare")
        .setting("STATUS__REFRESH_FOR", "10m")
        .setting("STATUS__REFRESH_EVERY", "5s")
        .open()
        .await;
    let staff = office.staff().await;
    let leaver = office.appoint("Lina", "koordinator HUMAS-PAREPARE").await;
    let mut groups = Vec::new();
    for code in [
        "POLRES-PAREPARE",
        "KODIM-1405",
        "DINKES-PAREPARE",
        "BPS-PAREPARE",
    ] {
        groups.push(office.join_group(code).await);
    }
    office.announce(&staff, "Air naik.").await;
    office.advance(SECOND * 10).await;
    let press = async |at: usize, name: &str| {
        let member = office.member(&groups[at], name);
        let copy = copies(&groups[at], "1/2026").pop().unwrap();
        office.press_on(&member, &copy, "Diterima").await;
        office.advance(SECOND * 20).await;
    };
    for who in [&leaver, &staff.coordinator, &staff.approver] {
        office.say(who, "/status 1").await;
    }
    let own = card(&leaver).id;
    let lost = card(&staff.approver);
    office.say(&office.owner, "/cabutperan Lina").await;
    office.press(&office.owner, "Cabut").await;
    office.moment().await;
    office.press(&office.owner, "Ya, cabut").await;
    office.moment().await;
    staff.approver.private_chat().delete_message(&lost);
    office.say(&office.owner, "/status 1").await;
    let drawn = pictures(&office.owner).pop().unwrap();
    office.owner.private_chat().delete_message(&drawn);
    let known = "select count(*) from posting where purpose = 'picture'";
    let before = office.count(known).await;
    press(0, "Siti").await;
    assert_eq!(
        office.count(known).await,
        before - 1,
        "nothing is said of a picture that is gone"
    );
    let of = |user: &User, id: i64| user.inbox().into_iter().find(|it| it.id == id).unwrap();
    assert!(of(&leaver, own).text.contains("\nDiterima 0/4\n"));
    let seen = card(&staff.coordinator);
    assert!(seen.text.contains("\nDiterima 1/4\n"), "{}", seen.text);
    let follows = "select count(*) from card where follows = 1";
    assert_eq!(
        office.count(follows).await,
        2,
        "the role ended, the message was deleted"
    );

    // Until it is old.
    office.advance(MINUTE * 10).await;
    press(1, "Rudi").await;
    assert!(card(&staff.coordinator).text.contains("\nDiterima 1/4\n"));
    let fresh = turn(&office, &staff.coordinator, "Segarkan").await;
    assert!(fresh.text.contains("\nDiterima 2/4\n"), "{}", fresh.text);

    // And until it is over: that is its last word.
    office.announce(&staff, "Air surut.").await;
    office.advance(SECOND * 10).await;
    office.say(&staff.coordinator, "/status 2").await;
    office.say(&staff.author, "/cabut 2 Keliru.").await;
    office.moment().await;
    office.submit_and_approve(&staff).await;
    office.advance(SECOND * 30).await;
    let over = card(&staff.coordinator);
    assert!(over.text.contains("DICABUT"), "{}", over.text);

    // What is scheduled is young from when it first arrives, however long before it was looked at.
    let text = "jadwal=\"hari ini 12.00\"\nApel.";
    office.announce(&staff, text).await;
    office.advance(MINUTE).await;
    office.say(&staff.coordinator, "/status 3").await;
    let noon = Timestamp(1_794_801_600_000);
    office.advance(noon.since(office.now()) + MINUTE).await;
    let copy = copies(&groups[2], "3/2026").pop().unwrap();
    let member = office.member(&groups[2], "Wati");
    office.press_on(&member, &copy, "Diterima").await;
    office.advance(SECOND * 20).await;
    let seen = card(&staff.coordinator);
    assert!(seen.text.contains("\nDiterima 1/4\n"), "{}", seen.text);
    // For ten minutes from then on.
    office.advance(MINUTE * 10).await;
    let copy = copies(&groups[3], "3/2026").pop().unwrap();
    let member = office.member(&groups[3], "Dewi");
    office.press_on(&member, &copy, "Diterima").await;
    office.advance(SECOND * 20).await;
    let seen = card(&staff.coordinator);
    assert!(seen.text.contains("\nDiterima 1/4\n"), "{}", seen.text);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_newest_card_tells_the_newest_whatever_overtakes_whatever() {
    let office = Office::with_roster("bakohumas-parepare")
        .setting("STATUS__REFRESH_EVERY", "5s")
        .open()
        .await;
    let staff = office.staff().await;
    let mut groups = Vec::new();
    for code in ["POLRES-PAREPARE", "KODIM-1405", "DINKES-PAREPARE"] {
        groups.push(office.join_group(code).await);
    }
    office.announce(&staff, "Air naik.").await;
    office.advance(SECOND * 10).await;
    let boss = &staff.coordinator;
    let press = async |at: usize, name: &str| {
        let member = office.member(&groups[at], name);
        let copy = copies(&groups[at], "1/2026").pop().unwrap();
        office.press_on(&member, &copy, "Diterima").await;
    };

    // The answer to the first card is lost, so it comes again, while a second one is on its way.
    let cut = Fault::cut_after().method("sendMessage");
    let cut = office.sim.fault(cut.chat(boss.id()).once());
    office.say(boss, "/status 1").await;
    press(0, "Siti").await;
    office.say(boss, "/status 1").await;
    office.advance(SECOND * 10).await;
    assert_eq!(cut.hits(), 1);
    let newest = card(boss);
    assert!(newest.text.contains("\nDiterima 1/3\n"), "{}", newest.text);

    // The edit of a press comes through only after the card has gone on by itself.
    let cut = Fault::cut_before().method("editMessageText");
    let cut = office.sim.fault(cut.chat(boss.id()).times(2));
    office.press_on(boss, &newest, "Segarkan").await;
    press(1, "Rudi").await;
    office.advance(SECOND * 7).await;
    assert_eq!(cut.hits(), 2);
    assert!(card(boss).text.contains("\nDiterima 2/3\n"));
    office.advance(SECOND * 20).await;
    let newest = card(boss);
    assert!(newest.text.contains("\nDiterima 2/3\n"), "{}", newest.text);
    // It is certain again what it shows.
    let before = edits(&office).await;
    office.advance(MINUTE).await;
    assert_eq!(edits(&office).await, before);
    office.close().await;
}
