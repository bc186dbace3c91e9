//! What happens to chats is followed: names, openness, rights, addresses.

use std::time::Duration;

use super::{chat_page, turn};
use crate::office::{Office, copies};

#[tokio::test(flavor = "multi_thread")]
async fn a_chat_is_called_as_it_calls_itself() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    let officer = office.officer("Iptu Hasan", "POLRES-PAREPARE").await;
    let admin = office.sim.user("Admin").create();
    let channel = office.sim.channel("Kejari");
    channel.add_bot(&admin);
    let link = office.invite("grup KEJARI-PAREPARE").await;
    channel.post(office.start_command(&link));
    office.moment().await;
    let page = chat_page(&office, "Humas POLRES-PAREPARE").await;
    group.rename("Humas Polres Baru");
    channel.rename("Kabar Kejari");
    office.moment().await;
    let text = turn(&office, &staff.coordinator, &page).await;
    assert!(text.contains("“Humas Polres Baru”"), "{text}");
    let page = chat_page(&office, "Kabar Kejari").await;
    assert_ne!(page, "cp:0");
    assert!(office.said_to(&officer).contains("Anda kini petugas"));
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_strangers_get_in_only_officers_confirm_from_then_on() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let admin = office.sim.user("Admin").create();
    let group = office.sim.supergroup("Humas Polres");
    group.add_bot(&admin);
    let link = office.invite("grup POLRES-PAREPARE").await;
    group.send(&admin, office.start_command(&link));
    office.announce(&staff, "Satu.").await;
    office.moment().await;
    let copy = copies(&group, "1/2026").remove(0);
    let group = group.public("polres_parepare");
    let stranger = office.sim.user("Joko").create();
    group.add_member(&stranger);
    let pop_up = office.press_on(&stranger, &copy, "Diterima").await;
    assert!(pop_up.contains("hanya petugas"), "{pop_up}");
    group.send(&stranger, "/status");
    office.moment().await;
    let page = chat_page(&office, "Humas Polres").await;
    office.say(&staff.coordinator, "/status 1").await;
    let text = turn(&office, &staff.coordinator, &page).await;
    assert!(text.contains("Jenis: grup publik"), "{text}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bot_that_may_not_write_is_lost_until_it_may_again() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let admin = office.sim.user("Admin").create();
    let group = office.sim.supergroup("Humas Polres");
    let link = office.invite("grup POLRES-PAREPARE").await;
    admin.add_by_link(&link, &group).unwrap();
    let channel = office.sim.channel("Kejari");
    channel.add_bot(&admin);
    let link = office.invite("grup KEJARI-PAREPARE").await;
    channel.post(office.start_command(&link));
    office.moment().await;
    group.restrict_bot();
    channel.demote_bot();
    office.a_minute().await;
    let said = office.last_said_to(&staff.coordinator);
    assert!(
        said.starts_with("2 saluran tidak dapat dijangkau"),
        "{said}"
    );
    let panel = office.say(&staff.author, "/siaran Satu.").await;
    assert!(panel.contains("0 saluran"), "{panel}");
    group.demote_bot();
    channel.promote_bot();
    office.advance(Duration::from_secs(10)).await;
    let said = office.said_to(&staff.coordinator);
    assert_eq!(said.matches("dapat dijangkau kembali").count(), 2, "{said}");
    office.submit_and_approve(&staff).await;
    office.moment().await;
    assert_eq!(copies(&group, "1/2026").len(), 1);
    assert_eq!(copies(&channel, "1/2026").len(), 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_that_moves_onto_a_registered_address_gets_one_copy() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    // The new address is known before anybody tells of the move, as by a file.
    let old = group.id();
    let moved = group.migrate();
    office.moment().await;
    let (new, now) = (moved.id(), office.now().0);
    office
        .alter(&format!(
            "insert into chat (id, address, room, kind, public, title, institution, state, \
             registered_at) select 1, 'tg:{old}', 'tg:{old}', kind, public, title, institution, \
             'active', {now} from chat where address = 'tg:{new}'"
        ))
        .await;
    office.announce(&staff, "Satu.").await;
    office.advance(Duration::from_secs(30)).await;
    assert_eq!(copies(&moved, "1/2026").len(), 1);
    office.announce(&staff, "Dua.").await;
    office.advance(Duration::from_secs(30)).await;
    assert_eq!(copies(&moved, "2/2026").len(), 1);
    let card = office.say(&staff.author, "/status 2").await;
    assert!(card.contains("Terkirim 1/1"), "{card}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_or_deleted_topic_is_lost_by_its_answer_and_reopens_by_its_event() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let (_, forum, topic) = office.register_topic("POLRES-PAREPARE").await;
    office.moment().await;
    topic.close();
    office.announce(&staff, "Satu.").await;
    office.a_minute().await;
    let page = chat_page(&office, "Forum").await;
    office.say(&staff.coordinator, "/status 1").await;
    let text = turn(&office, &staff.coordinator, &page).await;
    assert!(
        text.contains("topik ini ditutup") && text.contains("Jenis: topik forum"),
        "{text}"
    );
    topic.reopen();
    office.moment().await;
    assert_eq!(copies(&forum, "1/2026").len(), 1);
    topic.delete();
    office.announce(&staff, "Dua.").await;
    office.a_minute().await;
    let text = turn(&office, &staff.coordinator, &page).await;
    assert!(text.contains("sudah tidak ada"), "{text}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_general_topic_is_the_forum() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let admin = office.sim.user("Admin").create();
    let forum = office.sim.forum("Kodim");
    let link = office.invite("grup KODIM-1405").await;
    admin.add_by_link(&link, &forum).unwrap();
    office.moment().await;
    office.announce(&staff, "Satu.").await;
    office.moment().await;
    let copy = copies(&forum, "1/2026").remove(0);
    assert_eq!(copy.thread, None);
    // Said again without a link, the bot knows where it is.
    forum.send(&admin, format!("/start@{}", office.sim.bot_username()));
    office.moment().await;
    let said = office.last_in(&forum);
    assert!(said.contains("terdaftar sebagai saluran"), "{said}");
    office.close().await;
}
