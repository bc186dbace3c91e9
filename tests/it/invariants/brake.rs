//! Nothing of an announcement left after a stop.
//!
//! `/bekukan` stops all of them until `/cairkan`; "Jeda" and "Hentikan" stop one, until "Lanjutkan" or for
//! good.

use super::Witnesses;
use super::approval::{first_text, is_change, is_official};

/// From when to when nothing may leave, in milliseconds since 1970.
#[derive(Debug, Clone, Copy)]
pub struct Stop {
    /// The announcement, by its id; all of them if there is none.
    pub announcement: Option<i64>,
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
                "select at || ' ' || coalesce(announcement_id, 0) || ' ' || kind from event \
                 where kind in ('sending.frozen', 'sending.thawed', 'broadcast.paused', \
                 'broadcast.resumed', 'broadcast.stopped', 'schedule.cancelled') order by id",
            )
            .await;
        let mut stops: Vec<Stop> = Vec::new();
        for event in events {
            let mut fields = event.split(' ');
            let mut number = || fields.next().unwrap().parse::<i64>().unwrap();
            let at = number();
            let announcement = Some(number()).filter(|id| *id > 0);
            let kind = fields.next().unwrap();
            let begins = matches!(
                kind,
                "sending.frozen" | "broadcast.paused" | "broadcast.stopped" | "schedule.cancelled"
            );
            let open = stops
                .iter_mut()
                .rfind(|stop| stop.announcement == announcement && stop.to == i64::MAX);
            match (begins, open) {
                // What was paused first and stopped then has not left in between either.
                (true, Some(_)) => {}
                (true, None) => stops.push(Stop {
                    announcement,
                    from: at,
                    to: i64::MAX,
                }),
                (false, Some(stop)) => stop.to = at,
                (false, None) => panic!("what was never held was let go: {event}"),
            }
        }
        stops
    }

    /// By our own record and by the messenger's, nothing left during a stop.
    pub async fn nothing_left_during(self, stop: Stop) {
        let Stop {
            announcement,
            from,
            to,
        } = stop;
        let of_it =
            announcement.map_or(String::new(), |id| format!("and d.announcement_id = {id}"));
        // What may have arrived in part is corrected by the row that was to send the rest of it.
        let overtaken = match announcement {
            Some(_) => {
                "and not (exists (select 1 from revision r \
                   where r.announcement_id = a.announcement_id and r.revision > 1 \
                   and r.approved_at <= a.started_at) \
                 and exists (select 1 from attempt e where e.announcement_id = a.announcement_id \
                   and e.chat_id = a.chat_id and e.started_at < a.started_at \
                   and e.outcome in ('delivered', 'unknown')))"
            }
            None => "",
        };
        let tried = self
            .tables
            .count(&format!(
                "select count(*) from attempt a join delivery d \
                 on d.announcement_id = a.announcement_id and d.chat_id = a.chat_id \
                 where a.purpose is null and a.started_at > {from} + {CLAIMED} and a.started_at < {to} {of_it} {overtaken} \
                 and (d.sent_at is null or a.started_at <= d.sent_at)"
            ))
            .await;
        assert_eq!(tried, 0, "tried during {stop:?}");
        // Whoever has something of an announcement is told that it was corrected or withdrawn, though
        // nothing else of it leaves; but not while everything is frozen.
        let changed = self
            .tables
            .count(&format!(
                "select count(*) from attempt where purpose = 'revision' \
                 and started_at > {from} + {CLAIMED} and started_at < {to}"
            ))
            .await;
        assert!(
            announcement.is_some() || changed == 0,
            "changed during {stop:?}"
        );
        let heading = match announcement {
            Some(id) => self.heading(id).await,
            None => String::new(),
        };
        let meanwhile = |at: i64| from + ON_ITS_WAY < at && at < to;
        let messages = self.sim.bot_messages();
        let left = messages.iter().find(|message| {
            let text = first_text(message);
            let changes = announcement.is_some() && is_change(text);
            is_official(text)
                && !changes
                && text.starts_with(&heading)
                && meanwhile(message.date_ms)
        });
        assert_eq!(left, None, "left during {stop:?}");
    }

    /// How the copies of an announcement begin.
    async fn heading(self, id: i64) -> String {
        let sql = format!(
            "select case when number is null then 'LATIHAN ' else '' end \
                 || coalesce(number, drill_number) || '/' || year from announcement where id = {id}"
        );
        let number = self.tables.texts(&sql).await.remove(0);
        format!("SIARAN RESMI No. {number}\n")
    }
}
