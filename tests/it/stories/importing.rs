//! `/impor`: the registry from a file that an owner sends.

use std::io::{Cursor, Write as _};
use std::time::Duration;

use satupintu_simulator::{Fault, Post, User};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::office::Office;

const SECOND: Duration = Duration::from_secs(1);
const HEADER: &str = "kode,nama,kategori,wilayah,induk";
const CHATS: &str = "kode,chat_id,jenis,topik";

fn named(name: &str, bytes: &[u8]) -> Post {
    Post::document(name, bytes).caption("/impor")
}

fn csv(text: &str) -> Post {
    named("daftar.csv", text.as_bytes())
}

/// Sends a file; the answer that follows the first word.
async fn import(office: &Office, user: &User, post: impl Into<Post>) -> String {
    let before = user.inbox().len();
    user.send_private(post);
    office.advance(SECOND * 5).await;
    let texts: Vec<String> = user.inbox().into_iter().map(|it| it.text).collect();
    assert!(
        texts[before].contains("Berkas diterima, sedang diperiksa"),
        "{texts:?}"
    );
    texts[before + 1..].join("\n---\n")
}

async fn institutions(office: &Office) -> i64 {
    office.count("select count(*) from institution").await
}

fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    let mut sheet = String::new();
    for (at, cells) in (1..).zip(rows) {
        sheet.push_str(&format!(r#"<row r="{at}">"#));
        for (text, column) in cells.iter().zip('A'..) {
            let cell = format!(r#"<c r="{column}{at}" t="inlineStr"><is><t>{text}</t></is></c>"#);
            sheet.push_str(&cell);
        }
        sheet.push_str("</row>");
    }
    let relation = |kind: &str, target: &str| {
        format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>"#
        )
    };
    zipped(&[
        ("_rels/.rels", relation("officeDocument", "xl/workbook.xml")),
        (
            "xl/_rels/workbook.xml.rels",
            relation("worksheet", "worksheets/sheet1.xml"),
        ),
        (
            "xl/workbook.xml",
            r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Daftar" sheetId="1" r:id="rId1"/></sheets></workbook>"#.to_owned(),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!(
                r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{sheet}</sheetData></worksheet>"#
            ),
        ),
    ])
}

fn zipped(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_sees_what_a_file_would_change_and_applies_it() {
    let office = Office::of_parepare().await;
    let before = institutions(&office).await;
    let stored = "select code || '|' || name || '|' || category || '|' || region from institution \
                  where parent is null order by code limit 1";
    let stored = office.texts(stored).await.remove(0);
    let root: Vec<&str> = stored.split('|').collect();
    let text = format!(
        "{HEADER}\n{},Pusat Informasi,{},{},\nBARU-1,Lembaga Baru,opd,Kota Parepare,{}\n",
        root[0], root[2], root[3], root[0]
    );
    let preview = import(&office, &office.owner, csv(&text)).await;
    assert!(preview.starts_with("Pratinjau impor: daftar.csv\n1 baris baru, 1 berubah, 0 tetap."));
    let renamed = format!("✎ {}: nama “{}” → “Pusat Informasi”", root[0], root[1]);
    assert!(preview.contains(&renamed), "{preview}");
    assert!(preview.contains("＋ BARU-1: Lembaga Baru"), "{preview}");
    assert_eq!(
        institutions(&office).await,
        before,
        "a look changes nothing"
    );

    office.press(&office.owner, "Terapkan").await;
    office.moment().await;
    assert_eq!(institutions(&office).await, before + 1);
    let last = office.last_said_to(&office.owner);
    assert!(last.starts_with("✅ Impor diterapkan: daftar.csv\n1 baris baru, 1 berubah"));
    assert!(last.contains("/tautan"), "{last}");
    let events = "select count(*) from event e join person p on p.id = e.actor \
                  where e.kind = 'roster.imported'";
    assert_eq!(office.count(events).await, 1);

    // The same again has nothing to apply; its button is no good any more.
    let again = import(&office, &office.owner, csv(&text)).await;
    assert!(again.contains("Tidak ada yang perlu diterapkan"), "{again}");
    assert_eq!(office.count("select count(*) from roster_preview").await, 0);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_that_is_wrong_is_told_with_line_and_column() {
    let office = Office::of_parepare().await;
    let before = institutions(&office).await;
    let text = format!(
        "{HEADER}\nA,,opd,Kota,\nA,Satu,opdd,Kota,\nB,Dua,opd,Kota,B\nC,Tiga,opd,Kota,TAK-ADA\n"
    );
    let told = import(&office, &office.owner, csv(&text)).await;
    for line in [
        "Tidak dapat diimpor: daftar.csv",
        "Baris 2, kolom nama: kosong; harus diisi",
        "Baris 3, kolom kode: kode A sudah ada di baris 2",
        "Baris 3, kolom kategori: \"opdd\" bukan kategori; maksud Anda \"opd\"?",
        "Baris 4, kolom induk: B tidak dapat menjadi induknya sendiri",
        "Baris 5, kolom induk: TAK-ADA tidak ada di berkas ini maupun di daftar lembaga",
        "5 kesalahan.",
    ] {
        assert!(told.contains(line), "{line:?} in {told}");
    }
    assert!(office.owner.last().unwrap().labels().is_empty());
    assert_eq!(institutions(&office).await, before);

    // More than fit a message come as a text, too.
    let many: String = (0..500).map(|at| format!("X{at},,opd,Kota,\n")).collect();
    let told = import(&office, &office.owner, csv(&format!("{HEADER}\n{many}"))).await;
    assert!(told.contains(" lagi"), "{told}");
    assert!(told.contains("500 kesalahan"), "{told}");
    let sent = office.sim.calls_of("sendDocument");
    assert_eq!(sent.len(), 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn chats_are_imported_with_their_officers_and_another_ones_chat_is_refused() {
    let office = Office::of_parepare().await;
    let codes = Office::codes("bakohumas-parepare");
    let taken = office.import_groups(&codes[..1]).await.remove(0);
    let group = office.sim.group("Humas");
    let officer = office.sim.user("Wati").create();
    let text = format!(
        "{CHATS}\n{},{},grup,\n{},{},pribadi,\n",
        codes[1],
        group.id(),
        codes[1],
        officer.id()
    );
    let preview = import(&office, &office.owner, csv(&text)).await;
    assert!(preview.contains("2 baris baru, 0 berubah"), "{preview}");
    let line = format!(
        "＋ {}: pribadi {}; orangnya menjadi petugas",
        codes[1],
        officer.id()
    );
    assert!(preview.contains(&line), "{preview}");
    office.press(&office.owner, "Terapkan").await;
    let officers = "select count(*) from role_grant where role = 'officer' and state = 'active'";
    assert_eq!(office.count(officers).await, 1);
    assert_eq!(office.count("select count(*) from chat").await, 3);

    let text = format!("{CHATS}\n{},{},grup,\n", codes[1], taken.id());
    let told = import(&office, &office.owner, csv(&text)).await;
    assert!(
        told.contains("Baris 2, kolom chat_id: sudah terdaftar untuk "),
        "{told}"
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_an_owner_may_and_only_in_private_and_the_usage_is_told() {
    let office = Office::with_roster("bakohumas-parepare")
        .second_owner("Made Wirawan")
        .open()
        .await;
    let staff = office.staff().await;
    let text = format!("{HEADER}\nBARU-1,Lembaga Baru,opd,Kota Parepare,\n");
    for user in [&staff.coordinator, &staff.author] {
        office.send(user, csv(&text)).await;
        let told = office.last_said_to(user);
        assert!(told.contains("pemilik"), "{told}");
    }
    assert!(office.sim.calls_of("getFile").is_empty());
    let told = office.say(&office.owner, "/impor").await;
    assert!(told.contains("dengan keterangan /impor"), "{told}");
    let group = office.sim.group("Humas");
    group.add_admin(&office.owner);
    group.add_bot(&office.owner);
    let before = group.inbox().len();
    group.send(&office.owner, csv(&text));
    office.advance(SECOND * 10).await;
    assert!(group.inbox().len() > before);
    assert!(office.sim.calls_of("getFile").is_empty());

    // In reply to the document works as well.
    let sent = office
        .owner
        .send_private(Post::document("daftar.csv", text.as_bytes()));
    office.moment().await;
    let reply = Post::text("/impor").reply_to(sent);
    let preview = import(&office, &office.owner, reply).await;
    assert!(preview.contains("1 baris baru"), "{preview}");

    // Another owner cannot apply it, nor somebody who is none, with a forged button.
    let message = office.owner.last().unwrap();
    let data = message.button("Terapkan").unwrap().data.clone().unwrap();
    let before = institutions(&office).await;
    let other = office.other_owner.clone().unwrap();
    for user in [&other, &staff.coordinator] {
        office.say(user, "/bantuan").await;
        let own = user.last().unwrap();
        let told = office.press_data(user, &own, &data).await;
        assert!(!told.is_empty());
    }
    assert_eq!(institutions(&office).await, before);
    office.press(&office.owner, "Terapkan").await;
    assert_eq!(institutions(&office).await, before + 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_is_void_after_its_time_or_a_newer_one_or_batal() {
    let office = Office::of_parepare().await;
    let before = institutions(&office).await;
    let text = format!("{HEADER}\nBARU-1,Lembaga Baru,opd,Kota Parepare,\n");
    import(&office, &office.owner, csv(&text)).await;
    let old = office.owner.last().unwrap();
    office.advance(SECOND * 3601).await;
    let told = office.press_on(&office.owner, &old, "Terapkan").await;
    assert!(told.contains("tidak berlaku lagi"), "{told}");

    import(&office, &office.owner, csv(&text)).await;
    let older = office.owner.last().unwrap();
    import(&office, &office.owner, csv(&text)).await;
    let told = office.press_on(&office.owner, &older, "Terapkan").await;
    assert!(told.contains("tidak berlaku lagi"), "{told}");
    office.press(&office.owner, "Batal").await;
    office.moment().await;
    let told = office.last_said_to(&office.owner);
    assert!(told.contains("dibatalkan"), "{told}");
    assert_eq!(institutions(&office).await, before);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_applied_is_what_was_shown_or_nothing() {
    let office = Office::of_parepare().await;
    let text = format!("{HEADER}\nBARU-1,Lembaga Baru,opd,Kota Parepare,\n");
    import(&office, &office.owner, csv(&text)).await;
    // Meanwhile somebody else brings it in by another name.
    let other = format!("{HEADER}\nBARU-1,Nama Lain,opd,Kota Parepare,\n");
    satupintu::app::import::institutions(&office.db, other.as_bytes(), office.now())
        .await
        .unwrap();
    office.press(&office.owner, "Terapkan").await;
    office.moment().await;
    let name = "select name from institution where code = 'BARU-1'";
    assert_eq!(office.texts(name).await, ["Nama Lain"]);
    let said = office.said_to(&office.owner);
    assert!(said.contains("belum ada yang diterapkan"), "{said}");
    let fresh = office.last_said_to(&office.owner);
    assert!(
        fresh.contains("nama “Nama Lain” → “Lembaga Baru”"),
        "{fresh}"
    );
    office.press(&office.owner, "Terapkan").await;
    assert_eq!(office.texts(name).await, ["Lembaga Baru"]);
    office.close().await;
}

/// What the turn's row says now, and whether the bot has had it all the time.
async fn epoch(office: &Office) -> i64 {
    office.count("select epoch from leader").await
}

/// The largest file there may be is applied, and the leader keeps its turn of the usual length meanwhile:
/// it is renewed between the portions. This takes as long as twice 20,000 rows take in a debug build.
#[tokio::test(flavor = "multi_thread")]
async fn twenty_thousand_rows_do_not_cost_the_leader_its_turn() {
    let office = Office::with_roster("").open().await;
    let before = epoch(&office).await;
    let count: i64 = 20_000;
    let mut lists = [format!("{HEADER}\n"), format!("{CHATS}\n")];
    for at in 0..count {
        let above = match at {
            0 => String::new(),
            at => format!("K-{}", at / 30),
        };
        let region = at % 514;
        lists[0].push_str(&format!(
            "K-{at},Dinas Komunikasi ke-{at},opd,Kota {region},{above}\n"
        ));
        let (chat, kind) = match at % 2 {
            0 => (-1_000_000 - at, "grup"),
            _ => (1_000_000_000 + at, "pribadi"),
        };
        lists[1].push_str(&format!("K-{at},{chat},{kind},\n"));
    }
    for (list, table) in lists.iter().zip(["institution", "chat"]) {
        let preview = import(&office, &office.owner, csv(list)).await;
        assert!(preview.contains("20.000 baris baru"), "{preview}");
        office.press(&office.owner, "Terapkan").await;
        // It is answered at once, and done after that.
        while office.count("select count(*) from errand").await > 0 {
            tokio::time::sleep(SECOND / 20).await;
        }
        office.moment().await;
        let told = office.last_said_to(&office.owner);
        assert!(told.starts_with("✅ Impor diterapkan"), "{told}");
        let sql = format!("select count(*) from {table}");
        assert_eq!(office.count(&sql).await, count);
    }
    let officers = "select count(*) from role_grant where role = 'officer' and state = 'active'";
    assert_eq!(office.count(officers).await, count / 2);
    assert_eq!(epoch(&office).await, before, "the turn was lost on the way");
    for table in ["staged_institution", "staged_chat"] {
        let sql = format!("select count(*) from {table}");
        assert_eq!(office.count(&sql).await, 0, "{table}");
    }
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn terapkan_pressed_twice_is_done_once() {
    let office = Office::of_parepare().await;
    let text = format!("{HEADER}\nBARU-1,Lembaga Baru,opd,Kota Parepare,\n");
    import(&office, &office.owner, csv(&text)).await;
    let preview = office.owner.last().unwrap();
    for _ in 0..2 {
        office.owner.press(&preview, "Terapkan").unwrap();
    }
    office.moment().await;
    let events = "select count(*) from event e join person p on p.id = e.actor \
                  where e.kind = 'roster.imported'";
    assert_eq!(office.count(events).await, 1);
    let told = office.last_said_to(&office.owner);
    assert!(told.starts_with("✅ Impor diterapkan"), "{told}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_cannot_be_done_is_told_in_the_end_and_nothing_of_it_is() {
    let office = Office::of_parepare().await;
    let before = institutions(&office).await;
    let text = format!("{HEADER}\nBARU-1,Lembaga Baru,opd,Kota Parepare,\n");
    import(&office, &office.owner, csv(&text)).await;
    // What was kept is broken by the time it is wanted.
    let broken = "update roster_preview set file = '{' returning file";
    assert_eq!(office.texts(broken).await, ["{"]);
    office.press(&office.owner, "Terapkan").await;
    assert!(
        office
            .last_said_to(&office.owner)
            .contains("Sedang diterapkan")
    );
    office.advance(SECOND * 300).await;
    let told = office.last_said_to(&office.owner);
    assert!(told.contains("Impor belum diterapkan"), "{told}");
    assert_eq!(institutions(&office).await, before);
    assert_eq!(office.count("select count(*) from errand").await, 0);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_read_however_they_were_saved() {
    let office = Office::of_parepare().await;
    let rows: [&[&str]; 2] = [
        &["kode", "nama", "kategori", "wilayah", "induk"],
        &["XLSX-1", "Dinas Buku Kerja", "opd", "Kota Parepare"],
    ];
    let semicolons =
        "\u{feff}kode;nama;kategori;wilayah;induk\r\nCSV-1;\"Dinas A, B\";opd;Kota Parepare;\r\n";
    let windows = [
        HEADER.as_bytes(),
        b"\nWIN-1,Caf\xe9 \x93Satu\x94,opd,Kota Parepare,\n",
    ]
    .concat();
    let wide: Vec<u8> = format!("\u{feff}{HEADER}\nUTF-16,Dua Bita,opd,Kota Parepare,\n")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for (name, bytes, expected) in [
        (
            "daftar.xlsx",
            workbook(&rows),
            "＋ XLSX-1: Dinas Buku Kerja",
        ),
        (
            "daftar.csv",
            semicolons.as_bytes().to_vec(),
            "＋ CSV-1: Dinas A, B",
        ),
        ("ansi.csv", windows, "＋ WIN-1: Café “Satu”"),
        ("unicode.txt", wide, "＋ UTF-16: Dua Bita"),
    ] {
        let preview = import(&office, &office.owner, named(name, &bytes)).await;
        assert!(preview.contains(expected), "{name}: {preview}");
        office.press(&office.owner, "Terapkan").await;
        office.moment().await;
    }
    let names = "select name from institution where code in ('XLSX-1', 'CSV-1', 'WIN-1', 'UTF-16') \
                 order by name";
    assert_eq!(office.texts(names).await.len(), 4);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_list_gets_a_clear_answer() {
    let office = Office::of_parepare().await;
    let pixels: Vec<u8> = (0..=255).cycle().take(9000).collect();
    let picture = [b"\x89PNG\r\n\x1a\n", pixels.as_slice()].concat();
    let some_zip = zipped(&[("rapat.txt", "Rapat".to_owned())]);
    for (name, bytes, expected) in [
        ("daftar.csv", picture, "bukan berkas CSV maupun Excel"),
        ("daftar.xlsx", some_zip, "bukan buku kerja Excel"),
        ("daftar.csv", b"\n\n".to_vec(), "tidak ada baris data"),
        (
            "daftar.csv",
            b"tanggal,acara\n1,2\n".to_vec(),
            "baris judul tidak dikenali",
        ),
        (
            "daftar.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(),
            "Excel lama (.xls)",
        ),
    ] {
        let told = import(&office, &office.owner, named(name, &bytes)).await;
        assert!(told.contains(expected), "{name}: {told}");
    }
    // Fifty megabytes are refused before anything is fetched.
    let fetched = office.sim.calls_of("getFile").len();
    office
        .send(&office.owner, csv(HEADER).size(50 * 1024 * 1024))
        .await;
    let told = office.last_said_to(&office.owner);
    assert!(told.contains("lebih dari 10 MB"), "{told}");
    assert_eq!(office.sim.calls_of("getFile").len(), fetched);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_download_that_breaks_is_tried_again_and_in_the_end_told() {
    let office = Office::of_parepare().await;
    let text = format!("{HEADER}\nBARU-1,Lembaga Baru,opd,Kota Parepare,\n");
    let cut = Fault::cut_before().method("download").times(2);
    let cut = office.sim.fault(cut);
    import(&office, &office.owner, csv(&text)).await;
    office.advance(SECOND * 20).await;
    assert_eq!(cut.hits(), 2);
    assert!(office.last_said_to(&office.owner).contains("1 baris baru"));

    let broken = office.sim.fault(Fault::bad_gateway().method("download"));
    import(&office, &office.owner, csv(&text)).await;
    office.advance(SECOND * 300).await;
    assert_eq!(broken.hits(), 5);
    let told = office.last_said_to(&office.owner);
    assert!(told.contains("tidak dapat diambil dari Telegram"), "{told}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_no_owner_any_more_hears_nothing_of_the_registry() {
    let mut office = Office::with_roster("bakohumas-parepare")
        .second_owner("Made Wirawan")
        .open()
        .await;
    let text = format!("{HEADER}\nBARU-1,Lembaga Baru,opd,Kota Parepare,\n");
    let owner = office.owner.clone();
    import(&office, &owner, csv(&text)).await;
    let preview = owner.last().unwrap();
    let other = office.other_owner.clone().unwrap();
    office.stop().await;
    office.set_owners(&other.id().to_string());
    office.start();
    office.settle().await;
    let before = institutions(&office).await;
    let told = office.press_on(&owner, &preview, "Terapkan").await;
    assert!(told.contains("pemilik"), "{told}");
    assert_eq!(institutions(&office).await, before);
    office.close().await;
}
