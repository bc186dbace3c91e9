//! "Hentikan": what has not left never will.

use std::time::Duration;

use satupintu_simulator::{Chat, Fault};

use super::{SECOND, events, reached};
use crate::office::{Office, Staff, chapters};

async fn half_way() -> (Office, Staff, Vec<Chat>) {
    let office = Office::with_roster("bakohumas-kaltim").open().await;
    let staff = office.staff().await;
    let codes = Office::codes("bakohumas-kaltim");
    let groups = office.import_groups(&codes).await;
    office.announce(&staff, "Jam layanan selama Ramadan.").await;
    office.advance(SECOND * 2).await;
    (office, staff, groups)
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_leaves_after_a_stop_and_everybody_knows_how_many_have_it() {
    let (mut office, staff, groups) = half_way().await;
    office.press(&staff.author, "Hentikan").await;
    office.moment().await;
    let question = staff.author.last().unwrap();
    assert!(
        question
            .text
            .starts_with("Hentikan pengiriman Siaran No. 1/2026?"),
        "{}",
        question.text
    );
    assert!(reached(&groups, "1/2026") < 129, "the story is too slow");
    office.press(&staff.author, "Ya, hentikan").await;
    // What had been claimed for the next moment is on its way.
    office.advance(Duration::from_millis(200)).await;
    let told = reached(&groups, "1/2026");
    assert!((60..129).contains(&told), "{told}");
    let left_out = 129 - told;

    office.advance(SECOND * 600).await;
    office.stop().await;
    office.start();
    office.advance(SECOND * 600).await;
    assert_eq!(reached(&groups, "1/2026"), told);
    let card = office.say(&staff.coordinator, "/status 1").await;
    for line in [
        format!("Terkirim {told}/129"),
        "Gagal 0".to_owned(),
        format!("Dihentikan: {left_out} tidak dikirim"),
    ] {
        assert!(card.lines().any(|one| one == line), "{line} not in {card}");
    }
    assert!(card.contains("⏹ Dihentikan oleh Budi Santoso"), "{card}");
    for who in [&staff.author, &staff.approver, &office.owner] {
        let said = office.said_to(who);
        let notice = "⏹ Siaran No. 1/2026 dihentikan\nOleh Budi Santoso, 16 November";
        assert_eq!(said.matches(notice).count(), 1, "{}: {said}", who.name());
    }
    for who in [&staff.author, &staff.approver] {
        let bars = who.inbox();
        let bar = bars
            .iter()
            .find(|it| it.text.contains("Dihentikan: "))
            .unwrap();
        assert!(
            bar.text.contains(&format!("Terkirim {told}/129\n")),
            "{}",
            bar.text
        );
        assert!(!bar.text.contains("Selesai"), "{}", bar.text);
        let labels = bar.labels().join(" ");
        assert!(
            !labels.contains("Jeda") && !labels.contains("Hentikan"),
            "{labels}"
        );
    }

    office.say(&staff.author, "/status 1").await;
    office.press(&staff.author, "Sudah menerima kiriman").await;
    office.moment().await;
    let list = office.last_said_to(&staff.author);
    let count = format!("Sudah ada di saluran {told} lembaga");
    assert!(list.contains(&count), "{list}");
    assert_eq!(
        list.lines()
            .filter(|it| it.contains(". ") && it.ends_with(')'))
            .count(),
        25
    );

    // For good: whoever comes too late hears so.
    let data = question
        .button("Ya, hentikan")
        .unwrap()
        .data
        .clone()
        .unwrap();
    let bar = staff.approver.inbox()[0].clone();
    for forged in ["H", "h", "p", "u", "f", "hk"] {
        let data = data.replacen('H', forged, 1);
        let said = office.press_data(&staff.approver, &bar, &data).await;
        assert!(said.contains("sudah dihentikan"), "{forged}: {said}");
    }
    assert_eq!(events(&office, "broadcast.stopped").await, 1);
    let detail = office
        .texts("select detail from event where kind = 'broadcast.stopped'")
        .await;
    let detail: serde_json::Value = serde_json::from_str(&detail[0]).unwrap();
    let under_way = detail["under_way"].as_i64().unwrap();
    assert_eq!(detail["left_out"], left_out);
    assert_eq!(
        detail["sent"].as_i64().unwrap() + under_way,
        i64::try_from(told).unwrap()
    );

    // The next announcement goes to all.
    office.announce(&staff, "Ralat.").await;
    office.advance(SECOND * 10).await;
    assert_eq!(reached(&groups, "2/2026"), 129);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_is_asked_for_twice_and_may_follow_a_pause() {
    let (office, staff, groups) = half_way().await;
    office.press(&staff.approver, "Jeda").await;
    office.advance(SECOND).await;
    let told = reached(&groups, "1/2026");
    office.press(&staff.approver, "Hentikan").await;
    office.moment().await;
    office.press(&staff.approver, "Tidak jadi").await;
    office.moment().await;
    let said = office.last_said_to(&staff.approver);
    assert!(said.contains("tidak dihentikan"), "{said}");
    assert_eq!(events(&office, "broadcast.stopped").await, 0);
    office.press(&staff.approver, "Hentikan").await;
    office.moment().await;
    office.press(&staff.approver, "Ya, hentikan").await;
    office.advance(SECOND * 60).await;
    assert_eq!(reached(&groups, "1/2026"), told);
    let card = office.say(&staff.approver, "/status 1").await;
    assert!(card.contains("⏹ Dihentikan oleh Ratna Dewi"), "{card}");
    let labels = staff.approver.last().unwrap().labels();
    assert!(
        !labels.iter().any(|label| label.contains("Lanjutkan")),
        "{labels:?}"
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_on_its_way_is_recorded_as_it_ended_and_not_tried_again() {
    let office = Office::with_roster("bakohumas-parepare")
        .setting("OUTBOX__RETRY_UNKNOWN", r#"["10m"]"#)
        .open()
        .await;
    let staff = office.staff().await;
    let groups = office
        .import_groups(&["POLRES-PAREPARE", "KODIM-1405", "ITH"])
        .await;
    // One answer is lost, one call is put off, and the third chat is between two parts.
    let [lost, later, parts] = &groups[..] else {
        panic!("three groups");
    };
    let method = |fault: Fault, chat: &Chat| fault.method("sendMessage").chat(chat.id()).once();
    office.sim.fault(method(Fault::cut_after(), lost).skip(1));
    office
        .sim
        .fault(method(Fault::too_many_requests(600), later).skip(1));
    office.announce_four_parts(&staff).await;
    while chapters(&parts.inbox()).len() < 2 || chapters(&lost.inbox()).len() < 2 {
        office.advance(Duration::from_millis(50)).await;
    }
    let id = office.count("select id from announcement").await;
    let bars = staff.author.inbox();
    let bar = bars.iter().find(|it| it.button("Hentikan").is_some());
    let surely = format!("H:{id}:0");
    office
        .press_data(&staff.author, bar.unwrap(), &surely)
        .await;
    office.advance(SECOND).await;
    let stood: Vec<Vec<usize>> = groups.iter().map(|it| chapters(&it.inbox())).collect();
    assert!(chapters(&parts.inbox()).len() < 4, "{stood:?}");
    office.advance(SECOND * 3600).await;
    let after: Vec<Vec<usize>> = groups.iter().map(|it| chapters(&it.inbox())).collect();
    assert_eq!(after, stood);
    let card = office.say(&staff.author, "/status 1").await;
    for line in [
        "Terkirim 0/3",
        "Gagal 0",
        "Dihentikan: 3 tidak dikirim",
        "Mungkin ganda 1",
    ] {
        assert!(card.lines().any(|one| one == line), "{line} not in {card}");
    }
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_claimed_without_anybody_knowing_does_not_leave_after_a_stop() {
    let (office, staff, groups) = half_way().await;
    office.press(&staff.author, "Hentikan").await;
    office.moment().await;
    office.press(&staff.author, "Ya, hentikan").await;
    office.advance(SECOND).await;
    let told = reached(&groups, "1/2026");
    assert!(told < 129, "the story is too slow");
    // One of those left out was claimed when the stop came, in a commit that was not answered: nobody
    // was told to make the call.
    office
        .alter(
            "update announcement set finished_at = null; \
             update delivery set state = 'waiting', cause = null, reason = null where chat_id = \
             (select max(chat_id) from delivery where cause = 'stopped'); \
             insert into outbox (id, lane, due_at, state, address, announcement_id, chat_id, part, \
             unknowns, created_at, claimed_at, claimed_epoch) \
             select 1, 3, 1, 'claimed', c.address, d.announcement_id, d.chat_id, 0, 0, 1, 1, l.epoch \
             from delivery d join chat c on c.id = d.chat_id cross join leader l \
             where d.state = 'waiting'",
        )
        .await;
    // A commit is cut off before its answer is there: the sender looks for what it may have claimed.
    loop {
        let commit = office.db.write().await.unwrap().commit();
        if tokio::time::timeout(Duration::ZERO, commit).await.is_err() {
            break;
        }
    }
    office.advance(SECOND * 60).await;
    assert_eq!(reached(&groups, "1/2026"), told);
    let left_out = 129 - told;
    let card = office.say(&staff.coordinator, "/status 1").await;
    let line = format!("Dihentikan: {left_out} tidak dikirim");
    assert!(card.lines().any(|one| one == line), "{line} not in {card}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_settles_the_last_deliveries_at_the_same_time_ends_the_broadcast() {
    use satupintu::domain::cause::Cause;
    use satupintu::domain::id::{AnnouncementId, ChatId};
    use satupintu::store::{Db, announcement, delivery};

    let mut office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.import_groups(&["KODIM-1405", "ITH"]).await;
    office.announce(&staff, "Jam layanan.").await;
    office.advance(SECOND * 10).await;
    office.stop().await;
    office
        .alter("update announcement set finished_at = null; update delivery set state = 'waiting'")
        .await;
    let id = AnnouncementId(office.count("select id from announcement").await);
    let one = office.count("select min(chat_id) from delivery").await;
    let other = office.count("select max(chat_id) from delivery").await;
    let now = satupintu::domain::clock::Clock::now(&*office.clock);
    let settle = async |db: &Db, chat: i64| {
        let mut tx = db.write().await.unwrap();
        let chat = ChatId(chat);
        delivery::failed(&mut tx, id, chat, Cause::Revoked, "")
            .await
            .unwrap();
        let ended = announcement::finish_if_settled(&mut tx, id, now).await;
        (tx, ended.unwrap())
    };
    // The sender and a role that ends, each in a transaction of its own.
    let (first, first_ended) = settle(&office.db, one).await;
    let commit = async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        first.commit().await.unwrap();
    };
    let ((second, second_ended), ()) = tokio::join!(settle(&office.db, other), commit);
    second.commit().await.unwrap();
    assert_eq!((first_ended, second_ended), (false, true));
    let open = "select count(*) from announcement where finished_at is null";
    assert_eq!(office.count(open).await, 0);
    office.start();
    office.close().await;
}
