//! Albums and files on their way: counted, interrupted, kept.

use std::time::Duration;

use satupintu_simulator::{Chat, Fault, Post};

use crate::office::{Office, Staff};
use crate::program::tables::Tables;

const SECOND: Duration = Duration::from_secs(1);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const KEPT: &str = "select count(*) from media";

/// A text, an album of so many photos, and a text, from the draft to the chats.
async fn announce_album(office: &Office, staff: &Staff, photos: u8) {
    office.say(&staff.author, "/siaran Laporan banjir").await;
    let album = (0..photos).map(|i| Post::photo(&[i]));
    staff.author.send_album(album.collect());
    office.moment().await;
    staff.author.send_private("Posko di kantor camat.");
    // A preview takes as long as its messages do at the pace of one chat.
    let shown = SECOND * (20 + 2 * u32::from(photos));
    office.advance(shown).await;
    office.press(&staff.author, "Ajukan").await;
    office.advance(shown).await;
    office.press(&staff.approver, "Setujui").await;
    office.moment().await;
    office.press(&staff.approver, "Ya, kirim").await;
}

/// Photos that stand in an album, and all other messages of the announcement.
fn parts(chat: &Chat) -> (usize, usize) {
    let mut inbox = chat.inbox();
    let first = inbox
        .iter()
        .position(|it| it.text.contains("Laporan banjir"));
    let inbox = inbox.split_off(first.expect("it has begun"));
    let photos = inbox.iter().filter(|it| it.album.is_some()).count();
    (photos, inbox.len() - photos)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_album_without_an_answer_is_sent_again_whole_and_the_rest_follows() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let groups = office
        .import_groups(&["POLRES-PAREPARE", "KODIM-1405"])
        .await;
    let cut = Fault::cut_after().method("sendMediaGroup");
    let cut = office.sim.fault(cut.chat(groups[0].id()).once());
    announce_album(&office, &staff, 3).await;
    office.advance(SECOND * 60).await;
    assert_eq!(cut.hits(), 1);
    assert_eq!(parts(&groups[0]), (6, 2), "once before the cut, once after");
    assert_eq!(parts(&groups[1]), (3, 2));
    let marked = "select count(*) from delivery where maybe_double = 1 and state = 'sent'";
    assert_eq!(office.count(marked).await, 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_dies_in_an_album_goes_on_with_it() {
    let mut office = Office::with_roster("bakohumas-parepare")
        .setting("LEADER__RENEW", "500ms")
        .setting("LEADER__LEASE", "2500ms")
        .open()
        .await;
    let staff = office.staff().await;
    let group = office.import_groups(&["POLRES-PAREPARE"]).await.remove(0);
    let process = office.start_another().await;
    let runtime = office.replaced_by(process).await;
    let hangs = Fault::hang(None).after_effect().method("sendMediaGroup");
    let hangs = office.sim.fault(hangs.chat(group.id()).once());
    announce_album(&office, &staff, 2).await;
    let target = office.now().plus(SECOND);
    office.clock.set(target);
    let begun = |_: &_| (hangs.hits() == 1).then_some(());
    office.sim.wait_for(SECOND * 20, begun).await.unwrap();
    office.crash(runtime).await;
    office.sim.clear_faults();
    office.start();
    office.advance(SECOND * 60).await;
    assert_eq!(parts(&group), (4, 2), "once before, once after");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_album_counts_as_its_messages() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.import_groups(&["POLRES-PAREPARE"]).await.remove(0);
    for _ in 0..2 {
        announce_album(&office, &staff, 10).await;
        office.advance(SECOND * 30).await;
    }
    office.advance(SECOND * 120).await;
    assert_eq!(parts(&group), (20, 4));
    assert_eq!(office.sim.stats().too_many_requests, 0);
    let counted = "select count(*) from attempt where chat_id is not null and messages = 10";
    assert_eq!(office.count(counted).await, 2);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_megabytes_are_kept_once_and_are_in_the_backup() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.import_groups(&["POLRES-PAREPARE"]).await;
    let film: Vec<u8> = (0..=255).cycle().take(20 * 1024 * 1024).collect();
    for _ in 0..2 {
        let post = Post::video(&film).caption("/siaran Film");
        office.send(&staff.author, post).await;
        office.advance(SECOND * 5).await;
        office.submit_and_approve(&staff).await;
        office.advance(SECOND * 5).await;
    }
    assert_eq!(office.count(KEPT).await, 1, "the same bytes");
    assert_eq!(
        office.count("select count(*) from attachment").await,
        2,
        "of two announcements"
    );
    let portions = "select count(*) from media_portion where length(content) = 262144";
    assert_eq!(office.count(portions).await, 80);

    let folder = tempfile::tempdir().unwrap();
    let backup = folder.path().join("cadangan.db");
    office.back_up(&backup).await.unwrap();
    let copied = Tables::of(&format!("sqlite:{}", backup.display()));
    assert_eq!(copied.count(portions).await, 80);
    copied.close().await;
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_of_what_came_to_nothing_go_and_approved_ones_stay() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.import_groups(&["POLRES-PAREPARE"]).await;
    let author = &staff.author;
    let post = Post::photo(b"tetap").caption("/siaran Tetap");
    office.send(author, post).await;
    office.moment().await;
    office.submit_and_approve(&staff).await;
    office.moment().await;
    let post = Post::photo(b"pergi").caption("/siaran Pergi");
    office.send(author, post).await;
    office.moment().await;
    office.press(author, "Batal").await;
    assert_eq!(office.count(KEPT).await, 2);
    office.advance(DAY * 32).await;
    // Clearing away is done beside everything else, and a story that jumps may be ahead of it.
    for _ in 0..20 {
        if office.count(KEPT).await == 1 {
            break;
        }
        office.advance(SECOND * 3600).await;
    }
    let left = office
        .texts("select cast(bytes as text) || ' ' || whole from media")
        .await;
    assert_eq!(left, ["5 1"]);
    assert_eq!(office.count("select count(*) from media_portion").await, 1);
    assert_eq!(office.count("select count(*) from attachment").await, 1);
    office.close().await;
}
