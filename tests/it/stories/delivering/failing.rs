//! Chats that cannot be reached, and calls without an answer.

use std::time::Duration;

use satupintu_simulator::Fault;

use crate::office::{Office, assert_one_copy_each, copies};

const SECOND: Duration = Duration::from_secs(1);

/// What a chat answers where nobody can be reached any more.
const REFUSALS: [(u16, &str); 7] = [
    (403, "Forbidden: bot was blocked by the user"),
    (403, "Forbidden: bot was kicked from the supergroup chat"),
    (403, "Forbidden: user is deactivated"),
    (403, "Forbidden: the group chat was deleted"),
    (400, "Bad Request: chat not found"),
    (400, "Bad Request: TOPIC_CLOSED"),
    (
        400,
        "Bad Request: not enough rights to send text messages to the chat",
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_chat_that_cannot_be_reached_fails_with_its_reason_and_the_coordinator_hears_it_once() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let groups = office
        .import_groups(&Office::codes("bakohumas-parepare"))
        .await;
    for (group, (code, description)) in groups.iter().zip(REFUSALS) {
        let fault = Fault::refuse(code, description).method("sendMessage");
        office.sim.fault(fault.chat(group.id()));
    }

    office.announce(&staff, "Pemadaman listrik bergilir.").await;
    office.a_minute().await;

    let (lost, reached) = groups.split_at(REFUSALS.len());
    assert_one_copy_each(reached, "1/2026");
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nTerkirim 9/16\n"), "{card}");
    assert!(card.contains("\nGagal 7\n"), "{card}");
    assert!(card.contains("\nDiterima 0/16\n"), "{card}");
    for (_, description) in REFUSALS {
        let told = staff
            .coordinator
            .inbox()
            .iter()
            .filter(|message| message.text.contains(description))
            .count();
        assert_eq!(told, 1, "told of {description:?}");
        let failed = format!(
            "select count(*) from delivery d join chat c on c.id = d.chat_id \
             where d.state = 'failed' and d.reason = '{description}' and c.state = 'unreachable'"
        );
        assert_eq!(office.count(&failed).await, 1, "{description}");
    }

    let notices = staff.coordinator.inbox();
    let notices: Vec<&str> = notices
        .iter()
        .map(|message| message.text.as_str())
        .filter(|text| text.contains("tidak dapat dijangkau\n"))
        .collect();
    assert_eq!(notices.len(), 1, "{notices:?}");
    assert!(notices[0].starts_with("7 saluran tidak dapat dijangkau\n"));
    // Chats that threw the bot out say nothing about the announcement: it was not paused.
    let paused = "select count(*) from event where kind = 'broadcast.paused'";
    assert_eq!(office.count(paused).await, 0);

    // The next one does not try them: they are institutions without a chat now.
    office.sim.clear_faults();
    office.announce(&staff, "Listrik menyala kembali.").await;
    office.advance(SECOND * 30).await;
    for chat in lost {
        assert_eq!(chat.inbox().len(), 0);
    }
    let card = office.say(&staff.coordinator, "/status 2").await;
    assert!(card.contains("\nTerkirim 9/9\n"), "{card}");
    assert!(card.contains("\nTanpa saluran 7\n"), "{card}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn officers_who_block_the_bot_or_leave_telegram_are_counted_as_failed() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let stays = office.officer("Iptu Hasan", "POLRES-PAREPARE").await;
    let leaves = office.officer("Kapten Rudi", "KODIM-1405").await;
    leaves.deactivate();

    office.announce(&staff, "Apel pagi.").await;
    office.advance(SECOND * 5).await;
    assert_eq!(copies(&stays.private_chat(), "1/2026").len(), 1);
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nTerkirim 1/2\n"), "{card}");
    assert!(card.contains("\nGagal 1\n"), "{card}");

    // Blocked: known before anything is sent, told once, and undone by unblocking.
    stays.block_bot();
    office.a_minute().await;
    let told = |what: &str| {
        let inbox = staff.coordinator.inbox();
        let about = inbox.iter().filter(|message| message.text.contains(what));
        about.count()
    };
    assert_eq!(told("bot was blocked by the user"), 1);
    stays.unblock_bot();
    office.advance(SECOND * 3).await;
    assert_eq!(told("dapat dijangkau kembali"), 1);
    office.announce(&staff, "Apel sore.").await;
    office.advance(SECOND * 5).await;
    assert_eq!(copies(&stays.private_chat(), "2/2026").len(), 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chat_that_was_lost_is_told_again_as_soon_as_the_bot_may_write_there() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let admin = office.sim.user("Admin").create();
    let muted = office.sim.supergroup("Humas Kodim");
    let link = office.invite("grup KODIM-1405").await;
    admin.add_by_link(&link, &muted).unwrap();
    let forum = office.sim.forum("Forum Humas");
    forum.add_bot(&admin);
    let topic = forum.topic("Polres");
    let link = office.invite("grup POLRES-PAREPARE").await;
    let (_, token) = link.split_once('=').unwrap();
    let start = format!("/start@{} {token}", office.sim.bot_username());
    topic.send(&admin, start);
    office.advance(SECOND * 10).await;
    let told = |what: &str| {
        let inbox = staff.coordinator.inbox();
        let about = inbox.iter().filter(|message| message.text.contains(what));
        about.count()
    };

    muted.restrict_bot();
    forum.kick_bot(&admin);
    office.a_minute().await;
    assert_eq!(told("2 saluran tidak dapat dijangkau"), 1);
    office.join_group("KEJARI-PAREPARE").await;
    office.announce(&staff, "Siaran pertama.").await;
    office.a_minute().await;
    assert_eq!(copies(&muted, "1/2026").len(), 0);
    assert_eq!(told("tidak dapat dijangkau"), 1);
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nTerkirim 1/1\n"), "{card}");

    muted.promote_bot();
    forum.add_bot(&admin);
    office.advance(SECOND * 10).await;
    assert_eq!(told("dapat dijangkau kembali"), 2);
    office.announce(&staff, "Siaran kedua.").await;
    office.advance(SECOND * 10).await;
    assert_eq!(copies(&muted, "2/2026").len(), 1);
    let in_topic = copies(&forum, "2/2026");
    assert_eq!(in_topic.len(), 1);
    assert_eq!(in_topic[0].thread, Some(topic.id()));
    let card = office.say(&staff.coordinator, "/status 2").await;
    assert!(card.contains("\nTerkirim 3/3\n"), "{card}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_may_have_arrived_is_sent_once_more_and_marked_as_maybe_double() {
    let office = Office::with_roster("bakohumas-parepare")
        .setting("TELEGRAM__CALL_TIMEOUT", "1s")
        .open()
        .await;
    let staff = office.staff().await;
    let groups = office
        .import_groups(&Office::codes("bakohumas-parepare"))
        .await;
    let faults = [
        (Fault::server_error(), 1),
        (Fault::bad_gateway(), 1),
        (Fault::cut_before(), 1),
        (Fault::cut_after(), 2),
        (Fault::hang(None), 1),
        (Fault::hang(None).after_effect(), 2),
        (Fault::malformed_json(), 2),
    ];
    for (group, (fault, _)) in groups.iter().zip(&faults) {
        let fault = fault.clone().method("sendMessage");
        office.sim.fault(fault.chat(group.id()).once());
    }

    office.announce(&staff, "Peringatan dini cuaca.").await;
    office.advance(SECOND * 60).await;

    for (group, (fault, seen)) in groups.iter().zip(&faults) {
        assert_eq!(copies(group, "1/2026").len(), *seen, "{fault:?}");
    }
    assert_one_copy_each(&groups[faults.len()..], "1/2026");
    let card = office.say(&staff.coordinator, "/status 1").await;
    for line in ["Terkirim 16/16", "Gagal 0", "Mungkin ganda 7"] {
        assert!(card.lines().any(|one| one == line), "{line} not in {card}");
    }
    // The last copy is the one on record: it shows who confirmed.
    let doubled = &groups[3];
    let member = office.sim.user("Wati").create();
    doubled.add_member(&member);
    let first = &copies(doubled, "1/2026")[0];
    office.press_on(&member, first, "Diterima").await;
    office.advance(SECOND * 5).await;
    assert!(
        copies(doubled, "1/2026")[1]
            .button("Diterima · Wati")
            .is_some()
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chat_that_never_answers_fails_when_the_last_try_is_used_up() {
    let office = Office::with_roster("bakohumas-parepare")
        .setting("OUTBOX__RETRY_UNKNOWN", r#"["2s", "10s"]"#)
        .open()
        .await;
    let staff = office.staff().await;
    let groups = office
        .import_groups(&["POLRES-PAREPARE", "KODIM-1405"])
        .await;
    let fault = Fault::cut_before().method("sendMessage");
    office.sim.fault(fault.chat(groups[0].id()));

    office.announce(&staff, "Uji sirene.").await;
    office.advance(SECOND * 5).await;
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nTerkirim 1/2\n"), "{card}");
    assert!(card.contains("\nGagal 0\n"), "{card}");
    office.advance(SECOND * 10).await;
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nGagal 1\n"), "{card}");
    assert!(card.contains("\nMungkin ganda 1\n"), "{card}");
    let tries = "select count(*) from attempt where outcome = 'unknown' and chat_id is not null";
    assert_eq!(office.count(tries).await, 3);
    let reasons = office
        .texts("select reason from delivery where state = 'failed'")
        .await;
    assert!(!reasons[0].is_empty());

    // The chat itself is not lost: the next announcement is for it too.
    office.sim.clear_faults();
    office.announce(&staff, "Uji sirene selesai.").await;
    office.advance(SECOND * 5).await;
    assert_eq!(copies(&groups[0], "1/2026").len(), 0);
    assert_eq!(copies(&groups[0], "2/2026").len(), 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_that_no_database_takes_hold_up_nobody() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let codes = Office::codes("bakohumas-parepare");
    let groups = office.import_groups(&codes).await;
    let fault = Fault::refuse(400, "Bad Request: wrong \0 text").method("sendMessage");
    office.sim.fault(fault.chat(groups[3].id()));
    office.announce(&staff, "Pemadaman listrik bergilir.").await;
    office.a_minute().await;
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nTerkirim 15/16\nGagal 1\n"), "{card}");
    office.close().await;
}
