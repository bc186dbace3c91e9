//! What must be true after every story, whatever happened in it.

use std::collections::{BTreeMap, BTreeSet};

use super::Office;

/// What has been claimed at most so far ahead is in flight, and leaves although its broadcast is held.
const IN_FLIGHT_MS: i64 = 150;

/// The chat of an address, whatever the topic.
fn chat_id(address: &str) -> i64 {
    let id = address.trim_start_matches("tg:");
    id.split('/').next().unwrap().parse().unwrap()
}

impl Office {
    /// The simulator found no wrong call, and the record agrees with itself and with what was sent.
    pub async fn check_invariants(&self) {
        assert_eq!(
            self.sim.violations(),
            vec![],
            "calls that the platform would not understand"
        );
        for (what, sql) in [
            (
                "a chat of an audience without a delivery, or a delivery outside the audience",
                "select count(*) from delivery d where not exists (select 1 from audience a \
                 where a.announcement_id = d.announcement_id and a.institution = d.institution \
                 and a.has_chat = 1)",
            ),
            (
                "an institution with a chat but without a delivery",
                "select count(*) from audience a where a.has_chat = 1 and not exists \
                 (select 1 from delivery d where d.announcement_id = a.announcement_id \
                  and d.institution = a.institution)",
            ),
            (
                "a waiting delivery that nothing will send",
                "select count(*) from delivery d where d.state = 'waiting' and not exists \
                 (select 1 from outbox o where o.announcement_id = d.announcement_id \
                  and o.chat_id = d.chat_id and o.payload is null)",
            ),
            (
                "a settled delivery that would be sent again",
                "select count(*) from outbox o join delivery d on d.announcement_id = o.announcement_id \
                 and d.chat_id = o.chat_id where o.payload is null and o.purpose is null \
                 and d.state <> 'waiting'",
            ),
            (
                "a delivery of what nobody approved",
                "select count(*) from delivery d join announcement n on n.id = d.announcement_id \
                 where n.state <> 'approved' or n.number is null or n.decided_by = n.author",
            ),
            (
                "a confirmation of what its institution did not get",
                "select count(*) from acknowledgement k where not exists (select 1 from delivery d \
                 where d.announcement_id = k.announcement_id and d.chat_id = k.chat_id \
                 and d.institution = k.institution)",
            ),
            (
                "a confirmation that is not in the record of events",
                "select (select count(*) from acknowledgement) - (select count(*) from event \
                 where kind = 'announcement.acknowledged')",
            ),
            (
                "a broadcast whose end was not noticed, or noticed too early",
                "select count(*) from announcement n where n.state = 'approved' and \
                 case when n.finished_at is null then 0 else 1 end = case when exists (select 1 \
                 from delivery d where d.announcement_id = n.id and d.state = 'waiting') \
                 then 1 else 0 end",
            ),
            (
                "a delivery that failed without a reason, or one that did not fail with one",
                "select count(*) from delivery \
                 where (state = 'failed' and reason is null) or (state <> 'failed' and reason is not null)",
            ),
            (
                "a delivery that failed without a cause, or one that did not fail with one",
                "select count(*) from delivery \
                 where (state = 'failed' and cause is null) or (state <> 'failed' and cause is not null)",
            ),
            (
                "a stopped broadcast of which something is still to leave",
                "select count(*) from announcement n where n.stopped_at is not null and \
                 (n.finished_at is null or exists (select 1 from outbox o \
                  where o.announcement_id = n.id and o.payload is null and o.purpose is null))",
            ),
            (
                "a broadcast that is paused and over",
                "select count(*) from announcement where paused_at is not null \
                 and (finished_at is not null or stopped_at is not null)",
            ),
            (
                "a chat that was kept from a broadcast that nobody stopped",
                "select count(*) from delivery d join announcement n on n.id = d.announcement_id \
                 where d.cause = 'stopped' and n.stopped_at is null",
            ),
            (
                "a pause or a stop that is not in the record of events",
                "select count(*) from announcement n where (n.stopped_at is not null and not exists \
                 (select 1 from event e where e.announcement_id = n.id and e.at = n.stopped_at \
                  and e.kind = 'broadcast.stopped')) or (n.paused_at is not null and not exists \
                 (select 1 from event e where e.announcement_id = n.id and e.at = n.paused_at \
                  and e.kind = 'broadcast.paused'))",
            ),
            (
                "a waiting message of ours that nobody works on",
                "select count(*) from outbox where state = 'claimed' and claimed_epoch < \
                 (select epoch from leader)",
            ),
        ] {
            assert_eq!(self.count(sql).await, 0, "{what}");
        }
        let given_up = "select count(*) from inbox where state = 'dead'";
        assert_eq!(
            self.count(given_up).await,
            self.given_up,
            "updates given up"
        );
        self.check_messages().await;
    }

    /// A story in which so many updates are more than the bot can handle.
    pub fn expect_given_up(&mut self, updates: i64) {
        self.given_up = updates;
    }

    /// Record and messenger tell the same: what is marked as sent is there, each part by one attempt
    /// that was answered, and nobody has a copy that is neither recorded nor marked as possible.
    async fn check_messages(&self) {
        let moved = self
            .texts("select detail from event where kind = 'chat.moved'")
            .await;
        let home = |message: i64, chat: i64| {
            let was = moved.iter().map(|detail| {
                let detail: serde_json::Value = serde_json::from_str(detail).unwrap();
                let id = |key: &str| chat_id(detail[key].as_str().unwrap());
                (id("from"), id("to"))
            });
            std::iter::once(chat)
                .chain(was.filter(|(_, to)| *to == chat).map(|(from, _)| from))
                .find(|chat| {
                    let at = satupintu_simulator::MessageRef {
                        chat: *chat,
                        message,
                    };
                    self.sim.message(at).is_some_and(|found| found.from_bot)
                })
        };
        let answered = self
            .texts(
                "select announcement_id || ' ' || chat_id || ' ' || count(*) from attempt \
                 where announcement_id is not null and chat_id is not null \
                 and outcome = 'delivered' group by announcement_id, chat_id, outbox_id",
            )
            .await;
        // Of a text that was sent again from where it had failed, each row brought some parts.
        let several = |announcement: &str, chat: &str, wanted: usize| {
            let prefix = format!("{announcement} {chat} ");
            let mut sums = BTreeSet::from([0]);
            for count in answered.iter().filter_map(|row| row.strip_prefix(&prefix)) {
                let count: usize = count.parse().unwrap();
                sums.extend(sums.clone().into_iter().map(|sum| sum + count));
            }
            sums.contains(&wanted)
        };
        let held = self.held().await;
        let mut recorded = BTreeSet::new();
        let mut maybe: BTreeMap<i64, bool> = BTreeMap::new();
        for row in self
            .texts(
                "select d.announcement_id || ' ' || d.chat_id || ' ' || c.address || ' ' || d.state \
                 || ' ' || d.maybe_double || ' ' || d.message_ids from delivery d \
                 join chat c on c.id = d.chat_id",
            )
            .await
        {
            let mut fields = row.splitn(6, ' ');
            let mut field = || fields.next().unwrap();
            let (announcement, chat) = (field(), field());
            let (address, state, doubled) = (chat_id(field()), field(), field() == "1");
            let ids: Vec<i64> = serde_json::from_str(field()).unwrap();
            *maybe.entry(address).or_default() |= doubled;
            if state == "sent" {
                assert!(!ids.is_empty(), "sent, but nothing is there: {row}");
                assert!(
                    several(announcement, chat, ids.len()),
                    "attempts do not agree: {row}"
                );
            }
            for id in ids {
                let at = home(id, address);
                assert!(at.is_some(), "message {id} is not there: {row}");
                let sent = self.sim.message(satupintu_simulator::MessageRef {
                    chat: at.unwrap(),
                    message: id,
                });
                let since = held.get(announcement);
                assert!(
                    since.is_none_or(|since| sent.unwrap().date_ms <= since + IN_FLIGHT_MS),
                    "message {id} left after its broadcast was paused or stopped: {row}"
                );
                recorded.insert((at.unwrap(), id));
                *maybe.entry(at.unwrap()).or_default() |= doubled;
            }
        }
        for message in self.sim.bot_messages() {
            let sent = message.edits.first().map_or(&message.text, |it| &it.text);
            let ours = sent.starts_with("SIARAN RESMI No. ") && !sent.contains("No. …");
            if ours && !recorded.contains(&(message.chat, message.id)) {
                assert_eq!(
                    maybe.get(&message.chat),
                    Some(&true),
                    "a copy that the record does not know: {message:?}"
                );
            }
        }
    }

    /// Since when each broadcast is stopped or paused, by its announcement.
    async fn held(&self) -> BTreeMap<String, i64> {
        let held = self
            .texts(
                "select id || ' ' || coalesce(stopped_at, paused_at) from announcement \
                 where stopped_at is not null or paused_at is not null",
            )
            .await;
        held.iter()
            .map(|row| row.split_once(' ').unwrap())
            .map(|(id, since)| (id.to_owned(), since.parse().unwrap()))
            .collect()
    }
}
