//! The program is killed again and again in the middle of a broadcast.
//!
//! `SATUPINTU_CRASH_KILLS`, `_CHATS` and `_RATE` make it longer; `SEED` repeats a run.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use satupintu_simulator::{Chat, Press, User};

use crate::program::stage::{Stage, TEXT};

/// `outbox.max_in_flight`: what a killed program may have had on its way.
const MOST_IN_FLIGHT: usize = 32;
/// How often the readers look into their chats.
const GLANCE: Duration = Duration::from_millis(20);

fn wanted(name: &str, usual: u64) -> u64 {
    match std::env::var(name) {
        Ok(text) => text
            .parse()
            .unwrap_or_else(|_| panic!("{name} is no number: {text}")),
        Err(_) => usual,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_any_moment_the_program_loses_nothing_and_marks_what_may_be_double() {
    let seed = wanted("SEED", rand::random_range(0..1_000_000));
    let kills = usize::try_from(wanted("SATUPINTU_CRASH_KILLS", 5)).unwrap();
    let chats = usize::try_from(wanted("SATUPINTU_CRASH_CHATS", 120)).unwrap();
    let rate = u32::try_from(wanted("SATUPINTU_CRASH_RATE", 100)).unwrap();
    eprintln!("SEED={seed}");
    let mut chance = SmallRng::seed_from_u64(seed);
    let mut moments: Vec<usize> = (0..kills)
        .map(|_| chance.random_range(0..chats * 9 / 10))
        .collect();
    moments.sort_unstable();

    let mut stage = Stage::build(chats, rate).await;
    stage.announce().await;
    let readers = Readers::start(&stage, chance.random());
    for moment in moments {
        // Each killed program has at least begun to send.
        stage.wait_until_sent(moment.max(stage.sent() + 1)).await;
        tokio::time::sleep(Duration::from_millis(chance.random_range(0..40))).await;
        let sent = stage.sent();
        stage.kill().await;
        eprintln!(
            "killed after {sent} messages; in flight so far: {:?}",
            stage.in_flight
        );
    }
    stage.wait_until_sent(chats).await;
    let presses = readers.stop().await;
    let record = stage.record().await;

    let copies = record.check_copies(&stage.offices).await;
    let flying: usize = stage.in_flight.iter().sum();
    eprintln!("{copies:?}, {flying} in flight at {kills} kills");
    assert_eq!(copies.skipped, 0, "an office was skipped");
    assert!(copies.extra <= flying, "{} of {flying}", copies.extra);
    assert!(
        usize::try_from(copies.marked).unwrap() <= flying,
        "more is marked than was in flight"
    );
    assert!(stage.in_flight.iter().all(|count| *count <= MOST_IN_FLIGHT));
    assert_eq!(stage.sim.violations(), vec![]);

    assert_eq!(presses.len(), chats, "every reader pressed");
    for (office, press) in presses {
        let office = &stage.offices[office];
        let answer = press.answer();
        assert!(
            record.is_confirmed(office).await,
            "a press is lost: {answer:?}"
        );
        let pop_up = answer.and_then(|answer| answer.text);
        let pop_up = pop_up.expect("a press was left unanswered");
        assert!(pop_up.contains("tercatat"), "{pop_up}");
        let last = office.copies(TEXT).pop().unwrap();
        assert!(
            last.button("Diterima · Petugas").is_some(),
            "a button that does not show who confirmed: {:?}",
            last.labels()
        );
    }
    let told = stage.staff.author.inbox();
    assert!(
        told.iter().any(|message| message.text.contains("Selesai.")),
        "the progress bar stands still: {:?}",
        told.last()
    );
    stage.close(record).await;
}

/// People who press "Diterima" as soon as they see it, whether the program runs or not.
struct Readers {
    pressed: Arc<Mutex<Vec<(usize, Press)>>>,
    all: usize,
    task: tokio::task::JoinHandle<()>,
}

impl Readers {
    fn start(stage: &Stage, seed: u64) -> Self {
        let mut waiting: Vec<(usize, Chat, User)> = stage
            .offices
            .iter()
            .enumerate()
            .map(|(n, office)| (n, office.chat.clone(), office.reader.clone()))
            .collect();
        let all = waiting.len();
        let pressed = Arc::new(Mutex::new(Vec::new()));
        let by_all = Arc::clone(&pressed);
        let mut chance = SmallRng::seed_from_u64(seed);
        let task = tokio::spawn(async move {
            while !waiting.is_empty() {
                waiting.retain(|(n, chat, reader)| {
                    let seen = chat.last().filter(|message| message.text.contains(TEXT));
                    let Some(message) = seen.filter(|_| chance.random_bool(0.2)) else {
                        return true;
                    };
                    let press = reader.press(&message, "Diterima").unwrap();
                    by_all.lock().unwrap().push((*n, press));
                    false
                });
                tokio::time::sleep(GLANCE).await;
            }
        });
        Self { pressed, all, task }
    }

    /// Waits until all have pressed, and no longer than people stay curious.
    async fn stop(self) -> Vec<(usize, Press)> {
        let ended = tokio::time::timeout(Duration::from_secs(60), self.task).await;
        let pressed = std::mem::take(&mut *self.pressed.lock().unwrap());
        assert!(
            ended.is_ok(),
            "{} of {} saw the announcement",
            pressed.len(),
            self.all
        );
        pressed
    }
}
