//! When announcements leave: quiet hours and schedules.

mod quiet;
mod schedule;

use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(60 * 60);

/// Six in the morning of Tuesday, 17 November 2026, WITA.
const SIX: i64 = 1_794_866_400_000;
