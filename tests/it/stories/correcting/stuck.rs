//! Copies that cannot be changed where they are.

use super::{SECOND, announced, assert_card, change, copy, notices};
use crate::office::copies;

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_was_deleted_or_cannot_be_edited_is_followed_by_a_new_one() {
    let (office, staff, groups) = announced("Naskah lama.").await;
    let fault = satupintu_simulator::Fault::refuse(400, "Bad Request: message can't be edited")
        .method("editMessageText")
        .chat(groups[0].id());
    let refused = office.sim.fault(fault.once());
    let deleted = copy(&groups[1]);
    groups[1].delete_message(&deleted);
    change(&office, &staff, "/ralat 1 Naskah baru.").await;
    office.advance(SECOND * 15).await;
    refused.release();
    let [uneditable, gone, usual] = &groups[..] else {
        panic!("three groups");
    };
    // The old one stays as it was; what holds now stands below it, and the notice says so.
    let two = copies(uneditable, "1/2026");
    assert_eq!(two.len(), 2);
    assert!(two[0].text.contains("Naskah lama.") && two[1].text.contains("Naskah baru."));
    // It answers the old message, where that still stands.
    for (group, answered) in [(uneditable, Some(two[0].id)), (gone, None)] {
        let notice = notices(group).remove(0);
        assert!(
            notice.text.contains("pesan lamanya tidak dapat diubah"),
            "{}",
            notice.text
        );
        assert_eq!(notice.reply_to, answered);
    }
    assert!(copy(usual).text.contains("Naskah baru."));
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(
        card.contains("\nPesan lama tidak dapat diubah, dikirim sebagai pesan baru 2: "),
        "{card}"
    );
    assert!(card.contains("\nTerkirim 3/3\n"), "{card}");
    // The button of the old copy is as old as its words; the next correction finds the new copy.
    let member = office.sim.user("Hasan").create();
    uneditable.add_member(&member);
    let said = office.press_on(&member, &two[0], "Diterima").await;
    assert!(said.starts_with("Naskah ini sudah diganti."), "{said}");
    // What is not taken as the new text says at least that it holds no longer.
    let fault = satupintu_simulator::Fault::refuse(400, "Bad Request: can't parse entities")
        .method("editMessageText")
        .chat(usual.id());
    office.sim.fault(fault.once());
    let old = copy(usual);
    change(&office, &staff, "/ralat 1 Naskah ketiga.").await;
    office.advance(SECOND * 15).await;
    let two = copies(uneditable, "1/2026");
    assert!(two[0].text.contains("Naskah lama.") && two[1].text.contains("Naskah ketiga."));
    let answer = notices(uneditable).pop().unwrap();
    assert_eq!(answer.reply_to, Some(two[1].id), "the old one was answered");
    let said = office.sim.message(&old).unwrap().text;
    assert!(
        said.starts_with("(Bagian ini tidak berlaku lagi."),
        "{said}"
    );
    let newest = copies(usual, "1/2026").pop().unwrap();
    assert!(newest.id > old.id && newest.text.contains("Naskah ketiga."));
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(!card.contains("tidak dapat diubah"), "{card}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_group_that_has_moved_nothing_else_is_overwritten() {
    let (office, staff, groups) = announced("Naskah lama.").await;
    let admin = office.sim.user("Admin").create();
    groups[0].add_admin(&admin);
    let moved = groups[0].migrate();
    office.advance(SECOND * 5).await;
    // In its new place ids begin anew: another announcement comes to have that of the first.
    while copies(&moved, "2/2026").is_empty() {
        office.announce(&staff, "Yang lain.").await;
        office.advance(SECOND * 10).await;
    }
    change(&office, &staff, "/ralat 1 Naskah baru.").await;
    office.advance(SECOND * 15).await;
    let new = copies(&moved, "1/2026");
    assert_eq!(new.len(), 1);
    assert!(new[0].text.contains("Naskah baru."));
    assert_eq!(notices(&moved).len(), 1);
    assert!(copies(&moved, "2/2026")[0].text.contains("Yang lain."));
    assert_card(&office, &staff, &["Terkirim 3/3", "Gagal 0"]).await;
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chat_that_is_lost_is_corrected_when_it_is_back() {
    let (office, staff, groups) = announced("Naskah lama.").await;
    let admin = office.sim.user("Admin").create();
    groups[0].add_admin(&admin);
    groups[0].kick_bot(&admin);
    office.a_minute().await;
    change(&office, &staff, "/ralat 1 Naskah baru.").await;
    office.advance(SECOND * 15).await;
    assert!(copy(&groups[0]).text.contains("Naskah lama."));
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nTerkirim 2/3\n"), "{card}");
    assert!(
        card.contains("\nBelum dapat diganti 1: Polres Parepare\n"),
        "{card}"
    );
    groups[0].add_bot(&admin);
    office.advance(SECOND * 15).await;
    assert!(copy(&groups[0]).text.contains("Naskah baru."));
    assert_eq!(notices(&groups[0]).len(), 1);
    assert_card(&office, &staff, &["Terkirim 3/3"]).await;
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_left_the_registry_is_corrected_as_well() {
    let (office, staff, groups) = announced("Naskah lama.").await;
    office.say(&office.owner, "/nonaktif ITH").await;
    office.press(&office.owner, "Ya, nonaktifkan").await;
    office.advance(SECOND * 5).await;
    change(&office, &staff, "/ralat 1 Naskah baru.").await;
    office.advance(SECOND * 15).await;
    for group in &groups {
        assert!(copy(group).text.contains("Naskah baru."));
        assert_eq!(notices(group).len(), 1);
    }
    office.close().await;
}
