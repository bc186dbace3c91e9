//! Files and questions while a broadcast runs: none of them holds the others up.

use std::collections::BTreeMap;
use std::time::Duration;

use satupintu_simulator::{Chat, FileKind, Post, SentMessage, User};

use super::files::{assert_whole, document, queue};
use crate::office::{Office, Staff, assert_one_copy_each, dates};

const SECOND: Duration = Duration::from_secs(1);
/// A third of the platform's pace, so that few chats take long.
const PER_SECOND: i64 = 10;
const FILE: &str =
    "kode,nama,kategori,wilayah,induk\nBARU,Kantor Baru,opd,Kota Bontang,DISKOMINFO-KALTIM\n";

/// What somebody asks for in one second of the broadcast.
fn ask(office: &Office, staff: &Staff, second: u32) {
    let (owner, coordinator) = (&office.owner, &staff.coordinator);
    let (who, what) = match second {
        0 => (owner, Post::text("/tautan SETDA-ADPIM qr")),
        1 => (coordinator, Post::text("/tautan semua")),
        2 => {
            let file = Post::document("daftar.csv", FILE.as_bytes());
            (owner, file.caption("/impor"))
        }
        3 => (
            coordinator,
            Post::text("/tautan wilayah:\"Kota Bontang\" semua qr"),
        ),
        4 => (owner, Post::text("/tautan SETWAN qr")),
        5 => (coordinator, Post::text("/tautan semua")),
        _ => return,
    };
    who.send_private(what);
}

fn files(user: &User) -> Vec<SentMessage> {
    let mut inbox = user.inbox();
    inbox.retain(|message| message.from_bot && message.attachment.is_some());
    inbox
}

fn named(files: &[SentMessage], end: &str) -> usize {
    let name = |message: &&SentMessage| message.attachment.as_ref()?.name.clone();
    files
        .iter()
        .filter(|it| name(it).is_some_and(|name| name.ends_with(end)))
        .count()
}

/// No chat gets two within a second, and no group more than twenty a minute; when the messages left.
fn assert_limits_of_chats(office: &Office, from: i64) -> Vec<i64> {
    let mut of_chats: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    let calls = office.sim.calls().into_iter();
    for call in calls.filter(|call| call.method.starts_with("send") && call.at_ms >= from) {
        of_chats
            .entry(call.chat.unwrap())
            .or_default()
            .push(call.at_ms);
    }
    for (chat, dates) in &of_chats {
        assert!(
            dates.windows(2).all(|two| two[1] - two[0] >= 1000),
            "{chat}: {dates:?}"
        );
        let minute = |all: &[i64]| all[20] - all[0] >= 60_000;
        assert!(
            *chat > 0 || dates.windows(21).all(minute),
            "{chat}: {dates:?}"
        );
    }
    of_chats.into_values().flatten().collect()
}

/// All that was asked for came, and before the last of the audience had the announcement.
fn assert_files_came(office: &Office, staff: &Staff, last: i64) {
    let (owners, coordinators) = (files(&office.owner), files(&staff.coordinator));
    let pictures = |it: &&SentMessage| it.attachment.as_ref().unwrap().kind == FileKind::Photo;
    assert_eq!(owners.iter().filter(pictures).count(), 4);
    assert_eq!(
        (named(&coordinators, ".csv"), named(&coordinators, ".pdf")),
        (2, 1)
    );
    for file in owners.iter().chain(&coordinators) {
        assert!(
            file.date_ms < last,
            "{} came after the broadcast",
            file.text
        );
    }
}

/// Both documents of each group.
fn assert_documents_came(office: &Office, busy: &[Chat]) {
    for group in busy {
        let mut inbox = group.inbox();
        inbox.retain(|message| message.attachment.is_some());
        assert_eq!(inbox.len(), 2);
        for message in &inbox {
            assert_whole(office, message, "tautan-Kota-Parepare.csv");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn files_and_questions_beside_a_broadcast_hold_up_nobody() {
    let office = Office::with_roster("bakohumas-kaltim")
        .setting("TELEGRAM__MESSAGES_PER_SECOND", &PER_SECOND.to_string())
        .setting("ERRAND__CALLS_PER_SECOND", "15")
        .open()
        .await;
    let staff = office.staff().await;
    let groups = office
        .import_groups(&Office::codes("bakohumas-kaltim"))
        .await;
    office.say(&staff.coordinator, "/periksa").await;
    office.announce(&staff, "Jam layanan.").await;
    let began = office.now().0;
    let looked = office.sim.calls_of("getChat").len();
    office.press(&staff.coordinator, "Periksa langsung").await;
    // Some groups get files of their own too, those that are told last.
    let busy = &groups[groups.len() - 4..];
    for group in busy.iter().chain(busy) {
        queue(&office, group.id(), None, document()).await;
    }
    for second in 0..10 {
        let before = dates(&groups, "1/2026").count();
        ask(&office, &staff, second);
        office.advance(SECOND).await;
        let copies = dates(&groups, "1/2026").count() - before;
        assert!(copies >= 2, "{copies} copies in second {second}");
    }
    office.advance(SECOND * 30).await;

    assert_one_copy_each(&groups, "1/2026");
    let last = dates(&groups, "1/2026").max().unwrap();
    let left = assert_limits_of_chats(&office, began);
    let by_then = left.iter().filter(|at| **at <= last).count();
    let by_then = i64::try_from(by_then).unwrap() * 1000 / PER_SECOND;
    assert!(
        (last - began) * 10 <= by_then * 11,
        "no slot was idle: {} ms, {by_then} ms",
        last - began
    );
    assert_eq!(office.sim.stats().too_many_requests, 0);

    assert_files_came(&office, &staff, last);
    assert_documents_came(&office, busy);
    let told = office.said_to(&office.owner);
    assert!(
        told.contains("Pratinjau impor: daftar.csv\n1 baris baru"),
        "{told}"
    );
    assert_eq!(office.sim.calls_of("getChat").len() - looked, groups.len());
    for table in ["upload", "errand", "outbox", "checkup_round"] {
        let left = office.count(&format!("select count(*) from {table}")).await;
        assert_eq!(left, 0, "{table}");
    }
    office.close().await;
}
