//! Nobody reaches beyond their scope: every command and every button, by everybody who should not, at the
//! objects of another scope.

mod aims;
mod foreign;
mod unknown;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use satupintu::app::import;
use satupintu::domain::action::Action;
use satupintu::domain::command::COMMANDS;
use satupintu_simulator::{Chat, SentMessage, User};

use crate::office::Office;

use aims::{Whose, aimed, whose};
pub use foreign::{Foreign, SECRETS};

/// The commission and two of its provinces are enough: all that stands in the database is looked at after
/// each press.
async fn two_provinces() -> Office {
    let office = Office::with_roster("").open().await;
    only_two_provinces(&office).await;
    office
}

/// The same in an office without a registry.
pub async fn only_two_provinces(office: &Office) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/config/rosters/kpu-2021.csv");
    let all = std::fs::read_to_string(path).unwrap();
    let wanted = |line: &&str| {
        let code = line.split(',').next().unwrap();
        ["kode", "KPU-RI"].contains(&code)
            || code.starts_with("KPU-63")
            || code.starts_with("KPU-73")
    };
    let lines: Vec<&str> = all.lines().filter(wanted).collect();
    import::institutions(&office.db, lines.join("\n").as_bytes(), office.now())
        .await
        .unwrap();
}

/// What changes by itself, passes, or is a word of the asker's own.
const PASSING: [&str; 10] = [
    "inbox", "outbox", "attempt", "leader", "pace", "pause", "search", "errand", "upload", "seal",
];

/// All that may not change. That somebody was refused is on record, and is no change.
async fn standing(office: &Office) -> BTreeMap<String, Vec<String>> {
    let mut dump = office.dump(&PASSING).await;
    if let Some(lines) = dump.get_mut("event") {
        lines.retain(|line| !line.contains("request.refused"));
    }
    dump
}

/// The messages of a chat, by id, as they read now.
fn shown(messages: &[SentMessage]) -> BTreeMap<i64, String> {
    let read = |message: &SentMessage| {
        let labels = message.labels().join(" ");
        (message.id, format!("{} {labels}", message.text))
    };
    messages.iter().map(read).collect()
}

/// What somebody could read that they could not before, but for what they typed themselves.
fn told(before: &BTreeMap<i64, String>, now: &[SentMessage], typed: &str) -> String {
    let new = shown(now)
        .into_iter()
        .filter(|(id, text)| before.get(id) != Some(text));
    let all: Vec<String> = new.map(|(_, text)| text).collect();
    // A refusal names back what was sent.
    let quoted = typed.split('"').skip(1).step_by(2);
    let said = quoted.fold(all.join("\n"), |said, sent| {
        said.replace(&format!("“{sent}”"), "")
    });
    let words = typed.split_whitespace().skip(1);
    // A leading minus says what is left out, and is no part of its name.
    words
        .map(|word| word.trim_start_matches('-'))
        .fold(said, |said, word| said.replace(word, ""))
}

fn assert_no_secret(said: &str, how: &str) {
    for secret in SECRETS {
        assert!(!said.contains(secret), "{how} reveals {secret:?}: {said}");
    }
}

/// For whoever has no role: slowly enough to be told why. Those who have one are answered at once.
const SLOWLY: Duration = Duration::from_secs(7);

/// Somebody presses every button at foreign objects, under a message of theirs, so long after one another;
/// nothing may change.
async fn press_all(
    office: &Office,
    foreign: &Foreign,
    (who, pause): (&User, Duration),
    at: &SentMessage,
) {
    let mut before = standing(office).await;
    for wire in foreign.buttons() {
        let action = Action::parse(&wire).unwrap();
        office.advance(pause).await;
        let seen = shown(&office.sim.messages(at.chat));
        let pop_up = office.press_data(who, at, &wire).await;
        office.moment().await;
        let how = format!("{} by {wire}", who.name());
        let said = told(&seen, &office.sim.messages(at.chat), "");
        // A refusal may name back what was sent, as it would a code that does not exist.
        let said_all = format!("{pop_up}\n{said}").replace("“KPU-73”", "");
        assert_no_secret(&said_all, &how);
        if whose(&action) == Whose::Foreign {
            assert!(!pop_up.is_empty(), "{how} is not refused: {said}");
            let now = standing(office).await;
            assert_eq!(before, now, "{how} changed something");
        } else {
            before = standing(office).await;
        }
    }
}

/// Somebody types every command at foreign objects, so long after one another; nothing may change.
async fn type_all(office: &Office, foreign: &Foreign, (who, pause): (&User, Duration)) {
    let before = standing(office).await;
    for command in COMMANDS {
        for arguments in aimed(command.verb, foreign.officer.id()) {
            let typed = format!("/{} {arguments}", command.name);
            office.advance(pause).await;
            let seen = shown(&who.inbox());
            office.say(who, &typed).await;
            let how = format!("{} by {typed}", who.name());
            assert_no_secret(&told(&seen, &who.inbox(), &typed), &how);
        }
    }
    assert_eq!(before, standing(office).await, "{}", who.name());
}

/// The same in a group, by whatever writes there.
async fn type_all_in(office: &Office, foreign: &Foreign, room: &Chat, write: impl Fn(String)) {
    let before = standing(office).await;
    for command in COMMANDS {
        for arguments in aimed(command.verb, foreign.officer.id()) {
            let bot = office.sim.bot_username();
            let typed = format!("/{}@{bot} {arguments}", command.name);
            office.advance(Duration::from_secs(20)).await;
            let seen = shown(&room.inbox());
            write(typed.clone());
            office.moment().await;
            assert_no_secret(&told(&seen, &room.inbox(), &typed), &typed);
        }
    }
    assert_eq!(before, standing(office).await);
}

/// Every kind of button there is stands in the list.
fn assert_complete(foreign: &Foreign) {
    let buttons = foreign.buttons();
    let tags = buttons.iter().map(|wire| wire.split(':').next().unwrap());
    let tried: BTreeSet<&str> = tags.collect();
    let all: BTreeSet<&str> = Action::TAGS.iter().copied().collect();
    assert_eq!(tried, all);
}

/// A message to somebody with buttons of a conversation, where an edit would be taken; or any.
async fn below_buttons(office: &Office, who: &User) -> SentMessage {
    for command in ["/start", "/lembaga", "/peran", "/hapusdata"] {
        office.moment().await;
        office.say(who, command).await;
    }
    let inbox = who.inbox();
    let has_buttons = |message: &&SentMessage| !message.labels().is_empty();
    let at = inbox.iter().rev().find(has_buttons);
    at.or(inbox.last()).unwrap().clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_role_reaches_the_objects_of_another_scope() {
    let office = two_provinces().await;
    let foreign = Foreign::of(&office).await;
    assert_complete(&foreign);
    let former = office.appoint("Mantan", "koordinator KPU-73").await;
    let grant = "select max(id) from role_grant where role = 'coordinator'";
    let end = format!("gE:{}", office.count(grant).await);
    office.say(&office.owner, "/peran").await;
    let list = office.owner.last().unwrap();
    office.press_data(&office.owner, &list, &end).await;
    let stranger = office.sim.user("Joko").create();
    let at_once = Duration::ZERO;
    let author = office.appoint("Penyusun", "penyusun KPU-63").await;
    let approver = office.appoint("Penyetuju", "penyetuju KPU-63").await;
    let coordinator = office.appoint("Koordinator", "koordinator KPU-63").await;
    let officer = office.officer("Petugas", "KPU-63.71").await;
    for who in [
        (&author, at_once),
        (&approver, at_once),
        (&coordinator, at_once),
        (&officer, at_once),
        (&former, SLOWLY),
        (&stranger, SLOWLY),
    ] {
        let at = below_buttons(&office, who.0).await;
        press_all(&office, &foreign, who, &at).await;
        type_all(&office, &foreign, who).await;
    }
    // Who waits for a role there knows of it, and cannot even say yes to that.
    let at = below_buttons(&office, &foreign.newcomer).await;
    let newcomer = (&foreign.newcomer, SLOWLY);
    press_all(&office, &foreign, newcomer, &at).await;
    // An owner sees all, but writes and approves nothing for others.
    let at = office.owner.last().unwrap();
    let drafts = ["s", "x", "l", "y", "Y", "r", "n", "q", "qs", "k"];
    let before = standing(&office).await;
    for wire in foreign.buttons() {
        if drafts.contains(&wire.split(':').next().unwrap()) {
            let pop_up = office.press_data(&office.owner, &at, &wire).await;
            assert!(!pop_up.is_empty(), "{wire}");
        }
    }
    assert_eq!(before, standing(&office).await);
    // Whoever tries everything is on record with each kind of it, and with none again and again.
    let most = "select max(lines) from (select count(*) as lines from event \
         where kind = 'request.refused' group by actor, detail) of_a_kind";
    assert!(office.count(most).await <= 30);
    let kinds = "select max(kinds) from (select count(distinct detail) as kinds from event \
         where kind = 'request.refused' group by actor) of_one";
    assert!(office.count(kinds).await > 30);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_group_or_channel_reaches_the_objects_of_another_scope() {
    let office = two_provinces().await;
    let foreign = Foreign::of(&office).await;
    let room = office.join_group("KPU-63.71").await;
    let member = office.sim.user("Anggota").create();
    room.add_member(&member);
    let channel = office.sim.channel("Kanal Banjarmasin");
    let admin = office.sim.user("Admin kanal").create();
    channel.add_admin(&admin);
    channel.add_bot(&admin);
    let link = office.invite("grup KPU-63.71").await;
    channel.post(office.start_command(&link));
    office.moment().await;
    office.say(&member, "/start").await;
    let own = format!("/lembaga@{}", office.sim.bot_username());
    let at = office.ask_in(&room, &member, &own).await;
    press_all(&office, &foreign, (&member, SLOWLY), &at).await;
    type_all_in(&office, &foreign, &room, |typed| {
        room.send(&member, typed);
    })
    .await;
    type_all_in(&office, &foreign, &room, |typed| {
        room.send_anonymous(typed);
    })
    .await;
    type_all_in(&office, &foreign, &channel, |typed| {
        channel.post(typed);
    })
    .await;
    office.close().await;
}
