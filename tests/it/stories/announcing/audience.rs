//! Whom an announcement is for, as its author says it in the first line.

use std::time::Duration;

use satupintu_simulator::User;

use crate::office::{Office, copies};

/// KPU's 549 institutions, six groups, and an author of the province KPU-64 alone.
async fn province() -> (Office, User) {
    let office = Office::with_roster("kpu-2021").open().await;
    let author = office.appoint("Budi Santoso", "penyusun KPU-64").await;
    (office, author)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_line_chooses_within_the_authors_scope() {
    let (office, author) = province().await;
    let codes = ["KPU-64", "KPU-64.71", "KPU-64.74", "KPU-63", "KPU-RI"];
    office.import_groups(&codes).await;
    for (line, reached, chosen) in [
        ("sasaran=semua", "11 lembaga, 3 saluran", ""),
        (
            "sasaran=kpu-64",
            "11 lembaga, 3 saluran",
            "KPU-64 dan bawahannya",
        ),
        (
            "sasaran=hanya:KPU-64",
            "1 lembaga, 1 saluran",
            "hanya KPU-64",
        ),
        (
            "sasaran=wilayah:“kota balikpapan”,\"Kota Bontang\"",
            "2 lembaga, 2 saluran",
            "wilayah Kota Balikpapan, Kota Bontang",
        ),
        (
            "sasaran=-KPU-64.71",
            "10 lembaga, 2 saluran",
            "kecuali KPU-64.71 dan bawahannya",
        ),
        (
            "sasaran=kategori:penyelenggara-pemilu;-wilayah:\"Kota Bontang\";-hanya:KPU-64",
            "9 lembaga, 1 saluran",
            "kategori Penyelenggara pemilu; kecuali wilayah Kota Bontang; kecuali KPU-64 sendiri",
        ),
        (
            "sasaran=kategori:opd",
            "0 lembaga, 0 saluran",
            "kategori OPD",
        ),
    ] {
        let said = office.say(&author, &format!("/siaran {line}\nRapat")).await;
        assert!(
            said.contains(&format!("Sasaran: {reached}")),
            "{line}: {said}"
        );
        match chosen {
            "" => assert!(!said.contains("Pilihan"), "{line}: {said}"),
            _ => assert!(
                said.contains(&format!("Pilihan sasaran: {chosen}\n")),
                "{line}: {said}"
            ),
        }
        office.press(&author, "Batal").await;
        office.moment().await;
    }
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_in_scope_is_answered_as_what_does_not_exist() {
    let (office, author) = province().await;
    for (line, told) in [
        // A neighbour that exists, and one that does not.
        (
            "sasaran=KPU-63",
            "Tidak ada lembaga dengan kode “KPU-63” dalam cakupan Anda. Mungkin maksud Anda: KPU-64",
        ),
        (
            "sasaran=KPU-65",
            "Tidak ada lembaga dengan kode “KPU-65” dalam cakupan Anda. Mungkin maksud Anda: KPU-64",
        ),
        (
            "sasaran=KPU-RI",
            "Tidak ada lembaga dengan kode “KPU-RI” dalam cakupan Anda.",
        ),
        (
            "sasaran=semua;-KPU-63.01",
            "Tidak ada lembaga dengan kode “KPU-63.01” dalam cakupan Anda.",
        ),
        ("sasaran=hanya:KPU-64.75", "KPU-64.71, KPU-64.72, KPU-64.74"),
        ("sasaran=“kpu bontang”", "Mungkin maksud Anda: KPU-64.74"),
        (
            "sasaran=wilayah:Makassar",
            "Tidak ada wilayah “Makassar” dalam cakupan Anda. Tulis namanya",
        ),
        (
            "sasaran=wilayah:Balikpapan",
            "Mungkin maksud Anda: Kota Balikpapan",
        ),
        (
            "sasaran=wilayah:\"Kota Samarimda\"",
            "Mungkin maksud Anda: Kota Samarinda",
        ),
        (
            "sasaran=wilayah:Kota Balikpapan",
            "“Balikpapan” tidak termasuk sasaran",
        ),
        ("sasaran=", "sasaran=semua"),
        ("sasaran=kategori:raja", "penyelenggara-pemilu"),
        ("sasaran=daerah:Bontang", "daerah"),
    ] {
        let said = office.say(&author, &format!("/siaran {line}\nRapat")).await;
        assert!(said.contains(told), "{line}: {said}");
        assert!(
            !said.contains("KPU-63,") && !said.contains("Selatan"),
            "{line}: {said}"
        );
    }
    assert_eq!(office.count("select count(*) from announcement").await, 0);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_chosen_get_it_and_count_and_nobody_else() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let codes = ["KODIM-1405", "POLRES-PAREPARE", "DINKES-PAREPARE", "ITH"];
    let groups = office.import_groups(&codes).await;
    let line = "sasaran=kategori:tni-polri,vertikal;-KODIM-1405";
    office
        .submit(&staff.author, &format!("{line}\nApel."))
        .await;
    let request = office.last_said_to(&staff.approver);
    assert!(
        request
            .contains("kategori TNI/Polri, Instansi vertikal; kecuali KODIM-1405 dan bawahannya"),
        "{request}"
    );
    office.approve(&staff.approver).await;
    office.advance(Duration::from_secs(10)).await;
    let got: Vec<usize> = groups.iter().map(|it| copies(it, "1/2026").len()).collect();
    assert_eq!(got, [0, 1, 0, 0]);
    let card = office.say(&staff.coordinator, "/status 1").await;
    // Of the vertical ones four have no group.
    for line in ["Terkirim 1/1", "Diterima 0/1", "Tanpa saluran 4"] {
        assert!(card.contains(line), "{line}: {card}");
    }
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_reachable_among_the_chosen_is_said_at_ajukan() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.join_group("POLRES-PAREPARE").await;
    office
        .say(&staff.author, "/siaran sasaran=ITH\nRapat")
        .await;
    let pop_up = office.press(&staff.author, "Ajukan").await;
    assert!(
        pop_up.contains("Belum satu pun lembaga sasaran"),
        "{pop_up}"
    );
    office.close().await;
}
