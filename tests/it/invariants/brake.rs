//! Nothing of an announcement left after a stop.
//!
//! So far there is one stop, `/bekukan`, which `/cairkan` ends. One that is for a single announcement is
//! one more kind of [`Stop`].

use super::Witnesses;
use super::approval::{first_text, is_official};

/// What was claimed before the stop was committed still leaves, and is answered or not: the last batch of
/// updates takes a moment, claims reach a moment ahead, and a call has its time limit.
const LAST: i64 = 2_000;

/// From when to when nothing may leave, in milliseconds since 1970.
struct Stop {
    from: i64,
    to: i64,
}

impl Witnesses<'_> {
    async fn stops(self) -> Vec<Stop> {
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

    /// By the messenger's record and by our own, nothing left between a stop and its end.
    pub(super) async fn nothing_left_after_a_stop(self) {
        let copies = self.sim.bot_messages();
        for Stop { from, to } in self.stops().await {
            let while_stopped = |at: i64| from + LAST < at && at < to;
            let left = copies
                .iter()
                .find(|message| is_official(first_text(message)) && while_stopped(message.date_ms));
            assert_eq!(left, None, "left after a stop at {from}");
            let tried = self
                .tables
                .count(&format!(
                    "select count(*) from attempt a join delivery d \
                     on d.announcement_id = a.announcement_id and d.chat_id = a.chat_id \
                     where a.started_at > {from} + {LAST} and a.started_at < {to} \
                     and (d.sent_at is null or a.started_at <= d.sent_at)"
                ))
                .await;
            assert_eq!(tried, 0, "tried after a stop at {from}");
        }
    }
}
