//! Texts of several messages.

use std::time::Duration;

use satupintu_simulator::Fault;

use crate::office::{Office, chapters};

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test(flavor = "multi_thread")]
async fn a_long_text_goes_on_at_the_part_that_a_fault_interrupted() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.import_groups(&["POLRES-PAREPARE"]).await.remove(0);
    let fault = Fault::cut_before().method("sendMessage").chat(group.id());
    office.sim.fault(fault.skip(2).once());

    office.announce_four_parts(&staff).await;
    office.advance(SECOND * 20).await;

    assert_eq!(chapters(&group.inbox()), [1, 2, 3, 4]);
    let buttons: Vec<bool> = group
        .inbox()
        .iter()
        .map(|message| message.button("Diterima").is_some())
        .collect();
    assert_eq!(buttons.iter().filter(|has| **has).count(), 1);
    assert!(buttons.last().unwrap(), "the button stands at the end");
    office.close().await;
}
