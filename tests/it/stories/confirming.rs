//! "Diterima": who may press it where, what is recorded, and what the button says then.

use std::time::Duration;

use satupintu_simulator::Chat;
use serde_json::json;

use crate::office::{Office, Staff, copies};

const SECOND: Duration = Duration::from_secs(1);
const RECORDED: &str = "select count(*) from acknowledgement";

/// A group of the police with one announcement in it.
async fn told_group(office: &Office) -> (Staff, Chat) {
    let staff = office.staff().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    office.announce(&staff, "Banjir di Bau Massepe.").await;
    office.advance(SECOND * 5).await;
    (staff, group)
}

#[tokio::test(flavor = "multi_thread")]
async fn one_press_confirms_for_the_institution_and_others_may_add_theirs() {
    let office = Office::of_parepare().await;
    let (staff, group) = told_group(&office).await;
    let message = group.last().unwrap();
    let hasan = office.member(&group, "Hasan");
    let wati = office.member(&group, "Wati");

    let first = office.press_on(&hasan, &message, "Diterima").await;
    assert!(first.starts_with("Terima kasih."), "{first}");
    assert!(first.contains("diterima oleh Polres Parepare"), "{first}");
    office.advance(SECOND * 120).await;
    let again = office.press_on(&hasan, &message, "Diterima").await;
    assert!(again.contains("sudah tercatat sejak"), "{again}");
    let at = first.rsplit_once(", ").unwrap().1.trim_end_matches('.');
    assert!(again.contains(at), "{again} does not say {at}");
    let other = office.press_on(&wati, &message, "Diterima").await;
    assert!(
        other.contains("Konfirmasi Anda untuk Polres Parepare ikut dicatat"),
        "{other}"
    );

    assert_eq!(office.count(RECORDED).await, 2);
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nDiterima 1/1\n"), "{card}");
    let list = office.say(&staff.coordinator, "/sudah 1").await;
    assert!(list.contains("oleh Hasan"), "{list}");
    assert!(!list.contains("Wati"), "{list}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_button_shows_who_was_first_and_how_many_two_seconds_later() {
    let office = Office::of_parepare().await;
    let (_, group) = told_group(&office).await;
    let message = group.last().unwrap();
    let plain = message.labels();
    for name in ["Hasan", "Wati", "Dian"] {
        let user = office.member(&group, name);
        office.press_on(&user, &message, "Diterima").await;
    }
    assert_eq!(group.last().unwrap().labels(), plain);
    let edits = office.sim.calls_of("editMessageReplyMarkup").len();
    office.advance(SECOND * 3).await;
    let shown = group.last().unwrap();
    assert_eq!(shown.labels(), ["✅ Diterima · Hasan (3)"]);
    assert_eq!(shown.text, message.text);
    assert_eq!(
        office.sim.calls_of("editMessageReplyMarkup").len(),
        edits + 1,
        "three presses are one edit"
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_record_holds_institution_person_chat_and_time() {
    let office = Office::of_parepare().await;
    let (_, group) = told_group(&office).await;
    let hasan = office.member(&group, "Hasan");
    office.advance(SECOND * 17).await;
    let at = office.now().0;
    office
        .press_on(&hasan, &group.last().unwrap(), "Diterima")
        .await;
    let recorded = office
        .texts(
            "select k.institution || ' ' || p.address || ' ' || c.address || ' ' || k.at || ' ' || \
             k.revision from acknowledgement k join person p on p.id = k.person_id \
             join chat c on c.id = k.chat_id",
        )
        .await;
    let wanted = format!("POLRES-PAREPARE tg:{} tg:{} {at} 1", hasan.id(), group.id());
    assert_eq!(recorded, [wanted]);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_public_groups_and_channels_only_officers_confirm_and_others_hear_what_to_do() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let admin = office.sim.user("Admin").create();
    let public = office
        .sim
        .supergroup("Humas terbuka")
        .public("humas_polres");
    let link = office.invite("grup POLRES-PAREPARE").await;
    admin.add_by_link(&link, &public).unwrap();
    office.advance(SECOND * 3).await;
    let channel = office.sim.channel("Kanal Kodim");
    channel.add_bot(&admin);
    let link = office.invite("grup KODIM-1405").await;
    let (_, token) = link.split_once('=').unwrap();
    channel.post(format!("/start@{} {token}", office.sim.bot_username()));
    office.advance(SECOND * 3).await;
    let of_police = office.officer("Hasan", "POLRES-PAREPARE").await;
    let of_army = office.officer("Rudi", "KODIM-1405").await;
    office.announce(&staff, "Banjir.").await;
    office.advance(SECOND * 5).await;

    for (chat, institution, officer, other) in [
        (&public, "Polres Parepare", &of_police, &of_army),
        (&channel, "Kodim 1405/Mallusetasi", &of_army, &of_police),
    ] {
        let message = chat.last().unwrap();
        assert_eq!(copies(chat, "1/2026").len(), 1);
        let reader = office.member(chat, "Pembaca");
        for stranger in [&reader, other] {
            let refused = office.press_on(stranger, &message, "Diterima").await;
            let wanted = format!("hanya petugas {institution}");
            assert!(refused.contains(&wanted), "{refused}");
            assert!(refused.contains("mintalah tautan"), "{refused}");
        }
        let recorded = office.count(RECORDED).await;
        let welcome = office.press_on(officer, &message, "Diterima").await;
        assert!(welcome.contains(institution), "{welcome}");
        assert_eq!(office.count(RECORDED).await, recorded + 1);
    }
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_office_wants_it_only_officers_confirm_in_private_groups_too() {
    let office = Office::with_roster("bakohumas-parepare")
        .setting("CONFIRMATION__ANYONE_IN_GROUPS", "false")
        .open()
        .await;
    let (_, group) = told_group(&office).await;
    let message = group.last().unwrap();
    let reader = office.member(&group, "Pembaca");
    let refused = office.press_on(&reader, &message, "Diterima").await;
    assert!(
        refused.contains("hanya petugas Polres Parepare"),
        "{refused}"
    );
    assert_eq!(office.count(RECORDED).await, 0);
    let officer = office.officer("Hasan", "POLRES-PAREPARE").await;
    let welcome = office.press_on(&officer, &message, "Diterima").await;
    assert!(welcome.starts_with("Terima kasih."), "{welcome}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_confirms_in_private_until_the_role_is_taken_away() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    // Of the first the coordinators hear at once.
    let goes = office.officer("Rudi", "KODIM-1405").await;
    let stays = office.officer("Hasan", "POLRES-PAREPARE").await;
    office.announce(&staff, "Banjir.").await;
    office.advance(SECOND * 5).await;
    let welcome = office.press(&stays, "Diterima").await;
    assert!(welcome.contains("Polres Parepare"), "{welcome}");

    let old = goes.last().unwrap();
    office.press(&staff.coordinator, "Cabut").await;
    office.advance(SECOND * 3).await;
    assert!(office.last_said_to(&goes).contains("bukan lagi petugas"));
    let refused = office.press_on(&goes, &old, "Diterima").await;
    assert!(refused.contains("hanya petugas Kodim"), "{refused}");
    assert_eq!(office.count(RECORDED).await, 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_press_is_answered_at_once_while_hundreds_of_messages_wait() {
    let office = Office::with_roster("bakohumas-kaltim").open().await;
    let staff = office.staff().await;
    let groups = office
        .import_groups(&Office::codes("bakohumas-kaltim"))
        .await;
    office.announce(&staff, "Jam layanan.").await;
    office.advance(SECOND).await;
    let told: Vec<&Chat> = groups
        .iter()
        .filter(|group| !copies(group, "1/2026").is_empty())
        .collect();
    assert!((10..100).contains(&told.len()), "{} have it", told.len());
    let before = office.now();
    for group in &told {
        let user = office.member(group, "Wati");
        let text = office
            .press_on(&user, &group.last().unwrap(), "Diterima")
            .await;
        assert!(text.starts_with("Terima kasih."), "{text}");
    }
    assert_eq!(office.now(), before, "nobody had to wait");
    office.advance(SECOND * 20).await;
    for group in &told {
        assert_eq!(group.last().unwrap().labels(), ["✅ Diterima · Wati (1)"]);
    }
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hundreds_of_presses_at_the_same_moment_are_all_recorded_and_answered() {
    let office = Office::with_roster("bakohumas-kaltim").open().await;
    let staff = office.staff().await;
    let groups = office
        .import_groups(&Office::codes("bakohumas-kaltim"))
        .await;
    office.announce(&staff, "Jam layanan.").await;
    office.advance(SECOND * 20).await;
    let mut presses = Vec::new();
    for group in &groups {
        let message = group.last().unwrap();
        for name in ["Wati", "Hasan", "Dian"] {
            let user = office.member(group, name);
            presses.push(user.press(&message, "Diterima").unwrap());
            // A nervous finger.
            presses.push(user.press(&message, "Diterima").unwrap());
        }
    }
    office.settle().await;
    for press in &presses {
        assert!(press.wait_answer(SECOND * 20).await.is_some());
    }
    office.settle().await;
    assert_eq!(office.count(RECORDED).await, 129 * 3);
    office.advance(SECOND * 20).await;
    for group in &groups {
        assert_eq!(group.last().unwrap().labels(), ["✅ Diterima · Wati (3)"]);
    }
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nDiterima 129/129\n"), "{card}");
    let list = office.say(&staff.coordinator, "/belum 1").await;
    assert!(list.contains("semua lembaga sudah"), "{list}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_press_with_made_up_data_is_refused_and_changes_nothing() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    office.announce(&staff, "Banjir.").await;
    office.advance(SECOND * 5).await;
    let genuine = police.last().unwrap();
    let data = genuine.button("Diterima").unwrap().data.clone().unwrap();
    // A group that joined later did not get it; its button is stolen from another group.
    let army = office.join_group("KODIM-1405").await;
    let user = office.member(&army, "Wati");
    let welcome = army.last().unwrap();
    let refused = office.press_data(&user, &welcome, &data).await;
    assert!(
        refused.contains("tidak ditujukan ke saluran ini"),
        "{refused}"
    );

    let (head, _) = data.rsplit_once(':').unwrap();
    let reader = office.member(&police, "Pembaca");
    for forged in [
        format!("{head}:2"),
        format!("{head}:0"),
        format!("{head}:-1"),
        "a:1:1".to_owned(),
        "apa saja".to_owned(),
        String::new(),
        "🌊".repeat(16),
        format!("{data}:1"),
        "gx:1".to_owned(),
        "gc:1".to_owned(),
    ] {
        let refused = office.press_data(&reader, &genuine, &forged).await;
        assert!(!refused.is_empty(), "no word on {forged:?}");
        assert!(!refused.contains("Terima kasih"), "{forged:?}: {refused}");
    }
    assert_eq!(office.count(RECORDED).await, 0);
    assert_eq!(police.last().unwrap(), genuine);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_turns_an_announcement_into_something_else_by_a_forged_press() {
    let office = Office::of_parepare().await;
    let (staff, group) = told_group(&office).await;
    let genuine = group.last().unwrap();
    let data = genuine.button("Diterima").unwrap().data.clone().unwrap();
    let id = data.split(':').nth(1).unwrap();
    let reader = office.member(&group, "Pembaca");
    group.add_member(&staff.coordinator);
    group.add_member(&staff.approver);
    for who in [&reader, &staff.coordinator, &staff.approver] {
        for forged in ["c", "m", "d", "y", "q", "s", "x", "l"] {
            office
                .press_data(who, &genuine, &format!("{forged}:{id}:0"))
                .await;
            office.advance(SECOND * 3).await;
            let now = group.last().unwrap();
            assert_eq!(now, genuine, "after {forged} by {}", who.name());
        }
    }
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_press_that_is_found_too_late_for_a_pop_up_harms_nothing() {
    let mut office = Office::of_parepare().await;
    let (staff, group) = told_group(&office).await;
    let user = office.member(&group, "Wati");
    let message = group.last().unwrap();
    office.stop().await;
    let lost = user.press(&message, "Diterima").unwrap();
    office.clock.set(office.now().plus(SECOND * 200));
    office.start();
    office.advance(SECOND * 5).await;
    assert_eq!(lost.answer(), None, "the platform has dropped it");
    assert_eq!(office.count(RECORDED).await, 0);

    // This one was handed over, but its query has run out by then.
    office.sim.inject_update(json!({ "callback_query": {
        "id": "4711", "from": { "id": user.id(), "is_bot": false, "first_name": "Wati" },
        "message": { "message_id": message.id, "date": 0,
            "chat": { "id": group.id(), "type": "group", "title": "Humas" } },
        "chat_instance": "1", "data": message.button("Diterima").unwrap().data,
    }}));
    office.advance(SECOND * 5).await;
    assert_eq!(office.count(RECORDED).await, 1);
    assert_eq!(office.count("select count(*) from outbox").await, 0);
    let again = office.press_on(&user, &message, "Diterima").await;
    assert!(again.contains("sudah tercatat"), "{again}");
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nDiterima 1/1\n"), "{card}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_of_two_institutions_confirms_for_both() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let user = office.officer("Hasan", "POLRES-PAREPARE").await;
    let link = office.invite("petugas KODIM-1405").await;
    user.open_link(&link).unwrap();
    office.advance(SECOND * 3).await;
    office.announce(&staff, "Banjir.").await;
    office.advance(SECOND * 10).await;
    let pop_up = office.press(&user, "Diterima").await;
    assert!(pop_up.contains("Polres Parepare"), "{pop_up}");
    assert!(pop_up.contains("Kodim 1405/Mallusetasi"), "{pop_up}");
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nDiterima 2/2\n"), "{card}");
    office.close().await;
}
