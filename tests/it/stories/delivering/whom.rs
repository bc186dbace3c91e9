//! Which chats get it.

use std::time::Duration;

use crate::office::{Office, copies};

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test(flavor = "multi_thread")]
async fn officers_get_it_in_private_only_where_their_institution_has_no_group() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let of_police = office.officer("Iptu Hasan", "POLRES-PAREPARE").await;
    let of_army = office.officer("Kapten Rudi", "KODIM-1405").await;
    let also_of_army = office.officer("Serka Dian", "KODIM-1405").await;

    office
        .announce(&staff, "Apel gelar pasukan pukul 07.00.")
        .await;
    office.advance(SECOND * 10).await;

    assert_eq!(copies(&police, "1/2026").len(), 1);
    assert_eq!(copies(&of_police.private_chat(), "1/2026").len(), 0);
    assert_eq!(copies(&of_army.private_chat(), "1/2026").len(), 1);
    assert_eq!(copies(&also_of_army.private_chat(), "1/2026").len(), 1);
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nTerkirim 3/3\n"), "{card}");
    assert!(card.contains("\nDiterima 0/2\n"), "{card}");
    assert!(card.contains("\nTanpa saluran 14\n"), "{card}");
    office.close().await;
}
