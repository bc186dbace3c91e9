//! Nothing of an announcement left after a stop.
//!
//! So far there is one stop, `/bekukan`, which `/cairkan` ends. One that is for a single announcement is
//! one more kind of [`Stop`].

use super::Witnesses;
use super::approval::{first_text, is_official};

/// From when to when nothing may leave, in milliseconds since 1970.
#[derive(Debug, Clone, Copy)]
pub struct Stop {
    pub from: i64,
    pub to: i64,
}

/// Claims reach a moment ahead, and what was claimed before still leaves.
const CLAIMED: i64 = 200;
/// A call that has begun arrives within its time limit.
const ON_ITS_WAY: i64 = 2_500;

impl Witnesses<'_> {
    /// The stops that are on record, by the time at which they were handled: as good as the time at
    /// which they were committed where a story moves the clock.
    pub async fn stops(self) -> Vec<Stop> {
        let events = self
            .tables
            .texts(
                "select at || ' ' || kind from event \
                 where kind in ('sending.frozen', 'sending.thawed') order by id",
            )
            .await;
        let mut stops: Vec<Stop> = Vec::new();
        for event in events {
            let (at, kind) = event.split_once(' ').unwrap();
            let at: i64 = at.parse().unwrap();
            match (kind, stops.last_mut()) {
                ("sending.frozen", _) => stops.push(Stop {
                    from: at,
                    to: i64::MAX,
                }),
                (_, Some(stop)) => stop.to = at,
                (_, None) => panic!("what was never frozen was thawed"),
            }
        }
        stops
    }

    /// By our own record and by the messenger's, nothing left during a stop.
    pub async fn nothing_left_during(self, stop: Stop) {
        let Stop { from, to } = stop;
        let tried = self
            .tables
            .count(&format!(
                "select count(*) from attempt a join delivery d \
                 on d.announcement_id = a.announcement_id and d.chat_id = a.chat_id \
                 where a.started_at > {from} + {CLAIMED} and a.started_at < {to} \
                 and (d.sent_at is null or a.started_at <= d.sent_at)"
            ))
            .await;
        assert_eq!(tried, 0, "tried during {stop:?}");
        let meanwhile = |at: i64| from + ON_ITS_WAY < at && at < to;
        let messages = self.sim.bot_messages();
        let left = messages
            .iter()
            .find(|message| is_official(first_text(message)) && meanwhile(message.date_ms));
        assert_eq!(left, None, "left during {stop:?}");
    }
}
