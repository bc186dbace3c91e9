//! The question why something is returned or rejected, and whose words are an answer to it.

use std::time::Duration;

use crate::office::Office;

#[tokio::test(flavor = "multi_thread")]
async fn words_behind_a_command_are_no_reason() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.join_group("POLRES-PAREPARE").await;
    office.appoint_again(&staff.approver, "penyusun").await;
    office.submit(&staff.author, "Banjir.").await;
    office.press(&staff.approver, "Tolak").await;
    office.moment().await;
    office.say(&staff.approver, "/siaran").await;
    let panel = office.say(&staff.approver, "Rancangan saya").await;
    assert!(panel.contains("Rancangan siaran"), "{panel}");

    // Nor behind a command that was refused.
    office.press(&staff.approver, "Tolak").await;
    office.moment().await;
    office.say(&staff.approver, "/tidakada").await;
    office.say(&staff.approver, "Masih rancangan saya").await;
    let told = office.said_to(&staff.author);
    assert!(!told.contains("ditolak"), "{told}");
    let open = "select count(*) from announcement where state = 'submitted'";
    assert_eq!(office.count(open).await, 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_question_can_be_closed() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.join_group("POLRES-PAREPARE").await;
    office.submit(&staff.author, "Banjir.").await;
    office.press(&staff.approver, "Kembalikan").await;
    office.moment().await;
    let question = staff.approver.last().unwrap();
    office.press_on(&staff.approver, &question, "Batal").await;
    office.moment().await;
    let closed = office.sim.message(&question).unwrap();
    assert!(closed.text.contains("ditutup"), "{}", closed.text);
    assert!(closed.buttons.is_empty());
    office.say(&staff.approver, "Harinya keliru").await;
    let open = "select count(*) from announcement where state = 'submitted'";
    assert_eq!(office.count(open).await, 1);

    office.press(&staff.approver, "Kembalikan").await;
    office.moment().await;
    let question = staff.approver.last().unwrap();
    office.say(&staff.approver, "Harinya keliru").await;
    office.moment().await;
    assert_eq!(office.count(open).await, 0);
    let late = office.press_on(&staff.approver, &question, "Batal").await;
    assert!(late.contains("tidak berlaku lagi"), "{late}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_of_yesterday_is_not_asked_any_more() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.join_group("POLRES-PAREPARE").await;
    office.submit(&staff.author, "Banjir.").await;
    office.press(&staff.approver, "Tolak").await;
    office.advance(Duration::from_secs(24 * 60 * 60)).await;
    let said = office.say(&staff.approver, "Selamat pagi").await;
    assert!(!said.contains("kedaluwarsa"), "{said}");
    let rejected = "select count(*) from announcement where state = 'rejected'";
    assert_eq!(office.count(rejected).await, 0);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reason_that_comes_too_late_joins_the_draft_it_was_written_beside() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let second = office.appoint("Hasan Basri", "penyetuju").await;
    office.join_group("POLRES-PAREPARE").await;
    office.appoint_again(&staff.approver, "penyusun").await;
    office.say(&staff.approver, "/siaran Alfa").await;
    office.submit(&staff.author, "Banjir.").await;
    office.press(&staff.approver, "Tolak").await;
    office.moment().await;
    office.approve(&second).await;
    office.moment().await;
    office.say(&staff.approver, "Bravo").await;
    office.moment().await;
    let told = office.said_to(&staff.approver);
    assert!(told.contains("sudah disetujui oleh Hasan Basri"), "{told}");
    let preview = office.preview_above(&staff.approver, "Ajukan", 1).remove(0);
    assert!(
        preview.text.contains("\n\nAlfa\nBravo\n\n"),
        "{}",
        preview.text
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_returned_comes_in_its_authors_language() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.join_group("POLRES-PAREPARE").await;
    let author = office.sim.user("Jane").language("en").create();
    office.appoint_again(&author, "penyusun").await;
    office.say(&author, "/siaran Flood.").await;
    office.press(&author, "Submit").await;
    office.advance(Duration::from_secs(5)).await;
    office.press(&staff.approver, "Kembalikan").await;
    office.moment().await;
    office.say(&staff.approver, "Harinya keliru").await;
    office.advance(Duration::from_secs(5)).await;
    let panel = office.last_said_to(&author);
    assert!(panel.contains("Draft announcement"), "{panel}");
    office.close().await;
}
