//! Where it takes two to approve, and how often it came back before.

use satupintu_simulator::User;

use crate::office::{Office, Staff};

/// Darurat takes two; three approvers.
async fn office_of_two() -> (Office, Staff, [User; 2]) {
    let office = Office::with_roster("bakohumas-parepare")
        .setting("PRIORITY__DARURAT__APPROVERS", "2")
        .open()
        .await;
    let staff = office.staff().await;
    let others = [
        office.appoint("Hasan Basri", "penyetuju").await,
        office.appoint("Wati", "penyetuju").await,
    ];
    office.join_group("POLRES-PAREPARE").await;
    (office, staff, others)
}

async fn numbers(office: &Office) -> i64 {
    office
        .count("select count(*) from announcement where number is not null")
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn it_takes_two_and_each_sees_who_has_approved_it() {
    let (office, staff, [second, third]) = office_of_two().await;
    office
        .submit(&staff.author, "sifat=darurat\nAir naik.")
        .await;
    let request = office.last_said_to(&second);
    assert!(request.contains("Persetujuan: 0 dari 2"), "{request}");
    office.press(&staff.approver, "Setujui").await;
    office.moment().await;
    let sure = office.last_said_to(&staff.approver);
    assert!(sure.contains("masih menunggu penyetuju lain"), "{sure}");
    office.press(&staff.approver, "Ya, kirim").await;
    office.moment().await;
    assert_eq!(numbers(&office).await, 0);
    for who in [&second, &third] {
        let panel = office.last_said_to(who);
        assert!(
            panel.contains("Persetujuan: 1 dari 2\n• Ratna Dewi, 16 November"),
            "{panel}"
        );
    }
    let own = staff.approver.last().unwrap();
    assert!(
        own.text.contains("Anda sudah menyetujuinya"),
        "{}",
        own.text
    );
    assert_eq!(own.labels(), ["↩️ Kembalikan", "⛔ Tolak"]);
    let told = office.last_said_to(&staff.author);
    assert!(
        told.contains("1 dari 2 persetujuan: “Air naik.”\nDisetujui oleh Ratna Dewi"),
        "{told}"
    );
    // The same person does not count twice.
    let id = office.count("select max(id) from announcement").await;
    let again = format!("Y:{id}:1");
    let pop_up = office.press_data(&staff.approver, &own, &again).await;
    assert!(
        pop_up.contains("Masih menunggu 1 penyetuju lain"),
        "{pop_up}"
    );
    assert_eq!(numbers(&office).await, 0);
    // Nor is who has approved reminded, but the others are.
    office
        .advance(std::time::Duration::from_secs(11 * 60))
        .await;
    let reminded = |who: &User| {
        office
            .said_to(who)
            .contains("masih menunggu keputusan Anda")
    };
    assert!(!reminded(&staff.approver) && reminded(&second));

    office.approve(&second).await;
    office.advance(std::time::Duration::from_secs(8)).await;
    assert_eq!(numbers(&office).await, 1);
    for who in [&staff.author, &staff.approver, &second] {
        let said = office.said_to(who);
        assert!(said.contains("Terkirim 1/1"), "{}: {said}", who.name());
    }
    let pop_up = office
        .press_data(&third, &third.last().unwrap(), &again)
        .await;
    assert!(
        pop_up.contains("sudah disetujui oleh Hasan Basri"),
        "{pop_up}"
    );
    let both = "select count(*) from approval";
    assert_eq!(office.count(both).await, 2);
    // Both answer for it.
    let card = office.say(&staff.approver, "/status 1").await;
    assert!(card.contains("Terkirim 1/1"), "{card}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_urgent_takes_one_still() {
    let (office, staff, _) = office_of_two().await;
    office.announce(&staff, "sifat=penting\nRapat.").await;
    assert_eq!(numbers(&office).await, 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_approve_at_the_same_instant_give_it_one_number() {
    let (office, staff, [second, third]) = office_of_two().await;
    office
        .submit(&staff.author, "sifat=darurat\nAir naik.")
        .await;
    let all = [&staff.approver, &second, &third];
    for who in all {
        office.press(who, "Setujui").await;
        office.moment().await;
    }
    let presses = all.map(|who| {
        let panel = who.last().unwrap();
        who.press(&panel, "Ya, kirim").unwrap()
    });
    office.moment().await;
    let answers = presses
        .iter()
        .map(|press| press.answer().expect("answered").text);
    let refused: Vec<String> = answers.flatten().collect();
    assert_eq!(refused.len(), 1, "{refused:?}");
    assert!(refused[0].contains("sudah disetujui oleh"), "{refused:?}");
    assert_eq!(office.count("select max(last) from numbering").await, 1);
    assert_eq!(office.count("select count(*) from approval").await, 2);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_return_by_one_voids_what_the_other_approved() {
    let (office, staff, [second, third]) = office_of_two().await;
    office
        .submit(&staff.author, "sifat=darurat\nAir naik.")
        .await;
    office.approve(&staff.approver).await;
    office.moment().await;
    office.press(&second, "Kembalikan").await;
    office.moment().await;
    office.say(&second, "Sebutkan desanya.").await;
    office.moment().await;
    let panel = office.last_said_to(&staff.author);
    assert!(
        panel.contains("Riwayat pengembalian\nHasan Basri, 16 November"),
        "{panel}"
    );
    assert!(panel.contains("Sebutkan desanya."), "{panel}");
    office.press(&staff.author, "Ajukan").await;
    office.moment().await;
    let request = office.last_said_to(&third);
    assert!(request.contains("Persetujuan: 0 dari 2"), "{request}");
    assert!(request.contains("Sebutkan desanya."), "{request}");
    office.approve(&third).await;
    office.moment().await;
    assert_eq!(numbers(&office).await, 0);
    // Who approved the former version may approve this one too.
    office.approve(&staff.approver).await;
    office.moment().await;
    assert_eq!(numbers(&office).await, 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_no_approver_any_more_has_approved_nothing() {
    let (office, staff, [second, third]) = office_of_two().await;
    office
        .submit(&staff.author, "sifat=darurat\nAir naik.")
        .await;
    office.approve(&staff.approver).await;
    office.moment().await;
    let grant = "select max(g.id) from role_grant g join person p on p.id = g.person_id \
                 where g.role = 'approver' and p.name = 'Ratna Dewi'";
    let end = format!("gE:{}", office.count(grant).await);
    office.say(&office.owner, "/peran").await;
    let list = office.owner.last().unwrap();
    office.press_data(&office.owner, &list, &end).await;
    office.moment().await;
    let said = office.said_to(&second);
    assert!(said.contains("Persetujuan: 0 dari 2"), "{said}");
    // Not even if the role comes back.
    office.appoint_again(&staff.approver, "penyetuju").await;
    office.approve(&second).await;
    office.moment().await;
    assert_eq!(numbers(&office).await, 0);
    office.approve(&third).await;
    office.moment().await;
    assert_eq!(numbers(&office).await, 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_not_handed_over_where_too_few_could_approve() {
    let office = Office::with_roster("bakohumas-parepare")
        .setting("PRIORITY__BIASA__APPROVERS", "2")
        .open()
        .await;
    let staff = office.staff().await;
    office.join_group("POLRES-PAREPARE").await;
    office.say(&staff.author, "/siaran Rapat.").await;
    let pop_up = office.press(&staff.author, "Ajukan").await;
    assert!(pop_up.contains("perlu 2 penyetuju"), "{pop_up}");
    assert!(
        pop_up.contains("dihubungi 1") && pop_up.contains("Sri Wahyuni"),
        "{pop_up}"
    );
    office.appoint("Hasan Basri", "penyetuju").await;
    office.press(&staff.author, "Ajukan").await;
    let open = "select count(*) from announcement where state = 'submitted'";
    assert_eq!(office.count(open).await, 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_latest_reasons_stand_in_panel_and_request() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.join_group("POLRES-PAREPARE").await;
    office.submit(&staff.author, "Banjir.").await;
    for reason in ["Alasan satu", "Alasan dua", "Alasan tiga", "Alasan empat"] {
        office.press(&staff.approver, "Kembalikan").await;
        office.moment().await;
        office.say(&staff.approver, reason).await;
        office.moment().await;
        office.press(&staff.author, "Ajukan").await;
        office.moment().await;
    }
    let request = office.last_said_to(&staff.approver);
    let at = |reason| request.find(reason);
    assert!(at("Alasan empat") < at("Alasan tiga") && at("Alasan tiga") < at("Alasan dua"));
    assert!(
        at("Alasan dua").is_some() && at("Alasan satu").is_none(),
        "{request}"
    );
    let kept = "select count(*) from event where kind = 'announcement.returned'";
    assert_eq!(office.count(kept).await, 4);
    office.close().await;
}
