//! A region is one region, however the registry spells it.

use crate::office::Office;

#[tokio::test(flavor = "multi_thread")]
async fn a_role_for_a_region_covers_every_spelling_of_it() {
    let office = Office::with_roster("").open().await;
    let roster = "kode,nama,kategori,wilayah,induk\n\
                  A,Dinas A,opd,Kota Bontang,\n\
                  B,Dinas B,opd,KOTA BONTANG,A\n\
                  C,Dinas C,opd,kota  bontang,B\n";
    satupintu::app::import::institutions(&office.db, roster.as_bytes(), office.now())
        .await
        .unwrap();
    office
        .appoint("Ratna", "penyetuju wilayah:\"kota bontang\"")
        .await;
    let coordinator = office
        .appoint("Andi", "koordinator wilayah:\"Kota Bontang\"")
        .await;
    office.join_group("C").await;
    for code in ["A", "B", "C"] {
        let author = office.appoint("Budi", &format!("penyusun {code}")).await;
        office.say(&author, "/siaran Alfa.").await;
        let told = office.press(&author, "Ajukan").await;
        assert!(!told.contains("penyetuju"), "{code}: {told}");
    }
    let submitted = "select count(*) from announcement where state = 'submitted'";
    assert_eq!(office.count(submitted).await, 3);
    for code in ["A", "B", "C"] {
        office.officer("Petugas", code).await;
        office.a_minute().await;
        let told = office.last_said_to(&coordinator);
        assert!(told.contains(&format!("Dinas {code}")), "{code}: {told}");
    }
    office.close().await;
}
