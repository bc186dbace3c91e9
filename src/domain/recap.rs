//! `/rekap`: a month of a scope. What was announced, how fast it was confirmed, and by whom.

use std::fmt;
use std::time::Duration;

use chrono::{Datelike as _, Months, NaiveDate, NaiveTime};
use chrono_tz::Tz;

use super::announcement::{Number, Priority};
use super::calendar::{local, moment};
use super::clock::Timestamp;
use super::report::Share;

/// A month of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(NaiveDate);

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m"))
    }
}

impl Month {
    /// Reads `2026-11`.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let (year, month) = typed.trim().split_once('-')?;
        let is_number = |text: &str, digits: usize| {
            (1..=digits).contains(&text.len()) && text.bytes().all(|it| it.is_ascii_digit())
        };
        if year.len() != 4 || !is_number(year, 4) || !is_number(month, 2) {
            return None;
        }
        NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, 1).map(Self)
    }

    /// The month that it is where the office is.
    #[must_use]
    pub fn of(zone: Tz, at: Timestamp) -> Self {
        let today = local(zone, at).date_naive();
        Self(today.with_day(1).unwrap_or(today))
    }

    /// The one before.
    #[must_use]
    pub fn before(self) -> Self {
        Self(self.0.checked_sub_months(Months::new(1)).unwrap_or(self.0))
    }

    fn after(self) -> Self {
        Self(self.0.checked_add_months(Months::new(1)).unwrap_or(self.0))
    }

    /// Its year, by which announcements are numbered.
    #[must_use]
    pub fn year(self) -> i64 {
        self.0.year().into()
    }

    /// When it begins, and when the next one does.
    #[must_use]
    pub fn bounds(self, zone: Tz) -> (Timestamp, Timestamp) {
        let midnight = |day: NaiveDate| moment(zone, day.and_time(NaiveTime::MIN));
        (midnight(self.0), midnight(self.after().0))
    }
}

/// A month of a scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recap {
    /// Which.
    pub month: Month,
    /// When it began, by which it is named.
    pub began: Timestamp,
    /// Whether it is not over yet.
    pub running: bool,
    /// Whose institutions, in names.
    pub within: Vec<String>,
    /// Who asked.
    pub by: String,
    /// As of when.
    pub made_at: Timestamp,
    /// What was approved in it, in the order of the numbers.
    pub announcements: Vec<Told>,
    /// Drills, which count in nothing else here.
    pub drills: Vec<Told>,
    /// The figures of all announcements together.
    pub total: Total,
    /// The share of what was confirmed in time, by category.
    pub categories: Vec<Share>,
    /// Institutions that something was asked of, best first.
    pub ranking: Vec<Rank>,
}

/// What became of an announcement, if it did not simply go its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It waits for its schedule.
    Scheduled,
    /// It was called off before anything of it left.
    Cancelled,
    /// It was stopped half-way.
    Stopped,
    /// Its words were corrected, this many times.
    Corrected(i64),
    /// It holds no longer.
    Withdrawn,
}

/// An announcement of the month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Its public number.
    pub number: Number,
    /// First line of its content.
    pub title: String,
    /// How urgent it was.
    pub priority: Priority,
    /// When it was approved.
    pub approved_at: Timestamp,
    /// What became of it.
    pub fate: Option<Fate>,
    /// Chats of the frozen audience that show its newest revision.
    pub sent: i64,
    /// Chats that it could not be brought to.
    pub failed: i64,
    /// Chats of the frozen audience.
    pub chats: i64,
    /// Institutions of it that had a chat.
    pub institutions: i64,
    /// Institutions of it that had none.
    pub without_chat: i64,
    /// How it was confirmed; nothing where that was not asked, or counts no more.
    pub answers: Option<Answers>,
    /// Where it was to be passed on: institutions that did.
    pub disseminated: Option<i64>,
}

/// How an announcement was confirmed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Answers {
    /// Institutions that did.
    pub confirmed: i64,
    /// After their deadline.
    pub late: i64,
    /// Half of them took no longer.
    pub median: Option<Duration>,
    /// Nine of ten took no longer.
    pub p90: Option<Duration>,
}

/// Everything but drills and what has not left, together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Total {
    /// Announcements.
    pub announcements: i64,
    /// Of these, corrected.
    pub corrected: i64,
    /// Of these, withdrawn.
    pub withdrawn: i64,
    /// Chats that were to get them.
    pub chats: i64,
    /// Chats that have them.
    pub sent: i64,
    /// Chats that they could not be brought to.
    pub failed: i64,
    /// Confirmations that were asked for.
    pub asked: i64,
    /// Confirmations there are.
    pub answers: Answers,
    /// Evidence of onward publication.
    pub disseminated: i64,
    /// Institutions that had no chat when something was to reach them.
    pub without_chat: i64,
}

/// How an institution did in a month: of what reached it and is due.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Record {
    /// So many announcements.
    pub due: i64,
    /// Confirmed, in time or late.
    pub confirmed: i64,
    /// Confirmed in time.
    pub in_time: i64,
}

/// A line of the ranking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rank {
    /// Its place; those who did equally well share one.
    pub place: i64,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its category.
    pub category: String,
    /// Its region.
    pub region: String,
    /// How it did.
    pub record: Record,
    /// Half of its confirmations took no longer.
    pub median: Option<Duration>,
    /// How it did in the month before; nothing where nothing was asked of it.
    pub before: Option<Record>,
}

impl Record {
    /// What was confirmed in time, in per mille.
    #[must_use]
    pub fn share(&self) -> i64 {
        self.in_time * 1_000 / self.due.max(1)
    }
}

impl Rank {
    /// How many per mille more than the month before were in time.
    #[must_use]
    pub fn trend(&self) -> Option<i64> {
        Some(self.record.share() - self.before?.share())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_read_as_it_is_written_and_nothing_else_is() {
        for typed in ["2026-11", " 2026-11 "] {
            assert_eq!(Month::parse(typed).unwrap().to_string(), "2026-11");
        }
        assert_eq!(Month::parse("2026-9").unwrap().to_string(), "2026-09");
        for typed in [
            "", "2026", "11-2026", "2026-13", "2026-0", "26-11", "2026-+1", "-2026-1", "2026-111",
        ] {
            assert_eq!(Month::parse(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_month_begins_at_the_offices_midnight() {
        let zone = Tz::Asia__Makassar;
        let month = Month::parse("2026-12").unwrap();
        let (from, to) = month.bounds(zone);
        assert_eq!(Month::of(zone, from), month);
        assert_eq!(Month::of(zone, Timestamp(from.0 - 1)), month.before());
        assert_eq!(Month::of(zone, Timestamp(to.0 - 1)), month);
        assert_eq!(Month::of(zone, to).to_string(), "2027-01");
        assert_eq!((to.0 - from.0) / 86_400_000, 31);
    }

    #[test]
    fn a_trend_is_the_difference_of_the_shares() {
        let record = |due, in_time| Record {
            due,
            confirmed: due,
            in_time,
        };
        let mut rank = Rank {
            place: 1,
            code: "A".into(),
            name: "A".into(),
            category: "opd".into(),
            region: "R".into(),
            record: record(4, 3),
            median: None,
            before: Some(record(2, 2)),
        };
        assert_eq!(rank.trend(), Some(-250));
        rank.before = None;
        assert_eq!(rank.trend(), None);
    }
}
