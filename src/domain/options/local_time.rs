//! Dates and times as authors write them, on the clock where the office is: `2026-11-22 08:00`,
//! `22/11/2026 08.00`, `22 November 2026 08.00`, `besok 08.00`, `hari kerja berikutnya 08.00`.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::domain::calendar::{self, Calendar};
use crate::domain::clock::Timestamp;

/// What the clock on the wall shows, to the minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct LocalTime(NaiveDateTime);

/// This moment where the office is: what "besok" is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Today {
    zone: Tz,
    now: Timestamp,
    /// The first working day after it.
    workday: NaiveDate,
}

impl Today {
    /// `now` where an office reckons by this calendar.
    #[must_use]
    pub fn of(calendar: &Calendar, now: Timestamp) -> Self {
        Self {
            zone: calendar.zone,
            now,
            workday: calendar.next_working_day(now),
        }
    }

    /// The same in a zone, without any holiday.
    #[must_use]
    pub fn new(zone: Tz, now: Timestamp) -> Self {
        let calendar = Calendar {
            zone,
            holidays: BTreeSet::new(),
            quiet: None,
        };
        Self::of(&calendar, now)
    }

    /// The office's zone.
    #[must_use]
    pub fn zone(self) -> Tz {
        self.zone
    }

    /// This moment.
    #[must_use]
    pub fn now(self) -> Timestamp {
        self.now
    }

    fn date(self) -> NaiveDate {
        calendar::local(self.zone, self.now).date_naive()
    }
}

const STORED: &str = "%Y-%m-%dT%H:%M";
const DIGITS: &str = "%Y%m%d%H%M";

/// As they begin in Indonesian and English.
const MONTHS: [&[&str]; 12] = [
    &["jan"],
    &["feb", "peb"],
    &["mar"],
    &["apr"],
    &["mei", "may"],
    &["jun"],
    &["jul"],
    &["agu", "ags", "agt", "aug"],
    &["sep"],
    &["okt", "oct"],
    &["nov", "nop"],
    &["des", "dec"],
];

impl LocalTime {
    /// This time on a day that is so many days from today.
    #[must_use]
    pub fn in_days(days: u64, hour: u32, today: Today) -> Option<Self> {
        let date = today.date().checked_add_days(Days::new(days))?;
        date.and_hms_opt(hour, 0, 0).map(Self)
    }

    /// Reads what an author typed. A date without its year is the next such date.
    #[must_use]
    pub fn parse(typed: &str, today: Today) -> Option<Self> {
        let typed = typed.to_lowercase().replace(',', " ");
        let words: Vec<&str> = typed
            .split_whitespace()
            .flat_map(|word| match word.split_once('t') {
                // 2026-11-22T08:00
                Some((date, time)) if date.ends_with(|c: char| c.is_ascii_digit()) => {
                    vec![date, time]
                }
                _ => vec![word],
            })
            .filter(|word| !matches!(*word, "pukul" | "jam"))
            .collect();
        let (time, date) = words.split_last()?;
        let (hour, minute) = time.split_once([':', '.'])?;
        let minute: u32 = (minute.len() == 2).then(|| minute.parse().ok())??;
        let date = date_of(date, today)?;
        date.and_hms_opt(hour.parse().ok()?, minute, 0).map(Self)
    }

    /// `202611220800`: the form on a button, where a colon would end it.
    #[must_use]
    pub fn digits(self) -> String {
        self.0.format(DIGITS).to_string()
    }

    /// Reads it.
    #[must_use]
    pub fn of_digits(text: &str) -> Option<Self> {
        let digits = text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
        let time = digits.then(|| NaiveDateTime::parse_from_str(text, DIGITS).ok())?;
        time.map(Self)
    }

    /// The moment that a clock in this zone shows it; see [`calendar::moment`].
    #[must_use]
    pub fn moment(self, zone: Tz) -> Timestamp {
        calendar::moment(zone, self.0)
    }
}

fn date_of(words: &[&str], today: Today) -> Option<NaiveDate> {
    let date = today.date();
    match words {
        ["besok"] => date.checked_add_days(Days::new(1)),
        ["lusa"] => date.checked_add_days(Days::new(2)),
        ["hari", "ini"] => Some(date),
        ["hari", "kerja"] | ["hari", "kerja", "berikutnya"] => Some(today.workday),
        [numbers] => {
            let parts: Vec<&str> = numbers.split(['-', '/', '.']).collect();
            let number = |at: usize| parts.get(at).and_then(|part| part.parse::<u32>().ok());
            match parts.len() {
                3 if parts[0].len() == 4 => day(parts[0], number(1)?, number(2)?),
                3 => day(parts[2], number(1)?, number(0)?),
                2 => next(number(1)?, number(0)?, date),
                _ => None,
            }
        }
        [number, month @ ..] => {
            let year = month.last().filter(|it| it.parse::<u32>().is_ok());
            let month = (1..)
                .zip(MONTHS)
                .find(|(_, beginnings)| beginnings.iter().any(|it| month[0].starts_with(it)))?
                .0;
            match year {
                Some(year) => day(year, month, number.parse().ok()?),
                None => next(month, number.parse().ok()?, date),
            }
        }
        [] => None,
    }
}

/// Years are written in full, so that no day is taken for one.
fn day(year: &str, month: u32, day: u32) -> Option<NaiveDate> {
    let year = (year.len() == 4).then(|| year.parse().ok())??;
    NaiveDate::from_ymd_opt(year, month, day)
}

/// The next such date, today included.
fn next(month: u32, day: u32, today: NaiveDate) -> Option<NaiveDate> {
    let this = NaiveDate::from_ymd_opt(today.year(), month, day);
    this.filter(|date| *date >= today)
        .or_else(|| NaiveDate::from_ymd_opt(today.year() + 1, month, day))
}

impl From<LocalTime> for String {
    fn from(time: LocalTime) -> Self {
        time.0.format(STORED).to_string()
    }
}

impl TryFrom<String> for LocalTime {
    type Error = chrono::ParseError;

    fn try_from(text: String) -> Result<Self, chrono::ParseError> {
        NaiveDateTime::parse_from_str(&text, STORED).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};

    use super::*;

    /// 21 November 2026, 23.30 in Makassar: still the 21st in UTC, so that a day too early shows.
    fn today() -> Today {
        let now: DateTime<Utc> = "2026-11-21T15:30:00Z".parse().unwrap();
        Today::new(Tz::Asia__Makassar, Timestamp(now.timestamp_millis()))
    }

    fn read(typed: &str) -> Option<String> {
        LocalTime::parse(typed, today()).map(String::from)
    }

    #[test]
    fn times_are_read_as_authors_write_them() {
        for typed in [
            "2026-11-22 08:00",
            "2026-11-22T08:00",
            "22/11/2026 08.00",
            "22-11-2026 8.00",
            "22.11.2026 pukul 08.00",
            "22 November 2026 08.00",
            "22 Nov 08.00",
            "22/11 08:00",
            "besok 08.00",
            "Besok, pukul 08.00",
        ] {
            assert_eq!(read(typed).as_deref(), Some("2026-11-22T08:00"), "{typed}");
        }
        for (typed, stored) in [
            ("lusa 06.30", "2026-11-23T06:30"),
            ("hari ini 23.45", "2026-11-21T23:45"),
            // The 21st is a Saturday.
            ("hari kerja berikutnya 08.00", "2026-11-23T08:00"),
            ("hari kerja 8.00", "2026-11-23T08:00"),
            ("1 Agustus 2027 10.00", "2027-08-01T10:00"),
            ("3 oktober 10.00", "2027-10-03T10:00"),
            ("20/11 10.00", "2027-11-20T10:00"),
            ("2/9/2027 10.00", "2027-09-02T10:00"),
        ] {
            assert_eq!(read(typed).as_deref(), Some(stored), "{typed}");
        }
    }

    #[test]
    fn no_holiday_is_a_working_day() {
        let monday = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let calendar = Calendar {
            zone: today().zone(),
            holidays: [monday].into(),
            quiet: None,
        };
        let read = LocalTime::parse("hari kerja 08.00", Today::of(&calendar, today().now()));
        assert_eq!(read.map(String::from).as_deref(), Some("2026-11-24T08:00"));
    }

    #[test]
    fn what_is_no_date_with_a_time_is_not_read() {
        for typed in [
            "",
            "besok",
            "08.00",
            "besok pagi",
            "2026-11-22",
            "2026-13-22 08:00",
            "31/11/2026 08.00",
            "22/11/26 08.00",
            "besok 8",
            "besok 24.00",
            "besok 08.0",
            "22 x 2026 08.00",
        ] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_moment_is_that_of_the_office() {
        let time = LocalTime::parse("2026-11-22 08:00", today()).unwrap();
        let utc: DateTime<Utc> = "2026-11-22T00:00:00Z".parse().unwrap();
        assert_eq!(time.moment(Tz::Asia__Makassar).0, utc.timestamp_millis());
        let left_out = LocalTime::try_from("2026-03-29T02:30".to_owned()).unwrap();
        let utc: DateTime<Utc> = "2026-03-29T01:30:00Z".parse().unwrap();
        assert_eq!(
            left_out.moment(Tz::Europe__Berlin).0,
            utc.timestamp_millis()
        );
        assert_eq!(
            LocalTime::in_days(1, 6, today())
                .map(String::from)
                .as_deref(),
            Some("2026-11-22T06:00")
        );
    }
}
