//! `satupintu audit verify`.

use std::time::Duration;

use satupintu::domain::id;
use satupintu::service::board::watch;
use satupintu::service::seal;
use sqlx::AnyPool;

use super::{last_hash, proof, tamper};
use crate::office::{Database, Office};

const HOUR: Duration = Duration::from_secs(60 * 60);

/// An office with a day behind it, all of which is sealed, some of it in a seal of its own.
async fn sealed() -> Office {
    let office = Office::with_roster("bakohumas-parepare")
        .setting("RECORD__SEAL_EVERY", "10m")
        .open()
        .await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    office.advance(HOUR).await;
    office.announce(&staff, "Banjir.").await;
    office.moment().await;
    let member = office.sim.user("Wati").create();
    police.add_member(&member);
    office
        .press_on(&member, &police.last().unwrap(), "Diterima")
        .await;
    office.advance(HOUR * 2).await;
    assert!(office.count("select count(*) from seal").await >= 2);
    office
}

/// The ids of the record, in order.
async fn ids(office: &Office) -> Vec<i64> {
    let ids = office.texts("select cast(id as text) from event order by id");
    ids.await.iter().map(|id| id.parse().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_nobody_touched_is_whole_also_after_somebody_was_forgotten() {
    let office = sealed().await;
    let whole = proof(&office, None).await.unwrap();
    let all = ids(&office).await.len();
    assert!(
        whole.starts_with(&format!("Catatan utuh: {all} baris,")),
        "{whole}"
    );
    assert!(!whole.contains("Belum disegel"), "{whole}");
    let sent = office.texts("select detail from event where kind = 'delivery.sent'");
    let sent = sent.await;
    assert_eq!(sent.len(), 1, "{sent:?}");
    let sent: serde_json::Value = serde_json::from_str(&sent[0]).unwrap();
    assert_eq!(sent["revision"], 1, "{sent}");
    let messages = sent["copies"][0]["messages"].as_array().unwrap();
    assert_eq!(messages.len(), 1, "{sent}");

    let wati = office.sim.user("Wati Lain").create();
    office.say(&wati, "/start").await;
    let officer = office.officer("Iptu Hasan", "POLRES-PAREPARE").await;
    office.advance(HOUR).await;
    let hash = last_hash(&proof(&office, None).await.unwrap());
    office.say(&officer, "/hapusdata").await;
    office.press(&officer, "Hapus data saya").await;
    office.moment().await;
    office.press(&officer, "Ya, hapus").await;
    office.moment().await;
    assert_eq!(
        office
            .count("select count(*) from event where kind = 'person.erased'")
            .await,
        1
    );
    let waiting = proof(&office, Some(&hash)).await.unwrap();
    assert!(waiting.contains("\nBelum disegel: "), "{waiting}");
    assert!(waiting.contains("\nHash itu cocok: "), "{waiting}");
    office.advance(HOUR).await;
    let later = proof(&office, Some(&hash)).await.unwrap();
    assert!(later.contains("\nHash itu cocok: "), "{later}");
    assert_ne!(last_hash(&later), hash);
    let other = proof(&office, Some(&"0".repeat(64))).await.unwrap_err();
    assert!(other.contains("HASH ITU TIDAK ADA"), "{other}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_changed_removed_swapped_or_put_in_is_named() {
    let office = sealed().await;
    let ids = ids(&office).await;
    let (one, other) = (ids[4], ids[5]);
    let (gone, new) = (ids[8], ids[10] + 1);
    assert_ne!(new, ids[11]);
    tamper(
        &office,
        &format!(
            "update event set at = at + 1 where id = {changed}; \
             update event set id = -1 where id = {one}; \
             update event set id = {one} where id = {other}; \
             update event set id = {other} where id = -1; \
             delete from event where id = {gone}; \
             insert into event (id, at, kind, detail) values ({new}, 1, 'role.granted', '{{}}'); \
             insert into event (id, at, kind, detail) values (-5, 1, 'role.granted', '{{}}'); \
             insert into event (id, at, kind, detail) \
              values (-9223372036854775808, 1, 'role.granted', '{{}}')",
            changed = ids[2],
        ),
    )
    .await;
    let broken = proof(&office, None).await.unwrap_err();
    assert!(
        broken.starts_with("CATATAN TIDAK UTUH: 6 temuan."),
        "{broken}"
    );
    for line in [
        format!("baris {} diubah sejak disegel (segel ", ids[2]),
        format!("baris {one} dan {other} tertukar sejak disegel (segel "),
        format!("baris {gone} dihapus sejak disegel (segel "),
        format!("baris {new} disisipkan setelah baris di sekitarnya disegel (segel "),
        "baris -5 disisipkan setelah baris di sekitarnya disegel (segel ".to_owned(),
        format!(
            "baris {} disisipkan setelah baris di sekitarnya disegel (segel ",
            i64::MIN
        ),
        format!("sebelum baris {}\n", ids[0]),
        format!("di antara baris {} dan {}\n", ids[10], ids[11]),
        format!("di antara baris {} dan {}\n", ids[7], ids[9]),
    ] {
        assert!(broken.contains(&line), "{line}: {broken}");
    }
    // SQLite takes anything into any column; what is no text or number there is named like the rest.
    if std::env::var("TEST_DATABASE_URL").is_err() {
        let id = ids[3];
        let blob = "update event set detail = cast(detail as blob), at = 'x', actor = x'00'";
        tamper(&office, &format!("{blob} where id = {id}")).await;
        let broken = proof(&office, None).await.unwrap_err();
        let line = format!("baris {id} diubah sejak disegel (segel ");
        assert!(broken.contains(&line), "{broken}");
    }
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seal_that_was_changed_or_taken_out_shows_too() {
    let office = sealed().await;
    let last = office.count("select max(number) from seal").await;
    for (sql, said) in [
        (
            "update seal set sealed_at = sealed_at + 1 where number = 1",
            "segel itu sendiri diubah (segel 1, ",
        ),
        (
            "update seal set sealed_at = sealed_at - 1 where number = 1",
            "",
        ),
        (
            // A digest may lack any digit that one looks for.
            "update seal set hash = case substr(hash, 1, 1) when '0' then '1' else '0' end || substr(hash, 2) \
             where number = 1",
            "segel itu sendiri diubah (segel 1, ",
        ),
    ] {
        tamper(&office, sql).await;
        let found = proof(&office, None).await;
        match said {
            "" => assert!(found.is_ok(), "{found:?}"),
            said => {
                let broken = found.unwrap_err();
                assert!(
                    broken.starts_with("CATATAN TIDAK UTUH: 1 temuan."),
                    "{broken}"
                );
                assert!(broken.contains(said), "{said}: {broken}");
            }
        }
    }
    tamper(&office, "delete from seal where number = 1").await;
    let broken = proof(&office, None).await.unwrap_err();
    assert!(
        broken.starts_with("CATATAN TIDAK UTUH: 1 temuan."),
        "{broken}"
    );
    assert!(
        broken.contains("segel setelah nomor 0 hilang (sampai segel 2, "),
        "{broken}"
    );
    assert!(last >= 2);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_the_record_can_be_changed_in_passing() {
    let office = sealed().await;
    // Triggers of SQLite look at rows.
    office.advance(HOUR * 24).await;
    assert_eq!(office.count("select count(*) from seal_told").await, 1);
    let url = office.settings().database.expose().to_owned();
    let pool = AnyPool::connect(&url).await.unwrap();
    for sql in [
        "update event set detail = ''",
        "delete from event where id = 1 or id > 1",
        "update seal set hash = ''",
        "delete from seal",
        "update seal_told set hash = ''",
        "delete from seal_told",
    ] {
        let refused = sqlx::raw_sql(sql).execute(&pool).await.unwrap_err();
        let said = refused.to_string();
        assert!(said.contains("the record is append-only"), "{sql}: {said}");
    }
    pool.close().await;
    proof(&office, None).await.unwrap();
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_rewrites_record_and_seals_is_caught_by_a_hash_that_somebody_kept() {
    let office = sealed().await;
    let kept = last_hash(&proof(&office, None).await.unwrap());
    let ids = ids(&office).await;
    tamper(
        &office,
        &format!(
            "update event set actor = 'somebody' where id = {}; delete from seal",
            ids[3]
        ),
    )
    .await;
    office.advance(HOUR).await;
    // Left to itself the new chain is as good as the old one.
    let whole = proof(&office, None).await.unwrap();
    assert!(whole.starts_with("Catatan utuh: "), "{whole}");
    let caught = proof(&office, Some(&kept)).await.unwrap_err();
    assert!(
        caught.contains("HASH ITU TIDAK ADA dalam rantai."),
        "{caught}"
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_was_committed_late_is_sealed_behind_the_others_and_no_older_one_is() {
    let office = sealed().await;
    let ids = ids(&office).await;
    // Somebody writes something now, and it is sealed.
    let wati = office.officer("Iptu Hasan", "POLRES-PAREPARE").await;
    office.say(&wati, "/status").await;
    office.advance(HOUR / 6).await;
    let newest = office.count("select max(id) from event").await;
    let write = |id: i64| {
        format!(
            "insert into event (id, at, kind, detail) values ({id}, 1, 'roster.imported', '{{}}')"
        )
    };
    office.alter(&write(newest - 1)).await;
    let waiting = proof(&office, None).await.unwrap();
    assert!(waiting.contains("\nBelum disegel: 1 baris"), "{waiting}");
    office.advance(HOUR / 6).await;
    let whole = proof(&office, None).await.unwrap();
    assert!(!whole.contains("Belum disegel"), "{whole}");
    let all = ids.len()
        + usize::try_from(
            office
                .count(&format!(
                    "select count(*) from event where id > {}",
                    ids[ids.len() - 1]
                ))
                .await,
        )
        .unwrap();
    assert!(
        whole.starts_with(&format!("Catatan utuh: {all} baris,")),
        "{whole}"
    );

    office.alter(&write(ids[2] + 1)).await;
    office.advance(HOUR).await;
    let broken = proof(&office, None).await.unwrap_err();
    assert!(
        broken.contains(&format!("baris {} disisipkan", ids[2] + 1)),
        "{broken}"
    );
    office.close().await;
}

/// What those who watch the board are told by.
async fn pulse(office: &Office) -> watch::Pulse {
    let mut tx = office.db.read().await.unwrap();
    watch::look(&mut tx, office.now()).await.unwrap().pulse
}

/// A line with an id that no clock has come to, and one that is a little ahead.
#[tokio::test(flavor = "multi_thread")]
async fn a_line_ahead_of_every_clock_is_named_and_sealing_goes_on_without_it() {
    let mut office = sealed().await;
    let forged = 9_000_000_000_000_000_000_i64;
    let soon = office.count("select max(id) from event").await + ((5 * 60 * 1000) << 22);
    for id in [forged, soon] {
        let write = format!(
            "insert into event (id, at, kind, detail) values ({id}, {}, 'role.granted', '{{}}')",
            office.now().0
        );
        office.alter(&write).await;
    }
    office.advance(HOUR * 3).await;
    let before = pulse(&office).await;
    let officer = office.officer("Iptu Hasan", "POLRES-PAREPARE").await;
    assert_ne!(pulse(&office).await, before, "open pages are told at once");
    office.advance(HOUR).await;
    // Neither does a program that starts anew go on from there.
    office.stop().await;
    office.start();
    // All offices of this process take their ids from one source, which another's clock may have moved on:
    // the time of the line that is a little ahead comes now at the latest.
    id::start_after(soon);
    office.say(&officer, "/siaran Halo").await;
    office.advance(HOUR).await;
    let beyond = "select count(*) from event where id >= 4600000000000000000";
    assert_eq!(
        office.count(beyond).await,
        1,
        "its own ids are of this time"
    );
    let mut tx = office.db.read().await.unwrap();
    let waiting = seal::waiting(&mut tx, office.now(), 10).await.unwrap();
    drop(tx);
    assert_eq!((waiting.lines, waiting.ahead), (0, 1));
    let all = office.count("select count(*) from event").await;
    let broken = proof(&office, None).await.unwrap_err();
    assert!(
        broken.starts_with("CATATAN TIDAK UTUH: 1 temuan."),
        "{broken}"
    );
    assert!(
        broken.contains(&format!("baris {forged} bernomor di depan semua jam")),
        "{broken}"
    );
    tamper(&office, &format!("delete from event where id = {forged}")).await;
    let whole = proof(&office, None).await.unwrap();
    let sealed = format!("Catatan utuh: {} baris,", all - 1);
    assert!(whole.starts_with(&sealed), "{sealed} {whole}");
    assert!(!whole.contains("Belum disegel"), "{whole}");
    office.close().await;
}

/// Everything that is written before the end is sealed by it.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_last_is_sealed_when_the_program_stops() {
    let mut office = sealed().await;
    office.officer("Iptu Hasan", "POLRES-PAREPARE").await;
    let waiting = proof(&office, None).await.unwrap();
    assert!(waiting.contains("Belum disegel"), "{waiting}");
    office.stop().await;
    let whole = proof(&office, None).await.unwrap();
    assert!(!whole.contains("Belum disegel"), "{whole}");
    office.start();
    office.close().await;
}

/// From either kind of database into the other.
#[tokio::test(flavor = "multi_thread")]
async fn a_restored_record_is_as_whole_as_it_was_and_goes_on_from_there() {
    let mut office = sealed().await;
    let kept = last_hash(&proof(&office, None).await.unwrap());
    let folder = tempfile::tempdir().unwrap();
    for (copy, new) in [Database::file(), Database::create().await]
        .into_iter()
        .enumerate()
    {
        let file = folder.path().join(format!("{copy}.db"));
        office.back_up(&file).await.unwrap();
        let noted = "select count(*) from event where kind = 'database.backed_up'";
        assert_eq!(office.count(noted).await, 1);
        office.stop().await;
        office.lose_database(new).await;
        office.restore(&file, None).await.unwrap();
        office.reopen().await;
        let restored = proof(&office, Some(&kept)).await.unwrap();
        assert!(restored.contains("Hash itu cocok"), "{restored}");
    }
    office.start();
    office.advance(HOUR).await;
    let later = proof(&office, Some(&kept)).await.unwrap();
    assert!(later.contains("Hash itu cocok"), "{later}");
    assert_ne!(
        last_hash(&later),
        kept,
        "the restore itself is on the record"
    );
    office.close().await;
}
