//! "Jeda" and "Lanjutkan".

use satupintu_simulator::{Chat, SentMessage, User};

use super::{SECOND, events, reached};
use crate::office::{Office, Staff, assert_one_copy_each, chapters};

/// Half of the 129 institutions of the province have it.
async fn half_way(office: &Office, options: &str) -> (Staff, Vec<Chat>) {
    let staff = office.staff().await;
    let codes = Office::codes("bakohumas-kaltim");
    let groups = office.import_groups(&codes).await;
    office
        .announce(&staff, &format!("{options}\nJam layanan selama Ramadan."))
        .await;
    office.advance(SECOND * 2).await;
    (staff, groups)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_author_pauses_a_broadcast_over_a_restart_and_the_approver_lets_it_go_on() {
    let mut office = Office::with_roster("bakohumas-kaltim").open().await;
    let (staff, groups) = half_way(&office, "").await;
    let pop_up = office.press(&staff.author, "Jeda").await;
    assert!(pop_up.starts_with("Dijeda."), "{pop_up}");
    office.advance(SECOND).await;
    let stood = reached(&groups, "1/2026");
    assert!((30..110).contains(&stood), "{stood}");
    office.advance(SECOND * 600).await;
    assert_eq!(reached(&groups, "1/2026"), stood);
    for who in [&staff.author, &staff.approver] {
        let bar = who.last().unwrap();
        assert!(
            bar.text.contains("⏸ Dijeda oleh Budi Santoso, 16 November"),
            "{}",
            bar.text
        );
        assert!(bar.text.contains(&format!("Terkirim {stood}/129\n")));
        assert!(bar.button("Lanjutkan").is_some() && bar.button("Jeda").is_none());
    }

    // Others are not held up, and a restart changes nothing.
    office.announce(&staff, "Susulan.").await;
    office.advance(SECOND * 10).await;
    assert_one_copy_each(&groups, "2/2026");
    office.stop().await;
    office.start();
    office.advance(SECOND * 600).await;
    assert_eq!(reached(&groups, "1/2026"), stood);

    office.press(&staff.approver, "Lanjutkan").await;
    office.advance(SECOND * 10).await;
    assert_one_copy_each(&groups, "1/2026");
    for who in [&staff.author, &staff.approver] {
        let said = office.said_to(who);
        assert_eq!(said.matches("Selesai.").count(), 2, "{said}");
        let bars = who.inbox();
        let mut buttons = bars.iter().filter(|it| it.text.contains("Selesai."));
        let over = |bar: &SentMessage| bar.button("Jeda").or(bar.button("Hentikan")).is_none();
        assert!(buttons.all(over), "{said}");
    }
    assert_eq!(events(&office, "broadcast.paused").await, 1);
    assert_eq!(events(&office, "broadcast.resumed").await, 1);
    let who = "select p.name from event e join person p on p.id = e.actor \
               where e.kind like 'broadcast.%' order by e.id";
    assert_eq!(office.texts(who).await, ["Budi Santoso", "Ratna Dewi"]);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_emergency_is_paused_as_well_and_between_the_parts_of_a_long_text() {
    let office = Office::with_roster("bakohumas-kaltim").open().await;
    let (staff, groups) = half_way(&office, "sifat=darurat").await;
    // Its bar is still behind it in the queue.
    let id = office.count("select id from announcement").await;
    let panel = staff.approver.last().unwrap();
    let pause = format!("p:{id}:0");
    office.press_data(&staff.approver, &panel, &pause).await;
    office.advance(SECOND).await;
    let stood = reached(&groups, "1/2026");
    assert!((30..110).contains(&stood), "{stood}");
    office.advance(SECOND * 60).await;
    assert_eq!(reached(&groups, "1/2026"), stood);
    office.press(&staff.author, "Lanjutkan").await;
    office.advance(SECOND * 10).await;
    assert_one_copy_each(&groups, "1/2026");

    office.announce_four_parts(&staff).await;
    office.advance(SECOND * 3).await;
    office.press(&staff.author, "Jeda").await;
    office.advance(SECOND).await;
    let parts = |chat: &Chat| chapters(&chat.inbox()).len();
    let stood: Vec<usize> = groups.iter().map(parts).collect();
    assert!(
        stood.iter().any(|count| (1..4).contains(count)),
        "{stood:?}"
    );
    office.advance(SECOND * 600).await;
    assert_eq!(groups.iter().map(parts).collect::<Vec<_>>(), stood);
    office.press(&staff.author, "Lanjutkan").await;
    office.advance(SECOND * 60).await;
    for group in &groups {
        assert_eq!(chapters(&group.inbox()), [1, 2, 3, 4]);
    }
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_those_in_charge_steer_it_whatever_a_button_says() {
    let office = Office::with_roster("bakohumas-kaltim").open().await;
    let (staff, groups) = half_way(&office, "").await;
    let other_author = office.appoint("Joko", "penyusun").await;
    let other_approver = office.appoint("Wati", "penyetuju").await;
    office.announce(&staff, "Susulan.").await;
    office.advance(SECOND).await;
    let bar = staff.author.last().unwrap();
    let data = |label: &str| bar.button(label).unwrap().data.clone().unwrap();
    let (pause, stop) = (data("Jeda"), data("Hentikan"));
    let surely = stop.replacen('h', "H", 1);
    let resume = pause.replacen('p', "u", 1);
    let resend = pause.replacen('p', "f", 1);
    // An owner has no bar; the card has the buttons.
    let owner = office.owner.clone();
    let labels = card_of(&office, &owner).await;
    assert!(labels.contains(&"⏸ Jeda".to_owned()), "{labels:?}");
    office.press(&owner, "Jeda").await;
    office.moment().await;
    let card = owner.last().unwrap();
    assert!(
        card.text.contains("Dijeda oleh Sri Wahyuni"),
        "{}",
        card.text
    );
    for who in [&other_author, &other_approver, &staff.coordinator] {
        let own = who.last().unwrap();
        for forged in [&pause, &resume, &stop, &surely, &resend] {
            let said = office.press_data(who, &own, forged).await;
            assert!(said.contains("hanya dapat diatur oleh"), "{forged}: {said}");
        }
        let card = card_of(&office, who).await;
        assert!(!card.contains(&"▶️ Lanjutkan".to_owned()), "{card:?}");
    }
    // Nor in a group, from a copied button.
    let member = &staff.author;
    groups[0].add_member(member);
    let copy = groups[0].last().unwrap();
    let said = office.press_data(member, &copy, &pause).await;
    assert!(said.contains("percakapan pribadi"), "{said}");
    assert_eq!(events(&office, "broadcast.paused").await, 1);

    let said = office.press_data(&staff.author, &bar, &pause).await;
    assert!(said.contains("sudah dijeda"), "{said}");
    office.press(&owner, "Lanjutkan").await;
    let said = office.press_data(&staff.author, &bar, &resume).await;
    assert!(said.contains("tidak sedang dijeda"), "{said}");
    office.advance(SECOND * 20).await;
    for forged in [&pause, &resume, &stop, &surely] {
        let said = office.press_data(&staff.author, &bar, forged).await;
        assert!(said.contains("sudah selesai"), "{forged}: {said}");
    }
    assert_one_copy_each(&groups, "2/2026");
    office.close().await;
}

async fn card_of(office: &Office, who: &User) -> Vec<String> {
    office.say(who, "/status 2").await;
    who.last().unwrap().labels()
}
