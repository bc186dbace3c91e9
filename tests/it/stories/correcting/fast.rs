//! From the approver's press to the last of 548 chats in less than a minute.
//!
//! Each copy that is there takes two calls, an edit and its notice: 2 × 548 at the platform's 30 a second are
//! 37 seconds. What is still to be sent when the press comes takes one, so the worst moment for it is the end
//! of the broadcast, and that is tried. It takes a while of real time: there are 1,600 calls.

use std::collections::BTreeSet;

use satupintu_simulator::{Chat, Outcome};

use super::{SECOND, assert_card, change, copy, notices};
use crate::office::Office;

/// The milliseconds from a moment to the last call that wrote something in one of the chats.
fn until_the_last(office: &Office, groups: &[Chat], pressed: i64) -> i64 {
    let chats: BTreeSet<i64> = groups.iter().map(Chat::id).collect();
    let methods = ["editMessageText", "sendMessage"];
    let calls = methods.map(|method| office.sim.calls_of(method));
    let here = calls.iter().flatten().filter(|call| {
        let chat = call.chat.is_some_and(|chat| chats.contains(&chat));
        chat && call.outcome == Outcome::Done
    });
    here.map(|call| call.at_ms).max().unwrap() - pressed
}

#[tokio::test(flavor = "multi_thread")]
async fn all_548_groups_of_the_kpu_are_corrected_within_a_minute_while_the_last_are_still_being_told()
 {
    let office = Office::with_roster("kpu-2021").open().await;
    let staff = office.staff().await;
    let codes = Office::codes("kpu-2021");
    let groups = office.import_groups(&codes[1..]).await;
    assert_eq!(groups.len(), 548);
    office.announce(&staff, "Debat publik hari Senin.").await;
    office.advance(SECOND * 5).await;
    change(&office, &staff, "/ralat 1 Debat publik hari Selasa.").await;
    let pressed = office.now().0;
    let old = |group: &&Chat| copy_says(group, "Senin");
    let had_it = groups.iter().filter(old).count();
    assert!((400..548).contains(&had_it), "{had_it}");
    office.advance(SECOND * 60).await;
    let took = until_the_last(&office, &groups, pressed);
    assert!((30_000..40_000).contains(&took), "{took} ms");
    for group in &groups {
        assert!(copy(group).text.contains("Selasa"));
    }
    let told = groups.iter().filter(|it| notices(it).len() == 1).count();
    // Those whose copy was on its way at the press are told as well.
    assert!((had_it..had_it + 10).contains(&told), "{told} of {had_it}");
    assert_eq!(office.sim.stats().too_many_requests, 0);
    assert_card(
        &office,
        &staff,
        &["Terkirim 548/548", "Gagal 0", "Diterima 0/548"],
    )
    .await;
    office.close().await;
}

fn copy_says(group: &Chat, words: &str) -> bool {
    group.inbox().iter().any(|it| it.text.contains(words))
}
