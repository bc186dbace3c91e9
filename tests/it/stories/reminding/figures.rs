//! The figures of each priority, and the office's calendar.

use super::{HOUR, MINUTE, SECOND, reminded};
use crate::office::Office;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_important_is_called_to_mind_after_one_and_three_hours_and_not_at_night() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    office
        .announce(&staff, "sifat=penting\nRapat koordinasi.")
        .await;
    office.advance(SECOND * 5).await;
    office.until(&group, "1/2026", HOUR - SECOND).await;
    assert_eq!(reminded(&group), 0);
    office.until(&group, "1/2026", HOUR).await;
    assert_eq!(reminded(&group), 1);
    office.until(&group, "1/2026", HOUR * 3).await;
    assert_eq!(reminded(&group), 2);

    // At half past eight in the evening: half an hour is left before the night, and half an hour of the
    // morning is waited for.
    office.until_day(0, 20, 30).await;
    office.announce(&staff, "sifat=penting\nRapat kedua.").await;
    office.advance(SECOND * 5).await;
    office.until_day(1, 6, 30).await;
    assert_eq!(reminded(&group), 2);
    office.advance(MINUTE).await;
    assert_eq!(reminded(&group), 3);
    office.until_day(1, 8, 30).await;
    assert_eq!(reminded(&group), 3);
    office.advance(MINUTE).await;
    assert_eq!(reminded(&group), 4);
    office.advance(HOUR * 24 * 3).await;
    assert_eq!(reminded(&group), 4);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_emergency_is_called_to_mind_at_night_too() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    office.until_day(0, 23, 50).await;
    office.announce(&staff, "sifat=darurat\nAir naik.").await;
    office.advance(SECOND * 5).await;
    for (minutes, times) in [(9, 0), (10, 1), (20, 2), (39, 2), (40, 3), (300, 3)] {
        office.until(&group, "1/2026", MINUTE * minutes).await;
        assert_eq!(reminded(&group), times, "after {minutes} minutes");
    }
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_usual_is_called_to_mind_at_eight_of_the_next_working_day() {
    // Tuesday and Wednesday are holidays here.
    let holidays = std::env::temp_dir().join(format!("libur-{}.csv", std::process::id()));
    std::fs::write(
        &holidays,
        "tanggal,libur\n2026-11-17,Libur\n2026-11-18,Libur\n",
    )
    .unwrap();
    let plan = Office::with_roster("bakohumas-parepare");
    let plan = plan.setting("TIME__HOLIDAYS", holidays.to_str().unwrap());
    let office = plan.open().await;
    let staff = office.staff().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    office.announce(&staff, "Jadwal pelayanan.").await;
    office.advance(SECOND * 5).await;
    office.until_day(3, 7, 59).await;
    assert_eq!(reminded(&group), 0);
    office.until_day(3, 8, 0).await;
    assert_eq!(reminded(&group), 1);

    // A Friday: on Monday.
    office.until_day(4, 10, 0).await;
    office.announce(&staff, "Jadwal pekan depan.").await;
    office.advance(SECOND * 5).await;
    office.until_day(7, 7, 59).await;
    assert_eq!(reminded(&group), 1);
    office.until_day(7, 8, 0).await;
    assert_eq!(reminded(&group), 2);
    office.advance(HOUR * 24 * 3).await;
    assert_eq!(reminded(&group), 2);
    office.close().await;
    std::fs::remove_file(holidays).unwrap();
}
