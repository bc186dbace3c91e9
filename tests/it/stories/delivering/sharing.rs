//! Several announcements at once: they take turns, and the urgent one overtakes.

use std::time::Duration;

use satupintu_simulator::Chat;

use crate::office::{Office, Staff, assert_one_copy_each, copies, dates};

const SECOND: Duration = Duration::from_secs(1);

fn having(groups: &[Chat], number: &str) -> usize {
    let has = |group: &&Chat| !copies(group, number).is_empty();
    groups.iter().filter(has).count()
}

/// A third of the platform's pace, so that few chats take long.
const PER_SECOND: i64 = 10;

/// An office whose broadcasts take 13 seconds.
async fn slow_office() -> (Office, Staff, Vec<Chat>) {
    let office = Office::with_roster("bakohumas-kaltim")
        .setting("TELEGRAM__MESSAGES_PER_SECOND", &PER_SECOND.to_string())
        .open()
        .await;
    let staff = office.staff().await;
    let codes = Office::codes("bakohumas-kaltim");
    let groups = office.import_groups(&codes).await;
    (office, staff, groups)
}

/// While the author's own chat is busy with a progress bar.
async fn announce_meanwhile(office: &Office, staff: &Staff, text: &str) {
    office.say(&staff.author, text).await;
    office.advance(SECOND * 3).await;
    office.submit_and_approve(staff).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn announcements_that_leave_together_take_turns() {
    let (office, staff, groups) = slow_office().await;
    office.announce(&staff, "Jadwal kampanye.").await;
    announce_meanwhile(&office, &staff, "/siaran Daftar pemilih tetap.").await;
    let before = (having(&groups, "1/2026"), having(&groups, "2/2026"));
    assert!(
        before.0 < 120,
        "the first is still under way, with {}",
        before.0
    );
    office.advance(SECOND * 2).await;

    let first = having(&groups, "1/2026") - before.0;
    let second = having(&groups, "2/2026") - before.1;
    assert!(first >= 7 && second >= 7, "{first} and {second}");
    assert!(first.abs_diff(second) <= 4, "{first} and {second}");
    office.advance(SECOND * 40).await;
    assert_one_copy_each(&groups, "1/2026");
    assert_one_copy_each(&groups, "2/2026");
    assert_eq!(office.sim.stats().too_many_requests, 0);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_darurat_announcement_overtakes_and_is_as_fast_as_alone() {
    let (office, staff, groups) = slow_office().await;
    office.announce(&staff, "Jadwal kampanye.").await;
    let urgent = "/siaran sifat=darurat\nTPS 12 pindah ke aula.";
    announce_meanwhile(&office, &staff, urgent).await;
    let approved = office.now().0;
    office.advance(SECOND * 4).await;
    let bar = staff.author.last().unwrap();
    assert!(
        bar.text.starts_with("Siaran No. 2/2026") && bar.button("Hentikan").is_some(),
        "who answers for it can steer it while it leaves: {bar:?}"
    );
    assert!(having(&groups, "2/2026") < 120, "it is still leaving");
    let before = having(&groups, "1/2026");
    assert!(before < 120, "the first is still under way, with {before}");
    office.advance(SECOND * 60).await;

    assert_one_copy_each(&groups, "1/2026");
    assert_one_copy_each(&groups, "2/2026");
    let last = |number| dates(&groups, number).max().unwrap();
    let took = last("2/2026") - approved;
    let alone = 129 * 1000 / PER_SECOND;
    assert!(took * 10 <= alone * 11, "{took} ms, alone {alone} ms");
    assert!(
        last("1/2026") > last("2/2026"),
        "the other one waited for it"
    );
    assert_eq!(office.sim.stats().too_many_requests, 0);
    office.close().await;
}
