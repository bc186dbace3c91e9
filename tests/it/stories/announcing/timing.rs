//! When an announcement leaves, until when it is to be confirmed, and drills.

use std::time::Duration;

use crate::office::{Office, copies};

const HOUR: Duration = Duration::from_secs(60 * 60);
const MINUTE: Duration = Duration::from_secs(60);

#[tokio::test(flavor = "multi_thread")]
async fn what_has_a_schedule_is_approved_now_and_leaves_then() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    // It is Monday the 16th, a little past 09.00.
    let line = "jadwal=\"16/11/2026 12.00\" tenggat=4j";
    let panel = office
        .say(&staff.author, &format!("/siaran {line}\nApel."))
        .await;
    for expected in [
        "Jadwal: 16 November 2026 12.00 WITA",
        "Tenggat konfirmasi: 4 jam",
    ] {
        assert!(panel.contains(expected), "{panel}");
    }
    office.submit_and_approve(&staff).await;
    office.advance(MINUTE).await;
    let bar = office.last_said_to(&staff.author);
    assert!(
        bar.contains("Dijadwalkan 16 November 2026 12.00 WITA"),
        "{bar}"
    );
    office.advance(2 * HOUR).await;
    assert!(copies(&group, "1/2026").is_empty());
    office.advance(HOUR).await;
    let copy = copies(&group, "1/2026").remove(0);
    assert!(
        copy.text.contains("Mohon konfirmasi dalam 4 jam."),
        "{}",
        copy.text
    );
    let noon = 1_794_801_600_000;
    assert!(
        (noon..noon + 60_000).contains(&copy.date_ms),
        "{}",
        copy.date_ms
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_schedule_missed_by_half_an_hour_cannot_be_approved_any_more() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    let text = "jadwal=\"hari ini 10.00\"\nApel.";
    office.submit(&staff.author, text).await;
    office.advance(HOUR + 31 * MINUTE).await;
    let pop_up = office.approve(&staff.approver).await;
    assert!(pop_up.contains("16 November 2026 10.00 WITA"), "{pop_up}");
    assert!(pop_up.contains("Kembalikan"), "{pop_up}");
    office.press(&staff.approver, "Tidak jadi").await;
    office.moment().await;
    office.press(&staff.approver, "Kembalikan").await;
    office.moment().await;
    office.say(&staff.approver, "Jadwalnya sudah lewat.").await;
    // Nor can its author hand it over again as it is.
    let pop_up = office.press(&staff.author, "Ajukan").await;
    assert!(pop_up.contains("sudah lewat"), "{pop_up}");
    assert!(copies(&group, "1/2026").is_empty());
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mistakes_of_time_are_each_told_with_the_right_form() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    for (line, told) in [
        ("jadwal=besok", "\"besok 08.00\""),
        ("jadwal=besok 08.00", "\"besok 08.00\""),
        ("jadwal=\"16/11/2026 08.00\"", "sudah lewat"),
        ("jadwal=\"16/11/2028 08.00\"", "lebih dari setahun"),
        ("tenggat=4h", "misalnya 4jam"),
        ("tenggat=segera", "30menit, 4jam, 2hari"),
        ("tenggat=1menit", "antara 5menit dan 30hari"),
        ("tenggat=4 jam", "30menit, 4jam, 2hari"),
        (
            "jadwal=\"besok 08.00\" tenggat=\"hari ini 12.00\"",
            "lewat sebelum",
        ),
        ("konfirmasi=tidak tenggat=4jam", "Tanpa konfirmasi"),
        ("konfirmasi=boleh", "tidak, diterima"),
        ("sifat=penting sifat=biasa", "dua kali"),
    ] {
        let said = office
            .say(&staff.author, &format!("/siaran {line}\nIsi"))
            .await;
        assert!(said.contains(told), "{line}: {said}");
    }
    assert_eq!(office.count("select count(*) from announcement").await, 0);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_drill_says_so_wherever_it_is_read() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    let panel = office
        .say(&staff.author, "/siaran latihan sifat=darurat\nTsunami!")
        .await;
    assert!(panel.contains("LATIHAN"), "{panel}");
    office.submit_and_approve(&staff).await;
    office.moment().await;
    let copy = office.last_in(&group);
    assert!(
        copy.starts_with("LATIHAN — bukan kejadian sebenarnya\nSIARAN RESMI No. LATIHAN 1/2026\n"),
        "{copy}"
    );
    assert!(
        copy.ends_with("LATIHAN — bukan kejadian sebenarnya"),
        "{copy}"
    );
    for (who, asked) in [(&staff.approver, "request"), (&staff.author, "bar")] {
        assert!(office.last_said_to(who).contains("LATIHAN"), "{asked}");
    }
    let list = office.say(&staff.coordinator, "/status latihan").await;
    assert!(
        list.contains("LATIHAN 1/2026 · Darurat · Tsunami!"),
        "{list}"
    );
    let card = office.say(&staff.coordinator, "/status latihan 1").await;
    assert!(card.contains("LATIHAN"), "{card}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_asks_for_no_confirmation_has_no_button_and_takes_no_press() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    let officer = office.officer("Iptu Hasan", "POLRES-PAREPARE").await;
    group.add_member(&officer);
    office
        .announce(
            &staff,
            "konfirmasi=tidak pratinjau=tidak\nSelamat. https://kpu.go.id",
        )
        .await;
    office.moment().await;
    let copy = copies(&group, "1/2026").remove(0);
    assert!(copy.labels().is_empty(), "{:?}", copy.labels());
    let id = office.count("select id from announcement").await;
    let pop_up = office
        .press_data(&officer, &copy, &format!("a:{id}:1"))
        .await;
    assert!(pop_up.contains("tidak berlaku"), "{pop_up}");
    assert_eq!(
        office.count("select count(*) from acknowledgement").await,
        0
    );
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("Konfirmasi tidak diminta"), "{card}");
    office.close().await;
}
