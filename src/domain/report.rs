//! What coordinators are told when they ask.

mod listing;
mod standing;

use std::time::Duration;

use super::announcement::{Change, Number};
use super::cause::Cause;
use super::clock::Timestamp;
use super::id::AnnouncementId;
use super::options::Options;

pub use listing::{Entry, Halt, Line, Mishap, Page, Reported, Sieve, What};
pub use standing::{Copy, Got, Past as PastOne, Standing, Unremindable, may_be_reminded};

/// How an announcement fares, within what the asker may see. `sent`, `failed` and `stopped` count
/// chats, `confirmed` and the rest institutions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Whose buttons are below.
    pub announcement: AnnouncementId,
    /// Its public number.
    pub number: Number,
    /// What its author decided besides the content.
    pub options: Options,
    /// Name of the institution that speaks.
    pub issuer: String,
    /// First line of its content.
    pub title: String,
    /// When it was approved.
    pub approved_at: Timestamp,
    /// Chats that show its newest revision.
    pub sent: i64,
    /// What has been corrected, or that it was withdrawn.
    pub revised: Revised,
    /// Chats of the frozen audience.
    pub chats: i64,
    /// Chats that it could not be brought to.
    pub failed: i64,
    /// Why it could not.
    pub failures: Failures,
    /// Chats that it was kept from by a stop.
    pub stopped: i64,
    /// Chats that may have got a message of it twice.
    pub maybe_double: i64,
    /// Institutions that confirmed.
    pub confirmed: i64,
    /// Institutions of the frozen audience that had a chat at approval.
    pub institutions: i64,
    /// Institutions of the frozen audience that had none.
    pub without_chat: i64,
    /// Of an invitation that asks for it: who comes.
    pub attendance: Option<Attendance>,
    /// Where it is to be passed on: how far that is.
    pub spread: Option<Spread>,
    /// Institutions that came later.
    pub late: Late,
    /// Shares by category, in the registry's order.
    pub categories: Vec<Share>,
    /// Shares by region, by name.
    pub regions: Vec<Share>,
    /// Shares by the institution above, which says more where nearly every institution has a region of
    /// its own.
    pub branches: Vec<Share>,
    /// Whether all sending is frozen now.
    pub frozen: bool,
    /// Whether somebody holds it.
    pub course: Course,
    /// What the asker may do about it; nothing for most.
    pub controls: Option<Controls>,
    /// Whether the asker may correct and withdraw it.
    pub correctable: bool,
    /// Whether the asker may remind those who have not confirmed.
    pub remindable: bool,
    /// Whether the asker may have its files.
    pub exportable: bool,
    /// How its institutions keep to their deadlines.
    pub deadlines: Deadlines,
    /// Of a drill: what it showed.
    pub exercise: Option<Exercise>,
}

/// When an announcement was confirmed, in its newest revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// When the first copy arrived.
    pub began: Timestamp,
    /// As of when.
    pub now: Timestamp,
    /// When each institution of the frozen audience confirmed, in order.
    pub confirmed: Vec<Timestamp>,
    /// Institutions of it that had a chat.
    pub institutions: i64,
    /// When the first of them was to.
    pub due: Option<Timestamp>,
}

/// Institutions outside of the frozen audience that got it when they joined.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Late {
    /// How many.
    pub institutions: i64,
    /// How many of them confirmed.
    pub confirmed: i64,
    /// How many of them gave evidence that they passed it on.
    pub disseminated: i64,
}

/// What invited institutions of the frozen audience have answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Attendance {
    /// They come.
    pub attending: i64,
    /// They do not.
    pub absent: i64,
}

/// How institutions of the frozen audience pass an announcement on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Spread {
    /// They gave evidence of it.
    pub disseminated: i64,
    /// They confirmed, and have not.
    pub waiting: i64,
    /// They gave it late.
    pub late: i64,
    /// They have not, and should have.
    pub overdue: i64,
    /// Until when the next of those that have not is to, and how long that is.
    pub next: Option<(Timestamp, Duration)>,
}

/// What became of an announcement after its approval.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Revised {
    /// Its revisions, oldest first; of one that was never changed, none.
    pub history: Vec<Past>,
    /// Chats that are being brought to the newest.
    pub under_way: i64,
    /// Chats that could not be brought to it, and the first of their institutions.
    pub outdated: (i64, Vec<String>),
    /// Chats that have it as a new message, because the old one could not be edited; and the first of
    /// their institutions.
    pub uneditable: (i64, Vec<String>),
}

impl Revised {
    /// How the newest revision came about.
    #[must_use]
    pub fn newest(&self) -> Option<&Past> {
        self.history.last().filter(|past| past.change.is_some())
    }

    /// Whether nothing of it holds any more.
    #[must_use]
    pub fn is_withdrawn(&self) -> bool {
        let newest = self.newest();
        newest.is_some_and(|past| past.change == Some(Change::Withdrawal))
    }
}

/// A revision in the history of an announcement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// Counted from 1.
    pub revision: i64,
    /// How it came about; nothing for the first.
    pub change: Option<Change>,
    /// When it was approved.
    pub at: Timestamp,
    /// Who wrote it.
    pub author: String,
    /// Who approved it.
    pub approver: String,
    /// Institutions that confirmed it.
    pub confirmed: i64,
}

/// What an office learns from a drill, within what the asker may see.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exercise {
    /// Institutions that have it in a chat.
    pub reached: i64,
    /// Institutions of the frozen audience that had a chat.
    pub institutions: i64,
    /// From the first copy's arrival to the confirmation: half of those who confirmed were as fast.
    pub median: Option<Duration>,
    /// Who took longest to confirm, and how long.
    pub slowest: Option<(String, Duration)>,
    /// Where it was to be passed on: how many gave evidence of that, and how long half of them took at most from
    /// the first copy's arrival.
    pub disseminated: Option<(i64, Option<Duration>)>,
    /// Names of those who have not confirmed, the first five.
    pub missing: Vec<String>,
    /// How many have not.
    pub missing_count: i64,
}

/// How institutions keep to their deadlines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Deadlines {
    /// Until when the next of those that have not confirmed is to, and how long that is.
    pub next: Option<(Timestamp, Duration)>,
    /// Those that have not confirmed, and should have.
    pub overdue: i64,
    /// Those that confirmed late.
    pub late: i64,
}

/// Failed chats by why it failed there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Failures {
    /// Cannot be reached.
    pub unreachable: i64,
    /// The chat forbids what it carries.
    pub forbidden: i64,
    /// The platform did not take it.
    pub rejected: i64,
    /// What the platform said then, most often.
    pub rejected_words: Option<String>,
    /// Every try ended without an answer.
    pub unanswered: i64,
    /// Its person was no officer any more.
    pub revoked: i64,
}

/// Whether somebody holds a broadcast.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Course {
    /// Nobody: it runs, or has run.
    Free,
    /// It stands still, by somebody's word or the bot's own.
    Paused { by: Option<String>, at: Timestamp },
    /// It was ended before its time.
    Stopped { by: String, at: Timestamp },
    /// It waits for its schedule.
    Scheduled { at: Timestamp },
    /// Its schedule passed while nobody could send: it waits for somebody's word.
    Missed { at: Timestamp },
    /// Its schedule was called off: nothing of it ever left.
    Cancelled { by: String, at: Timestamp },
    /// Quiet hours hold it.
    Held { until: Timestamp },
}

impl Course {
    /// Whether it was ended before its time.
    #[must_use]
    pub fn is_ended(&self) -> bool {
        matches!(self, Self::Stopped { .. } | Self::Cancelled { .. })
    }
}

/// What somebody in charge can do about a broadcast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Controls {
    /// Something of it is still to be sent.
    pub unfinished: bool,
    /// Failed chats that it can be sent to again.
    pub resendable: i64,
}

/// Why a broadcast paused itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alarm {
    /// So many failures without a success between.
    InARow { failures: i64 },
    /// So many failures of so many chats.
    Share { failures: i64, chats: i64 },
}

/// The last of too many failures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// Why these are too many.
    pub alarm: Alarm,
    /// Why it failed.
    pub cause: Cause,
    /// In the platform's words.
    pub words: String,
}

/// Confirmed institutions of a part of the audience.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The category's or region's name.
    pub name: String,
    /// Confirmed.
    pub confirmed: i64,
    /// Of so many that had a chat.
    pub institutions: i64,
}

/// Counts for the progress message of a running announcement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Whose buttons are below.
    pub announcement: AnnouncementId,
    /// Its public number.
    pub number: Number,
    /// What its author decided besides the content.
    pub options: Options,
    /// Chats that show its newest revision.
    pub sent: i64,
    /// Chats that are being brought to it.
    pub revising: i64,
    /// Chats that could not be brought to it.
    pub outdated: i64,
    /// The newest revision, and what made it; nothing before the first correction.
    pub change: Option<(i64, Change)>,
    /// Whether the reader may correct and withdraw it.
    pub correctable: bool,
    /// Chats that it could not be brought to.
    pub failed: i64,
    /// Chats that it was kept from by a stop.
    pub stopped: i64,
    /// Chats of newcomers, outside of the frozen audience, that it is still on its way to.
    pub coming: i64,
    /// Chats of the frozen audience.
    pub chats: i64,
    /// Institutions that confirmed.
    pub confirmed: i64,
    /// Where it is to be passed on: institutions that did.
    pub disseminated: Option<i64>,
    /// Institutions of the frozen audience that had a chat.
    pub institutions: i64,
    /// Institutions without a chat.
    pub without_chat: i64,
    /// Messages a second, while the platform has us send fewer than the settings allow.
    pub slowed_to: Option<i64>,
    /// Whether all sending is frozen now.
    pub frozen: bool,
    /// Whether somebody holds it.
    pub course: Course,
    /// Until when the first institution is to confirm.
    pub due: Option<Timestamp>,
}

impl Progress {
    /// Chats of the frozen audience whose turn is still to come.
    #[must_use]
    pub fn waiting(&self) -> i64 {
        self.chats - self.sent - self.revising - self.outdated - self.failed - self.stopped
    }
}

/// A lost chat in a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// Name of the institution whose it is.
    pub institution: String,
    /// Its title.
    pub title: String,
    /// The platform's words.
    pub reason: String,
}

/// What a draft would do if it were approved now, for its panel and its approvers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// Name of the institution that would speak.
    pub issuer: String,
    /// Institutions addressed.
    pub institutions: i64,
    /// Chats that would get it.
    pub chats: i64,
    /// Names of institutions without a chat, at most ten.
    pub without_chat: Vec<String>,
    /// How many institutions have none.
    pub without_chat_count: i64,
}
