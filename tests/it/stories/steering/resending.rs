//! "Kirim ulang yang gagal".

use std::time::Duration;

use satupintu_simulator::Fault;

use super::{SECOND, UNPARSABLE, events, refuse};
use crate::office::{Office, assert_one_copy_each, chapters, copies};

#[tokio::test(flavor = "multi_thread")]
async fn what_failed_is_sent_again_once_and_what_cannot_be_reached_is_left_out() {
    let office = Office::with_roster("bakohumas-parepare")
        .setting("OUTBOX__RETRY_UNKNOWN", r#"["2s"]"#)
        .open()
        .await;
    let staff = office.staff().await;
    let groups = office
        .import_groups(&Office::codes("bakohumas-parepare"))
        .await;
    let (silent, rest) = groups.split_at(2);
    let (refused, rest) = rest.split_at(1);
    let (lost, _) = rest.split_at(1);
    for group in silent {
        let fault = Fault::cut_after().method("sendMessage");
        office.sim.fault(fault.chat(group.id()));
    }
    refuse(&office, refused, 400, UNPARSABLE);
    refuse(
        &office,
        lost,
        403,
        "Forbidden: bot was kicked from the group chat",
    );
    office.announce(&staff, "Peringatan dini cuaca.").await;
    office.advance(SECOND * 30).await;
    let bar = office.last_said_to(&staff.author);
    assert!(bar.contains("Selesai."), "{bar}");

    let card = office.say(&staff.coordinator, "/status 1").await;
    for line in [
        "Terkirim 12/16",
        "Gagal 4",
        "• tidak dapat dijangkau: 1",
        "• Telegram tidak menjawab, meski dicoba berulang kali: 2",
        "Mungkin ganda 2",
    ] {
        assert!(card.lines().any(|one| one == line), "{line} not in {card}");
    }
    let labels = staff.coordinator.last().unwrap().labels();
    assert!(
        !labels.iter().any(|it| it.contains("Kirim ulang")),
        "{labels:?}"
    );

    office.sim.clear_faults();
    refuse(
        &office,
        lost,
        403,
        "Forbidden: bot was kicked from the group chat",
    );
    office.say(&staff.author, "/status 1").await;
    let card = staff.author.last().unwrap();
    // Two presses at once do it once.
    let presses = [
        staff.author.press(&card, "Kirim ulang").unwrap(),
        staff.author.press(&card, "Kirim ulang").unwrap(),
    ];
    let mut said = Vec::new();
    for press in presses {
        let answer = press.wait_answer(SECOND * 10).await;
        said.push(answer.and_then(|answer| answer.text).unwrap_or_default());
    }
    assert!(
        said[0].starts_with("Dikirim ulang ke 3 saluran. 1 saluran belum"),
        "{said:?}"
    );
    assert!(
        said[1].starts_with("Belum ada yang dapat dikirim ulang: 1 saluran"),
        "{said:?}"
    );
    office.advance(SECOND * 30).await;
    assert_eq!(events(&office, "broadcast.finished").await, 2);
    assert_eq!(events(&office, "broadcast.resent").await, 1);
    assert_eq!(copies(&refused[0], "1/2026").len(), 1);
    for group in silent {
        assert_eq!(copies(group, "1/2026").len(), 3);
    }
    let card = office.say(&staff.author, "/status 1").await;
    for line in ["Terkirim 15/16", "Gagal 1", "Mungkin ganda 2"] {
        assert!(card.lines().any(|one| one == line), "{line} not in {card}");
    }
    let labels = staff.author.last().unwrap().labels();
    assert!(
        !labels.iter().any(|it| it.contains("Kirim ulang")),
        "{labels:?}"
    );
    let bars = staff.author.inbox();
    let bar = bars.iter().find(|it| it.text.contains("Selesai.")).unwrap();
    assert!(
        bar.text.contains("Terkirim 15/16\nGagal 1\n"),
        "{}",
        bar.text
    );
    assert!(
        bar.edits
            .iter()
            .any(|edit| edit.text.contains("Terkirim 12/16"))
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_text_is_sent_again_from_the_part_that_failed() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let groups = office.import_groups(&["POLRES-PAREPARE", "ITH"]).await;
    let fault = Fault::refuse(400, UNPARSABLE).method("sendMessage");
    office.sim.fault(fault.chat(groups[0].id()).skip(2).once());
    office.announce_four_parts(&staff).await;
    office.advance(SECOND * 30).await;
    assert_eq!(chapters(&groups[0].inbox()).len(), 2);
    office.say(&staff.approver, "/status 1").await;
    office.press(&staff.approver, "Kirim ulang").await;
    office.advance(SECOND * 30).await;
    for group in &groups {
        assert_eq!(chapters(&group.inbox()), [1, 2, 3, 4]);
    }
    // The button under the last part works, and is on record as of this copy.
    let member = office.sim.user("Wati").create();
    groups[0].add_member(&member);
    let last = groups[0].last().unwrap();
    office.press_on(&member, &last, "Diterima").await;
    office.advance(Duration::from_secs(5)).await;
    assert!(
        groups[0]
            .last()
            .unwrap()
            .button("Diterima · Wati")
            .is_some()
    );
    assert_eq!(groups[1].inbox().len(), groups[0].inbox().len());
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_may_send_again_and_where_nothing_failed_there_is_nothing_to_press() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let groups = office.import_groups(&["POLRES-PAREPARE", "ITH"]).await;
    refuse(&office, &groups[..1], 400, UNPARSABLE);
    office.announce(&staff, "Satu.").await;
    office.advance(SECOND * 10).await;
    office.sim.clear_faults();
    office.say(&office.owner, "/status 1").await;
    let card = office.owner.last().unwrap();
    let data = card.button("Kirim ulang").unwrap().data.clone().unwrap();
    office.press(&office.owner, "Kirim ulang").await;
    office.advance(SECOND * 10).await;
    assert_one_copy_each(&groups, "1/2026");
    let said = office.press_data(&office.owner, &card, &data).await;
    assert_eq!(
        said,
        "Tidak ada pengiriman gagal yang perlu diulang. Ketik /status untuk melihat hasilnya."
    );
    office.close().await;
}
