//! What others feel of a broadcast.

use std::time::{Duration, Instant};

use satupintu_simulator::{Config, Simulator, User};

use crate::bot::Office;

/// Members, and so the chats of each broadcast.
const CHATS: usize = 1200;
/// How many presses and commands are timed.
const TIMED: usize = 150;
/// Between two of them.
const EVERY: Duration = Duration::from_millis(150);
/// How often is looked for an answer; it bounds the error.
const LOOK: Duration = Duration::from_millis(2);
const LONGEST: Duration = Duration::from_secs(20);

/// Prints how soon presses and commands are answered, idle and during a broadcast, and how long a
/// darurat announcement takes alone and in the middle of another.
pub async fn measure() {
    println!("\nFair shares: {CHATS} chats, 30 messages a second");
    let sim = Simulator::start(Config::default())
        .await
        .expect("a simulator");
    let office = Office::open(&sim, CHATS, &[]).await;
    let alone = broadcast(&sim, &office, "darurat", "Air naik di Mahakam.").await;
    println!("darurat alone: {alone:.2} s");

    answers(&office, "idle", "Air naik").await;

    office.prepare(&sim, "biasa", "Rapat koordinasi.").await;
    office.send(&sim).await;
    answers(&office, "during a broadcast", "Air naik").await;

    let overtaking = broadcast(&sim, &office, "darurat", "Jembatan ditutup.").await;
    let left = office
        .count("select count(*) from delivery where state = 'waiting'")
        .await;
    println!(
        "darurat in the middle of it: {overtaking:.2} s, {:+.1} %; {left} chats of the other left",
        (overtaking / alone - 1.0) * 100.0
    );
    println!("429s: {}", sim.stats().too_many_requests);
    sim.shutdown().await;
}

/// Seconds from approval until all have it.
async fn broadcast(sim: &Simulator, office: &Office, priority: &str, text: &str) -> f64 {
    office.prepare(sim, priority, text).await;
    let began = office.send(sim).await;
    let stored = match priority {
        "darurat" => "emergency",
        other => panic!("{other} is not timed here"),
    };
    let waiting = format!(
        "select count(*) from delivery d join announcement a on a.id = d.announcement_id \
         where a.priority = '{stored}' and d.state = 'waiting'"
    );
    while office.count(&waiting).await > 0 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    began.elapsed().as_secs_f64()
}

/// Times presses and commands of different members, one after another.
async fn answers(office: &Office, when: &str, pressed: &str) {
    let (mut presses, mut replies) = (Vec::new(), Vec::new());
    for n in 0..TIMED {
        // Far from those whose turn it is, so that the limit of one message a second in a chat, which
        // is the platform's own, is not what is measured.
        let member = &office.members[CHATS - 1 - (n + presses.len()) % (CHATS / 2)];
        if n % 2 == 0 {
            let copy = member.copies(pressed).pop().expect("a copy");
            let began = Instant::now();
            let press = member
                .reader
                .press(&copy, "Diterima")
                .expect("the button is there");
            let answered = press.wait_answer(LONGEST).await;
            assert!(answered.is_some(), "a press is answered");
            presses.push(began.elapsed());
        } else {
            replies.push(reply(&member.reader).await);
        }
        tokio::time::sleep(EVERY).await;
    }
    for (what, mut waits) in [("press", presses), ("command", replies)] {
        waits.sort_unstable();
        let at = |share: usize| waits[(waits.len() * share / 100).min(waits.len() - 1)].as_millis();
        println!(
            "{when}: {what}, {} timed: median {} ms, p95 {} ms, max {} ms",
            waits.len(),
            at(50),
            at(95),
            at(100),
        );
    }
}

/// From a command to its reply.
async fn reply(reader: &User) -> Duration {
    let said = |chat: &User| {
        let answers = chat.inbox();
        answers
            .iter()
            .filter(|it| it.text.contains("/status"))
            .count()
    };
    let before = said(reader);
    let began = Instant::now();
    reader.send_private("/bantuan");
    while said(reader) == before {
        assert!(began.elapsed() < LONGEST, "a command is answered");
        tokio::time::sleep(LOOK).await;
    }
    began.elapsed()
}
