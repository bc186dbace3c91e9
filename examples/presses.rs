//! Thousands of people press "Diterima" in the same instant: are all recorded, and how long do they
//! wait for their pop-up?
//!
//! `cargo run --release --example presses [PEOPLE [OFFICES]]`: usually 5000 people, first in 250 groups,
//! then one by one in private chats. On SQLite; with `DATABASE_URL=postgres://…` on that database, which
//! must be empty and holds one run (give PEOPLE and OFFICES then).

#[expect(dead_code, reason = "each measurement uses its part of the stage")]
mod stage;

use std::time::Duration;

use satupintu_simulator::{Limits, Press};
use stage::{Stage, TEXT, people};

/// The platform takes no answer later than this.
const PRESS_WAITS: Duration = Duration::from_secs(150);
/// The announcement is not what is measured, so it goes out fast; the presses meet the usual settings.
const FAST: [(&str, &str); 2] = [
    ("SATUPINTU__TELEGRAM__MESSAGES_PER_SECOND", "2000"),
    ("SATUPINTU__OUTBOX__MAX_IN_FLIGHT", "100"),
];

#[tokio::main]
async fn main() {
    let given: Vec<usize> = std::env::args()
        .skip(1)
        .map(|count| count.parse().expect("a number"))
        .collect();
    println!("presses offices  answered recorded   median      p99      max   per second");
    match given[..] {
        [] => {
            measure(5000, 250).await;
            measure(5000, 5000).await;
        }
        [presses] => measure(presses, presses.div_ceil(20)).await,
        [presses, offices, ..] => measure(presses, offices).await,
    }
}

async fn measure(presses: usize, offices: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = format!("sqlite:{}", folder.path().join("presses.db").display());
    let database = std::env::var("DATABASE_URL").unwrap_or(file);
    let in_private = presses == offices;
    let mut stage = Stage::build(offices, |_| in_private, Limits::off(), &database, &FAST).await;
    people::announce(&stage.sim, &stage.staff, TEXT).await;
    while stage.count("select count(*) from outbox").await > 0 {
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    stage.restart().await;
    let polling = stage
        .sim
        .wait_for(PRESS_WAITS, |sim| sim.is_polling().then_some(()));
    polling.await.expect("the bot polls again");

    let mut pressed: Vec<(i64, Press)> = Vec::with_capacity(presses);
    let shown: Vec<_> = stage
        .offices
        .iter()
        .map(|office| office.copies(TEXT))
        .collect();
    for n in 0..presses {
        let office = &stage.offices[n % offices];
        let copy = &shown[n % offices][0];
        let reader = if in_private {
            office.reader.clone()
        } else {
            let reader = stage.sim.user(&format!("Warga {n}")).create();
            office.chat.add_member(&reader);
            reader
        };
        let press = reader.press(copy, "Diterima").expect("the button is there");
        pressed.push((stage.sim.now_ms(), press));
    }
    let all = stage
        .sim
        .wait_for(PRESS_WAITS, |sim| {
            (sim.unanswered_presses() == 0).then_some(())
        })
        .await;
    if all.is_none() {
        println!("not all are answered after {PRESS_WAITS:?}");
    }
    let first = pressed.first().map_or(0, |(at, _)| *at);
    let answers = pressed.iter().filter_map(|(at, press)| {
        let answer = press.answer()?;
        Some((answer.at_ms - at, answer.at_ms))
    });
    let (mut waits, ends): (Vec<i64>, Vec<i64>) = answers.unzip();
    waits.sort_unstable();
    let last = ends.into_iter().max().unwrap_or(first + 1);
    let at = |share: usize| waits.get((waits.len() * share / 100).min(waits.len().max(1) - 1));
    let [median, late, longest] = [at(50), at(99), at(100)].map(|wait| wait.copied().unwrap_or(-1));
    let recorded = stage.count("select count(*) from acknowledgement").await;
    let answered = waits.len();
    let took = usize::try_from(last - first).unwrap_or(1).max(1);
    println!(
        "{presses:7} {offices:7} {answered:9} {recorded:8} {median:6}ms {late:6}ms {longest:6}ms {:9}",
        answered * 1000 / took
    );
    stage.close().await;
}
