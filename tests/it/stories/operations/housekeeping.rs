//! What is cleared away with time, and what never is.

use std::time::Duration;

use serde_json::json;

use crate::office::{Office, Staff};

const HOUR: Duration = Duration::from_secs(60 * 60);
const SECOND: Duration = Duration::from_secs(1);

/// The record: who was told what, and who confirmed.
const RECORD: [&str; 8] = [
    "select announcement_id || ' ' || chat_id || ' ' || state || ' ' || message_ids || ' ' || shows \
     || ' ' || maybe_double || ' ' || sent_at from delivery order by 1",
    "select announcement_id || ' ' || institution || ' ' || person_id || ' ' || chat_id || ' ' || at \
     from acknowledgement order by 1",
    "select announcement_id || ' ' || institution || ' ' || has_chat from audience order by 1",
    "select announcement_id || ' ' || code || ' ' || parts from revision order by 1",
    "select id || ' ' || state || ' ' || content || ' ' || number from announcement \
     where state = 'approved' order by 1",
    "select id || ' ' || kind || ' ' || detail from event where kind <> 'record.told' order by 1",
    "select id || ' ' || outcome || ' ' || started_at from attempt where announcement_id is not null \
     and chat_id is not null and outbox_id in (select min(outbox_id) from attempt \
     where chat_id is not null group by announcement_id, chat_id) order by 1",
    "select id || ' ' || role || ' ' || state from role_grant order by 1",
];

async fn record(office: &Office) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for sql in RECORD {
        let rows = office.texts(sql).await;
        assert!(!rows.is_empty(), "{sql}");
        all.push(rows);
    }
    all
}

async fn told(office: &Office, staff: &Staff) -> Vec<String> {
    let mut all = Vec::new();
    for question in ["/status 1", "/belum 1", "/sudah 1"] {
        let answer = office.say(&staff.coordinator, question).await;
        // How much time is left, or how many let it pass, is another matter each time.
        let deadline =
            |line: &&str| line.starts_with("Batas konfirmasi") || line.starts_with("Lewat");
        let lines: Vec<_> = answer.lines().filter(|line| !deadline(line)).collect();
        all.push(lines.join("\n"));
    }
    all
}

/// But for what owners are told each morning at seven, 23.00 UTC: that passes a day later, as the next comes.
const TRIES: &str = "select count(*) from attempt \
    where started_at % 86400000 not between 82800000 and 82860000";
const PASSING: &str = "select count(*) from attempt where passing = 1 \
    and started_at % 86400000 not between 82800000 and 82860000";

/// Hours go by, and then as many more as it takes until nothing is left of something: clearing away is
/// done beside everything else, so a story that jumps through the hours may be ahead of it.
async fn until_gone(office: &Office, hours: u32, left: &str) {
    office.advance(HOUR * hours).await;
    for _ in 0..40 {
        if office.count(left).await == 0 {
            return;
        }
        // It gets its turn in real time.
        tokio::time::sleep(Duration::from_millis(50)).await;
        office.advance(HOUR).await;
    }
    panic!("still there: {left}");
}

/// An office that keeps nothing longer than it must, with a broadcast that was confirmed by some.
async fn office_with_a_past() -> (Office, Staff) {
    let office = Office::with_roster("bakohumas-parepare")
        .setting("TELEGRAM__POLL_TIMEOUT", "1s")
        .setting("RETENTION__UPDATES", "2d")
        .setting("RETENTION__DEAD_UPDATES", "4d")
        .setting("RETENTION__ATTEMPTS", "1d")
        .setting("RETENTION__LEFTOVERS", "1d")
        .setting("INVITATION__ROLE_EXPIRES", "1h")
        .setting("INVITATION__OFFICER_EXPIRES", "1h")
        .setting("INVITATION__CHAT_EXPIRES", "1h")
        // Whoever has not confirmed is left in peace: a reminder would be something new.
        .setting("PRIORITY__BIASA__REMINDERS", "[]")
        .setting("PRIORITY__BIASA__OFFICERS_AFTER", "")
        .open()
        .await;
    let staff = office.staff().await;
    let groups = office
        .import_groups(&Office::codes("bakohumas-parepare"))
        .await;
    office.announce(&staff, "Banjir.").await;
    office.advance(SECOND * 10).await;
    for (at, group) in groups.iter().take(5).enumerate() {
        let member = office.sim.user(&format!("Anggota {at}")).create();
        group.add_member(&member);
        let copy = group.last().unwrap();
        office.press_on(&member, &copy, "Diterima").await;
    }
    office.advance(SECOND * 10).await;
    (office, staff)
}

#[tokio::test(flavor = "multi_thread")]
async fn clearing_away_leaves_the_record_and_every_answer_as_they_were() {
    let (mut office, staff) = office_with_a_past().await;
    office
        .sim
        .inject_update(json!({ "callback_query": { "id": 17, "from": {}, "data": 4 } }));
    office.settle().await;
    office.expect_given_up(1);
    let said = told(&office, &staff).await;
    let before = record(&office).await;
    let (tries, all) = (office.count(PASSING).await, TRIES);
    let deliveries = office.count(all).await - tries;
    assert!(tries > 20 && deliveries == 16, "{tries} and {deliveries}");

    // Each is looked for at the end of the same two days.
    office.advance(HOUR * 49).await;
    for gone in [
        PASSING,
        "select count(*) from inbox where state = 'done'",
        "select count(*) from invitation",
        "select count(*) from draft_piece",
    ] {
        until_gone(&office, 0, gone).await;
    }
    assert_eq!(record(&office).await, before);
    let dead = "select count(*) from inbox where state = 'dead'";
    assert_eq!(office.count(dead).await, 1, "kept longer for its operator");
    assert_eq!(told(&office, &staff).await, said);
    assert_eq!(office.count(all).await - office.count(PASSING).await, 16);

    office.expect_given_up(0);
    until_gone(&office, 50, dead).await;
    assert_eq!(record(&office).await, before);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_update_that_comes_again_within_its_time_is_still_known() {
    let (mut office, staff) = office_with_a_past().await;
    let user = &staff.coordinator;
    let said = json!({ "message": {
        "message_id": 900, "date": 1_794_790_800,
        "from": { "id": user.id(), "is_bot": false, "first_name": user.name() },
        "chat": { "id": user.id(), "type": "private", "first_name": user.name() },
        "text": "/id", "entities": [{ "type": "bot_command", "offset": 0, "length": 3 }],
    }});
    let asked = office.sim.inject_update(said.clone());
    until_gone(&office, 26, PASSING).await;
    let answers = user.inbox().len();
    let known = format!("select count(*) from inbox where update_id = {asked}");
    assert_eq!(office.count(&known).await, 1);
    office.stop().await;
    office.sim.restart_update_ids(asked);
    assert_eq!(office.sim.inject_update(said), asked);
    office.start();
    office.advance(SECOND * 3).await;
    assert_eq!(user.inbox().len(), answers);
    until_gone(&office, 49, &known).await;
    office.close().await;
}
