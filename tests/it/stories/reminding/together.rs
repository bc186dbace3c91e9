//! Nobody is nudged twice within a while, nor too often: what is due together is said together.

use super::{HOUR, MINUTE, SECOND, arrived, reminded, reminders};
use crate::office::{Office, copies};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_due_together_is_one_message_with_a_button_for_each() {
    let mut office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    office.announce(&staff, "sifat=darurat\nAir naik.").await;
    office.advance(SECOND * 5).await;
    office
        .announce(&staff, "sifat=darurat\nJalan ditutup.")
        .await;
    office.advance(SECOND * 5).await;
    office.stop().await;
    office.clock.set(office.now().plus(MINUTE * 12));
    office.start();
    office.advance(MINUTE).await;
    let both = reminders(&group);
    assert_eq!(both.len(), 1, "{both:?}");
    assert_eq!(
        both[0].labels(),
        ["✅ Diterima No. 1/2026", "✅ Diterima No. 2/2026"]
    );
    assert!(
        both[0].text.contains("• No. 2/2026 · Jalan ditutup."),
        "{}",
        both[0].text
    );
    assert_eq!(both[0].reply_to, Some(copies(&group, "1/2026")[0].id));

    let hasan = office.member(&group, "Hasan");
    office
        .press_on(&hasan, &both[0], "Diterima No. 2/2026")
        .await;
    let confirmed = "select count(*) from acknowledgement k join announcement n \
         on n.id = k.announcement_id where n.number = 2";
    assert_eq!(office.count(confirmed).await, 1);
    office.advance(HOUR).await;
    let later = reminders(&group);
    assert_eq!(later.len(), 3);
    assert!(
        later[1..]
            .iter()
            .all(|it| it.text.contains("No. 1/2026 belum"))
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_due_a_moment_later_waits_until_two_minutes_have_gone_by() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    office.announce(&staff, "sifat=darurat\nAir naik.").await;
    office.advance(SECOND * 5).await;
    office
        .announce(&staff, "sifat=darurat\nJalan ditutup.")
        .await;
    office.advance(SECOND * 5).await;
    let apart = arrived(&group, "2/2026").since(arrived(&group, "1/2026"));
    assert!(apart < MINUTE * 2);
    office.until(&group, "2/2026", MINUTE * 10 + SECOND).await;
    assert_eq!(reminded(&group), 1);
    office.until(&group, "1/2026", MINUTE * 12 + SECOND).await;
    let both = reminders(&group);
    assert_eq!(both.len(), 2);
    assert!(both[1].date_ms - both[0].date_ms >= 120_000);
    assert!(both[1].text.contains("No. 2/2026"), "{}", both[1].text);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chat_hears_of_one_announcement_as_often_as_is_set() {
    let plan = Office::with_roster("bakohumas-parepare");
    let reminders = r#"["10m","20m","30m","40m"]"#;
    let plan = plan.setting("PRIORITY__DARURAT__REMINDERS", reminders);
    let office = plan.setting("REMINDERS__MAX_PER_CHAT", "3").open().await;
    let staff = office.staff().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    office.announce(&staff, "sifat=darurat\nAir naik.").await;
    office.advance(HOUR * 2).await;
    assert_eq!(reminded(&group), 3);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_of_two_institutions_is_reminded_of_both_at_once() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let officer = office.officer("Dewi", "POLRES-PAREPARE").await;
    let link = office.invite("petugas KODIM-1405").await;
    office.open_link(&officer, &link).await;
    office.announce(&staff, "sifat=darurat\nAir naik.").await;
    office.advance(SECOND * 5).await;
    let chat = officer.private_chat();
    office.until(&chat, "1/2026", MINUTE * 11).await;
    let both = reminders(&chat);
    assert_eq!(both.len(), 1);
    assert_eq!(both[0].labels(), ["✅ Diterima No. 1/2026"]);
    for name in ["Polres Parepare", "Kodim 1405/Mallusetasi"] {
        assert!(both[0].text.contains(name), "{}", both[0].text);
    }
    office.press_on(&officer, &both[0], "Diterima").await;
    office.advance(HOUR).await;
    assert_eq!(reminded(&chat), 1);
    let confirmed = "select count(distinct institution) from acknowledgement";
    assert_eq!(office.count(confirmed).await, 2);
    office.close().await;
}
