//! The program dies while it keeps the files of a draft, and while it sends a text, an album and a photo:
//! nothing is lost, and what was approved is what arrives.

use satupintu::store::Duty;
use satupintu::store::crash::CrashPoint;
use satupintu_simulator::Post;

use super::at_once::{at_once, most, rows};
use crate::program::people;
use crate::program::stage::Stage;

const OFFICES: usize = 6;
const RATE: u32 = 20;
/// Of each announcement.
const FILES: usize = 3;

#[tokio::test(flavor = "multi_thread")]
async fn the_program_may_die_while_it_keeps_or_sends_files() {
    let of = |duties: [Duty; 2]| {
        let places = CrashPoint::all().filter(move |point| duties.contains(&point.duty));
        rows(places)
    };
    let keeping = of([Duty::Ask, Duty::Found]).into_iter();
    let keeping = keeping.map(|(name, row)| (name, die(row, true)));
    let sending = of([Duty::Call, Duty::Outbox]).into_iter();
    let sending = sending.map(|(name, row)| (name, die(row, false)));
    at_once(most(), keeping.chain(sending).collect()).await;
}

async fn die(places: Vec<CrashPoint>, while_keeping: bool) {
    let stage = Stage::build(OFFICES, RATE).await;
    for (nth, point) in (1..).zip(&places) {
        announce(&stage, *point, nth, while_keeping).await;
    }
    stage.check_in_flight();
    let witnesses = stage.witnesses();
    witnesses.all_is_settled().await;
    let tally = witnesses.check().await;
    assert_eq!((tally.sent, tally.failed), (OFFICES * places.len(), 0));
    let whole = "select count(*) from media m where whole = 1 and bytes = \
                 (select sum(length(content)) from media_portion p where p.sha256 = m.sha256)";
    let whole = stage.tables().count(whole).await;
    assert_eq!(usize::try_from(whole).unwrap(), FILES * places.len());
    stage.close().await;
}

/// The nth announcement, over which the program dies at a place.
async fn announce(stage: &Stage, point: CrashPoint, nth: usize, while_keeping: bool) {
    let author = &stage.staff.author;
    if while_keeping {
        stage.manager.restart(Some((point, 2))).await;
    }
    let photo = |name: &str| Post::photo(format!("{name} {nth}").as_bytes());
    author.send_private("/siaran Laporan banjir");
    author.send_album(vec![photo("satu").caption("Jalan Pemuda"), photo("dua")]);
    author.send_private(photo("tiga").caption("Pasar"));
    if while_keeping {
        stage.manager.until_dead_at(point).await;
    }
    let kept = "select count(*) from attachment where state = 'archived'";
    while usize::try_from(stage.tables().count(kept).await).unwrap() < FILES * nth {
        stage.manager.check();
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    stage.settle().await;
    let asked = people::hand_over(&stage.sim, &stage.staff).await;
    if !while_keeping {
        stage.settle().await;
        stage.manager.restart(Some((point, 4))).await;
    }
    people::approve(&stage.sim, &stage.staff, asked).await;
    if !while_keeping {
        stage.manager.until_dead_at(point).await;
    }
    stage.settle().await;
    assert_eq!(stage.manager.deaths_at(point), 1, "{point}");
}
