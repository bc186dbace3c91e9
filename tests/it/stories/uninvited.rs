//! Those whom nobody invited: what they cost, and who must not notice.

use std::time::Duration;

use satupintu_simulator::{Chat, Press, User};

use crate::office::{Office, assert_one_copy_each, dates};

const SECOND: Duration = Duration::from_secs(1);

fn replies(user: &User) -> usize {
    let inbox = user.inbox();
    inbox.iter().filter(|message| message.from_bot).count()
}

async fn people(office: &Office) -> i64 {
    office.count("select count(*) from person").await
}

async fn events(office: &Office) -> i64 {
    office.count("select count(*) from event").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crowd_of_strangers_leaves_no_trace() {
    let office = Office::of_parepare().await;
    let before = (people(&office).await, events(&office).await);
    let crowd: Vec<User> = (0..200)
        .map(|i| office.sim.user(&format!("Iseng {i}")).create())
        .collect();
    let said = ["/start", "/bantuan", "/id", "/cek 7QMF", "halo", "/privasi"];
    for (user, words) in crowd.iter().zip(said.iter().cycle()) {
        user.send_private(*words);
    }
    office.advance(SECOND * 5).await;
    assert_eq!(crowd.iter().map(replies).sum::<usize>(), 3);
    // One by one all are answered, and still nothing is kept of them.
    for (user, words) in crowd.iter().zip(said.iter().cycle()).take(24) {
        office.say(user, words).await;
        assert!(replies(user) > 0 || *words == "halo", "{words}");
    }
    let after = (people(&office).await, events(&office).await);
    assert_eq!(after, before);
    assert_eq!(office.count("select count(*) from outbox").await, 0);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_of_one_stranger_is_no_reply_of_anybody_elses() {
    let office = Office::of_parepare().await;
    let stranger = office.sim.user("Iseng").create();
    let other = office.sim.user("Wartawan").create();
    let first = stranger.send_private("/start");
    office.settle().await;
    for i in 0..300 {
        match i % 3 {
            0 => drop(stranger.send_private("x".repeat(4000))),
            1 => drop(stranger.send_private("/start")),
            _ => stranger.edit(first, format!("/start {i}")),
        }
    }
    office.advance(SECOND * 10).await;
    assert!(replies(&stranger) <= 10, "{}", replies(&stranger));
    assert!(office.say(&other, "/id").await.contains("ID Anda"));
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_links_is_looked_at_ever_more_rarely_and_keeps_nobody_from_joining() {
    let office = Office::of_parepare().await;
    let link = office.invite("petugas POLRES-PAREPARE").await;
    let before = (people(&office).await, events(&office).await);
    let machine = office.sim.user("Mesin").create();
    for i in 0..120 {
        machine.send_private(format!("/start {i:040x}"));
        office.advance(SECOND).await;
    }
    // Five at once, then after 10, 20 and 40 seconds.
    assert_eq!(replies(&machine), 8);
    assert_eq!((people(&office).await, events(&office).await), before);

    // Very many at once: owners hear of it, once, and somebody with a link still gets in.
    let said = office.owner.inbox().len();
    for i in 0..250 {
        let guesser = office.sim.user(&format!("Mesin {i}")).create();
        guesser.send_private(format!("/start {i:040x}"));
        guesser.send_private(format!("/start {i:041x}"));
    }
    let officer = office.sim.user("Hasan").create();
    let told = office.open_link(&officer, &link).await;
    assert!(told.contains("Anda kini petugas"), "{told}");
    office.advance(SECOND * 5).await;
    let owners: Vec<String> = office
        .owner
        .inbox()
        .split_off(said)
        .into_iter()
        .map(|message| message.text)
        .filter(|text| text.contains("menebak"))
        .collect();
    assert_eq!(owners.len(), 1, "{owners:?}");
    assert_eq!(people(&office).await, before.0 + 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn groups_that_nobody_registered_share_what_strangers_have() {
    let office = Office::of_parepare().await;
    let admin = office.sim.user("Iseng").create();
    let groups: Vec<Chat> = (0..30)
        .map(|i| {
            let group = office.sim.group(&format!("Grup {i}"));
            group.add_bot(&admin);
            group
        })
        .collect();
    office.advance(SECOND * 60).await;
    let count = |group: &Chat| group.inbox().iter().filter(|it| it.from_bot).count();
    let before: usize = groups.iter().map(count).sum();
    for group in &groups {
        group.send(&admin, "/id");
        group.send(&admin, "/status");
    }
    office.advance(SECOND * 10).await;
    let after: usize = groups.iter().map(count).sum();
    assert_eq!(after - before, 3);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_who_floods_has_as_many_replies_as_a_chat_may_get() {
    let office = Office::of_parepare().await;
    let officer = office.officer("Hasan", "POLRES-PAREPARE").await;
    let before = replies(&officer);
    for _ in 0..500 {
        officer.send_private("/id");
    }
    office.advance(SECOND * 90).await;
    assert_eq!(replies(&officer) - before, 60);
    assert!(office.say(&officer, "/id").await.contains("ID Anda"));
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forged_presses_of_one_stranger_are_ended_a_few_times_and_then_not_at_all() {
    let office = Office::of_parepare().await;
    let stranger = office.sim.user("Iseng").create();
    office.say(&stranger, "/start").await;
    let own = stranger.last().unwrap();
    let pressed: Vec<Press> = (0..100)
        .map(|i| stranger.press_data(&own, &format!("Y:{i}:1")))
        .collect();
    office.advance(SECOND * 10).await;
    let answered = pressed.iter().filter(|press| press.answer().is_some());
    assert!(answered.count() <= 10 + 5);
    assert_eq!(office.count("select count(*) from outbox").await, 0);
    office.close().await;
}

/// What a broadcast to 240 groups is like.
struct Course {
    /// From the first copy to the last, by Telegram's clock, in milliseconds.
    makespan: i64,
    /// What members heard when they pressed meanwhile.
    pop_ups: Vec<String>,
}

async fn broadcast(load: bool) -> Course {
    let office = Office::with_roster("kpu-2021").open().await;
    let staff = office.staff().await;
    let codes = Office::codes("kpu-2021");
    let groups = office.import_groups(&codes[1..241]).await;
    let crowd: Vec<User> = (0..100)
        .map(|i| office.sim.user(&format!("Iseng {i}")).create())
        .collect();
    let members: Vec<User> = groups[..12]
        .iter()
        .map(|group| {
            let member = office.sim.user("Wati").create();
            group.add_member(&member);
            member
        })
        .collect();
    office.announce(&staff, "Jadwal debat publik.").await;
    let mut pop_ups = Vec::new();
    for second in 0..12_usize {
        if load {
            for (i, user) in crowd.iter().enumerate() {
                match i % 4 {
                    0 => drop(user.send_private("/start")),
                    1 => drop(user.send_private(format!("/start {second:020x}{i:020x}"))),
                    2 => drop(user.send_private("/status 1")),
                    _ => drop(user.send_private("x".repeat(3000))),
                }
            }
        }
        office.advance(SECOND).await;
        let member = &members[second];
        let copy = groups[second].last().unwrap();
        pop_ups.push(office.press_on(member, &copy, "Diterima").await);
    }
    office.advance(SECOND * 20).await;
    assert_one_copy_each(&groups, "1/2026");
    let (first, last) = dates(&groups, "1/2026").fold((i64::MAX, 0), |(first, last), at| {
        (first.min(at), last.max(at))
    });
    office.close().await;
    Course {
        makespan: last - first,
        pop_ups,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broadcast_under_uninvited_load_is_as_fast_as_the_contract_lets_it_be() {
    let (quiet, loaded) = (broadcast(false).await, broadcast(true).await);
    // Strangers have three of thirty a second, and not one more.
    let most = quiet.makespan * 30 / 27 + 1000;
    assert!(
        loaded.makespan <= most,
        "{} instead of {}",
        loaded.makespan,
        quiet.makespan
    );
    let record = |said: &String| said.contains("catat");
    assert!(quiet.pop_ups.iter().all(record), "{:?}", quiet.pop_ups);
    assert!(loaded.pop_ups.iter().all(record), "{:?}", loaded.pop_ups);
}
