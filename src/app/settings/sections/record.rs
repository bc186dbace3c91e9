//! How the record is sealed.

use std::time::Duration;

use chrono::NaiveTime;

use super::Reader;
use super::hours::{HOUR, hour};

/// `[record]`
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Record {
    /// Lines of the record are sealed no later than this after they were written.
    pub seal_every: Duration,
    /// When owners are told the last hash.
    pub told_at: NaiveTime,
}

impl Record {
    pub(in crate::app::settings) fn read(reader: &mut Reader<'_>) -> Self {
        let range = Duration::from_secs(1)..=Duration::from_secs(60 * 60);
        Self {
            seal_every: reader.duration("record.seal_every", range),
            told_at: reader.parsed("record.told_at", NaiveTime::MIN, HOUR, hour),
        }
    }
}
