//! Each place before and after a commit of the leader, and before and after a call: the program dies
//! there, is started again, and everything comes to its end. At the next place it dies over the next
//! announcement.
//!
//! The places are those of debug builds, see `satupintu::store::crash`.

use satupintu::store::Duty;
use satupintu::store::crash::CrashPoint;

use super::at_once::{at_once, most, rows};
use crate::program::people;
use crate::program::readers::Readers;
use crate::program::stage::{Stage, TEXT};

const OFFICES: usize = 10;
/// Messages a second; slow enough that the program dies in mid-broadcast.
const RATE: u32 = 20;

#[tokio::test(flavor = "multi_thread")]
async fn the_program_may_die_at_each_commit_and_call_of_a_broadcast() {
    let places = CrashPoint::all().filter(|point| !Duty::BESIDE_A_BROADCAST.contains(&point.duty));
    let walks = rows(places)
        .into_iter()
        .map(|(name, row)| (name, die_while_sending(row)));
    at_once(most(), walks.collect()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_program_may_die_at_each_commit_and_call_of_an_approval() {
    // The second press of the two, "Ya, kirim", and what it sets going.
    let duties = [
        Duty::Intake,
        Duty::Inbox,
        Duty::PopUp,
        Duty::Call,
        Duty::Outbox,
    ];
    let places = CrashPoint::all().filter(|point| duties.contains(&point.duty));
    let walks = rows(places)
        .into_iter()
        .map(|(name, row)| (name, die_while_approving(row)));
    at_once(most(), walks.collect()).await;
}

/// Killed while it sends; the next one dies at the place.
async fn die_while_sending(places: Vec<CrashPoint>) {
    let mut stage = Stage::build(OFFICES, RATE).await;
    let readers = Readers::start(&stage.offices, usize::MAX, 0);
    for point in &places {
        stage.announce().await;
        stage.wait_until_sent(3).await;
        stage.manager.kill(Some((*point, 1))).await;
        if matches!(point.duty, Duty::Finish | Duty::Release) {
            stage.wait_until_sent(stage.sent() + 1).await;
            stage.manager.restart(None).await;
        }
        die_at(&stage, *point).await;
    }
    come_to_an_end(stage, readers, places.len()).await;
}

/// Asked for approval by one program, approved under another, which dies at the place.
async fn die_while_approving(places: Vec<CrashPoint>) {
    let stage = Stage::build(OFFICES, RATE).await;
    let readers = Readers::start(&stage.offices, usize::MAX, 0);
    for point in &places {
        let asked = people::submit(&stage.sim, &stage.staff, TEXT).await;
        stage.settle().await;
        stage.manager.restart(Some((*point, 2))).await;
        people::approve(&stage.sim, &stage.staff, asked).await;
        die_at(&stage, *point).await;
    }
    come_to_an_end(stage, readers, places.len()).await;
}

async fn die_at(stage: &Stage, point: CrashPoint) {
    stage.manager.until_dead_at(point).await;
    stage.settle().await;
    assert_eq!(stage.manager.deaths_at(point), 1, "{point}");
}

async fn come_to_an_end(stage: Stage, readers: Readers, announcements: usize) {
    let presses = readers.finish();
    stage.settle().await;

    stage.check_in_flight();
    let witnesses = stage.witnesses();
    witnesses.all_is_settled().await;
    let tally = witnesses.check().await;
    let all = OFFICES * announcements;
    assert_eq!((tally.sent, tally.failed), (all, 0));
    let answers = witnesses.presses_and_confirmations_agree(&presses).await;
    assert_eq!(answers.confirmed, all, "a press was lost");
    assert_eq!(answers.unanswered, 0, "a press has no pop-up");
    stage.close().await;
}
