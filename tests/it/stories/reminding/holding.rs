//! Reminders wait behind whatever holds announcements.

use satupintu::domain::clock::Timestamp;
use satupintu_simulator::Fault;

use super::{HOUR, MINUTE, SECOND, arrived, reminded, reminders, told};
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

#[tokio::test(flavor = "multi_thread")]
async fn what_the_night_leaves_out_of_a_reminder_comes_in_the_morning() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    office.until_day(0, 19, 59).await;
    office.announce(&staff, "sifat=penting\nRapat.").await;
    office.advance(SECOND * 5).await;
    let due = arrived(&police, "1/2026").plus(HOUR);
    office
        .advance(due.minus(MINUTE * 10 + SECOND * 30).since(office.now()))
        .await;
    office.announce(&staff, "sifat=darurat\nAir naik.").await;
    office.advance(SECOND * 5).await;
    // One message was to say both, and is put off until after nine.
    let apart = due.0 - arrived(&police, "2/2026").plus(MINUTE * 10).0;
    assert!(apart.abs() < 60_000, "{apart}");
    let later = due.0.min(arrived(&police, "2/2026").plus(MINUTE * 10).0);
    office
        .advance(Timestamp(later).minus(SECOND * 10).since(office.now()))
        .await;
    office.say(&office.owner, "/bekukan").await;
    office.until_day(0, 20, 59).await;
    office.advance(SECOND * 40).await;
    let busy = Fault::too_many_requests(100).chat(police.id()).once();
    let busy = office.sim.fault(busy);
    office.say(&office.owner, "/cairkan").await;
    office.advance(SECOND * 10).await;
    assert_eq!((busy.hits(), reminded(&police)), (1, 0));
    office.until_day(0, 21, 5).await;
    let said = reminders(&police);
    assert_eq!(said.len(), 1);
    assert!(said[0].text.contains("No. 2/2026"), "{}", said[0].text);
    assert!(!said[0].text.contains("No. 1/2026"), "{}", said[0].text);
    office.until_day(1, 6, 3).await;
    let said = reminders(&police);
    let morning = said.last().unwrap();
    assert!(morning.text.contains("No. 1/2026"), "{}", morning.text);
    office.close().await;
}
