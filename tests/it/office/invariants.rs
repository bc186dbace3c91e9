//! The invariants, at the end of each story.

use crate::invariants::Witnesses;

use super::Office;

impl Office {
    /// The simulator found no wrong call, the record agrees with itself and with what was sent, and no
    /// more was given up than the story means to be.
    pub async fn check_invariants(&self) {
        let witnesses = Witnesses {
            tables: &self.tables,
            sim: &self.sim,
        };
        witnesses.check().await;
        for stop in witnesses.stops().await {
            witnesses.nothing_left_during(stop).await;
        }
        let given_up = "select count(*) from inbox where state = 'dead'";
        assert_eq!(
            self.count(given_up).await,
            self.given_up,
            "updates given up"
        );
    }

    /// A story in which so many updates are more than the bot can handle.
    pub fn expect_given_up(&mut self, updates: i64) {
        self.given_up = updates;
    }
}
