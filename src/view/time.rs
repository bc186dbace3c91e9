//! Times as people here say them: `21 November 2026 08.31 WITA`.

use std::time::Duration;

use chrono::{DateTime, Datelike, Offset, Timelike};
use chrono_tz::Tz;

use super::Lang;
use crate::domain::calendar;
use crate::domain::clock::Timestamp;
use crate::domain::options::Span;

/// The time zone that a deployment speaks in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone(pub Tz);

impl Zone {
    fn local(self, at: Timestamp) -> DateTime<Tz> {
        calendar::local(self.0, at)
    }

    /// How far its clocks are ahead of UTC at a moment, in milliseconds.
    pub(super) fn offset(self, at: Timestamp) -> i64 {
        i64::from(self.local(at).offset().fix().local_minus_utc()) * 1_000
    }

    /// `WITA`: the three Indonesian zones by their own names (tzdata knows some of their cities by
    /// offset only), others as tzdata abbreviates them.
    fn name(self, local: &DateTime<Tz>) -> String {
        match self.0 {
            Tz::Asia__Jakarta | Tz::Asia__Pontianak => "WIB".to_owned(),
            Tz::Asia__Makassar | Tz::Asia__Ujung_Pandang => "WITA".to_owned(),
            Tz::Asia__Jayapura => "WIT".to_owned(),
            _ => local.format("%Z").to_string(),
        }
    }
}

const MONTHS: [&str; 12] = [
    "time-january",
    "time-february",
    "time-march",
    "time-april",
    "time-may",
    "time-june",
    "time-july",
    "time-august",
    "time-september",
    "time-october",
    "time-november",
    "time-december",
];

/// A duration in whole hours, at least one.
#[must_use]
pub fn hours(duration: Duration) -> i64 {
    i64::try_from(duration.as_secs().div_ceil(3600).max(1)).unwrap_or(i64::MAX)
}

/// `WITA`: the zone of the reader's clock.
#[must_use]
pub fn zone(lang: &Lang, at: Timestamp) -> String {
    lang.zone.name(&lang.zone.local(at))
}

/// `November 2026`
#[must_use]
pub fn month(lang: &Lang, at: Timestamp) -> String {
    let local = lang.zone.local(at);
    let month = lang.plain(MONTHS[local.month0() as usize]);
    format!("{month} {}", local.year())
}

/// `08.31 WITA`
#[must_use]
pub fn of_day(lang: &Lang, at: Timestamp) -> String {
    let local = lang.zone.local(at);
    lang.text(
        "time-of-day",
        &[
            ("hour", format!("{:02}", local.hour()).into()),
            ("minute", format!("{:02}", local.minute()).into()),
            ("zone", lang.zone.name(&local).into()),
        ],
    )
}

/// `08.31` below an axis, or `21/11` where days count.
#[must_use]
pub fn tick(lang: &Lang, at: Timestamp, days: bool) -> String {
    let local = lang.zone.local(at);
    match days {
        true => lang.text(
            "time-tick-day",
            &[
                ("day", local.day().to_string().into()),
                ("month", local.month().to_string().into()),
            ],
        ),
        false => lang.text(
            "time-tick-hour",
            &[
                ("hour", format!("{:02}", local.hour()).into()),
                ("minute", format!("{:02}", local.minute()).into()),
            ],
        ),
    }
}

/// `08.31`, or `21/11 08.31` on another day than `from`.
#[must_use]
pub fn tick_of(lang: &Lang, at: Timestamp, from: Timestamp) -> String {
    let hour = tick(lang, at, false);
    match date(lang, at) == date(lang, from) {
        true => hour,
        false => format!("{} {hour}", tick(lang, at, true)),
    }
}

/// `21 November 2026`
#[must_use]
pub fn date(lang: &Lang, at: Timestamp) -> String {
    let local = lang.zone.local(at);
    lang.text(
        "time-date",
        &[
            ("day", local.day().to_string().into()),
            ("month", lang.plain(MONTHS[local.month0() as usize]).into()),
            ("year", local.year().to_string().into()),
        ],
    )
}

/// `21 November 2026 08.31 WITA`
#[must_use]
pub fn full(lang: &Lang, at: Timestamp) -> String {
    format!("{} {}", date(lang, at), of_day(lang, at))
}

/// `2026-11-21T00:31:00Z`: for programs.
#[must_use]
pub fn iso(at: Timestamp) -> String {
    let local = calendar::local(Tz::UTC, at);
    local.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// `45 detik`, `12 menit`, `3 jam 5 menit`: how long something took, to the minute.
#[must_use]
pub fn lapse(lang: &Lang, lapse: Duration) -> String {
    let count = |key: &str, count: u64| lang.text(key, &[("count", count.into())]);
    let (seconds, minutes) = (lapse.as_secs(), lapse.as_secs() / 60);
    let (hours, rest) = (minutes / 60, minutes % 60);
    match (hours, minutes) {
        (0, 0) => count("time-seconds", seconds),
        (0, _) => count("time-minutes", minutes),
        _ if rest == 0 => count("time-hours", hours),
        _ => format!(
            "{} {}",
            count("time-hours", hours),
            count("time-minutes", rest)
        ),
    }
}

/// `4 jam`, `30 menit`, `2 hari`: in the largest unit that it is whole in.
#[must_use]
pub fn span(lang: &Lang, span: Span) -> String {
    const HOUR: u32 = 60;
    const DAY: u32 = 24 * HOUR;
    let minutes = span.minutes();
    let (key, count) = match minutes {
        _ if minutes.is_multiple_of(DAY) => ("time-days", minutes / DAY),
        _ if minutes.is_multiple_of(HOUR) => ("time-hours", minutes / HOUR),
        _ => ("time-minutes", minutes),
    };
    lang.text(key, &[("count", count.into())])
}

/// `pukul 08.31 WITA`, and with the date where that is not today's.
#[must_use]
pub fn soon(lang: &Lang, at: Timestamp, now: Timestamp) -> String {
    let day = |at| lang.zone.local(at).date_naive();
    let time = of_day(lang, at);
    if day(at) == day(now) {
        return lang.text("time-today", &[("time", time.into())]);
    }
    let date = date(lang, at);
    lang.text(
        "time-other-day",
        &[("date", date.into()), ("time", time.into())],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::{AT, english, indonesian};

    #[test]
    fn times_are_said_as_people_here_say_them() {
        assert_eq!(full(&indonesian(), AT), "21 November 2026 08.31 WITA");
        assert_eq!(full(&english(), AT), "21 November 2026 08:31 WITA");
    }

    #[test]
    fn a_time_of_another_day_is_said_with_its_date() {
        let hours = |count: u64| AT.plus(std::time::Duration::from_secs(count * 3600));
        for (after, said, english_said) in [
            (15, "pukul 23.31 WITA", "23:31 WITA"),
            (
                16,
                "22 November 2026 pukul 00.31 WITA",
                "00:31 WITA on 22 November 2026",
            ),
        ] {
            assert_eq!(soon(&indonesian(), hours(after), AT), said);
            assert_eq!(soon(&english(), hours(after), AT), english_said);
        }
    }

    #[test]
    fn every_zone_has_its_name_and_its_clock() {
        for (zone, time) in [
            (Tz::Asia__Jakarta, "07.31 WIB"),
            (Tz::Asia__Makassar, "08.31 WITA"),
            (Tz::Asia__Jayapura, "09.31 WIT"),
            (Tz::UTC, "00.31 UTC"),
        ] {
            let lang = Lang {
                zone: Zone(zone),
                ..indonesian()
            };
            assert_eq!(of_day(&lang, AT), time);
        }
    }

    #[test]
    fn spans_are_said_in_the_largest_whole_unit() {
        let said = |lang: &Lang, minutes| span(lang, Span::of_minutes(minutes).unwrap());
        let id = [30, 90, 60, 240, 1440, 2880].map(|minutes| said(&indonesian(), minutes));
        assert_eq!(
            id,
            ["30 menit", "90 menit", "1 jam", "4 jam", "1 hari", "2 hari"]
        );
        let en = [30, 60, 240, 2880].map(|minutes| said(&english(), minutes));
        assert_eq!(en, ["30 minutes", "1 hour", "4 hours", "2 days"]);
    }

    #[test]
    fn a_time_out_of_all_calendars_is_no_panic() {
        assert!(!full(&indonesian(), Timestamp(i64::MAX)).is_empty());
    }
}
