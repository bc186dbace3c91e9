//! Each thing that can be wrong, for whom it counts, and the command that puts it right.

use super::{DAY, HOUR, SECOND, periksa, turn};
use crate::office::Office;

/// Everybody has a group and an officer.
async fn complete_office() -> Office {
    let office = Office::of_parepare().await;
    let codes = Office::codes("bakohumas-parepare");
    office.import_groups(&codes).await;
    let mut file = "kode,chat_id,jenis,topik\n".to_owned();
    for code in &codes {
        let officer = office
            .sim
            .user(&format!("Petugas {code}"))
            .started()
            .create();
        file.push_str(&format!("{code},{},pribadi,\n", officer.id()));
    }
    satupintu::app::import::chats(&office.db, file.as_bytes(), office.now())
        .await
        .unwrap();
    office.settle().await;
    office
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_where_all_is_well_hears_it_in_one_line() {
    let office = complete_office().await;
    let said = office.say(&office.owner, "/periksa").await;
    assert!(
        said.starts_with("✅") && said.lines().count() == 1,
        "{said}"
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn institutions_without_chat_or_officer_come_with_the_command_that_brings_one() {
    let office = Office::of_parepare().await;
    let coordinator = office.appoint("Andi", "koordinator").await;
    office.join_group("POLRES-PAREPARE").await;
    let said = periksa(&office, &coordinator).await;
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines.contains(&"16 hal perlu dibenahi:"), "{said}");
    assert!(lines.contains(&"• Lembaga tanpa saluran: 15"), "{said}");
    assert!(lines.contains(&"• Lembaga tanpa petugas: 1"), "{said}");
    assert!(lines.contains(&"→ /tautan KODIM-1405"), "{said}");
    assert!(
        lines.contains(&"→ /undang petugas POLRES-PAREPARE"),
        "{said}"
    );
    assert_eq!(said.matches("→ /").count(), 16, "each once");

    // What it says is what helps.
    let command = "/undang petugas POLRES-PAREPARE";
    office.say(&coordinator, command).await;
    let link = office.link_to(&coordinator);
    let officer = office.sim.user("Hasan").create();
    office.open_link(&officer, &link).await;
    let said = periksa(&office, &coordinator).await;
    assert!(!said.contains("tanpa petugas"), "{said}");

    // Forged pages show no more than there is.
    let list = office.say(&coordinator, "/periksa").await;
    let shown = coordinator.last().unwrap();
    for data in ["hp:99999999999", "hp:-4"] {
        office.press_data(&coordinator, &shown, data).await;
        office.advance(SECOND * 2).await;
    }
    assert_eq!(coordinator.last().unwrap().text, list);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn chats_that_are_lost_or_mute_are_told_apart() {
    let office = complete_office().await;
    let admin = office.sim.user("Admin").create();
    let kicked = office.join_group("POLRES-PAREPARE").await;
    let mute = office.join_group("KODIM-1405").await;
    kicked.kick_bot(&admin);
    office.settle().await;
    // As an outcome of a call would.
    office
        .alter(&format!(
            "update chat set state = 'unreachable', reason = 'Bad Request: not enough rights to \
             send text messages to the chat' where address = 'tg:{}'",
            mute.id()
        ))
        .await;
    let owner = office.owner.clone();
    let said = periksa(&office, &owner).await;
    let (lost, muted) = said.split_once("\n\nBot tidak boleh menulis\n").unwrap();
    assert!(lost.contains("• Saluran tidak terjangkau: 1\n"), "{lost}");
    assert!(lost.contains("→ /undang grup POLRES-PAREPARE"), "{lost}");
    assert!(muted.contains("memberi bot hak menulis"), "{muted}");
    assert!(muted.contains("“Humas KODIM-1405”"), "{muted}");
    assert!(!muted.contains("→"), "{muted}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_waits_for_a_day_is_shown_again_and_settled_from_there() {
    let office = complete_office().await;
    let link = office.invite("penyusun").await;
    let author = office.sim.user("Budi Santoso").create();
    author.open_link(&link).unwrap();
    office.advance(DAY - HOUR).await;
    let owner = office.owner.clone();
    assert!(periksa(&office, &owner).await.starts_with("✅"));
    office.advance(HOUR).await;
    let said = periksa(&office, &owner).await;
    assert!(said.contains("• Budi Santoso, penyusun untuk"), "{said}");
    office.press(&owner, "Budi Santoso").await;
    office.moment().await;
    let request = owner.last().unwrap();
    assert!(request.text.starts_with("Permohonan peran"));
    assert!(request.text.contains(&author.id().to_string()));
    office.press(&owner, "Sahkan").await;
    office.moment().await;
    assert!(office.last_said_to(&author).contains("sudah disahkan"));

    // Now nobody may approve what Budi writes; a coordinator, who cannot help it, hears nothing.
    let said = periksa(&office, &owner).await;
    assert!(said.contains("Penyusun tanpa penyetuju"), "{said}");
    assert!(said.contains("→ /undang penyetuju "), "{said}");
    let coordinator = office.appoint("Andi", "koordinator").await;
    let said = office.say(&coordinator, "/periksa").await;
    assert!(said.starts_with("✅"), "{said}");
    office.appoint("Ratna Dewi", "penyetuju").await;
    assert!(periksa(&office, &owner).await.starts_with("✅"));
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_shown_to_owners_alone_whatever_the_button_says() {
    let office = complete_office().await;
    let coordinator = office.appoint("Andi", "koordinator").await;
    let link = office.invite("penyusun").await;
    let author = office.sim.user("Budi").create();
    author.open_link(&link).unwrap();
    office.advance(DAY).await;
    let owner = office.owner.clone();
    office.say(&owner, "/periksa").await;
    let list = owner.last().unwrap();
    let data = list.button("Budi").unwrap().data.clone().unwrap();
    let own = coordinator.last().unwrap();
    let refused = office.press_data(&coordinator, &own, &data).await;
    assert!(refused.contains("hanya dapat dilakukan"), "{refused}");
    let stranger = office.sim.user("Orang lain").create();
    for refused in [
        office.say(&stranger, "/periksa").await,
        office.say(&author, "/periksa").await,
    ] {
        assert!(refused.contains("hanya dapat dilakukan"), "{refused}");
    }
    let greeted = stranger.last().unwrap();
    for data in [data.as_str(), "hp:0"] {
        let refused = office.press_data(&stranger, &greeted, data).await;
        assert!(refused.contains("hanya dapat dilakukan"), "{refused}");
    }

    // Settled meanwhile: the button says so.
    office.press(&owner, "Budi").await;
    office.moment().await;
    office.press(&owner, "Tolak").await;
    office.moment().await;
    let refused = office.press_on(&owner, &list, "Budi").await;
    assert!(refused.contains("sudah diputuskan"), "{refused}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn links_that_nobody_used_for_a_week_are_named_until_they_expire_or_are_used() {
    let office = complete_office().await;
    let used = office.invite("petugas KODIM-1405").await;
    office.invite("petugas POLRES-PAREPARE").await;
    let officer = office.sim.user("Hasan").create();
    office.open_link(&officer, &used).await;
    let owner = office.owner.clone();
    office.advance(DAY * 6).await;
    assert!(periksa(&office, &owner).await.starts_with("✅"));
    office.advance(DAY).await;
    let said = periksa(&office, &owner).await;
    assert!(said.contains("1 hal perlu dibenahi"), "{said}");
    assert!(
        said.contains("• Tautan petugas untuk Polres Parepare, dibuat 16 November 2026"),
        "{said}"
    );
    assert!(said.contains("→ /undang petugas POLRES-PAREPARE"), "{said}");
    office.advance(DAY * 23).await;
    assert!(periksa(&office, &owner).await.starts_with("✅"));
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_whose_institutions_are_all_gone_is_named_to_owners() {
    let office = complete_office().await;
    let andi = office
        .appoint("Andi", "koordinator wilayah:\"Kota Parepare\"")
        .await;
    let owner = office.owner.clone();
    assert!(periksa(&office, &owner).await.starts_with("✅"));
    office
        .alter("update institution set region = 'Kota Baru', region_key = 'kota baru'")
        .await;
    let said = periksa(&office, &owner).await;
    assert!(said.contains("Peran tanpa lembaga"), "{said}");
    assert!(said.contains("• Andi, koordinator untuk"), "{said}");
    let command = format!("/cabutperan {}", andi.id());
    assert!(said.contains(&format!("→ {command}\n")), "{said}");
    let sheet = office.say(&owner, &command).await;
    assert!(sheet.contains("Andi"), "{sheet}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coordinator_hears_of_the_own_region_alone() {
    let office = Office::with_roster("bakohumas-kaltim").open().await;
    let bontang = office
        .appoint("Andi", "koordinator wilayah:\"Kota Bontang\"")
        .await;
    let codes = Office::codes("bakohumas-kaltim");
    office.import_groups(&codes[..40]).await;
    office.invite("petugas DISKOMINFO-KALTIM").await;
    office.advance(DAY * 8).await;
    let said = periksa(&office, &bontang).await;
    let region = "select code from institution where region = 'Kota Bontang'";
    let own = office.texts(region).await;
    let all = office.texts("select code from institution").await;
    for code in &all {
        let named = said.lines().any(|line| line.ends_with(&format!(" {code}")));
        assert_eq!(named, own.contains(code), "{code}: {said}");
    }
    assert!(own.len() >= 4, "{own:?}");
    assert!(!said.contains("Tautan"), "{said}");

    // An old page of an owner's, pressed by the coordinator, shows the coordinator's.
    office.say(&office.owner, "/periksa").await;
    let list = office.say(&bontang, "/periksa").await;
    let own = bontang.last().unwrap();
    office.press_data(&bontang, &own, "hp:3").await;
    office.advance(SECOND * 2).await;
    for code in all.iter().filter(|code| !list.contains(code.as_str())) {
        let shown = bontang.last().unwrap().text;
        assert!(!shown.contains(&format!("tautan {code}\n")), "{shown}");
    }
    let shown = turn(&office, &office.owner.clone(), "Berikutnya").await;
    assert!(shown.text.contains("Halaman 2/"), "{}", shown.text);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_group_it_is_refused_with_the_way_to_the_private_chat() {
    let office = Office::of_parepare().await;
    let coordinator = office.appoint("Andi", "koordinator").await;
    let group = office.join_group("POLRES-PAREPARE").await;
    group.add_member(&coordinator);
    let said = office.ask_in(&group, &coordinator, "/periksa").await;
    assert!(said.text.contains("percakapan pribadi"), "{}", said.text);
    office.close().await;
}
