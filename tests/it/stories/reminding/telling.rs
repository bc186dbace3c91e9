//! Officers, coordinators and owners hear of those who have not confirmed.

use super::{HOUR, MINUTE, SECOND, told};
use crate::office::{Office, copies};
use crate::stories::roles::end;
use satupintu_simulator::Fault;

const TOLD: &str = "select count(*) from event where kind = 'confirmation.escalated'";

#[tokio::test(flavor = "multi_thread")]
async fn officers_then_coordinators_then_owners_hear_of_it_once_each() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let army = office.join_group("KODIM-1405").await;
    let siti = office.officer("Siti", "POLRES-PAREPARE").await;
    let rudi = office.officer("Rudi", "KODIM-1405").await;
    office.announce(&staff, "sifat=darurat\nAir naik.").await;
    office.advance(SECOND * 5).await;

    office.until(&police, "1/2026", MINUTE * 14).await;
    assert_eq!(told(&siti).len(), 0);
    office.until(&police, "1/2026", MINUTE * 16).await;
    let own = told(&siti);
    assert_eq!(own.len(), 1);
    assert!(own[0].contains("• Polres Parepare"), "{}", own[0]);
    assert!(!own[0].contains("Kodim"), "{}", own[0]);
    assert_eq!(told(&rudi).len(), 1);
    assert_eq!(told(&staff.coordinator).len(), 0);

    let hasan = office.member(&army, "Hasan");
    let copy = copies(&army, "1/2026").pop().unwrap();
    office.press_on(&hasan, &copy, "Diterima").await;
    office.until(&police, "1/2026", MINUTE * 31).await;
    let area = told(&staff.coordinator);
    assert_eq!(area.len(), 1);
    assert!(
        area[0].contains("• Polres Parepare: petugasnya sudah diberi tahu (Siti)"),
        "{}",
        area[0]
    );
    assert!(!area[0].contains("Kodim"), "{}", area[0]);
    assert!(area[0].contains("/belum 1/2026"), "{}", area[0]);
    assert_eq!(told(&office.owner).len(), 0);

    office.until(&police, "1/2026", MINUTE * 61).await;
    let all = told(&office.owner);
    assert_eq!(all.len(), 1);
    assert!(
        all[0].contains("koordinatornya sudah diberi tahu (Andi Pratama)"),
        "{}",
        all[0]
    );
    office.advance(HOUR * 48).await;
    assert_eq!((told(&siti).len(), told(&staff.coordinator).len()), (1, 1));
    assert_eq!(told(&office.owner).len(), 1);
    assert_eq!(office.count(TOLD).await, 3);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_level_without_anybody_passes_it_on_at_once() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let army = office.join_group("KODIM-1405").await;
    let siti = office.officer("Siti", "POLRES-PAREPARE").await;
    // Nobody is left to coordinate.
    office.say(&office.owner, "/cabutperan Andi Pratama").await;
    office.press(&office.owner, "Cabut").await;
    office.moment().await;
    office.press(&office.owner, "Ya, cabut").await;
    office.announce(&staff, "sifat=darurat\nAir naik.").await;
    office.advance(SECOND * 5).await;
    office.until(&army, "1/2026", MINUTE * 16).await;
    assert_eq!(told(&siti).len(), 1);
    let first = told(&office.owner);
    assert_eq!(first.len(), 1);
    assert!(
        first[0].contains("Kodim 1405/Mallusetasi: belum ada yang"),
        "{}",
        first[0]
    );
    assert!(!first[0].contains("Polres"), "{}", first[0]);

    // The other joins them in the same message when its time has come.
    office.until(&police, "1/2026", MINUTE * 32).await;
    let both = told(&office.owner);
    assert_eq!(both.len(), 1);
    assert!(both[0].contains("Kodim"), "{}", both[0]);
    assert!(
        both[0].contains("• Polres Parepare: petugasnya"),
        "{}",
        both[0]
    );
    office.advance(HOUR * 2).await;
    assert_eq!(told(&office.owner).len(), 1);
    assert_eq!(told(&staff.coordinator).len(), 0);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_several_that_are_overdue_only_the_highest_runs() {
    let mut office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let siti = office.officer("Siti", "POLRES-PAREPARE").await;
    office.announce(&staff, "sifat=darurat\nAir naik.").await;
    office.advance(SECOND * 5).await;
    office.stop().await;
    office.clock.set(office.now().plus(MINUTE * 70));
    office.start();
    office.advance(MINUTE * 5).await;
    assert_eq!(super::reminded(&police), 0);
    assert_eq!((told(&siti).len(), told(&staff.coordinator).len()), (0, 0));
    let all = told(&office.owner);
    assert_eq!(all.len(), 1);
    assert!(all[0].contains("belum ada yang diberi tahu"), "{}", all[0]);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_nearest_coordinator_hears_of_it_and_the_night_holds_it() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let near = office.appoint("Lina", "koordinator POLRES-PAREPARE").await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let army = office.join_group("KODIM-1405").await;
    office.until_day(0, 16, 0).await;
    office
        .announce(&staff, "sifat=penting\nRapat koordinasi.")
        .await;
    office.advance(SECOND * 5).await;
    // Without officers the coordinators hear of it after four hours.
    office.until(&army, "1/2026", HOUR * 4 + MINUTE).await;
    assert_eq!(told(&near).len(), 1);
    assert!(told(&near)[0].contains("Polres Parepare"));
    assert!(!told(&near)[0].contains("Kodim"));
    assert_eq!(told(&staff.coordinator).len(), 1);
    assert!(!told(&staff.coordinator)[0].contains("Polres"));
    // 24 hours outside of the night: five of Monday, fifteen of Tuesday, four of Wednesday.
    office.until_day(2, 10, 0).await;
    assert_eq!(told(&office.owner).len(), 0);
    office.until(&police, "1/2026", HOUR * 42 + MINUTE).await;
    assert_eq!(told(&office.owner).len(), 1);
    assert_eq!((told(&near).len(), told(&staff.coordinator).len()), (1, 1));
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coordinator_hears_only_of_what_is_theirs_when_the_message_leaves() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let lina = office.appoint("Lina", "koordinator POLRES-PAREPARE").await;
    office.appoint_again(&lina, "koordinator KODIM-1405").await;
    let police = office.join_group("POLRES-PAREPARE").await;
    office.join_group("KODIM-1405").await;
    office.announce(&staff, "sifat=darurat\nAir naik.").await;
    office.advance(SECOND * 5).await;
    // There are no officers, so that the coordinators are told in their place.
    office.until(&police, "1/2026", MINUTE * 14).await;
    office.say(&office.owner, "/bekukan").await;
    office.until(&police, "1/2026", MINUTE * 17).await;
    let queued = "select count(*) from outbox where purpose = 'escalation-2'";
    assert_eq!(office.count(queued).await, 1);
    end(&office, "Lina", "koordinator untuk KODIM").await;
    office.say(&office.owner, "/cairkan").await;
    office.advance(SECOND * 10).await;
    let told = told(&lina);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("Polres Parepare"), "{}", told[0]);
    assert!(!told[0].contains("Kodim"), "{}", told[0]);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_platform_puts_off_for_seconds_waits_no_two_minutes() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let siti = office.officer("Siti", "POLRES-PAREPARE").await;
    office.announce(&staff, "sifat=darurat\nAir naik.").await;
    office.advance(SECOND * 5).await;
    office
        .until(&police, "1/2026", MINUTE * 15 - SECOND * 5)
        .await;
    let busy = Fault::too_many_requests(7)
        .chat(siti.private_chat().id())
        .once();
    let busy = office.sim.fault(busy);
    office.advance(SECOND * 9).await;
    assert_eq!((busy.hits(), told(&siti).len()), (1, 0));
    office.advance(SECOND * 12).await;
    assert_eq!(told(&siti).len(), 1);
    office.advance(HOUR).await;
    assert_eq!(told(&siti).len(), 1);
    office.close().await;
}
