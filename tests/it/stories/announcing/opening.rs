//! The message that begins with `/siaran`.

use crate::office::Office;

#[tokio::test(flavor = "multi_thread")]
async fn only_the_opening_message_sets_options() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.join_group("POLRES-PAREPARE").await;
    let author = &staff.author;
    let shown = || office.preview_above(author, "Ajukan", 1).remove(0).text;
    office.say(author, "/siaran sifat=darurat\nBanjir").await;
    let later = office.send(author, "lanjutan").await;
    author.edit(later, "/siaran lanjutan");
    office.moment().await;
    let preview = shown();
    assert!(
        preview.contains("DARURAT") && preview.contains("Banjir\n/siaran lanjutan"),
        "{preview}"
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mending_a_word_reads_the_options_anew_only_where_they_changed() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.join_group("POLRES-PAREPARE").await;
    let author = &staff.author;
    let line = "jadwal=\"hari ini 10.00\"";
    let opening = office.send(author, format!("/siaran {line}\nBanjr")).await;
    // By now that would be refused as past.
    office
        .advance(std::time::Duration::from_secs(2 * 60 * 60))
        .await;
    author.edit(opening, format!("/siaran {line}\nBanjir"));
    office.moment().await;
    let panel = office.last_said_to(author);
    assert!(panel.contains("Jadwal: 16 November 2026 10.00"), "{panel}");
    let preview = office.preview_above(author, "Ajukan", 1).remove(0).text;
    assert!(preview.contains("\n\nBanjir\n\n"), "{preview}");
    author.edit(opening, "/siaran jadwal=\"hari ini 15.00\"\nBanjir");
    office.moment().await;
    let panel = office.last_said_to(author);
    assert!(panel.contains("Jadwal: 16 November 2026 15.00"), "{panel}");
    author.edit(opening, "/siaran Banjir");
    office.moment().await;
    let panel = office.last_said_to(author);
    assert!(!panel.contains("Jadwal"), "{panel}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_keeps_what_it_quotes_when_its_options_are_edited() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.join_group("POLRES-PAREPARE").await;
    let author = &staff.author;
    let shown = || office.preview_above(author, "Ajukan", 1).remove(0).text;
    let quoted = office.send(author, "Isi yang dikutip").await;
    let opening = author.reply(quoted, "/siaran");
    office.moment().await;
    author.edit(opening, "/siaran sifat=penting");
    office.moment().await;
    let preview = shown();
    assert!(
        preview.contains("PENTING") && preview.contains("\n\nIsi yang dikutip\n\n"),
        "{preview}"
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bare_opening_can_be_edited_into_one_that_says_something() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.join_group("POLRES-PAREPARE").await;
    let author = &staff.author;
    let shown = || office.preview_above(author, "Ajukan", 1).remove(0).text;
    let opening = office.send(author, "/siaran").await;
    author.edit(opening, "/siaran sifat=penting");
    office.moment().await;
    let edited = office.texts("select priority from announcement").await;
    assert_eq!(edited, ["important"]);
    author.edit(opening, "/siaran sifat=penting\nBanjir");
    office.moment().await;
    let preview = shown();
    assert!(
        preview.contains("PENTING") && preview.contains("\n\nBanjir\n\n"),
        "{preview}"
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_draft_takes_the_next_siaran_as_its_own() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.join_group("POLRES-PAREPARE").await;
    let author = &staff.author;
    let shown = || office.preview_above(author, "Ajukan", 1).remove(0).text;
    office.say(author, "/siaran sifat=darurat").await;
    office.say(author, "/siaran Banjir").await;
    let preview = shown();
    assert!(
        preview.contains("DARURAT") && preview.contains("\n\nBanjir\n\n"),
        "{preview}"
    );
    assert_eq!(office.count("select count(*) from announcement").await, 1);

    // One with content stays, and is shown again.
    let before = author.inbox().len();
    office.say(author, "/siaran Gempa").await;
    office.advance(std::time::Duration::from_secs(5)).await;
    let told: Vec<String> = author.inbox()[before..]
        .iter()
        .filter(|message| message.from_bot)
        .map(|message| message.text.clone())
        .collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[0].contains("masih terbuka"), "{told:?}");
    assert!(told[1].contains("Banjir"), "{told:?}");
    assert!(told[2].contains("Rancangan siaran"), "{told:?}");
    office.close().await;
}
