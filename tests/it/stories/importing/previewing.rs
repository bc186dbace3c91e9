//! What a file would change, before anybody says yes.

use satupintu_simulator::Post;

use super::{CHATS, HEADER, SECOND, csv, import, institutions};
use crate::office::Office;

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
