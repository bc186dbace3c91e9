//! The day's hash in the owners' private chats.

use std::time::Duration;

use super::{last_hash, proof, tamper};
use crate::office::Office;

const HOUR: Duration = Duration::from_secs(60 * 60);

/// The hashes that somebody was told.
fn told(who: &satupintu_simulator::User) -> Vec<String> {
    let inbox = who.inbox();
    let seals = inbox
        .iter()
        .filter(|it| it.text.starts_with("🔏 Segel No. "));
    seals
        .map(|it| {
            let (_, hash) = it.text.rsplit_once("--hash ").unwrap();
            hash.to_owned()
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn owners_are_told_the_hash_once_a_day_and_it_proves_yesterday() {
    // 09.00 on a Monday.
    let mut office = Office::with_roster("bakohumas-parepare")
        .second_owner("Rahmat Hidayat")
        .setting("RECORD__TOLD_AT", "07:30")
        .open()
        .await;
    let other = office.other_owner.clone().unwrap();
    office.staff().await;
    office.advance(HOUR * 22).await;
    assert_eq!(told(&office.owner).len(), 0, "not before the hour");
    office.advance(HOUR).await;
    let monday = told(&office.owner);
    assert_eq!(monday.len(), 1);
    assert_eq!(told(&other), monday);
    let proved = proof(&office, Some(&monday[0])).await.unwrap();
    assert!(proved.contains("Hash itu cocok"), "{proved}");

    office.stop().await;
    office.start();
    office.advance(HOUR).await;
    assert_eq!(told(&office.owner).len(), 1, "once, also over a restart");
    // Somebody who can do everything with the database makes Monday look otherwise.
    let tuesday = last_hash(&proof(&office, None).await.unwrap());
    assert_ne!(tuesday, monday[0], "what was told is on the record");
    tamper(
        &office,
        "update event set institution = 'X' where kind = 'role.granted'; \
         delete from seal_told; delete from seal",
    )
    .await;
    office.advance(HOUR * 2).await;
    let caught = proof(&office, Some(&monday[0])).await.unwrap_err();
    assert!(caught.contains("HASH ITU TIDAK ADA"), "{caught}");
    // They forgot the line that says what was told.
    let said = "bukan yang diberitahukan kepada pemilik";
    assert!(
        caught.starts_with("CATATAN TIDAK UTUH: 1 temuan."),
        "{caught}"
    );
    assert!(caught.contains(said), "{caught}");
    tamper(
        &office,
        "delete from event where kind = 'record.told'; delete from seal_told; delete from seal",
    )
    .await;
    office.advance(HOUR * 2).await;
    proof(&office, None).await.unwrap();
    let caught = proof(&office, Some(&monday[0])).await.unwrap_err();
    assert!(caught.contains("HASH ITU TIDAK ADA"), "{caught}");
    // Nor is another hash of that day believed.
    office.advance(HOUR * 24).await;
    proof(&office, None).await.unwrap();
    for other in ["'0'", "null"] {
        tamper(&office, &format!("update seal_told set hash = {other}")).await;
        let caught = proof(&office, None).await.unwrap_err();
        assert!(
            caught.starts_with("CATATAN TIDAK UTUH: 1 temuan."),
            "{other}: {caught}"
        );
        assert!(caught.contains(said), "{other}: {caught}");
    }
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_morning_without_the_bot_is_told_later_and_an_owner_out_of_reach_blocks_nobody() {
    let mut office = Office::with_roster("bakohumas-parepare")
        .second_owner("Rahmat Hidayat")
        .open()
        .await;
    let other = office.other_owner.clone().unwrap();
    // The other one never started the bot, or no longer wants it.
    office.say(&office.owner, "/start").await;
    other.block_bot();
    office.advance(HOUR).await;
    office.stop().await;
    office
        .clock
        .set(satupintu::domain::clock::Clock::now(&*office.clock).plus(HOUR * 48));
    office.start();
    office.advance(Duration::from_secs(60)).await;
    assert_eq!(told(&office.owner).len(), 1, "one for both mornings");
    assert_eq!(told(&other).len(), 0);
    let whole = office.count("select count(*) from outbox").await;
    assert_eq!(whole, 0, "nobody waits for the other owner");
    office.close().await;
}
