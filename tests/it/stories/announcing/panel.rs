//! The panel below the preview.

use std::time::Duration;

use satupintu_simulator::User;

use crate::office::{Office, Staff, copies};

/// The text of the newest message with a button that begins so.
fn panel(user: &User, button: &str) -> String {
    let found = user
        .inbox()
        .into_iter()
        .rfind(|it| it.button(button).is_some());
    found.unwrap_or_else(|| panic!("no {button:?}")).text
}

async fn drafted(content: &str) -> (Office, Staff) {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let codes = ["POLRES-PAREPARE", "DINKES-PAREPARE", "KEJARI-PAREPARE"];
    office.import_groups(&codes).await;
    office
        .say(&staff.author, &format!("/siaran {content}"))
        .await;
    (office, staff)
}

/// Opens menus and presses in them, one after the other.
async fn press_all(office: &Office, user: &User, labels: &[&str]) {
    for label in labels {
        let pop_up = office.press(user, label).await;
        assert_eq!(pop_up, "", "{label}");
        office.moment().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_pressed_stands_on_the_panel_and_in_the_preview() {
    let (office, staff) = drafted("Banjir.").await;
    let author = &staff.author;
    press_all(&office, author, &["Sifat: Biasa", "Darurat"]).await;
    press_all(&office, author, &["Jenis: Informasi", "Undangan"]).await;
    press_all(&office, author, &["Tenggat: sesuai", "1 jam"]).await;
    press_all(
        &office,
        author,
        &["🕗 Jadwal: langsung", "17 November 2026 08.00"],
    )
    .await;
    let said = panel(author, "Ajukan");
    for line in [
        "Sifat: Darurat",
        "Jenis: Undangan",
        // It follows the kind, as in the first line.
        "Edaran: Internal",
        "Tenggat konfirmasi: 1 jam",
        "Jadwal: 17 November 2026 08.00 WITA",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    let preview = office.preview_above(author, "Ajukan", 1).remove(0).text;
    for line in ["UNDANGAN", "DARURAT", "INTERNAL", "dalam 1 jam."] {
        assert!(preview.contains(line), "{line}: {preview}");
    }
    press_all(&office, author, &["Jadwal: 17", "Segera"]).await;
    assert!(!panel(author, "Ajukan").contains("Jadwal: 17"));
    press_all(
        &office,
        author,
        &["Konfirmasi: “Diterima”", "tidak diminta"],
    )
    .await;
    let said = panel(author, "Ajukan");
    assert!(
        said.contains("Konfirmasi: tidak diminta") && !said.contains("Tenggat konf"),
        "{said}"
    );
    office.submit_and_approve(&staff).await;
    office.moment().await;
    assert_eq!(
        office
            .count("select count(*) from delivery where state = 'sent'")
            .await,
        3
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_audience_is_pressed_together_and_counted_at_each_press() {
    let (office, staff) = drafted("Apel.").await;
    let author = &staff.author;
    assert!(panel(author, "Ajukan").contains("Sasaran: 16 lembaga, 3 saluran"));
    press_all(
        &office,
        author,
        &["Sasaran", "Kategori ›", "Instansi vertikal (4)"],
    )
    .await;
    let said = panel(author, "‹ Kembali");
    assert!(
        said.contains("4 lembaga, 1 saluran") && said.contains("Tanpa saluran 3:"),
        "{said}"
    );
    press_all(&office, author, &["TNI/Polri (2)"]).await;
    assert!(panel(author, "‹ Kembali").contains("6 lembaga, 2 saluran"));
    press_all(&office, author, &["‹ Kembali", "✏️ Kecualikan"]).await;
    // By words, with a slip first; and by its code.
    let said = office.say(author, "kejaksaan agung").await;
    assert!(said.contains("Tidak ada lembaga"), "{said}");
    let said = office.say(author, "kejaksaan").await;
    assert!(said.contains("5 lembaga, 1 saluran"), "{said}");
    assert!(
        said.contains("kecuali KEJARI-PAREPARE dan bawahannya"),
        "{said}"
    );
    press_all(&office, author, &["Sasaran", "✏️ Lembaga tertentu"]).await;
    let said = office.say(author, "polres-parepare, KODIM-1405").await;
    assert!(said.contains("2 lembaga, 1 saluran"), "{said}");
    press_all(
        &office,
        author,
        &["Sasaran", "Hapus pengecualian", "Wilayah ›"],
    )
    .await;
    press_all(
        &office,
        author,
        &["Kota Parepare (16)", "☑ Kota Parepare (16)"],
    )
    .await;
    press_all(&office, author, &["‹ Kembali", "‹ Kembali"]).await;
    office.submit_and_approve(&staff).await;
    office.moment().await;
    let got = office.texts("select institution from delivery").await;
    assert_eq!(got, ["POLRES-PAREPARE"]);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_is_read_as_in_the_first_line() {
    let (office, staff) = drafted("Apel.").await;
    let author = &staff.author;
    press_all(&office, author, &["🕗 Jadwal", "✏️ Tulis sendiri"]).await;
    for (words, told) in [
        ("besok", "\"besok 08.00\""),
        ("16/11/2026 08.00", "sudah lewat"),
        ("besok 06.30", "Jadwal: 17 November 2026 06.30 WITA"),
    ] {
        let said = office.say(author, words).await;
        assert!(said.contains(told), "{words}: {said}");
    }
    press_all(&office, author, &["⏳ Tenggat", "✏️ Tulis sendiri"]).await;
    for (words, told) in [
        ("4h", "4jam"),
        ("besok 12.00", "paling lambat 17 November 2026 12.00"),
    ] {
        office.say(author, words).await;
        let said = office.said_to(author);
        assert!(said.contains(told), "{words}: {said}");
    }
    // Words after "‹ Kembali" are content again.
    press_all(
        &office,
        author,
        &["⏳ Tenggat", "✏️ Tulis sendiri", "‹ Kembali"],
    )
    .await;
    office.say(author, "Bawa payung.").await;
    let preview = office.preview_above(author, "Ajukan", 1).remove(0).text;
    assert!(preview.contains("\n\nApel.\nBawa payung.\n\n"), "{preview}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_of_an_older_panel_changes_nothing() {
    let (office, staff) = drafted("Apel.").await;
    let author = &staff.author;
    let old = author
        .inbox()
        .into_iter()
        .rfind(|it| it.button("Ajukan").is_some())
        .unwrap();
    let id = office.count("select id from announcement").await;
    press_all(&office, author, &["Sifat: Biasa", "Penting"]).await;
    for data in [
        "om:ID:1:a",
        "oc:ID:1:p2",
        "ow:ID:1:schedule",
        "ot:ID:1",
        "s:ID:1",
    ] {
        let pop_up = office
            .press_data(author, &old, &data.replace("ID", &id.to_string()))
            .await;
        assert!(pop_up.contains("sudah berubah"), "{data}: {pop_up}");
        office.moment().await;
    }
    // Nor does a forged one: another's draft, what cannot be chosen, and what was handed over.
    let version = office.count("select version from announcement").await;
    for (data, told) in [
        (format!("oc:{id}:{version}:q2"), "tidak berlaku"),
        (format!("oc:{id}:{version}:c99"), "tidak berlaku"),
        (format!("oc:{id}:{version}:r0.1"), "sudah berubah"),
        (format!("oc:{id}:{version}:s202611160800"), "sudah lewat"),
    ] {
        let pop_up = office.press_data(author, &old, &data).await;
        assert!(pop_up.contains(told), "{data}: {pop_up}");
        office.moment().await;
    }
    let asked = office
        .press_data(
            &staff.approver,
            &staff.approver.last().unwrap(),
            &format!("oc:{id}:{version}:p2"),
        )
        .await;
    assert!(asked.contains("hanya dapat dilakukan"), "{asked}");
    office.press(author, "Ajukan").await;
    office.moment().await;
    let pop_up = office
        .press_data(author, &old, &format!("oc:{id}:{version}:p2"))
        .await;
    assert!(pop_up.contains("sudah diajukan"), "{pop_up}");
    let left = office
        .texts("select priority || options from announcement")
        .await;
    assert_eq!(left, ["important{}"]);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trial_is_seen_by_its_author_alone_and_counts_for_nothing() {
    let (office, staff) = drafted("sifat=penting\nApel pukul 07.00.").await;
    let author = &staff.author;
    press_all(&office, author, &["👁 Uji kirim"]).await;
    let trial = author.last().unwrap();
    assert!(trial.text.starts_with("UJI — "), "{}", trial.text);
    assert!(
        trial.text.contains("\n\nApel pukul 07.00.\n\n"),
        "{}",
        trial.text
    );
    let pop_up = office.press_on(author, &trial, "Diterima").await;
    assert!(pop_up.contains("uji kirim"), "{pop_up}");
    office.advance(Duration::from_secs(60)).await;
    let mut trials = office.sim.bot_messages();
    trials.retain(|it| it.text.contains("Apel pukul 07.00."));
    assert!(trials.iter().all(|it| it.chat == trial.chat), "{trials:?}");
    assert_eq!(
        office.count("select count(*) from acknowledgement").await,
        0
    );
    assert_eq!(office.count("select count(*) from delivery").await, 0);
    // The draft is as it was, and goes its way.
    office.submit_and_approve(&staff).await;
    office.moment().await;
    assert!(copies(&author.private_chat(), "1/2026").is_empty());
    office.close().await;
}
