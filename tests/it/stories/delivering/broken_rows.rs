//! Rows that cannot be dealt with stop nothing else.

use std::time::Duration;

use crate::office::{Office, assert_one_copy_each, copies};

const SECOND: Duration = Duration::from_secs(1);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

#[tokio::test(flavor = "multi_thread")]
async fn a_delivery_that_cannot_be_read_waits_alone_until_it_can() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let groups = office
        .import_groups(&Office::codes("bakohumas-parepare"))
        .await;
    office
        .submit(&staff.author, "Air bersih mengalir lagi.")
        .await;
    office.say(&office.owner, "/bekukan").await;
    office.press(&staff.approver, "Setujui").await;
    office.moment().await;
    let broken = groups[7].id();
    office
        .alter(&format!(
            "create view broken as select d.chat_id from delivery d join chat c on c.id = d.chat_id \
             where c.address = 'tg:{broken}'"
        ))
        .await;
    office.press(&staff.approver, "Ya, kirim").await;
    let set = |ids: &str| {
        format!(
            "update delivery set message_ids = '{ids}' where state = 'waiting' \
             and chat_id in (select chat_id from broken)"
        )
    };
    office.alter(&set("?")).await;
    office.say(&office.owner, "/cairkan").await;
    office.advance(SECOND * 20).await;
    office
        .announce(&staff, "Terima kasih atas kesabarannya.")
        .await;
    office.advance(SECOND * 20).await;

    assert_eq!(copies(&groups[7], "1/2026").len(), 0);
    for group in groups.iter().filter(|group| group.id() != broken) {
        assert_eq!(copies(group, "1/2026").len(), 1);
    }
    assert_one_copy_each(&groups, "2/2026");

    office.alter(&set("[]")).await;
    office.alter("drop view broken").await;
    office.advance(DAY).await;
    assert_one_copy_each(&groups, "1/2026");
    office.close().await;
}
