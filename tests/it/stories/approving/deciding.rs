//! "Setujui", "Kembalikan", "Tolak".

use satupintu_simulator::{Post, User};
use serde_json::json;

use crate::office::Office;

/// The data of a button that somebody still sees.
fn data(user: &User, label: &str) -> String {
    let panel = user
        .inbox()
        .into_iter()
        .rfind(|it| it.button(label).is_some());
    let panel = panel.unwrap_or_else(|| panic!("no {label:?}"));
    panel.button(label).unwrap().data.clone().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn approving_takes_two_presses_and_can_be_reconsidered() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    office.submit(&staff.author, "Banjir.").await;
    let told = office.said_to(&staff.author);
    assert!(told.contains("Menunggu persetujuan: Ratna Dewi"), "{told}");
    let panel = staff.approver.last().unwrap();
    assert_eq!(panel.labels().len(), 3, "{:?}", panel.labels());
    assert!(panel.text.contains("Budi Santoso") && panel.text.contains("1 saluran"));

    office.press(&staff.approver, "Setujui").await;
    office.moment().await;
    let sure = office.sim.message(&panel).unwrap();
    assert!(sure.text.contains("Kirim ke 1 saluran?"), "{}", sure.text);
    office.press(&staff.approver, "Tidak jadi").await;
    office.moment().await;
    let again = office.sim.message(&panel).unwrap();
    assert_eq!((again.text, again.buttons), (panel.text, panel.buttons));
    assert_eq!(office.count("select count(*) from delivery").await, 0);

    office.approve(&staff.approver).await;
    office.advance(std::time::Duration::from_secs(5)).await;
    assert!(office.last_in(&police).contains("Banjir."));
    // Both watch one message each, edited in place until all has arrived.
    for who in [&staff.author, &staff.approver] {
        let bars: Vec<_> = who
            .inbox()
            .into_iter()
            .filter(|it| it.text.contains("Siaran No. 1/2026") && it.text.contains("Terkirim"))
            .collect();
        assert_eq!(bars.len(), 1, "{bars:?}");
        assert!(bars[0].text.contains("Terkirim 1/1"), "{}", bars[0].text);
        assert!(bars[0].text.contains("Selesai"), "{}", bars[0].text);
        assert!(
            bars[0].edits[0].text.contains("Terkirim 0/1"),
            "{:?}",
            bars[0].edits
        );
    }
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_that_was_returned_comes_back_changed() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let second = office.appoint("Hasan Basri", "penyetuju").await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let source = office.send(&staff.author, "/siaran Kamis").await;
    office.press(&staff.author, "Ajukan").await;
    office.advance(std::time::Duration::from_secs(5)).await;
    let (old_panel, old_approve) = (second.last().unwrap(), data(&second, "Setujui"));
    let old_surely = old_approve.replacen('y', "Y", 1);

    office.press(&staff.approver, "Kembalikan").await;
    office.moment().await;
    let sticker = json!({"sticker": {"file_id": "s", "file_unique_id": "u"}});
    office.send(&staff.approver, Post::raw(&sticker)).await;
    let said = office.last_said_to(&staff.approver);
    assert!(said.contains("Alasannya belum ada"), "{said}");
    office.say(&staff.approver, "Harinya keliru").await;
    office.moment().await;
    let told = office.said_to(&staff.author);
    assert!(told.contains("dikembalikan oleh Ratna Dewi"), "{told}");
    assert!(told.contains("Harinya keliru"), "{told}");
    let settled = office.sim.message(&old_panel).unwrap();
    assert!(settled.text.contains("Dikembalikan") && settled.text.contains("Harinya keliru"));
    for forged in [&old_approve, &old_surely] {
        let pop_up = office.press_data(&second, &old_panel, forged).await;
        assert!(pop_up.contains("sudah berubah"), "{pop_up}");
    }

    staff.author.edit(source, "/siaran Jumat");
    office.moment().await;
    office.press(&staff.author, "Ajukan").await;
    office.advance(std::time::Duration::from_secs(5)).await;
    for forged in [&old_approve, &old_surely] {
        let pop_up = office.press_data(&second, &old_panel, forged).await;
        assert!(pop_up.contains("sudah berubah"), "{pop_up}");
    }
    office.approve(&second).await;
    office.moment().await;
    assert!(office.last_in(&police).contains("\n\nJumat\n\n"));
    let history = "select count(*) from event where announcement_id is not null and kind in \
         ('draft.opened', 'draft.submitted', 'announcement.returned', 'announcement.approved')";
    assert_eq!(office.count(history).await, 5);
    let reason = "select count(*) from event where kind = 'announcement.returned' \
         and detail like '%Harinya keliru%' and actor is not null";
    assert_eq!(office.count(reason).await, 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rejected_announcement_never_leaves() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let second = office.appoint("Hasan Basri", "penyetuju").await;
    let police = office.join_group("POLRES-PAREPARE").await;
    office.submit(&staff.author, "Diskon!").await;
    let (panel, approve) = (second.last().unwrap(), data(&second, "Setujui"));
    office.press(&staff.approver, "Tolak").await;
    office.moment().await;
    office.say(&staff.approver, "Bukan wewenang kami").await;
    office.moment().await;
    let told = office.last_said_to(&staff.author);
    for part in ["Diskon!", "ditolak oleh Ratna Dewi", "Bukan wewenang kami"] {
        assert!(told.contains(part), "{told}");
    }
    let settled = office.sim.message(&panel).unwrap();
    assert!(settled.text.contains("Ditolak") && settled.buttons.is_empty());
    for forged in [
        approve.replacen('y', "Y", 1),
        approve.replacen('y', "r", 1),
        approve,
    ] {
        let pop_up = office.press_data(&second, &panel, &forged).await;
        assert!(pop_up.contains("sudah ditolak"), "{pop_up}");
    }
    let said = office.say(&staff.author, "Isi").await;
    assert!(said.contains("Tidak ada rancangan"), "{said}");
    assert_eq!(police.inbox().len(), 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asked_to_return_it_may_still_approve_and_owes_no_reason() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.join_group("POLRES-PAREPARE").await;
    office.appoint_again(&staff.approver, "penyusun").await;
    office.submit(&staff.author, "Banjir.").await;
    office.press(&staff.approver, "Kembalikan").await;
    office.moment().await;
    office.approve(&staff.approver).await;
    office.moment().await;
    office.say(&staff.approver, "/siaran").await;
    let panel = office.say(&staff.approver, "Isi saya sendiri").await;
    assert!(panel.contains("Rancangan siaran"), "{panel}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_to_approve_is_told_who_did_and_when() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let second = office.appoint("Hasan Basri", "penyetuju").await;
    let police = office.join_group("POLRES-PAREPARE").await;
    office.submit(&staff.author, "Banjir.").await;
    let (panel, approve) = (second.last().unwrap(), data(&second, "Setujui"));
    office.approve(&staff.approver).await;
    office.moment().await;
    let settled = office.sim.message(&panel).unwrap();
    assert!(
        settled.text.contains("Disetujui: Siaran No. 1/2026"),
        "{}",
        settled.text
    );
    assert!(settled.text.contains("Ratna Dewi") && settled.buttons.is_empty());
    for forged in [approve.replacen('y', "Y", 1), approve] {
        let pop_up = office.press_data(&second, &panel, &forged).await;
        assert!(
            pop_up.contains("sudah disetujui oleh Ratna Dewi"),
            "{pop_up}"
        );
        assert!(pop_up.contains("09."), "{pop_up}");
    }
    assert_eq!(police.inbox().len(), 2);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_approve_at_once_one_wins() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let second = office.appoint("Hasan Basri", "penyetuju").await;
    let police = office.join_group("POLRES-PAREPARE").await;
    office.submit(&staff.author, "Banjir.").await;
    for who in [&staff.approver, &second] {
        office.press(who, "Setujui").await;
        office.moment().await;
    }
    let presses = [&staff.approver, &second].map(|who| {
        let panel = who.last().unwrap();
        who.press(&panel, "Ya, kirim").unwrap()
    });
    office.moment().await;
    let answers: Vec<Option<String>> = presses
        .iter()
        .map(|press| press.answer().expect("answered").text)
        .collect();
    let refused: Vec<&String> = answers.iter().flatten().collect();
    assert_eq!(refused.len(), 1, "{answers:?}");
    assert!(refused[0].contains("sudah disetujui oleh"), "{refused:?}");
    office.moment().await;
    assert_eq!(police.inbox().len(), 2);
    assert_eq!(office.count("select max(last) from numbering").await, 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_approved_for_a_day_is_void() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    office.submit(&staff.author, "Banjir.").await;
    let panel = staff.approver.last().unwrap();
    let approve = data(&staff.approver, "Setujui");
    office
        .advance(std::time::Duration::from_secs(24 * 60 * 60))
        .await;
    for forged in [approve.replacen('y', "Y", 1), approve] {
        let pop_up = office.press_data(&staff.approver, &panel, &forged).await;
        assert!(pop_up.contains("kedaluwarsa"), "{pop_up}");
    }
    assert_eq!(police.inbox().len(), 1);
    let panel = office.say(&staff.author, "/siaran Banjir lagi.").await;
    assert!(panel.contains("Rancangan siaran"), "{panel}");
    office.close().await;
}
