//! Questions to the messenger that bring something back: asked gently, again after whatever went wrong,
//! and never lost.

use std::time::Duration;

use satupintu::domain::address::Address;
use satupintu::service::errand;
use satupintu::store::errand::Urgency;
use satupintu_simulator::{Chat, Fault};

use crate::office::Office;

const SECOND: Duration = Duration::from_secs(1);

/// Has chats looked at.
async fn look_at(office: &Office, chats: &[Chat]) {
    let mut tx = office.db.write().await.unwrap();
    for chat in chats {
        let address = Address::telegram(chat.id(), None);
        errand::look_at(&mut tx, &address, Urgency::Background, office.now())
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    office.settle().await;
}

async fn waiting(office: &Office) -> i64 {
    office.count("select count(*) from errand").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_look_at_a_chat_brings_its_title_and_what_became_of_it() {
    let office = Office::of_parepare().await;
    let codes = Office::codes("bakohumas-parepare");
    let groups = office.import_groups(&codes[..4]).await;
    let admin = office.sim.user("Admin").create();
    groups[0].rename("Humas Baru");
    groups[1].kick_bot(&admin);
    groups[2].restrict_bot();
    office.a_minute().await;
    // As if nobody had told.
    office
        .alter("update chat set state = 'active', reason = null")
        .await;
    look_at(&office, &groups).await;
    office.advance(SECOND * 5).await;

    assert_eq!(waiting(&office).await, 0);
    let titles = office.texts("select title from chat order by title").await;
    assert!(titles.contains(&"Humas Baru".to_owned()), "{titles:?}");
    let lost = "select reason from chat where state = 'unreachable' order by reason";
    assert_eq!(
        office.texts(lost).await,
        [
            "Forbidden: bot was kicked from the group chat",
            "not enough rights to send text messages to the chat"
        ]
    );

    // What is well again is found to be.
    groups[2].demote_bot();
    office.a_minute().await;
    office
        .alter("update chat set state = 'unreachable' where state = 'active'")
        .await;
    look_at(&office, &groups[2..]).await;
    office.advance(SECOND * 5).await;
    let active = "select count(*) from chat where state = 'active'";
    assert_eq!(office.count(active).await, 2);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn chats_are_looked_at_no_faster_than_allowed_and_each_once() {
    let office = Office::with_roster("bakohumas-parepare")
        .setting("ERRAND__CALLS_PER_SECOND", "3")
        .open()
        .await;
    let codes = Office::codes("bakohumas-parepare");
    let groups = office.import_groups(&codes).await;
    look_at(&office, &groups).await;
    // Asked for again while it waits: once is enough.
    look_at(&office, &groups).await;
    office.advance(SECOND * 20).await;

    let dates: Vec<i64> = office
        .sim
        .calls_of("getChat")
        .iter()
        .map(|call| call.at_ms)
        .collect();
    assert_eq!(dates.len(), codes.len() + 1, "the first had been begun");
    assert!(
        dates.windows(2).all(|two| two[1] - two[0] >= 1000),
        "{dates:?}"
    );
    assert_eq!(waiting(&office).await, 0);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_platform_asks_for_a_pause_nothing_else_is_asked() {
    let office = Office::of_parepare().await;
    let codes = Office::codes("bakohumas-parepare");
    let groups = office.import_groups(&codes[..3]).await;
    office
        .sim
        .fault(Fault::too_many_requests(30).method("getChat").once());
    look_at(&office, &groups).await;
    office.advance(SECOND * 29).await;
    assert_eq!(office.sim.calls_of("getChat").len(), 1);
    office.advance(SECOND * 5).await;
    assert_eq!(office.sim.calls_of("getChat").len(), 4);
    assert_eq!(waiting(&office).await, 0);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_without_an_answer_is_asked_a_few_times_and_then_given_up() {
    // Each try of a call that a server refuses to answer lasts for as long, of real time.
    let office = Office::with_roster("bakohumas-parepare")
        .setting("TELEGRAM__CALL_TIMEOUT", "1s")
        .open()
        .await;
    let codes = Office::codes("bakohumas-parepare");
    let groups = office.import_groups(&codes[..2]).await;
    let broken = office
        .sim
        .fault(Fault::bad_gateway().method("getChat").chat(groups[0].id()));
    look_at(&office, &groups).await;
    office.advance(SECOND * 3).await;
    // The other one did not wait for it.
    assert_eq!(office.sim.calls_of("getChatMember").len(), 1);
    assert_eq!(waiting(&office).await, 1);
    office.advance(SECOND * 300).await;
    assert_eq!(broken.hits(), 5);
    assert_eq!(waiting(&office).await, 0);
    let active = "select count(*) from chat where state = 'active'";
    assert_eq!(office.count(active).await, 2, "no answer says nothing");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_under_way_when_the_program_ends_is_asked_again_by_the_next() {
    let mut office = Office::of_parepare().await;
    let codes = Office::codes("bakohumas-parepare");
    let groups = office.import_groups(&codes[..1]).await;
    groups[0].rename("Humas Baru");
    let hang = office.sim.fault(Fault::hang(None).method("getChat").once());
    let mut tx = office.db.write().await.unwrap();
    let address = Address::telegram(groups[0].id(), None);
    errand::look_at(&mut tx, &address, Urgency::Background, office.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    while hang.hits() == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    office.stop().await;
    assert_eq!(waiting(&office).await, 1);
    office.start();
    office.advance(SECOND * 3).await;
    assert_eq!(waiting(&office).await, 0);
    let titles = office.texts("select title from chat").await;
    assert_eq!(titles, ["Humas Baru"]);
    office.close().await;
}
