//! `/peran`: who holds which role where.

use super::{data, open};
use crate::office::Office;

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_sees_who_holds_what_and_settles_what_waits_there() {
    let office = Office::of_parepare().await;
    office.staff().await;
    let dewi = office.sim.user("Dewi Lestari").username("dewi_l").create();
    let link = office.invite("penyusun").await;
    office.open_link(&dewi, &link).await;

    let list = office.say(&office.owner, "/peran").await;
    assert!(list.contains("Semua: 5 peran"), "{list}");
    let first = "1. ⏳ Dewi Lestari (@dewi_l) – penyusun untuk semua lembaga";
    assert!(list.contains(first), "{list}");
    for line in [
        "Budi Santoso – penyusun",
        "Ratna Dewi – penyetuju",
        "Sri Wahyuni – pemilik",
    ] {
        assert!(list.contains(line), "{list}");
    }
    let own = office.said_to(&office.owner);
    assert!(
        own.contains("Peran Anda\n• pemilik untuk semua lembaga"),
        "{own}"
    );
    office.press(&office.owner, "Sahkan 1").await;
    office.moment().await;
    assert!(office.last_said_to(&dewi).contains("sudah disahkan"));

    for (typed, wanted, missing) in [
        ("/peran penyusun", "Dewi Lestari", "Ratna Dewi"),
        ("/peran @DEWI_L", "Dewi Lestari", "Ratna Dewi"),
        ("/peran dewi", "Ratna Dewi", "Budi"),
        (
            &format!("/peran {}", dewi.id()),
            "Dewi Lestari",
            "Ratna Dewi",
        ),
        ("/peran tidak ada orangnya", "Tidak ada peran", "Dewi"),
    ] {
        let list = office.say(&office.owner, typed).await;
        assert!(
            list.contains(wanted) && !list.contains(missing),
            "{typed}: {list}"
        );
    }
    let told = office.say(&dewi, "/peran").await;
    assert!(
        told.starts_with("Peran Anda\n• penyusun untuk semua lembaga, sejak"),
        "{told}"
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coordinator_sees_officers_and_coordinators_of_the_own_scope_and_ends_officers_only() {
    let office = Office::with_roster("kpu-2021").open().await;
    let andi = office.appoint("Andi Pratama", "koordinator KPU-64").await;
    office.appoint("Maya Sari", "koordinator KPU-64.74").await;
    office.appoint("Budi Santoso", "penyusun KPU-64").await;
    office.appoint("Ratna Dewi", "koordinator KPU-63").await;
    let hasan = office.officer("Iptu Hasan", "KPU-64.74").await;
    office.officer("Joko Widada", "KPU-63").await;

    let list = office.say(&andi, "/peran").await;
    assert!(list.contains("Semua: 3 peran"), "{list}");
    for line in [
        "Andi Pratama – koordinator",
        "Maya Sari – koordinator",
        "Iptu Hasan – petugas",
    ] {
        assert!(list.contains(line), "{list}");
    }
    for typed in [
        "/peran budi",
        "/peran KPU-63",
        "/peran penyetuju",
        "/peran joko",
    ] {
        let list = office.say(&andi, typed).await;
        assert!(
            list.contains("Tidak ada peran seperti itu"),
            "{typed}: {list}"
        );
    }
    let list = office.say(&andi, "/peran kpu-64.74").await;
    assert!(list.contains("KPU-64.74 dan bawahannya: 2 peran"), "{list}");

    // The coordinator below is to be seen, the officer may be taken back.
    office.say(&andi, "/peran maya").await;
    let sheet = open(&office, &andi, "1").await;
    assert!(sheet.contains("koordinator untuk KPU-64.74"), "{sheet}");
    assert!(andi.last().unwrap().button("Cabut").is_none());
    let (at, opens) = data(&andi, "‹ Daftar peran");
    let maya = office.count("select min(id) from role_grant where role = 'coordinator' and area_value = 'KPU-64.74'").await;
    for forged in [format!("ge:{maya}"), format!("gE:{maya}")] {
        let refused = office.press_data(&andi, &at, &forged).await;
        assert!(
            refused.contains("hanya dapat dilakukan oleh pemilik"),
            "{refused}"
        );
    }
    office.press_data(&andi, &at, &opens).await;
    office.say(&andi, "/peran hasan").await;
    open(&office, &andi, "1").await;
    office.press(&andi, "Cabut: petugas untuk KPU-64.74").await;
    office.moment().await;
    office.press(&andi, "Ya, cabut").await;
    office.moment().await;
    let told = office.last_said_to(&hasan);
    assert!(
        told.contains("Peran Anda berakhir: petugas untuk KPU-64.74"),
        "{told}"
    );
    let refused = office.say(&hasan, "/status").await;
    assert!(refused.contains("hanya dapat dilakukan"), "{refused}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_turns_its_pages_and_keeps_what_it_is_narrowed_to() {
    let office = Office::of_parepare().await;
    let codes = Office::codes("bakohumas-parepare");
    for (number, code) in codes.iter().take(9).enumerate() {
        office.officer(&format!("Petugas {number}"), code).await;
    }
    let list = office.say(&office.owner, "/peran petugas").await;
    assert!(
        list.contains("petugas: 9 peran") && list.contains("Halaman 1/2"),
        "{list}"
    );
    let (message, on) = data(&office.owner, "Berikutnya ›");
    office.press_data(&office.owner, &message, &on).await;
    office.moment().await;
    let turned = office.sim.message(&message).unwrap();
    assert!(turned.text.contains("9. Petugas"), "{}", turned.text);
    assert!(turned.text.contains("Halaman 2/2"), "{}", turned.text);
    // A page that never was is the last one.
    let far = on.rsplit_once(':').unwrap().0.to_owned() + ":9000000000";
    office.press_data(&office.owner, &message, &far).await;
    office.moment().await;
    let turned = office.sim.message(&message).unwrap();
    assert!(turned.text.contains("Halaman 2/2"), "{}", turned.text);

    let joko = office.sim.user("Joko").create();
    let none = office.say(&joko, "/peran").await;
    assert!(none.contains("belum memiliki peran"), "{none}");
    let at = joko.last().unwrap();
    let refused = office.press_data(&joko, &at, &on).await;
    assert!(refused.contains("hanya dapat dilakukan"), "{refused}");
    office.close().await;
}
