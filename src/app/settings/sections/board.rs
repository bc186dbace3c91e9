//! The web board.

use std::time::Duration;

use super::{DAY, EXPIRY, Reader};

/// `[board]`
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Board {
    /// Only where `http.public_url` is set, too.
    pub enabled: bool,
    pub link_expires: Duration,
    pub session_expires: Duration,
    /// Between two looks for what has changed.
    pub refresh: Duration,
    /// Open pages that changes are sent to.
    pub max_streams: u32,
}

impl Board {
    pub(in crate::app::settings) fn read(reader: &mut Reader<'_>) -> Self {
        let short = Duration::from_secs(1)..=Duration::from_secs(60 * 60);
        let long = *EXPIRY.start()..=Duration::from_secs(90 * DAY);
        let refresh = Duration::from_millis(100)..=Duration::from_secs(60);
        Self {
            enabled: reader.switch("board.enabled"),
            link_expires: reader.duration("board.link_expires", short),
            session_expires: reader.duration("board.session_expires", long),
            refresh: reader.duration("board.refresh", refresh),
            max_streams: reader.whole("board.max_streams", 1..=10_000),
        }
    }
}
