//! The sections of `config/satupintu.toml`, typed. What each key means stands there.

mod board;
mod figures;
mod hours;
mod record;

use std::net::{Ipv4Addr, SocketAddr};
use std::ops::RangeInclusive;
use std::time::Duration;

use crate::domain::pacer::Limits;
use crate::errand::Pace;
use crate::service::failing::PauseAfter;
use crate::service::late::ForNewcomers;
use crate::service::nudge::NudgeAfter;

use super::duration;
use super::public_url::PublicUrl;
use super::reader::Reader;
use super::webhook_url::WebhookUrl;

pub use board::Board;
pub use figures::{Priority, Reminders};
pub use hours::{Health, QuietHours, Time};
pub use record::Record;

const DAY: u64 = 24 * 60 * 60;
/// No member of staff outlives it, and no sum of it with a clock overflows.
const LONG: Duration = Duration::from_secs(3650 * DAY);
/// Fast enough for any server, a simulator included.
const FASTEST: f64 = 100_000.0;

/// How long a link may work.
const EXPIRY: RangeInclusive<Duration> = Duration::from_secs(1)..=LONG;

/// `[telegram]`
#[derive(Debug, Clone, PartialEq)]
pub struct Telegram {
    pub messages_per_second: f64,
    pub chat_messages_per_second: f64,
    pub group_messages_per_minute: u32,
    pub paid_broadcast: bool,
    pub paid_messages_per_second: f64,
    /// Whole seconds, 1 to 50.
    pub poll_timeout: Duration,
    /// None: updates are fetched by polling.
    pub webhook_url: Option<WebhookUrl>,
    pub call_timeout: Duration,
}

impl Telegram {
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        let telegram = Self {
            messages_per_second: reader.rate("telegram.messages_per_second", FASTEST),
            chat_messages_per_second: reader.rate("telegram.chat_messages_per_second", FASTEST),
            group_messages_per_minute: reader
                .whole("telegram.group_messages_per_minute", 1..=1_000_000),
            paid_broadcast: reader.switch("telegram.paid_broadcast"),
            paid_messages_per_second: reader.rate("telegram.paid_messages_per_second", FASTEST),
            poll_timeout: reader.duration(
                "telegram.poll_timeout",
                Duration::from_secs(1)..=Duration::from_secs(50),
            ),
            webhook_url: webhook_url(reader),
            call_timeout: reader.duration(
                "telegram.call_timeout",
                Duration::from_millis(100)..=Duration::from_secs(9),
            ),
        };
        if telegram.poll_timeout.subsec_nanos() > 0 {
            let given = duration::write(telegram.poll_timeout);
            reader.refuse(
                "telegram.poll_timeout",
                format!("harus detik bulat, bukan \"{given}\""),
            );
        }
        telegram
    }

    /// The pace to keep, paid or not.
    #[must_use]
    pub fn limits(&self) -> Limits {
        Limits {
            per_second: if self.paid_broadcast {
                self.paid_messages_per_second
            } else {
                self.messages_per_second
            },
            chat_per_second: self.chat_messages_per_second,
            group_per_minute: self.group_messages_per_minute,
        }
    }
}

fn webhook_url(reader: &mut Reader<'_>) -> Option<WebhookUrl> {
    const KEY: &str = "telegram.webhook_url";
    let text = reader.text(KEY);
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let url = WebhookUrl::parse(text);
    url.map_err(|what| reader.refuse(KEY, what)).ok()
}

/// `[http]`
#[derive(Debug, Clone, PartialEq)]
pub struct Http {
    /// Port 0 lets the system choose.
    pub listen: SocketAddr,
    /// Where people's browsers find the pages; nothing: nowhere.
    pub public_url: Option<PublicUrl>,
}

impl Http {
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        let nowhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        Self {
            listen: reader.parsed(
                "http.listen",
                nowhere,
                "alamat IP dan porta seperti 127.0.0.1:8080",
                |text| text.parse().ok(),
            ),
            public_url: public_url(reader),
        }
    }
}

fn public_url(reader: &mut Reader<'_>) -> Option<PublicUrl> {
    const KEY: &str = "http.public_url";
    let text = reader.text(KEY);
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let url = PublicUrl::parse(text);
    url.map_err(|what| reader.refuse(KEY, what)).ok()
}

/// `[invitation]`
#[derive(Debug, Clone, PartialEq)]
pub struct Invitation {
    pub role_expires: Duration,
    pub officer_expires: Duration,
    pub officer_uses: u32,
    pub chat_expires: Duration,
    pub uninvited_leaves: Duration,
}

impl Invitation {
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            role_expires: reader.duration("invitation.role_expires", EXPIRY),
            officer_expires: reader.duration("invitation.officer_expires", EXPIRY),
            officer_uses: reader.whole("invitation.officer_uses", 1..=10_000),
            chat_expires: reader.duration("invitation.chat_expires", EXPIRY),
            uninvited_leaves: reader.duration("invitation.uninvited_leaves", EXPIRY),
        }
    }
}

/// `[confirmation]`
#[derive(Debug, Clone, PartialEq)]
pub struct Confirmation {
    pub anyone_in_groups: bool,
}

impl Confirmation {
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            anyone_in_groups: reader.switch("confirmation.anyone_in_groups"),
        }
    }
}

/// `[leader]`
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Leader {
    pub renew: Duration,
    /// More than twice `renew`, so that one lost renewal does not lose the lease.
    pub lease: Duration,
}

impl Leader {
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        let short = Duration::from_millis(50);
        let leader = Self {
            renew: reader.duration("leader.renew", short..=Duration::from_secs(60)),
            lease: reader.duration("leader.lease", short..=Duration::from_secs(300)),
        };
        if leader.lease <= leader.renew * 2 {
            let (renew, lease) = (duration::write(leader.renew), duration::write(leader.lease));
            reader.refuse(
                "leader.lease",
                format!("harus lebih dari dua kali leader.renew ({renew}), bukan \"{lease}\""),
            );
        }
        leader
    }
}

/// `[outbox]`
#[derive(Debug, Clone, PartialEq)]
pub struct Outbox {
    pub max_in_flight: u32,
    pub paid_max_in_flight: u32,
    pub record_within: Duration,
    /// The wait before each further try of a call whose outcome is unknown.
    pub retry_unknown: Vec<Duration>,
    /// How old an announcement may be that a chat gets when it is back.
    pub retry_returned: Duration,
}

impl Outbox {
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            max_in_flight: reader.whole("outbox.max_in_flight", 1..=1000),
            paid_max_in_flight: reader.whole("outbox.paid_max_in_flight", 1..=10_000),
            record_within: reader.duration(
                "outbox.record_within",
                Duration::from_millis(1)..=Duration::from_secs(1),
            ),
            retry_unknown: reader
                .durations("outbox.retry_unknown", Duration::from_millis(10)..=LONG),
            retry_returned: reader.duration("outbox.retry_returned", Duration::ZERO..=LONG),
        }
    }

    /// Most calls under way at once, paid or not.
    #[must_use]
    pub fn most_in_flight(&self, telegram: &Telegram) -> usize {
        let most = match telegram.paid_broadcast {
            true => self.paid_max_in_flight,
            false => self.max_in_flight,
        };
        most as usize
    }
}

/// `[broadcast]`
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Broadcast {
    pub pause_after_consecutive: u32,
    /// Of all chats.
    pub pause_after_percent: u32,
    /// Fewer failures are no share.
    pub pause_after_least: u32,
}

impl Broadcast {
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            pause_after_consecutive: reader.whole("broadcast.pause_after_consecutive", 1..=100_000),
            pause_after_percent: reader.whole("broadcast.pause_after_percent", 1..=100),
            pause_after_least: reader.whole("broadcast.pause_after_least", 1..=100_000),
        }
    }

    /// When a broadcast pauses itself.
    #[must_use]
    pub fn pause_after(&self) -> PauseAfter {
        PauseAfter {
            in_a_row: i64::from(self.pause_after_consecutive),
            percent: i64::from(self.pause_after_percent),
            at_least: i64::from(self.pause_after_least),
        }
    }
}

/// `[inbox]`
#[derive(Debug, Clone, PartialEq)]
pub struct Inbox {
    pub batch: u32,
}

impl Inbox {
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            batch: reader.whole("inbox.batch", 1..=1000),
        }
    }
}

/// `[errand]`
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Errand {
    pub calls_per_second: f64,
    pub at_once: u32,
    pub download_timeout: Duration,
}

impl Errand {
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            calls_per_second: reader.rate("errand.calls_per_second", FASTEST),
            at_once: reader.whole("errand.at_once", 1..=100),
            download_timeout: reader.duration(
                "errand.download_timeout",
                Duration::from_millis(100)..=Duration::from_secs(60),
            ),
        }
    }

    /// How gently the messenger is asked.
    #[must_use]
    pub fn pace(&self) -> Pace {
        Pace {
            calls_per_second: self.calls_per_second,
            at_once: self.at_once as usize,
        }
    }
}

/// `[import]`
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Import {
    pub preview_expires: Duration,
}

impl Import {
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            preview_expires: reader.duration("import.preview_expires", EXPIRY),
        }
    }
}

/// `[announcement]`
#[derive(Debug, Clone, PartialEq)]
pub struct Announcement {
    pub expires: Duration,
    pub missed_after: Duration,
    pub max_parts: u32,
}

impl Announcement {
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            expires: reader.duration("announcement.expires", EXPIRY),
            missed_after: reader.duration("announcement.missed_after", EXPIRY),
            max_parts: reader.whole("announcement.max_parts", 1..=100),
        }
    }
}

/// `[late_joiners]`
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LateJoiners {
    pub newcomers: ForNewcomers,
}

impl LateJoiners {
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        let within = Duration::from_secs(60)..=Duration::from_secs(365 * DAY);
        Self {
            newcomers: ForNewcomers {
                within: reader.duration("late_joiners.within", within),
                most: i64::from(reader.whole("late_joiners.most", 0..=50)),
            },
        }
    }
}

/// `[approval]`
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Approval {
    pub nudge_after: NudgeAfter,
}

impl Approval {
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            nudge_after: NudgeAfter {
                emergency: reader.duration("approval.nudge_after_emergency", EXPIRY),
                other: reader.duration("approval.nudge_after", EXPIRY),
            },
        }
    }
}

/// `[retention]`
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Retention {
    /// From when it was handled. Longer than the platform gives an update again (24 h), shorter than the
    /// week after which it may start its numbers anew.
    pub updates: Duration,
    pub dead_updates: Duration,
    pub attempts: Duration,
    pub leftovers: Duration,
}

impl Retention {
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        let days =
            |from: u64, to: u64| Duration::from_secs(from * DAY)..=Duration::from_secs(to * DAY);
        Self {
            updates: reader.duration("retention.updates", days(2, 6)),
            dead_updates: reader.duration("retention.dead_updates", days(1, 3650)),
            attempts: reader.duration("retention.attempts", days(1, 3650)),
            leftovers: reader.duration("retention.leftovers", days(1, 3650)),
        }
    }
}
