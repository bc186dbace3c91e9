//! Owners, and the roles that they hand out by links.

use std::time::Duration;

use crate::office::Office;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

#[tokio::test(flavor = "multi_thread")]
async fn id_answers_anyone_also_in_a_group() {
    let office = Office::of_parepare().await;
    let stranger = office.sim.user("Joko").create();
    let answer = office.say(&stranger, "/id").await;
    assert!(answer.contains(&stranger.id().to_string()), "{answer}");

    let group = office.sim.group("Arisan");
    group.add_bot(&stranger);
    group.send(&stranger, "/id");
    office.moment().await;
    let answer = office.last_in(&group);
    assert!(answer.contains(&stranger.id().to_string()), "{answer}");
    assert!(answer.contains(&group.id().to_string()), "{answer}");
    // An anonymous admin has no id of their own to tell, but the group has one.
    group.send_anonymous("/id");
    office.moment().await;
    let answer = office.last_in(&group);
    assert!(answer.contains(&group.id().to_string()), "{answer}");
    assert!(!answer.contains("ID Anda"), "{answer}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn owners_are_those_of_the_setting_and_nobody_else() {
    let mut office = Office::of_parepare().await;
    let successor = office.sim.user("Hasanuddin").create();
    let refused = office.say(&successor, "/undang penyusun").await;
    assert!(refused.contains("pemilik"), "{refused}");
    assert!(!refused.contains("t.me"), "{refused}");
    let link = office.say(&office.owner, "/undang penyusun").await;
    assert!(link.contains("https://t.me/"), "{link}");

    office.stop().await;
    office.set_owners(&successor.id().to_string());
    office.start();
    office.settle().await;
    let link = office.say(&successor, "/undang penyusun").await;
    assert!(link.contains("https://t.me/"), "{link}");
    let refused = office.say(&office.owner, "/undang penyusun").await;
    assert!(!refused.contains("t.me"), "{refused}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_reaches_everywhere_below_an_institution_or_over_a_region() {
    let office = Office::with_roster("kpu-2021").open().await;
    for (typed, answer) in [
        ("/undang penyusun", "penyusun untuk semua lembaga"),
        (
            "/undang penyetuju KPU-64",
            "penyetuju untuk KPU-64 dan bawahannya",
        ),
        (
            "/UNDANG@satupintu_BOT Penyetuju kpu-64",
            "penyetuju untuk KPU-64 dan bawahannya",
        ),
        (
            "/undang koordinator wilayah:“kota bontang”",
            "koordinator untuk wilayah Kota Bontang",
        ),
        ("/undang petugas KPU-64.74", "petugas untuk KPU-64.74"),
        ("/undang grup KPU-64.74", "grup KPU-64.74"),
        ("/undang penyusun KPU-99", "KPU-99"),
        (
            "/undang koordinator wilayah:\"Kota Atlantis\"",
            "Kota Atlantis",
        ),
        ("/undang", "/undang penyusun"),
        ("/undang raja KPU-64", "/undang penyusun"),
        ("/undang petugas", "/undang petugas"),
    ] {
        let said = office.say(&office.owner, typed).await;
        assert!(said.contains(answer), "{typed}: {said}");
        let is_link = !answer.starts_with(['/', 'K']) || answer.starts_with("KPU-64");
        assert_eq!(said.contains("https://t.me/"), is_link, "{typed}: {said}");
    }
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_takes_effect_with_sahkan_and_not_before() {
    let office = Office::of_parepare().await;
    let budi = office
        .sim
        .user("Budi Santoso")
        .username("budisantoso")
        .create();
    let link = office.invite("penyusun").await;
    let told = office.open_link(&budi, &link).await;
    assert!(told.contains("belum berlaku"), "{told}");
    let refused = office.say(&budi, "/siaran Halo").await;
    assert!(refused.contains("penyusun"), "{refused}");

    let request = office.last_said_to(&office.owner);
    for part in ["Budi Santoso", "@budisantoso", "penyusun"] {
        assert!(request.contains(part), "{request}");
    }
    assert!(request.contains(&budi.id().to_string()), "{request}");
    office.press(&office.owner, "Sahkan").await;
    office.moment().await;
    let told = office.last_said_to(&budi);
    assert!(told.contains("sudah disahkan"), "{told}");
    let panel = office.say(&budi, "/siaran Halo").await;
    assert!(panel.contains("Rancangan siaran"), "{panel}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_there_are_two_owners_the_inviter_does_not_confirm() {
    let office = Office::with_roster("bakohumas-parepare")
        .second_owner("Rahmat Hidayat")
        .open()
        .await;
    let other = office.other_owner.clone().unwrap();
    // The first owner invites the approver, so the second one confirms.
    let ratna = office.sim.user("Ratna Dewi").create();
    let link = office.invite("penyetuju").await;
    office.open_link(&ratna, &link).await;
    let pop_up = office.press(&office.owner, "Sahkan").await;
    assert!(pop_up.contains("pemilik lain"), "{pop_up}");
    let stranger_still = office.say(&ratna, "/bekukan").await;
    assert!(stranger_still.contains("hanya dapat"), "{stranger_still}");
    office.press(&other, "Sahkan").await;
    office.moment().await;

    let budi = office.sim.user("Budi Santoso").create();
    let link = office.invite("penyusun").await;
    office.open_link(&budi, &link).await;
    office.press(&other, "Sahkan").await;
    office.moment().await;
    for told in [&office.owner, &other, &ratna] {
        let said = office.last_said_to(told);
        assert!(
            said.contains("disahkan oleh Rahmat Hidayat"),
            "{}: {said}",
            told.name()
        );
        assert!(said.contains("Budi Santoso"), "{}: {said}", told.name());
    }
    let again = office.press(&office.owner, "Sahkan").await;
    assert!(again.contains("sudah diputuskan"), "{again}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_an_owner_turns_down_stays_without_effect() {
    let office = Office::of_parepare().await;
    let budi = office.sim.user("Budi Santoso").create();
    let link = office.invite("penyusun").await;
    office.open_link(&budi, &link).await;
    let request = office.owner.last().unwrap();
    let confirm = request.button("Sahkan").unwrap().data.clone().unwrap();
    office.press(&office.owner, "Tolak").await;
    office.moment().await;
    let told = office.last_said_to(&budi);
    assert!(told.contains("tidak disahkan"), "{told}");
    let late = office.press_data(&office.owner, &request, &confirm).await;
    assert!(late.contains("sudah diputuskan"), "{late}");
    let refused = office.say(&budi, "/siaran Halo").await;
    assert!(refused.contains("penyusun"), "{refused}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_works_once_in_its_place_and_in_its_time() {
    let office = Office::of_parepare().await;
    let [budi, joko] = ["Budi", "Joko"].map(|name| office.sim.user(name).create());
    let link = office.invite("penyusun").await;
    office.open_link(&budi, &link).await;
    let said = office.open_link(&joko, &link).await;
    assert!(said.contains("sudah terpakai"), "{said}");

    let link = office.invite("penyetuju").await;
    office.advance(7 * DAY).await;
    let said = office.open_link(&joko, &link).await;
    assert!(said.contains("sudah habis"), "{said}");
    let link = office.invite("petugas ITH").await;
    office.advance(29 * DAY).await;
    let said = office.open_link(&budi, &link).await;
    assert!(said.contains("Anda kini petugas"), "{said}");
    office.advance(DAY).await;
    let said = office.open_link(&joko, &link).await;
    assert!(said.contains("sudah habis"), "{said}");

    for foreign in ["0".repeat(40), "bukan-token".to_owned()] {
        let said = office.say(&joko, &format!("/start {foreign}")).await;
        assert!(said.contains("tidak dikenal"), "{said}");
    }
    let link = office.invite("grup ITH").await;
    let said = office.say(&joko, &office.start_command(&link)).await;
    assert!(said.contains("untuk grup"), "{said}");

    let group = office.sim.group("Humas");
    group.add_bot(&joko);
    let person = office.invite("koordinator").await;
    group.send(&joko, office.start_command(&person));
    office.moment().await;
    let said = office.last_in(&group);
    assert!(said.contains("untuk perorangan"), "{said}");
    // Neither link was spent by being used in the wrong place.
    group.send(&joko, office.start_command(&link));
    office.moment().await;
    let said = office.last_in(&group);
    assert!(said.contains("terdaftar sebagai saluran"), "{said}");
    let said = office.open_link(&joko, &person).await;
    assert!(said.contains("Undangan diterima"), "{said}");

    let late = office.invite("grup KODIM-1405").await;
    office.advance(7 * DAY).await;
    let other = office.sim.group("Kodim");
    joko.add_by_link(&late, &other).unwrap();
    office.moment().await;
    let said = office.last_in(&other);
    assert!(said.contains("sudah habis"), "{said}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_link_for_a_role_that_waits_says_that_it_waits() {
    let office = Office::of_parepare().await;
    let user = office.sim.user("Budi").create();
    for wanted in ["belum berlaku", "masih menunggu pengesahan"] {
        let link = office.invite("penyusun").await;
        let told = office.open_link(&user, &link).await;
        assert!(told.contains(wanted), "{told}");
    }
    office.close().await;
}
