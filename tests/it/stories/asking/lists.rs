//! `/gagal`, filters of lists, and the page of an institution that a list leads to.

use std::time::Duration;

use satupintu_simulator::{Chat, Fault};

use super::{SECOND, entries, turn};
use crate::office::{Office, copies};

/// How often a group was reminded.
fn reminded(group: &Chat) -> usize {
    let all = group.inbox();
    all.iter()
        .filter(|it| it.text.starts_with("⏰ PENGINGAT"))
        .count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_narrowed_by_words_and_buttons_and_stays_so_while_it_is_turned() {
    let office = Office::with_roster("bakohumas-kaltim").open().await;
    let staff = office.staff().await;
    office
        .import_groups(&Office::codes("bakohumas-kaltim"))
        .await;
    office.announce(&staff, "Banjir.").await;
    office.advance(SECOND * 10).await;
    let boss = &staff.coordinator;

    // Typed: a category, then its second page.
    let list = office.say(boss, "/belum 1 OPD").await;
    assert!(
        list.contains("45 dari 129 lembaga · kategori OPD\n"),
        "{list}"
    );
    assert!(list.contains("Halaman 1/2"), "{list}");
    let second = turn(&office, boss, "Berikutnya").await;
    assert!(second.text.contains("45 dari 129 lembaga · kategori OPD\n"));
    assert_eq!(entries(&second).len(), 20, "{}", second.text);

    // Words and regions, in either way of writing; a category that nobody knows is a word.
    for (typed, heading, names) in [
        (
            "opd balikpapan",
            "2 dari 129 lembaga · kategori OPD · “balikpapan”",
            vec![
                "Dinas Komunikasi dan Informatika Kota Balikpapan",
                "RSUD dr. Kanujoso Djatiwibowo Balikpapan",
            ],
        ),
        (
            "kategori=penyelenggara-pemilu wilayah=\"Kota Bontang\"",
            "2 dari 129 lembaga · kategori Penyelenggara pemilu · wilayah Kota Bontang",
            vec!["Bawaslu Kota Bontang", "KPU Kota Bontang"],
        ),
        (
            "wilayah:bontang kpu",
            "1 dari 129 lembaga · wilayah Kota Bontang · “kpu”",
            vec!["KPU Kota Bontang"],
        ),
    ] {
        let list = office.say(boss, &format!("/belum 1 {typed}")).await;
        assert!(list.contains(heading), "{typed}: {list}");
        let found = entries(&boss.last().unwrap());
        let found: Vec<&str> = found.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(found, names, "{typed}: {list}");
    }
    // What is left out is named there, or it is refused: else nothing would be left out.
    for (typed, said) in [
        ("-opd", "84 dari 129 lembaga · kecuali kategori OPD"),
        (
            "-wilayah:bontang",
            " dari 129 lembaga · kecuali wilayah Kota Bontang",
        ),
        (
            "-wilayah:Zamboanga",
            "Tidak ada lembaga di wilayah “Zamboanga”",
        ),
        ("-RAJA", "Tidak ada lembaga dengan kode “RAJA”"),
    ] {
        let list = office.say(boss, &format!("/belum 1 {typed}")).await;
        assert!(list.contains(said), "{typed}: {list}");
    }
    let refused = office.say(boss, "/belum 1 daerah:Bontang").await;
    assert!(
        refused.contains("Saringan “daerah” tidak dikenal"),
        "{refused}"
    );

    // Nothing fits: what to do is said, and is one press away.
    let nobody = office.say(boss, "/belum 1 opd zamboanga").await;
    assert!(
        nobody.contains("tidak ada yang cocok dengan kategori OPD · “zamboanga”"),
        "{nobody}"
    );
    let all = turn(&office, boss, "Hapus saringan").await;
    assert!(all.text.contains("\n129 lembaga\n"), "{}", all.text);

    // By buttons: of each category and region as many as there are.
    let menu = turn(&office, boss, "🔎 Saring").await;
    assert!(
        menu.button("Instansi vertikal (18)").is_some(),
        "{:?}",
        menu.labels()
    );
    let list = turn(&office, boss, "Penyelenggara pemilu (22)").await;
    assert!(
        list.text
            .contains("22 dari 129 lembaga · kategori Penyelenggara pemilu"),
        "{}",
        list.text
    );
    turn(&office, boss, "🔎 Saring").await;
    let regions = turn(&office, boss, "📍 Wilayah").await;
    assert!(
        regions.button("Kota Bontang (2)").is_some(),
        "{:?}",
        regions.labels()
    );
    let narrow = turn(&office, boss, "Kota Bontang (2)").await;
    let heading = "2 dari 129 lembaga · kategori Penyelenggara pemilu · wilayah Kota Bontang";
    assert!(narrow.text.contains(heading), "{}", narrow.text);

    // Its filter is its reader's own.
    let data = narrow.button("1").unwrap().data.clone().unwrap();
    let leaf = data.rsplit(':').next().unwrap();
    office.say(&staff.author, "/status 1").await;
    let card = staff.author.last().unwrap();
    let forged = office
        .press_data(&staff.author, &card, &format!("v:{leaf}"))
        .await;
    assert!(forged.contains("tidak berlaku"), "{forged}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_failed_is_listed_with_its_reason_and_what_to_do() {
    let office = Office::with_roster("bakohumas-parepare")
        .setting("OUTBOX__RETRY_UNKNOWN", r#"["2s"]"#)
        .open()
        .await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let army = office.join_group("KODIM-1405").await;
    office.join_group("DINKES-PAREPARE").await;
    let kicked = "Forbidden: bot was kicked from the group chat";
    let fault = Fault::refuse(403, kicked).method("sendMessage");
    office.sim.fault(fault.chat(police.id()));
    let fault = Fault::cut_after().method("sendMessage").once();
    office.sim.fault(fault.chat(army.id()));
    office.announce(&staff, "Banjir.").await;
    office.advance(SECOND * 30).await;
    let boss = &staff.coordinator;

    let card = office.say(boss, "/status 1").await;
    assert!(card.contains("\nGagal 1\n"), "{card}");
    let list = turn(&office, boss, "❌ Gagal").await;
    for line in [
        "Pengiriman bermasalah: Siaran No. 1/2026",
        "2 lembaga",
        "1. Kodim 1405/Mallusetasi (KODIM-1405)",
        "2. Polres Parepare (POLRES-PAREPARE)",
    ] {
        assert!(
            list.text.lines().any(|it| it == line),
            "{line}: {}",
            list.text
        );
    }
    let text = &list.text;
    assert!(text.contains(": mungkin menerima dua kali\n"), "{text}");
    assert!(text.contains(": tidak dapat dijangkau\n"), "{text}");
    assert!(
        text.contains("Minta lembaganya memasukkan bot kembali"),
        "{text}"
    );
    let narrow = office.say(boss, "/gagal 1 polres").await;
    assert!(narrow.contains("1 dari 2 lembaga · “polres”"), "{narrow}");
    assert!(!narrow.contains("Kodim"), "{narrow}");

    // What an institution's own group asks is about that one; others have nothing to see there.
    let member = office.member(&army, "Hasan");
    let own = office.ask_in(&army, &member, "/gagal 1").await;
    assert!(own.text.contains("• Kodim 1405"), "{}", own.text);
    assert!(own.button("1").is_none() && !own.text.contains("Polres"));

    office.sim.clear_faults();
    office.announce(&staff, "Surut.").await;
    // Coordinators have been told of the lost group by then.
    office.a_minute().await;
    let none = office.say(boss, "/gagal 2 opd").await;
    assert!(none.contains("tidak ada pengiriman yang gagal"), "{none}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tap_on_an_institution_shows_how_it_stands_there_and_reminds_it_alone() {
    let plan = Office::with_roster("bakohumas-parepare");
    let office = plan.setting("REMINDERS__MAX_PER_CHAT", "2").open().await;
    let staff = office.staff().await;
    let far = office.appoint("Dodi", "koordinator BPS-PAREPARE").await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let army = office.join_group("KODIM-1405").await;
    office.officer("Siti", "POLRES-PAREPARE").await;
    let hasan = office.member(&police, "Hasan");
    for text in ["Satu.", "Dua."] {
        office.announce(&staff, text).await;
        office.advance(SECOND * 20).await;
        if text == "Satu." {
            let copy = copies(&police, "1/2026").pop().unwrap();
            office.press_on(&hasan, &copy, "Diterima").await;
        }
    }
    let (boss, police_page) = (&staff.coordinator, "2");
    office.say(boss, "/belum 2 tni-polri").await;
    let page = turn(&office, boss, police_page).await;
    let text = &page.text;
    for words in [
        "Polres Parepare\nKode: POLRES-PAREPARE\nTNI/Polri · Kota Parepare\n",
        "\nSiaran No. 2/2026\nDua.\nSampai 16 November 2026 ",
        "\nBelum mengonfirmasi, batas 17 November 2026 ",
        "\nBelum pernah diingatkan\n",
        ": terkirim 16 November 2026 ",
        "\nPetugas: 1\n• Siti\n",
        "\nSiaran sebelumnya\n• No. 1/2026 · Satu.: dikonfirmasi dalam ",
    ] {
        assert!(text.contains(words), "{words:?}: {text}");
    }

    // That one alone; then why not again, and never after it has confirmed.
    let said = office.press(boss, "⏰ Ingatkan").await;
    assert_eq!(said, "1 lembaga diingatkan.");
    office.moment().await;
    assert_eq!((reminded(&police), reminded(&army)), (1, 0));
    let said = office.press(boss, "⏰ Ingatkan").await;
    assert!(
        said.starts_with("Lembaga ini baru saja diingatkan."),
        "{said}"
    );
    let by_hand = "select count(*) from event where kind = 'confirmation.reminded' \
                   and actor is not null";
    assert_eq!(office.count(by_hand).await, 1);
    let remind = page.button("⏰ Ingatkan").unwrap().data.clone().unwrap();
    let copy = copies(&police, "2/2026").pop().unwrap();
    office.press_on(&hasan, &copy, "Diterima").await;
    office.advance(Duration::from_secs(180)).await;
    let said = office.press(boss, "⏰ Ingatkan").await;
    assert!(said.contains("sudah mengonfirmasi"), "{said}");
    assert_eq!(reminded(&police), 1);

    // "Kembali" leads to the same list through the same filter; it has become shorter.
    let back = turn(&office, boss, "‹ Kembali").await;
    assert!(
        back.text
            .contains("1 dari 1 lembaga · kategori TNI/Polri\n"),
        "{}",
        back.text
    );
    office.say(boss, "/sudah 2").await;
    let page = turn(&office, boss, "1").await;
    assert!(page.text.contains("oleh Hasan ("), "{}", page.text);
    // The audience stays as it was; who has gone since is not said to be unknown.
    let gone = "update institution set active = 0 where code = 'POLRES-PAREPARE'";
    office.alter(gone).await;
    office.say(boss, "/sudah 2").await;
    let said = office.press(boss, "1").await;
    assert!(
        said.contains("POLRES-PAREPARE sudah dinonaktifkan"),
        "{said}"
    );
    assert!(
        page.text.contains("Diingatkan 1 kali, terakhir"),
        "{}",
        page.text
    );
    assert!(page.button("⏰ Ingatkan").is_none());

    // Not by those whose scope does not hold it, and in private only.
    office.say(&far, "/status 2").await;
    let own = office.press_data(&far, &far.last().unwrap(), &remind).await;
    assert!(!own.contains("diingatkan."), "{own}");
    assert_eq!(reminded(&police), 1);
    let opened = remind.replacen('g', "z", 1);
    let refused = office.press_data(&far, &far.last().unwrap(), &opened).await;
    assert!(!refused.is_empty() && !far.last().unwrap().text.contains("Polres"));
    let copy = copies(&army, "2/2026").pop().unwrap();
    let member = office.member(&army, "Rudi");
    let refused = office.press_data(&member, &copy, &opened).await;
    assert!(refused.contains("percakapan pribadi"), "{refused}");

    // A correction begins no new count: what will not be said is not promised, nor recorded.
    let recorded = "select count(*) from event where kind = 'confirmation.reminded' \
                    and institution = 'KODIM-1405'";
    office.say(boss, "/belum 2 kodim").await;
    turn(&office, boss, "1").await;
    for _ in 0..2 {
        let said = office.press(boss, "⏰ Ingatkan").await;
        assert_eq!(said, "1 lembaga diingatkan.");
        office.advance(Duration::from_secs(180)).await;
    }
    let page = boss.last().unwrap();
    office.say(&staff.author, "/ralat 2 Dua, tetap.").await;
    office.moment().await;
    office.submit_and_approve(&staff).await;
    office.advance(SECOND * 20).await;
    let said = office.press_on(boss, &page, "⏰ Ingatkan").await;
    assert!(
        said.starts_with("Lembaga ini sudah diingatkan 2 kali"),
        "{said}"
    );
    assert_eq!((reminded(&army), office.count(recorded).await), (2, 2));
    office.close().await;
}
