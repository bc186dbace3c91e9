//! A role ends: from the next press on it is as if it had never been.

use satupintu_simulator::PublishedCommands;

use super::{data, end};
use crate::office::Office;

#[tokio::test(flavor = "multi_thread")]
async fn a_former_authors_draft_is_dropped_and_every_button_of_it_is_dead() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.join_group("POLRES-PAREPARE").await;
    office.say(&staff.author, "/siaran Banjir.").await;
    let panel = staff.author.last().unwrap();
    let asked = end(&office, "budi", "penyusun").await;
    assert!(asked.contains("ikut dibuang: 1"), "{asked}");

    let told = office.last_said_to(&staff.author);
    assert!(
        told.contains("Peran Anda berakhir: penyusun untuk semua lembaga"),
        "{told}"
    );
    for label in ["Ajukan", "Batal"] {
        let pop_up = office.press_on(&staff.author, &panel, label).await;
        let dead = pop_up.contains("hanya dapat") || pop_up.contains("dibatalkan atau ditarik");
        assert!(dead, "{label}: {pop_up}");
    }
    // Strangers are answered three times a second.
    office.moment().await;
    let told = office.say(&staff.author, "Susulan.").await;
    assert!(!told.contains("Rancangan siaran"), "{told}");
    let told = office.say(&staff.author, "/siaran Banjir lagi.").await;
    assert!(
        told.contains("hanya dapat dilakukan oleh penyusun"),
        "{told}"
    );
    for told in [&staff.approver, &office.owner] {
        let said = office.last_said_to(told);
        assert!(
            said.contains("Budi Santoso, dicabut oleh Sri Wahyuni"),
            "{said}"
        );
    }
    assert_eq!(
        office
            .count("select count(*) from announcement where state = 'draft'")
            .await,
        0
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_former_author_had_handed_over_is_withdrawn_and_approvers_are_told() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    office.submit(&staff.author, "Banjir di Lumpue.").await;
    office.press(&staff.approver, "Setujui").await;
    office.moment().await;
    let (panel, surely) = data(&staff.approver, "📢 Ya, kirim");
    let asked = end(&office, "budi", "penyusun").await;
    assert!(asked.contains("ikut ditarik: 1"), "{asked}");
    let closed = office.sim.message(&panel).unwrap();
    assert!(closed.text.contains("Ditarik"), "{}", closed.text);
    let pop_up = office.press_data(&staff.approver, &panel, &surely).await;
    assert!(pop_up.contains("dibatalkan atau ditarik"), "{pop_up}");
    let said = office.last_said_to(&staff.approver);
    assert!(
        said.contains("Siaran ditarik: “Banjir di Lumpue.”"),
        "{said}"
    );
    office.a_minute().await;
    assert!(!office.last_in(&group).contains("Banjir"));
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_former_approver_decides_nothing_and_owners_hear_when_nobody_is_left_to() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.join_group("POLRES-PAREPARE").await;
    office.submit(&staff.author, "Banjir.").await;
    let panel = staff.approver.last().unwrap();
    office.press(&staff.approver, "Kembalikan").await;
    office.moment().await;
    let asked = end(&office, "ratna", "penyetuju").await;
    assert!(asked.contains("Tanpa penyetuju lain"), "{asked}");
    let said = office.last_said_to(&office.owner);
    assert!(said.contains("Tanpa penyetuju lain"), "{said}");

    // The reason that was asked for is just words now.
    office.say(&staff.approver, "Tanggalnya keliru.").await;
    for label in ["Setujui", "Kembalikan", "Tolak"] {
        let pop_up = office.press_on(&staff.approver, &panel, label).await;
        assert!(
            pop_up.contains("hanya dapat dilakukan oleh penyetuju"),
            "{label}: {pop_up}"
        );
    }
    office.moment().await;
    let waiting = "select count(*) from announcement where state = 'submitted'";
    assert_eq!(office.count(waiting).await, 1);
    let refused = office.say(&staff.approver, "/bekukan").await;
    assert!(refused.contains("hanya dapat dilakukan"), "{refused}");
    let theirs = |it: &&PublishedCommands| it.scope["chat_id"] == staff.approver.id();
    let published = office.sim.commands();
    let menu = format!("{:?}", published.iter().filter(theirs).collect::<Vec<_>>());
    assert!(
        menu.contains("bantuan") && !menu.contains("bekukan"),
        "{menu}"
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_former_coordinator_sees_nothing_more() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.join_group("POLRES-PAREPARE").await;
    office.announce(&staff, "Banjir.").await;
    office.moment().await;
    let officer = office.officer("Iptu Hasan", "POLRES-PAREPARE").await;
    let news = staff.coordinator.last().unwrap();
    office.say(&staff.coordinator, "/status 1").await;
    let card = staff.coordinator.last().unwrap();
    end(&office, "andi", "koordinator").await;

    for (message, label) in [(&card, "Belum"), (&news, "Cabut")] {
        let pop_up = office.press_on(&staff.coordinator, message, label).await;
        assert!(
            pop_up.contains("hanya dapat dilakukan"),
            "{label}: {pop_up}"
        );
    }
    for command in ["/status", "/belum 1", "/undang petugas POLRES-PAREPARE"] {
        let told = office.say(&staff.coordinator, command).await;
        assert!(told.contains("hanya dapat dilakukan"), "{command}: {told}");
    }
    assert!(office.say(&officer, "/status").await.contains("1/2026"));
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_several_people_one_is_chosen_and_of_several_roles_one_ends() {
    let office = Office::with_roster("kpu-2021").open().await;
    let budi = office.appoint("Budi Santoso", "penyusun KPU-64").await;
    office.appoint_again(&budi, "koordinator KPU-63").await;
    office.appoint("Budi Hartono", "koordinator KPU-31").await;

    let usage = office.say(&office.owner, "/cabutperan").await;
    assert!(usage.contains("/cabutperan @budisantoso"), "{usage}");
    let nobody = office.say(&office.owner, "/cabutperan Joko").await;
    assert!(nobody.contains("Tidak ada orang"), "{nobody}");
    let choice = office.say(&office.owner, "/cabutperan budi").await;
    assert!(
        choice.contains("Budi Santoso") && choice.contains("Budi Hartono"),
        "{choice}"
    );

    end(&office, &budi.id().to_string(), "koordinator untuk KPU-63").await;
    let told = office.say(&budi, "/peran").await;
    assert!(
        told.contains("penyusun untuk KPU-64") && !told.contains("KPU-63"),
        "{told}"
    );
    let draft = office.say(&budi, "/siaran Halo").await;
    assert!(draft.contains("Rancangan siaran"), "{draft}");
    let refused = office.say(&budi, "/cabutperan hartono").await;
    assert!(
        refused.contains("hanya dapat dilakukan oleh pemilik"),
        "{refused}"
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn owners_are_named_in_the_setting_and_the_last_one_stays() {
    let mut office = Office::of_parepare().await;
    let told = office.say(&office.owner, "/cabutperan sri wahyuni").await;
    assert!(told.contains("SATUPINTU_OWNERS"), "{told}");
    let at = office.owner.last().unwrap();
    assert!(at.button("Cabut").is_none());
    let own = office
        .count("select id from role_grant where role = 'owner'")
        .await;
    let pop_up = office
        .press_data(&office.owner, &at, &format!("gE:{own}"))
        .await;
    assert!(pop_up.contains("SATUPINTU_OWNERS"), "{pop_up}");

    office.stop().await;
    office.set_owners("");
    office.start();
    office.settle().await;
    let link = office.say(&office.owner, "/undang penyusun").await;
    assert!(link.contains("https://t.me/"), "{link}");
    office.close().await;
}
