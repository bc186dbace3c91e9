//! The proof: 549 offices brought in within an afternoon, as people do such things.

use std::time::Duration;

use satupintu_simulator::{Chat, Limits, User};

use crate::office::{Office, Row, copies};

const SECOND: Duration = Duration::from_secs(1);
const HOUR: Duration = Duration::from_secs(60 * 60);

/// Of so many one does something that was not meant.
const NOW_AND_THEN: usize = 20;

/// So many do it at the same moment.
const WAVE: usize = 40;

/// An office with those who come for it.
struct Place {
    row: Row,
    group: Chat,
    admin: User,
    officer: User,
}

impl Place {
    fn of(office: &Office, row: Row) -> Self {
        let group = office.sim.group(&format!("Humas {}", row.code));
        let admin = office.sim.user(&format!("Admin {}", row.code)).create();
        group.add_admin(&admin);
        let officer = office.sim.user(&format!("Petugas {}", row.code)).create();
        group.add_member(&officer);
        Self {
            row,
            group,
            admin,
            officer,
        }
    }

    /// The admin adds the bot: now and then without the link first, with a colleague's, or twice.
    fn bring_group(&self, office: &Office, at: usize) {
        let officers = self.row.officer.replace("start=", "startgroup=");
        match at % NOW_AND_THEN {
            3 => self.group.add_bot(&self.admin),
            7 => drop(self.admin.add_by_link(&officers, &self.group).unwrap()),
            _ => {}
        }
        self.admin
            .add_by_link(&self.row.group, &self.group)
            .unwrap();
        if at % NOW_AND_THEN == 11 {
            let other = office.sim.group("Keluarga");
            self.admin.add_by_link(&self.row.group, &other).unwrap();
        }
    }

    /// The officer opens their link: now and then that of the group first, which is used by then, or twice.
    fn bring_officer(&self, at: usize) {
        if at % NOW_AND_THEN == 5 {
            let groups = self.row.group.replace("startgroup=", "start=");
            self.officer.open_link(&groups).unwrap();
        }
        self.officer.open_link(&self.row.officer).unwrap();
        if at % NOW_AND_THEN == 13 {
            self.officer.open_link(&self.row.officer).unwrap();
        }
    }
}

/// Whether everybody who did something that was not meant was told what to do instead.
fn assert_told(office: &Office, places: &[Place]) {
    for (at, place) in places.iter().enumerate() {
        let said = place.group.inbox().into_iter().map(|it| it.text);
        let in_group: Vec<String> = said.collect();
        let in_group = in_group.join("\n");
        let in_private = office.said_to(&place.officer);
        let welcome = format!("sebagai saluran {}", place.row.name);
        assert_eq!(in_group.matches(&welcome).count(), 1, "{in_group}");
        let welcome = format!("Anda kini petugas {}", place.row.name);
        assert_eq!(in_private.matches(&welcome).count(), 1, "{in_private}");
        match at % NOW_AND_THEN {
            5 => assert!(in_private.contains("sudah terpakai"), "{in_private}"),
            7 => assert!(in_group.contains("untuk perorangan"), "{in_group}"),
            13 => assert!(in_private.contains("sudah memiliki peran"), "{in_private}"),
            _ => {}
        }
    }
}

/// Whether their coordinator was shown each of them once, and not a message for each.
fn assert_shown(coordinator: &User, places: &[Place]) {
    let inbox = coordinator.inbox().into_iter().map(|it| it.text);
    let notices: Vec<String> = inbox.filter(|it| it.starts_with("Petugas baru")).collect();
    assert!(notices.len() <= places.len() / 9, "{}", notices.len());
    let all = notices.join("\n");
    for place in places {
        let (name, of) = (place.officer.name(), &place.row.name);
        let alone = format!("Petugas baru {of}: {name}\n");
        let among = format!(". {name} – {of}\n");
        let shown = all.matches(&alone).count() + all.matches(&among).count();
        assert_eq!(shown, 1, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn five_hundred_and_forty_nine_offices_come_in_by_their_links_and_are_all_reached() {
    // How fast messages may leave is told elsewhere: here each moment has as many as it has.
    let office = Office::with_roster("kpu-2021")
        .limits(Limits {
            overall: None,
            ..Limits::default()
        })
        .setting("TELEGRAM__MESSAGES_PER_SECOND", "10000")
        .setting("INVITATION__OFFICER_EXPIRES", "2h")
        .open()
        .await;
    let staff = office.staff().await;
    let coordinator = &staff.coordinator;
    let message = office.ask_for_links(coordinator, "/tautan").await;
    assert!(message.text.contains("549 lembaga"), "{}", message.text);
    let mut rows = office.rows_of(&message);
    assert_eq!(rows.len(), 549);
    let links: std::collections::HashSet<&str> = rows
        .iter()
        .flat_map(|row| [row.group.as_str(), row.officer.as_str()])
        .collect();
    assert_eq!(links.len(), 1098, "no link twice");

    // The last office has no group, and its officer leaves the link lying about.
    let late = rows.pop().unwrap();
    let places: Vec<Place> = rows
        .into_iter()
        .map(|row| Place::of(&office, row))
        .collect();
    // They come over a while: whoever has no role yet is told of a slip only so often in a second.
    for (wave, some) in places.chunks(WAVE).enumerate() {
        for (at, place) in some.iter().enumerate() {
            place.bring_group(&office, wave * WAVE + at);
        }
        office.advance(SECOND * 5).await;
    }
    for (wave, some) in places.chunks(WAVE).enumerate() {
        for (at, place) in some.iter().enumerate() {
            place.bring_officer(wave * WAVE + at);
        }
        office.advance(SECOND * 5).await;
    }
    // Their coordinator is shown each of them.
    office.advance(SECOND * 120).await;
    assert_told(&office, &places);
    assert_shown(coordinator, &places);
    let used = office.count("select count(*) from redemption where what in ('chat', 'officer')");
    assert_eq!(used.await, 1096);
    let left = office.links(coordinator, "/tautan").await;
    assert_eq!(left.len(), 1, "only the one who is late");

    office.advance(HOUR * 2).await;
    let officer = office.sim.user("Petugas terlambat").create();
    let told = office.open_link(&officer, &late.officer).await;
    assert!(told.contains("sudah habis"), "{told}");
    let ask = format!("/tautan {}", late.code);
    office.say(coordinator, &ask).await;
    let heard = office.last_said_to(coordinator);
    let link = heard.lines().find(|line| line.contains("?start="));
    let link = link.unwrap_or_else(|| panic!("no link: {heard}"));
    let told = office.open_link(&officer, link).await;
    assert!(told.contains("Anda kini petugas"), "{told}");

    office
        .announce(&staff, "Pemungutan suara tetap Rabu, 18 November 2026.")
        .await;
    office.advance(SECOND * 40).await;
    for place in &places {
        let copies = copies(&place.group, "1/2026");
        assert_eq!(copies.len(), 1, "{}", place.row.code);
    }
    let copy = officer.last().unwrap();
    assert!(copy.text.starts_with("SIARAN RESMI No. 1/2026"));
    for place in places.iter().take(300) {
        let copy = copies(&place.group, "1/2026").remove(0);
        place.officer.press(&copy, "Diterima").unwrap();
    }
    office.settle().await;
    office.advance(SECOND * 10).await;
    let card = office.say(coordinator, "/status 1").await;
    assert!(card.contains("\nTerkirim 549/549\n"), "{card}");
    assert!(card.contains("\nGagal 0\n"), "{card}");
    assert!(card.contains("\nDiterima 300/549"), "{card}");
    assert!(!card.contains("Tanpa saluran"), "{card}");
    assert_eq!(office.sim.stats().too_many_requests, 0);
    office.close().await;
}
