//! Whom an announcement reaches: fixed when it is approved.

use crate::office::Office;

#[tokio::test(flavor = "multi_thread")]
async fn who_joins_after_approval_gets_it_later_and_counts_apart() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.join_group("POLRES-PAREPARE").await;
    office.submit(&staff.author, "Banjir.").await;
    // Who joins before "Ya, kirim" is in.
    office.join_group("KODIM-1405").await;
    office.approve(&staff.approver).await;
    office.moment().await;
    let late = office.join_group("KEJARI-PAREPARE").await;
    office.advance(std::time::Duration::from_secs(60)).await;
    let copy = late.last().unwrap();
    assert!(copy.text.contains("SIARAN RESMI No. 1/2026"), "{copy:?}");
    assert!(copy.button("Siaran sebelumnya").is_some(), "{copy:?}");
    let card = office.say(&staff.coordinator, "/status 1").await;
    for line in [
        "Terkirim 2/2",
        "Diterima 0/2",
        "Tanpa saluran 14",
        "Menyusul 1",
    ] {
        assert!(card.contains(line), "{line}: {card}");
    }
    office.announce(&staff, "Lagi.").await;
    office.moment().await;
    assert!(office.last_in(&late).contains("SIARAN RESMI No. 2/2026"));
    let card = office.say(&staff.coordinator, "/status 2").await;
    assert!(card.contains("Diterima 0/3"), "{card}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_author_of_a_province_speaks_for_it_and_to_it_alone() {
    let office = Office::with_roster("kpu-2021").open().await;
    let mut inside = Vec::new();
    for code in ["KPU-64", "KPU-64.74", "KPU-64.71"] {
        inside.push(office.join_group(code).await);
    }
    let mut outside = Vec::new();
    for code in ["KPU-RI", "KPU-63", "KPU-63.01"] {
        outside.push(office.join_group(code).await);
    }
    let author = office.appoint("Budi Santoso", "penyusun KPU-64").await;
    let approver = office.appoint("Ratna Dewi", "penyetuju KPU-RI").await;
    let coordinator = office.appoint("Andi Pratama", "koordinator KPU-64").await;
    let panel = office.say(&author, "/siaran Rapat.").await;
    assert!(panel.contains("11 lembaga, 3 saluran"), "{panel}");
    office.press(&author, "Ajukan").await;
    office.advance(std::time::Duration::from_secs(5)).await;
    office.approve(&approver).await;
    office.advance(std::time::Duration::from_secs(5)).await;
    for group in &inside {
        let text = office.last_in(group);
        assert!(
            text.contains("Dari: KPU Provinsi Kalimantan Timur\n"),
            "{text}"
        );
    }
    for group in &outside {
        assert!(!office.last_in(group).contains("SIARAN RESMI"));
    }
    let card = office.say(&coordinator, "/status 1").await;
    for line in ["Terkirim 3/3", "Diterima 0/3", "Tanpa saluran 8"] {
        assert!(card.contains(line), "{line}: {card}");
    }
    office.close().await;
}
