//! Links that are none, and links that were given before.

use satupintu_simulator::Post;

use super::{CURRENT, GIVEN, MINUTE, SECOND, copy, member, scene};
use crate::office::Office;

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_leads_nowhere_is_refused_and_the_question_stays_open() {
    let scene = scene().await;
    let (office, police, hasan) = (&scene.office, &scene.police, &scene.hasan);
    office.disseminate(hasan, police, "1/2026").await;
    for (typed, said) in [
        ("https://polres", "tidak dapat dicatat"),
        ("ftp://polres.go.id/berita", "tidak dapat dicatat"),
        ("https://polres.go.id@evil.example/", "tidak dapat dicatat"),
        ("https://a.go.id/1 https://b.go.id/2", "beberapa tautan"),
        // An invitation is a key, which is not to stay in the record.
        (
            "https://t.me/satupintu_bot?start=0123456789abcdef0123456789abcdef01234567",
            "tidak dapat dicatat",
        ),
    ] {
        let told = office.say(hasan, typed).await;
        assert!(told.contains(said), "{typed}: {told}");
    }
    let long = office.say(hasan, &"panjang ".repeat(70)).await;
    assert!(long.contains("paling banyak 500"), "{long}");
    assert_eq!(office.count(GIVEN).await, 0);
    let told = office.say(hasan, "polres.go.id/berita").await;
    assert!(told.contains("tautan polres.go.id"), "{told}");
    scene.office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_institution_gives_a_link_once_and_another_may_repost_it() {
    let scene = scene().await;
    let office = &scene.office;
    let (police, hasan) = (&scene.police, &scene.hasan);
    office.announce_to_pass_on(&scene.staff, "Kedua.").await;
    let first = "https://parepare.go.id/berita/7";
    office.give_evidence(hasan, police, "1/2026", first).await;
    let again = "http://www.parepare.go.id/berita/7/?utm_medium=wa#atas";
    let told = office.give_evidence(hasan, police, "2/2026", again).await;
    assert!(told.contains("sudah tercatat"), "{told}");
    assert!(told.contains("Siaran No. 1/2026"), "{told}");
    let told = office.say(hasan, "https://parepare.go.id/berita/8").await;
    assert!(told.contains("Siaran No. 2/2026 disebarluaskan"), "{told}");

    let told = office
        .give_evidence(&scene.rudi, &scene.army, "1/2026", again)
        .await;
    assert!(told.contains("Tercatat"), "{told}");
    assert!(
        told.contains("lebih dulu diberikan Polres Parepare untuk Siaran No. 1/2026"),
        "{told}"
    );
    // The same for the same is on record already, whoever of them sends it, and asks for nothing more.
    let colleague = member(office, police, "Wati");
    let asked = office.disseminate(&colleague, police, "1/2026").await;
    assert!(asked.contains("Bukti penyebaran"), "{asked}");
    let shot = Post::photo(b"layar").caption(first);
    office.send(&colleague, shot).await;
    let told = office.last_said_to(&colleague);
    assert!(told.contains("Tidak ada lagi yang perlu dikirim"), "{told}");
    let told = office.say(&colleague, "Sudah dibacakan.").await;
    assert!(!told.contains("Tercatat"), "{told}");
    assert_eq!(
        (office.count(CURRENT).await, office.count(GIVEN).await),
        (3, 3)
    );
    // What was replaced is not free for another announcement.
    let other = "https://parepare.go.id/berita/9";
    office.give_evidence(hasan, police, "1/2026", other).await;
    let told = office.give_evidence(hasan, police, "2/2026", first).await;
    assert!(
        told.contains("bukti Polres Parepare untuk Siaran No. 1/2026"),
        "{told}"
    );
    assert_eq!(
        (office.count(CURRENT).await, office.count(GIVEN).await),
        (3, 4)
    );
    scene.office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_of_two_gives_a_link_for_the_one_that_has_not_given_it() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let hasan = office.officer("Hasan", "POLRES-PAREPARE").await;
    office.announce_to_pass_on(&staff, "Banjir.").await;
    let page = "https://parepare.go.id/banjir";
    let first = copy(&hasan.private_chat(), "1/2026");
    office.press_on(&hasan, &first, "Disebarluaskan").await;
    office.say(&hasan, page).await;
    let link = office.invite("petugas KODIM-1405").await;
    office.open_link(&hasan, &link).await;
    office.announce_to_pass_on(&staff, "Surut.").await;
    let second = copy(&hasan.private_chat(), "2/2026");
    office.press_on(&hasan, &second, "Disebarluaskan").await;
    let told = office.say(&hasan, page).await;
    assert!(told.contains("Lembaga: Kodim 1405"), "{told}");
    assert!(
        told.contains("Tidak dicatat untuk Polres Parepare: tautan ini sudah menjadi bukti"),
        "{told}"
    );
    assert_eq!(office.count(CURRENT).await, 2);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_asks_anew_and_the_page_may_be_the_same() {
    let scene = scene().await;
    let (office, police, hasan) = (&scene.office, &scene.police, &scene.hasan);
    let page = "https://parepare.go.id/berita/7";
    office.give_evidence(hasan, police, "1/2026", page).await;
    // Pressed before the correction, answered after it.
    office.disseminate(&scene.rudi, &scene.army, "1/2026").await;
    let staff = &scene.staff;
    office
        .say(&staff.author, "/ralat 1 Jam layanan tetap.")
        .await;
    office.advance(SECOND * 5).await;
    office.submit_and_approve(staff).await;
    office.advance(SECOND * 20).await;
    let told = office.say(&scene.rudi, "Sudah dibacakan.").await;
    assert!(told.starts_with("Naskah ini sudah diganti"), "{told}");
    assert_eq!(office.count(GIVEN).await, 1);

    let notice = police.last().unwrap();
    assert_eq!(notice.labels(), ["✅ Diterima", "📣 Disebarluaskan"]);
    let link = office.evidence_link(hasan, &notice).await;
    office.open_link(hasan, &link).await;
    let told = office.say(hasan, page).await;
    assert!(told.contains("Tercatat"), "{told}");
    assert!(
        !told.contains("diganti dan tetap"),
        "nothing of this revision was: {told}"
    );
    assert_eq!(
        office.count(CURRENT).await,
        2,
        "the earlier one stays in the record"
    );

    // After a withdrawal nobody is to pass it on.
    let link = office
        .evidence_link(&scene.rudi, &scene.army.last().unwrap())
        .await;
    office.open_link(&scene.rudi, &link).await;
    office.say(&staff.author, "/cabut 1 Keliru.").await;
    office.advance(SECOND * 5).await;
    office.submit_and_approve(staff).await;
    office.advance(SECOND * 20).await;
    let told = office.say(&scene.rudi, "Sudah dibacakan.").await;
    assert!(told.contains("sudah dicabut"), "{told}");
    let id = office
        .count("select max(announcement_id) from dissemination")
        .await;
    let refused = office
        .press_data(hasan, &police.last().unwrap(), &format!("ad:{id}:2"))
        .await;
    assert!(refused.contains("sudah dicabut"), "{refused}");
    assert_eq!(office.count(GIVEN).await, 2);
    office.advance(MINUTE).await;
    scene.office.close().await;
}
