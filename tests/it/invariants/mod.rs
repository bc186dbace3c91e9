//! What must be true of every run of the bot, whatever happened in it: called at the end of each story,
//! and by those that kill the program.
//!
//! - `itself`: the record agrees with itself
//! - `copies`: the record and the messenger tell the same of every message
//! - `approval`: nothing left that nobody approved
//! - `brake`: nothing left after a stop
//! - `reminders`: nobody was reminded after a confirmation, too soon or too often
//! - `presses`: every confirmation was pressed, and every press that was answered with "tercatat" is one

mod approval;
mod brake;
mod copies;
mod itself;
pub mod presses;
mod reminders;

use satupintu_simulator::Simulator;

use crate::program::tables::Tables;

pub use brake::Stop;
pub use copies::Tally;

/// The two that must agree: the database and the messenger.
#[derive(Clone, Copy)]
pub struct Witnesses<'a> {
    pub tables: &'a Tables,
    pub sim: &'a Simulator,
}

impl Witnesses<'_> {
    /// All that holds at any moment at which nothing is under way; what there was of each.
    pub async fn check(self) -> Tally {
        assert_eq!(
            self.sim.violations(),
            vec![],
            "calls that the platform would not understand"
        );
        self.the_record_agrees_with_itself().await;
        self.nothing_unapproved_left().await;
        self.nobody_is_reminded_too_much().await;
        self.record_and_messenger_agree().await
    }
}

/// The platform's chat of an address, whatever the topic.
fn chat_id(address: &str) -> i64 {
    let id = address.trim_start_matches("tg:");
    id.split('/').next().unwrap().parse().unwrap()
}
