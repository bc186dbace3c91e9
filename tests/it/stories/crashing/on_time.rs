//! Before and after a commit of the agenda: the program dies there, is started again, and what had its
//! hour is done once.
//!
//! An emergency waits for approval, and approvers are reminded every other second of a real day; or a
//! schedule comes; or an announcement is out, and those who have not confirmed are reminded after two.

use std::time::Duration;

use satupintu::store::Duty;
use satupintu::store::crash::CrashPoint;

use super::at_once::{at_once, most};
use crate::office::execute;
use crate::program::manager::Cause;
use crate::program::offices::Office;
use crate::program::people;
use crate::program::stage::Stage;

const OFFICES: usize = 2;
const RATE: u32 = 30;
/// Real time in which a reminder comes, on a busy machine too.
const PATIENCE: Duration = Duration::from_secs(90);
const NUDGED: &str = "select count(*) from event where kind = 'approval.nudged'";

#[tokio::test(flavor = "multi_thread")]
async fn the_program_may_die_at_each_commit_of_the_agenda() {
    let points = CrashPoint::all().filter(|point| point.duty == Duty::Agenda);
    let walks = points.map(|point| (point.to_string(), die_while_reminding(point)));
    at_once(most(), walks.collect()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_program_may_die_while_it_finds_out_who_has_not_confirmed() {
    let points = CrashPoint::all().filter(|point| point.duty == Duty::Agenda);
    let walks = points.map(|point| (point.to_string(), die_while_chasing(point)));
    at_once(most(), walks.collect()).await;
}

async fn die_while_chasing(point: CrashPoint) {
    let reminders = [("SATUPINTU__PRIORITY__DARURAT__REMINDERS", "[\"2s\"]")];
    let stage = Stage::build_with(OFFICES, RATE, &reminders).await;
    stage.manager.restart(Some((point, 1))).await;
    people::announce(&stage.sim, &stage.staff, "sifat=darurat\nAir naik.").await;
    stage.manager.until_dead_at(point).await;
    let reminded = || {
        let of = |office: &Office| office.copies("⏰ PENGINGAT").len();
        stage.offices.iter().map(of).collect::<Vec<_>>()
    };
    let all = stage
        .sim
        .wait_for(PATIENCE, |_| (!reminded().contains(&0)).then_some(()))
        .await;
    assert!(all.is_some(), "{:?}: {}", reminded(), stage.manager.log());
    stage.settle().await;
    // Once, though the program may have died right before it wrote that down.
    assert_eq!(reminded(), vec![1; OFFICES]);
    let once = "select count(*) from event where kind = 'confirmation.reminded'";
    assert_eq!(stage.tables().count(once).await, 1);
    let witnesses = stage.witnesses();
    witnesses.all_is_settled().await;
    witnesses.check().await;
    stage.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_program_may_die_at_each_commit_of_a_schedule_that_comes() {
    let points = CrashPoint::all().filter(|point| point.duty == Duty::Agenda);
    let walks = points.map(|point| (point.to_string(), die_while_beginning(point)));
    at_once(most(), walks.collect()).await;
}

/// Approved for tomorrow; then tomorrow is now, because nobody waits for a real one.
async fn die_while_beginning(point: CrashPoint) {
    const WAITS: &str = "select count(*) from announcement where begins_at is not null";
    let stage = Stage::build(OFFICES, RATE).await;
    let line = "jadwal=\"besok 12.00\"\nApel.";
    people::announce(&stage.sim, &stage.staff, line).await;
    let approved = stage.tables();
    while approved.count(WAITS).await == 0 {
        stage.manager.check();
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let now = stage.sim.now_ms();
    let moved = format!(
        "update announcement set begins_at = {now} where begins_at is not null; \
         update agenda set at_ms = {now} where subject like 'begin:%'"
    );
    execute(stage.database_url(), &moved).await;
    stage.manager.restart(Some((point, 1))).await;
    stage.manager.until_dead_at(point).await;
    stage.settle().await;

    let here = Cause::Died(point.to_string());
    let ends = stage.manager.ends();
    assert_eq!(ends.iter().filter(|end| end.cause == here).count(), 1);
    let come = "select count(*) from event where kind = 'schedule.come'";
    assert_eq!(stage.tables().count(come).await, 1);
    let witnesses = stage.witnesses();
    witnesses.all_is_settled().await;
    let tally = witnesses.check().await;
    assert_eq!((tally.sent, tally.failed), (OFFICES, 0));
    stage.close().await;
}

async fn die_while_reminding(point: CrashPoint) {
    let reminders = [("SATUPINTU__APPROVAL__NUDGE_AFTER_EMERGENCY", "2s")];
    let stage = Stage::build_with(OFFICES, RATE, &reminders).await;
    stage.manager.restart(Some((point, 2))).await;
    let asked = people::submit(&stage.sim, &stage.staff, "sifat=darurat\nAir naik.").await;
    stage.manager.until_dead_at(point).await;
    let reminders = || {
        let inbox = stage.staff.approver.inbox();
        let reminds = |text: &str| text.contains("masih menunggu keputusan Anda");
        inbox.iter().filter(|it| reminds(&it.text)).count()
    };
    let gone_on = stage
        .sim
        .wait_for(PATIENCE, |_| (reminders() >= 4).then_some(()))
        .await;
    assert!(gone_on.is_some(), "{}", stage.manager.log());
    people::approve(&stage.sim, &stage.staff, asked).await;
    stage.settle().await;

    let here = Cause::Died(point.to_string());
    let ends = stage.manager.ends();
    assert_eq!(ends.iter().filter(|end| end.cause == here).count(), 1);
    // As often as it is on record, but for one that a killed program had on its way, and one that was
    // still queued at the decision.
    let recorded = usize::try_from(stage.tables().count(NUDGED).await).unwrap();
    let said = reminders();
    assert!(said.abs_diff(recorded) <= 1, "{said} of {recorded}");
    let witnesses = stage.witnesses();
    witnesses.all_is_settled().await;
    witnesses.check().await;
    stage.close().await;
}
