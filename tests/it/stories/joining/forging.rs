//! Buttons in the wrong hands. A button is data that anybody can send; `scope` tries every kind there is
//! by everybody who should not.

use crate::office::Office;

#[tokio::test(flavor = "multi_thread")]
async fn data_that_was_never_a_button_is_refused() {
    let office = Office::of_parepare().await;
    office.say(&office.owner, "/start").await;
    let message = office.owner.last().unwrap();
    for data in [
        "", "x", "gc:", "gc:9999", "gc:1:2", "y:1", "Y:1:1", "s:1:1", "a:1:1", "c:1:0", "m:1:-5",
        "🌊",
    ] {
        let pop_up = office.press_data(&office.owner, &message, data).await;
        assert!(!pop_up.is_empty(), "{data:?}");
    }
    assert_eq!(office.owner.last().unwrap(), message);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_turns_an_announcement_in_a_group_into_something_else() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    office.announce(&staff, "Banjir.").await;
    office.moment().await;
    let message = police.last().unwrap();
    let data = message.button("Diterima").unwrap().data.clone().unwrap();
    let id = data.split(':').nth(1).unwrap().to_owned();
    let member = office.sim.user("Joko").create();
    police.add_member(&member);
    police.add_member(&staff.author);
    for (who, forged, no) in [
        (&member, "c", "tidak berlaku"),
        (&member, "m", "tidak berlaku"),
        (&member, "d", "tidak berlaku"),
        (&staff.author, "x", "sudah disetujui"),
    ] {
        let pop_up = office
            .press_data(who, &message, &format!("{forged}:{id}:0"))
            .await;
        assert!(pop_up.contains(no), "{forged}: {pop_up}");
    }
    office.moment().await;
    assert_eq!(office.sim.message(&message).unwrap(), message);

    // Under a card that was asked for, the same data turns it.
    police.send(&member, "/status 1");
    office.moment().await;
    let card = police.last().unwrap();
    office.press_on(&member, &card, "Belum").await;
    office.moment().await;
    let turned = office.sim.message(&card).unwrap();
    assert!(
        turned.text.contains("Belum mengonfirmasi"),
        "{}",
        turned.text
    );
    office.close().await;
}
