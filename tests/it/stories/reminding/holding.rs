//! Reminders wait behind whatever holds announcements.

use super::{HOUR, MINUTE, SECOND, reminded, told};
use crate::office::Office;

#[tokio::test(flavor = "multi_thread")]
async fn an_exercise_is_marked_as_one_and_stays_among_those_who_take_part() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let siti = office.officer("Siti", "POLRES-PAREPARE").await;
    office
        .announce(&staff, "latihan sifat=darurat\nAir naik.")
        .await;
    office.advance(HOUR * 3).await;
    let texts: Vec<String> = super::reminders(&police)
        .into_iter()
        .map(|it| it.text)
        .collect();
    assert_eq!(texts.len(), 3);
    assert!(
        texts
            .iter()
            .all(|text| text.contains("LATIHAN — bukan kejadian sebenarnya"))
    );
    let own = told(&siti);
    assert_eq!(own.len(), 1);
    assert!(own[0].contains("LATIHAN"), "{}", own[0]);
    assert_eq!(told(&staff.coordinator).len(), 0);
    assert_eq!(told(&office.owner).len(), 0);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waited_behind_the_brake_until_the_night_waits_for_the_morning() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    office.until_day(0, 19, 30).await;
    office.announce(&staff, "sifat=penting\nRapat.").await;
    office.advance(SECOND * 5).await;
    office.until_day(0, 20, 20).await;
    office.say(&office.owner, "/bekukan").await;
    office.until_day(0, 22, 0).await;
    office.say(&office.owner, "/cairkan").await;
    office.advance(MINUTE).await;
    assert_eq!(reminded(&police), 0);
    office.until_day(1, 6, 1).await;
    assert_eq!(reminded(&police), 1);
    office.close().await;
}
