//! Photos, videos, documents and albums: what was wrong is replaced where the platform lets it be, and says
//! that it holds no longer where it does not.

use satupintu_simulator::{Chat, Fault, MessageRef, Post, SentMessage};

use super::{CODES, SECOND, change, copy, notices};
use crate::office::{Office, Staff, copies};

struct Scene {
    office: Office,
    staff: Staff,
    group: Chat,
}

/// What an author sends.
enum Sent {
    New(Post),
    /// Once more what they, or somebody else, sent before.
    Forwarded(MessageRef),
    Album(Vec<Post>),
}

fn new(post: impl Into<Post>) -> Sent {
    Sent::New(post.into())
}

impl Scene {
    async fn open() -> Self {
        Self::with_retries(r#"["2s"]"#).await
    }

    async fn with_retries(retries: &str) -> Self {
        let office = Office::with_roster("bakohumas-parepare")
            .setting("OUTBOX__RETRY_UNKNOWN", retries)
            .open()
            .await;
        let staff = office.staff().await;
        let group = office.import_groups(&CODES[..1]).await.remove(0);
        Self {
            office,
            staff,
            group,
        }
    }

    /// A draft, from its command to the approver's word; what was sent for it.
    async fn say(&self, command: &str, content: Vec<Sent>) -> Vec<MessageRef> {
        let (office, author) = (&self.office, &self.staff.author);
        let mut sent = vec![office.send(author, command).await];
        for one in content {
            match one {
                Sent::New(post) => sent.push(author.send_private(post)),
                Sent::Forwarded(message) => sent.push(author.forward(message).unwrap()),
                Sent::Album(posts) => sent.extend(author.send_album(posts)),
            }
            office.advance(SECOND * 2).await;
        }
        office.submit_and_approve_long(&self.staff).await;
        sent
    }

    /// Everything the group was told of the announcement, as it reads now.
    fn messages(&self) -> Vec<SentMessage> {
        let mut messages = self.group.inbox();
        let first = messages.iter().position(|it| {
            it.edits.iter().any(|it| it.text.contains("1/2026")) || it.text.contains("1/2026")
        });
        messages.split_off(first.unwrap())
    }

    /// The file that a message shows.
    fn file(&self, message: &SentMessage) -> Vec<u8> {
        let attachment = message.attachment.as_ref().unwrap();
        self.office
            .sim
            .file(&attachment.file_id)
            .unwrap()
            .bytes
            .to_vec()
    }

    /// How often the group's messages were changed by a method.
    fn calls(&self, method: &str) -> usize {
        let calls = self.office.sim.calls_of(method);
        let here = |chat: Option<i64>| chat == Some(self.group.id());
        calls.iter().filter(|call| here(call.chat)).count()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_is_replaced_in_its_place_and_other_words_below_it_leave_it_alone() {
    let scene = Scene::open().await;
    let office = &scene.office;
    scene
        .say(
            "/siaran",
            vec![new(Post::photo(b"lama").caption("Peta lama."))],
        )
        .await;
    office.advance(SECOND * 10).await;
    let old = copy(&scene.group);
    let sent = scene
        .say(
            "/ralat 1",
            vec![new(Post::photo(b"baru").caption("Peta baru."))],
        )
        .await;
    office.advance(SECOND * 10).await;
    let new_one = copy(&scene.group);
    assert_eq!(new_one.id, old.id);
    assert_eq!(scene.file(&new_one), b"baru");
    assert!(new_one.text.contains("Peta baru."), "{}", new_one.text);
    let notice = notices(&scene.group).remove(0);
    assert_eq!(notice.reply_to, Some(new_one.id));
    assert!(notice.button("Diterima").is_some());
    assert_eq!(
        (
            scene.calls("editMessageMedia"),
            scene.calls("editMessageCaption")
        ),
        (1, 0)
    );
    // Once more the same, with other words.
    scene.staff.author.edit(sent[1], "Peta per pukul 08.00.");
    office.advance(SECOND * 3).await;
    scene.say("/ralat 1", vec![Sent::Forwarded(sent[1])]).await;
    office.advance(SECOND * 10).await;
    let newest = copy(&scene.group);
    assert_eq!(scene.file(&newest), b"baru");
    assert!(
        newest.text.contains("Peta per pukul 08.00."),
        "{}",
        newest.text
    );
    assert_eq!(
        (
            scene.calls("editMessageMedia"),
            scene.calls("editMessageCaption")
        ),
        (1, 1)
    );
    scene.office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_in_the_place_of_a_photo_a_video_or_a_document_are_sent_and_the_old_one_says_so() {
    for (post, says) in [
        (Post::photo(b"a"), "(Foto ini tidak berlaku lagi; "),
        (Post::video(b"b"), "(Video ini tidak berlaku lagi; "),
        (
            Post::document("c.pdf", b"c"),
            "(Dokumen ini tidak berlaku lagi; ",
        ),
    ] {
        let scene = Scene::open().await;
        let (office, staff) = (&scene.office, &scene.staff);
        scene
            .say("/siaran", vec![new(post.caption("Kabar yang keliru."))])
            .await;
        office.advance(SECOND * 10).await;
        let old = copy(&scene.group);
        office
            .say(&staff.author, "/ralat 1 Kabar yang benar.")
            .await;
        office.advance(SECOND * 3).await;
        office.press(&staff.author, "Ajukan").await;
        office.advance(SECOND * 6).await;
        office.press(&staff.approver, "Setujui").await;
        office.moment().await;
        // The approver is told what will become of it.
        let told = office.last_said_to(&staff.approver);
        let goes = "yang sudah terkirim tidak dapat dihapus";
        assert!(told.contains(goes), "{told}");
        office.press(&staff.approver, "Ya, kirim").await;
        office.advance(SECOND * 10).await;
        let messages = scene.messages();
        assert_eq!(messages.len(), 3, "{messages:?}");
        assert_eq!(messages[0].id, old.id);
        assert!(messages[0].text.starts_with(says), "{}", messages[0].text);
        assert_eq!(messages[0].labels(), Vec::<String>::new());
        assert!(messages[1].text.contains("\n\nKabar yang benar.\n\n"));
        assert!(messages[1].button("Diterima").is_some());
        assert_eq!(messages[2].reply_to, Some(messages[1].id));
        assert!(
            !messages[2].text.contains("tidak dapat diubah"),
            "{}",
            messages[2].text
        );
        // What is withdrawn then is the text.
        change(office, staff, "/cabut 1 Keliru juga.").await;
        office.advance(SECOND * 10).await;
        let messages = scene.messages();
        assert!(messages[0].text.starts_with(says));
        assert!(messages[1].text.contains("\nDICABUT "));
        assert_eq!(messages.len(), 4);
        scene.office.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_takes_the_place_of_words_and_a_long_text_that_of_a_photo() {
    let scene = Scene::open().await;
    let office = &scene.office;
    office.announce(&scene.staff, "Air naik.").await;
    office.advance(SECOND * 10).await;
    let old = copy(&scene.group);
    scene
        .say(
            "/ralat 1",
            vec![new(Post::photo(b"peta").caption("Lihat peta."))],
        )
        .await;
    office.advance(SECOND * 10).await;
    let photo = copy(&scene.group);
    assert_eq!(photo.id, old.id);
    assert_eq!(scene.file(&photo), b"peta");
    let long = format!("Ternyata surut. {}", "kata ".repeat(400));
    scene.say("/ralat 1", vec![new(long.trim())]).await;
    office.advance(SECOND * 10).await;
    let newest = copy(&scene.group);
    assert!(newest.text.contains("Ternyata surut."));
    assert!(newest.id > photo.id && newest.attachment.is_none());
    let messages = scene.messages();
    assert!(
        messages[0]
            .text
            .starts_with("(Foto ini tidak berlaku lagi; ")
    );
    scene.office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_album_is_edited_photo_by_photo_and_another_one_is_sent_below_it() {
    let scene = Scene::open().await;
    let office = &scene.office;
    let album = |caption: &str, photos: &[&[u8]]| {
        let mut posts: Vec<Post> = photos.iter().map(|bytes| Post::photo(bytes)).collect();
        posts[0] = posts[0].clone().caption(caption);
        Sent::Album(posts)
    };
    scene
        .say(
            "/siaran Banjir.",
            vec![album("Jalan Pemuda", &[b"1", b"2", b"3"])],
        )
        .await;
    office.advance(SECOND * 20).await;
    let old = scene.messages();
    assert_eq!(old.len(), 5);
    // As many photos: each in its place.
    scene
        .say(
            "/ralat 1 Banjir.",
            vec![album("Jalan Veteran", &[b"4", b"5", b"6"])],
        )
        .await;
    office.advance(SECOND * 20).await;
    let edited = scene.messages();
    assert_eq!(edited.len(), 6);
    for (at, bytes) in [(1, b"4"), (2, b"5"), (3, b"6")] {
        assert_eq!(
            (edited[at].id, scene.file(&edited[at])),
            (old[at].id, bytes.to_vec())
        );
    }
    assert_eq!(edited[1].text, "Jalan Veteran");
    // Fewer: the old ones say so, once for all of them, and what follows is read after the new ones.
    scene
        .say("/ralat 1 Banjir.", vec![album("Jalan Baru", &[b"7", b"8"])])
        .await;
    office.advance(SECOND * 20).await;
    let all = scene.messages();
    let read: Vec<&str> = all
        .iter()
        .map(|it| it.text.lines().next().unwrap_or(""))
        .collect();
    assert!(
        read[1].starts_with("(Semua foto dan video dalam album ini tidak berlaku lagi"),
        "{read:?}"
    );
    assert_eq!(read[2..4], ["", ""]);
    assert!(
        read[4].starts_with("(Bagian ini tidak berlaku lagi."),
        "{read:?}"
    );
    assert!(read[5].starts_with("🔁 RALAT"), "{read:?}");
    assert_eq!(read[6..8], ["Jalan Baru", ""]);
    assert_eq!(all[6].album, all[7].album);
    assert!(read[8].starts_with("Kode keaslian: "), "{read:?}");
    assert!(all[8].button("Diterima").is_some());
    assert!(read[9].starts_with("🔁 RALAT"), "{read:?}");
    // Documents never stand among photos.
    let documents = vec![Post::document("a.pdf", b"a"), Post::document("b.pdf", b"b")];
    scene
        .say("/ralat 1 Banjir.", vec![Sent::Album(documents)])
        .await;
    office.advance(SECOND * 20).await;
    let all = scene.messages();
    assert!(
        all[6]
            .text
            .starts_with("(Semua foto dan video dalam album ini")
    );
    assert_eq!(scene.file(&all[10]), b"a");
    scene.office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_of_the_revision_in_between_is_set_where_an_older_one_still_stands() {
    let scene = Scene::open().await;
    let office = &scene.office;
    let with = |photo: Sent| vec![new("Satu."), photo, new("Dua.")];
    scene
        .say("/siaran", with(new(Post::photo(b"pertama"))))
        .await;
    office.advance(SECOND * 20).await;
    // The second revision gets as far as its words; its photo has to wait.
    let wait = Fault::too_many_requests(300).method("editMessageMedia");
    office.sim.fault(wait.chat(scene.group.id()).once());
    let sent = scene
        .say("/ralat 1", with(new(Post::photo(b"kedua"))))
        .await;
    office.advance(SECOND * 20).await;
    let half = scene.messages();
    assert!(half[0].text.contains("\nRALAT ") && scene.file(&half[1]) == b"pertama");
    scene.say("/ralat 1", with(Sent::Forwarded(sent[2]))).await;
    office.advance(SECOND * 400).await;
    assert_eq!(scene.file(&scene.messages()[1]), b"kedua");
    scene.office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_an_edit_without_an_answer_the_photo_itself_is_set_again() {
    let scene = Scene::with_retries(r#"["10m"]"#).await;
    let office = &scene.office;
    let sent = scene
        .say("/siaran", vec![new(Post::photo(b"benar").caption("Peta."))])
        .await;
    office.advance(SECOND * 10).await;
    let lost = Fault::cut_after().method("editMessageMedia");
    office.sim.fault(lost.chat(scene.group.id()).once());
    scene
        .say(
            "/ralat 1",
            vec![new(Post::photo(b"salah").caption("Peta."))],
        )
        .await;
    office.advance(SECOND * 10).await;
    assert_eq!(scene.file(&copy(&scene.group)), b"salah");
    // Back to the first photo, before anybody knows whether the second one is there.
    scene.say("/ralat 1", vec![Sent::Forwarded(sent[1])]).await;
    office.advance(SECOND * 1200).await;
    assert_eq!(scene.file(&copy(&scene.group)), b"benar");
    scene.office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_photo_that_came_unnoticed_says_that_it_holds_no_longer() {
    let scene = Scene::with_retries(r#"["10m"]"#).await;
    let (office, staff) = (&scene.office, &scene.staff);
    office.announce(staff, "Lihat peta.").await;
    office.advance(SECOND * 10).await;
    let old = copy(&scene.group);
    let lost = Fault::cut_after().method("editMessageMedia");
    office.sim.fault(lost.chat(scene.group.id()).once());
    scene
        .say(
            "/ralat 1",
            vec![new(Post::photo(b"salah").caption("Peta."))],
        )
        .await;
    office.advance(SECOND * 10).await;
    assert_eq!(scene.file(&copy(&scene.group)), b"salah");
    // Before anybody knows whether the photo is there, words take its place.
    change(office, staff, "/ralat 1 Peta menyusul.").await;
    office.advance(SECOND * 1200).await;
    let wrong = office.sim.message(&old).unwrap();
    let says = "(Foto ini tidak berlaku lagi; ";
    assert!(wrong.text.starts_with(says), "{}", wrong.text);
    assert_eq!(wrong.labels(), Vec::<String>::new());
    let newest = copy(&scene.group);
    assert!(newest.text.contains("Peta menyusul."), "{}", newest.text);
    let notice = notices(&scene.group).pop().unwrap();
    assert_eq!(notice.reply_to, Some(newest.id));
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(!card.contains("tidak dapat diubah"), "{card}");
    scene.office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_that_cannot_be_edited_is_answered_by_what_holds_and_by_a_notice_that_says_so() {
    let scene = Scene::open().await;
    let (office, staff) = (&scene.office, &scene.staff);
    scene
        .say(
            "/siaran",
            vec![new(Post::photo(b"lama").caption("Keliru."))],
        )
        .await;
    office.advance(SECOND * 10).await;
    let refused = Fault::refuse(400, "Bad Request: message can't be edited");
    let refused = refused.method("editMessageCaption");
    let fault = office.sim.fault(refused.chat(scene.group.id()));
    change(office, staff, "/ralat 1 Benar.").await;
    office.advance(SECOND * 10).await;
    fault.release();
    let two = copies(&scene.group, "1/2026");
    assert_eq!(two.len(), 2, "{two:?}");
    assert!(two[1].text.contains("Benar."));
    let notice = notices(&scene.group).remove(0);
    assert!(
        notice.text.contains("pesan lamanya tidak dapat diubah"),
        "{}",
        notice.text
    );
    assert_eq!(notice.reply_to, Some(two[0].id), "the old one");
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("Pesan lama tidak dapat diubah"), "{card}");
    scene.office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_album_that_is_sent_anew_counts_as_its_messages() {
    let scene = Scene::open().await;
    let office = &scene.office;
    let album = |photos: u8| {
        let photos = (0..photos).map(|byte| Post::photo(&[byte, photos]));
        vec![Sent::Album(photos.collect())]
    };
    scene.say("/siaran Banjir.", album(10)).await;
    office.advance(SECOND * 120).await;
    // Two others within a minute: fourteen and thirteen messages, of which a group takes twenty.
    scene.say("/ralat 1 Banjir.", album(9)).await;
    scene.say("/ralat 1 Banjir.", album(8)).await;
    office.advance(SECOND * 180).await;
    assert_eq!(office.sim.stats().too_many_requests, 0);
    let mut newest = scene.messages();
    newest.retain(|it| it.album.is_some());
    let album = newest.last().unwrap().album.clone();
    newest.retain(|it| it.album == album);
    let shown: Vec<Vec<u8>> = newest.iter().map(|it| scene.file(it)).collect();
    let third: Vec<Vec<u8>> = (0..8).map(|byte| vec![byte, 8]).collect();
    assert_eq!(shown, third);
    scene.office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_a_group_takes_no_photos_the_wrong_words_do_not_stay() {
    let scene = Scene::open().await;
    let office = &scene.office;
    scene.say("/siaran Kabar keliru.", Vec::new()).await;
    office.advance(SECOND * 10).await;
    let old = copy(&scene.group);
    assert!(old.text.contains("Kabar keliru."));
    scene.group.forbid_media();
    let words = "Bad Request: not enough rights to send photos to the chat";
    let here = Fault::refuse(400, words).chat(scene.group.id());
    office.sim.fault(here.method("editMessageMedia"));
    let photo = Post::photo(b"benar").caption("Kabar benar.");
    scene.say("/ralat 1", vec![new(photo)]).await;
    office.advance(SECOND * 30).await;
    let there = office.sim.message(&old).unwrap();
    assert!(!there.text.contains("keliru"), "{}", there.text);
    assert!(there.text.contains("tidak berlaku lagi"), "{}", there.text);
    let card = office.say(&scene.staff.author, "/status 1").await;
    assert!(card.contains("Terkirim 0/1"), "{card}");
    // It is tried again when somebody asks for it.
    let labels = scene.staff.author.last().unwrap().labels().join(" ");
    assert!(labels.contains("Kirim ulang yang gagal"), "{labels}");
    // What holds no longer at all is still told there.
    scene
        .say("/cabut 1 Kabar ini keliru sama sekali.", Vec::new())
        .await;
    office.advance(SECOND * 20).await;
    let last = scene.messages().pop().unwrap();
    assert!(last.text.contains("DICABUT"), "{}", last.text);
    scene.office.close().await;
}
