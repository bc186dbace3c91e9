//! The picture above a card.

use satupintu_simulator::{SentMessage, User};

use super::SECOND;
use crate::office::{Office, copies};

/// The pictures that somebody was shown, in order.
fn pictures(user: &User) -> Vec<SentMessage> {
    let mut messages = user.inbox();
    messages.retain(|it| it.from_bot && it.attachment.is_some());
    messages
}

/// Width and colours of a picture: how many of its pixels are of the colour of what is confirmed.
fn confirmed(office: &Office, picture: &SentMessage) -> usize {
    let attachment = picture.attachment.as_ref().unwrap();
    let file = office.sim.file(&attachment.file_id).unwrap();
    let decoder = png::Decoder::new(std::io::Cursor::new(file.bytes));
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    let of_it = |pixel: &&[u8]| *pixel == [0x1b, 0x66, 0xc9];
    pixels.chunks(3).filter(of_it).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_has_a_picture_above_it_that_follows_with_it() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let army = office.join_group("KODIM-1405").await;
    let officer = office.officer("Siti", "POLRES-PAREPARE").await;
    office.announce(&staff, "sifat=darurat\nAir naik.").await;
    office.advance(SECOND * 60).await;

    let boss = &staff.coordinator;
    let card = office.say(boss, "/status 1").await;
    assert!(card.starts_with("Siaran No. 1/2026"), "{card}");
    let shown = pictures(boss);
    assert_eq!(shown.len(), 1);
    let caption = "Siaran No. 1/2026: Diterima 0/2, 16 November 2026";
    assert!(shown[0].text.starts_with(caption), "{}", shown[0].text);
    assert!(shown[0].id < boss.last().unwrap().id, "above the card");
    let before = confirmed(&office, &shown[0]);

    for (group, name) in [(&police, "Hasan"), (&army, "Wati")] {
        let member = office.member(group, name);
        let copy = copies(group, "1/2026").remove(0);
        office.press_on(&member, &copy, "Diterima").await;
        office.advance(SECOND * 30).await;
    }
    office.press(boss, "Segarkan").await;
    office.advance(SECOND * 2).await;
    let shown = pictures(boss);
    assert_eq!(shown.len(), 1, "the same picture, drawn anew");
    assert!(shown[0].text.contains("Diterima 2/2"), "{}", shown[0].text);
    let after = confirmed(&office, &shown[0]);
    assert!(after > before + 1_000, "{before} {after}");

    // A picture that was deleted is sent anew, when somebody asks once more.
    boss.private_chat().delete_message(&shown[0]);
    office.press(boss, "Segarkan").await;
    office.advance(SECOND * 2).await;
    office.press(boss, "Segarkan").await;
    office.advance(SECOND * 2).await;
    let anew = pictures(boss);
    assert!(anew.iter().any(|it| it.id > shown[0].id), "{anew:?}");

    // One institution alone is no picture, nor is what asks for nothing, or holds no longer.
    office.say(&officer, "/status 1").await;
    let member = office.member(&police, "Rudi");
    let answer = office.ask_in(&police, &member, "/status 1").await;
    assert!(answer.attachment.is_none() && pictures(&officer).is_empty());
    office
        .announce(&staff, "konfirmasi=tidak\nAir surut.")
        .await;
    office.advance(SECOND * 10).await;
    office.say(boss, "/status 2").await;
    office.say(&staff.author, "/cabut 1 Keliru.").await;
    office.moment().await;
    office.submit_and_approve(&staff).await;
    office.say(boss, "/status 1").await;
    assert_eq!(pictures(boss).len(), 1);
    office.close().await;
}
