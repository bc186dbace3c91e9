//! Sections that go by the clock on the wall.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Tz;

use super::Reader;
use crate::domain::calendar::{self, Quiet};
use crate::service::checkup::night::Hours;

/// `[time]`
#[derive(Debug, Clone, PartialEq)]
pub struct Time {
    pub zone: Tz,
    pub holidays: BTreeSet<NaiveDate>,
}

/// `config/holidays.csv` as it was when the program was built.
const HOLIDAYS: &str = include_str!("../../../../config/holidays.csv");

impl Time {
    pub(in crate::app::settings) fn read(reader: &mut Reader<'_>) -> Self {
        let expected =
            "zona waktu seperti Asia/Jakarta (WIB), Asia/Makassar (WITA) atau Asia/Jayapura (WIT)";
        Self {
            zone: reader.parsed("time.zone", Tz::UTC, expected, |text| text.parse().ok()),
            holidays: reader.parsed(
                "time.holidays",
                BTreeSet::new(),
                "berkas yang setiap barisnya berbentuk 2026-08-17,Proklamasi Kemerdekaan; atau kosong",
                |path| {
                    let file = match path {
                        "" => HOLIDAYS.to_owned(),
                        path => std::fs::read_to_string(path).ok()?,
                    };
                    calendar::holidays(&file)
                },
            ),
        }
    }
}

/// `[quiet_hours]`
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct QuietHours {
    /// None: they are switched off.
    pub quiet: Option<Quiet>,
}

impl QuietHours {
    pub(in crate::app::settings) fn read(reader: &mut Reader<'_>) -> Self {
        let enabled = reader.switch("quiet_hours.enabled");
        let from = reader.parsed("quiet_hours.from", NaiveTime::MIN, HOUR, hour);
        let to = reader.parsed("quiet_hours.to", NaiveTime::MIN, HOUR, hour);
        Self {
            quiet: enabled.then_some(Quiet { from, to }),
        }
    }
}

/// What an hour is to look like.
pub(super) const HOUR: &str = "jam seperti \"02:00\"";

pub(super) fn hour(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M").ok()
}

/// `[health]`
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Health {
    /// None: no nightly check, and no report.
    pub hours: Option<Hours>,
}

impl Health {
    pub(in crate::app::settings) fn read(reader: &mut Reader<'_>) -> Self {
        let nightly = reader.parsed(
            "health.nightly",
            None,
            "jam seperti \"02:00\", atau kosong",
            |text| {
                if text.is_empty() {
                    return Some(None);
                }
                hour(text).map(Some)
            },
        );
        let report_at = reader.parsed("health.report_at", NaiveTime::MIN, HOUR, hour);
        Self {
            hours: nightly.map(|nightly| Hours { nightly, report_at }),
        }
    }
}
