//! Somebody whose app is in English reads English wherever the bot speaks to them; what all members of a
//! group read, and the announcement itself, stay in the office's language.

use std::collections::BTreeSet;
use std::time::Duration;

use satupintu_simulator::User;

use crate::office::Office;

/// All words of a locale's texts, lower case.
fn vocabulary(locale: &str) -> BTreeSet<String> {
    let folder = format!("{}/config/locales/{locale}", env!("CARGO_MANIFEST_DIR"));
    let mut words = BTreeSet::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let said = match line.split_once(" =") {
                Some((key, said)) if !key.contains(' ') => said,
                _ => line,
            };
            words.extend(words_of(said));
        }
    }
    words
}

/// The words of a text, but for commands and codes.
fn words_of(text: &str) -> Vec<String> {
    let said = text
        .split_whitespace()
        .filter(|word| !word.trim_start_matches('(').starts_with('/'));
    said.flat_map(|word| word.split(|c: char| !c.is_alphabetic()))
        .filter(|word| word.chars().count() > 2)
        .map(str::to_lowercase)
        .collect()
}

/// Words that only Indonesian texts use, and no name of the registry.
fn indonesian() -> BTreeSet<String> {
    let english = vocabulary("en");
    let roster = include_str!("../../../config/rosters/bakohumas-parepare.csv");
    let names: BTreeSet<String> = words_of(roster).into_iter().collect();
    let mut words = vocabulary("id");
    words.retain(|word| !english.contains(word) && !names.contains(word));
    words
}

/// Nothing but the announcements themselves is in Indonesian.
fn assert_english(user: &User, foreign: &BTreeSet<String>) {
    for message in user.inbox() {
        let labels = message.labels().join(" ");
        let official = message.text.contains("SIARAN RESMI No.");
        let text = if official { "" } else { message.text.as_str() };
        for word in words_of(&format!("{text} {labels}")) {
            // "Diterima" below an announcement is a part of it.
            let part_of_it = official && word == "diterima";
            assert!(
                !foreign.contains(&word) || part_of_it,
                "{}: {word:?} in {:?} [{labels}]",
                user.name(),
                message.text
            );
        }
    }
}

fn assert_english_text(text: &str, foreign: &BTreeSet<String>) {
    for word in words_of(text) {
        assert!(!foreign.contains(&word), "{word:?} in {text:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_english_reader_goes_all_the_way_in_english() {
    let office = Office::of_parepare().await;
    let foreign = indonesian();
    assert!(foreign.len() > 300, "{}", foreign.len());
    office.owner.speak("en");
    let person = |name: &str| office.sim.user(name).language("en-GB").create();
    let (author, approver, coordinator) = (person("Jane"), person("Mary"), person("Ann"));
    let (officer, other) = (person("Tom"), person("Bob"));
    for (who, role) in [
        (&author, "penyusun"),
        (&approver, "penyetuju"),
        (&coordinator, "koordinator"),
    ] {
        let link = office.invite(role).await;
        office.open_link(who, &link).await;
        // A second press on the same link, and on a wrong one.
        office.open_link(who, &link).await;
        office.press(&office.owner, "Confirm").await;
        office.moment().await;
    }
    let link = office.invite("petugas POLRES-PAREPARE").await;
    office.open_link(&officer, &link).await;
    office.open_link(&other, &link).await;
    for who in [&author, &approver, &coordinator, &officer, &office.owner] {
        for said in [
            "/start",
            "/bantuan",
            "/bantuan status",
            "/id",
            "/privasi",
            "/lembaga",
            "/lembaga polres",
            "/lembaga kota",
            "/lembaga zamboanga",
            "/status",
            "/status 9",
            "/belum",
            "/undang",
            "/undang petugas XX",
            "/undang grup POLRES-PAREPARE",
            "/periksa",
            "/siaran",
            "/cairkan",
            "/nothing",
        ] {
            office.say(who, said).await;
        }
    }
    office.press(&author, "Cancel").await;
    let group = office.join_group("KODIM-1405").await;

    office
        .say(&author, "/siaran sifat=penting colour=red Flood.")
        .await;
    office.say(&author, "/siaran\nFlood.").await;
    office.say(&author, "Second piece.").await;
    office.press(&author, "Submit").await;
    office.advance(Duration::from_secs(5)).await;
    office.press(&approver, "Return").await;
    office.moment().await;
    office.say(&approver, "The day is wrong").await;
    office.advance(Duration::from_secs(5)).await;
    office.press(&author, "Submit").await;
    office.advance(Duration::from_secs(5)).await;
    office.press(&approver, "Approve").await;
    office.moment().await;
    office.press(&approver, "Yes, send").await;
    office.advance(Duration::from_secs(10)).await;

    let copy = officer
        .inbox()
        .into_iter()
        .rfind(|it| it.text.contains("SIARAN RESMI"));
    let copy = copy.expect("the officer has it");
    let first = office.press_on(&officer, &copy, "Diterima").await;
    let second = office.press_on(&officer, &copy, "Diterima").await;
    let forged = office.press_data(&officer, &copy, "y:1:1").await;
    for pop_up in [first, second, forged] {
        assert!(!pop_up.is_empty());
        assert_english_text(&pop_up, &foreign);
    }
    for who in [&author, &approver, &coordinator, &officer, &office.owner] {
        for said in [
            "/status",
            "/status 1",
            "/belum 1",
            "/sudah 1",
            "/lembaga POLRES-PAREPARE",
        ] {
            office.say(who, said).await;
        }
    }
    office.say(&approver, "/bekukan").await;
    office.say(&office.owner, "/cairkan").await;
    officer.block_bot();
    let admin = person("Admin");
    group.kick_bot(&admin);
    office.a_minute().await;
    for who in [
        &author,
        &approver,
        &coordinator,
        &officer,
        &other,
        &office.owner,
    ] {
        assert!(who.inbox().len() > 1, "{}", who.name());
        assert_english(who, &foreign);
    }
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_whole_group_reads_stays_in_the_offices_language() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let member = office.sim.user("Jane").language("en").create();
    police.add_member(&member);
    office.announce(&staff, "Banjir.").await;
    office.moment().await;
    let copy = police.last().unwrap();
    let pop_up = office.press_on(&member, &copy, "Diterima").await;
    assert!(
        pop_up.contains("recorded") || pop_up.contains("Thank"),
        "{pop_up}"
    );
    for (said, answer) in [
        ("/status 1", "Siaran No. 1/2026"),
        ("/bantuan", "Perintah yang berlaku di sini"),
        ("/lembaga", "Kategori: "),
        ("/siaran x", "hanya berlaku di percakapan pribadi"),
    ] {
        police.send(&member, said);
        office.advance(Duration::from_secs(15)).await;
        let told = office.last_in(&police);
        assert!(told.contains(answer), "{said}: {told}");
    }
    let card = police
        .inbox()
        .into_iter()
        .rfind(|it| it.button("Belum").is_some());
    office.press_on(&member, &card.unwrap(), "Belum").await;
    office.moment().await;
    let page = police
        .inbox()
        .into_iter()
        .rfind(|it| it.button("Kartu").is_some());
    assert!(page.unwrap().text.contains("mengonfirmasi"));
    office.close().await;
}
