//! The office's time on the wall: its zone, its working days, its quiet hours.

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::{
    DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc, Weekday,
};
use chrono_tz::Tz;

use super::clock::{Timestamp, millis};

/// When nobody is to be disturbed, by the clock on the wall; over midnight where `from` is later than
/// `to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quiet {
    /// When it begins.
    pub from: NaiveTime,
    /// When it ends.
    pub to: NaiveTime,
}

/// By what an office reckons days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// Where its clock hangs.
    pub zone: Tz,
    /// Public holidays and the days that offices are closed with them.
    pub holidays: BTreeSet<NaiveDate>,
    /// None: it may be disturbed at any hour.
    pub quiet: Option<Quiet>,
}

/// Reads a file of holidays: a heading, then lines that begin with a date as in `2026-08-17` and go on
/// with what is celebrated, behind a comma or a semicolon. None where a line is neither that nor empty.
#[must_use]
pub fn holidays(file: &str) -> Option<BTreeSet<NaiveDate>> {
    let lines = file.trim_start_matches('\u{feff}').lines().skip(1);
    lines
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| {
            let date = line.split([',', ';']).next()?.trim();
            date.parse().ok()
        })
        .collect()
}

/// A moment on the wall.
#[must_use]
pub fn local(zone: Tz, at: Timestamp) -> DateTime<Tz> {
    let utc = DateTime::<Utc>::from_timestamp_millis(at.0).unwrap_or_default();
    utc.with_timezone(&zone)
}

/// The moment at which a clock on the wall shows this. An hour that is left out where clocks change comes
/// when the next one begins; of one that comes twice it is the first.
#[must_use]
pub fn moment(zone: Tz, shown: NaiveDateTime) -> Timestamp {
    let found = zone.from_local_datetime(&shown).earliest();
    let found = found.or_else(|| {
        let later = shown.checked_add_signed(chrono::Duration::hours(1))?;
        zone.from_local_datetime(&later).earliest()
    });
    Timestamp(found.map_or_else(
        || shown.and_utc().timestamp_millis(),
        |it| it.timestamp_millis(),
    ))
}

/// The last time, up to and with `now`, that the clock on the wall showed this hour.
#[must_use]
pub fn last(zone: Tz, hour: NaiveTime, now: Timestamp) -> (NaiveDate, Timestamp) {
    let local = local(zone, now);
    let today = local.date_naive();
    let day = if local.time() < hour {
        today.checked_sub_days(Days::new(1)).unwrap_or(today)
    } else {
        today
    };
    (day, moment(zone, day.and_time(hour)))
}

/// The next time after `now` that it will; in a minute at the earliest.
#[must_use]
pub fn next(zone: Tz, hour: NaiveTime, now: Timestamp) -> Timestamp {
    let local = local(zone, now);
    let today = local.date_naive();
    let day = if local.time() < hour {
        today
    } else {
        day_after(today)
    };
    // Where clocks change, an hour may come late; never wait for what has passed.
    let soon = now.plus(Duration::from_secs(60));
    moment(zone, day.and_time(hour)).max(soon)
}

fn day_after(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap_or(day)
}

impl Calendar {
    /// Whether offices work on this day: Monday to Friday, and no holiday.
    #[must_use]
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !self.holidays.contains(&day)
    }

    /// The first working day after the day of a moment.
    #[must_use]
    pub fn next_working_day(&self, after: Timestamp) -> NaiveDate {
        let mut day = day_after(local(self.zone, after).date_naive());
        // No calendar closes offices for a year.
        for _ in 0..366 {
            if self.is_working_day(day) {
                break;
            }
            day = day_after(day);
        }
        day
    }

    /// The moment at which the clock on the wall shows this hour on this day.
    #[must_use]
    pub fn at(&self, day: NaiveDate, hour: NaiveTime) -> Timestamp {
        moment(self.zone, day.and_time(hour))
    }

    /// The end of the quiet hours that `at` lies in; none where it lies in no quiet hour.
    #[must_use]
    pub fn quiet_until(&self, at: Timestamp) -> Option<Timestamp> {
        let Quiet { from, to } = self.quiet?;
        let local = local(self.zone, at);
        let (today, time) = (local.date_naive(), local.time());
        let ends_on = if from <= to {
            (from <= time && time < to).then_some(today)
        } else if time >= from {
            Some(day_after(today))
        } else {
            (time < to).then_some(today)
        };
        let end = moment(self.zone, ends_on?.and_time(to));
        (end > at).then_some(end)
    }

    /// When it falls quiet next, after `at`; never where there are no quiet hours.
    #[must_use]
    pub fn falls_quiet(&self, at: Timestamp) -> Option<Timestamp> {
        let Quiet { from, .. } = self.quiet?;
        Some(next(self.zone, from, at))
    }

    /// `at`, or the end of the quiet hours that it lies in.
    #[must_use]
    pub fn awake_from(&self, at: Timestamp) -> Timestamp {
        self.quiet_until(at).unwrap_or(at)
    }

    /// The moment by which `duration` has gone by from `start` outside of quiet hours.
    #[must_use]
    pub fn after_awake(&self, start: Timestamp, duration: Duration) -> Timestamp {
        let Some(Quiet { from, .. }) = self.quiet else {
            return start.plus(duration);
        };
        let mut at = self.awake_from(start);
        let mut left = millis(duration);
        loop {
            let falls_quiet = next(self.zone, from, at);
            let awake = falls_quiet.0 - at.0;
            let woken = self.quiet_until(falls_quiet);
            match woken {
                Some(woken) if left > awake => {
                    left -= awake;
                    at = woken;
                }
                // A day whose quiet hours have no length: nothing stands in the way.
                None => return Timestamp(at.0.saturating_add(left)),
                Some(_) => return Timestamp(at.0 + left),
            }
        }
    }
}

#[cfg(test)]
#[path = "calendar_tests.rs"]
mod tests;
