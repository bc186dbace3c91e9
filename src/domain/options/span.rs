//! Durations as authors write them: `30menit`, `4jam` or `4j`, `2 hari`.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::domain::refusal::Refusal;

/// A duration in whole minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Span {
    minutes: u32,
}

impl Span {
    /// The shortest deadline that anybody could keep.
    const LEAST: u32 = 5;
    /// Thirty days.
    const MOST: u32 = 30 * 24 * 60;

    /// So many minutes, if that is a deadline.
    #[must_use]
    pub fn of_minutes(minutes: u32) -> Option<Self> {
        (Self::LEAST..=Self::MOST)
            .contains(&minutes)
            .then_some(Self { minutes })
    }

    /// Whole minutes.
    #[must_use]
    pub fn minutes(self) -> u32 {
        self.minutes
    }

    /// The same as a duration.
    #[must_use]
    pub fn duration(self) -> Duration {
        Duration::from_secs(u64::from(self.minutes) * 60)
    }

    /// Reads what an author typed. `None`: it does not look like a duration.
    ///
    /// # Errors
    /// [`Refusal::AmbiguousUnit`] for units that may be read in two ways, [`Refusal::DeadlineRange`] for
    /// what nobody could keep or would wait for.
    pub fn parse(typed: &str) -> Result<Option<Self>, Refusal> {
        let typed = typed.trim();
        let unit_at = typed.find(|c: char| !c.is_ascii_digit());
        let Some(unit_at) = unit_at.filter(|at| *at > 0) else {
            return Ok(None);
        };
        let (count, unit) = typed.split_at(unit_at);
        let minutes: u32 = match unit.trim().to_lowercase().as_str() {
            "menit" => 1,
            "jam" | "j" => 60,
            "hari" => 24 * 60,
            // Hari, or an hour in English? Menit, or minggu?
            "h" | "m" | "d" => {
                return Err(Refusal::AmbiguousUnit {
                    typed: typed.to_owned(),
                });
            }
            _ => return Ok(None),
        };
        let count: Option<u32> = count.parse().ok();
        let span = count
            .and_then(|count| count.checked_mul(minutes))
            .and_then(Self::of_minutes);
        span.map(Some).ok_or_else(|| Refusal::DeadlineRange {
            typed: typed.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_as_authors_write_them() {
        for (typed, minutes) in [
            ("30menit", 30),
            ("4jam", 240),
            ("4 Jam", 240),
            ("4j", 240),
            ("2hari", 2880),
            ("30 hari", 43_200),
        ] {
            let span = Span::parse(typed).unwrap().unwrap();
            assert_eq!(span.minutes(), minutes, "{typed}");
            assert_eq!(span.duration().as_secs(), u64::from(minutes) * 60);
        }
        for typed in ["besok", "", "jam", "4", "4minggu", "-4jam", "2026-11-22"] {
            assert_eq!(Span::parse(typed), Ok(None), "{typed}");
        }
    }

    #[test]
    fn what_may_mean_two_things_or_too_much_is_refused() {
        for typed in ["4h", "4 H", "5m", "1d"] {
            let typed_back = typed.to_owned();
            assert_eq!(
                Span::parse(typed),
                Err(Refusal::AmbiguousUnit { typed: typed_back })
            );
        }
        for typed in ["0jam", "4menit", "31hari", "99999999999hari", "5000000hari"] {
            let typed_back = typed.to_owned();
            assert_eq!(
                Span::parse(typed),
                Err(Refusal::DeadlineRange { typed: typed_back })
            );
        }
    }
}
