//! Who may correct, and what becomes of several drafts against one announcement.

use super::{SECOND, announced, change, copy, notices};

#[tokio::test(flavor = "multi_thread")]
async fn of_two_authors_the_first_approved_holds_and_the_other_goes_on_against_that() {
    let (office, staff, groups) = announced("Satu.").await;
    let other = office.appoint("Citra Lestari", "penyusun").await;
    office.say(&staff.author, "/ralat 1 Dari Budi.").await;
    office.say(&other, "/ralat 1 Dari Citra.").await;
    office.advance(SECOND * 3).await;
    office.press(&staff.author, "Ajukan").await;
    office.advance(SECOND * 8).await;
    let first = staff.approver.last().unwrap();
    office.press(&other, "Ajukan").await;
    office.advance(SECOND * 8).await;
    let second = staff.approver.last().unwrap();
    assert_ne!(first.id, second.id);
    // The second one is approved; the first, handed over as well, is void.
    office.approve(&staff.approver).await;
    office.advance(SECOND * 10).await;
    assert!(copy(&groups[0]).text.contains("Dari Citra."));
    let said = office.said_to(&staff.author);
    assert!(
        said.contains("Ratna Dewi baru saja menyetujui ralat lain"),
        "{said}"
    );
    assert!(said.contains("Siaran No. 1/2026 Anda diralat"), "{said}");
    let inbox = staff.approver.inbox();
    let closed = inbox.iter().find(|it| it.id == first.id).unwrap();
    assert!(
        closed.text.starts_with("↩️ Kembali kepada penyusun"),
        "{}",
        closed.text
    );
    let data = first.button("Setujui").unwrap().data.clone().unwrap();
    for tag in ["y", "Y"] {
        let forged = data.replacen('y', tag, 1);
        let refused = office.press_data(&staff.approver, &first, &forged).await;
        assert!(refused.contains("berubah"), "{refused}");
    }
    // It is a draft against the new text, and holds once it is approved.
    assert!(said.contains("Perubahan terhadap naskah 2"), "{said}");
    office.press(&staff.author, "Ajukan").await;
    office.advance(SECOND * 6).await;
    office.approve(&staff.approver).await;
    office.advance(SECOND * 10).await;
    assert!(copy(&groups[0]).text.contains("Dari Budi."));
    assert_eq!(notices(&groups[0]).len(), 2);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_approver_sends_a_correction_back_and_nothing_leaves_until_it_is_right() {
    let (office, staff, groups) = announced("Satu.").await;
    office.say(&staff.author, "/ralat 1 Duaa.").await;
    office.advance(SECOND * 3).await;
    office.press(&staff.author, "Ajukan").await;
    office.advance(SECOND * 6).await;
    office.press(&staff.approver, "Kembalikan").await;
    office.moment().await;
    office.say(&staff.approver, "Salah ketik.").await;
    office.advance(SECOND * 5).await;
    let said = office.said_to(&staff.author);
    assert!(said.contains("Salah ketik."), "{said}");
    assert!(copy(&groups[0]).edits.is_empty());
    // The draft is replaced by another of the same author's.
    change(&office, &staff, "/ralat 1 Dua.").await;
    office.advance(SECOND * 10).await;
    assert!(copy(&groups[0]).text.contains("\n\nDua.\n\n"));
    let drafts = "select count(*) from announcement where state = 'draft'";
    assert_eq!(office.count(drafts).await, 0);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_corrects_alone_or_for_another_institution() {
    let (office, staff, groups) = announced("Satu.").await;
    // An author who approves as well does not approve their own.
    office.appoint_again(&staff.author, "penyetuju").await;
    office.say(&staff.author, "/ralat 1 Dua.").await;
    office.advance(SECOND * 3).await;
    office.press(&staff.author, "Ajukan").await;
    office.advance(SECOND * 6).await;
    let id = office.count("select max(id) from announcement").await;
    let bar = staff.author.last().unwrap();
    let refused = office
        .press_data(&staff.author, &bar, &format!("Y:{id}:1"))
        .await;
    assert!(refused.contains("sendiri"), "{refused}");
    // Somebody who speaks for one office sees the announcement and cannot change it.
    let local = office.appoint("Dewi", "penyusun ITH").await;
    let refused = office.say(&local, "/ralat 1 Tiga.").await;
    assert!(refused.contains("di luar"), "{refused}");
    let original = office.count("select min(id) from announcement").await;
    let at = local.last().unwrap();
    for tag in ["ra", "cb"] {
        let refused = office
            .press_data(&local, &at, &format!("{tag}:{original}:0"))
            .await;
        assert!(refused.contains("di luar"), "{refused}");
    }
    // A coordinator writes nothing at all.
    let refused = office.say(&staff.coordinator, "/cabut 1 Salah.").await;
    assert!(refused.contains("penyusun"), "{refused}");
    assert!(copy(&groups[0]).edits.is_empty());
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_begun_by_a_number_by_a_reply_or_by_a_button() {
    let (office, staff, groups) = announced("Pasar murah hari Senin.").await;
    for typed in ["/ralat", "/cabut", "/ralat Tanpa nomor"] {
        let said = office.say(&staff.author, typed).await;
        assert!(said.contains("Sebutkan nomor siarannya"), "{said}");
    }
    let said = office.say(&staff.author, "/ralat 7 Apa saja").await;
    assert!(said.contains("No. 7 tidak ditemukan"), "{said}");
    // In reply to the preview, which has no number, and to the bar, which has one.
    let inbox = staff.author.inbox();
    let preview = inbox.iter().find(|it| it.text.contains("No. …")).unwrap();
    let bar = inbox
        .iter()
        .rfind(|it| it.text.starts_with("Siaran No. 1/2026"))
        .unwrap();
    for quoted in [preview, bar] {
        staff
            .author
            .reply(quoted, "/ralat Pasar murah hari Selasa.");
        office.advance(SECOND * 4).await;
        let panel = office.last_said_to(&staff.author);
        assert!(
            panel.starts_with("Rancangan ralat Siaran No. 1/2026"),
            "{panel}"
        );
    }
    // The buttons of the card ask for the words.
    office.say(&staff.author, "/status 1").await;
    office.press(&staff.author, "Ralat").await;
    office.advance(SECOND * 3).await;
    let asked = office.last_said_to(&staff.author);
    assert!(asked.starts_with("✏️ Ralat Siaran No. 1/2026"), "{asked}");
    // A new announcement is none of its words.
    office.say(&staff.author, "/siaran Lain lagi.").await;
    office.advance(SECOND * 3).await;
    let panel = office.last_said_to(&staff.author);
    assert!(panel.starts_with("Rancangan siaran"), "{panel}");
    office.press(&staff.author, "Batal").await;
    office.moment().await;
    office.say(&staff.author, "Pasar murah hari Rabu.").await;
    office.advance(SECOND * 3).await;
    office.press(&staff.author, "Ajukan").await;
    office.advance(SECOND * 6).await;
    office.approve(&staff.approver).await;
    office.advance(SECOND * 10).await;
    assert!(copy(&groups[0]).text.contains("Pasar murah hari Rabu."));
    office.close().await;
}
