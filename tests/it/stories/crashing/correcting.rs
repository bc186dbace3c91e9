//! The program dies at each step of a correction: of its approval, of the edits and of the notices; at the
//! next place over the next correction. Each time every chat comes to show the newest words, once, and the
//! record says so.

use std::fmt;

use satupintu::store::Duty;
use satupintu::store::crash::CrashPoint;

use super::at_once::{at_once, most, rows};
use crate::program::people;
use crate::program::stage::Stage;

const OFFICES: usize = 6;
const RATE: u32 = 20;

/// A place, and the how manieth time the program comes there.
struct Death {
    point: CrashPoint,
    times: u32,
}

impl fmt::Display for Death {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.point, self.times)
    }
}

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
    let deaths = approval.chain(calls).chain(commits);
    let walks = rows(deaths.map(|(point, times)| Death { point, times }))
        .into_iter()
        .map(|(name, row)| (name, die(row)));
    at_once(most(), walks.collect()).await;
}

async fn die(deaths: Vec<Death>) {
    let mut stage = Stage::build(OFFICES, RATE).await;
    stage.announce().await;
    stage.settle().await;
    for (revision, Death { point, times }) in (2..).zip(&deaths) {
        let words = format!("Pemungutan suara pukul 07.{revision:02}.");
        let author = &stage.staff.author;
        author.send_private(format!("/ralat 1 {words}"));
        let asked = people::hand_over(&stage.sim, &stage.staff).await;
        stage.settle().await;
        stage.manager.restart(Some((*point, *times))).await;
        people::approve(&stage.sim, &stage.staff, asked).await;
        stage.manager.until_dead_at(*point).await;
        stage.settle().await;
        assert_eq!(stage.manager.deaths_at(*point), 1, "{point}");
        assert_corrected(&stage, revision, &words).await;
    }
    let witnesses = stage.witnesses();
    witnesses.all_is_settled().await;
    let tally = witnesses.check().await;
    assert_eq!((tally.sent, tally.failed), (OFFICES, 0));
    stage.close().await;
}

async fn assert_corrected(stage: &Stage, revision: usize, words: &str) {
    for office in &stage.offices {
        let copies = office.copies("SIARAN RESMI No. 1/");
        let [copy] = copies.as_slice() else {
            panic!("{copies:?}");
        };
        assert!(copy.text.contains(words), "{}", copy.text);
        assert!(office.copies("🔁 RALAT").len() >= revision - 1);
    }
    let newest = format!(
        "select count(*) from delivery where shows = {revision} and should_show = {revision} \
         and owes_notice = 0 and outdated is null and state = 'sent'"
    );
    let newest = stage.tables().count(&newest).await;
    assert_eq!(usize::try_from(newest).unwrap(), OFFICES);
    let approved = "select count(*) from event where kind = 'revision.approved'";
    let approved = stage.tables().count(approved).await;
    assert_eq!(
        usize::try_from(approved).unwrap(),
        revision - 1,
        "once each"
    );
}
