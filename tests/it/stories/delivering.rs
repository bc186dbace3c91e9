//! From approval to every chat, at the platform's pace and whatever the platform answers.

use std::time::Duration;

use satupintu_simulator::{Chat, Fault, Limits, Rate, SentMessage};

use crate::office::{Office, Staff, copies};

const SECOND: Duration = Duration::from_secs(1);

fn last_date(chats: &[Chat], number: &str) -> i64 {
    dates(chats, number).max().unwrap()
}

pub fn dates(chats: &[Chat], number: &str) -> impl Iterator<Item = i64> {
    chats
        .iter()
        .flat_map(|chat| copies(chat, number))
        .map(|copy| copy.date_ms)
}

pub fn assert_one_copy_each(chats: &[Chat], number: &str) {
    for (index, chat) in chats.iter().enumerate() {
        assert_eq!(copies(chat, number).len(), 1, "copies in chat {index}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn all_548_groups_of_the_kpu_have_it_after_18_seconds_and_nothing_is_refused() {
    let office = Office::with_roster("kpu-2021").open().await;
    let staff = office.staff().await;
    let codes = Office::codes("kpu-2021");
    let groups = office.import_groups(&codes[1..]).await;
    assert_eq!(groups.len(), 548);
    office.advance(SECOND * 5).await;

    office
        .announce(&staff, "Jadwal debat publik pasangan calon.")
        .await;
    office.advance(SECOND * 30).await;

    assert_one_copy_each(&groups, "1/2026");
    let makespan = last_date(&groups, "1/2026") - dates(&groups, "1/2026").min().unwrap();
    assert!((18_000..19_000).contains(&makespan), "{makespan} ms");
    assert_eq!(office.sim.stats().too_many_requests, 0);
    let card = office.say(&staff.coordinator, "/status 1").await;
    let lines: Vec<&str> = card.lines().collect();
    for line in [
        "Terkirim 548/548",
        "Gagal 0",
        "Diterima 0/548",
        "Tanpa saluran 1",
    ] {
        assert!(lines.contains(&line), "{line} not in {card}");
    }
    let bar = staff.author.last().unwrap();
    assert!(bar.text.contains("548/548"), "{}", bar.text);
    assert!(
        bar.edits.len() >= 4,
        "the bar moved {} times",
        bar.edits.len()
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn officers_get_it_in_private_only_where_their_institution_has_no_group() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let of_police = office.enlist("Iptu Hasan", "POLRES-PAREPARE").await;
    let of_army = office.enlist("Kapten Rudi", "KODIM-1405").await;
    let also_of_army = office.enlist("Serka Dian", "KODIM-1405").await;

    office
        .announce(&staff, "Apel gelar pasukan pukul 07.00.")
        .await;
    office.advance(SECOND * 10).await;

    assert_eq!(copies(&police, "1/2026").len(), 1);
    assert_eq!(copies(&of_police.private_chat(), "1/2026").len(), 0);
    assert_eq!(copies(&of_army.private_chat(), "1/2026").len(), 1);
    assert_eq!(copies(&also_of_army.private_chat(), "1/2026").len(), 1);
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nTerkirim 3/3\n"), "{card}");
    assert!(card.contains("\nDiterima 0/2\n"), "{card}");
    assert!(card.contains("\nTanpa saluran 14\n"), "{card}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn announcements_in_a_row_keep_the_pace_of_a_group_and_their_order() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.import_groups(&["POLRES-PAREPARE"]).await.remove(0);

    for name in ["satu", "dua", "tiga"] {
        office.say(&staff.author, "/siaran").await;
        for piece in 0..8 {
            let text = format!("{name} {piece}: {}", "rincian ".repeat(450));
            office.say(&staff.author, text.trim()).await;
        }
        submit_and_approve_long(&office, &staff).await;
    }
    office.advance(SECOND * 180).await;

    let sent = group.inbox();
    assert!(sent.len() >= 24, "{} messages", sent.len());
    assert_eq!(office.sim.stats().too_many_requests, 0);
    for pair in sent.windows(2) {
        assert!(pair[1].date_ms - pair[0].date_ms >= 1000);
    }
    for window in sent.windows(21) {
        assert!(window[20].date_ms - window[0].date_ms >= 60_000);
    }
    let all: String = sent.iter().map(|message| message.text.as_str()).collect();
    let mut from = 0;
    for name in ["satu", "dua", "tiga"] {
        for piece in 0..8 {
            let wanted = format!("{name} {piece}:");
            let at = all[from..]
                .find(&wanted)
                .unwrap_or_else(|| panic!("{wanted} is not in order"));
            from += at;
        }
    }
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn too_many_requests_for_one_chat_hold_up_that_chat_alone() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let groups = office
        .import_groups(&Office::codes("bakohumas-parepare"))
        .await;
    let slow = &groups[3];
    office.sim.fault(
        Fault::too_many_requests(30)
            .method("sendMessage")
            .chat(slow.id())
            .once(),
    );

    office.announce(&staff, "Jadwal posyandu bulan ini.").await;
    let began = office.now().0;
    office.advance(SECOND * 5).await;
    for group in groups.iter().filter(|group| group.id() != slow.id()) {
        assert_eq!(copies(group, "1/2026").len(), 1);
    }
    assert_eq!(copies(slow, "1/2026").len(), 0);
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nTerkirim 15/16\n"), "{card}");
    assert!(card.contains("\nGagal 0\n"), "{card}");

    office.advance(SECOND * 40).await;
    assert_one_copy_each(&groups, "1/2026");
    let waited = copies(slow, "1/2026")[0].date_ms - began;
    assert!((30_000..32_000).contains(&waited), "{waited} ms");
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nTerkirim 16/16\n"), "{card}");
    assert!(!card.contains("Mungkin ganda"), "{card}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn too_many_requests_for_many_chats_slow_everything_and_then_all_arrive() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let groups = office
        .import_groups(&Office::codes("bakohumas-parepare"))
        .await;
    for group in &groups[..6] {
        let fault = Fault::too_many_requests(7).method("sendMessage");
        office.sim.fault(fault.chat(group.id()).once());
    }

    office.announce(&staff, "Jadwal vaksinasi.").await;
    let began = office.now().0;
    office.advance(SECOND * 30).await;

    assert_one_copy_each(&groups, "1/2026");
    let calls: Vec<i64> = office
        .sim
        .calls_of("sendMessage")
        .iter()
        .filter(|call| call.at_ms >= began && call.chat.is_some_and(|chat| chat < 0))
        .map(|call| call.at_ms - began)
        .collect();
    assert!(
        calls.windows(2).any(|pair| pair[1] - pair[0] >= 6_500),
        "nobody waited: {calls:?}"
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_platform_that_allows_less_than_its_documentation_says_is_heeded() {
    let third = Rate {
        capacity: 10,
        per_second: 10,
    };
    let office = Office::with_roster("bakohumas-kaltim")
        .limits(Limits {
            overall: Some(third),
            ..Limits::default()
        })
        .open()
        .await;
    let staff = office.staff().await;
    let groups = office
        .import_groups(&Office::codes("bakohumas-kaltim"))
        .await;
    office.announce(&staff, "Jam layanan.").await;
    office.advance(SECOND * 120).await;

    assert!(office.sim.stats().too_many_requests > 0);
    assert_one_copy_each(&groups, "1/2026");
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nTerkirim 129/129\n"), "{card}");
    assert!(!card.contains("Mungkin ganda"), "{card}");
    office.close().await;
}

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
    office.advance(SECOND * 30).await;

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
    let stays = office.enlist("Iptu Hasan", "POLRES-PAREPARE").await;
    let leaves = office.enlist("Kapten Rudi", "KODIM-1405").await;
    leaves.deactivate();

    office.announce(&staff, "Apel pagi.").await;
    office.advance(SECOND * 5).await;
    assert_eq!(copies(&stays.private_chat(), "1/2026").len(), 1);
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nTerkirim 1/2\n"), "{card}");
    assert!(card.contains("\nGagal 1\n"), "{card}");

    // Blocked: known before anything is sent, told once, and undone by unblocking.
    stays.block_bot();
    office.advance(SECOND * 3).await;
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
    office.advance(SECOND * 3).await;
    assert_eq!(told("Saluran Polres Parepare tidak dapat dijangkau"), 1);
    office.join_group("KEJARI-PAREPARE").await;
    office.announce(&staff, "Siaran pertama.").await;
    office.advance(SECOND * 10).await;
    assert_eq!(copies(&muted, "1/2026").len(), 0);
    assert_eq!(told("Saluran Kodim 1405/Mallusetasi tidak dapat"), 1);
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nTerkirim 1/2\n"), "{card}");

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

/// A text of four messages.
pub async fn announce_four_parts(office: &Office, staff: &Staff) {
    office.say(&staff.author, "/siaran").await;
    for part in 1..=4 {
        let text = format!("Bab {part}. {}", "isi ".repeat(900));
        office.say(&staff.author, text.trim()).await;
    }
    submit_and_approve_long(office, staff).await;
}

/// The preview of a long text takes a while to reach the approver.
async fn submit_and_approve_long(office: &Office, staff: &Staff) {
    office.advance(SECOND * 15).await;
    office.press(&staff.author, "Ajukan").await;
    office.advance(SECOND * 15).await;
    office.press(&staff.approver, "Setujui").await;
    office.advance(SECOND * 3).await;
    office.press(&staff.approver, "Ya, kirim").await;
}

pub fn chapters(messages: &[SentMessage]) -> Vec<usize> {
    let all: Vec<&str> = messages
        .iter()
        .flat_map(|message| message.text.split_whitespace())
        .collect();
    all.windows(2)
        .filter(|words| words[0] == "Bab")
        .map(|words| words[1].trim_end_matches('.').parse().unwrap())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_text_goes_on_at_the_part_that_a_fault_interrupted() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.import_groups(&["POLRES-PAREPARE"]).await.remove(0);
    let fault = Fault::cut_before().method("sendMessage").chat(group.id());
    office.sim.fault(fault.skip(2).once());

    announce_four_parts(&office, &staff).await;
    office.advance(SECOND * 20).await;

    assert_eq!(chapters(&group.inbox()), [1, 2, 3, 4]);
    let buttons: Vec<bool> = group
        .inbox()
        .iter()
        .map(|message| message.button("Diterima").is_some())
        .collect();
    assert_eq!(buttons.iter().filter(|has| **has).count(), 1);
    assert!(buttons.last().unwrap(), "the button stands at the end");
    office.close().await;
}
