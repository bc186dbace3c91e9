//! What the question for evidence outlasts: other links, commands, crowds and refused albums.

use satupintu_simulator::{Post, User};

use super::{GIVEN, SECOND, copy, scene};

const OPEN: &str = "select count(*) from evidence_request where asked_at is not null";

#[tokio::test(flavor = "multi_thread")]
async fn what_a_member_without_a_role_was_asked_for_is_heard_whoever_else_writes() {
    let scene = scene().await;
    let (office, police, hasan) = (&scene.office, &scene.police, &scene.hasan);
    let link = office.evidence_link(hasan, &copy(police, "1/2026")).await;
    // They wrote too much already, and others do just now.
    for _ in 0..15 {
        hasan.send_private("/id");
        office.advance(SECOND).await;
    }
    let asked = office.open_link(hasan, &link).await;
    assert!(asked.contains("Bukti penyebaran"), "{asked}");
    let crowd: Vec<User> = (0..10)
        .map(|i| office.sim.user(&format!("Iseng {i}")).create())
        .collect();
    for user in &crowd {
        user.send_private("/start");
    }
    let told = office.say(hasan, "Sudah dibacakan pada apel.").await;
    assert!(told.contains("Tercatat"), "{told}");
    // Then they are one of the others again.
    let before = hasan.inbox().len();
    for _ in 0..30 {
        hasan.send_private("/id");
        office.advance(SECOND).await;
    }
    let replies = hasan.inbox()[before..]
        .iter()
        .filter(|it| it.from_bot)
        .count();
    assert!(replies <= 10, "{replies}");
    scene.office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_link_to_the_question_may_be_opened_again_and_is_no_guess_when_it_is_over() {
    let scene = scene().await;
    let (office, police, hasan) = (&scene.office, &scene.police, &scene.hasan);
    let link = office.evidence_link(hasan, &copy(police, "1/2026")).await;
    for _ in 0..3 {
        let asked = office.open_link(hasan, &link).await;
        assert!(asked.contains("Bukti penyebaran"), "{asked}");
        assert_eq!(office.count(OPEN).await, 1);
    }
    let told = office.say(hasan, "Sudah dibacakan.").await;
    assert!(told.contains("Tercatat"), "{told}");
    let later = office.evidence_link(hasan, &copy(police, "1/2026")).await;
    office.open_link(hasan, &later).await;
    office.press(hasan, "Batal").await;
    let newest = office.evidence_link(hasan, &copy(police, "1/2026")).await;
    let over = office.evidence_link(hasan, &copy(police, "1/2026")).await;
    assert_ne!(newest, over);
    for link in [&link, &later, &newest] {
        let told = office.open_link(hasan, link).await;
        assert!(told.contains("sudah tidak berlaku"), "{told}");
        office.advance(SECOND * 20).await;
    }
    assert_eq!(
        (office.count(OPEN).await, office.count(GIVEN).await),
        (0, 1)
    );
    scene.office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_look_at_something_leaves_the_question_open_and_its_end_is_told() {
    let scene = scene().await;
    let (office, police, author) = (&scene.office, &scene.police, &scene.staff.author);
    police.add_member(author);
    office.disseminate(author, police, "1/2026").await;
    for command in [
        "/status", "/belum 1", "/sudah 1", "/bantuan", "/id", "/lembaga", "/cuaca",
    ] {
        office.say(author, command).await;
        assert_eq!(office.count(OPEN).await, 1, "{command}");
    }
    let told = office.say(author, "Sudah dibacakan.").await;
    assert!(told.contains("Tercatat"), "{told}");

    let closed = |user: &User, before: usize| {
        let inbox = user.inbox();
        let told = inbox[before..].iter();
        told.filter(|it| {
            it.text
                .starts_with("Permintaan bukti Siaran No. 1/2026 ditutup")
        })
        .count()
    };
    office.disseminate(author, police, "1/2026").await;
    let before = author.inbox().len();
    office.say(author, "/siaran").await;
    assert_eq!((office.count(OPEN).await, closed(author, before)), (0, 1));
    office.say(author, "/siaran").await;
    assert_eq!(closed(author, before), 1, "said once");
    // By whatever takes its place: a button that asks for words, or evidence of something else.
    let approver = &scene.staff.approver;
    police.add_member(approver);
    office
        .announce_to_pass_on(&scene.staff, "Jalan ditutup.")
        .await;
    office.submit(author, "Apel besok.").await;
    office.disseminate(approver, police, "1/2026").await;
    let before = approver.inbox().len();
    office.press(approver, "Kembalikan").await;
    office.moment().await;
    assert_eq!((office.count(OPEN).await, closed(approver, before)), (0, 1));
    let asked = office.last_said_to(approver);
    assert!(
        asked.contains("Mengapa siaran ini dikembalikan?"),
        "{asked}"
    );
    office.say(approver, "Belum lengkap.").await;
    office.disseminate(author, police, "1/2026").await;
    let before = author.inbox().len();
    let asked = office.disseminate(author, police, "2/2026").await;
    assert!(asked.contains("Bukti penyebaran Siaran No. 2/2026"));
    assert_eq!((office.count(OPEN).await, closed(author, before)), (1, 1));
    let before = author.inbox().len();
    office.disseminate(author, police, "2/2026").await;
    assert_eq!(closed(author, before), 0, "the same is asked again");
    // Also where the command itself is refused.
    let hasan = &scene.hasan;
    office.disseminate(hasan, police, "1/2026").await;
    let before = hasan.inbox().len();
    office.say(hasan, "/siaran").await;
    assert_eq!((office.count(OPEN).await, closed(hasan, before)), (1, 1));
    scene.office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_album_whose_first_picture_is_refused_is_refused_as_a_whole() {
    let scene = scene().await;
    let (office, police, hasan) = (&scene.office, &scene.police, &scene.hasan);
    office.disseminate(hasan, police, "1/2026").await;
    for caption in ["https://a.go.id/1 https://b.go.id/2", "https://polres"] {
        let before = hasan.inbox().len();
        hasan.send_album(vec![
            Post::photo(b"satu").caption(caption),
            Post::photo(b"dua"),
            Post::photo(b"tiga"),
        ]);
        office.advance(SECOND * 5).await;
        assert_eq!(
            (office.count(GIVEN).await, office.count(OPEN).await),
            (0, 1)
        );
        let told = hasan.inbox()[before..]
            .iter()
            .filter(|it| it.from_bot)
            .count();
        assert_eq!(told, 1, "{caption}");
    }
    hasan.send_album(vec![
        Post::photo(b"satu").caption("https://polres.parepare.go.id/7"),
        Post::photo(b"dua"),
    ]);
    office.advance(SECOND * 5).await;
    let links = office.texts("select link from dissemination").await;
    assert_eq!(links, ["https://polres.parepare.go.id/7"]);
    scene.office.close().await;
}
