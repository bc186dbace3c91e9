//! Groups that become supergroups.

use std::time::Duration;

use satupintu_simulator::{Chat, Fault};

use crate::office::{Office, chapters, copies};

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test(flavor = "multi_thread")]
async fn a_group_that_becomes_a_supergroup_while_it_is_sent_gets_it_once_at_its_new_address() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let groups = office
        .import_groups(&Office::codes("bakohumas-parepare"))
        .await;
    office.announce(&staff, "Rapat koordinasi.").await;
    // At this moment the first calls have been claimed and the other rows wait; both kinds move, and
    // the news comes before the call.
    let moved: Vec<(&Chat, Chat)> = groups
        .iter()
        .filter(|group| copies(group, "1/2026").is_empty())
        .map(|group| (group, group.migrate()))
        .collect();
    assert!(moved.len() > 10, "{} were still to come", moved.len());
    office.settle().await;
    office.advance(SECOND * 20).await;

    for (old, new) in &moved {
        assert_eq!(copies(old, "1/2026").len(), 0);
        assert_eq!(copies(new, "1/2026").len(), 1);
    }
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nTerkirim 16/16\n"), "{card}");
    assert!(!card.contains("Mungkin ganda"), "{card}");
    let refused = "select count(*) from attempt where outcome = 'moved'";
    assert!(
        office.count(refused).await > 0,
        "a claimed call went to the old address"
    );

    // The button works at the new address, and so does the next announcement.
    let (_, new) = &moved[0];
    let member = office.sim.user("Wati").create();
    new.add_member(&member);
    office
        .press_on(&member, &new.last().unwrap(), "Diterima")
        .await;
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nDiterima 1/16\n"), "{card}");
    office.announce(&staff, "Rapat ditunda.").await;
    office.advance(SECOND * 20).await;
    assert_eq!(copies(new, "2/2026").len(), 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_move_that_only_a_refusal_tells_of_is_followed() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let old = office.import_groups(&["POLRES-PAREPARE"]).await.remove(0);
    let new = office.sim.supergroup("Humas Polres");
    new.add_bot(&office.sim.user("Admin").create());
    office.advance(SECOND * 10).await;
    let greeted = new.inbox().len();
    let parameters = serde_json::json!({ "migrate_to_chat_id": new.id() });
    let upgraded = "Bad Request: group chat was upgraded to a supergroup chat";
    let refusal = Fault::refuse(400, upgraded).parameters(parameters);
    let refusal = refusal.method("sendMessage").chat(old.id());
    office.sim.fault(refusal);

    for number in ["1/2026", "2/2026"] {
        office.announce(&staff, "Rapat koordinasi.").await;
        office.advance(SECOND * 5).await;
        assert_eq!(copies(&old, number).len(), 0);
        assert_eq!(copies(&new, number).len(), 1);
    }
    assert_eq!(new.inbox().len(), greeted + 2);
    let refused = "select count(*) from attempt where outcome = 'moved'";
    assert_eq!(office.count(refused).await, 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_text_goes_on_at_the_new_address_and_so_do_buttons_and_answers() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let old = office.join_group("POLRES-PAREPARE").await;
    let member = office.sim.user("Wati").create();
    old.add_member(&member);
    office.announce(&staff, "Satu.").await;
    office.advance(SECOND * 5).await;
    office.announce_four_parts(&staff).await;
    while chapters(&old.inbox()).is_empty() {
        office.advance(SECOND / 10).await;
    }
    // A part, an answer and the count on a button are queued for the group when it moves.
    let first = copies(&old, "1/2026").remove(0);
    member.press(&first, "Diterima").unwrap();
    old.send(&member, "/status");
    office.settle().await;
    let queued = "select count(*) from outbox o join chat c on c.address = o.address \
                  where o.state = 'queued' and c.institution = 'POLRES-PAREPARE'";
    assert!(office.count(queued).await >= 2);
    let new = old.migrate();
    office.settle().await;
    assert!(office.count(queued).await >= 2, "nothing stays behind");
    let behind = format!(
        "select count(*) from outbox where address = 'tg:{}'",
        old.id()
    );
    assert_eq!(office.count(&behind).await, 0);
    office.advance(SECOND * 20).await;

    let (answer, said): (Vec<_>, Vec<_>) = old
        .inbox()
        .into_iter()
        .chain(new.inbox())
        .partition(|it| it.text.starts_with("Siaran terbaru"));
    assert_eq!(chapters(&said), [1, 2, 3, 4]);
    assert_eq!(answer.len(), 1);
    assert_eq!(answer[0].chat, new.id());
    assert!(said.last().unwrap().button("Diterima").is_some());
    let card = office.say(&staff.author, "/status 1").await;
    assert!(card.contains("\nDiterima 1/1\n"), "{card}");
    let card = office.say(&staff.author, "/status 2").await;
    assert!(card.contains("\nTerkirim 1/1\nGagal 0\n"), "{card}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_move_is_followed_also_where_calls_without_an_answer_are_not_tried_again() {
    let office = Office::with_roster("bakohumas-parepare")
        .setting("OUTBOX__RETRY_UNKNOWN", "[]")
        .open()
        .await;
    let staff = office.staff().await;
    let old = office.import_groups(&["POLRES-PAREPARE"]).await.remove(0);
    let new = office.sim.supergroup("Humas Polres");
    new.add_bot(&office.sim.user("Admin").create());
    office.advance(SECOND * 10).await;
    let parameters = serde_json::json!({ "migrate_to_chat_id": new.id() });
    let upgraded = "Bad Request: group chat was upgraded to a supergroup chat";
    let refusal = Fault::refuse(400, upgraded).parameters(parameters);
    office
        .sim
        .fault(refusal.method("sendMessage").chat(old.id()));
    office.announce(&staff, "Rapat koordinasi.").await;
    office.advance(SECOND * 5).await;
    assert_eq!(copies(&new, "1/2026").len(), 1);
    office.close().await;
}
