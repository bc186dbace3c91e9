//! The options of the first line.

use crate::office::Office;

#[tokio::test(flavor = "multi_thread")]
async fn the_first_line_says_how_urgent_what_for_and_for_whom() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.join_group("POLRES-PAREPARE").await;
    let author = &staff.author;
    for (line, heading, panel) in [
        ("", vec!["Sifat: Biasa"], ["Biasa", "Informasi", "Publik"]),
        (
            "sifat=penting\n",
            vec!["Sifat: PENTING"],
            ["Penting", "Informasi", "Publik"],
        ),
        (
            "SIFAT=Darurat jenis=klarifikasi edaran=“internal”\n",
            vec!["Sifat: DARURAT", "KLARIFIKASI", "INTERNAL"],
            ["Darurat", "Klarifikasi", "Internal"],
        ),
        (
            "jenis=undangan\n",
            vec!["UNDANGAN", "INTERNAL"],
            ["Biasa", "Undangan", "Internal"],
        ),
        (
            "edaran=publik jenis=undangan\n",
            vec!["UNDANGAN", "Sifat: Biasa"],
            ["Biasa", "Undangan", "Publik"],
        ),
    ] {
        let said = office.say(author, &format!("/siaran {line}Isi: a=b")).await;
        let [priority, kind, circulation] = panel;
        for expected in [
            format!("Sifat: {priority}"),
            format!("Jenis: {kind}"),
            format!("Edaran: {circulation}"),
        ] {
            assert!(said.contains(&expected), "{line}: {said}");
        }
        let preview = office.preview_above(author, "Ajukan", 1).remove(0).text;
        for expected in heading {
            assert!(preview.contains(expected), "{line}: {preview}");
        }
        assert_eq!(
            preview.contains("INTERNAL"),
            circulation == "Internal",
            "{preview}"
        );
        assert!(preview.contains("\n\nIsi: a=b\n\n"), "{preview}");
        office.press(author, "Batal").await;
        office.moment().await;
    }
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_option_that_is_not_understood_leaves_nothing_behind() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let author = &staff.author;
    for (line, reason) in [
        ("sipat=penting", "“sipat=penting” tidak dikenal"),
        ("sifat=gawat", "Nilai “gawat” tidak dikenal untuk sifat"),
        ("jenis=", "Nilai “” tidak dikenal untuk jenis"),
        ("sifat=penting Isi langsung", "“Isi” tidak dikenal"),
        ("edaran=rahasia sifat=penting", "publik, internal"),
    ] {
        let said = office.say(author, &format!("/siaran {line}\nIsi")).await;
        assert!(said.contains(reason), "{line}: {said}");
        let said = office.say(author, "Isi").await;
        assert!(said.contains("Tidak ada rancangan"), "{line}: {said}");
    }
    assert_eq!(office.count("select count(*) from announcement").await, 0);

    // Nor does an edit to one that is not understood: the draft is as it was.
    let opening = office.send(author, "/siaran sifat=penting\nIsi").await;
    author.edit(opening, "/siaran sifat=gawat\nLain");
    office.moment().await;
    let said = office.last_said_to(author);
    assert!(said.contains("“gawat”"), "{said}");
    let preview = office.preview_above(author, "Ajukan", 1).remove(0).text;
    assert!(
        preview.contains("PENTING") && preview.contains("\n\nIsi\n\n"),
        "{preview}"
    );
    office.close().await;
}
