//! SIGTERM in the middle of a broadcast.

use std::time::Duration;

use crate::program::stage::Stage;

/// What PRODUCT promises to service managers.
const GRACE: Duration = Duration::from_secs(10);

#[tokio::test(flavor = "multi_thread")]
async fn asked_to_stop_in_mid_broadcast_the_program_ends_cleanly_and_goes_on_later() {
    let mut stage = Stage::build(40, 60).await;
    stage.announce().await;
    stage.wait_until_sent(15).await;

    let (status, took) = stage.take().terminate().await;
    assert_eq!(status.code(), Some(0), "{}", stage.log());
    assert!(took < GRACE, "{took:?}");
    let so_far = stage.sent();
    assert!(so_far < 40, "the broadcast was over already");

    stage.start();
    let record = stage.record().await;
    let copies = record.check_copies(&stage.offices).await;
    assert_eq!((copies.skipped, copies.extra, copies.marked), (0, 0, 0));
    stage.close(record).await;
}
