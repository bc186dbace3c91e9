//! How long a broadcast takes at the platform's pace, against the least that the platform allows.
//!
//! `cargo run --release --example makespan [CHATS…]`: groups and private chats mixed, 30 messages a
//! second, SQLite, the simulator refusing with 429 whatever is too fast. Usually 548 and 1500.

#[expect(dead_code, reason = "each measurement uses its part of the stage")]
mod stage;

use std::time::Duration;

use satupintu_simulator::Limits;
use stage::{Stage, TEXT, people};

/// The platform's pace.
const PER_SECOND: f64 = 30.0;

#[tokio::main]
async fn main() {
    let given: Vec<usize> = std::env::args()
        .skip(1)
        .map(|count| count.parse().expect("a number of chats"))
        .collect();
    println!("chats    least   approved→last  over   first→last  429s  edits meanwhile");
    for chats in if given.is_empty() {
        vec![548, 1500]
    } else {
        given
    } {
        measure(chats).await;
    }
}

async fn measure(chats: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let database = format!("sqlite:{}", folder.path().join("makespan.db").display());
    let stage = Stage::build(chats, |n| n % 2 == 0, Limits::default(), &database, &[]).await;
    // What went before shall not be in the way: the simulator's bucket fills again.
    tokio::time::sleep(Duration::from_secs(2)).await;
    let edits_before = stage.sim.stats().edits;
    people::announce(&stage.sim, &stage.staff, TEXT).await;
    while stage
        .count("select count(*) from delivery where state = 'waiting'")
        .await
        > 0
    {
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let stats = stage.sim.stats();
    let times = stage.offices.iter().map(|office| {
        let copies = office.copies(TEXT);
        assert_eq!(copies.len(), 1, "every office gets it once");
        copies[0].date_ms
    });
    let times: Vec<i64> = times.collect();
    let (first, last) = (times.iter().min(), times.iter().max());
    let (first, last) = (*first.expect("a first"), *last.expect("a last"));
    let approved = stage.count("select decided_at from announcement").await;
    #[expect(
        clippy::cast_precision_loss,
        reason = "seconds and chats, far below 2^52"
    )]
    let (least, whole, sending) = (
        chats as f64 / PER_SECOND,
        (last - approved) as f64 / 1000.0,
        (last - first) as f64 / 1000.0,
    );
    println!(
        "{chats:5} {least:7.2}s {whole:13.2}s {:+6.2}% {sending:9.2}s {:5} {:6}",
        (whole / least - 1.0) * 100.0,
        stats.too_many_requests,
        stats.edits - edits_before,
    );
    stage.close().await;
}
