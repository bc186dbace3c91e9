//! What those see who ask how far an announcement is passed on.

use std::time::Duration;

use satupintu_simulator::Post;

use super::{SECOND, scene};

const HOUR: Duration = Duration::from_secs(60 * 60);

#[tokio::test(flavor = "multi_thread")]
async fn confirmed_and_not_passed_on_is_a_state_of_its_own_in_every_list() {
    let scene = scene().await;
    let (office, staff) = (&scene.office, &scene.staff);
    let (police, army) = (&scene.police, &scene.army);
    office
        .give_evidence(&scene.hasan, police, "1/2026", "https://polres.go.id/7")
        .await;
    let unfinished = office.say(&staff.coordinator, "/belum 1").await;
    assert!(
        unfinished.contains("1 lembaga: 1 belum mengonfirmasi, 0 belum menyebarluaskan"),
        "{unfinished}"
    );
    let copy = super::copy(army, "1/2026");
    office.press_on(&scene.rudi, &copy, "Diterima").await;
    let card = office.say(&staff.coordinator, "/status 1").await;
    for line in [
        "Diterima 2/2",
        "Disebarluaskan 1/2",
        "Diterima, menunggu bukti penyebaran 1",
        // 24 hours without the night.
        "Batas bukti penyebaran: 17 November 2026 18.",
    ] {
        assert!(
            card.lines().any(|it| it.starts_with(line)),
            "{line}: {card}"
        );
    }
    let lines = office.say(&staff.coordinator, "/status").await;
    assert!(
        lines.contains("Diterima 2/2 · Disebarluaskan 1/2"),
        "{lines}"
    );
    office.advance(SECOND * 3).await;
    let bar = staff.author.inbox().into_iter().rev();
    let bar = bar.map(|it| it.text).find(|it| it.contains("Terkirim 2/2"));
    assert!(bar.unwrap().contains("\nDisebarluaskan 1/2\n"));

    let unfinished = office.say(&staff.coordinator, "/belum 1").await;
    assert!(
        unfinished.contains("1 lembaga: 0 belum mengonfirmasi, 1 belum menyebarluaskan"),
        "{unfinished}"
    );
    assert!(unfinished.contains("Kodim 1405"), "{unfinished}");
    assert!(
        unfinished.contains("oleh Rudi, belum disebarluaskan"),
        "{unfinished}"
    );
    office.say(&staff.coordinator, "/sudah 1").await;
    let list = staff.coordinator.last().unwrap();
    assert!(
        list.text.contains("oleh Hasan: polres.go.id"),
        "{}",
        list.text
    );
    assert!(
        list.text.contains("oleh Rudi, belum disebarluaskan"),
        "{}",
        list.text
    );
    let link = list.entities.iter().find(|it| it.kind == "text_link");
    assert_eq!(link.unwrap().url.as_deref(), Some("https://polres.go.id/7"));
    // An institution sees its own.
    let own = office.ask_in(army, &scene.rudi, "/status 1").await;
    assert!(own.text.contains("\nDisebarluaskan 0/1\n"), "{}", own.text);
    let own = office.ask_in(army, &scene.rudi, "/sudah 1").await;
    assert!(!own.text.contains("Polres"), "{}", own.text);
    scene.office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn evidence_that_comes_late_is_told_apart_and_its_picture_is_shown_within_the_scope() {
    let scene = scene().await;
    let (office, staff) = (&scene.office, &scene.staff);
    let other = office.appoint("Lain", "koordinator ITH").await;
    let copy = super::copy(&scene.army, "1/2026");
    office.press_on(&scene.rudi, &copy, "Diterima").await;
    office.advance(HOUR * 36).await;
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(
        card.contains("\nLewat batas dan belum disebarluaskan 2"),
        "{card}"
    );
    office.disseminate(&scene.rudi, &scene.army, "1/2026").await;
    office
        .send(&scene.rudi, Post::photo(b"layar").caption("*tebal*"))
        .await;
    let told = office.last_said_to(&scene.rudi);
    assert!(told.contains("masuk setelah batas waktunya"), "{told}");
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(
        card.contains("\nLewat batas dan belum disebarluaskan 1\n"),
        "{card}"
    );
    assert!(card.contains("\nTerlambat disebarluaskan 1"), "{card}");

    office.say(&staff.coordinator, "/sudah 1").await;
    let list = staff.coordinator.last().unwrap();
    assert!(
        list.text.contains("terlambat disebarluaskan"),
        "{}",
        list.text
    );
    assert!(list.text.contains("tangkapan layar 🖼 1"), "{}", list.text);
    let before = staff.coordinator.inbox().len();
    office.press_on(&staff.coordinator, &list, "🖼 1").await;
    office.moment().await;
    let shown = staff.coordinator.inbox().split_off(before);
    assert_eq!(shown.len(), 1);
    assert_eq!(office.bytes_of(&shown[0]), b"layar");
    assert!(
        shown[0].text.contains("Bukti penyebaran Siaran No. 1/2026"),
        "{}",
        shown[0].text
    );
    assert!(shown[0].text.contains("*tebal*"), "{}", shown[0].text);

    // Nobody else gets it by the same data.
    let data = list.button("🖼 1").unwrap().data.clone().unwrap();
    office.say(&other, "/status").await;
    let (before, list) = (other.inbox().len(), other.last().unwrap());
    let refused = office.press_data(&other, &list, &data).await;
    assert!(refused.contains("di luar cakupan"), "{refused}");
    let refused = office
        .press_data(&scene.hasan, &super::copy(&scene.police, "1/2026"), &data)
        .await;
    assert!(refused.contains("di luar cakupan"), "{refused}");
    office.moment().await;
    assert_eq!(other.inbox().len(), before);
    scene.office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_drill_practises_it_and_takes_no_real_link() {
    let scene = scene().await;
    let (office, staff) = (&scene.office, &scene.staff);
    let page = "https://polres.go.id/7";
    let text = "latihan=ya konfirmasi=disebarluaskan\nGempa.";
    office.announce(staff, text).await;
    office.advance(SECOND * 5).await;
    let copy = scene.police.last().unwrap();
    let link = office.evidence_link(&scene.hasan, &copy).await;
    let asked = office.open_link(&scene.hasan, &link).await;
    assert!(asked.starts_with("LATIHAN"), "{asked}");
    let told = office.say(&scene.hasan, page).await;
    assert!(told.starts_with("LATIHAN"), "{told}");
    let told = office
        .give_evidence(&scene.hasan, &scene.police, "1/2026", page)
        .await;
    assert!(told.contains("Tercatat: Siaran No. 1/2026"), "{told}");
    let card = office.say(&staff.coordinator, "/status latihan 1").await;
    assert!(card.contains("\nDisebarluaskan 1/2\n"), "{card}");
    scene.office.close().await;
}
