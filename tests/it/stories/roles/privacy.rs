//! What is kept of people, told and forgotten.

use std::time::Duration;

use satupintu_simulator::{Post, User};
use serde_json::json;

use super::data;
use crate::office::Office;

/// Where somebody's name, account or username still stands, but for where the last words to them went.
async fn traces(office: &Office, user: &User, name: &str) -> Vec<String> {
    traces_but(office, user, name, &["attempt"]).await
}

async fn traces_but(office: &Office, user: &User, name: &str, but: &[&str]) -> Vec<String> {
    let id = user.id().to_string();
    let dump = office.dump(but).await;
    let rows = dump
        .iter()
        .flat_map(|(table, rows)| rows.iter().map(move |row| (table, row)));
    rows.filter(|(_, row)| row.contains(&id) || row.contains(name))
        .map(|(table, row)| format!("{table}: {row}"))
        .collect()
}

async fn erase(office: &Office, user: &User) -> String {
    office.press(user, "Hapus data saya").await;
    office.moment().await;
    office.press(user, "Ya, hapus").await;
    office.moment().await;
    office.last_said_to(user)
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_is_told_precisely_what_is_kept_of_them() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let hasan = office.officer("Iptu Hasan", "POLRES-PAREPARE").await;
    police.add_member(&hasan);
    office.announce(&staff, "Banjir.").await;
    office.moment().await;
    office
        .press_on(&hasan, &police.last().unwrap(), "Diterima")
        .await;

    let told = office.say(&hasan, "/privasi").await;
    for line in [
        "Nama: Iptu Hasan",
        "Nama pengguna: tidak ada",
        &format!("ID Telegram: {}", hasan.id()),
        "Peran: petugas untuk POLRES-PAREPARE",
        "Konfirmasi penerimaan: 1",
        "Siaran dan rancangan yang Anda tulis: 0",
        "sebagai saluran lembaga: 1",
        "paling lama 30 hari",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
    let told = office.say(&staff.author, "/privasi").await;
    assert!(
        told.contains("yang Anda tulis: 1") && !told.contains("Hasan"),
        "{told}"
    );
    let told = office.say(&staff.approver, "/privasi").await;
    assert!(told.contains("yang Anda putuskan: 1"), "{told}");
    // A group hears what is kept of anybody, and of nobody in particular.
    let told = office.ask_in(&police, &hasan, "/privasi").await;
    assert!(
        !told.text.contains("Hasan") && told.text.contains("/hapusdata"),
        "{}",
        told.text
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_is_forgotten_and_the_record_stays_whole() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let hasan = office.officer("Iptu Hasan", "POLRES-PAREPARE").await;
    // A private chat that was lost for a while is on record, too.
    let unblocked = office.officer("Ibu Rina", "POLRES-PAREPARE").await;
    unblocked.block_bot();
    office.a_minute().await;
    unblocked.unblock_bot();
    police.add_member(&hasan);
    office.announce(&staff, "Banjir.").await;
    office.moment().await;
    office
        .press_on(&hasan, &police.last().unwrap(), "Diterima")
        .await;
    office.moment().await;
    let events = office.count("select count(*) from event").await;

    for (user, name) in [(&hasan, "Iptu Hasan"), (&unblocked, "Ibu Rina")] {
        let asked = office.say(user, "/hapusdata").await;
        assert!(asked.contains("Peran petugas ikut berakhir"), "{asked}");
        let told = erase(&office, user).await;
        assert!(told.contains("Data Anda sudah dihapus"), "{told}");
        assert_eq!(traces(&office, user, name).await, Vec::<String>::new());
    }
    let told = office.last_said_to(&staff.coordinator);
    assert!(
        told.contains("bukan petugas lagi") && !told.contains("Rina"),
        "{told}"
    );
    assert!(office.count("select count(*) from event").await > events);
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("Diterima 1/1"), "{card}");
    let list = office.say(&staff.coordinator, "/sudah 1").await;
    assert!(list.contains("oleh (data dihapus)"), "{list}");
    let reader = office.sim.user("Jane").language("en").create();
    office.appoint_again(&reader, "koordinator").await;
    let list = office.say(&reader, "/sudah 1").await;
    assert!(list.contains("(data erased)"), "{list}");

    // Whoever comes again is a stranger.
    let told = office.say(&hasan, "/privasi").await;
    assert!(told.starts_with("Tidak ada data tentang Anda"), "{told}");
    let people = "select count(*) from person where name = 'Iptu Hasan' or name = '(data dihapus)'";
    assert_eq!(office.count(people).await, 2);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_forgotten_with_a_role_that_weighs_and_nobody_by_a_stranger() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.join_group("ITH").await;
    let stranger = office.sim.user("Asing").create();
    let told = office.say(&stranger, "/hapusdata").await;
    assert!(told.contains("Tidak ada data tentang akun ini"), "{told}");
    let joko = office.officer("Joko", "ITH").await;
    for (who, why) in [
        (&office.owner, "SATUPINTU_OWNERS"),
        (&staff.author, "Masih ada peran"),
        (&staff.approver, "Masih ada peran"),
        (&staff.coordinator, "Masih ada peran"),
    ] {
        let told = office.say(who, "/hapusdata").await;
        assert!(told.contains(why), "{}: {told}", who.name());
    }
    let told = office.say(&staff.author, "/hapusdata joko").await;
    assert!(
        told.contains("hanya dapat dilakukan oleh pemilik"),
        "{told}"
    );
    office.say(&joko, "/hapusdata").await;
    let (at, own) = data(&joko, "🗑️ Hapus data saya");
    for other in [staff.author.id(), office.owner.id(), 4_711] {
        let forged = own.replace(&joko.id().to_string(), &other.to_string());
        for forged in [forged.clone(), forged.replacen("xe", "xE", 1)] {
            office.moment().await;
            let pop_up = office.press_data(&joko, &at, &forged).await;
            assert!(
                pop_up.contains("hanya dapat dilakukan oleh pemilik"),
                "{pop_up}"
            );
        }
    }
    office.moment().await;
    office.press(&joko, "Tidak jadi").await;
    office.moment().await;
    assert!(
        office
            .last_said_to(&joko)
            .contains("Tidak ada yang dihapus")
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_forgets_whoever_left_and_what_waits_for_them_does_not_leave() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let hasan = office.officer("Iptu Hasan", "POLRES-PAREPARE").await;
    office.officer("Iptu Hamid", "POLRES-PAREPARE").await;
    office.say(&staff.approver, "/bekukan").await;
    office.announce(&staff, "Banjir.").await;
    office.moment().await;
    let nobody = office.say(&office.owner, "/hapusdata Sukarno").await;
    assert!(
        nobody.contains("“Sukarno”") && nobody.contains("/id") && !nobody.contains("/peran"),
        "{nobody}"
    );
    let several = office.say(&office.owner, "/hapusdata iptu").await;
    assert!(several.contains("Beberapa orang cocok"), "{several}");
    assert!(
        several.contains(&format!("Iptu Hasan, ID: {}", hasan.id())),
        "{several}"
    );
    let asked = office
        .say(&office.owner, &format!("/hapusdata {}", hasan.id()))
        .await;
    assert!(asked.contains("Hapus data Iptu Hasan?"), "{asked}");
    office.press(&office.owner, "Hapus").await;
    office.moment().await;
    office.press(&office.owner, "Ya, hapus").await;
    office.moment().await;
    assert!(office.last_said_to(&office.owner).contains("sudah dihapus"));
    assert!(
        office
            .last_said_to(&hasan)
            .contains("Data Anda sudah dihapus")
    );
    office.say(&office.owner, "/cairkan").await;
    office.a_minute().await;
    assert!(!office.said_to(&hasan).contains("SIARAN RESMI"));
    assert_eq!(
        traces(&office, &hasan, "Iptu Hasan").await,
        Vec::<String>::new()
    );
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("Terkirim 1/2"), "{card}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_a_person_is_left_in_any_table_once_they_were_forgotten() {
    let mut office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    let hasan = office
        .sim
        .user("Iptu Hasan")
        .username("hasan_polri")
        .create();
    let link = office.invite("petugas POLRES-PAREPARE").await;
    office.open_link(&hasan, &link).await;
    // Seen in a group, quoted by others, written to while the bot was blocked; looked for by name.
    group.add_member(&hasan);
    let words = group.send(&hasan, "Saya Iptu Hasan, @hasan_polri.");
    let member = office.sim.user("Anggota").create();
    group.add_member(&member);
    let quoting = Post::text("Siap.").reply_to(words);
    group.send(&member, quoting);
    office.announce(&staff, "Banjir.").await;
    office.moment().await;
    let copy = group.last().unwrap();
    office.press_on(&hasan, &copy, "Diterima").await;
    hasan.block_bot();
    office.a_minute().await;
    hasan.unblock_bot();
    office.say(&staff.coordinator, "/periksa").await;
    office.press(&staff.coordinator, "Periksa langsung").await;
    office.a_minute().await;
    // Updates that were given up: two of theirs, one quoting them, and one of somebody else.
    let them = json!({ "id": hasan.id(), "first_name": "Iptu Hasan", "is_bot": false });
    let other = json!({ "id": member.id(), "first_name": "Anggota", "is_bot": false });
    for message in [
        json!({ "message_id": "x", "from": them }),
        json!({ "message_id": "x", "from": { "is_bot": false, "id": hasan.id() } }),
        json!({ "message_id": "x", "from": other, "reply_to_message": { "from": them } }),
        json!({ "message_id": "x", "from": other }),
    ] {
        office.sim.inject_update(json!({ "message": message }));
    }
    office.settle().await;
    office.expect_given_up(4);
    assert!(!traces(&office, &hasan, "Iptu Hasan").await.is_empty());

    office.say(&hasan, "/hapusdata").await;
    erase(&office, &hasan).await;
    for trace in ["Iptu Hasan", "hasan_polri"] {
        assert_eq!(traces(&office, &hasan, trace).await, Vec::<String>::new());
    }
    let whole = "select count(*) from inbox where state = 'dead' and raw like '%Anggota%'";
    assert_eq!(office.count(whole).await, 1);
    // Where the last words to them went is forgotten within two hours. That is done beside everything else,
    // so that a story that jumps may be ahead of it; their retention is far longer than it waits here.
    office.advance(Duration::from_secs(2 * 60 * 60)).await;
    for _ in 0..300 {
        if traces_but(&office, &hasan, "Iptu Hasan", &[])
            .await
            .is_empty()
        {
            break;
        }
        office.advance(Duration::from_secs(60)).await;
    }
    let left = traces_but(&office, &hasan, "hasan_polri", &[]).await;
    assert_eq!(left, Vec::<String>::new());
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("Diterima 1/1"), "{card}");
    office.close().await;
}
