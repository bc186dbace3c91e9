//! Exercises: marked wherever they are seen, numbered apart, in no list of real announcements.

use std::time::Duration;

use satupintu_simulator::User;

use crate::office::Office;

const SECOND: Duration = Duration::from_secs(1);
const MARK: &str = "LATIHAN";

/// What a press of `label` would send, in the newest message to somebody that has it.
fn data(user: &User, label: &str) -> (satupintu_simulator::SentMessage, String) {
    let inbox = user.inbox();
    let found = inbox.into_iter().rev().find_map(|message| {
        let data = message.button(label)?.data.clone()?;
        Some((message, data))
    });
    found.unwrap_or_else(|| panic!("no button {label:?}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_drill_says_so_everywhere_and_has_a_number_of_its_own() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let army = office.join_group("KODIM-1405").await;
    office.announce(&staff, "Rapat.").await;
    office.moment().await;

    let author = &staff.author;
    office
        .say(
            author,
            "/siaran latihan sifat=darurat\nBanjir di Bau Massepe.",
        )
        .await;
    office.press(author, "Ajukan").await;
    office.advance(SECOND * 5).await;
    assert!(office.last_said_to(author).starts_with(MARK));
    let request = staff.approver.last().unwrap();
    assert!(request.text.starts_with(MARK), "{}", request.text);
    assert!(request.labels()[0].contains(MARK), "{:?}", request.labels());
    office.press(&staff.approver, "Setujui").await;
    office.moment().await;
    let question = office.sim.message(&request).unwrap();
    assert!(question.text.starts_with(MARK), "{}", question.text);
    assert_eq!(question.labels()[0], "📢 Ya, kirim · LATIHAN");
    office.press(&staff.approver, "Ya, kirim").await;
    office.advance(SECOND * 5).await;

    let settled = office.sim.message(&request).unwrap().text;
    assert!(settled.starts_with(MARK), "{settled}");
    assert!(settled.contains("Siaran No. LATIHAN 1/2026"), "{settled}");
    let bar = office.last_said_to(author);
    assert!(bar.starts_with("Siaran No. LATIHAN 1/2026\n"), "{bar}");
    let copy = police.last().unwrap();
    let heading = "LATIHAN — bukan kejadian sebenarnya\nSIARAN RESMI No. LATIHAN 1/2026\n";
    assert!(copy.text.starts_with(heading), "{}", copy.text);
    assert!(copy.text.ends_with("bukan kejadian sebenarnya"));
    assert_eq!(copy.labels(), ["✅ Diterima · LATIHAN"]);
    let officer = office.sim.user("Hasan").create();
    police.add_member(&officer);
    office.advance(SECOND * 60 * 7).await;
    let pop_up = office.press_on(&officer, &copy, "Diterima").await;
    assert!(pop_up.starts_with("LATIHAN. Terima kasih"), "{pop_up}");
    office.advance(SECOND * 3).await;
    let shown = police.last().unwrap().labels();
    assert_eq!(shown, ["✅ Diterima · Hasan (1) · LATIHAN"]);

    // The real ones go on without a gap, and a bare number means one of them.
    office.announce(&staff, "Apel besok.").await;
    office.moment().await;
    assert!(office.last_in(&army).starts_with("SIARAN RESMI No. 2/2026"));
    let asks = &staff.coordinator;
    let list = office.say(asks, "/status").await;
    assert!(list.contains("Rapat.") && list.contains("Apel besok."));
    assert!(!list.contains("Banjir"), "{list}");
    let real = office.say(asks, "/status 1").await;
    assert!(real.contains("Rapat.") && !real.contains(MARK), "{real}");
    let drills = office.say(asks, "/status latihan").await;
    assert!(
        drills.contains("LATIHAN 1/2026 · Darurat · Banjir"),
        "{drills}"
    );
    assert!(!drills.contains("Rapat."), "{drills}");
    let card = office.say(asks, "/status latihan 1").await;
    for line in [
        "Siaran No. LATIHAN 1/2026",
        "Diterima 1/2",
        "Hasil latihan",
        "Dijangkau 2/2 lembaga",
        "Paling lambat 7 menit: Polres Parepare",
        "Belum mengonfirmasi 1: Kodim 1405/Mallusetasi",
    ] {
        assert!(card.contains(line), "{line}: {card}");
    }
    let missing = office.say(asks, "/belum LATIHAN 1/2026").await;
    assert!(missing.contains("Siaran No. LATIHAN 1/2026"), "{missing}");
    assert!(missing.contains("Kodim 1405"), "{missing}");
    let unknown = office.say(asks, "/status latihan 2").await;
    assert!(unknown.contains("LATIHAN 2"), "{unknown}");
    assert!(office.say(asks, "/status 3").await.contains("3"));
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_drill_is_in_no_record_of_real_confirmations_and_deliveries() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let hasan = office.officer("Hasan", "POLRES-PAREPARE").await;
    office.announce(&staff, "latihan\nBanjir.").await;
    office.moment().await;
    let copy = police.last().unwrap();
    office.press_on(&hasan, &copy, "Diterima").await;
    office
        .announce(&staff, "latihan konfirmasi=disebarluaskan\nGempa.")
        .await;
    office.moment().await;
    let none = office.say(&staff.coordinator, "/status latihan 2").await;
    assert!(none.contains("\nBelum ada lembaga yang menyebarluaskan.\n"));
    let reader = office.member(&police, "Wati");
    office.advance(SECOND * 60 * 5).await;
    let link = office.evidence_link(&reader, &police.last().unwrap()).await;
    office.open_link(&reader, &link).await;
    office.say(&reader, "Dibacakan pada apel.").await;
    let told = office.say(&staff.coordinator, "/status latihan 2").await;
    let line = "\nDisebarluaskan 1/1, separuhnya dalam 5 menit\n";
    assert!(told.contains(line), "{told}");
    let asks = &staff.coordinator;
    let page = office.say(asks, "/lembaga POLRES-PAREPARE").await;
    assert!(!page.contains(MARK) && !page.contains("1/2026"), "{page}");
    for button in ["💬 Humas POLRES-PAREPARE", "👤 Hasan"] {
        office.say(asks, "/lembaga POLRES-PAREPARE").await;
        office.press(asks, button).await;
        office.moment().await;
        let page = office.last_said_to(asks);
        assert!(!page.contains(MARK) && !page.contains("1/2026"), "{page}");
    }
    assert!(
        office
            .say(asks, "/status")
            .await
            .contains("Belum ada siaran")
    );
    // An institution of its own sees it where it asks for it.
    let told = office.ask_in(&police, &hasan, "/status latihan 1").await;
    assert!(told.text.contains("Diterima 1/1"), "{}", told.text);
    assert!(told.text.contains("Semua lembaga sudah"), "{}", told.text);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_button_lets_a_drill_out_as_real_nor_the_other_way_round() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let (author, approver) = (&staff.author, &staff.approver);
    for (first, then) in [
        ("/siaran latihan\nBanjir.", "/siaran Banjir."),
        ("/siaran Gempa.", "/siaran latihan\nGempa."),
    ] {
        let opening = office.send(author, first).await;
        office.press(author, "Ajukan").await;
        office.advance(SECOND * 5).await;
        office.press(approver, "Setujui").await;
        office.moment().await;
        let (panel, surely) = data(approver, "Ya, kirim");
        // Behind the bot's back: the version stays, the hash does not.
        let options = "select options from announcement where state = 'submitted'";
        let as_it_was = office.texts(options).await.remove(0);
        let other = match as_it_was.as_str() {
            "{}" => "{\"drill\":true}",
            _ => "{}",
        };
        let set = |value: &str| {
            format!("update announcement set options = '{value}' where state = 'submitted'")
        };
        office.alter(&set(other)).await;
        let pop_up = office.press_data(approver, &panel, &surely).await;
        assert!(pop_up.contains("sudah berubah"), "{pop_up}");
        office.alter(&set(&as_it_was)).await;

        // By the author, after it came back: the old button is of an older version.
        office.press(approver, "Tidak jadi").await;
        office.moment().await;
        office.press(approver, "Kembalikan").await;
        office.moment().await;
        office.say(approver, "Keliru").await;
        office.moment().await;
        author.edit(opening, then);
        office.moment().await;
        office.press(author, "Ajukan").await;
        office.advance(SECOND * 5).await;
        let pop_up = office.press_data(approver, &panel, &surely).await;
        assert!(pop_up.contains("sudah berubah"), "{pop_up}");
        office.press(approver, "Tolak").await;
        office.moment().await;
        office.say(approver, "Sudah").await;
        office.moment().await;
    }
    assert_eq!(police.inbox().len(), 1, "nothing but the welcome");
    assert_eq!(office.count("select count(*) from revision").await, 0);
    office.close().await;
}
