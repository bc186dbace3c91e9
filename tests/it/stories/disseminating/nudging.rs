//! Who has confirmed and gives no evidence is asked for it once, when the time for it runs out.

use std::time::Duration;

use satupintu_simulator::{Chat, SentMessage};

use super::{MINUTE, SECOND, copy, member};
use crate::office::{Office, Staff};

const HOUR: Duration = Duration::from_secs(60 * 60);

fn asked(chat: &Chat) -> Vec<SentMessage> {
    let mut messages = chat.inbox();
    messages.retain(|it| it.text.starts_with("📣 BUKTI PENYEBARAN DITUNGGU"));
    messages
}

/// Three groups with an emergency: evidence is due two hours after it arrived.
async fn emergency() -> (Office, Staff, Vec<Chat>) {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let groups = office
        .import_groups(&["POLRES-PAREPARE", "KODIM-1405", "ITH"])
        .await;
    let text = "konfirmasi=disebarluaskan sifat=darurat\nAir naik.";
    office.announce(&staff, text).await;
    office.advance(SECOND * 5).await;
    (office, staff, groups)
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_confirmed_and_gave_nothing_is_asked_and_once() {
    let (office, _, groups) = emergency().await;
    let [police, army, campus] = &groups[..] else {
        panic!("three groups");
    };
    let (hasan, rudi) = (
        member(&office, police, "Hasan"),
        member(&office, army, "Rudi"),
    );
    office
        .press_on(&hasan, &copy(police, "1/2026"), "Diterima")
        .await;
    office
        .give_evidence(&rudi, army, "1/2026", "https://kodim.mil.id/7")
        .await;
    office.advance(HOUR * 2 - MINUTE).await;
    assert!(groups.iter().all(|group| asked(group).is_empty()));
    office.advance(MINUTE * 2).await;
    let question = asked(police);
    assert_eq!(question.len(), 1);
    let text = &question[0].text;
    assert!(
        text.contains("No. 1/2026 sudah diterima Polres Parepare"),
        "{text}"
    );
    assert_eq!(question[0].labels(), ["📣 Disebarluaskan"]);
    assert_eq!(question[0].reply_to, Some(copy(police, "1/2026").id));
    assert!(asked(army).is_empty(), "it has reported");
    assert!(asked(campus).is_empty(), "it has not even confirmed");
    office.advance(HOUR * 30).await;
    assert_eq!(asked(police).len(), 1, "once");

    // Its button leads to the question as the copy's does.
    let link = office.evidence_link(&hasan, &question[0]).await;
    office.open_link(&hasan, &link).await;
    let told = office.say(&hasan, "Dibacakan pada apel.").await;
    assert!(told.contains("setelah batas waktunya"), "{told}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_due_is_asked_also_of_who_confirms_after_the_last_reminder_and_not_after_a_withdrawal()
 {
    let (office, staff, groups) = emergency().await;
    let (police, army) = (&groups[0], &groups[1]);
    let hasan = member(&office, police, "Hasan");
    let rudi = member(&office, army, "Rudi");
    // The last reminder is at 40 minutes, and owners hear of it at 60.
    office.advance(MINUTE * 100).await;
    office
        .press_on(&hasan, &copy(police, "1/2026"), "Diterima")
        .await;
    office.advance(MINUTE * 21).await;
    assert_eq!(asked(police).len(), 1);

    let text = "konfirmasi=disebarluaskan sifat=darurat\nAir surut.";
    office.announce(&staff, text).await;
    office.advance(SECOND * 5).await;
    office
        .press_on(&rudi, &copy(army, "2/2026"), "Diterima")
        .await;
    office.say(&staff.author, "/cabut 2 Keliru.").await;
    office.advance(SECOND * 5).await;
    office.submit_and_approve(&staff).await;
    office.advance(HOUR * 3).await;
    assert!(asked(army).is_empty());
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reminder_to_confirm_and_a_question_for_evidence_are_two_messages_and_minutes_apart() {
    let (office, staff, groups) = emergency().await;
    let police = &groups[0];
    let hasan = member(&office, police, "Hasan");
    office
        .press_on(&hasan, &copy(police, "1/2026"), "Diterima")
        .await;
    // Its first reminder is due when the evidence is.
    office.advance(MINUTE * 110).await;
    office
        .announce(&staff, "sifat=darurat\nJalan ditutup.")
        .await;
    office.advance(MINUTE * 20).await;
    let question = asked(police);
    assert_eq!(question.len(), 1);
    assert!(!question[0].text.contains("2/2026"), "{}", question[0].text);
    let reminded = police.inbox().into_iter();
    let reminded: Vec<SentMessage> = reminded
        .filter(|it| it.text.starts_with("⏰ PENGINGAT"))
        .collect();
    let late = reminded
        .iter()
        .find(|it| it.text.contains("2/2026"))
        .unwrap();
    assert!(!late.text.contains("1/2026"), "{}", late.text);
    assert!((late.date_ms - question[0].date_ms).abs() >= 120_000);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn by_hand_who_confirmed_is_asked_for_evidence_before_it_is_due_and_newcomers_count_apart() {
    let scene = super::scene().await;
    let (office, staff) = (&scene.office, &scene.staff);
    let (police, army) = (&scene.police, &scene.army);
    let campus = office.join_group("ITH").await;
    office.advance(MINUTE).await;
    let tono = member(office, &campus, "Tono");
    office
        .give_evidence(&tono, &campus, "1/2026", "https://ith.ac.id/7")
        .await;
    office
        .press_on(&scene.hasan, &copy(police, "1/2026"), "Diterima")
        .await;
    let reminded = |chat: &Chat| {
        let inbox = chat.inbox();
        let reminds = |it: &&SentMessage| it.text.starts_with("⏰ PENGINGAT");
        inbox.iter().filter(reminds).count()
    };
    let said = office.say(&staff.author, "/ingatkan 1").await;
    assert_eq!(
        said,
        "1 lembaga diingatkan. 1 lembaga diminta mengirim bukti penyebaran."
    );
    office.advance(SECOND * 2).await;
    for (chat, times) in [(police, (0, 1)), (army, (1, 0)), (&campus, (0, 0))] {
        assert_eq!((reminded(chat), asked(chat).len()), times);
    }
    let question = asked(police).remove(0);
    assert_eq!(question.labels(), ["📣 Disebarluaskan"]);
    assert_eq!(question.reply_to, Some(copy(police, "1/2026").id));
    let said = office.say(&office.owner, "/ingatkan 1").await;
    assert!(
        said.starts_with("2 lembaga tidak diingatkan lagi:"),
        "{said}"
    );

    // All have confirmed; the card still offers it, for the one that owes the evidence.
    office
        .give_evidence(&scene.rudi, army, "1/2026", "https://kodim.mil.id/7")
        .await;
    office.advance(MINUTE * 3).await;
    let card = office.say(&staff.author, "/status 1").await;
    for line in [
        "Diterima 2/2",
        "Disebarluaskan 1/2",
        "Menyusul 1 (diterima 1, disebarluaskan 1)",
    ] {
        assert!(card.lines().any(|it| it == line), "{line}: {card}");
    }
    let said = office.press(&staff.author, "Ingatkan").await;
    assert_eq!(said, "1 lembaga diminta mengirim bukti penyebaran.");
    office.advance(SECOND * 2).await;
    assert_eq!((asked(police).len(), asked(army).len()), (2, 0));
    let link = office.evidence_link(&scene.hasan, &question).await;
    office.open_link(&scene.hasan, &link).await;
    office.say(&scene.hasan, "Dibacakan pada apel.").await;
    office.advance(MINUTE * 3).await;
    let said = office.say(&staff.author, "/ingatkan 1").await;
    assert!(said.starts_with("Tidak ada yang diingatkan"), "{said}");
    office.say(&staff.author, "/status 1").await;
    let labels = staff.author.last().unwrap().labels().join(" ");
    assert!(!labels.contains("Ingatkan"), "{labels}");
    scene.office.close().await;
}
