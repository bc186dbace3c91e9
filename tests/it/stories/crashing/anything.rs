//! A seed chooses what happens to the program while it sends two announcements and members confirm:
//! when it is killed, where it dies, when it is asked to stop, which calls fail and how, which chats go
//! away, and whether an owner freezes all sending for a while. A draft that is turned down and one that nobody decides on must never get out.
//!
//! `SEED` repeats a seed: the same things are planned, though not to the same millisecond.
//! `SATUPINTU_CRASH_SEEDS`, `_KILLS`, `_CHATS`, `_RATE` make it longer, `SATUPINTU_CRASH_WEATHER=0` calmer.

use std::time::{Duration, Instant};

use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

use super::at_once::{at_once, most};
use super::plan::{Blow, Deed, Plan, Size};
use super::summary::Summary;
use crate::invariants::Stop;
use crate::program::people::{self, Staff};
use crate::program::readers::Readers;
use crate::program::stage::{Stage, TEXT};
use crate::program::weather::Weather;

const FLOOD: &str = "sifat=darurat\nBanjir setinggi satu meter di Jalan Bau Massepe.";
const TURNED_DOWN: &str = "Naskah ini ditolak dan tidak boleh sampai kepada siapa pun.";
const UNDECIDED: &str = "Naskah ini tidak pernah disetujui.";
/// A broadcast that stands still for so long has nothing more to send.
const STANDSTILL: Duration = Duration::from_secs(6);
/// For how long sending is frozen: longer than what was under way takes to end.
const FROZEN: Duration = Duration::from_secs(4);

fn wanted(name: &str, usual: u64) -> u64 {
    match std::env::var(name) {
        Ok(text) => text
            .parse()
            .unwrap_or_else(|_| panic!("{name} is no number: {text}")),
        Err(_) => usual,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_happens_nobody_is_skipped_and_nothing_unapproved_leaves() {
    let number = |name, usual| usize::try_from(wanted(name, usual)).unwrap();
    let size = Size {
        chats: number("SATUPINTU_CRASH_CHATS", 30),
        rate: u32::try_from(wanted("SATUPINTU_CRASH_RATE", 30)).unwrap(),
        kills: number("SATUPINTU_CRASH_KILLS", 3),
        weather: wanted("SATUPINTU_CRASH_WEATHER", 1) == 1,
    };
    let given = std::env::var("SEED").is_ok();
    let first = wanted("SEED", rand::random_range(0..1_000_000_000));
    let seeds = wanted("SATUPINTU_CRASH_SEEDS", if given { 1 } else { 3 });
    let runs = (first..first + seeds).map(|seed| (format!("SEED={seed}"), run(seed, size)));
    let summaries = at_once(most(), runs.collect()).await;
    eprintln!("{}", summaries.into_iter().sum::<Summary>());
}

async fn run(seed: u64, size: Size) -> Summary {
    eprintln!("SEED={seed}");
    let plan = Plan::of(seed, size);
    let mut stage = Stage::build(size.chats, size.rate).await;
    stage.announce().await;
    let readers = Readers::start(&stage.offices, 2, plan.readers);
    let weather = size
        .weather
        .then(|| Weather::start(&stage.sim, &stage.offices, plan.weather));
    let ((), stop, ()) = tokio::join!(
        deeds(&stage, &plan, &readers),
        brake(&stage, &plan),
        desk(&stage)
    );
    let struck = weather.map(Weather::stop).unwrap_or_default();
    stage.settle().await;
    let presses = readers.finish();
    stage.settle().await;

    stage.check_in_flight();
    let witnesses = stage.witnesses();
    witnesses.all_is_settled().await;
    let tally = witnesses.check().await;
    // Who has blocked the bot or thrown it out gets nothing, and is no audience of what comes later.
    let gone = if size.weather { 2 } else { 0 };
    assert!(tally.sent >= (size.chats - gone) * 2, "{tally:?}");
    if let Some(stop) = stop {
        witnesses.nothing_left_during(stop).await;
    }
    let answers = witnesses.presses_and_confirmations_agree(&presses).await;
    assert_eq!(answers.unanswered, 0, "a press has no pop-up");
    for (told, what) in [(TEXT, true), (TURNED_DOWN, false), (UNDECIDED, false)] {
        let seen = stage
            .offices
            .iter()
            .any(|office| !office.copies(told).is_empty());
        assert_eq!(seen, what, "{told}");
    }
    let ends = stage.manager.ends();
    let messages = stage.sim.stats().messages;
    let summary = Summary::of(&ends, struck, messages, tally, answers);
    stage.close().await;
    summary
}

/// What happens to the program and to chats, each when so many messages went out.
async fn deeds(stage: &Stage, plan: &Plan, readers: &Readers) {
    let mut chance = SmallRng::seed_from_u64(plan.pauses);
    for (sent, deed) in &plan.deeds {
        until_sent(stage, *sent).await;
        let pause = Duration::from_millis(chance.random_range(0..60));
        tokio::time::sleep(pause).await;
        match deed {
            Deed::Blow(Blow::Kill(next)) => stage.manager.kill(*next).await,
            Deed::Blow(Blow::Restart) => {
                stage.manager.restart(None).await;
            }
            Deed::Mishap(mishap) => mishap.happen(&stage.offices, readers, &mut chance),
        }
    }
}

/// Waits until so many messages went out, or until no more do.
async fn until_sent(stage: &Stage, count: usize) {
    let mut last = (stage.sent(), Instant::now());
    while stage.sent() < count && last.1.elapsed() < STANDSTILL {
        stage.manager.check();
        tokio::time::sleep(Duration::from_millis(5)).await;
        if stage.sent() > last.0 {
            last = (stage.sent(), Instant::now());
        }
    }
}

/// An owner stops all sending for a while.
async fn brake(stage: &Stage, plan: &Plan) -> Option<Stop> {
    until_sent(stage, plan.brake?).await;
    Some(stage.brake(FROZEN).await)
}

/// What goes on at the desk while the first announcement is sent.
async fn desk(stage: &Stage) {
    let (sim, staff) = (&stage.sim, &stage.staff);
    people::announce(sim, staff, FLOOD).await;
    let asked = people::submit(sim, staff, TURNED_DOWN).await;
    turn_down(stage, staff, asked).await;
    people::submit(sim, staff, UNDECIDED).await;
}

async fn turn_down(stage: &Stage, staff: &Staff, asked: i64) {
    people::press_after(&stage.sim, &staff.approver, asked, "Tolak").await;
    staff.approver.send_private("Sudah tidak berlaku.");
}
