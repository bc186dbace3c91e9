//! A bot that comes out of a backup.

use std::time::Duration;

use satupintu::domain::announcement::Number;
use satupintu_simulator::{Chat, User};
use tempfile::TempDir;

use crate::office::{Database, Office, Staff, copies};

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);

/// The institutions of that network, each with a group.
const ALL: usize = 129;

fn reached(groups: &[Chat]) -> Vec<&Chat> {
    let has_it = |group: &&Chat| !copies(group, "1/2026").is_empty();
    groups.iter().filter(has_it).collect()
}

/// Somebody of the group presses "Diterima" under its copy; what pops up.
async fn confirm(office: &Office, group: &Chat, name: &str) -> String {
    let member = office.sim.user(name).create();
    group.add_member(&member);
    let copy = copies(group, "1/2026").remove(0);
    office.press_on(&member, &copy, "Diterima").await
}

/// How many messages the bot has written to anybody but these.
fn written_except_to(office: &Office, who: &[&User]) -> usize {
    let theirs = |chat: i64| who.iter().any(|user| user.id() == chat);
    let all = office.sim.bot_messages();
    all.iter().filter(|it| !theirs(it.chat)).count()
}

/// A broadcast under way, a backup, some more of the broadcast, and the loss of the machine. The bot
/// stands on the new one and has not started yet.
struct Restored {
    office: Office,
    staff: Staff,
    /// The second owner.
    other: User,
    groups: Vec<Chat>,
    /// Copies that were out when the backup was made, and when the machine was lost.
    at_backup: usize,
    at_loss: usize,
    _folder: TempDir,
}

impl Restored {
    async fn after_a_broadcast(new: Database, given: Option<Number>) -> Self {
        let mut office = Office::with_roster("bakohumas-kaltim").open().await;
        let staff = office.staff().await;
        let groups = office
            .import_groups(&Office::codes("bakohumas-kaltim"))
            .await;
        let other = office.sim.user("Rahmat Hidayat").create();
        office.say(&other, "/start").await;
        office.announce(&staff, "Banjir.").await;
        while reached(&groups).len() < 40 {
            office.advance(SECOND / 5).await;
        }
        let said = confirm(&office, reached(&groups)[0], "Wati").await;
        assert!(said.contains("Terima kasih"), "{said}");
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("cadangan.db");
        let done = office.back_up(&file).await.unwrap();
        let at_backup = reached(&groups).len();
        assert!(
            done.contains("(1 siaran, 129 pengiriman, 1 konfirmasi)"),
            "{done}"
        );
        while reached(&groups).len() < at_backup + 20 {
            office.advance(SECOND / 5).await;
        }
        office.stop().await;
        let at_loss = reached(&groups).len();
        assert!(at_loss < ALL, "the broadcast was over already");
        office.lose_database(new).await;
        let done = office.restore(&file, given).await.unwrap();
        assert!(done.contains("Semua pengiriman ditahan"), "{done}");
        office.reopen().await;
        // The new machine knows of another owner.
        office.set_owners(&format!("{},{}", office.owner.id(), other.id()));
        Self {
            office,
            staff,
            other,
            groups,
            at_backup,
            at_loss,
            _folder: folder,
        }
    }
}

async fn a_broadcast_goes_on(new: Database) {
    let Restored {
        mut office,
        staff,
        other,
        groups,
        at_backup,
        at_loss,
        _folder,
    } = Restored::after_a_broadcast(new, None).await;
    let owner = office.owner.clone();
    let written = written_except_to(&office, &[&owner, &other]);
    let waiting = ALL - at_backup;

    office.start();
    office.advance(MINUTE).await;
    for owner in [&owner, &other] {
        let told = office.last_said_to(owner);
        assert!(told.contains("dipulihkan dari cadangan"), "{told}");
        assert!(
            told.contains(&format!("{waiting} pengiriman dari 1 siaran")),
            "{told}"
        );
        assert!(told.contains("terakhir dalam cadangan: 1/2026"), "{told}");
    }
    // What is said to the bot is taken in and held; presses are answered, and owners too.
    staff.coordinator.send_private("/status 1");
    let group = reached(&groups)[at_backup];
    let said = confirm(&office, group, "Joko").await;
    assert!(said.contains("Terima kasih"), "{said}");
    let card = office.say(&owner, "/status 1").await;
    assert!(card.contains("Pengiriman sedang dibekukan."), "{card}");
    assert!(card.contains("\nDiterima 2/129\n"), "{card}");
    office.stop().await;
    office.start();
    office.advance(MINUTE * 11).await;
    assert_eq!(written_except_to(&office, &[&owner, &other]), written);
    assert_eq!(reached(&groups).len(), at_loss);
    let told = office.said_to(&other);
    assert_eq!(
        told.matches("dipulihkan dari cadangan").count(),
        1,
        "{told}"
    );

    // Nobody else lets it go, and one owner does it once.
    let id = office.count("select id from restoration").await;
    let theirs = staff.approver.inbox().pop().unwrap();
    let data = format!("rs:{id}");
    let said = office.press_data(&staff.approver, &theirs, &data).await;
    assert!(
        said.contains("hanya dapat dilakukan oleh pemilik"),
        "{said}"
    );
    office.advance(MINUTE).await;
    assert_eq!(written_except_to(&office, &[&owner, &other]), written);
    assert_eq!(office.press(&owner, "Lanjutkan").await, "");
    let said = office.press(&other, "Lanjutkan").await;
    assert!(
        said.contains("sudah dilanjutkan oleh Sri Wahyuni"),
        "{said}"
    );
    office.advance(MINUTE).await;

    for (at, group) in groups.iter().enumerate() {
        assert!(
            (1..=2).contains(&copies(group, "1/2026").len()),
            "group {at}"
        );
    }
    let twice = groups.iter().filter(|it| copies(it, "1/2026").len() == 2);
    assert_eq!(twice.count(), at_loss - at_backup);
    for who in [&other, &staff.approver, &staff.author] {
        let told = office.said_to(who);
        assert!(
            told.contains("dilanjutkan setelah pemulihan\nOleh Sri Wahyuni"),
            "{}: {told}",
            who.name()
        );
    }
    // An answer that is eleven minutes late is none; a new question has its answer.
    let told = office.said_to(&staff.coordinator);
    assert!(!told.contains("Terkirim"), "{told}");
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nTerkirim 129/129\n"), "{card}");
    assert!(card.contains("\nDiterima 2/129\n"), "{card}");
    assert!(
        card.contains(&format!("\nMungkin ganda {waiting}\n")),
        "{card}"
    );
    let done = office.said_to(&staff.author);
    assert!(done.contains("Selesai"), "{done}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broadcast_goes_on_from_a_backup_when_an_owner_says_so() {
    a_broadcast_goes_on(Database::create().await).await;
}

/// On PostgreSQL this is the way from a server to a file.
#[tokio::test(flavor = "multi_thread")]
async fn a_broadcast_goes_on_in_a_file() {
    a_broadcast_goes_on(Database::file()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_brake_and_the_hold_are_two_things() {
    let Restored {
        mut office,
        staff,
        groups,
        at_loss,
        _folder,
        ..
    } = Restored::after_a_broadcast(Database::create().await, None).await;
    let owner = office.owner.clone();
    office.start();
    office.advance(MINUTE).await;
    // Whoever looks for the brake is shown what holds everything instead.
    let said = office.say(&owner, "/cairkan").await;
    assert!(said.contains("dipulihkan dari cadangan"), "{said}");
    let said = office.say(&staff.coordinator, "/cairkan").await;
    assert!(!said.contains("dipulihkan"), "{said}");
    office.say(&owner, "/bekukan").await;
    office.press(&owner, "Lanjutkan").await;
    office.moment().await;
    let said = office.said_to(&owner);
    assert!(said.contains("Siaran masih dibekukan"), "{said}");
    office.advance(MINUTE).await;
    assert_eq!(reached(&groups).len(), at_loss);
    office.say(&owner, "/cairkan").await;
    office.advance(MINUTE).await;
    assert_eq!(reached(&groups).len(), ALL);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_that_went_out_after_the_backup_is_not_given_again() {
    let given = Number::real(7, 2026);
    let Restored {
        mut office,
        staff,
        groups,
        _folder,
        ..
    } = Restored::after_a_broadcast(Database::create().await, Some(given)).await;
    office.start();
    office.advance(SECOND * 10).await;
    let told = office.last_said_to(&office.owner);
    assert!(told.contains("terakhir dalam cadangan: 7/2026"), "{told}");
    office.press(&office.owner, "Lanjutkan").await;
    office.advance(MINUTE).await;
    office.say(&staff.author, "/siaran Susulan.").await;
    office.advance(SECOND * 10).await;
    office.submit_and_approve(&staff).await;
    office.advance(MINUTE).await;
    assert_eq!(copies(&groups[0], "8/2026").len(), 1);
    office.close().await;
}
