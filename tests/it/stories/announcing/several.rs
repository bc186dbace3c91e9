//! An author with several announcements on their hands.

use std::time::Duration;

use crate::office::Office;

const FIVE: Duration = Duration::from_secs(5);

#[tokio::test(flavor = "multi_thread")]
async fn a_returned_draft_takes_over_and_the_other_one_waits() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.join_group("POLRES-PAREPARE").await;
    let author = &staff.author;
    let alfa = office.send(author, "/siaran Alfa").await;
    office.press(author, "Ajukan").await;
    office.advance(FIVE).await;
    let bravo = office.send(author, "/siaran Bravo").await;
    office.moment().await;
    let bravos = author.last().unwrap();
    office.press(&staff.approver, "Kembalikan").await;
    office.moment().await;
    office.say(&staff.approver, "Kurang lengkap").await;
    office.advance(FIVE).await;
    let told = office.said_to(author);
    assert!(
        told.contains("masuk ke rancangan ini") && told.contains("“Bravo”"),
        "{told}"
    );
    let shown = || office.preview_above(author, "Ajukan", 1).remove(0).text;
    author.edit(alfa, "/siaran Alfa baru");
    office.say(author, "Tambahan").await;
    office.advance(FIVE).await;
    assert!(
        shown().contains("\n\nAlfa baru\nTambahan\n\n"),
        "{}",
        shown()
    );

    // The other one keeps its panel, and follows its own source.
    let pop_up = office.press_on(author, &bravos, "Ajukan").await;
    assert!(pop_up.is_empty(), "{pop_up}");
    office.advance(FIVE).await;
    author.edit(bravo, "/siaran Bravo baru");
    office.advance(FIVE).await;
    let said = office.last_said_to(author);
    assert!(said.contains("diabaikan"), "{said}");
    office.approve(&staff.approver).await;
    office.press(author, "Ajukan").await;
    office.advance(FIVE).await;
    office.approve(&staff.approver).await;
    office.advance(FIVE).await;
    let titles = office
        .texts("select title from announcement where state = 'approved' order by number")
        .await;
    assert_eq!(titles, ["Bravo", "Alfa baru"]);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_of_the_older_submitted_one_is_answered_too() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.join_group("POLRES-PAREPARE").await;
    let author = &staff.author;
    let mut sources = Vec::new();
    for text in ["/siaran Alfa", "/siaran Bravo"] {
        sources.push(office.send(author, text).await);
        office.press(author, "Ajukan").await;
        office.advance(FIVE).await;
    }
    office.say(author, "/siaran Charlie").await;
    for source in sources {
        let before = author.inbox().len();
        author.edit(source, "/siaran Lain");
        office.moment().await;
        assert_eq!(author.inbox().len(), before + 1);
        let said = office.last_said_to(author);
        assert!(said.contains("diabaikan"), "{said}");
    }
    office.close().await;
}
