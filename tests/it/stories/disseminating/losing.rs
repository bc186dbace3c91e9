//! Evidence is neither lost nor counted twice.

use serde_json::json;

use super::{CURRENT, GIVEN, MINUTE, SECOND, scene};

#[tokio::test(flavor = "multi_thread")]
async fn the_same_message_twice_is_one_piece_of_evidence_also_after_a_restart() {
    let mut scene = scene().await;
    scene
        .office
        .disseminate(&scene.hasan, &scene.police, "1/2026")
        .await;
    scene.office.stop().await;
    scene.hasan.send_private("https://polres.go.id/berita");
    scene.office.clock.set(scene.office.now().plus(MINUTE));
    scene.office.start();
    scene.office.advance(SECOND * 5).await;
    let office = &scene.office;
    assert_eq!(office.count(GIVEN).await, 1);
    let told = office.last_said_to(&scene.hasan);
    assert!(told.contains("Tercatat"), "{told}");
    // The platform hands it over once more, as another update.
    office.sim.inject_update(json!({ "message": {
        "message_id": 4711, "date": 0, "text": "https://polres.go.id/berita",
        "from": { "id": scene.hasan.id(), "is_bot": false, "first_name": "Hasan" },
        "chat": { "id": scene.hasan.id(), "type": "private", "first_name": "Hasan" },
    }}));
    office.advance(SECOND * 5).await;
    assert_eq!(office.count(CURRENT).await, 1);
    assert_eq!(office.count(GIVEN).await, 1);
    scene.office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erased_person_leaves_their_link_and_neither_words_nor_pictures() {
    let scene = scene().await;
    let (office, police, hasan) = (&scene.office, &scene.police, &scene.hasan);
    office
        .give_evidence(
            hasan,
            police,
            "1/2026",
            "Berita kami https://polres.go.id/7",
        )
        .await;
    office.disseminate(hasan, police, "1/2026").await;
    let kept = office.say(hasan, "/privasi").await;
    assert!(kept.contains("Bukti penyebaran: 1"), "{kept}");
    office.say(hasan, "/hapusdata").await;
    office.press(hasan, "Hapus data saya").await;
    office.moment().await;
    office.press(hasan, "Ya, hapus").await;
    office.moment().await;
    let left = office
        .texts("select link || coalesce(words, '') || coalesce(screenshot, '') from dissemination")
        .await;
    assert_eq!(left, ["https://polres.go.id/7"]);
    assert_eq!(
        office.count("select count(*) from evidence_request").await,
        0
    );
    scene.office.close().await;
}
