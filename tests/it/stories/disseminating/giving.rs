//! What is taken as evidence, and how it is asked for.

use satupintu_simulator::{Fault, Post};

use super::{ACKNOWLEDGED, CURRENT, GIVEN, MINUTE, SECOND, copy, scene};
use crate::office::Office;

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_gives_a_link_in_the_private_chat_where_the_announcement_is() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let hasan = office.officer("Hasan", "POLRES-PAREPARE").await;
    office.announce_to_pass_on(&staff, "Banjir.").await;
    let received = hasan.last().unwrap();
    assert_eq!(received.labels(), ["✅ Diterima", "📣 Disebarluaskan"]);
    let pop_up = office.press_on(&hasan, &received, "Disebarluaskan").await;
    assert!(
        pop_up.contains("kirim bukti penyebarannya di sini"),
        "{pop_up}"
    );
    office.moment().await;
    let question = office.last_said_to(&hasan);
    assert!(
        question.contains("Bukti penyebaran Siaran No. 1/2026"),
        "{question}"
    );
    assert!(question.contains("Polres Parepare"), "{question}");
    assert_eq!(
        office.count(ACKNOWLEDGED).await,
        1,
        "it acknowledges as well"
    );

    let told = office
        .say(
            &hasan,
            "Dimuat di https://polres.parepare.go.id/banjir?utm_source=x",
        )
        .await;
    assert!(told.contains("Siaran No. 1/2026 disebarluaskan"), "{told}");
    assert!(told.contains("tautan polres.parepare.go.id"), "{told}");
    office.advance(SECOND * 3).await;
    let buttons = copy(&hasan.private_chat(), "1/2026").labels();
    assert_eq!(
        buttons,
        ["✅ Diterima · Hasan (1)", "📣 Disebarluaskan · Hasan (1)"]
    );
    let events = "select count(*) from event where kind = 'announcement.disseminated'";
    assert_eq!(
        (office.count(GIVEN).await, office.count(events).await),
        (1, 1)
    );
    // Who shared the link is nobody's business, and would outlast them.
    let kept = office.texts("select link from dissemination").await;
    assert_eq!(kept, ["https://polres.parepare.go.id/banjir"]);
    let traced = "select count(*) from event where detail like '%utm_source%'";
    assert_eq!(office.count(traced).await, 0);
    // What follows is no evidence any more.
    let told = office.say(&hasan, "Terima kasih").await;
    assert!(!told.contains("Tercatat"), "{told}");
    assert_eq!(office.count(GIVEN).await, 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_of_a_group_is_led_to_the_private_chat_and_says_it_in_words() {
    let scene = scene().await;
    let (office, police, hasan) = (&scene.office, &scene.police, &scene.hasan);
    let asked = office.disseminate(hasan, police, "1/2026").await;
    assert!(asked.contains("bukti untuk Polres Parepare"), "{asked}");
    let told = office.say(hasan, "Dibacakan pada apel <b>pagi</b>.").await;
    assert!(told.contains("Bukti: keterangan"), "{told}");
    office.advance(SECOND * 3).await;
    assert_eq!(
        copy(police, "1/2026").labels(),
        ["✅ Diterima · Hasan (1)", "📣 Disebarluaskan · Hasan (1)"]
    );
    let words = office.texts("select words from dissemination").await;
    assert_eq!(words, ["Dibacakan pada apel <b>pagi</b>."]);
    let spoken = "select count(*) from event where detail like '%apel%'";
    assert_eq!(
        office.count(spoken).await,
        0,
        "words can be blanked, the record cannot"
    );

    // Once more: the new one counts, the old one is kept.
    let asked = office.disseminate(hasan, police, "1/2026").await;
    assert!(
        asked.contains("Sudah tercatat: keterangan tertulis, oleh Hasan"),
        "{asked}"
    );
    let told = office.say(hasan, "https://polres.parepare.go.id/jam").await;
    assert!(told.contains("Bukti sebelumnya diganti"), "{told}");
    assert_eq!(
        (office.count(GIVEN).await, office.count(CURRENT).await),
        (2, 1)
    );
    scene.office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_screenshot_is_evidence_and_its_bytes_are_kept() {
    let scene = scene().await;
    let (office, police, hasan) = (&scene.office, &scene.police, &scene.hasan);
    office.disseminate(hasan, police, "1/2026").await;
    for post in [Post::document("laporan.pdf", b"pdf"), Post::video(b"film")] {
        office.send(hasan, post).await;
        let told = office.last_said_to(hasan);
        assert!(told.contains("belum dapat menjadi bukti"), "{told}");
    }
    office
        .send(
            hasan,
            Post::photo(b"layar").caption("Unggahan di Instagram"),
        )
        .await;
    let told = office.last_said_to(hasan);
    assert!(told.contains("Bukti: tangkapan layar"), "{told}");
    office.advance(SECOND * 5).await;
    let kept = office
        .texts("select archive || ' ' || words from dissemination")
        .await;
    assert_eq!(kept, ["archived Unggahan di Instagram"]);
    let bytes = "select count(*) from dissemination e join media m on m.sha256 = e.sha256 \
         where m.whole = 1 and m.bytes = 5";
    assert_eq!(office.count(bytes).await, 1);
    scene.office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_album_is_one_piece_of_evidence() {
    let scene = scene().await;
    let (office, police, hasan) = (&scene.office, &scene.police, &scene.hasan);
    office.disseminate(hasan, police, "1/2026").await;
    let before = hasan.inbox().len();
    hasan.send_album(vec![Post::photo(b"satu"), Post::photo(b"dua")]);
    office.advance(SECOND * 5).await;
    assert_eq!(office.count(GIVEN).await, 1);
    let told = &hasan.inbox()[before..];
    let answers: Vec<&str> = told.iter().map(|it| it.text.as_str()).collect();
    let answers: Vec<&&str> = answers
        .iter()
        .filter(|it| it.contains("Tercatat"))
        .collect();
    assert_eq!(answers.len(), 1, "{answers:?}");
    assert!(answers[0].contains("Dari satu album dicatat satu gambar."));
    // What somebody writes below it may stand below another picture than the first.
    office.disseminate(hasan, police, "1/2026").await;
    hasan.send_album(vec![
        Post::photo(b"tiga"),
        Post::photo(b"empat").caption("Dimuat di https://polres.parepare.go.id/8"),
        Post::photo(b"lima").caption("Juga di papan pengumuman"),
    ]);
    office.advance(SECOND * 5).await;
    let counts = office
        .texts("select link || ' ' || archive from dissemination where current = 1")
        .await;
    assert_eq!(counts, ["https://polres.parepare.go.id/8 archived"]);
    // The one before it is kept, as is what the first album gave.
    assert_eq!(office.count(GIVEN).await, 3);
    let told = office.last_said_to(hasan);
    assert!(told.contains("tautan polres.parepare.go.id"), "{told}");
    scene.office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_runs_out_can_be_taken_back_and_gives_way_to_others() {
    let scene = scene().await;
    let (office, police, hasan) = (&scene.office, &scene.police, &scene.hasan);
    office.disseminate(hasan, police, "1/2026").await;
    office.advance(MINUTE * 31).await;
    let told = office.say(hasan, "Sudah dibacakan.").await;
    assert!(told.contains("sudah lewat"), "{told}");
    let told = office.say(hasan, "Sudah dibacakan.").await;
    assert!(!told.contains("sudah lewat"), "said once: {told}");

    office.disseminate(hasan, police, "1/2026").await;
    office.press(hasan, "Batal").await;
    office.moment().await;
    office.say(hasan, "Sudah dibacakan.").await;
    office.disseminate(hasan, police, "1/2026").await;
    let told = office.say(hasan, "Batal").await;
    assert!(told.starts_with("Dibatalkan."), "{told}");
    office.say(hasan, "Sudah dibacakan.").await;
    assert_eq!(office.count(GIVEN).await, 0);

    // A link is its presser's, for as long as the question would be open.
    let link = office.evidence_link(hasan, &copy(police, "1/2026")).await;
    let told = office.open_link(&scene.rudi, &link).await;
    assert!(told.contains("sudah tidak berlaku"), "{told}");
    office.advance(MINUTE * 31).await;
    let told = office.open_link(hasan, &link).await;
    assert!(told.contains("sudah tidak berlaku"), "{told}");
    office.say(&scene.rudi, "Sudah dibacakan.").await;
    office.say(hasan, "Sudah dibacakan.").await;
    assert_eq!(office.count(GIVEN).await, 0);
    scene.office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_author_who_is_asked_for_evidence_does_not_write_it_into_a_draft_nor_the_other_way_round()
 {
    let scene = scene().await;
    let (office, police, author) = (&scene.office, &scene.police, &scene.staff.author);
    police.add_member(author);
    office.say(author, "/siaran Rancangan.").await;
    let pieces = "select count(*) from draft_piece p join announcement n \
         on n.id = p.announcement_id where n.state = 'draft'";
    assert_eq!(office.count(pieces).await, 1);
    office.disseminate(author, police, "1/2026").await;
    let told = office.say(author, "Sudah dibacakan pada apel.").await;
    assert!(told.contains("Tercatat"), "{told}");
    assert_eq!(office.count(pieces).await, 1, "the draft stays as it was");
    office.say(author, "Baris kedua.").await;
    assert_eq!(office.count(pieces).await, 2, "and goes on");

    // Whoever turns to something else is asked no more.
    office.disseminate(author, police, "1/2026").await;
    office.say(author, "/siaran").await;
    office.say(author, "Baris ketiga.").await;
    assert_eq!(
        (office.count(pieces).await, office.count(GIVEN).await),
        (3, 1)
    );
    // What ran out is the draft's again, without a word.
    office.disseminate(author, police, "1/2026").await;
    office.advance(MINUTE * 31).await;
    office.say(author, "Baris keempat.").await;
    assert_eq!(
        (office.count(pieces).await, office.count(GIVEN).await),
        (4, 1)
    );
    scene.office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_of_two_institutions_gives_one_piece_for_both() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let hasan = office.officer("Hasan", "POLRES-PAREPARE").await;
    let link = office.invite("petugas KODIM-1405").await;
    office.open_link(&hasan, &link).await;
    office.announce_to_pass_on(&staff, "Banjir.").await;
    let copy = copy(&hasan.private_chat(), "1/2026");
    office.press_on(&hasan, &copy, "Disebarluaskan").await;
    office.moment().await;
    let told = office.say(&hasan, "https://parepare.go.id/banjir").await;
    assert!(told.contains("Polres Parepare"), "{told}");
    assert!(told.contains("Kodim 1405"), "{told}");
    assert!(!told.contains("lebih dulu"), "{told}");
    assert_eq!(office.count(CURRENT).await, 2);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_gave_a_screenshot_that_cannot_be_fetched_is_told() {
    let scene = scene().await;
    let (office, police, hasan) = (&scene.office, &scene.police, &scene.hasan);
    office.disseminate(hasan, police, "1/2026").await;
    let no = Fault::refuse(400, "Bad Request: file is too big");
    office.sim.fault(no.method("getFile").once());
    office.send(hasan, Post::photo(b"layar")).await;
    office.advance(SECOND * 5).await;
    let told = office.last_said_to(hasan);
    assert!(told.contains("tidak dapat diarsipkan"), "{told}");
    let kept = office
        .texts("select archive || ' ' || current from dissemination")
        .await;
    assert_eq!(kept, ["failed 1"], "the report stands");
    scene.office.close().await;
}
