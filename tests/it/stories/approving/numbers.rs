//! One sequence of numbers for each year.

use std::time::Duration;

use crate::office::Office;

#[tokio::test(flavor = "multi_thread")]
async fn numbers_count_up_and_begin_anew_at_midnight_of_the_office() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let begins = |number: &str| {
        let text = office.last_in(&police);
        assert!(
            text.starts_with(&format!("SIARAN RESMI No. {number}\n")),
            "{text}"
        );
    };
    for number in ["1/2026", "2/2026"] {
        // At midnight too.
        let text = format!("kirim=sekarang\nIsi {number}");
        office.announce(&staff, &text).await;
        office.moment().await;
        begins(number);
    }
    // To 23.59 of the last day of the year in WITA, when it is still afternoon in UTC.
    let last_minute = satupintu::domain::clock::Timestamp(1_798_732_740_000);
    let wait = last_minute.since(satupintu::domain::clock::Clock::now(&*office.clock));
    office.advance(wait).await;
    office.announce(&staff, "kirim=sekarang\nIsi 3/2026").await;
    office.moment().await;
    begins("3/2026");
    office.advance(Duration::from_secs(60)).await;
    office.announce(&staff, "kirim=sekarang\nIsi 1/2027").await;
    office.moment().await;
    begins("1/2027");

    // A bare number means the newest.
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("Siaran No. 1/2027"), "{card}");
    let card = office.say(&staff.coordinator, "/status 1/2026").await;
    assert!(card.contains("Siaran No. 1/2026"), "{card}");
    let card = office.say(&staff.coordinator, "/status 3").await;
    assert!(card.contains("Siaran No. 3/2026"), "{card}");
    office.close().await;
}
