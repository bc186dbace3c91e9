//! Whatever Telegram hands over, and however: each update has its effect once, and none stops the bot.

use std::time::Duration;

use satupintu_simulator::{Fault, Simulator};
use serde_json::json;

use crate::office::{Office, Port};

const SECOND: Duration = Duration::from_secs(1);
const PRESSES: &str = "select count(*) from event where kind = 'announcement.acknowledged'";

#[tokio::test(flavor = "multi_thread")]
async fn trouble_with_polling_loses_no_update_and_handles_none_twice() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let groups = office
        .import_groups(&Office::codes("bakohumas-parepare"))
        .await;
    office.announce(&staff, "Banjir.").await;
    office.advance(SECOND * 10).await;

    let faults = [
        Fault::cut_after(),
        Fault::cut_before(),
        Fault::malformed_json(),
        Fault::refuse(409, "Conflict: terminated by other getUpdates request"),
        Fault::too_many_requests(1),
    ];
    for (round, fault) in faults.into_iter().enumerate() {
        let fault = office.sim.fault(fault.method("getUpdates").once());
        let user = office.sim.user(&format!("Anggota {round}")).create();
        groups[round].add_member(&user);
        // The poll that waits takes the press; the next one meets the fault, and this press with it.
        let first = user.press(&groups[round].last().unwrap(), "Diterima");
        first.unwrap().wait_answer(SECOND * 10).await.unwrap();
        let other = office.sim.user(&format!("Anggota lain {round}")).create();
        groups[round].add_member(&other);
        let second = other.press(&groups[round].last().unwrap(), "Diterima");
        second.unwrap().wait_answer(SECOND * 20).await.unwrap();
        office.settle().await;
        assert_eq!(fault.hits(), 1, "round {round}");
        let recorded = i64::try_from(round * 2 + 2).unwrap();
        assert_eq!(office.count(PRESSES).await, recorded);
    }
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nDiterima 5/16\n"), "{card}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_error_while_polling_only_delays() {
    let office = Office::with_roster("bakohumas-parepare")
        .setting("TELEGRAM__POLL_TIMEOUT", "1s")
        .open()
        .await;
    let staff = office.staff().await;
    let group = office.import_groups(&["POLRES-PAREPARE"]).await.remove(0);
    office.announce(&staff, "Banjir.").await;
    office.advance(SECOND * 5).await;
    let fault = Fault::bad_gateway().method("getUpdates").once();
    let fault = office.sim.fault(fault);
    let user = office.sim.user("Wati").create();
    group.add_member(&user);
    let press = user.press(&group.last().unwrap(), "Diterima").unwrap();
    let answer = press
        .wait_answer(SECOND * 40)
        .await
        .expect("late, but answered");
    assert!(answer.text.unwrap().contains("Polres Parepare"));
    office.settle().await;
    assert_eq!(fault.hits(), 1);
    assert_eq!(office.count(PRESSES).await, 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_update_that_comes_again_after_a_restart_has_no_second_effect() {
    let mut office = Office::of_parepare().await;
    let staff = office.staff().await;
    let first = office.sim.inject_update(json!({ "poll": { "id": "x" } }));
    office.settle().await;
    let user = &staff.coordinator;
    let said = |text: &str| {
        json!({ "message": {
            "message_id": 900, "date": 1_794_790_800,
            "from": { "id": user.id(), "is_bot": false, "first_name": user.name() },
            "chat": { "id": user.id(), "type": "private", "first_name": user.name() },
            "text": text,
            "entities": [{ "type": "bot_command", "offset": 0, "length": text.len() }],
        }})
    };
    let asked = office.sim.inject_update(said("/id"));
    assert_eq!(asked, first + 1);
    office.advance(SECOND * 3).await;
    let answers = user.inbox().len();

    office.stop().await;
    office.sim.restart_update_ids(asked);
    assert_eq!(office.sim.inject_update(said("/id")), asked);
    office.start();
    office.advance(SECOND * 3).await;
    assert_eq!(user.inbox().len(), answers);
    office.sim.restart_update_ids(asked + 1);
    office.sim.inject_update(said("/id"));
    office.advance(SECOND * 3).await;
    assert_eq!(user.inbox().len(), answers + 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_bot_cannot_read_is_put_aside_and_everybody_else_is_answered() {
    let mut office = Office::of_parepare().await;
    let staff = office.staff().await;
    let update_before = office.count("select count(*) from inbox").await;
    for strange in [
        json!({ "telepathy": { "thought": "…" } }),
        json!({ "message": "not an object" }),
        json!({ "message": { "message_id": 1, "date": 0, "chat": { "id": 5, "type": "private" },
            "hologram": { "file_id": "h" }, "from": { "id": 5, "is_bot": false, "first_name": "X" } } }),
        json!({ "callback_query": { "id": 17, "from": {}, "data": 4 } }),
        json!({ "my_chat_member": { "chat": { "id": 1 } } }),
        json!({}),
        json!({ "message": { "message_id": 2, "date": 0, "chat": { "id": 5, "type": "private" },
            "text": "/status \u{0} \u{0}", "from": { "id": 5, "is_bot": false, "first_name": "\u{0}" },
            "entities": [{ "type": "bot_command", "offset": 0, "length": 7000 }] } }),
    ] {
        office.sim.inject_update(strange);
    }
    let answer = office.say(&staff.coordinator, "/id").await;
    assert!(
        answer.contains(&staff.coordinator.id().to_string()),
        "{answer}"
    );
    // A press with an id that is no text, an object that is none, a change without members.
    assert_eq!(
        office
            .count("select count(*) from inbox where state = 'dead' and error is not null")
            .await,
        3
    );
    let update_after = office.count("select count(*) from inbox").await;
    assert_eq!(update_after, update_before + 8, "each was kept as it came");
    office.expect_given_up(3);

    office.stop().await;
    office.start();
    let answer = office.say(&staff.coordinator, "/id").await;
    assert!(
        answer.contains(&staff.coordinator.id().to_string()),
        "{answer}"
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_no_number_is_a_dead_row_once_however_often_it_comes() {
    let mut office = Office::of_parepare().await;
    let thought = json!({ "telepathy": { "thought": "…" } });
    office.sim.inject_numberless(thought);
    // Alone it cannot be confirmed, and comes with every poll until something with a number does.
    let polls = office.sim.calls_of("getUpdates").len();
    let again = |sim: &Simulator| (sim.calls_of("getUpdates").len() >= polls + 2).then_some(());
    office.sim.wait_for(SECOND * 20, again).await.unwrap();
    let answer = office.say(&office.owner, "/id").await;
    assert!(answer.contains(&office.owner.id().to_string()), "{answer}");
    let kept = "select raw || ' ' || error from inbox where update_id < 0 and state = 'dead'";
    assert_eq!(
        office.texts(kept).await,
        ["{\"telepathy\":{\"thought\":\"…\"}} no update_id"]
    );
    office.expect_given_up(1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn kinds_that_the_bot_has_no_use_for_are_counted() {
    // The port that pages are read from; updates are polled for all the same.
    let port = Port::reserve();
    let office = Office::with_roster("bakohumas-parepare")
        .pages_at(&port)
        .open()
        .await;
    let count = "satupintu_updates_other_total";
    let before = port.measured(count).await;
    for kind in ["telepathy", "poll"] {
        office.sim.inject_update(json!({ kind: { "id": "x" } }));
    }
    office.settle().await;
    assert!(port.measured(count).await >= before + 2.0);
    let done = "select count(*) from inbox where state = 'done' and raw like '%telepathy%'";
    assert_eq!(office.count(done).await, 1, "kept as it came");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_that_telegram_starts_anew_are_no_updates_of_old() {
    let office = Office::with_roster("bakohumas-parepare")
        .setting("TELEGRAM__POLL_TIMEOUT", "1s")
        .open()
        .await;
    office.say(&office.owner, "/bantuan").await;
    let oldest = office.count("select min(update_id) from inbox").await;
    // Clearing away goes by the hour, and beside everything else.
    let hour = Duration::from_secs(60 * 60);
    office.advance(hour * 24 * 8).await;
    for _ in 0..100 {
        if office.count("select count(*) from inbox").await == 0 {
            break;
        }
        office.advance(hour).await;
    }
    assert_eq!(office.count("select count(*) from inbox").await, 0);

    // A poll that brings nothing ends the old offset.
    let fresh = |sim: &Simulator| {
        let polls = sim.calls_of("getUpdates");
        let last = polls.last()?;
        (!last.parameters.contains_key("offset")).then_some(())
    };
    office.sim.wait_for(SECOND * 10, fresh).await.unwrap();
    office.sim.restart_update_ids(oldest);
    let answers = office.owner.inbox().len();
    office.say(&office.owner, "/bantuan").await;
    assert_eq!(office.owner.inbox().len(), answers + 1);
    office.close().await;
}
