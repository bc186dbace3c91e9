//! Photos, videos, documents and albums: what is previewed is what is approved is what arrives.

use std::time::Duration;

use satupintu_simulator::{Chat, Entity, Fault, Post, SentMessage, User};

use crate::office::{Office, Staff, entity};

const SECOND: Duration = Duration::from_secs(1);
const WAITING: &str = "select count(*) from attachment where state = 'waiting'";

/// What is seen of a message, but for number and code, which a preview has not.
#[derive(Debug, Clone, PartialEq)]
struct Seen {
    file: Option<String>,
    text: String,
    /// How the text below the header is formatted.
    entities: Vec<(String, String)>,
    in_album: bool,
    above: bool,
    spoiler: bool,
}

fn seen(message: &SentMessage) -> Seen {
    let line = |line: &str| {
        for beginning in ["SIARAN RESMI No. ", "Kode keaslian: "] {
            if line.starts_with(beginning) {
                return beginning.to_owned();
            }
        }
        line.to_owned()
    };
    let words = |it: &Entity| (it.kind.clone(), line(it.slice(&message.text).unwrap()));
    // In a preview the code is told in words, where the real one stands as code.
    let entities = message.entities.iter().filter(|it| it.kind != "code");
    Seen {
        file: message.attachment.as_ref().map(|it| it.file_id.clone()),
        text: message
            .text
            .split('\n')
            .map(line)
            .collect::<Vec<_>>()
            .join("\n"),
        entities: entities.map(words).collect(),
        in_album: message.album.is_some(),
        above: message.above,
        spoiler: message.spoiler,
    }
}

fn all_seen(messages: &[SentMessage]) -> Vec<Seen> {
    messages.iter().map(seen).collect()
}

struct Scene {
    office: Office,
    staff: Staff,
    chats: Vec<Chat>,
}

async fn scene() -> Scene {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let mut chats = Vec::new();
    for code in ["POLRES-PAREPARE", "KODIM-1405"] {
        chats.push(office.join_group(code).await);
    }
    Scene {
        office,
        staff,
        chats,
    }
}

/// The newest messages of somebody, the panel or what else ends them left out.
fn above(user: &User, button: &str, count: usize, office: &Office) -> Vec<SentMessage> {
    office.preview_above(user, button, count)
}

impl Scene {
    /// From the open draft to the chats; every copy is what author and approver were shown.
    async fn submit_and_compare(&self, count: usize) -> Vec<SentMessage> {
        let Self {
            office,
            staff,
            chats,
        } = self;
        office.advance(SECOND * 40).await;
        let mine = all_seen(&above(&staff.author, "Ajukan", count, office));
        office.press(&staff.author, "Ajukan").await;
        office.advance(SECOND * 40).await;
        let theirs = all_seen(&above(&staff.approver, "Setujui", count, office));
        assert_eq!(mine, theirs);
        let before: Vec<usize> = chats.iter().map(|chat| chat.inbox().len()).collect();
        office.press(&staff.approver, "Setujui").await;
        office.moment().await;
        office.press(&staff.approver, "Ya, kirim").await;
        office.advance(SECOND * 60).await;
        let mut first = Vec::new();
        for (chat, before) in chats.iter().zip(before) {
            let arrived = chat.inbox().split_off(before);
            assert_eq!(all_seen(&arrived), mine, "in {}", chat.id());
            let (last, others) = arrived.split_last().unwrap();
            assert!(last.button("Diterima").is_some(), "{last:?}");
            assert!(others.iter().all(|it| it.buttons.is_empty()));
            first = arrived;
        }
        first
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_a_video_and_a_document_each_go_out_as_one_message() {
    let scene = scene().await;
    let (office, staff) = (&scene.office, &scene.staff);
    let caption = "🌊 Peta genangan per pukul 06.00";
    for (number, post) in [
        (1, Post::photo(b"jpeg").spoiler().above()),
        (2, Post::video(b"film")),
        (3, Post::document("edaran.pdf", b"pdf")),
    ] {
        let typed = format!("/siaran {caption}");
        let bold = entity("bold", &typed, "Peta genangan");
        let link = entity("text_link", &typed, "06.00");
        let link = Entity::text_link(link.offset, link.length, "https://bmkg.go.id");
        let post = post.caption(&typed).entities(vec![bold, link]);
        let sent = office.send(&staff.author, post).await;
        let arrived = scene.submit_and_compare(1).await;
        let [message] = arrived.as_slice() else {
            panic!("{arrived:?}");
        };
        let source = office.sim.message(sent).unwrap();
        assert_eq!(message.attachment, source.attachment);
        assert!(message.text.contains(caption), "{}", message.text);
        assert!(message.parts("bold").contains(&"Peta genangan"));
        assert_eq!(message.parts("text_link"), ["06.00"]);
        assert!(
            message
                .text
                .starts_with(&format!("SIARAN RESMI No. {number}/2026"))
        );
        let officer = office.sim.user("Iptu Hasan").create();
        scene.chats[1].add_member(&officer);
        let popup = office.press_on(&officer, message, "Diterima").await;
        assert!(popup.contains("tercatat diterima"), "{popup}");
        office.moment().await;
    }
    let copies =
        "select count(*) from delivery where state = 'sent' and message_ids not like '%,%'";
    assert_eq!(office.count(copies).await, 6);
    let kept = "select count(*) from media m where whole = 1 and bytes = (select sum(length(content)) \
                from media_portion p where p.sha256 = m.sha256)";
    assert_eq!(office.count(kept).await, 3);
    assert_eq!(office.count("select count(*) from media").await, 3);
    scene.office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn texts_albums_and_files_go_out_in_the_order_they_were_sent() {
    let scene = scene().await;
    let (office, staff) = (&scene.office, &scene.staff);
    let author = &staff.author;
    office.send(author, "/siaran Laporan banjir").await;
    author.send_album(vec![
        Post::photo(b"1").caption("Jalan Pemuda"),
        Post::photo(b"2"),
        Post::video(b"3").caption("Pasar Lakessi"),
    ]);
    office.moment().await;
    author.send_private("Posko di kantor camat.");
    author.send_album(vec![
        Post::document("a.pdf", b"a"),
        Post::document("b.pdf", b"b"),
    ]);
    let arrived = scene.submit_and_compare(8).await;
    let texts: Vec<&str> = arrived.iter().map(|it| it.text.as_str()).collect();
    assert!(
        texts[0].starts_with("SIARAN RESMI No. 1/2026") && texts[0].ends_with("Laporan banjir")
    );
    assert_eq!(texts[1..4], ["Jalan Pemuda", "", "Pasar Lakessi"]);
    assert_eq!(texts[4], "Posko di kantor camat.");
    assert!(texts[7].starts_with("Kode keaslian: "));
    let albums: Vec<&Option<String>> = arrived.iter().map(|it| &it.album).collect();
    assert!(albums[1].is_some() && albums[1] == albums[3] && albums[5] == albums[6]);
    assert_ne!(albums[1], albums[5]);
    // One delivery has all of it.
    let ids = office.texts("select message_ids from delivery").await;
    for ids in ids {
        let ids: Vec<i64> = serde_json::from_str(&ids).unwrap();
        assert_eq!(ids.len(), 8);
    }
    let officer = office.sim.user("Iptu Hasan").create();
    scene.chats[1].add_member(&officer);
    office.press_on(&officer, &arrived[7], "Diterima").await;
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("Terkirim 2/2"), "{card}");
    scene.office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_album_has_one_preview_and_one_panel() {
    let scene = scene().await;
    let (office, staff) = (&scene.office, &scene.staff);
    let photos = (0..10).map(|i| Post::photo(&[i]));
    let mut photos: Vec<Post> = photos.collect();
    photos[0] = Post::photo(b"a").caption("/siaran sifat=penting\nDokumentasi");
    let before = staff.author.inbox().len();
    staff.author.send_album(photos);
    office.advance(SECOND * 40).await;
    let shown = staff.author.inbox().split_off(before);
    assert_eq!(
        shown.len(),
        13,
        "header, ten photos, code, panel: {shown:?}"
    );
    assert_eq!(shown[1].text, "Dokumentasi");
    assert!(shown[0].text.contains("PENTING"), "{}", shown[0].text);
    assert!(shown[12].text.contains("12 pesan"), "{}", shown[12].text);
    let arrived = scene.submit_and_compare(12).await;
    assert!(arrived[1..11].iter().all(|it| it.album == arrived[1].album));
    scene.office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn long_captions_stand_below_their_picture_as_text() {
    let scene = scene().await;
    let (office, staff) = (&scene.office, &scene.staff);
    for (letters, messages, own) in [(1_000, 3, 1), (1_100, 3, 2)] {
        office.send(&staff.author, "/siaran").await;
        let caption = "k".repeat(letters);
        let post = Post::photo(b"jpeg").caption(&caption);
        office.send(&staff.author, post).await;
        let arrived = scene.submit_and_compare(messages).await;
        assert!(arrived[own].text.starts_with(&caption), "{letters}");
        assert!(arrived[1].attachment.is_some());
    }
    scene.office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forwarded_post_is_stored_as_it_was_and_names_nobody() {
    let scene = scene().await;
    let (office, staff) = (&scene.office, &scene.staff);
    let channel = office.sim.channel("BMKG");
    let post = channel.post(Post::photo(b"radar").caption("Hujan lebat"));
    let text = channel.post("Waspada banjir.");
    office.send(&staff.author, "/siaran").await;
    staff.author.forward(post).unwrap();
    staff.author.forward(text).unwrap();
    let arrived = scene.submit_and_compare(3).await;
    assert_eq!(arrived[1].text, "Hujan lebat");
    assert!(arrived[2].text.starts_with("Waspada banjir."));
    for method in ["forwardMessage", "copyMessage", "copyMessages"] {
        assert_eq!(office.sim.calls_of(method).len(), 0, "{method}");
    }
    scene.office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_carried_is_refused_with_what_to_send_instead() {
    let scene = scene().await;
    let (office, staff) = (&scene.office, &scene.staff);
    office.say(&staff.author, "/siaran Isi yang tetap").await;
    let file = serde_json::json!({ "file_id": "x", "file_unique_id": "y", "duration": 1 });
    let poll = serde_json::json!({ "id": "1", "question": "Setuju?" });
    for (field, value, instead) in [
        ("sticker", &file, "teks, foto, video, berkas"),
        ("voice", &file, "Tulis isinya"),
        ("video_note", &file, "video biasa"),
        ("animation", &file, "video biasa"),
        ("poll", &poll, "tautan formulir"),
        ("location", &poll, "Tulis alamatnya"),
        ("contact", &poll, "nama dan nomornya"),
        ("dice", &poll, "teks, foto, video, berkas"),
        ("story", &poll, "langsung"),
    ] {
        let post = Post::raw(&serde_json::json!({ field: value }));
        office.send(&staff.author, post).await;
        let said = office.last_said_to(&staff.author);
        assert!(said.contains(instead), "{field}: {said}");
        assert!(said.contains("tetap tersimpan"), "{field}: {said}");
    }
    for (post, advice) in [
        (Post::video(b"film"), "potong videonya"),
        (Post::document("a.zip", b"zip"), "tautan unduhan"),
    ] {
        office
            .send(&staff.author, post.size(20 * 1024 * 1024 + 1))
            .await;
        let said = office.last_said_to(&staff.author);
        assert!(said.contains("20 MB") && said.contains(advice), "{said}");
    }
    let arrived = scene.submit_and_compare(1).await;
    assert!(arrived[0].text.contains("Isi yang tetap"));
    scene.office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn templates_are_text_only() {
    let office = Office::of_parepare().await;
    let post = Post::photo(b"jpeg").caption("/templat buat Banjir\nAir naik di {{tempat}}");
    office.send(&office.owner, post).await;
    let said = office.last_said_to(&office.owner);
    assert!(said.contains("hanya memuat teks"), "{said}");
    assert_eq!(office.count("select count(*) from template").await, 0);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_submitted_before_its_bytes_are_kept() {
    let scene = scene().await;
    let (office, staff) = (&scene.office, &scene.staff);
    let author = &staff.author;
    // The platform does not hand the file out for a while.
    let fault = office
        .sim
        .fault(Fault::too_many_requests(60).method("getFile").once());
    let post = Post::photo(b"jpeg").caption("/siaran Peta");
    office.send(author, post).await;
    office.moment().await;
    assert_eq!(fault.hits(), 1);
    assert_eq!(office.count(WAITING).await, 1);
    let panel = office.last_said_to(author);
    assert!(panel.contains("sedang diarsipkan (1 lagi)"), "{panel}");
    let popup = office.press(author, "Ajukan").await;
    assert!(popup.contains("sedang diarsipkan"), "{popup}");
    office.advance(SECOND * 70).await;
    assert_eq!(office.count(WAITING).await, 0);
    let panel = office.last_said_to(author);
    assert!(!panel.contains("diarsipkan"), "{panel}");
    scene.submit_and_compare(1).await;
    scene.office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_cannot_be_had_is_told_and_may_be_sent_again() {
    let scene = scene().await;
    let (office, staff) = (&scene.office, &scene.staff);
    let author = &staff.author;
    let refuse = || Fault::refuse(400, "Bad Request: wrong file_id").method("getFile");
    office.sim.fault(refuse().once());
    office.say(author, "/siaran Isi").await;
    let photo = office.send(author, Post::photo(b"jpeg")).await;
    office.advance(SECOND * 10).await;
    assert!(
        office
            .said_to(author)
            .contains("tidak dapat diambil dari Telegram"),
        "{}",
        office.said_to(author)
    );
    let popup = office.press(author, "Ajukan").await;
    assert!(popup.contains("tidak dapat diarsipkan"), "{popup}");
    // The same file once more, by whatever way.
    office.press(author, "Hapus terakhir").await;
    office.moment().await;
    author.forward(photo).unwrap();
    scene.submit_and_compare(3).await;

    let too_big = Fault::refuse(400, "Bad Request: file is too big").method("getFile");
    office.sim.fault(too_big.once());
    office
        .send(
            author,
            Post::document("a.zip", b"zip").caption("/siaran Berkas"),
        )
        .await;
    office.moment().await;
    assert!(
        office
            .said_to(author)
            .contains("terlalu besar untuk diarsipkan")
    );
    scene.office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_may_be_edited_until_it_is_submitted() {
    let scene = scene().await;
    let (office, staff) = (&scene.office, &scene.staff);
    let author = &staff.author;
    office.say(author, "/siaran Isi").await;
    let photo = office
        .send(author, Post::photo(b"lama").caption("Keterangan lama"))
        .await;
    author.edit(photo, Post::photo(b"baru").caption("Keterangan baru"));
    office.moment().await;
    let arrived = scene.submit_and_compare(3).await;
    assert_eq!(arrived[1].text, "Keterangan baru");
    let file = arrived[1].attachment.as_ref().unwrap();
    assert_eq!(&*office.sim.file(&file.file_id).unwrap().bytes, b"baru");
    author.edit(photo, Post::photo(b"lagi").caption("Terlambat"));
    office.moment().await;
    let said = office.last_said_to(author);
    assert!(said.contains("diabaikan"), "{said}");
    assert_eq!(scene.chats[0].inbox().last().unwrap().text, arrived[2].text);
    scene.office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_album_goes_as_it_came() {
    let scene = scene().await;
    let (office, staff) = (&scene.office, &scene.staff);
    let author = &staff.author;
    office.say(author, "/siaran Isi").await;
    author.send_album(vec![
        Post::photo(b"1"),
        Post::photo(b"2"),
        Post::photo(b"3"),
    ]);
    office.advance(SECOND * 20).await;
    assert_eq!(office.count("select count(*) from attachment").await, 3);
    office.press(author, "Hapus terakhir").await;
    office.moment().await;
    assert_eq!(office.count("select count(*) from attachment").await, 0);
    scene.submit_and_compare(1).await;
    scene.office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trial_shows_the_same_to_its_author_alone() {
    let scene = scene().await;
    let (office, staff) = (&scene.office, &scene.staff);
    let author = &staff.author;
    office.say(author, "/siaran Isi").await;
    author.send_album(vec![Post::photo(b"1").caption("Satu"), Post::photo(b"2")]);
    office.advance(SECOND * 20).await;
    let mine = above(author, "Ajukan", 4, office);
    office.press(author, "Uji kirim").await;
    office.advance(SECOND * 20).await;
    let trial = author.inbox();
    let trial = &trial[trial.len() - 4..];
    assert!(trial[0].text.starts_with("UJI"), "{}", trial[0].text);
    assert_eq!(all_seen(&trial[1..3]), all_seen(&mine[1..3]));
    assert!(trial[3].button("Diterima").is_some());
    scene.office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_that_forbids_photos_fails_with_that_cause() {
    let scene = scene().await;
    let (office, staff) = (&scene.office, &scene.staff);
    scene.chats[0].forbid_media();
    office
        .send(&staff.author, Post::photo(b"peta").caption("/siaran Peta"))
        .await;
    office.advance(SECOND * 10).await;
    office.submit_and_approve(staff).await;
    office.advance(SECOND * 20).await;
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("Terkirim 1/2"), "{card}");
    assert!(
        card.contains("tidak mengizinkan foto, video, atau berkas: 1"),
        "{card}"
    );
    // It takes texts as ever.
    office.announce(staff, "Teks saja").await;
    office.advance(SECOND * 20).await;
    assert!(scene.chats[0].last().unwrap().text.contains("Teks saja"));
    scene.office.close().await;
}
