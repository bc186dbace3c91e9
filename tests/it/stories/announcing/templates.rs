//! Texts that are used again.

use std::time::Duration;

use crate::office::{Office, copies};

const INVITATION: &str = "/templat buat Undangan rapat\njenis=undangan tenggat=4jam\n\
     Mohon hadir pada {{acara}} di {{tempat}}.\n{{Acara}} dimulai tepat waktu.";

#[tokio::test(flavor = "multi_thread")]
async fn a_template_is_filled_in_field_by_field_and_approved_as_it_is_delivered() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    let author = &staff.author;
    let said = office.say(author, "/templat").await;
    assert!(said.contains("Belum ada templat"), "{said}");
    let said = office.say(&office.owner, INVITATION).await;
    assert!(said.contains("Isian: acara, tempat"), "{said}");

    office.say(author, "/templat").await;
    office.press(author, "Undangan rapat").await;
    office.moment().await;
    office.press(author, "Pakai").await;
    office.moment().await;
    let said = office.last_said_to(author);
    assert!(said.contains("Isian 1 dari 2: acara"), "{said}");
    // What looks like options, or like a field, is what was written.
    let said = office.say(author, "sifat=darurat {{tempat}}").await;
    assert!(said.contains("Isian 2 dari 2: tempat"), "{said}");
    let panel = office.say(author, "Aula *Kota*").await;
    for line in [
        "Sifat: Biasa",
        "Jenis: Undangan",
        "Tenggat konfirmasi: 4 jam",
    ] {
        assert!(panel.contains(line), "{line}: {panel}");
    }
    let content = "\n\nMohon hadir pada sifat=darurat {{tempat}} di Aula *Kota*.\n\
                   sifat=darurat {{tempat}} dimulai tepat waktu.\n\n";
    let preview = office.preview_above(author, "Ajukan", 1).remove(0).text;
    assert!(preview.contains(content), "{preview}");
    // It is a draft like others.
    office.say(author, "Bawa kartu pengenal.").await;
    office.press(author, "Hapus terakhir").await;
    office.advance(Duration::from_secs(5)).await;
    office.submit_and_approve(&staff).await;
    office.moment().await;
    let copy = copies(&group, "1/2026").remove(0);
    assert!(copy.text.contains(content), "{}", copy.text);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn owners_make_and_delete_templates_and_nobody_else() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    for (typed, told) in [
        ("/templat buat", "/templat buat Undangan rapat"),
        ("/templat hapus semua", "/templat buat Undangan rapat"),
        ("/templat buat Tanpa isi\n", "/templat buat Undangan rapat"),
        (
            "/templat buat Salah\nsifat=gawat\nIsi",
            "“gawat” tidak dikenal",
        ),
        (
            "/templat buat Salah\nsasaran=KPU-64\nIsi",
            "Tidak ada lembaga dengan kode “KPU-64”",
        ),
    ] {
        let said = office.say(&office.owner, typed).await;
        assert!(said.contains(told), "{typed}: {said}");
    }
    assert_eq!(office.count("select count(*) from template").await, 0);
    office.say(&office.owner, INVITATION).await;
    let said = office.say(&office.owner, INVITATION).await;
    assert!(
        said.contains("Sudah ada templat bernama “Undangan rapat”"),
        "{said}"
    );

    let id = office.count("select id from template").await;
    for who in [&staff.author, &staff.approver, &staff.coordinator] {
        let said = office.say(who, "/templat buat Lain\nIsi").await;
        assert!(
            said.contains("hanya dapat dilakukan oleh pemilik"),
            "{said}"
        );
        let at = who.last().unwrap();
        for data in [format!("td:{id}"), format!("tD:{id}")] {
            let pop_up = office.press_data(who, &at, &data).await;
            assert!(
                pop_up.contains("hanya dapat dilakukan oleh pemilik"),
                "{pop_up}"
            );
            office.moment().await;
        }
    }
    let at = staff.coordinator.last().unwrap();
    for data in [format!("tp:{id}"), format!("tu:{id}"), "tl".to_owned()] {
        let pop_up = office.press_data(&staff.coordinator, &at, &data).await;
        assert!(
            pop_up.contains("hanya dapat dilakukan oleh penyusun"),
            "{pop_up}"
        );
        office.moment().await;
    }
    // Somebody is filling it in when it is deleted.
    office.say(&staff.author, "/templat").await;
    office.press(&staff.author, "Undangan rapat").await;
    office.moment().await;
    office.press(&staff.author, "Pakai").await;
    office.moment().await;
    office.say(&office.owner, "/templat").await;
    for label in ["Undangan rapat", "🗑 Hapus", "Ya, hapus"] {
        office.press(&office.owner, label).await;
        office.moment().await;
    }
    assert_eq!(office.count("select count(*) from template").await, 0);
    let said = office.say(&staff.author, "Rapat kerja").await;
    assert!(said.contains("Tidak ada rancangan"), "{said}");
    let pop_up = office
        .press_data(
            &staff.author,
            &staff.author.last().unwrap(),
            &format!("tu:{id}"),
        )
        .await;
    assert!(pop_up.contains("sudah dihapus"), "{pop_up}");
    let told = office
        .texts("select kind from event where kind like 'template.%' order by id")
        .await;
    assert_eq!(told, ["template.made", "template.deleted"]);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn filling_in_ends_by_batal_by_a_command_and_by_time() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.join_group("POLRES-PAREPARE").await;
    office.say(&office.owner, INVITATION).await;
    let author = &staff.author;
    let begin = async || {
        office.say(author, "/templat").await;
        office.press(author, "Undangan rapat").await;
        office.moment().await;
        let pop_up = office.press(author, "Pakai").await;
        office.moment().await;
        pop_up
    };
    begin().await;
    office.press(author, "Batal").await;
    office.moment().await;
    let said = office.say(author, "Rapat kerja").await;
    assert!(said.contains("Tidak ada rancangan"), "{said}");

    begin().await;
    office.say(author, "/status").await;
    let said = office.say(author, "Rapat kerja").await;
    assert!(said.contains("Tidak ada rancangan"), "{said}");

    begin().await;
    office.advance(Duration::from_secs(25 * 60 * 60)).await;
    let said = office.say(author, "Rapat kerja").await;
    assert!(said.contains("Tidak ada rancangan"), "{said}");

    // Nor does it begin beside a draft that says something, which would be lost sight of.
    office.say(author, "/siaran Banjir.").await;
    let pop_up = begin().await;
    assert!(pop_up.contains("masih terbuka"), "{pop_up}");
    office.close().await;
}
