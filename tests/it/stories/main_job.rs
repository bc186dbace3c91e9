//! One announcement, from its author to the last confirmation.

use std::time::Duration;

use crate::office::Office;

#[tokio::test(flavor = "multi_thread")]
async fn an_approved_announcement_reaches_every_group_and_its_confirmations_come_back() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let army = office.join_group("KODIM-1405").await;

    office
        .announce(
            &staff,
            "Banjir di Jalan Bau Massepe. Hindari sampai pukul 18.00.",
        )
        .await;
    office.advance(Duration::from_secs(10)).await;

    for group in [&police, &army] {
        let message = group.last().unwrap();
        assert!(
            message.text.starts_with("SIARAN RESMI No. 1/2026"),
            "{}",
            message.text
        );
        assert!(
            message
                .text
                .contains("Banjir di Jalan Bau Massepe. Hindari sampai pukul 18.00.")
        );
        assert!(message.button("Diterima").is_some());
    }

    let officer = office.sim.user("Iptu Hasan").create();
    police.add_member(&officer);
    let pop_up = office
        .press_on(&officer, &police.last().unwrap(), "Diterima")
        .await;
    assert!(pop_up.contains("Polres Parepare"), "{pop_up}");

    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("Terkirim 2/2"), "{card}");
    assert!(card.contains("Gagal 0"), "{card}");
    assert!(card.contains("Diterima 1/2"), "{card}");
    assert!(card.contains("Tanpa saluran 14"), "{card}");
    let missing = office.say(&staff.coordinator, "/belum 1").await;
    assert!(missing.contains("Kodim 1405/Mallusetasi"), "{missing}");
    assert!(!missing.contains("Polres"), "{missing}");
    assert!(
        police
            .last()
            .unwrap()
            .button("Diterima · Iptu Hasan")
            .is_some()
    );
    office.close().await;
}
