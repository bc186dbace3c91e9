//! Refusals and changes of drafts, on the record.

use std::time::Duration;

use super::{proof, tamper};
use crate::office::Office;
use crate::stories::exporting::{ask, sheet};
use crate::stories::roles::end;

const HOUR: Duration = Duration::from_secs(60 * 60);

const REFUSED: &str = "select p.name || ' ' || e.detail || case when e.announcement_id is null \
     then '' else ' siaran' end from event e join person p on p.id = e.actor \
     where e.kind = 'request.refused' order by e.id";

#[tokio::test(flavor = "multi_thread")]
async fn what_was_refused_for_want_of_authority_is_on_record_and_nothing_else_is() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    office.appoint_again(&staff.author, "penyetuju").await;
    let officer = office.officer("Iptu Hasan", "POLRES-PAREPARE").await;
    let second = office.appoint("Lia Amalia", "penyetuju").await;
    office.submit(&staff.author, "Banjir.").await;
    let panel = staff.approver.last().unwrap();
    let approve = panel.button("Setujui").unwrap().data.clone().unwrap();
    let own = staff.author.last().unwrap();
    for _ in 0..3 {
        let pop_up = office.press_data(&staff.author, &own, &approve).await;
        assert!(pop_up.contains("susun sendiri"), "{pop_up}");
    }
    office.say(&officer, "/siaran Rahasia sekali").await;
    let card = officer.last().unwrap();
    office
        .press_data(&officer, &police.last().unwrap(), &approve)
        .await;
    // A button of an announcement that there never was.
    office.press_data(&officer, &card, "Y:99:1").await;
    // What is mistyped or not there is no matter of authority.
    office.say(&officer, "/status 99").await;
    office.press_data(&officer, &card, "zz:1").await;
    // Who has nothing to do with the office leaves no line, here or in a group.
    let nobody = office.sim.user("Joko").create();
    office.say(&nobody, "/siaran Halo").await;
    office
        .press_data(&nobody, &nobody.last().unwrap(), &approve)
        .await;
    let member = office.member(&police, "Wati");
    office
        .press_data(&member, &police.last().unwrap(), "E:1:0")
        .await;
    // Who had a role is still somebody.
    end(&office, "andi", "koordinator").await;
    office.say(&staff.coordinator, "/tautan").await;

    // Also by the words of who has no say any more when they answer, and was not told so.
    office.press(&second, "Tolak").await;
    office.moment().await;
    let lia = "(select id from person where name = 'Lia Amalia')";
    tamper(
        &office,
        &format!("update role_grant set state = 'revoked' where person_id = {lia}"),
    )
    .await;
    office.say(&second, "Tidak jadi.").await;

    let group = office.count("select id from chat").await;
    let by_author = r#"{"asked":"Approve","chat":"private","reason":"own_announcement"} siaran"#;
    let mut refused = vec![
        format!("Budi Santoso {by_author}"),
        r#"Iptu Hasan {"asked":"/siaran","chat":"private","reason":"role_needed","role":"author"}"#
            .to_owned(),
        format!(
            r#"Iptu Hasan {{"asked":"Approve","chat":{group},"reason":"role_needed","role":"approver"}} siaran"#
        ),
        r#"Iptu Hasan {"asked":"ApproveSurely","chat":"private","reason":"role_needed","role":"approver"}"#
            .to_owned(),
        r#"Andi Pratama {"asked":"/tautan","chat":"private","reason":"role_needed","role":"coordinator"}"#
            .to_owned(),
        r#"Lia Amalia {"asked":"words","chat":"private","reason":"role_needed","role":"approver"} siaran"#
            .to_owned(),
    ];
    assert_eq!(office.texts(REFUSED).await, refused);
    office.advance(HOUR).await;
    office.press_data(&staff.author, &own, &approve).await;
    refused.push(format!("Budi Santoso {by_author}"));
    assert_eq!(office.texts(REFUSED).await, refused, "again, an hour later");

    // Whoever reads the announcement's record reads it there.
    office.approve(&staff.approver).await;
    office.moment().await;
    let files = ask(&office, &staff.approver, "/ekspor 1").await;
    let record = sheet(&office.bytes_of(&files[0]), "Catatan").column("Kejadian");
    let said = "Permintaan ditolak: siaran yang disusunnya sendiri";
    assert_eq!(record.iter().filter(|it| *it == said).count(), 2);

    // Somebody is forgotten, and the record stays whole.
    office.say(&officer, "/hapusdata").await;
    office.press(&officer, "Hapus data saya").await;
    office.moment().await;
    office.press(&officer, "Ya, hapus").await;
    office.advance(HOUR).await;
    let whole = proof(&office, None).await.unwrap();
    assert!(whole.starts_with("Catatan utuh: "), "{whole}");
    assert!(!whole.contains("Belum disegel"), "{whole}");
    assert_eq!(office.texts(REFUSED).await.len(), refused.len());
    let named = "select count(*) from event where detail like '%Hasan%' or detail like '%Rahasia%'";
    assert_eq!(office.count(named).await, 0);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_change_of_a_draft_is_on_record() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.join_group("POLRES-PAREPARE").await;
    let opening = office.send(&staff.author, "/siaran").await;
    office.moment().await;
    let source = office.send(&staff.author, "Banjr.").await;
    office.moment().await;
    staff.author.edit(source, "Banjir.");
    office.moment().await;
    office.press(&staff.author, "Sifat").await;
    office.moment().await;
    office.press(&staff.author, "Darurat").await;
    office.moment().await;
    office.say(&staff.author, "Susulan.").await;
    office.moment().await;
    office.press(&staff.author, "Hapus terakhir").await;
    office.moment().await;
    staff.author.edit(opening, "/siaran sifat=penting");
    office.moment().await;
    let both = "/siaran sifat=biasa\nSegera dibaca.";
    staff.author.edit(opening, both);
    office.moment().await;
    office.press(&staff.author, "Ajukan").await;
    office.moment().await;
    let changes = "select kind || ' ' || detail from event where kind like 'draft.%' order by id";
    let changes = office.texts(changes).await;
    let (submitted, changes) = changes.split_last().unwrap();
    assert!(submitted.starts_with("draft.submitted "), "{submitted}");
    assert!(submitted.contains("\"version\":8"), "{submitted}");
    let edited =
        |version, what| format!(r#"draft.edited {{"changed":"{what}","version":{version}}}"#);
    assert_eq!(
        changes,
        [
            "draft.opened {}".to_owned(),
            edited(2, "content"),
            edited(3, "content"),
            edited(4, "options"),
            edited(5, "content"),
            edited(6, "content"),
            edited(7, "options"),
            edited(8, "both"),
        ]
    );
    office.close().await;
}
