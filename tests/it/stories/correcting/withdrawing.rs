//! Cabut: nothing of it holds any more, and nothing of it is sent any more.

use satupintu_simulator::Fault;

use super::{CODES, SECOND, announced, assert_card, change, copy, notices};
use crate::office::{Office, copies};

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawal_takes_the_words_away_and_the_buttons() {
    let (office, staff, groups) = announced("Kabar yang keliru.").await;
    let member = office.sim.user("Hasan").create();
    groups[0].add_member(&member);
    let old = copy(&groups[0]);
    office.press_on(&member, &old, "Diterima").await;
    office.advance(SECOND * 5).await;
    change(&office, &staff, "/cabut 1 Sumbernya ternyata tidak resmi.").await;
    let said = office.said_to(&staff.approver);
    assert!(
        said.contains("Yang akan dicabut: Siaran No. 1/2026\nKabar yang keliru."),
        "{said}"
    );
    office.advance(SECOND * 10).await;
    for group in &groups {
        let copy = copy(group);
        assert!(
            copy.text.contains("\nDICABUT 16 November 2026"),
            "{}",
            copy.text
        );
        assert!(copy.text.contains("Sumbernya ternyata tidak resmi."));
        assert!(!copy.text.contains("keliru"), "{}", copy.text);
        assert_eq!(copy.labels(), Vec::<String>::new());
        let notice = notices(group).remove(0);
        assert!(notice.text.starts_with("⛔ Siaran No. 1/2026 DICABUT"));
        assert_eq!(notice.labels(), Vec::<String>::new());
        assert_eq!(notice.reply_to, Some(copy.id));
    }
    let data = old.button("Diterima").unwrap().data.clone().unwrap();
    let said = office.press_data(&member, &old, &data).await;
    assert!(said.starts_with("Siaran ini sudah dicabut"), "{said}");
    let card = office.say(&staff.author, "/status 1").await;
    super::assert_lines(&card, &["Naskah 1: 1", "Gagal 0"]);
    assert!(
        card.contains("\nDICABUT: disetujui 16 November 2026"),
        "{card}"
    );
    assert!(!card.contains("Dihentikan oleh"), "{card}");
    let labels = staff.author.last().unwrap().labels().join(" ");
    assert!(
        !labels.contains("Ralat") && !labels.contains("Cabut"),
        "{labels}"
    );
    let list = office.say(&staff.author, "/status").await;
    assert!(list.contains("DICABUT · Kabar"), "{list}");
    // It is final.
    for typed in ["/ralat 1 Lagi.", "/cabut 1 Lagi."] {
        let said = office.say(&staff.author, typed).await;
        assert!(said.contains("sudah dicabut"), "{said}");
    }
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_mid_broadcast_it_reaches_also_who_may_have_got_it_and_nobody_else() {
    let office = Office::with_roster("bakohumas-parepare")
        .setting("OUTBOX__RETRY_UNKNOWN", r#"["10m"]"#)
        .open()
        .await;
    let staff = office.staff().await;
    let groups = office.import_groups(&CODES).await;
    let [arrived, lost, later] = &groups[..] else {
        panic!("three groups");
    };
    // Of one the answer is lost after it arrived; of one nothing has left.
    let once = |fault: Fault, id| {
        office
            .sim
            .fault(fault.method("sendMessage").chat(id).once())
    };
    once(Fault::cut_after(), lost.id());
    once(Fault::too_many_requests(600), later.id());
    office.announce(&staff, "Kabar yang keliru.").await;
    office.advance(SECOND * 5).await;
    assert_eq!(copies(lost, "1/2026").len(), 1);
    change(&office, &staff, "/cabut 1 Keliru.").await;
    office.advance(SECOND * 3600).await;
    assert!(copy(arrived).text.contains("DICABUT"));
    // Nobody knows which message that is, so a new one says it.
    let both = copies(lost, "1/2026");
    assert_eq!(both.len(), 2);
    assert!(both[1].text.contains("\nDICABUT "), "{}", both[1].text);
    assert_eq!(copies(later, "1/2026").len(), 0);
    assert_eq!(notices(later).len(), 0);
    assert_card(
        &office,
        &staff,
        &["Terkirim 2/3", "Gagal 0", "Mungkin ganda 1"],
    )
    .await;
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_draft_against_it_is_dropped_and_a_corrected_one_can_be_withdrawn() {
    let (office, staff, groups) = announced("Satu.").await;
    let other = office.appoint("Citra Lestari", "penyusun").await;
    change(&office, &staff, "/ralat 1 Dua.").await;
    office.advance(SECOND * 10).await;
    office.say(&other, "/ralat 1 Tiga.").await;
    office.advance(SECOND * 3).await;
    change(&office, &staff, "/cabut 1 Batal.").await;
    office.advance(SECOND * 10).await;
    for group in &groups {
        assert!(copy(group).text.contains("\nDICABUT "));
        assert_eq!(notices(group).len(), 2);
    }
    let said = office.last_said_to(&other);
    assert!(said.contains("Siaran itu sudah dicabut"), "{said}");
    assert_card(&office, &staff, &["Naskah 1: 0", "Naskah 2: 0"]).await;
    office.close().await;
}
