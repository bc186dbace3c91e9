//! Texts that no single message holds.

use std::time::Duration;

use satupintu_simulator::{Post, utf16_len};

use crate::office::{Office, entity};

/// Longest text of one message, in UTF-16 units.
const LIMIT: i64 = 4096;

#[tokio::test(flavor = "multi_thread")]
async fn a_long_text_goes_out_in_order_with_the_button_under_its_end() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    // Odd and without a space for long: a cut by units would fall inside a character.
    let pieces = [
        format!("x{}", "🌊".repeat(2_000)),
        "Air naik di kelurahan. ".repeat(170).trim().to_owned(),
        format!("{}habis", "👨‍👩‍👧".repeat(400)),
    ];
    let content = pieces.join("\n");
    assert!(utf16_len(&content) > 8_000);
    office.say(&staff.author, "/siaran").await;
    for piece in &pieces {
        let all = entity("bold", piece, piece);
        staff
            .author
            .send_private(Post::text(piece).entities(vec![all]));
    }
    office.advance(Duration::from_secs(20)).await;
    office.submit_and_approve(&staff).await;
    office.advance(Duration::from_secs(20)).await;

    let inbox = police.inbox();
    let parts = &inbox[1..];
    assert!(parts.len() >= 3, "{}", parts.len());
    let text: String = parts.iter().map(|part| part.text.as_str()).collect();
    assert!(text.starts_with("SIARAN RESMI No. 1/2026\n"));
    assert!(text.contains(&content), "a letter is lost at a cut");
    let (last, before) = parts.split_last().unwrap();
    assert!(before.iter().all(|part| part.buttons.is_empty()));
    assert!(last.button("Diterima").is_some());
    assert!(parts.iter().all(|part| utf16_len(&part.text) <= LIMIT));
    let bold: i64 = parts
        .iter()
        .flat_map(|part| &part.entities)
        .filter(|entity| entity.kind == "bold")
        .map(|entity| entity.length)
        .sum();
    let heading = utf16_len("SIARAN RESMI No. 1/2026");
    assert_eq!(
        bold,
        heading + pieces.iter().map(|it| utf16_len(it)).sum::<i64>()
    );

    // The approver saw the same.
    let seen: String = staff
        .approver
        .inbox()
        .iter()
        .map(|message| message.text.as_str())
        .collect();
    assert!(seen.contains(&content));
    // It is one announcement, confirmed once.
    let officer = office.sim.user("Iptu Hasan").create();
    police.add_member(&officer);
    office.press_on(&officer, last, "Diterima").await;
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(
        card.contains("Terkirim 1/1") && card.contains("Diterima 1/1"),
        "{card}"
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_of_too_many_messages_is_refused_until_it_is_shorter() {
    let office = Office::with_roster("bakohumas-parepare")
        .setting("ANNOUNCEMENT__MAX_PARTS", "2")
        .open()
        .await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let author = &staff.author;
    office.say(author, "/siaran").await;
    for letter in ["a", "b", "c"] {
        author.send_private(letter.repeat(4_000));
    }
    office.advance(Duration::from_secs(20)).await;
    let pop_up = office.press(author, "Ajukan").await;
    assert!(pop_up.contains("paling banyak 2"), "{pop_up}");
    for _ in 0..2 {
        office.press(author, "Hapus terakhir").await;
        office.advance(Duration::from_secs(20)).await;
    }
    office.submit_and_approve(&staff).await;
    office.advance(Duration::from_secs(5)).await;
    let sent: String = police.inbox().into_iter().map(|it| it.text).collect();
    assert!(sent.contains(&"a".repeat(3_900)), "{sent}");
    assert!(!sent.contains("bbb"), "{sent}");
    office.close().await;
}
