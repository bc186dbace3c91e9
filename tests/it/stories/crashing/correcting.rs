//! The program dies at each step of a correction: of its approval, of the edits and of the notices. At the
//! end each chat shows the newest words, once, and the record says so.

use satupintu::store::Duty;
use satupintu::store::crash::CrashPoint;

use super::at_once::{at_once, most};
use crate::program::manager::Cause;
use crate::program::people;
use crate::program::stage::Stage;

const OFFICES: usize = 6;
const RATE: u32 = 20;

#[tokio::test(flavor = "multi_thread")]
async fn the_program_may_die_at_each_commit_and_call_of_a_correction() {
    let of = |duties: &'static [Duty], times: &'static [u32]| {
        CrashPoint::all()
            .filter(|point| duties.contains(&point.duty))
            .flat_map(|point| times.iter().map(move |times| (point, *times)))
    };
    // The press and what it commits; then a call or an outcome amid the edits, and one amid the notices.
    let approval = of(&[Duty::Intake, Duty::Inbox], &[2]);
    let calls = of(&[Duty::Call], &[3, 7, 12]);
    // What ends within a moment is one commit, so that on a busy machine there are few.
    let commits = of(&[Duty::Outbox], &[2, 4]);
    let walks = approval
        .chain(calls)
        .chain(commits)
        .map(|(point, times)| (format!("{point}:{times}"), die(point, times)));
    at_once(most(), walks.collect()).await;
}

async fn die(point: CrashPoint, times: u32) {
    let mut stage = Stage::build(OFFICES, RATE).await;
    stage.announce().await;
    stage.settle().await;
    stage
        .staff
        .author
        .send_private("/ralat 1 Pemungutan suara Kamis, 19 November 2026.");
    let asked = people::hand_over(&stage.sim, &stage.staff).await;
    stage.settle().await;
    stage.manager.restart(Some((point, times))).await;
    people::approve(&stage.sim, &stage.staff, asked).await;
    stage.manager.until_dead_at(point).await;
    stage.settle().await;

    let here = Cause::Died(point.to_string());
    let ends = stage.manager.ends();
    assert_eq!(ends.iter().filter(|end| end.cause == here).count(), 1);
    for office in &stage.offices {
        let copies = office.copies("SIARAN RESMI No. 1/");
        let [copy] = copies.as_slice() else {
            panic!("{copies:?}");
        };
        assert!(copy.text.contains("Kamis, 19 November"), "{}", copy.text);
        assert!(!office.copies("🔁 RALAT").is_empty());
    }
    let newest = "select count(*) from delivery where shows = 2 and should_show = 2 \
                  and owes_notice = 0 and outdated is null and state = 'sent'";
    let newest = stage.tables().count(newest).await;
    assert_eq!(usize::try_from(newest).unwrap(), OFFICES);
    let once = "select count(*) from event where kind = 'revision.approved'";
    assert_eq!(stage.tables().count(once).await, 1);
    let witnesses = stage.witnesses();
    witnesses.all_is_settled().await;
    let tally = witnesses.check().await;
    assert_eq!((tally.sent, tally.failed), (OFFICES, 0));
    stage.close().await;
}
