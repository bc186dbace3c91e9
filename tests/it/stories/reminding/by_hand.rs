//! "Ingatkan", and who is late.

use super::{HOUR, MINUTE, SECOND, reminded};
use crate::office::{Office, copies};

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_in_charge_reminds_all_and_a_coordinator_their_own() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let near = office.appoint("Lina", "koordinator POLRES-PAREPARE").await;
    let far = office.appoint("Dodi", "koordinator BPS-PAREPARE").await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let army = office.join_group("KODIM-1405").await;
    office.announce(&staff, "Jadwal pelayanan.").await;
    office.advance(SECOND * 5).await;

    let said = office.say(&near, "/ingatkan 1").await;
    assert_eq!(said, "1 lembaga diingatkan.");
    assert_eq!((reminded(&police), reminded(&army)), (1, 0));
    office.say(&staff.author, "/status 1").await;
    let said = office.press(&staff.author, "Ingatkan").await;
    assert_eq!(
        said,
        "1 lembaga diingatkan. 1 lembaga tidak diingatkan lagi: baru saja diingatkan, atau sudah mencapai batasnya."
    );
    office.moment().await;
    assert_eq!((reminded(&police), reminded(&army)), (1, 1));
    let said = office.say(&office.owner, "/ingatkan 1").await;
    assert!(
        said.starts_with("2 lembaga tidak diingatkan lagi:"),
        "{said}"
    );

    // After two minutes again, but for whoever has confirmed; six times in all.
    let hasan = office.member(&army, "Hasan");
    let copy = copies(&army, "1/2026").pop().unwrap();
    office.press_on(&hasan, &copy, "Diterima").await;
    for times in 2..=6 {
        office.advance(MINUTE * 3).await;
        let said = office.say(&staff.approver, "/ingatkan 1").await;
        assert_eq!(said, "1 lembaga diingatkan.");
        assert_eq!((reminded(&police), reminded(&army)), (times, 1));
    }
    office.advance(MINUTE * 3).await;
    let said = office.say(&staff.approver, "/ingatkan 1").await;
    assert!(
        said.starts_with("1 lembaga tidak diingatkan lagi:"),
        "{said}"
    );

    let said = office.say(&far, "/ingatkan 1").await;
    assert_eq!(
        said,
        "Tidak ada yang diingatkan: semua yang sudah menerima siaran ini telah menjawab."
    );
    let by = "select count(distinct actor) from event where kind = 'confirmation.reminded'";
    assert_eq!(office.count(by).await, 3);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_night_holds_what_is_asked_for_and_says_so() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let army = office.join_group("KODIM-1405").await;
    office.announce(&staff, "Jadwal pelayanan.").await;
    office.until_day(0, 22, 0).await;
    let said = office.say(&staff.author, "/ingatkan 1").await;
    assert!(
        said.contains("ditahan sampai jam tenang berakhir, 17 November 2026"),
        "{said}"
    );
    // Who confirms before the morning is neither reminded nor kept as somebody who is to be.
    let hasan = office.member(&army, "Hasan");
    let copy = copies(&army, "1/2026").pop().unwrap();
    office.press_on(&hasan, &copy, "Diterima").await;
    office.until_day(1, 5, 59).await;
    assert_eq!(reminded(&police), 0);
    let marked = "select count(*) from reminder where wanted = 1";
    assert_eq!(office.count(marked).await, 2);
    office.until_day(1, 6, 1).await;
    assert_eq!((reminded(&police), reminded(&army)), (1, 0));
    assert_eq!(office.count(marked).await, 0);
    office
        .announce(&staff, "konfirmasi=tidak\nTanpa konfirmasi.")
        .await;
    office.advance(SECOND * 5).await;
    let said = office.say(&staff.author, "/ingatkan 2").await;
    assert!(said.contains("tidak meminta konfirmasi"), "{said}");
    office.say(&staff.author, "/cabut 1 Keliru.").await;
    office.moment().await;
    office.submit_and_approve(&staff).await;
    let said = office.say(&staff.author, "/ingatkan 1").await;
    assert!(said.contains("sudah dicabut"), "{said}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_card_says_until_when_and_who_was_late() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let army = office.join_group("KODIM-1405").await;
    let agency = office.join_group("BPS-PAREPARE").await;
    office
        .announce(&staff, "sifat=penting\nRapat koordinasi.")
        .await;
    office.advance(SECOND * 5).await;
    let bar = office.last_said_to(&staff.author);
    assert!(
        bar.contains("Batas konfirmasi: 16 November 2026 13."),
        "{bar}"
    );
    let early = office.member(&police, "Hasan");
    let copy = copies(&police, "1/2026").pop().unwrap();
    office.press_on(&early, &copy, "Diterima").await;
    office.until(&police, "1/2026", HOUR).await;
    let card = office.say(&staff.author, "/status 1").await;
    assert!(card.contains("(sisa "), "{card}");
    assert!(!card.contains("Terlambat"), "{card}");

    office.until(&agency, "1/2026", HOUR * 5).await;
    let late = office.member(&army, "Wati");
    let copy = copies(&army, "1/2026").pop().unwrap();
    office.press_on(&late, &copy, "Diterima").await;
    let card = office.say(&staff.author, "/status 1").await;
    assert!(card.contains("\nTerlambat mengonfirmasi 1\n"), "{card}");
    assert!(
        card.contains("\nLewat batas dan belum mengonfirmasi 1\n"),
        "{card}"
    );
    assert!(!card.contains("(sisa "), "{card}");
    let list = office.say(&staff.author, "/sudah 1").await;
    assert!(list.contains("oleh Wati, terlambat"), "{list}");
    assert!(!list.contains("oleh Hasan, terlambat"), "{list}");
    office.close().await;
}
