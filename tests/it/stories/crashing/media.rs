//! The program dies while it keeps the files of a draft, and while it sends a text, an album and a photo:
//! nothing is lost, and what was approved is what arrives.

use satupintu::store::Duty;
use satupintu::store::crash::CrashPoint;
use satupintu_simulator::Post;

use super::at_once::{at_once, most};
use crate::program::people;
use crate::program::stage::Stage;

const OFFICES: usize = 6;
const RATE: u32 = 20;

#[tokio::test(flavor = "multi_thread")]
async fn the_program_may_die_while_it_keeps_or_sends_files() {
    let keeping = CrashPoint::all()
        .filter(|point| [Duty::Ask, Duty::Found].contains(&point.duty))
        .map(|point| (point.to_string(), die(point, true)));
    let sending = CrashPoint::all()
        .filter(|point| [Duty::Call, Duty::Outbox].contains(&point.duty))
        .map(|point| (point.to_string(), die(point, false)));
    let keeping: Vec<_> = keeping.collect();
    let sending: Vec<_> = sending.collect();
    at_once(most(), keeping).await;
    at_once(most(), sending).await;
}

async fn die(point: CrashPoint, while_keeping: bool) {
    let stage = Stage::build(OFFICES, RATE).await;
    let author = &stage.staff.author;
    if while_keeping {
        stage.manager.restart(Some((point, 2))).await;
    }
    author.send_private("/siaran Laporan banjir");
    author.send_album(vec![
        Post::photo(b"satu").caption("Jalan Pemuda"),
        Post::photo(b"dua"),
    ]);
    author.send_private(Post::photo(b"tiga").caption("Pasar"));
    if while_keeping {
        stage.manager.until_dead_at(point).await;
    }
    let kept = "select count(*) from attachment where state = 'archived'";
    while stage.tables().count(kept).await < 3 {
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
    stage.check_in_flight();
    let witnesses = stage.witnesses();
    witnesses.all_is_settled().await;
    let tally = witnesses.check().await;
    assert_eq!((tally.sent, tally.failed), (OFFICES, 0));
    let whole = "select count(*) from media m where whole = 1 and bytes = \
                 (select sum(length(content)) from media_portion p where p.sha256 = m.sha256)";
    assert_eq!(stage.tables().count(whole).await, 3);
    stage.close().await;
}
