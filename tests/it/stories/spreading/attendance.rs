//! "Hadir" and "Tidak hadir" below an invitation.

use std::time::Duration;

use satupintu_simulator::{Chat, SentMessage};

use crate::office::{Office, copies};

const SECOND: Duration = Duration::from_secs(1);
const HOUR: Duration = Duration::from_secs(60 * 60);

fn copy(chat: &Chat) -> SentMessage {
    copies(chat, "1/2026").remove(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn guests_say_whether_they_come_and_may_change_their_mind_until_the_deadline() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let army = office.join_group("KODIM-1405").await;
    let campus = office.join_group("ITH").await;
    let said = office
        .say(&staff.author, "/siaran konfirmasi=hadir\nRapat.")
        .await;
    assert!(said.contains("hanya untuk undangan"), "{said}");
    office
        .announce(
            &staff,
            "jenis=undangan konfirmasi=hadir tenggat=4jam\nRapat.",
        )
        .await;
    office.advance(SECOND * 5).await;
    assert_eq!(copy(&police).labels(), ["🙋 Hadir", "🙅 Tidak hadir"]);
    let (hasan, wati) = (
        office.member(&police, "Hasan"),
        office.member(&police, "Wati"),
    );
    let rudi = office.member(&army, "Rudi");
    // What is not asked cannot be pressed.
    let id = office.count("select max(id) from announcement").await;
    let forged = office
        .press_data(&hasan, &copy(&police), &format!("a:{id}:1"))
        .await;
    assert!(!forged.contains("Terima kasih"), "{forged}");
    assert_eq!(
        office.count("select count(*) from acknowledgement").await,
        0
    );

    let pop_up = office.press_on(&hasan, &copy(&police), "Hadir").await;
    assert!(pop_up.contains("Polres Parepare hadir"), "{pop_up}");
    office.advance(SECOND * 3).await;
    assert_eq!(
        copy(&police).labels(),
        ["✅ Hadir · Hasan", "🙅 Tidak hadir"]
    );
    let pop_up = office.press_on(&rudi, &copy(&army), "Tidak hadir").await;
    assert!(pop_up.contains("tidak hadir"), "{pop_up}");
    let card = office.say(&staff.author, "/status 1").await;
    assert!(
        card.contains("\nDiterima 2/3\nHadir 1 · Tidak hadir 1 · Belum 1\n"),
        "{card}"
    );
    let same = office.press_on(&wati, &copy(&police), "Hadir").await;
    assert!(same.contains("sudah tercatat hadir oleh Hasan"), "{same}");
    let changed = office.press_on(&wati, &copy(&police), "Tidak hadir").await;
    assert!(changed.contains("diubah menjadi tidak hadir"), "{changed}");
    office.advance(SECOND * 3).await;
    assert_eq!(
        copy(&police).labels(),
        ["🙋 Hadir", "✅ Tidak hadir · Wati"]
    );
    let list = office.say(&staff.author, "/sudah 1").await;
    assert!(
        list.contains("Polres Parepare (POLRES-PAREPARE): tidak hadir"),
        "{list}"
    );
    assert!(list.contains("oleh Wati"), "{list}");
    let kept = "select count(*) from event where kind = 'attendance.answered'";
    assert_eq!(office.count(kept).await, 3, "each change is in the record");

    // After the deadline nobody changes an answer, but the first one is still taken.
    office.advance(HOUR * 4).await;
    let refused = office.press_on(&hasan, &copy(&police), "Hadir").await;
    assert!(refused.contains("tidak dapat diubah lagi"), "{refused}");
    let amir = office.member(&campus, "Amir");
    let late = office.press_on(&amir, &copy(&campus), "Hadir").await;
    assert!(late.starts_with("Terima kasih. Tercatat"), "{late}");
    let card = office.say(&staff.author, "/status 1").await;
    assert!(card.contains("Hadir 1 · Tidak hadir 2 · Belum 0"), "{card}");
    office.close().await;
}
