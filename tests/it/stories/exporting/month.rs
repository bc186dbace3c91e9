//! `/rekap`: a month of a scope.

use std::time::Duration;

use satupintu::app::import;

use super::{ask, sheet};
use crate::office::{Office, copies};

#[tokio::test(flavor = "multi_thread")]
async fn a_month_ranks_institutions_leaves_drills_apart_and_ends_at_the_scope() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let codes = ["POLRES-PAREPARE", "KODIM-1405", "KEJARI-PAREPARE"];
    let groups = office.import_groups(&codes).await;
    let members: Vec<_> = groups
        .iter()
        .map(|it| office.member(it, "Anggota"))
        .collect();
    // The first is of last month, and confirmed by the second office alone.
    for (number, confirming) in [("1/2026", &[1][..]), ("2/2026", &[0, 1][..])] {
        office.announce(&staff, "sifat=darurat\nAir naik.").await;
        office.advance(Duration::from_secs(60)).await;
        for at in confirming {
            let copy = copies(&groups[*at], number).remove(0);
            office.press_on(&members[*at], &copy, "Diterima").await;
            office.advance(Duration::from_secs(120)).await;
        }
    }
    let a_month = 30_i64 * 24 * 3_600_000;
    let earlier =
        format!("update announcement set decided_at = decided_at - {a_month} where number = 1");
    office.alter(&earlier).await;
    office
        .announce(&staff, "latihan sifat=darurat\nUji coba.")
        .await;
    // What waits for its schedule is listed, and counts in no figure.
    let later = "sifat=darurat jadwal=\"30/11/2026 12.00\"\nBesok.";
    office.announce(&staff, later).await;
    office.advance(Duration::from_secs(3_600)).await;

    let boss = &staff.coordinator;
    let card = office.say(boss, "/status 2").await;
    assert!(card.contains("\nDiterima 2/3\n"), "{card}");
    let files = ask(&office, boss, "/rekap 2026-11").await;
    let names: Vec<&str> = files
        .iter()
        .map(|it| it.attachment.as_ref().unwrap().name.as_deref().unwrap())
        .collect();
    assert_eq!(names, ["rekap-2026-11.xlsx", "rekap-2026-11.pdf"]);
    assert!(
        files[0].text.contains("1 siaran, 2 dari 3 konfirmasi"),
        "{}",
        files[0].text
    );
    let bytes = office.bytes_of(&files[0]);
    let all = sheet(&bytes, "Siaran");
    assert_eq!(all.column("Nomor"), ["2/2026", "3/2026"]);
    assert_eq!(all.column("Dikonfirmasi"), ["2", ""]);
    assert_eq!(all.column("Terkirim"), ["3", "0"]);
    let ranks = sheet(&bytes, "Lembaga");
    assert_eq!(
        ranks.column("Kode"),
        ["POLRES-PAREPARE", "KODIM-1405", "KEJARI-PAREPARE"]
    );
    assert_eq!(ranks.column("Tepat waktu"), ["1", "1", "0"]);
    assert_eq!(ranks.column("Tren (poin persen)"), ["1", "0", "0"]);
    let summary = sheet(&bytes, "Ringkasan");
    assert_eq!(
        summary.beside("Konfirmasi yang diterima"),
        ranks.sum("Dikonfirmasi")
    );
    for (label, figure) in [
        ("Siaran yang dikirim", 1),
        ("Saluran sasaran", 3),
        ("Saluran terkirim", 3),
        ("Lembaga sasaran tanpa saluran", 13),
        ("Konfirmasi yang diminta", 3),
    ] {
        assert_eq!(summary.beside(label), figure, "{label}");
    }
    assert_eq!(sheet(&bytes, "Latihan").column("Nomor"), ["LATIHAN 1/2026"]);
    let printed = office.bytes_of(&files[1]);
    assert!(printed.starts_with(b"%PDF-") && printed.trim_ascii_end().ends_with(b"%%EOF"));

    // Last month, by its name or by none.
    for typed in ["/rekap 2026-10", "/rekap"] {
        let files = ask(&office, &office.owner, typed).await;
        let ranks = sheet(&office.bytes_of(&files[0]), "Lembaga");
        assert_eq!(ranks.column("Kode")[0], "KODIM-1405");
        assert_eq!(ranks.column("Tren (poin persen)"), ["", "", ""]);
    }
    let made = office
        .texts("select detail from event where kind = 'recap.made' order by id")
        .await;
    assert_eq!(made.len(), 3);
    assert!(made[0].contains("\"month\":\"2026-11\""), "{}", made[0]);

    // One office alone, no office, and no month.
    let police = office.appoint("Dewi", "koordinator POLRES-PAREPARE").await;
    let files = ask(&office, &police, "/rekap 2026-11").await;
    let bytes = office.bytes_of(&files[0]);
    assert_eq!(sheet(&bytes, "Lembaga").column("Kode"), ["POLRES-PAREPARE"]);
    assert_eq!(sheet(&bytes, "Siaran").column("Terkirim"), ["1", "0"]);
    let newcomer = "kode,nama,kategori,wilayah,induk\nBARU,Dinas Baru,opd,Kota Seberang,\n";
    import::institutions(&office.db, newcomer.as_bytes(), office.now())
        .await
        .unwrap();
    let across = office.appoint("Eko", "koordinator BARU").await;
    for (who, typed, said) in [
        (boss, "/rekap 2026-09", "tidak ada siaran"),
        (boss, "/rekap 2026-12", "Bulan Desember 2026 belum mulai"),
        (boss, "/rekap desember", "tahun dan bulan"),
        (boss, "/rekap kemarin", "tahun dan bulan"),
        (&across, "/rekap 2026-11", "tidak ada siaran"),
        (&staff.author, "/rekap 2026-11", "koordinator"),
    ] {
        let refused = office.say(who, typed).await;
        assert!(refused.contains(said), "{typed}: {refused}");
    }
    office.close().await;
}
