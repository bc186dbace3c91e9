//! SIGTERM in the middle of a broadcast.

use std::time::Duration;

use crate::invariants::Tally;
use crate::program::manager::Cause;
use crate::program::stage::Stage;

/// What PRODUCT promises to service managers.
const GRACE: Duration = Duration::from_secs(10);

#[tokio::test(flavor = "multi_thread")]
async fn asked_to_stop_in_mid_broadcast_the_program_ends_cleanly_and_goes_on_later() {
    let mut stage = Stage::build(40, 60).await;
    stage.announce().await;
    stage.wait_until_sent(15).await;

    let took = stage.manager.restart(None).await;
    assert!(took < GRACE, "{took:?}");
    assert!(stage.sent() < 40, "the broadcast was over already");
    let ended = stage.manager.ends().pop().expect("it has ended");
    assert_eq!((ended.cause, ended.in_flight), (Cause::Stopped, 0));

    stage.settle().await;
    let witnesses = stage.witnesses();
    witnesses.all_is_settled().await;
    let all_once = Tally {
        sent: 40,
        ..Tally::default()
    };
    assert_eq!(witnesses.check().await, all_once);
    stage.close().await;
}
