//! How the record is sealed.

use std::time::Duration;

use super::Reader;

/// `[record]`
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Record {
    pub seal_every: Duration,
}

impl Record {
    pub(in crate::app::settings) fn read(reader: &mut Reader<'_>) -> Self {
        let range = Duration::from_secs(1)..=Duration::from_secs(60 * 60);
        Self {
            seal_every: reader.duration("record.seal_every", range),
        }
    }
}
