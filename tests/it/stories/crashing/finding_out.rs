//! Each place before and after a commit of the errands, and before and after a question: the program
//! dies there, is started again, and what was to be found out is found out, once.
//!
//! An owner has sent a file, and has all chats looked at.

use std::collections::BTreeMap;
use std::time::Duration;

use satupintu::store::Duty;
use satupintu::store::crash::CrashPoint;
use satupintu_simulator::{Post, SentMessage, User};

use super::at_once::{at_once, most};
use crate::program::manager::Cause;
use crate::program::people;
use crate::program::stage::Stage;

const OFFICES: usize = 6;
const RATE: u32 = 30;
/// Real time in which a reply comes, on a busy machine too.
const PATIENCE: Duration = Duration::from_secs(90);
const FILE: &str = "kode,nama,kategori,wilayah,induk\nBARU,Kantor Baru,opd,Indonesia,PUSAT\n";

/// Which of the errands it dies with.
#[derive(Debug, Clone, Copy)]
enum With {
    /// The first: the file, for which somebody waits.
    TheFile,
    /// A later one: a chat in the middle of the round.
    AChat,
}

impl With {
    /// The how manieth time the program comes to a place with it.
    fn times(self, duty: Duty) -> u32 {
        let times = match self {
            Self::TheFile => 1,
            Self::AChat => 4,
        };
        // A turn begins by letting go what the one before had under way.
        times + u32::from(duty == Duty::Errand)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_program_may_die_at_each_commit_and_question_of_an_errand() {
    let points = CrashPoint::all().filter(|point| Duty::OF_ERRANDS.contains(&point.duty));
    let walks = points.flat_map(|point| {
        [With::TheFile, With::AChat].map(|with| {
            (
                format!("{point} with {with:?}"),
                die_while_asking(point, with),
            )
        })
    });
    at_once(most(), walks.collect()).await;
}

async fn die_while_asking(point: CrashPoint, with: With) {
    let stage = Stage::build(OFFICES, RATE).await;
    stage.owner.send_private("/periksa");
    let list = until_seen(&stage, "Periksa langsung").await;
    let armed = (point, with.times(point.duty));
    stage.manager.restart(Some(armed)).await;
    stage
        .owner
        .send_private(Post::document("daftar.csv", FILE.as_bytes()).caption("/impor"));
    stage.owner.press(&list, "Periksa langsung").unwrap();
    stage.manager.until_dead_at(point).await;
    stage.settle().await;

    let here = Cause::Died(point.to_string());
    let ends = stage.manager.ends();
    assert_eq!(ends.iter().filter(|end| end.cause == here).count(), 1);
    assert_imported_once(&stage, with).await;
    assert_looked_at_once(&stage, &list).await;
    let witnesses = stage.witnesses();
    witnesses.all_is_settled().await;
    witnesses.check().await;
    stage.close().await;
}

async fn until_seen(stage: &Stage, label: &str) -> SentMessage {
    let owner = &stage.owner;
    let shown = stage
        .sim
        .wait_for(PATIENCE, |_| people::newest_with(owner, label, |_| true))
        .await;
    shown.unwrap_or_else(|| panic!("no button {label:?}\n{}", stage.manager.log()))
}

fn beginning_with(user: &User, words: &str) -> Vec<SentMessage> {
    let mut messages = user.inbox();
    messages.retain(|message| message.text.starts_with(words));
    messages
}

/// One preview, which applies once.
async fn assert_imported_once(stage: &Stage, with: With) {
    let shown = beginning_with(&stage.owner, "Pratinjau impor").len();
    let most = match with {
        With::TheFile => 1,
        // It may have been on its way just then.
        With::AChat => 2,
    };
    assert!((1..=most).contains(&shown), "{shown} times");
    let previews = "select count(*) from roster_preview";
    assert_eq!(stage.tables().count(previews).await, 1);
    people::press(&stage.sim, &stage.owner, "Terapkan").await;
    stage.settle().await;
    assert_eq!(beginning_with(&stage.owner, "✅ Impor diterapkan").len(), 1);
    let tables = stage.tables();
    let imported =
        "select count(*) from event where kind = 'roster.imported' and actor is not null";
    assert_eq!(tables.count(imported).await, 1);
    let new = "select count(*) from institution where code = 'BARU'";
    assert_eq!(tables.count(new).await, 1);
}

/// Every chat was looked at, again only what was under way; the round has ended, and its asker knows.
async fn assert_looked_at_once(stage: &Stage, list: &SentMessage) {
    let mut looks: BTreeMap<i64, usize> = BTreeMap::new();
    for call in stage.sim.calls_of("getChat") {
        *looks.entry(call.chat.unwrap()).or_default() += 1;
    }
    let rooms = stage.offices.iter().filter(|office| office.chat.id() < 0);
    assert_eq!(looks.len(), rooms.count(), "{looks:?}");
    assert!(looks.values().all(|times| *times <= 2), "{looks:?}");
    for table in ["checkup_round", "checkup_look"] {
        let left = format!("select count(*) from {table}");
        assert_eq!(stage.tables().count(&left).await, 0, "{table}");
    }
    let shown = stage.sim.message(list).unwrap();
    assert!(shown.text.starts_with("Pemeriksaan\n"), "{}", shown.text);
    assert_ne!(shown.edits, list.edits, "it said how far it was");
}
