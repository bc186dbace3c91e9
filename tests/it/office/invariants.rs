//! The invariants, at the end of each story.

use std::time::Duration;

use satupintu::domain::calendar::Calendar;
use satupintu::domain::clock::Timestamp;

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
        self.nothing_began_in_quiet_hours().await;
        let given_up = "select count(*) from inbox where state = 'dead'";
        assert_eq!(
            self.count(given_up).await,
            self.given_up,
            "updates given up"
        );
    }

    /// What may wait begins in no chat while it is quiet.
    async fn nothing_began_in_quiet_hours(&self) {
        let settings = self.settings();
        let calendar = Calendar {
            zone: settings.time.zone,
            holidays: settings.time.holidays,
            quiet: settings.quiet_hours.quiet,
        };
        let begun = "select cast(min(t.started_at) as text) from attempt t \
             join announcement n on n.id = t.announcement_id where n.priority <> 'emergency' \
             and n.wakes = 0 and t.chat_id is not null group by t.announcement_id, t.chat_id";
        for at in self.texts(begun).await {
            let at = Timestamp(at.parse().unwrap());
            // Claims reach a moment ahead.
            let claimed = at.minus(Duration::from_millis(200));
            let quiet = [at, claimed].map(|at| calendar.quiet_until(at));
            assert!(quiet.contains(&None), "begun in quiet hours: {at:?}");
        }
    }

    /// A story in which so many updates are more than the bot can handle.
    pub fn expect_given_up(&mut self, updates: i64) {
        self.given_up = updates;
    }
}
