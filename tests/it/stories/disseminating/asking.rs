//! What is asked of whom, and what it is worth later.

use super::{ACKNOWLEDGED, GIVEN, SECOND, copy, member, scene};

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_speak_for_the_institution_any_more_gives_no_evidence() {
    let scene = scene().await;
    let (office, police, hasan) = (&scene.office, &scene.police, &scene.hasan);
    // A member who left the group between press and evidence.
    office.disseminate(hasan, police, "1/2026").await;
    police.remove_member(hasan);
    office.moment().await;
    let told = office.say(hasan, "Sudah dibacakan.").await;
    assert!(told.contains("hanya petugas Polres Parepare"), "{told}");
    // An officer of it who leaves stays one.
    let officer = office.officer("Wati", "POLRES-PAREPARE").await;
    police.add_member(&officer);
    office.disseminate(&officer, police, "1/2026").await;
    police.remove_member(&officer);
    office.moment().await;
    let told = office.say(&officer, "Sudah dibacakan.").await;
    assert!(told.contains("Tercatat"), "{told}");
    // And is none any more when the role has ended.
    let army = &scene.army;
    let goes = office.officer("Dian", "KODIM-1405").await;
    army.add_member(&goes);
    office.disseminate(&goes, army, "1/2026").await;
    army.remove_member(&goes);
    office.say(&office.owner, "/cabutperan Dian").await;
    office.press(&office.owner, "Cabut").await;
    office.moment().await;
    office.press(&office.owner, "Ya, cabut").await;
    office.moment().await;
    let told = office.say(&goes, "Sudah dibacakan.").await;
    assert!(told.contains("hanya petugas"), "{told}");
    assert_eq!(office.count(GIVEN).await, 1);
    // Who never had a role leaves no line.
    let refused = "select p.name || ' ' || e.detail from event e \
         join person p on p.id = e.actor join announcement a on a.id = e.announcement_id \
         where e.kind = 'request.refused'";
    assert_eq!(
        office.texts(refused).await,
        [r#"Dian {"asked":"words","chat":"private","reason":"officers_only"}"#]
    );
    scene.office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gives_evidence_by_a_forged_press() {
    let scene = scene().await;
    let (office, police) = (&scene.office, &scene.police);
    let id = office.count("select max(id) from announcement").await;
    let stranger = office.sim.user("Joko").create();
    let other = office.join_group("ITH").await;
    other.add_member(&stranger);
    let elsewhere = other.last().unwrap();
    let refused = office
        .press_data(&stranger, &elsewhere, &format!("ad:{id}:1"))
        .await;
    assert!(refused.contains("tidak ditujukan"), "{refused}");
    let reader = member(office, police, "Pembaca");
    let genuine = copy(police, "1/2026");
    for forged in [
        "ad:1:1".to_owned(),
        format!("ad:{id}:2"),
        format!("ax:{id}:0"),
        "as:1".to_owned(),
    ] {
        let refused = office.press_data(&reader, &genuine, &forged).await;
        assert!(!refused.is_empty(), "{forged}");
    }
    assert_eq!(copy(police, "1/2026"), genuine);
    assert_eq!(office.count(ACKNOWLEDGED).await, 0);

    // Where nothing of the kind is asked, there is nothing to press.
    office.announce(&scene.staff, "Kedua.").await;
    office.advance(SECOND * 5).await;
    let second = copy(police, "2/2026");
    assert_eq!(second.labels(), ["✅ Diterima"]);
    let id = office.count("select max(id) from announcement").await;
    let refused = office
        .press_data(&reader, &second, &format!("ad:{id}:1"))
        .await;
    assert!(!refused.is_empty());
    assert_eq!(
        office.count("select count(*) from evidence_request").await,
        0
    );
    scene.office.close().await;
}
