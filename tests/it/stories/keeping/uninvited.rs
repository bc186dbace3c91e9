//! The bot is brought into groups without a link.

use std::time::Duration;

use satupintu_simulator::{Chat, User};

use crate::office::{Office, copies};

const HOUR: Duration = Duration::from_secs(3600);

/// How often the bot called a method.
fn calls(office: &Office, method: &str) -> usize {
    office.sim.calls_of(method).len()
}

fn notices(owner: &User) -> Vec<String> {
    let inbox = owner.inbox().into_iter().map(|it| it.text);
    inbox
        .filter(|text| text.contains("yang tidak terdaftar"))
        .collect()
}

fn open(office: &Office, title: &str, admin: &User) -> Chat {
    let group = office.sim.group(title);
    group.add_bot(admin);
    group
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_registers_a_group_that_came_without_a_link() {
    let office = Office::with_roster("bakohumas-parepare")
        .second_owner("Hendra")
        .open()
        .await;
    office.say(&office.owner, "/start").await;
    let admin = office.sim.user("Admin").create();
    let police = open(&office, "Humas Polres", &admin);
    let club = open(&office, "Arisan", &admin);
    office.advance(Duration::from_secs(10)).await;
    let said = office.last_in(&police);
    assert!(
        said.contains("belum terdaftar") && said.contains("keluar sendiri"),
        "{said}"
    );
    assert!(notices(&office.owner).is_empty());
    office.a_minute().await;
    for owner in [&office.owner, office.other_owner.as_ref().unwrap()] {
        let notices = notices(owner);
        assert_eq!(notices.len(), 1, "{notices:?}");
        assert!(notices[0].contains("2 grup") && notices[0].contains("“Arisan”"));
    }

    // The question is answered by the next words, wrong ones are asked for again.
    let asked = office
        .press(&office.owner, "Daftarkan “Humas Polres”")
        .await;
    assert_eq!(asked, "");
    office.moment().await;
    let said = office.last_said_to(&office.owner);
    assert!(said.contains("“Humas Polres” milik lembaga apa?"), "{said}");
    let said = office.say(&office.owner, "POLRES-PARE").await;
    assert!(said.contains("Tidak ada lembaga dengan kode"), "{said}");
    let said = office.say(&office.owner, "polres-parepare").await;
    assert!(said.contains("kini saluran Polres Parepare"), "{said}");
    office.moment().await;
    let said = office.last_in(&police);
    assert!(said.contains("terdaftar sebagai saluran Polres"), "{said}");
    let notice = notices(&office.owner).remove(0);
    assert!(
        notice.contains("terdaftar untuk Polres Parepare"),
        "{notice}"
    );

    office.press(&office.owner, "Keluar").await;
    office.moment().await;
    assert_eq!(calls(&office, "leaveChat"), 1);
    let notice = notices(&office.owner).remove(0);
    assert!(notice.contains("“Arisan”: ditinggalkan"), "{notice}");
    // The other owner's buttons are of no more use.
    let other = office.other_owner.as_ref().unwrap();
    let pop_up = office.press(other, "Keluar").await;
    assert!(pop_up.contains("sudah diurus"), "{pop_up}");

    police.send(&admin, "/status");
    office.moment().await;
    let said = office.last_in(&police);
    assert!(said.contains("Belum ada siaran"), "{said}");
    assert!(!office.last_in(&club).contains("saluran Polres"));
    // Nobody leaves what was registered.
    office.advance(HOUR * 30).await;
    assert_eq!(calls(&office, "leaveChat"), 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_registers_is_left_after_a_day_also_over_a_restart_and_an_upgrade() {
    let mut office = Office::of_parepare().await;
    office.say(&office.owner, "/start").await;
    let admin = office.sim.user("Admin").create();
    let club = open(&office, "Arisan", &admin);
    let moved = open(&office, "Alumni", &admin);
    let kicked = open(&office, "Jual beli", &admin);
    let joined = open(&office, "Humas Polres", &admin);
    let channel = office.sim.channel("Kabar Warga");
    channel.add_bot(&admin);
    office.a_minute().await;
    assert_eq!(channel.inbox().len(), 0, "subscribers are told nothing");
    let notice = notices(&office.owner).remove(0);
    assert!(notice.contains("“Kabar Warga”"), "{notice}");
    kicked.kick_bot(&admin);
    let moved = moved.migrate();
    let link = office.invite("grup POLRES-PAREPARE").await;
    admin.add_by_link(&link, &joined).unwrap();
    office.moment().await;
    office.advance(HOUR * 20).await;
    office.stop().await;
    office.start();
    office.advance(HOUR * 3).await;
    assert_eq!(calls(&office, "leaveChat"), 0);
    office.advance(HOUR * 2).await;
    let left: Vec<i64> = office
        .sim
        .calls_of("leaveChat")
        .iter()
        .map(|call| call.chat.unwrap())
        .collect();
    let mut expected = vec![club.id(), moved.id(), channel.id()];
    let mut got = left.clone();
    expected.sort_unstable();
    got.sort_unstable();
    assert_eq!(got, expected, "{left:?}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_attacker_with_many_groups_floods_nobody() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let attacker = office.sim.user("Joko").create();
    let groups: Vec<Chat> = (0..200)
        .map(|number| open(&office, &format!("Grup {number}"), &attacker))
        .collect();
    office.announce(&staff, "Penting.").await;
    office.moment().await;
    assert_eq!(copies(&police, "1/2026").len(), 1);
    office.a_minute().await;
    let told = groups.iter().filter(|it| !it.inbox().is_empty()).count();
    assert!(told <= 10, "{told}");
    let first = notices(&office.owner);
    assert_eq!(first.len(), 1, "{first:?}");
    assert!(first[0].contains("200 grup"), "{}", first[0]);
    assert!(first[0].contains("… dan 192 lagi"), "{}", first[0]);
    // Coming and going for hours makes no more than a notice in ten minutes.
    for number in 0..60 {
        open(&office, &format!("Lagi {number}"), &attacker);
        office.advance(Duration::from_secs(60)).await;
    }
    let all = notices(&office.owner).len();
    assert!(all <= 7, "{all}");
    office.advance(HOUR * 26).await;
    assert_eq!(calls(&office, "leaveChat"), 260);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_owners_decide_on_groups_without_a_registration() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let admin = office.sim.user("Admin").create();
    open(&office, "Arisan", &admin);
    office.a_minute().await;
    let id = office.count("select id from uninvited").await;
    office.say(&staff.coordinator, "/status").await;
    let at = staff.coordinator.last().unwrap();
    for data in [format!("ur:{id}"), format!("ul:{id}")] {
        let pop_up = office.press_data(&staff.coordinator, &at, &data).await;
        assert!(pop_up.contains("hanya dapat dilakukan"), "{data}: {pop_up}");
    }
    // A command takes the question back.
    office.press(&office.owner, "Daftarkan").await;
    office.moment().await;
    office.say(&office.owner, "/status").await;
    let said = office.say(&office.owner, "POLRES-PAREPARE").await;
    assert!(!said.contains("kini saluran"), "{said}");
    office.press(&office.owner, "Daftarkan").await;
    office.moment().await;
    office.press(&office.owner, "Batal").await;
    let said = office.say(&office.owner, "POLRES-PAREPARE").await;
    assert!(!said.contains("kini saluran"), "{said}");
    office.close().await;
}

/// A file of known chats names this group.
async fn import(office: &Office, code: &str, group: &Chat) {
    let file = format!("kode,chat_id,jenis,topik\n{code},{},grup,\n", group.id());
    satupintu::app::import::chats(&office.db, file.as_bytes(), office.now())
        .await
        .unwrap();
    office.settle().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_file_registers_meanwhile_is_settled_and_never_left() {
    let office = Office::of_parepare().await;
    office.say(&office.owner, "/start").await;
    let admin = office.sim.user("Admin").create();
    let early = open(&office, "Humas Kodim", &admin);
    office.moment().await;
    import(&office, "KODIM-1405", &early).await;
    office.a_minute().await;
    assert!(notices(&office.owner).is_empty(), "nobody has to decide");
    assert_eq!(early.inbox().len(), 0, "nor to ask for a link");

    let police = open(&office, "Humas Polres", &admin);
    office.advance(HOUR).await;
    office.press(&office.owner, "Daftarkan").await;
    office.moment().await;
    import(&office, "POLRES-PAREPARE", &police).await;
    let said = office.say(&office.owner, "ITH").await;
    assert!(said.contains("sudah diurus"), "{said}");
    let pop_up = office.press(&office.owner, "Keluar").await;
    assert!(pop_up.contains("sudah diurus"), "{pop_up}");
    let whose = "select institution from chat where state = 'active' order by institution";
    assert_eq!(office.texts(whose).await, ["KODIM-1405", "POLRES-PAREPARE"]);
    office.advance(HOUR * 30).await;
    assert_eq!(calls(&office, "leaveChat"), 0);
    police.send(&admin, "/status");
    office.moment().await;
    let said = office.last_in(&police);
    assert!(said.contains("Belum ada siaran"), "{said}");
    office.close().await;
}
