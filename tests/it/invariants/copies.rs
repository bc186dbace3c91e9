//! Record and messenger tell the same of every message.

use std::collections::{BTreeMap, BTreeSet};

use satupintu_simulator::{MessageRef, SentMessage};

use super::approval::{first_text, is_official};
use super::{Witnesses, chat_id};

/// What there was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Chats that got an announcement, over all announcements.
    pub sent: usize,
    /// Chats that never will.
    pub failed: usize,
    /// Deliveries marked "mungkin ganda".
    pub marked: usize,
    /// Messages beyond the recorded ones, each of which is in a marked delivery.
    pub doubles: usize,
}

impl Tally {
    fn count(&mut self, delivery: &Delivery) {
        self.sent += usize::from(delivery.state == "sent");
        self.failed += usize::from(delivery.state == "failed");
        self.marked += usize::from(delivery.maybe_double);
    }
}

/// The messages of each announcement's revisions: to which part each belongs, and what is seen of it.
type Parts = BTreeMap<(i64, i64), Vec<(usize, String)>>;

/// A row of `delivery`.
#[derive(Debug)]
struct Delivery {
    announcement: i64,
    chat: i64,
    address: i64,
    state: String,
    shows: i64,
    newest: i64,
    maybe_double: bool,
    sent_at: Option<i64>,
    messages: Vec<i64>,
}

impl Delivery {
    fn read(row: &str) -> Self {
        let mut fields = row.splitn(9, ' ');
        let mut field = || fields.next().unwrap();
        Self {
            announcement: field().parse().unwrap(),
            chat: field().parse().unwrap(),
            address: chat_id(field()),
            state: field().to_owned(),
            shows: field().parse().unwrap(),
            newest: field().parse().unwrap(),
            maybe_double: field() == "1",
            sent_at: field().parse().ok().filter(|at| *at > 0),
            messages: serde_json::from_str(field()).unwrap(),
        }
    }
}

/// A row of `attempt` that belongs to a delivery.
struct Attempt {
    announcement: i64,
    chat: i64,
    row: i64,
    part: usize,
    started_at: i64,
    delivered: bool,
}

impl Attempt {
    fn is_of(&self, delivery: &Delivery) -> bool {
        (self.announcement, self.chat) == (delivery.announcement, delivery.chat)
    }

    fn read(row: &str) -> Self {
        let mut fields = row.split(' ');
        let mut field = || fields.next().unwrap();
        let mut number = || field().parse::<i64>().unwrap();
        let (announcement, chat, row, part) = (number(), number(), number(), number());
        Self {
            announcement,
            chat,
            row,
            part: usize::try_from(part).unwrap(),
            started_at: number(),
            delivered: field() == "delivered",
        }
    }
}

impl Witnesses<'_> {
    async fn deliveries(self) -> Vec<Delivery> {
        let rows = self
            .tables
            .texts(
                "select d.announcement_id || ' ' || d.chat_id || ' ' || c.address || ' ' || d.state \
                 || ' ' || d.shows || ' ' || d.should_show || ' ' || d.maybe_double || ' ' || coalesce(d.sent_at, 0) || ' ' \
                 || d.message_ids from delivery d join chat c on c.id = d.chat_id \
                 where c.address not like 'erased:%'",
            )
            .await;
        rows.iter().map(|row| Delivery::read(row)).collect()
    }

    /// Tries after which a message may be there.
    async fn attempts(self) -> Vec<Attempt> {
        let rows = self
            .tables
            .texts(
                "select announcement_id || ' ' || chat_id || ' ' || outbox_id || ' ' || part || ' ' \
                 || started_at || ' ' || outcome from attempt where announcement_id is not null \
                 and chat_id is not null and outcome in ('delivered', 'unknown') \
                 and (purpose is null or purpose = 'revision')",
            )
            .await;
        rows.iter().map(|row| Attempt::read(row)).collect()
    }

    /// The messages of each revision, part by part.
    async fn parts(self) -> Parts {
        let rows = self
            .tables
            .texts("select announcement_id || ' ' || revision || ' ' || parts from revision")
            .await;
        let read = |row: &String| {
            let mut fields = row.splitn(3, ' ');
            let mut field = || fields.next().unwrap();
            let key = (field().parse().unwrap(), field().parse().unwrap());
            let parts: Vec<serde_json::Value> = serde_json::from_str(field()).unwrap();
            let of_part = |(at, part): (usize, &serde_json::Value)| {
                let messages = messages_of(part).into_iter();
                messages.map(|seen| (at, seen)).collect::<Vec<_>>()
            };
            (key, parts.iter().enumerate().flat_map(of_part).collect())
        };
        rows.iter().map(read).collect()
    }

    /// Chats that got a new address, each with the old one.
    pub(super) async fn moves(self) -> Vec<(i64, i64)> {
        let rows = self
            .tables
            .texts("select detail from event where kind = 'chat.moved'")
            .await;
        let read = |detail: &String| {
            let detail: serde_json::Value = serde_json::from_str(detail).unwrap();
            let id = |key: &str| chat_id(detail[key].as_str().unwrap());
            (id("from"), id("to"))
        };
        rows.iter().map(read).collect()
    }

    /// What the record calls a message is there, with the approved text byte for byte, each by one try
    /// that was answered; and nobody has a copy that is neither recorded nor marked as possible, nor
    /// more copies than there were tries that may have worked.
    pub(super) async fn record_and_messenger_agree(self) -> Tally {
        let parts = self.parts().await;
        let (attempts, moves) = (self.attempts().await, self.moves().await);
        let mut copies = self.official_copies(&parts).await;
        // A database that came out of a backup knows nothing of what was tried after that.
        let restored = "select count(*) from restoration";
        let from_backup = self.tables.count(restored).await > 0;
        let mut tally = Tally::default();
        // A private chat may serve two institutions, and then has two deliveries.
        let mut by_chat: BTreeMap<(i64, i64), Vec<Delivery>> = BTreeMap::new();
        for delivery in self.deliveries().await {
            tally.count(&delivery);
            let key = (delivery.announcement, delivery.address);
            by_chat.entry(key).or_default().push(delivery);
        }
        for ((announcement, address), deliveries) in by_chat {
            let before = moves.iter().filter(|(_, to)| *to == address);
            let homes: Vec<i64> = std::iter::once(address)
                .chain(before.map(|(from, _)| *from))
                .collect();
            let mut recorded = BTreeSet::new();
            let mut tries = Vec::new();
            for delivery in &deliveries {
                let of_it: Vec<&Attempt> =
                    attempts.iter().filter(|it| it.is_of(delivery)).collect();
                check_state(delivery, &of_it, &parts);
                recorded.extend(self.check_messages(delivery, &homes, &parts));
                // Before tries had a purpose, those of a button were told apart by coming after the last
                // part; what comes of a correction may come at any time.
                let last = match delivery.newest {
                    1 => delivery.sent_at.unwrap_or(i64::MAX),
                    _ => i64::MAX,
                };
                tries.extend(of_it.into_iter().filter(|it| it.started_at <= last));
            }
            let marked = deliveries.iter().any(|delivery| delivery.maybe_double);
            let mut texts: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
            for (_, part, text) in texts_of(announcement, &parts) {
                texts.entry(text).or_default().insert(part);
            }
            for (text, indexes) in texts {
                let here =
                    |home: &i64| copies.remove(&(*home, text.to_owned())).unwrap_or_default();
                let there: Vec<MessageRef> = homes.iter().flat_map(here).collect();
                let extra = there.iter().filter(|at| !recorded.contains(at)).count();
                assert!(
                    extra == 0 || marked,
                    "a copy that the record does not know: {there:?}, {deliveries:?}"
                );
                let tried = tries.iter().filter(|it| indexes.contains(&it.part)).count();
                assert!(
                    there.len() <= tried || from_backup,
                    "{} copies by {tried} tries: {there:?}, {deliveries:?}",
                    there.len()
                );
                tally.doubles += extra;
            }
        }
        let left: Vec<_> = copies.into_iter().collect();
        assert_eq!(left, vec![], "copies where nothing was to be delivered");
        tally
    }

    /// Every copy of an announcement, by chat and text. The second part of a long one looks alike in a
    /// preview, so among staff only what is headed as an announcement counts.
    async fn official_copies(self, parts: &Parts) -> BTreeMap<(i64, String), Vec<MessageRef>> {
        let texts: BTreeSet<&String> = parts.values().flatten().map(|(_, seen)| seen).collect();
        let staff = self.staff().await;
        let mut copies: BTreeMap<(i64, String), Vec<MessageRef>> = BTreeMap::new();
        for message in self.sim.bot_messages() {
            let text = seen_of(&message);
            if texts.contains(&text) && (is_official(&text) || !staff.contains(&message.chat)) {
                let at = MessageRef::from(&message);
                copies.entry((message.chat, text)).or_default().push(at);
            }
        }
        copies
    }

    /// Each recorded message is there and was sent as approved; where they are.
    fn check_messages(
        self,
        delivery: &Delivery,
        homes: &[i64],
        parts: &Parts,
    ) -> BTreeSet<MessageRef> {
        let mut recorded = BTreeSet::new();
        for (index, id) in delivery.messages.iter().enumerate() {
            // It is out of reach: deleted, or in a group that has moved.
            if *id < 0 {
                let there = |home: &i64| MessageRef {
                    chat: *home,
                    message: -*id,
                };
                recorded.extend(homes.iter().map(there));
                continue;
            }
            let as_approved = |message: &SentMessage| {
                let text = seen_of(message);
                message.from_bot
                    && texts_of(delivery.announcement, parts)
                        .any(|(place, _, known)| place == index && *known == text)
            };
            let found = homes
                .iter()
                .map(|home| MessageRef {
                    chat: *home,
                    message: *id,
                })
                .find(|at| {
                    self.sim
                        .message(*at)
                        .is_some_and(|message| as_approved(&message))
                });
            let at = found.unwrap_or_else(|| panic!("message {id} is not there: {delivery:?}"));
            self.check_shown(delivery, index, at, parts);
            recorded.insert(at);
        }
        recorded
    }

    /// A message of a copy that is there in whole reads as the revision that it is said to show, and its
    /// button asks about that one.
    fn check_shown(self, delivery: &Delivery, index: usize, at: MessageRef, parts: &Parts) {
        let Some(shown) = parts.get(&(delivery.announcement, delivery.shows)) else {
            return;
        };
        // In the middle of a change it may be either.
        if delivery.state != "sent" || delivery.shows != delivery.newest {
            return;
        }
        let message = self.sim.message(at).unwrap();
        match shown.get(index) {
            Some((_, seen)) => {
                let file = message
                    .attachment
                    .as_ref()
                    .map(|it| shown_file(&it.file_id));
                let now = format!("{}{}", message.text, file.unwrap_or_default());
                assert_eq!(&now, seen, "{delivery:?}");
            }
            None => assert!(
                message.text.contains(" ini tidak berlaku lagi"),
                "part {index} is left over: {message:?}"
            ),
        }
        let asks = format!("a:{}:{}", delivery.announcement, delivery.shows);
        let data = message.buttons.iter().flatten();
        let data = data.filter_map(|button| button.data.as_ref());
        for confirms in data.filter(|data| data.starts_with("a:")) {
            assert_eq!(confirms, &asks, "{message:?}");
        }
    }
}

/// A delivery that is called sent shows all parts of its revision, each by one answered try.
fn check_state(delivery: &Delivery, tries: &[&Attempt], parts: &Parts) {
    if delivery.state != "sent" {
        return;
    }
    let shown = &parts[&(delivery.announcement, delivery.shows)];
    assert!(delivery.messages.len() >= shown.len(), "{delivery:?}");
    // What was changed came by steps of many kinds; what it reads like is looked at for itself.
    if delivery.newest > 1 {
        return;
    }
    assert_eq!(delivery.messages.len(), shown.len(), "{delivery:?}");
    let mut answered: BTreeMap<i64, usize> = BTreeMap::new();
    for it in tries.iter().filter(|it| it.delivered) {
        *answered.entry(it.row).or_default() += 1;
    }
    // Of a text that was sent again from where it had failed, each row brought some parts; the other
    // rows are those of its button.
    let mut sums = BTreeSet::from([0]);
    for count in answered.values() {
        sums.extend(sums.clone().into_iter().map(|sum| sum + count));
    }
    let calls: BTreeSet<usize> = shown.iter().map(|(part, _)| *part).collect();
    assert!(
        sums.contains(&calls.len()),
        "attempts do not agree: {delivery:?}"
    );
}

/// What chats may be shown: the parts of every revision of an announcement.
fn texts_of(announcement: i64, parts: &Parts) -> impl Iterator<Item = (usize, usize, &String)> {
    parts
        .range((announcement, i64::MIN)..=(announcement, i64::MAX))
        .flat_map(|(_, messages)| messages.iter().enumerate())
        .map(|(place, (part, seen))| (place, *part, seen))
}

/// What is seen of each message of a part: its words, and its file.
fn messages_of(part: &serde_json::Value) -> Vec<String> {
    if let Some(album) = part["album"].as_array() {
        return album.iter().flat_map(messages_of).collect();
    }
    let text = |message: &serde_json::Value| message["text"].as_str().unwrap().to_owned();
    match part["medium"]["file"].as_str() {
        Some(file) => vec![format!("{}{}", text(&part["caption"]), shown_file(file))],
        None => vec![text(part)],
    }
}

/// The same of a message as it was sent.
fn seen_of(message: &SentMessage) -> String {
    let first = message.edits.first();
    let attachment = first.map_or(&message.attachment, |it| &it.attachment);
    let file = attachment.as_ref().map(|it| shown_file(&it.file_id));
    format!("{}{}", first_text(message), file.unwrap_or_default())
}

fn shown_file(file: &str) -> String {
    format!("\u{0}{file}")
}
