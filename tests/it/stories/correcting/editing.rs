//! Copies that are there are edited in place, and say so.

use super::{CODES, SECOND, announced, assert_card, change, copy, notices};
use crate::office::{Office, copies, formatting_of};
use satupintu_simulator::SentMessage;

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_takes_the_place_of_every_copy_and_asks_to_confirm_anew() {
    let (office, staff, groups) = announced("Pemungutan suara Selasa, 17 November 2026.").await;
    let member = office.sim.user("Hasan").create();
    groups[0].add_member(&member);
    let old = copy(&groups[0]);
    office.press_on(&member, &old, "Diterima").await;
    office.advance(SECOND * 5).await;
    office
        .say(
            &staff.author,
            "/ralat 1 Pemungutan suara Rabu, 18 November 2026.",
        )
        .await;
    office.advance(SECOND * 3).await;
    // Author and approver see what has changed above the exact preview.
    let shown = staff.author.inbox();
    let changes = shown
        .iter()
        .rfind(|it| it.text.starts_with("Perubahan terhadap naskah 1"));
    let changes = changes.unwrap();
    assert!(
        changes
            .text
            .ends_with("\nPemungutan suara Selasa,Rabu, 1718 November 2026."),
        "{}",
        changes.text
    );
    assert_eq!(formatting_of(changes, "Selasa,")[0].kind, "strikethrough");
    assert_eq!(formatting_of(changes, "Rabu,")[0].kind, "bold");
    let panel = office.last_said_to(&staff.author);
    assert!(
        panel.starts_with("Rancangan ralat Siaran No. 1/2026"),
        "{panel}"
    );
    assert!(
        panel.contains("di 3 saluran yang sudah menerimanya"),
        "{panel}"
    );
    // Options are those of the original.
    let labels = staff.author.last().unwrap().labels().join(" ");
    assert!(
        !labels.contains("Sasaran") && !labels.contains("Jadwal"),
        "{labels}"
    );
    office.press(&staff.author, "Ajukan").await;
    office.advance(SECOND * 6).await;
    let said = office.said_to(&staff.approver);
    assert!(said.contains("Perubahan terhadap naskah 1"), "{said}");
    assert!(
        said.contains("Mohon persetujuan ralat Siaran No. 1/2026"),
        "{said}"
    );
    assert_eq!(
        copy(&groups[0]).text,
        old.text,
        "changed before it was approved"
    );
    office.approve(&staff.approver).await;
    office.advance(SECOND * 10).await;

    for group in &groups {
        let new = copy(group);
        assert_eq!((new.id, new.date_ms), (copy(group).id, new.date_ms));
        assert!(
            new.text
                .starts_with("SIARAN RESMI No. 1/2026\nRALAT 16 November 2026 09."),
            "{}",
            new.text
        );
        assert!(
            new.text
                .contains("\n\nPemungutan suara Rabu, 18 November 2026.\n\n")
        );
        let notice = notices(group);
        assert_eq!(notice.len(), 1);
        assert_eq!(notice[0].reply_to, Some(new.id));
        assert!(notice[0].button("Diterima").is_some());
        assert!(new.button("Diterima").is_some());
    }
    let code = |text: &str| text.split("Kode keaslian: ").nth(1).unwrap()[..14].to_owned();
    assert_ne!(code(&old.text), code(&copy(&groups[0]).text));

    // The old button says that it is old; the fresh one, below the notice, confirms anew.
    assert_card(
        &office,
        &staff,
        &["Terkirim 3/3", "Diterima 0/3", "Naskah 1: 1"],
    )
    .await;
    let data = old.button("Diterima").unwrap().data.clone().unwrap();
    let said = office.press_data(&member, &old, &data).await;
    assert!(said.starts_with("Naskah ini sudah diganti."), "{said}");
    let notice = notices(&groups[0]).remove(0);
    let said = office.press_on(&member, &notice, "Diterima").await;
    assert!(said.contains("tercatat diterima"), "{said}");
    office.advance(SECOND * 10).await;
    // Both buttons show who confirmed.
    for message in [copy(&groups[0]), notices(&groups[0]).remove(0)] {
        let labels = message.labels();
        assert_eq!(labels, ["✅ Diterima · Hasan (1)"], "{}", message.text);
    }
    let card = office.say(&staff.coordinator, "/status 1").await;
    super::assert_lines(&card, &["Diterima 1/3", "Naskah 1: 1"]);
    assert!(
        card.contains("\nRALAT: naskah 2, disetujui 16 November 2026"),
        "{card}"
    );
    assert!(
        card.contains("\n• Naskah 2 (ralat): Budi Santoso, disetujui Ratna Dewi, 16 November"),
        "{card}"
    );
    let list = office.say(&staff.coordinator, "/status").await;
    assert!(list.contains("RALAT · Pemungutan suara Rabu"), "{list}");
    // It has no number and is in no list of its own.
    assert_eq!(list.matches("/2026 ·").count(), 1, "{list}");
    office.announce(&staff, "Lain.").await;
    office.advance(SECOND * 10).await;
    assert_eq!(copies(&groups[0], "2/2026").len(), 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn corrections_follow_one_another_and_each_is_against_the_last() {
    let (office, staff, groups) = announced("Satu.").await;
    change(&office, &staff, "/ralat 1 Dua.").await;
    office.advance(SECOND * 10).await;
    // A second one before the notices of the first have gone out everywhere.
    office.say(&staff.author, "/ralat 1/2026 Tiga.").await;
    office.advance(SECOND * 3).await;
    let said = office.said_to(&staff.author);
    assert!(
        said.contains("Perubahan terhadap naskah 2 Siaran No. 1/2026\nDua.Tiga."),
        "{said}"
    );
    office.press(&staff.author, "Ajukan").await;
    office.advance(SECOND * 6).await;
    office.approve(&staff.approver).await;
    office.advance(SECOND * 10).await;
    for group in &groups {
        assert!(copy(group).text.contains("\n\nTiga.\n\n"));
        // The first asks nothing any more.
        let asked: Vec<_> = notices(group).iter().map(SentMessage::labels).collect();
        assert_eq!(asked, [vec![], vec!["✅ Diterima".to_owned()]]);
        assert_eq!(copy(group).edits.len(), 2);
    }
    assert_card(
        &office,
        &staff,
        &[
            "Terkirim 3/3",
            "Naskah 1: 0",
            "Naskah 2: 0",
            "Riwayat naskah",
        ],
    )
    .await;
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_text_becomes_longer_and_shorter_without_a_word_of_the_old_left_over() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let groups = office.import_groups(&CODES[..2]).await;
    office.announce_four_parts(&staff).await;
    office.advance(SECOND * 30).await;
    change(&office, &staff, "/ralat 1 Pendek saja.").await;
    office.advance(SECOND * 20).await;
    for group in &groups {
        let all = group.inbox();
        assert!(all.iter().all(|it| !it.text.contains("Bab ")), "{all:?}");
        let blanks = all
            .iter()
            .filter(|it| it.text.starts_with("(Bagian ini tidak berlaku lagi. "));
        assert_eq!(blanks.count(), 3);
        assert_eq!(notices(group).len(), 1);
        // The button stands below the only part, and no other.
        let buttons = all.iter().filter(|it| it.button("Diterima").is_some());
        let with: Vec<i64> = buttons.map(|it| it.id).collect();
        assert_eq!(with, [copy(group).id, notices(group)[0].id]);
    }
    // Longer again than the first was: the messages are used anew, and one is added.
    office.say(&staff.author, "/ralat 1").await;
    for part in 1..=5 {
        let text = format!("Pasal {part}. {}", "isi ".repeat(900));
        office.say(&staff.author, text.trim()).await;
    }
    office.submit_and_approve_long(&staff).await;
    office.advance(SECOND * 60).await;
    for group in &groups {
        let all = group.inbox();
        for part in 1..=5 {
            let with = all
                .iter()
                .filter(|it| it.text.contains(&format!("Pasal {part}.")));
            assert_eq!(with.count(), 1, "Pasal {part}");
        }
        assert!(all.iter().all(|it| !it.text.starts_with("(Bagian ini")));
    }
    assert_card(&office, &staff, &["Terkirim 2/2", "Gagal 0"]).await;
    office.close().await;
}
