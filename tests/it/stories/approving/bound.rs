//! What an approval is bound to, and a request that comes when it is over.

use std::time::Duration;

use satupintu_simulator::Fault;

use crate::office::Office;

#[tokio::test(flavor = "multi_thread")]
async fn a_new_name_of_the_issuer_voids_the_approval() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.join_group("POLRES-PAREPARE").await;
    office.submit(&staff.author, "Banjir.").await;
    office.press(&staff.approver, "Setujui").await;
    office.moment().await;
    let issuer = office
        .texts("select issuer from announcement")
        .await
        .remove(0);
    let roster =
        format!("kode,nama,kategori,wilayah,induk\n{issuer},Nama Baru,opd,Kota Parepare,\n");
    satupintu::app::import::institutions(&office.db, roster.as_bytes(), office.now())
        .await
        .unwrap();
    let pop_up = office.press(&staff.approver, "Ya, kirim").await;
    assert!(pop_up.contains("sudah berubah"), "{pop_up}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_option_is_part_of_what_is_approved() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.join_group("POLRES-PAREPARE").await;
    office
        .submit(&staff.author, "jadwal=\"besok 08.00\"\nBanjir.")
        .await;
    office.press(&staff.approver, "Setujui").await;
    office.moment().await;
    let as_it_was = office
        .texts("select options from announcement")
        .await
        .remove(0);
    assert_eq!(as_it_was, "{\"schedule\":\"2026-11-17T08:00\"}");
    for other in [
        "{}",
        "{\"schedule\":\"2026-11-17T08:01\"}",
        "{\"audience\":[{\"only\":[\"ITH\"]}],\"schedule\":\"2026-11-17T08:00\"}",
        "{\"confirmation\":\"none\",\"schedule\":\"2026-11-17T08:00\"}",
        "{\"schedule\":\"2026-11-17T08:00\",\"deadline\":{\"within\":60}}",
        "{\"schedule\":\"2026-11-17T08:00\",\"send_now\":true}",
        "{\"schedule\":\"2026-11-17T08:00\",\"drill\":true}",
        "{\"schedule\":\"2026-11-17T08:00\",\"bare_links\":true}",
    ] {
        office
            .alter(&format!("update announcement set options = '{other}'"))
            .await;
        let pop_up = office.press(&staff.approver, "Ya, kirim").await;
        assert!(pop_up.contains("sudah berubah"), "{other}: {pop_up}");
        office.moment().await;
    }
    office
        .alter(&format!("update announcement set options = '{as_it_was}'"))
        .await;
    office.press(&staff.approver, "Ya, kirim").await;
    let approved = "select count(*) from announcement where state = 'approved'";
    assert_eq!(office.count(approved).await, 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_has_not_left_is_taken_back_at_the_decision() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let second = office.appoint("Hasan Basri", "penyetuju").await;
    office.join_group("POLRES-PAREPARE").await;
    office.say(&staff.author, "/siaran Banjir.").await;
    let busy = Fault::too_many_requests(30)
        .method("sendMessage")
        .chat(second.id())
        .times(1);
    office.sim.fault(busy);
    office.press(&staff.author, "Ajukan").await;
    office.advance(Duration::from_secs(5)).await;
    office.approve(&staff.approver).await;
    office.advance(Duration::from_secs(60)).await;
    let asked = second.inbox();
    assert!(asked.iter().all(|it| it.button("Setujui").is_none()));
    assert!(asked.iter().all(|it| !it.text.contains("Banjir.")));
    office.close().await;
}
