//! Files that the bot makes: documents and pictures, byte for byte.

use std::time::Duration;

use satupintu::domain::action::Action;
use satupintu::domain::address::Address;
use satupintu::domain::file::File;
use satupintu::domain::message::{Button, Message, Target};
use satupintu::service::post;
use satupintu_simulator::{Fault, FileKind, SentMessage};

use crate::office::Office;
use crate::program::tables::Tables;

const SECOND: Duration = Duration::from_secs(1);
const UPLOADS: &str = "select count(*) from upload";

/// Every byte there is, many times over: nothing that a text could be taken for.
fn content() -> Vec<u8> {
    (0..=255).cycle().take(200_000).collect()
}

/// A caption with formatting and a button.
fn caption() -> Message {
    let mut caption = Message::plain("🌊 Daftar ");
    caption.push("tautan", Some("bold"));
    let target = Target::Action(Action::BecomeOfficer);
    let label = "Daftar".to_owned();
    caption.row([Button { label, target }])
}

/// An office whose owner has spoken to the bot, so that it may write to them.
async fn greeted() -> Office {
    let office = Office::of_parepare().await;
    office.say(&office.owner, "/start").await;
    office
}

pub(super) async fn queue(office: &Office, chat: i64, topic: Option<i64>, file: File) {
    let to = Address::telegram(chat, topic);
    let mut tx = office.db.write().await.unwrap();
    let sent = post::file(&mut tx, &to, (file, caption()), None, office.now()).await;
    sent.unwrap();
    tx.commit().await.unwrap();
}

/// The file of a message is the one that was made.
pub(super) fn assert_whole(office: &Office, message: &SentMessage, name: &str) {
    let attachment = message.attachment.as_ref().expect("a file");
    assert_eq!(attachment.kind, FileKind::Document);
    assert_eq!(attachment.name.as_deref(), Some(name));
    let file = office.sim.file(&attachment.file_id).unwrap();
    assert!(*file.bytes == *content(), "{} bytes", file.bytes.len());
    assert_eq!(message.text, "🌊 Daftar tautan");
    assert_eq!(message.parts("bold"), ["tautan"]);
    assert!(message.button("Daftar").is_some());
}

pub(super) fn document() -> File {
    File::document("tautan Kota Parepare", "csv", content())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_arrives_byte_for_byte_and_leaves_nothing_behind() {
    let mut office = greeted().await;
    let (_, forum, topic) = office.register_topic("POLRES-PAREPARE").await;
    office.moment().await;
    let owner = office.owner.id();
    // Nothing leaves while it is looked at.
    office.stop().await;
    queue(&office, owner, None, document()).await;
    queue(&office, forum.id(), Some(topic.id()), document()).await;
    let picture = File::picture("kode", "png", content());
    queue(&office, owner, None, picture).await;
    assert_eq!(office.count(UPLOADS).await, 3);
    let payloads = "select count(*) from outbox where length(payload) > 2000";
    assert_eq!(office.count(payloads).await, 0, "the bytes stand apart");
    office.start();
    office.advance(SECOND * 10).await;

    let inbox = office.owner.inbox();
    let [.., first, second] = inbox.as_slice() else {
        panic!("{inbox:?}");
    };
    assert_whole(&office, first, "tautan-Kota-Parepare.csv");
    assert_eq!(second.attachment.as_ref().unwrap().kind, FileKind::Photo);
    let there = forum.last().unwrap();
    assert_eq!(there.thread, Some(topic.id()));
    assert_whole(&office, &there, "tautan-Kota-Parepare.csv");
    assert_eq!(office.count(UPLOADS).await, 0);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_comes_between_a_document_gets_there() {
    let office = greeted().await;
    for (copies, fault) in [
        (1, Fault::too_many_requests(7)),
        (1, Fault::cut_before()),
        (2, Fault::cut_after()),
    ] {
        let before = office.owner.inbox().len();
        let fault = fault.method("sendDocument").once();
        let fault = office.sim.fault(fault);
        queue(&office, office.owner.id(), None, document()).await;
        office.advance(SECOND * 30).await;
        assert_eq!(fault.hits(), 1);
        let inbox = office.owner.inbox();
        assert_eq!(inbox.len(), before + copies);
        for copy in &inbox[before..] {
            assert_whole(&office, copy, "tautan-Kota-Parepare.csv");
        }
        assert_eq!(office.count(UPLOADS).await, 0);
    }
    // One that will never be taken is given up with its bytes.
    let fault = Fault::refuse(413, "Request Entity Too Large");
    office.sim.fault(fault.method("sendDocument").once());
    queue(&office, office.owner.id(), None, document()).await;
    office.advance(SECOND * 5).await;
    assert_eq!(office.count(UPLOADS).await, 0);
    assert_eq!(office.count("select count(*) from outbox").await, 0);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_follows_a_group_that_became_a_supergroup() {
    let office = Office::of_parepare().await;
    let old = office.import_groups(&["POLRES-PAREPARE"]).await.remove(0);
    office.advance(SECOND * 10).await;
    let new = old.migrate();
    queue(&office, old.id(), None, document()).await;
    office.advance(SECOND * 10).await;
    let last = new.last().unwrap();
    assert_whole(&office, &last, "tautan-Kota-Parepare.csv");
    assert_eq!(office.count(UPLOADS).await, 0);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_dies_while_uploading_uploads_again() {
    let mut office = Office::with_roster("bakohumas-parepare")
        .setting("LEADER__RENEW", "500ms")
        .setting("LEADER__LEASE", "2500ms")
        .open()
        .await;
    let process = office.start_another().await;
    let runtime = office.replaced_by(process).await;
    office.say(&office.owner, "/start").await;
    let before = office.owner.inbox().len();
    let hangs = Fault::hang(None).after_effect().method("sendDocument");
    let hangs = office.sim.fault(hangs.once());
    queue(&office, office.owner.id(), None, document()).await;
    let begun = |_: &_| (hangs.hits() == 1).then_some(());
    office.sim.wait_for(SECOND * 20, begun).await.unwrap();
    office.crash(runtime).await;
    assert_eq!(office.count(UPLOADS).await, 1);

    office.sim.clear_faults();
    office.start();
    office.advance(SECOND * 20).await;
    let inbox = office.owner.inbox();
    assert_eq!(inbox.len(), before + 2, "once before, once after");
    for copy in &inbox[before..] {
        assert_whole(&office, copy, "tautan-Kota-Parepare.csv");
    }
    assert_eq!(office.count(UPLOADS).await, 0);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_taken_back_is_cleared_away_and_what_waits_is_in_the_backup() {
    let mut office = greeted().await;
    office.stop().await;
    queue(&office, office.owner.id(), None, document()).await;
    queue(&office, office.owner.id(), None, document()).await;
    let newest = "delete from outbox where id = (select max(id) from outbox)";
    office.alter(newest).await;
    let folder = tempfile::tempdir().unwrap();
    let backup = folder.path().join("cadangan.db");
    office.back_up(&backup).await.unwrap();
    let copied = Tables::of(&format!("sqlite:{}", backup.display()));
    let there = copied.texts("select hex(content) from upload").await;
    copied.close().await;
    let hex: String = content().iter().map(|it| format!("{it:02X}")).collect();
    assert_eq!(there, [hex.clone(), hex]);

    let before = office.owner.inbox().len();
    office.start();
    office.advance(SECOND * 5).await;
    let inbox = office.owner.inbox();
    assert_eq!(inbox.len(), before + 1);
    assert_whole(&office, &inbox[before], "tautan-Kota-Parepare.csv");
    office.advance(SECOND * 60 * 61).await;
    assert_eq!(office.count(UPLOADS).await, 0);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_whose_bytes_are_gone_stops_nothing_else() {
    let mut office = greeted().await;
    office.stop().await;
    queue(&office, office.owner.id(), None, document()).await;
    office.alter("delete from upload").await;
    office.start();
    // The tries to make that call have taken its chat's next slots.
    office.advance(SECOND * 5).await;
    let staff = office.staff().await;
    let said = office.say(&staff.coordinator, "/bantuan").await;
    assert!(said.contains("/status"), "{said}");
    assert_eq!(office.count("select count(*) from outbox").await, 1);
    office.close().await;
}
