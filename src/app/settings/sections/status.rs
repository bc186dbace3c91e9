//! How long and how often cards follow what happens.

use std::time::Duration;

use super::Reader;
use crate::service::follow::Following;

/// `[status]`
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Status {
    /// Cards of young announcements.
    pub following: Following,
}

impl Status {
    pub(in crate::app::settings) fn read(reader: &mut Reader<'_>) -> Self {
        let hour = Duration::from_secs(60 * 60);
        let lasts = Duration::ZERO..=24 * hour;
        let every = Duration::from_secs(2)..=hour;
        Self {
            following: Following {
                lasts: reader.duration("status.refresh_for", lasts),
                every: reader.duration("status.refresh_every", every),
            },
        }
    }
}
