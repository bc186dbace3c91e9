//! "Periksa langsung": looking at the chats themselves, gently, and what that changes.

use satupintu_simulator::{Call, Chat, User};

use super::{HOUR, SECOND};
use crate::office::{Office, assert_one_copy_each};

fn looks(office: &Office) -> Vec<Call> {
    let calls = office.sim.calls().into_iter();
    calls
        .filter(|call| call.method.starts_with("getChat"))
        .collect()
}

/// The most calls that began within one second.
fn most_in_a_second(calls: &[Call]) -> usize {
    let count = |from: &Call| {
        let within = |call: &&Call| (from.at_ms..from.at_ms + 1000).contains(&call.at_ms);
        calls.iter().filter(within).count()
    };
    calls.iter().map(count).max().unwrap_or(0)
}

async fn look_now(office: &Office, user: &User) -> String {
    office.say(user, "/periksa").await;
    office.press(user, "Periksa langsung").await;
    office.advance(SECOND * 2).await;
    user.last().unwrap().text
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_seen_of_chats_changes_the_registry_and_the_list() {
    let office = Office::of_parepare().await;
    let codes = Office::codes("bakohumas-parepare");
    let member = office.sim.user("Wati").create();
    let groups = office.import_groups_of(&member, &codes).await;
    let owner = office.owner.clone();
    // Whoever made that group is left alone with the bot.
    groups[0].remove_member(&member);
    // As if the updates that told it had been lost.
    groups[2].kick_bot(&member);
    groups[3].restrict_bot();
    office.a_minute().await;
    office
        .alter("update chat set state = 'active', reason = null, title = 'lama'")
        .await;
    let said = look_now(&office, &owner).await;
    assert!(said.starts_with("Memeriksa saluran langsung"), "{said}");
    office.advance(SECOND * 60).await;
    let said = owner.inbox();
    let list = said.iter().rfind(|it| it.text.starts_with("Pemeriksaan\n"));
    let page = list.unwrap();
    let list = &page.text;
    assert!(list.contains("• Saluran tidak terjangkau: 1\n"), "{list}");
    assert!(list.contains("• Bot tidak boleh menulis: 1\n"), "{list}");
    assert!(list.contains("• Grup hampir kosong: 1\n"), "{list}");
    let pressed = page.button(&format!("Humas {}", codes[3])).unwrap();
    office
        .press_data(&owner, page, &pressed.data.clone().unwrap())
        .await;
    office.advance(SECOND * 2).await;
    let shown = office.said_to(&owner);
    assert!(shown.contains("Status: tidak dapat dijangkau"), "{shown}");
    let titled = "select count(*) from chat where title = 'lama'";
    assert_eq!(
        office.count(titled).await,
        1,
        "all but the one it cannot see"
    );
    for table in ["checkup_round", "checkup_look", "errand"] {
        let left = office.count(&format!("select count(*) from {table}")).await;
        assert_eq!(left, 0, "{table}");
    }
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_chats_of_a_province_are_looked_at_gently_beside_a_broadcast() {
    let office = Office::with_roster("bakohumas-kaltim").open().await;
    let staff = office.staff().await;
    let codes = Office::codes("bakohumas-kaltim");
    let groups = office.import_groups(&codes).await;
    office.announce(&staff, "Jadwal debat publik.").await;
    let owner = office.owner.clone();
    look_now(&office, &owner).await;
    // A second press says that one is running; so does another owner's of the same scope.
    office.say(&owner, "/periksa").await;
    let refused = office.press(&owner, "Periksa langsung").await;
    assert!(refused.contains("sedang berjalan"), "{refused}");
    let mut queued = 0;
    for _ in 0..12 {
        office.advance(SECOND * 5).await;
        queued = queued.max(office.count("select count(*) from errand").await);
    }
    assert!(queued <= 20, "{queued} in the queue at once");
    assert_one_copy_each(&groups, "1/2026");
    office.advance(HOUR).await;
    let calls = looks(&office);
    let chats: std::collections::HashSet<_> = calls.iter().map(|call| call.chat).collect();
    assert_eq!(chats.len(), groups.len());
    let most = most_in_a_second(&calls);
    assert!(most <= 9, "{most} calls in one second");
    let edits = office.sim.calls_of("editMessageText");
    let shown = edits.iter().filter(|call| {
        let text = call.parameters.get("text").and_then(|it| it.as_str());
        text.is_some_and(|text| text.starts_with("Memeriksa"))
    });
    let shown: Vec<i64> = shown.map(|call| call.at_ms).collect();
    assert!(shown.len() > 5, "{}", shown.len());
    // The first says that it begins; from then on at most one in ten seconds.
    assert!(shown[1..].windows(2).all(|two| two[1] - two[0] >= 9_000));
    assert_eq!(office.count("select count(*) from checkup_round").await, 0);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coordinator_has_the_own_region_looked_at_and_a_restart_goes_on() {
    let mut office = Office::with_roster("bakohumas-kaltim").open().await;
    let bontang = office
        .appoint("Andi", "koordinator wilayah:\"Kota Bontang\"")
        .await;
    let own = office
        .texts("select code from institution where region = 'Kota Bontang'")
        .await;
    let groups = office.import_groups(&own).await;
    office
        .import_groups(&["DISKOMINFO-KALTIM", "SETDA-ADPIM"])
        .await;
    look_now(&office, &bontang).await;
    office.stop().await;
    office.start();
    office.advance(SECOND * 60).await;
    let looked: std::collections::HashSet<_> =
        looks(&office).iter().filter_map(|call| call.chat).collect();
    let wanted: std::collections::HashSet<_> = groups.iter().map(Chat::id).collect();
    assert_eq!(looked, wanted);
    assert_eq!(office.count("select count(*) from checkup_round").await, 0);

    // Nobody else may, whatever they press.
    let stranger = office.sim.user("Orang lain").create();
    office.say(&stranger, "/start").await;
    let at = stranger.last().unwrap();
    let refused = office.press_data(&stranger, &at, "hl").await;
    assert!(refused.contains("hanya dapat dilakukan"), "{refused}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn at_night_all_chats_are_looked_at_once() {
    let mut office = Office::with_roster("bakohumas-parepare")
        .setting("HEALTH__NIGHTLY", "02:00")
        .open()
        .await;
    let codes = Office::codes("bakohumas-parepare");
    office.import_groups(&codes).await;
    office.advance(HOUR * 17 + SECOND * 3).await;
    assert!(!looks(&office).is_empty());
    office.stop().await;
    office.start();
    office.advance(HOUR).await;
    let count = |method: &str| office.sim.calls_of(method).len();
    assert!(
        (16..=20).contains(&count("getChat")),
        "{}",
        count("getChat")
    );
    office.advance(HOUR * 20).await;
    assert!(count("getChat") <= 20);
    office.close().await;
}
