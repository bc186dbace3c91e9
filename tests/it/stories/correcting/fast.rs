//! From the approver's press to the last chat in the time that lets 548 be corrected within a minute.
//!
//! Each copy that is there takes two calls, an edit and its notice: 2 × 548 at the platform's 30 a second are
//! 37 seconds. What is still to be sent when the press comes takes one, so the worst moment for it is the end
//! of the broadcast, and that is tried. Here are fewer chats at a slower pace, in the simulator's time: what
//! counts is the share of the calls that does something else. `examples/correct` measures all 548.

use std::collections::BTreeSet;

use satupintu_simulator::{Chat, Outcome};

use super::{SECOND, assert_card, change, copy, notices, shows};
use crate::office::Office;

/// Messages a second, and of how many chats.
const PACE: usize = 3;
const CHATS: usize = 42;
/// A minute for 548 at 30 messages a second, for so many at this pace.
const MOST_MS: usize = 60_000 * 30 / 548 * CHATS / PACE;

/// The milliseconds from a moment to the last call that wrote something in one of the chats.
fn until_the_last(office: &Office, groups: &[Chat], pressed: i64) -> usize {
    let chats: BTreeSet<i64> = groups.iter().map(Chat::id).collect();
    let methods = ["editMessageText", "sendMessage"];
    let calls = methods.map(|method| office.sim.calls_of(method));
    let here = calls.iter().flatten().filter(|call| {
        let chat = call.chat.is_some_and(|chat| chats.contains(&chat));
        chat && call.outcome == Outcome::Done
    });
    let last = here.map(|call| call.at_ms).max().unwrap();
    usize::try_from(last - pressed).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn all_groups_are_corrected_as_fast_as_548_in_a_minute_while_the_last_are_still_being_told() {
    let office = Office::with_roster("bakohumas-kaltim")
        .setting("TELEGRAM__MESSAGES_PER_SECOND", &PACE.to_string())
        .open()
        .await;
    let staff = office.staff().await;
    let codes = Office::codes("bakohumas-kaltim");
    let groups = office.import_groups(&codes[1..=CHATS]).await;
    office.announce(&staff, "Debat publik hari Senin.").await;
    change(&office, &staff, "/ralat 1 Debat publik hari Selasa.").await;
    let pressed = office.now().0;
    let old = |group: &&Chat| shows(group, "Senin");
    let had_it = groups.iter().filter(old).count();
    assert!((CHATS / 2..CHATS).contains(&had_it), "{had_it}");
    office.advance(SECOND * 60).await;
    let took = until_the_last(&office, &groups, pressed);
    assert!(took < MOST_MS, "{took} of {MOST_MS} ms");
    for group in &groups {
        assert!(copy(group).text.contains("Selasa"));
    }
    let told = groups.iter().filter(|it| notices(it).len() == 1).count();
    // Those whose copy was on its way at the press are told as well.
    assert!((had_it..CHATS).contains(&told), "{told} of {had_it}");
    assert_eq!(office.sim.stats().too_many_requests, 0);
    let lines = [
        format!("Terkirim {CHATS}/{CHATS}"),
        "Gagal 0".to_owned(),
        format!("Diterima 0/{CHATS}"),
    ];
    assert_card(&office, &staff, &lines.each_ref().map(String::as_str)).await;
    office.close().await;
}
