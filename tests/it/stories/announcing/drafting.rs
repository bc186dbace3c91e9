//! A draft from its first word to "Ajukan".

use satupintu_simulator::Post;
use serde_json::json;

use crate::office::{Office, entity};

#[tokio::test(flavor = "multi_thread")]
async fn content_may_stand_behind_siaran_follow_it_or_be_what_it_replies_to() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.join_group("POLRES-PAREPARE").await;
    let author = &staff.author;
    let shown = |button| office.preview_above(author, button, 1).remove(0).text;

    office.say(author, "/siaran Di belakang perintah").await;
    assert!(shown("Ajukan").contains("Di belakang perintah"));
    office.press(author, "Batal").await;
    office.moment().await;

    let asked = office.say(author, "/siaran").await;
    assert!(asked.contains("kirim isi siaran"), "{asked}");
    office.say(author, "Pesan berikutnya").await;
    assert!(shown("Ajukan").contains("Pesan berikutnya"));
    office.press(author, "Batal").await;
    office.moment().await;

    let text = "Pesan yang 🌊 dibalas";
    let bold = entity("bold", text, "dibalas");
    let source = office
        .send(author, Post::text(text).entities(vec![bold]))
        .await;
    let said = office.last_said_to(author);
    assert!(said.contains("Tidak ada rancangan"), "{said}");
    author.reply(source, "/Siaran@SATUPINTU_bot sifat=darurat");
    office.moment().await;
    let preview = office.preview_above(author, "Ajukan", 1).remove(0);
    assert!(preview.text.contains(text) && preview.text.contains("DARURAT"));
    assert!(preview.parts("bold").contains(&"dibalas"));

    // The message that was replied to is a source as any other.
    author.edit(source, "Pesan yang disunting");
    office.moment().await;
    assert!(shown("Ajukan").contains("Pesan yang disunting"));
    assert!(!shown("Ajukan").contains("dibalas"));
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_join_the_open_draft_and_the_last_can_be_taken_back() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let author = &staff.author;
    office.say(author, "/siaran Satu").await;
    assert!(author.last().unwrap().button("Hapus terakhir").is_none());
    // A phone sends pieces at once: one preview for them.
    let before = author.inbox().len();
    author.send_private("Dua");
    author.send_private("Tiga");
    office.advance(std::time::Duration::from_secs(5)).await;
    assert_eq!(author.inbox().len(), before + 2);
    let shown = || office.preview_above(author, "Ajukan", 1).remove(0).text;
    assert!(shown().contains("\n\nSatu\nDua\nTiga\n\n"), "{}", shown());
    office.press(author, "Hapus terakhir").await;
    office.moment().await;
    assert!(shown().contains("\n\nSatu\nDua\n\n"), "{}", shown());
    office.submit_and_approve(&staff).await;
    office.moment().await;
    assert!(office.last_in(&police).contains("\n\nSatu\nDua\n\n"));
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn editing_a_source_changes_the_draft_until_it_is_submitted() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let author = &staff.author;
    let first = office.send(author, "/siaran Pukul 08.00").await;
    let second = office.send(author, "Di kantor").await;
    let stale = author.last().unwrap();
    author.edit(first, "/siaran sifat=penting\nPukul 09.00");
    author.edit(second, "Di aula");
    office.moment().await;
    let preview = office.preview_above(author, "Ajukan", 1).remove(0).text;
    assert!(
        preview.contains("\n\nPukul 09.00\nDi aula\n\n"),
        "{preview}"
    );
    assert!(preview.contains("PENTING"), "{preview}");
    let pop_up = office.press_on(author, &stale, "Ajukan").await;
    assert!(pop_up.contains("sudah berubah"), "{pop_up}");

    office.press(author, "Ajukan").await;
    office.moment().await;
    author.edit(second, "Di rumah");
    office.moment().await;
    let said = office.last_said_to(author);
    assert!(said.contains("diabaikan"), "{said}");
    office.press(&staff.approver, "Setujui").await;
    office.press(&staff.approver, "Ya, kirim").await;
    office.moment().await;
    let received = office.last_in(&police);
    assert!(
        received.contains("\n\nPukul 09.00\nDi aula\n\n"),
        "{received}"
    );

    // Also when a newer one has been sent since.
    office.announce(&staff, "Yang kedua").await;
    office.moment().await;
    author.edit(first, "/siaran Pukul 10.00");
    office.moment().await;
    let said = office.last_said_to(author);
    assert!(said.contains("diabaikan"), "{said}");
    assert!(office.last_in(&police).contains("Yang kedua"));
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn options_that_came_alone_can_be_edited_too() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let author = &staff.author;
    let opening = office.send(author, "/siaran sifat=penting").await;
    office.say(author, "Isinya").await;
    assert!(author.last().unwrap().button("Hapus terakhir").is_none());
    author.edit(opening, "/siaran sifat=darurat");
    office.moment().await;
    let preview = office.preview_above(author, "Ajukan", 1).remove(0).text;
    assert!(
        preview.contains("DARURAT") && preview.contains("\n\nIsinya\n\n"),
        "{preview}"
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_draft_at_a_time_and_batal_ends_it() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.join_group("POLRES-PAREPARE").await;
    let author = &staff.author;
    office.say(author, "/siaran Satu").await;
    let panel = author.last().unwrap();
    office.say(author, "/siaran Dua").await;
    office.moment().await;
    let said = office.said_to(author);
    assert!(said.contains("masih terbuka"), "{said}");
    assert_eq!(author.last().unwrap().buttons, panel.buttons);
    // A piece that is on its way brings no preview back once all is discarded.
    author.send_private("Tambahan");
    office.settle().await;
    office.press_on(author, &panel, "Batal").await;
    office.moment().await;
    let discarded = office.sim.message(&panel).unwrap();
    assert!(discarded.text.contains("dibatalkan"), "{}", discarded.text);
    assert!(discarded.buttons.is_empty());
    assert_eq!(
        author
            .inbox()
            .iter()
            .filter(|it| it.button("Ajukan").is_some())
            .count(),
        1
    );
    let pop_up = office
        .press_data(
            author,
            &panel,
            &panel.button("Ajukan").unwrap().data.clone().unwrap(),
        )
        .await;
    assert!(pop_up.contains("sudah dibatalkan"), "{pop_up}");
    let said = office.say(author, "Tambahan").await;
    assert!(said.contains("Tidak ada rancangan"), "{said}");
    let said = office.say(author, "/siaran Dua").await;
    assert!(said.contains("Rancangan siaran"), "{said}");
    assert_eq!(
        office
            .count("select count(*) from announcement where state = 'draft'")
            .await,
        1
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_that_says_nothing_is_in_nobodys_way() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.join_group("POLRES-PAREPARE").await;
    let author = &staff.author;
    office.say(author, "/siaran").await;
    office.press(author, "Batal").await;
    office.moment().await;
    let said = office.say(author, "Isi").await;
    assert!(said.contains("Tidak ada rancangan"), "{said}");
    office.say(author, "/siaran").await;
    let said = office.say(author, "/siaran Isi").await;
    assert!(said.contains("Rancangan siaran"), "{said}");

    // Nor can it be submitted, by whatever button.
    let panel = author.last().unwrap();
    let data = panel.button("Ajukan").unwrap().data.clone().unwrap();
    let id = data.split(':').nth(1).unwrap();
    office
        .press_data(author, &panel, &format!("l:{id}:0"))
        .await;
    let pop_up = office
        .press_data(author, &panel, &format!("s:{id}:3"))
        .await;
    assert!(pop_up.contains("masih kosong"), "{pop_up}");
    let pop_up = office
        .press_data(author, &panel, &format!("l:{id}:0"))
        .await;
    assert!(pop_up.contains("masih kosong"), "{pop_up}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_announced_is_refused_and_the_draft_stays() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.join_group("POLRES-PAREPARE").await;
    let author = &staff.author;
    office.say(author, "/siaran Isi").await;
    for (name, fields) in [
        (
            "stiker",
            json!({"sticker": {"file_id": "s", "file_unique_id": "u"}}),
        ),
        (
            "jajak pendapat",
            json!({"poll": {"id": "1", "question": "?"}}),
        ),
        (
            "pesan suara",
            json!({"voice": {"file_id": "v", "file_unique_id": "w"}}),
        ),
        (
            "lokasi",
            json!({"location": {"latitude": -4.0, "longitude": 119.6}}),
        ),
    ] {
        office.send(author, Post::raw(&fields)).await;
        let said = office.last_said_to(author);
        assert!(
            said.contains(name) && said.contains("tidak dapat memuat"),
            "{said}"
        );
    }
    let sticker = json!({"sticker": {"file_id": "s", "file_unique_id": "u"}});
    let source = office.send(author, Post::raw(&sticker)).await;
    office.press(author, "Batal").await;
    author.reply(source, "/siaran");
    office.moment().await;
    let said = office.last_said_to(author);
    assert!(said.contains("stiker"), "{said}");
    assert_eq!(
        office
            .count("select count(*) from announcement where state = 'draft'")
            .await,
        0
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_authors_write_announcements() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let officer = office.officer("Iptu Hasan", "POLRES-PAREPARE").await;
    let stranger = office.sim.user("Joko").create();
    for who in [
        &stranger,
        &officer,
        &staff.approver,
        &staff.coordinator,
        &office.owner,
    ] {
        let said = office.say(who, "/siaran Banjir").await;
        assert!(
            said.contains("hanya dapat dilakukan oleh penyusun"),
            "{}: {said}",
            who.name()
        );
        let said = office.say(who, "Banjir").await;
        assert!(!said.contains("Rancangan"), "{}: {said}", who.name());
    }
    assert_eq!(office.count("select count(*) from announcement").await, 0);
    office.close().await;
}
