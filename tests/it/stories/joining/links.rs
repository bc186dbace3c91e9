//! `/tautan`: links for a whole scope, and what becomes of them.

use std::time::Duration;

use satupintu_simulator::{Chat, User};

use crate::office::{Office, Row};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn codes(rows: &[Row]) -> Vec<&str> {
    rows.iter().map(|row| row.code.as_str()).collect()
}

/// An admin adds the bot to a new group by a link; what the group is told.
async fn add(office: &Office, link: &str) -> (Chat, String) {
    let group = office.sim.group("Humas");
    let admin = office.sim.user("Admin").create();
    group.add_admin(&admin);
    admin.add_by_link(link, &group).unwrap();
    office.moment().await;
    let said = office.last_in(&group);
    (group, said)
}

/// Somebody new opens a link in private; what they are told.
async fn open(office: &Office, link: &str) -> (User, String) {
    let somebody = office.sim.user("Wati").create();
    let said = office.open_link(&somebody, link).await;
    (somebody, said)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_institution_without_a_chat_has_its_line_and_both_links_work() {
    let office = Office::of_parepare().await;
    office.join_group("POLRES-PAREPARE").await;
    let message = office.ask_for_links(&office.owner, "/tautan").await;
    let file = message.attachment.as_ref().unwrap();
    assert_eq!(file.name.as_deref(), Some("tautan.csv"));
    let lines: Vec<&str> = message.text.lines().collect();
    assert_eq!(lines.len(), 4, "{}", message.text);
    assert!(lines[0].contains("15 lembaga"), "{}", message.text);
    // A week for groups, thirty days for five officers.
    assert!(lines[1].contains("23 November 2026"), "{}", message.text);
    assert!(lines[2].contains("16 Desember 2026") && lines[2].contains(" 5 "));

    let rows = office.rows_of(&message);
    let mut expected = Office::codes("bakohumas-parepare");
    expected.retain(|code| code != "POLRES-PAREPARE");
    expected.sort();
    assert_eq!(codes(&rows), expected);
    let row = rows.iter().find(|row| row.code == "KODIM-1405").unwrap();
    assert_eq!(row.name, "Kodim 1405/Mallusetasi");
    let (_, said) = add(&office, &row.group).await;
    assert!(said.contains("Kodim 1405/Mallusetasi"), "{said}");
    let (_, said) = open(&office, &row.officer).await;
    let welcome: Vec<&str> = said.lines().collect();
    assert_eq!(welcome.len(), 3, "{said}");
    assert!(
        welcome[0].contains("petugas Kodim 1405/Mallusetasi"),
        "{said}"
    );
    assert!(welcome[1].contains("tekan “Diterima”"), "{said}");
    assert!(welcome[2].contains("hubungi Sri Wahyuni"), "{said}");

    assert_eq!(office.links(&office.owner, "/tautan").await.len(), 14);
    let all = office.links(&office.owner, "/tautan semua").await;
    assert_eq!(all.len(), 16);
    // What the database keeps is no key to anything.
    let stored = office.texts("select token_hash from invitation").await;
    let token = row.group.rsplit_once('=').unwrap().1;
    assert!(!stored.iter().any(|hash| hash == token));
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn links_are_asked_for_by_category_region_and_branch() {
    let office = Office::with_roster("bakohumas-kaltim").open().await;
    let ask = async |typed: &str| {
        let typed = format!("/tautan {typed}");
        let rows = office.links(&office.owner, &typed).await;
        let codes: Vec<String> = rows.into_iter().map(|row| row.code).collect();
        codes
    };
    let count = async |condition: &str| {
        let sql = format!("select count(*) from institution where {condition}");
        usize::try_from(office.count(&sql).await).unwrap()
    };
    let bontang = "region = 'Kota Bontang'";
    let of_bontang = count(bontang).await;
    assert!(of_bontang > 1);
    for typed in [
        "wilayah:\"Kota Bontang\"",
        "wilayah:“kota bontang”",
        "Wilayah:Kota Bontang",
    ] {
        assert_eq!(ask(typed).await.len(), of_bontang, "{typed}");
    }
    let narrowed = format!("{bontang} and category in ('opd', 'vertikal')");
    let narrowed = count(&narrowed).await;
    assert!((1..of_bontang).contains(&narrowed), "{narrowed}");
    assert_eq!(
        ask("kategori:opd,vertikal wilayah:\"Kota Bontang\"")
            .await
            .len(),
        narrowed
    );
    assert_eq!(
        ask("kategori:opd,vertikal;wilayah:\"Kota Bontang\"")
            .await
            .len(),
        narrowed
    );
    // A branch of the tree, and all but a branch.
    let top = "select i.code from institution i where (select count(*) from lineage l \
               where l.ancestor = i.code) between 3 and 60 order by i.code limit 1";
    let top = office.texts(top).await.remove(0);
    let below = format!("code in (select descendant from lineage where ancestor = '{top}')");
    let below = count(&below).await;
    assert_eq!(ask(&top.to_lowercase()).await.len(), below);
    let rest = ask(&format!("-{top}")).await;
    assert_eq!(rest.len(), 129 - below);
    assert!(!rest.contains(&top));

    for (typed, said) in [
        ("kategori:raja", "Kategori “raja” tidak dikenal"),
        (
            "wilayah:Atlantis",
            "Tidak ada lembaga di wilayah “Atlantis”",
        ),
        ("daerah:Bontang", "Saringan “daerah” tidak dikenal"),
        ("TIDAK-ADA", "Tidak ada lembaga dengan kode “TIDAK-ADA”"),
    ] {
        let answer = office.say(&office.owner, &format!("/tautan {typed}")).await;
        assert!(answer.contains(said), "{typed}: {answer}");
    }
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn links_stay_within_the_scope_of_whoever_asks() {
    let office = Office::with_roster("kpu-2021").open().await;
    let role = "koordinator KPU-64";
    let coordinator = office.appoint("Andi Pratama", role).await;
    let rows = office.links(&coordinator, "/tautan").await;
    assert_eq!(rows.len(), 11);
    assert!(rows.iter().all(|row| row.code.starts_with("KPU-64")));
    let rows = office.links(&coordinator, "/tautan semua").await;
    assert_eq!(rows.len(), 11);
    for typed in [
        "/tautan KPU-63",
        "/tautan KPU-63.01",
        "/tautan cabut KPU-63",
    ] {
        let said = office.say(&coordinator, typed).await;
        assert!(said.contains("dalam cakupan Anda"), "{typed}: {said}");
    }

    // The owner has made links of all; the coordinator takes back those of their own scope only.
    let made = "select count(*) from invitation where revoked_at is not null";
    let theirs = office.links(&office.owner, "/tautan KPU-63").await;
    let said = office.say(&coordinator, "/tautan cabut semua").await;
    assert!(said.contains("44 tautan dicabut"), "{said}");
    assert_eq!(office.count(made).await, 44);
    // Also with a button that was copied from somebody who may do more.
    let message = office.ask_for_links(&office.owner, "/tautan KPU-63").await;
    let data = message.button("Cabut tautan lama").unwrap().data.clone();
    let told = office
        .press_data(&coordinator, &message, &data.unwrap())
        .await;
    assert!(told.contains("Tidak ada tautan"), "{told}");
    let (_, said) = open(&office, &theirs[0].officer).await;
    assert!(said.contains("Anda kini petugas"), "{said}");

    let officer = office.officer("Wati", "KPU-64.74").await;
    let author = office.appoint("Budi Santoso", "penyusun").await;
    let stranger = office.sim.user("Tono").create();
    for user in [&officer, &author, &stranger] {
        for typed in ["/tautan", "/tautan KPU-64.74", "/tautan cabut semua"] {
            let said = office.say(user, typed).await;
            assert!(
                said.contains("hanya dapat dilakukan oleh"),
                "{typed}: {said}"
            );
        }
        let press = message.button("Cabut tautan lama").unwrap().data.clone();
        let told = office.press_data(user, &message, &press.unwrap()).await;
        assert!(told.contains("hanya dapat dilakukan oleh"), "{told}");
    }
    let group = office.join_group("KPU-64.74").await;
    let said = office.ask_in(&group, &coordinator, "/tautan").await.text;
    assert!(said.contains("percakapan pribadi"), "{said}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn new_links_break_none_that_were_sent_out_until_those_are_revoked() {
    let office = Office::of_parepare().await;
    let first = office.links(&office.owner, "/tautan").await;
    let again = office.ask_for_links(&office.owner, "/tautan").await;
    let second = office.rows_of(&again);
    assert!(again.text.contains("32 tautan lama"), "{}", again.text);
    let (_, said) = open(&office, &first[0].officer).await;
    assert!(said.contains("Anda kini petugas"), "{said}");
    let (_, said) = add(&office, &first[0].group).await;
    assert!(said.contains("terdaftar sebagai saluran"), "{said}");

    let told = office
        .press_on(&office.owner, &again, "Cabut tautan lama")
        .await;
    assert!(told.contains("31 tautan dicabut"), "{told}");
    let told = office
        .press_on(&office.owner, &again, "Cabut tautan lama")
        .await;
    assert!(told.contains("Tidak ada tautan"), "{told}");
    let (_, said) = open(&office, &first[1].officer).await;
    assert!(
        said.contains("sudah dicabut") && said.contains("yang baru"),
        "{said}"
    );
    let (_, said) = add(&office, &first[1].group).await;
    assert!(
        said.contains("sudah dicabut") && said.contains("yang baru"),
        "{said}"
    );
    // The newer ones were not meant.
    let (_, said) = open(&office, &second[1].officer).await;
    assert!(said.contains("Anda kini petugas"), "{said}");

    let said = office.say(&office.owner, "/tautan cabut").await;
    assert!(said.contains("/tautan cabut semua"), "{said}");
    let code = &second[2].code;
    let said = office
        .say(&office.owner, &format!("/tautan cabut {code}"))
        .await;
    assert!(said.contains("2 tautan dicabut"), "{said}");
    let (_, said) = open(&office, &second[2].officer).await;
    assert!(said.contains("sudah dicabut"), "{said}");
    let (_, said) = open(&office, &second[3].officer).await;
    assert!(said.contains("Anda kini petugas"), "{said}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_institution_is_answered_with_its_links_and_who_used_them() {
    let office = Office::of_parepare().await;
    let said = office.say(&office.owner, "/tautan polres-parepare").await;
    let links: Vec<&str> = said.lines().filter(|it| it.contains("t.me/")).collect();
    assert_eq!(links.len(), 2, "{said}");
    let (group, _) = add(&office, links[0]).await;
    let (officer, told) = open(&office, links[1]).await;
    assert!(told.contains("Anda kini petugas Polres Parepare"), "{told}");
    let told = office.open_link(&officer, links[1]).await;
    assert!(told.contains("sudah memiliki peran"), "{told}");

    // Its links are made also when it has a chat, because it was named.
    let said = office.say(&office.owner, "/tautan POLRES-PAREPARE").await;
    assert!(said.contains("• grup “Humas”, 16 November 2026"), "{said}");
    assert!(said.contains("• petugas Wati, 16 November 2026"), "{said}");
    assert!(said.contains("1 tautan lama"), "{said}");

    // Each way in which a link is no good has its own words.
    let (_, told) = add(&office, links[0]).await;
    assert!(told.contains("sudah terpakai"), "{told}");
    for _ in 0..4 {
        let (_, told) = open(&office, links[1]).await;
        assert!(told.contains("Anda kini petugas"), "{told}");
    }
    let (_, told) = open(&office, links[1]).await;
    assert!(told.contains("sudah terpakai"), "the sixth: {told}");
    let newer: Vec<&str> = said.lines().filter(|it| it.contains("t.me/")).collect();
    let (_, told) = open(&office, &newer[0].replace("startgroup", "start")).await;
    assert!(told.contains("untuk grup"), "{told}");
    let (_, told) = add(&office, &newer[1].replace("start=", "startgroup=")).await;
    assert!(told.contains("untuk perorangan"), "{told}");
    office.advance(DAY * 8).await;
    let (_, told) = add(&office, newer[0]).await;
    assert!(told.contains("sudah habis"), "{told}");
    let (_, told) = open(&office, newer[1]).await;
    assert!(told.contains("Anda kini petugas"), "{told}");
    office.advance(DAY * 23).await;
    let (_, told) = open(&office, newer[1]).await;
    assert!(told.contains("sudah habis"), "{told}");

    // Who came by which link is known for as long as anybody asks.
    office.advance(DAY * 60).await;
    let links = "select count(*) from invitation";
    // Clearing away is done beside everything else, so a story that jumps may be ahead of it.
    for _ in 0..200 {
        if office.count(links).await == 0 {
            break;
        }
        office.advance(DAY / 24).await;
    }
    assert_eq!(office.count(links).await, 0);
    assert_eq!(office.count("select count(*) from redemption").await, 7);
    let said = office.say(&office.owner, "/tautan POLRES-PAREPARE").await;
    assert!(said.contains("• petugas Wati"), "{said}");
    assert!(group.last().unwrap().text.contains("Polres Parepare"));
    office.close().await;
}
