//! The morning's report: once a day, to those for whom something is new, whatever happens at night.

use std::time::Duration;

use satupintu_simulator::User;

use super::{DAY, HOUR, SECOND, turn};
use crate::office::{Office, Plan};

/// An office whose clock, 09.00 at first, rings at two and at eight.
fn plan() -> Plan {
    Office::with_roster("bakohumas-kaltim").setting("HEALTH__NIGHTLY", "02:00")
}

fn reports(user: &User) -> Vec<String> {
    let texts = user.inbox().into_iter().map(|message| message.text);
    texts
        .filter(|text| text.starts_with("Pemeriksaan pagi"))
        .collect()
}

/// From nine to a moment after eight of the next day.
async fn until_morning(office: &Office) {
    office.advance(HOUR * 23 + Duration::from_secs(10)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_hears_in_the_morning_of_what_is_new_and_nobody_of_what_is_not() {
    let office = plan().open().await;
    let bontang = office
        .appoint("Andi", "koordinator wilayah:\"Kota Bontang\"")
        .await;
    let balikpapan = office
        .appoint("Wati", "koordinator wilayah:\"Kota Balikpapan\"")
        .await;
    office
        .advance(HOUR * 22 + Duration::from_secs(60 * 50))
        .await;
    assert!(reports(&bontang).is_empty(), "not before eight");
    office.advance(Duration::from_secs(15 * 60)).await;
    let own = "select count(*) from institution where region = 'Kota Bontang'";
    let own = office.count(own).await;
    let said = reports(&bontang);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].contains(&format!(
            "{own} hal baru perlu dibenahi\n• Lembaga tanpa saluran: {own}"
        )),
        "{said:?}"
    );
    let all = office.count("select count(*) from institution").await;
    assert_eq!(reports(&balikpapan).len(), 1);
    let rest = reports(&office.owner);
    assert!(rest.len() == 1, "{rest:?}");
    // Owners hear of what no coordinator looks after.
    let covered =
        "select count(*) from institution where region in ('Kota Bontang', 'Kota Balikpapan')";
    let left = all - office.count(covered).await;
    assert!(rest[0].contains(&format!("saluran: {left}")), "{rest:?}");

    // The button leads to the list as it is now.
    let shown = turn(&office, &bontang, "Lihat daftar").await;
    assert!(shown.text.starts_with("Pemeriksaan\n"), "{}", shown.text);

    // The next morning nothing is new.
    office.advance(DAY).await;
    assert!(reports(&bontang).is_empty(), "the report became the list");
    assert_eq!(reports(&balikpapan).len(), 1);

    // One loses its group: its coordinator hears, the other does not.
    let code = "select code from institution where region = 'Kota Bontang' order by code limit 1";
    let code = office.texts(code).await.remove(0);
    let group = office.join_group(&code).await;
    group.kick_bot(&office.sim.user("Admin").create());
    office.advance(DAY).await;
    let said = reports(&bontang);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].contains("• Saluran tidak terjangkau: 1"),
        "{said:?}"
    );
    assert!(!said[0].contains("tanpa saluran"), "{said:?}");
    assert_eq!(reports(&balikpapan).len(), 1);
    assert_eq!(reports(&office.owner).len(), 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_neither_repeats_a_report_nor_loses_one() {
    let mut office = plan().open().await;
    let coordinator = office.appoint("Andi", "koordinator").await;
    office.stop().await;
    // The whole night, and the morning's hour, without a bot.
    office.clock.set(office.now().plus(HOUR * 25));
    office.start();
    office.advance(SECOND * 10).await;
    assert_eq!(reports(&coordinator).len(), 1);
    for _ in 0..3 {
        office.stop().await;
        office.start();
        office.advance(SECOND * 10).await;
    }
    assert_eq!(reports(&coordinator).len(), 1);
    let recorded = "select count(*) from event where kind = 'checkup.reported'";
    assert_eq!(office.count(recorded).await, 1);
    until_morning(&office).await;
    assert_eq!(reports(&coordinator).len(), 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_is_set_back_over_the_hour_has_nothing_told_twice() {
    let office = plan().open().await;
    let coordinator = office.appoint("Andi", "koordinator").await;
    until_morning(&office).await;
    assert_eq!(reports(&coordinator).len(), 1);
    office.clock.step(office.now().minus(HOUR));
    office.advance(HOUR * 3).await;
    assert_eq!(reports(&coordinator).len(), 1);
    let group = office.join_group("DISKOMINFO-KALTIM").await;
    group.kick_bot(&office.sim.user("Admin").create());
    office.advance(DAY).await;
    assert_eq!(reports(&coordinator).len(), 2);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_an_hour_there_is_no_report() {
    let office = Office::of_parepare().await;
    office.appoint("Andi", "koordinator").await;
    office.advance(DAY * 2).await;
    assert!(reports(&office.owner).is_empty());
    assert_eq!(office.count("select count(*) from finding").await, 0);
    office.close().await;
}
