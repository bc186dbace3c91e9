//! The only machine, whose database cannot be used for a while.

use std::time::Duration;

use crate::invariants::presses::Pressed;
use crate::program::machines::{Machines, PATIENCE};
use crate::program::stage::TEXT;

pub(super) const OFFICES: usize = 60;
const AWAY: &str = "basis data tidak dapat dipakai";
const BACK: &str = "basis data dapat dipakai lagi";

/// The only machine, in the middle of a broadcast.
pub(super) async fn in_mid_broadcast() -> Machines {
    let machines = Machines::build(OFFICES, 30, &[]).await;
    machines.announce().await;
    machines.until_copies(OFFICES / 4).await;
    machines
}

/// It says that the database is away, waits, confirms nothing to Telegram that is not stored, and goes on
/// by itself: nobody is skipped or told twice, and a press made meanwhile is answered.
pub(super) async fn goes_on_afterwards(
    machines: Machines,
    lasts: Duration,
    mend: impl AsyncFnOnce(&Machines),
) {
    let machine = &machines.all[0];
    let answer = machine
        .until_it_says(r#""name":"database","ok":false"#)
        .await;
    assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
    // A busy machine may have had another trouble before, which is over.
    let told = machine.times_logged(BACK) + 1;
    machine.until_logged(AWAY, told).await;
    let reached = machines.offices.iter().find_map(|office| {
        let copy = office.copies(TEXT).pop()?;
        Some((office, copy))
    });
    let (office, copy) = reached.expect("some have it");
    let press = office.reader.press(&copy, "Diterima").unwrap();
    tokio::time::sleep(lasts).await;
    assert_eq!(press.answer(), None, "answered, and not stored");
    assert!(
        machines.sim.pending_updates() > 0,
        "confirmed, and not stored"
    );
    let (alive, _) = machine.page("/healthz").await.unwrap();
    assert!(alive.starts_with("HTTP/1.1 200"), "{alive}");
    // Said once, however long it lasts.
    let so_far = (machine.times_logged(AWAY), machine.times_logged(BACK));
    assert_eq!(so_far, (told, told - 1), "{}", machine.log());
    mend(&machines).await;

    machine.until_it_says("\"ready\":true").await;
    let answer = press.wait_answer(PATIENCE).await;
    let answer = answer.and_then(|answer| answer.text).unwrap_or_default();
    assert!(answer.contains("tercatat"), "{answer:?}\n{}", machine.log());
    machines.until_copies(OFFICES).await;
    let record = machines.record().await;
    let tally = machines.check_complete(&record).await;
    // What was answered while nobody could write it down was remembered.
    assert_eq!((tally.doubles, tally.marked), (0, 0));
    let pressed = Pressed {
        press,
        person: office.reader.id(),
        message: copy,
    };
    let witnesses = machines.witnesses(&record);
    let answers = witnesses.presses_and_confirmations_agree(&[pressed]).await;
    assert_eq!(answers.confirmed, 1);
    machine.until_logged(BACK, told).await;
    machines.close(record).await;
}
