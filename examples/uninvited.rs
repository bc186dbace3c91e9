//! What do strangers cost a broadcast that floods of them accompany?
//!
//! `cargo run --release --example uninvited [CHATS [STRANGERS]]`, usually 240 and 100: the same broadcast to
//! groups and private chats, half and half, at 30 messages a second, first in quiet and then while each of
//! the strangers writes once a second, a quarter of them with links guessed at random. SQLite, the simulator
//! refusing with 429 whatever is too fast. Side by side: from the approval to the last copy, how long a
//! member's press waits for its pop-up meanwhile, and what the strangers got.

#[expect(dead_code, reason = "each measurement uses its part of the stage")]
mod stage;

use std::time::{Duration, Instant};

use satupintu_simulator::{Limits, User};
use stage::{Stage, TEXT, people};

/// A member presses so often.
const PRESS_EVERY: Duration = Duration::from_millis(250);
/// As long as the platform takes an answer.
const LONGEST_WAIT: Duration = Duration::from_secs(150);

#[tokio::main]
async fn main() {
    let mut given = std::env::args().skip(1);
    let mut number = |usual| {
        given
            .next()
            .map_or(usual, |it| it.parse::<usize>().expect("a number"))
    };
    let (chats, strangers) = (number(240), number(100));
    println!("strangers  approved→last  presses  median  longest  replies to strangers  429s");
    for strangers in [0, strangers] {
        measure(chats, strangers).await;
    }
}

async fn measure(chats: usize, strangers: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let database = format!("sqlite:{}", folder.path().join("uninvited.db").display());
    let stage = Stage::build(chats, |n| n % 2 == 0, Limits::default(), &database, &[]).await;
    let crowd: Vec<User> = (0..strangers)
        .map(|n| stage.sim.user(&format!("Iseng {n}")).create())
        .collect();
    tokio::time::sleep(Duration::from_secs(2)).await;
    let writing = tokio::spawn(write(crowd.clone()));
    // The first second of strangers is over when the broadcast begins.
    tokio::time::sleep(Duration::from_secs(1)).await;
    people::announce(&stage.sim, &stage.staff, TEXT).await;
    let mut waited = Vec::new();
    while stage
        .count("select count(*) from delivery where state = 'waiting'")
        .await
        > 0
    {
        waited.extend(press(&stage, waited.len()).await);
        tokio::time::sleep(PRESS_EVERY).await;
    }
    writing.abort();
    let last = stage.offices.iter().map(|office| {
        let copies = office.copies(TEXT);
        assert_eq!(copies.len(), 1, "every office gets it once");
        copies[0].date_ms
    });
    let last = last.max().expect("a last");
    let approved = stage.count("select decided_at from announcement").await;
    let replies = crowd.iter().map(replies).sum::<usize>();
    waited.sort();
    let millis = |at: usize| waited.get(at).map_or(0, Duration::as_millis);
    #[expect(clippy::cast_precision_loss, reason = "seconds, far below 2^52")]
    let whole = (last - approved) as f64 / 1000.0;
    println!(
        "{strangers:9} {whole:12.2} s {:8} {:4} ms {:5} ms {replies:21} {:5}",
        waited.len(),
        millis(waited.len() / 2),
        millis(waited.len().saturating_sub(1)),
        stage.sim.stats().too_many_requests,
    );
    stage.close().await;
}

/// Each of them, once a second.
async fn write(crowd: Vec<User>) {
    let mut second = 0_usize;
    loop {
        for (n, user) in crowd.iter().enumerate() {
            match n % 4 {
                0 => drop(user.send_private("/start")),
                1 => drop(user.send_private(format!("/start {second:020x}{n:020x}"))),
                2 => drop(user.send_private("/status 1")),
                _ => drop(user.send_private("x".repeat(3000))),
            }
        }
        second += 1;
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

/// The next office that has its copy presses "Diterima"; how long it waited for the pop-up.
async fn press(stage: &Stage, after: usize) -> Option<Duration> {
    let copied = |office: &&stage::offices::Office| !office.copies(TEXT).is_empty();
    let office = stage.offices.iter().filter(copied).nth(after)?;
    let copy = office.copies(TEXT).pop()?;
    let begun = Instant::now();
    let press = office.reader.press(&copy, "Diterima").ok()?;
    let answer = press.wait_answer(LONGEST_WAIT).await;
    assert!(answer.is_some(), "every press is answered");
    Some(begun.elapsed())
}

fn replies(user: &User) -> usize {
    user.inbox().iter().filter(|it| it.from_bot).count()
}
