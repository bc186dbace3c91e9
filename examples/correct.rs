//! How long it takes to correct what 548 chats have, from the approver's press to the last call in any of
//! them: an edit and a notice each.
//!
//! `cargo run --release --example correct [CHATS…]`: groups and private chats mixed, 30 messages a second,
//! SQLite, the simulator refusing with 429 whatever is too fast. Each number of chats is tried twice: when all
//! of them have it, and while the last are still being sent to.

#[expect(dead_code, reason = "each measurement uses its part of the stage")]
mod stage;

use std::collections::BTreeSet;
use std::time::Duration;

use satupintu_simulator::{Limits, Outcome};
use stage::{Stage, TEXT, people};

const RIGHT: &str = "Pemungutan suara Kamis, 19 November 2026.";
/// How often is looked whether all is over.
const LOOK: Duration = Duration::from_millis(200);

#[tokio::main]
async fn main() {
    let given: Vec<usize> = std::env::args()
        .skip(1)
        .map(|count| count.parse().expect("a number of chats"))
        .collect();
    println!("chats  have it  calls  press→last  429s");
    for chats in if given.is_empty() { vec![548] } else { given } {
        measure(chats, 0).await;
        measure(chats, chats / 10).await;
    }
}

/// Corrects an announcement when no more than so many chats wait for it.
async fn measure(chats: usize, waiting: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let database = format!("sqlite:{}", folder.path().join("correct.db").display());
    let stage = Stage::build(chats, |n| n % 2 == 0, Limits::default(), &database, &[]).await;
    people::announce(&stage.sim, &stage.staff, TEXT).await;
    let unsent = "select count(*) from delivery where state = 'waiting'";
    // Writing, handing over and approving take the staff a moment.
    until(&stage, unsent, waiting + 30 * usize::from(waiting > 0)).await;
    let author = &stage.staff.author;
    author.send_private(format!("/ralat 1 {RIGHT}"));
    let asked = people::hand_over(&stage.sim, &stage.staff).await;
    let have_it = chats - usize::try_from(stage.count(unsent).await).expect("a count");
    people::approve(&stage.sim, &stage.staff, asked).await;
    let revised = "select count(*) from revision where revision = 2";
    while stage.count(revised).await == 0 {
        tokio::time::sleep(LOOK).await;
    }
    let left = "select count(*) from delivery where shows <> 2 or owes_notice = 1";
    until(&stage, left, 0).await;
    let pressed = stage
        .count("select approved_at from revision where revision = 2")
        .await;
    let here: BTreeSet<i64> = stage.offices.iter().map(|it| it.chat.id()).collect();
    let calls = ["editMessageText", "sendMessage"].map(|method| stage.sim.calls_of(method));
    let times: Vec<i64> = calls
        .iter()
        .flatten()
        .filter(|call| call.outcome == Outcome::Done && call.at_ms >= pressed)
        .filter(|call| call.chat.is_some_and(|chat| here.contains(&chat)))
        .map(|call| call.at_ms)
        .collect();
    let last = times.iter().max().expect("every chat is corrected") - pressed;
    #[expect(clippy::cast_precision_loss, reason = "far below 2^52 milliseconds")]
    let seconds = last as f64 / 1000.0;
    println!(
        "{chats:5} {have_it:8} {:6} {seconds:10.2}s {:5}",
        times.len(),
        stage.sim.stats().too_many_requests,
    );
    stage.close().await;
}

/// Waits until no more than so many are left.
async fn until(stage: &Stage, count: &str, most: usize) {
    while usize::try_from(stage.count(count).await).expect("a count") > most {
        tokio::time::sleep(LOOK).await;
    }
}
