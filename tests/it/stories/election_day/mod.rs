//! Election day: forty announcements of all kinds from nine in the morning on, exercises, corrections and
//! withdrawals among them, while the platform is slow, answers get lost, groups come and go, and the
//! program is started anew. In the evening the office asks about each; what it is told is what members
//! saw and were told.

mod ledger;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use satupintu_simulator::{Chat, Fault, User};

use self::ledger::Entry;
use crate::office::{Office, Staff};

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);

/// Institutions with a group; the others of the sixteen have none.
const CODES: [&str; 8] = [
    "HUMAS-PAREPARE",
    "POLRES-PAREPARE",
    "KODIM-1405",
    "KEJARI-PAREPARE",
    "DINKES-PAREPARE",
    "PLN-PAREPARE",
    "BPS-PAREPARE",
    "ITH",
];
const POLICE_AND_ARMY: [&str; 2] = ["POLRES-PAREPARE", "KODIM-1405"];

/// Announcements of the day.
const ALL: usize = 40;
/// Before these the bot is removed from a group, and let in again.
const LOST: (usize, usize, &str) = (17, 27, "KEJARI-PAREPARE");
/// Before this one a group becomes a supergroup.
const MOVED: (usize, &str) = (22, "DINKES-PAREPARE");
/// This one is refused in one chat.
const REFUSED: (usize, &str) = (31, "ITH");
/// Started anew while these are leaving.
const RESTARTED: [usize; 3] = [12, 24, 36];
/// To be passed on; one of them is corrected.
const PASSED_ON: [usize; 3] = [6, 19, 28];
/// Corrected, and withdrawn, after some have confirmed.
const CORRECTED: [usize; 4] = [6, 14, 21, 33];
const WITHDRAWN: [usize; 2] = [10, 32];

struct Day {
    office: Office,
    staff: Staff,
    admin: User,
    member: User,
    /// Each institution's group; of one that has moved, all that it was.
    groups: BTreeMap<&'static str, Vec<Chat>>,
    /// Where the bot is not let in at the moment.
    away: BTreeSet<&'static str>,
    real: usize,
    drills: usize,
    entries: Vec<Entry>,
}

impl Day {
    async fn begin() -> Self {
        let office = Office::of_parepare().await;
        let staff = office.staff().await;
        let admin = office.sim.user("Admin semua grup").create();
        let member = office.sim.user("Hasanuddin").create();
        let groups = office.import_groups_of(&admin, &CODES).await;
        for group in &groups {
            group.add_member(&member);
        }
        office.moment().await;
        Self {
            office,
            staff,
            admin,
            member,
            groups: CODES
                .into_iter()
                .zip(groups.into_iter().map(|group| vec![group]))
                .collect(),
            away: BTreeSet::new(),
            real: 0,
            drills: 0,
            entries: Vec::new(),
        }
    }

    /// The group of an institution, as it is now.
    fn group(&self, code: &str) -> &Chat {
        self.groups[code].last().unwrap()
    }

    /// The options of the announcement, and whom it is for.
    fn options(&self, index: usize) -> (String, BTreeSet<&'static str>) {
        let mut options = vec![["sifat=biasa", "sifat=penting", "sifat=darurat"][index % 3].into()];
        let mut audience: BTreeSet<_> = CODES.into_iter().collect();
        if index % 8 == 3 {
            options.insert(0, "latihan".to_owned());
        }
        if index % 6 == 4 {
            options.push("sasaran=kategori:tni-polri".to_owned());
            audience = POLICE_AND_ARMY.into_iter().collect();
        }
        if index % 7 == 2 {
            options.push("konfirmasi=tidak".to_owned());
        } else if PASSED_ON.contains(&index) {
            options.push("konfirmasi=disebarluaskan".to_owned());
        } else if index % 9 == 5 {
            options.push("tenggat=2jam".to_owned());
        }
        if index.is_multiple_of(5) {
            options.push("jenis=klarifikasi".to_owned());
        }
        if index % 10 == 8 {
            let at = self.office.now().plus(MINUTE * 5).0 / 1000 + 8 * 3600;
            let (hour, minute) = (at / 3600 % 24, at / 60 % 60);
            options.push(format!("jadwal=\"hari ini {hour:02}.{minute:02}\""));
        }
        audience.retain(|code| !self.away.contains(code));
        (options.join(" "), audience)
    }

    /// Groups come and go, and answers get lost.
    async fn trouble(&mut self, index: usize) {
        let sim = &self.office.sim;
        if index == LOST.0 {
            self.group(LOST.2).kick_bot(&self.admin);
            self.away.insert(LOST.2);
        }
        if index == LOST.1 {
            self.group(LOST.2).add_bot(&self.admin);
            self.away.remove(LOST.2);
        }
        if index == MOVED.0 {
            let moved = self.group(MOVED.1).migrate();
            self.groups.get_mut(MOVED.1).unwrap().push(moved);
        }
        if index == REFUSED.0 {
            let chat = self.group(REFUSED.1).id();
            let no = Fault::refuse(400, "Bad Request: message text is strange today");
            sim.fault(no.method("sendMessage").chat(chat).once());
        }
        let police = self.group(POLICE_AND_ARMY[0]).id();
        match index % 5 {
            1 => drop(sim.fault(Fault::too_many_requests(3).chat(police).once())),
            3 => drop(sim.fault(Fault::cut_after().chat(police).once())),
            4 => drop(sim.fault(Fault::cut_before().chat(police).once())),
            _ => {}
        }
        self.office.moment().await;
    }

    /// Drafts, submits and approves the announcement, and waits until it has left.
    async fn announce(&mut self, index: usize) {
        let (options, audience) = self.options(index);
        let says = format!("Keterangan ke-{index} tentang pemungutan suara.");
        let (office, staff) = (&self.office, &self.staff);
        let typed = format!("/siaran {options}\n{says}");
        office.say(&staff.author, &typed).await;
        let long = index.is_multiple_of(10);
        for part in 1..=if long { 3 } else { 0 } {
            let long = format!("Bagian {part} ({index}). {}", "Rincian. ".repeat(400));
            office.say(&staff.author, long.trim()).await;
        }
        if long {
            office.submit_and_approve_long(staff).await;
        } else {
            office.submit_and_approve(staff).await;
        }
        if RESTARTED.contains(&index) {
            self.office.advance(SECOND / 5).await;
            self.office.stop().await;
            self.office.start();
        }
        let scheduled = options.contains("jadwal=");
        let leaves_within = if scheduled { MINUTE * 6 } else { SECOND * 40 };
        self.office.advance(leaves_within).await;
        self.office.sim.clear_faults();
        let drill = options.starts_with("latihan");
        let number = match drill {
            true => {
                self.drills += 1;
                format!("LATIHAN {}/2026", self.drills)
            }
            false => {
                self.real += 1;
                format!("{}/2026", self.real)
            }
        };
        let refused = (index == REFUSED.0).then_some(REFUSED.1);
        self.entries.push(Entry {
            number,
            audience,
            refused: refused.into_iter().collect(),
            asks: !options.contains("konfirmasi=tidak"),
            says,
            confirmed: vec![BTreeSet::new()],
            disseminated: PASSED_ON.contains(&index).then(BTreeSet::new),
            long,
            withdrawn: false,
        });
    }

    /// Some of those who have the newest announcement confirm it, as its newest copies stand.
    async fn confirm(&mut self, index: usize, leaves_out: usize) {
        let entry = self.entries.last_mut().unwrap();
        if !entry.asks {
            return;
        }
        for (place, code) in CODES.into_iter().enumerate() {
            let has_it = entry.audience.contains(code) && !entry.refused.contains(code);
            if !has_it || (index + place) % 4 == leaves_out {
                continue;
            }
            let chat = self.groups[code].last().unwrap();
            let copy = entry.copies(&self.groups[code]).pop().unwrap();
            // The button stands below the last part, or the notice of what has changed.
            let inbox = chat.inbox();
            let with_button = inbox.iter().rev().filter(|it| it.id >= copy.id);
            // Others may just have been called to mind.
            let mut with_button = with_button
                .filter(|it| it.button("Diterima").is_some() && !it.text.starts_with('⏰'));
            let pressed = with_button.next().unwrap();
            let told = self
                .office
                .press_on(&self.member, pressed, "Diterima")
                .await;
            assert!(told.contains("tercatat"), "{code}, {index}: {told}");
            entry.confirmed.last_mut().unwrap().insert(code);
        }
        self.office.advance(SECOND * 5).await;
    }

    /// Every other one of those who confirmed the newest announcement says how they passed it on.
    async fn pass_on(&mut self, index: usize) {
        let entry = self.entries.last_mut().unwrap();
        let Some(disseminated) = &mut entry.disseminated else {
            return;
        };
        // A correction asks anew.
        disseminated.clear();
        for code in entry.confirmed.last().unwrap().iter().step_by(2) {
            let inbox = self.groups[code].last().unwrap().inbox();
            // Others may just have been called to mind.
            let mut with_button = inbox.iter().rev().filter(|it| !it.text.starts_with('⏰'));
            let pressed = with_button.find(|it| it.button("Disebarluaskan").is_some());
            let link = self
                .office
                .evidence_link(&self.member, pressed.unwrap())
                .await;
            self.office.open_link(&self.member, &link).await;
            let page = format!("https://{}.go.id/{index}", code.to_lowercase());
            let told = self.office.say(&self.member, &page).await;
            assert!(told.contains("Tercatat"), "{code}, {index}: {told}");
            disseminated.insert(code);
        }
    }

    /// A correction or a withdrawal of the newest announcement.
    async fn change(&mut self, command: &str, says: &str) {
        let entry = self.entries.last_mut().unwrap();
        let (office, staff) = (&self.office, &self.staff);
        let typed = format!("/{command} {} {says}", entry.number);
        office.say(&staff.author, &typed).await;
        office.advance(SECOND * 3).await;
        office.submit_and_approve(staff).await;
        office.advance(SECOND * 30).await;
        entry.says = says.to_owned();
        entry.confirmed.push(BTreeSet::new());
        entry.withdrawn = command == "cabut";
    }

    /// What the office is told about each in the evening, against what members saw.
    async fn compare(&self) {
        let asks = &self.staff.coordinator;
        let mut doubles = 0;
        for entry in &self.entries {
            let seen = entry.compare_copies(&self.groups);
            doubles += seen.1;
            let card = self
                .office
                .say(asks, &format!("/status {}", entry.number))
                .await;
            entry.compare_card(&card, seen);
            if !entry.asks || entry.withdrawn {
                continue;
            }
            let list = self
                .office
                .say(asks, &format!("/sudah {}", entry.number))
                .await;
            for code in &entry.audience {
                let name = self.name_of(code).await;
                let confirmed = entry.newest().contains(code);
                assert_eq!(list.contains(&name), confirmed, "{code}: {list}");
            }
        }
        assert!(doubles > 0, "no answer was lost");
    }

    async fn name_of(&self, code: &str) -> String {
        let sql = format!("select name from institution where code = '{code}'");
        self.office.texts(&sql).await.remove(0)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_reported_in_the_evening_is_what_members_saw() {
    let mut day = Day::begin().await;
    for index in 1..=ALL {
        day.trouble(index).await;
        day.announce(index).await;
        day.confirm(index, 0).await;
        day.pass_on(index).await;
        if CORRECTED.contains(&index) {
            day.change("ralat", &format!("Keterangan ke-{index}, dibetulkan."))
                .await;
            day.confirm(index, 1).await;
            day.pass_on(index).await;
        }
        if WITHDRAWN.contains(&index) {
            day.change("cabut", "Sumbernya ternyata tidak resmi.").await;
        }
    }
    assert_eq!((day.real, day.drills), (35, 5));
    day.compare().await;
    // Long ones are whole, in their order.
    let group = &day.groups[POLICE_AND_ARMY[0]];
    for long in day.entries.iter().filter(|it| it.long && !it.withdrawn) {
        let first = long.copies(group).pop().unwrap();
        let mut inbox = group[0].inbox();
        inbox.retain(|it| it.id >= first.id);
        let end = inbox
            .iter()
            .position(|it| it.text.contains("Kode keaslian"));
        let texts = inbox[..=end.unwrap()].iter().map(|it| it.text.as_str());
        let whole = texts.collect::<Vec<_>>().join("\n");
        let parts = [1, 2, 3].map(|part| whole.find(&format!("Bagian {part} (")));
        assert!(parts.is_sorted() && parts[0].is_some(), "{parts:?}");
    }
    day.office.close().await;
}
