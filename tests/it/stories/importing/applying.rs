//! "Terapkan": what was shown, or nothing.

use super::{CHATS, HEADER, SECOND, csv, import, institutions};
use crate::office::Office;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_applied_is_what_was_shown_or_nothing() {
    let office = Office::of_parepare().await;
    let text = format!("{HEADER}\nBARU-1,Lembaga Baru,opd,Kota Parepare,\n");
    import(&office, &office.owner, csv(&text)).await;
    // Meanwhile somebody else brings it in by another name.
    let other = format!("{HEADER}\nBARU-1,Nama Lain,opd,Kota Parepare,\n");
    satupintu::app::import::institutions(&office.db, other.as_bytes(), office.now())
        .await
        .unwrap();
    office.press(&office.owner, "Terapkan").await;
    office.moment().await;
    let name = "select name from institution where code = 'BARU-1'";
    assert_eq!(office.texts(name).await, ["Nama Lain"]);
    let said = office.said_to(&office.owner);
    assert!(said.contains("belum ada yang diterapkan"), "{said}");
    let fresh = office.last_said_to(&office.owner);
    assert!(
        fresh.contains("nama “Nama Lain” → “Lembaga Baru”"),
        "{fresh}"
    );
    office.press(&office.owner, "Terapkan").await;
    assert_eq!(office.texts(name).await, ["Lembaga Baru"]);
    office.close().await;
}

/// What the turn's row says now, and whether the bot has had it all the time.
async fn epoch(office: &Office) -> i64 {
    office.count("select epoch from leader").await
}

/// The largest file there may be is applied, and the leader keeps its turn of the usual length meanwhile:
/// it is renewed between the portions. This takes as long as twice 20,000 rows take in a debug build.
#[tokio::test(flavor = "multi_thread")]
async fn twenty_thousand_rows_do_not_cost_the_leader_its_turn() {
    let office = Office::with_roster("").open().await;
    let before = epoch(&office).await;
    let count: i64 = 20_000;
    let mut lists = [format!("{HEADER}\n"), format!("{CHATS}\n")];
    for at in 0..count {
        let above = match at {
            0 => String::new(),
            at => format!("K-{}", at / 30),
        };
        let region = at % 514;
        lists[0].push_str(&format!(
            "K-{at},Dinas Komunikasi ke-{at},opd,Kota {region},{above}\n"
        ));
        let (chat, kind) = match at % 2 {
            0 => (-1_000_000 - at, "grup"),
            _ => (1_000_000_000 + at, "pribadi"),
        };
        lists[1].push_str(&format!("K-{at},{chat},{kind},\n"));
    }
    for (list, table) in lists.iter().zip(["institution", "chat"]) {
        let preview = import(&office, &office.owner, csv(list)).await;
        assert!(preview.contains("20.000 baris baru"), "{preview}");
        office.press(&office.owner, "Terapkan").await;
        // It is answered at once, and done after that.
        while office.count("select count(*) from errand").await > 0 {
            tokio::time::sleep(SECOND / 20).await;
            // On a busy machine a try may fail, and the next one has its hour.
            let again = "select count(*) from errand where tries > 0 and taken is null";
            if office.count(again).await > 0 {
                office.advance(SECOND * 5).await;
            }
        }
        office.moment().await;
        let told = office.last_said_to(&office.owner);
        assert!(told.starts_with("✅ Impor diterapkan"), "{told}");
        let sql = format!("select count(*) from {table}");
        assert_eq!(office.count(&sql).await, count);
    }
    let officers = "select count(*) from role_grant where role = 'officer' and state = 'active'";
    assert_eq!(office.count(officers).await, count / 2);
    assert_eq!(epoch(&office).await, before, "the turn was lost on the way");
    for table in ["staged_institution", "staged_chat"] {
        let sql = format!("select count(*) from {table}");
        assert_eq!(office.count(&sql).await, 0, "{table}");
    }
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn terapkan_pressed_twice_is_done_once() {
    let office = Office::of_parepare().await;
    let text = format!("{HEADER}\nBARU-1,Lembaga Baru,opd,Kota Parepare,\n");
    import(&office, &office.owner, csv(&text)).await;
    let preview = office.owner.last().unwrap();
    for _ in 0..2 {
        office.owner.press(&preview, "Terapkan").unwrap();
    }
    office.moment().await;
    let events = "select count(*) from event e join person p on p.id = e.actor \
                  where e.kind = 'roster.imported'";
    assert_eq!(office.count(events).await, 1);
    let told = office.last_said_to(&office.owner);
    assert!(told.starts_with("✅ Impor diterapkan"), "{told}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_cannot_be_done_is_told_in_the_end_and_nothing_of_it_is() {
    let office = Office::of_parepare().await;
    let before = institutions(&office).await;
    let text = format!("{HEADER}\nBARU-1,Lembaga Baru,opd,Kota Parepare,\n");
    import(&office, &office.owner, csv(&text)).await;
    // What was kept is broken by the time it is wanted.
    let broken = "update roster_preview set file = '{' returning file";
    assert_eq!(office.texts(broken).await, ["{"]);
    office.press(&office.owner, "Terapkan").await;
    assert!(
        office
            .last_said_to(&office.owner)
            .contains("Sedang diterapkan")
    );
    office.advance(SECOND * 300).await;
    let told = office.last_said_to(&office.owner);
    assert!(told.contains("Impor belum diterapkan"), "{told}");
    assert_eq!(institutions(&office).await, before);
    assert_eq!(office.count("select count(*) from errand").await, 0);
    office.close().await;
}
