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
    for group in [uneditable, gone] {
        let notice = notices(group).remove(0);
        assert!(
            notice.text.contains("pesan lamanya tidak dapat diubah"),
            "{}",
            notice.text
        );
        let new = copies(group, "1/2026");
        assert_eq!(notice.reply_to, Some(new.last().unwrap().id));
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
    change(&office, &staff, "/ralat 1 Naskah ketiga.").await;
    office.advance(SECOND * 15).await;
    let two = copies(uneditable, "1/2026");
    assert!(two[0].text.contains("Naskah lama.") && two[1].text.contains("Naskah ketiga."));
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
