//! Stopping, starting, dying and being replaced in the middle of the work.

use std::time::Duration;

use satupintu_simulator::Fault;

use crate::office::{Office, assert_one_copy_each, chapters, copies, dates};

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test(flavor = "multi_thread")]
async fn a_long_text_goes_on_at_the_next_part_after_a_restart() {
    let mut office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.import_groups(&["POLRES-PAREPARE"]).await.remove(0);

    office.announce_four_parts(&staff).await;
    office.advance(SECOND).await;
    let before = group.inbox().len();
    assert!((1..4).contains(&before), "{before} parts before the stop");
    office.stop().await;
    office.start();
    office.advance(SECOND * 20).await;

    assert_eq!(chapters(&group.inbox()), [1, 2, 3, 4]);
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nTerkirim 1/1\n"), "{card}");
    assert!(!card.contains("Mungkin ganda"), "{card}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_in_the_middle_skips_nobody_and_tells_nobody_twice() {
    let mut office = Office::with_roster("bakohumas-kaltim").open().await;
    let staff = office.staff().await;
    let groups = office
        .import_groups(&Office::codes("bakohumas-kaltim"))
        .await;

    office.announce(&staff, "Jam layanan selama Ramadan.").await;
    office.advance(SECOND * 2).await;
    let before = dates(&groups, "1/2026").count();
    assert!((20..110).contains(&before), "{before} before the stop");
    office.stop().await;
    office.start();
    office.advance(SECOND * 20).await;

    assert_one_copy_each(&groups, "1/2026");
    assert_eq!(office.sim.stats().too_many_requests, 0);
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nTerkirim 129/129\n"), "{card}");
    assert!(!card.contains("Mungkin ganda"), "{card}");
    office.close().await;
}

/// Leases that run out soon, for stories in which nobody gives one back.
async fn office_with_short_leases() -> Office {
    Office::with_roster("bakohumas-kaltim")
        .setting("LEADER__RENEW", "500ms")
        .setting("LEADER__LEASE", "2500ms")
        .open()
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_dies_in_the_middle_skips_nobody_and_doubles_only_what_was_in_flight() {
    let mut office = office_with_short_leases().await;
    let staff = office.staff().await;
    let groups = office
        .import_groups(&Office::codes("bakohumas-kaltim"))
        .await;
    let process = office.start_another().await;
    let runtime = office.replaced_by(process).await;

    office.announce(&staff, "Jam layanan selama Ramadan.").await;
    office.advance(SECOND).await;
    // The next call is carried out, but its answer never comes.
    let hangs = Fault::hang(None).after_effect().method("sendMessage");
    office.sim.fault(hangs.once());
    let before = dates(&groups, "1/2026").count();
    office.clock.set(office.now().plus(SECOND / 10));
    let patience = Duration::from_secs(20);
    let one_more = |_: &_| (dates(&groups, "1/2026").count() > before).then_some(());
    office.sim.wait_for(patience, one_more).await.unwrap();
    office.crash(runtime).await;
    let told = dates(&groups, "1/2026").count();
    assert!((20..110).contains(&told), "{told} before the end");

    office.sim.clear_faults();
    office.start();
    office.advance(SECOND * 30).await;

    let twice = groups
        .iter()
        .filter(|group| copies(group, "1/2026").len() == 2)
        .count();
    assert!(
        groups
            .iter()
            .all(|group| (1..=2).contains(&copies(group, "1/2026").len())),
        "somebody was skipped, or told three times"
    );
    assert!((1..=5).contains(&twice), "{twice} were told twice");
    let marked = "select count(*) from delivery where maybe_double = 1";
    let marked = office.count(marked).await;
    assert!((1..=5).contains(&marked), "{marked} are marked");
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nTerkirim 129/129\n"), "{card}");
    assert!(
        card.contains(&format!("\nMungkin ganda {marked}\n")),
        "{card}"
    );
    assert_eq!(office.sim.stats().too_many_requests, 0);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_process_stands_by_and_goes_on_when_the_first_one_stops() {
    let mut office = office_with_short_leases().await;
    let staff = office.staff().await;
    let groups = office
        .import_groups(&Office::codes("bakohumas-kaltim"))
        .await;
    let standby = office.start_another().await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    let polls = office.sim.calls_of("getUpdates").len();

    office.announce(&staff, "Jam layanan selama Ramadan.").await;
    office.advance(SECOND * 2).await;
    let before = dates(&groups, "1/2026").count();
    assert!((20..110).contains(&before), "{before} before the change");
    let conflicts = office.sim.calls_of("getUpdates");
    assert!(
        conflicts[polls..]
            .iter()
            .all(|call| !matches!(call.outcome, satupintu_simulator::Outcome::Refused(409, _))),
        "both polled"
    );
    let runtime = office.replaced_by(standby).await;
    office.advance(SECOND * 20).await;

    assert_one_copy_each(&groups, "1/2026");
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nTerkirim 129/129\n"), "{card}");
    assert!(!card.contains("Mungkin ganda"), "{card}");
    office.close().await;
    runtime.shutdown_background();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_announcement_approved_just_before_the_stop_leaves_after_the_start() {
    let mut office = Office::of_parepare().await;
    let staff = office.staff().await;
    let groups = office
        .import_groups(&Office::codes("bakohumas-parepare"))
        .await;
    office.announce(&staff, "Banjir.").await;
    office.stop().await;
    let member = office.sim.user("Wati").create();
    let told = groups
        .iter()
        .find(|group| !copies(group, "1/2026").is_empty());
    let told = told.expect("some have it").clone();
    told.add_member(&member);
    // Pressed while nobody listens, and found at the start: in time for the pop-up.
    let press = member.press(&told.last().unwrap(), "Diterima").unwrap();
    office.start();
    office.advance(SECOND * 10).await;

    assert!(press.answer().is_some());
    assert_one_copy_each(&groups, "1/2026");
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nDiterima 1/16\n"), "{card}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn kills_in_a_row_use_up_no_try_of_a_call() {
    let mut office = Office::with_roster("bakohumas-parepare")
        .setting("LEADER__RENEW", "500ms")
        .setting("LEADER__LEASE", "2500ms")
        .setting("OUTBOX__RETRY_UNKNOWN", r#"["2s"]"#)
        .open()
        .await;
    let staff = office.staff().await;
    let group = office.import_groups(&["POLRES-PAREPARE"]).await.remove(0);
    office.submit(&staff.author, "Banjir.").await;
    office.press(&staff.approver, "Setujui").await;
    office.moment().await;
    // Every call hangs until its process is killed, three times: more often than the schedule allows.
    let hangs = Fault::hang(None).method("sendMessage").chat(group.id());
    let hangs = office.sim.fault(hangs);
    let process = office.start_another().await;
    let mut runtime = office.replaced_by(process).await;
    let panel = staff.approver.last().unwrap();
    staff.approver.press(&panel, "Ya, kirim").unwrap();
    for kills in 1..=3 {
        for _ in 0..400 {
            let struck = |_: &_| (hangs.hits() >= kills).then_some(());
            if office.sim.wait_for(SECOND / 20, struck).await.is_some() {
                break;
            }
            office.clock.set(office.now().plus(SECOND / 10));
        }
        assert_eq!(hangs.hits(), kills);
        office.crash(runtime).await;
        let process = office.start_another().await;
        runtime = office.take_place(process);
        if kills == 3 {
            hangs.release();
        }
    }
    office.advance(SECOND * 30).await;
    assert_eq!(copies(&group, "1/2026").len(), 1);
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nTerkirim 1/1\nGagal 0\n"), "{card}");
    assert!(card.contains("\nMungkin ganda 1\n"), "{card}");
    let unknown = "select count(*) from attempt where outcome = 'unknown' and chat_id is not null";
    assert_eq!(office.count(unknown).await, 3);
    office.close().await;
    runtime.shutdown_background();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_version_left_under_way_stops_nothing_else() {
    let mut office = Office::of_parepare().await;
    let staff = office.staff().await;
    let groups = office
        .import_groups(&Office::codes("bakohumas-parepare"))
        .await;
    office.stop().await;
    // A newer program was replaced by this one while it made two calls that this one does not know,
    // and had a third in its queue; what else there is for that chat comes after it.
    let address = satupintu::domain::address::Address::telegram(staff.coordinator.id(), None);
    let state = |state: &str, id: i64| {
        format!(
            "({id}, 2, 1, '{state}', '{}', '{{\"Telepathy\":{{}}}}', 0, 0, 1, 1, 1)",
            address.as_str()
        )
    };
    let rows = [state("claimed", 1), state("claimed", 2), state("queued", 3)].join(", ");
    office
        .alter(&format!(
            "insert into outbox (id, lane, due_at, state, address, payload, part, unknowns, \
             created_at, claimed_at, claimed_epoch) values {rows}"
        ))
        .await;
    office.start();
    office.announce(&staff, "Jam layanan selama Ramadan.").await;
    office.advance(SECOND * 20).await;

    assert_one_copy_each(&groups, "1/2026");
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nTerkirim 16/16\n"), "{card}");
    let kept = "select count(*) from outbox where state = 'queued' and id in (1, 2, 3)";
    assert_eq!(office.count(kept).await, 3);
    office
        .alter("delete from outbox where id in (1, 2, 3)")
        .await;
    office.close().await;
}
