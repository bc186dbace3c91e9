//! A clock that is wrong by an hour and is set right, in either direction: the machine's, by which the
//! work goes, and the database's, by which turns go.

use std::time::Duration;

use satupintu_simulator::{Chat, Fault};

use crate::office::{Office, Staff, assert_one_copy_each, dates};
use crate::program::machines::Machines;
use crate::program::tables::Tables;

const SECOND: Duration = Duration::from_secs(1);
const HOUR: Duration = Duration::from_secs(60 * 60);
const EPOCH: &str = "select epoch from leader";

async fn office() -> Office {
    Office::with_roster("bakohumas-kaltim")
        .setting("LEADER__RENEW", "200ms")
        // A machine with more to do than this must not lose its turn meanwhile.
        .setting("LEADER__LEASE", "30s")
        .open()
        .await
}

/// Waits until the bot has begun another turn.
async fn until_begun_anew(office: &Office, epoch: i64) {
    let anew = async {
        while office.count(EPOCH).await == epoch {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let anew = tokio::time::timeout(Duration::from_secs(60), anew).await;
    anew.expect("the step is noticed");
}

/// Waits until the turn was renewed at this moment of the story, as it is every two seconds of a real day.
async fn until_noted(office: &Office) {
    let noted = async {
        while office.count("select clock_ms from leader").await != office.now().0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let noted = tokio::time::timeout(Duration::from_secs(60), noted).await;
    noted.expect("the turn is renewed");
}

/// An office, its staff, and the groups of which some have got the announcement.
async fn in_mid_broadcast() -> (Office, Staff, Vec<Chat>) {
    let office = office().await;
    let staff = office.staff().await;
    let groups = office
        .import_groups(&Office::codes("bakohumas-kaltim"))
        .await;
    office.announce(&staff, "Jam layanan selama Ramadan.").await;
    office.advance(SECOND * 2).await;
    (office, staff, groups)
}

#[tokio::test(flavor = "multi_thread")]
async fn set_back_in_mid_broadcast_nobody_waits_for_the_hour() {
    let (office, staff, groups) = in_mid_broadcast().await;
    // One has to wait for a while, and still has to afterwards.
    let busy = Fault::too_many_requests(20).method("sendMessage").once();
    let busy = office.sim.fault(busy);
    office.advance(SECOND / 5).await;
    assert_eq!(busy.hits(), 1);
    let before = dates(&groups, "1/2026").count();
    assert!((20..110).contains(&before), "{before} before the step");

    until_noted(&office).await;
    let epoch = office.count(EPOCH).await;
    office.clock.step(office.now().minus(HOUR));
    until_begun_anew(&office, epoch).await;
    office.advance(SECOND * 8).await;
    assert_eq!(dates(&groups, "1/2026").count(), groups.len() - 1);
    office.advance(SECOND * 15).await;
    assert_one_copy_each(&groups, "1/2026");

    let member = office.sim.user("Wati").create();
    groups[0].add_member(&member);
    let copy = groups[0].last().unwrap();
    let told = office.press_on(&member, &copy, "Diterima").await;
    assert!(told.contains("tercatat"), "{told}");
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nTerkirim 129/129\n"), "{card}");
    assert!(!card.contains("Mungkin ganda"), "{card}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn set_back_while_nobody_worked_nobody_waits_for_the_hour() {
    let (mut office, staff, groups) = in_mid_broadcast().await;
    // An older draft: what the author writes after the step must not join it.
    office
        .say(&staff.author, "/siaran Draf sebelum jam mundur.")
        .await;
    until_noted(&office).await;
    office.stop().await;
    office.clock.step(office.now().minus(HOUR));
    office.start();
    office.advance(SECOND * 20).await;

    assert_one_copy_each(&groups, "1/2026");
    assert_eq!(office.sim.stats().too_many_requests, 0);
    office
        .say(&staff.author, "/siaran Draf sesudah jam mundur.")
        .await;
    office.say(&staff.author, "Lanjutannya.").await;
    let joined = "select count(*) from draft_piece p join announcement n on n.id = p.announcement_id \
         where p.content like '%Lanjutannya%' and n.id = (select max(id) from announcement)";
    assert_eq!(office.count(joined).await, 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn set_forward_in_mid_broadcast_everything_goes_on() {
    let (office, staff, groups) = in_mid_broadcast().await;
    office.clock.step(office.now().plus(HOUR));
    office.advance(SECOND * 20).await;
    assert_one_copy_each(&groups, "1/2026");
    assert_eq!(office.sim.stats().too_many_requests, 0);
    // And back again, to where it was.
    let epoch = office.count(EPOCH).await;
    until_noted(&office).await;
    office.clock.step(office.now().minus(HOUR));
    until_begun_anew(&office, epoch).await;
    let told = office.say(&staff.coordinator, "/id").await;
    assert!(told.contains(&staff.coordinator.id().to_string()), "{told}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_databases_clock_steps_the_turn_is_taken_up_again_at_once() {
    let mut machines = Machines::build(3, 30, &[]).await;
    let record = Tables::of(machines.database.url());
    // An hour forward: every turn has run out long ago.
    let forward = "update leader set until_ms = until_ms - 3600000 where id = 1 returning epoch";
    let epoch = record.count(forward).await;
    machines.announce().await;
    machines.until_copies(3).await;
    assert!(record.count(EPOCH).await > epoch, "{}", machines.logs());

    // An hour back, and whoever had the turn is dead: it seems to last for another hour.
    machines.all[0].take().kill();
    let back = "update leader set until_ms = until_ms + 3600000 where id = 1 returning epoch";
    record.count(back).await;
    machines.all[0].start();
    machines.all[0].until_it_says("\"ready\":true").await;
    machines.all[0]
        .until_logged("program lain memegang giliran", 1)
        .await;
    record.close().await;
    let record = machines.record().await;
    machines.close(record).await;
}
