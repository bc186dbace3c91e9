//! What an author decides about an announcement besides its content. All of it is approved with the
//! content.
//!
//! It is typed in the first line ([`line`]) or set by the panel, and stored as canonical JSON: what is as
//! ever is left out, so that the same options are the same text.

mod leaving;
mod line;
mod local_time;
mod span;

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::announcement::{Confirmation, Kind, Nature};
use super::clock::millis;
use super::refusal::Refusal;
use super::selection::Selection;

pub use line::{KEYS, audience, deadline, part, read, schedule};
pub use local_time::{LocalTime, Today};
pub use span::Span;

/// How far ahead a schedule or a deadline may lie.
const FARTHEST: Duration = Duration::from_secs(366 * 24 * 60 * 60);

/// Everything that an author decides besides the content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Options {
    /// sifat, jenis, edaran. Stored in columns of their own, which reports ask for.
    #[serde(skip)]
    pub nature: Nature,
    /// sasaran, within the author's scope.
    #[serde(skip_serializing_if = "Selection::is_everyone")]
    pub audience: Selection,
    /// konfirmasi
    #[serde(skip_serializing_if = "is_default")]
    pub confirmation: Confirmation,
    /// jadwal: when sending begins; none: with the approval.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schedule: Option<LocalTime>,
    /// tenggat: until when to confirm; none: as its priority has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Deadline>,
    /// "Kirim sekarang": quiet hours do not hold it.
    #[serde(skip_serializing_if = "is_default")]
    pub send_now: bool,
    /// latihan: an exercise, marked as one everywhere.
    #[serde(skip_serializing_if = "is_default")]
    pub drill: bool,
    /// pratinjau=tidak: links are shown without a preview of their pages.
    #[serde(skip_serializing_if = "is_default")]
    pub bare_links: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            nature: Nature::default(),
            audience: Selection::default(),
            confirmation: Confirmation::Received,
            schedule: None,
            deadline: None,
            send_now: false,
            drill: false,
            bare_links: false,
        }
    }
}

/// tenggat
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deadline {
    /// So long after an institution's first delivered copy.
    Within(Span),
    /// At a moment.
    At(LocalTime),
}

impl Options {
    /// Whether these options go together and their times lie ahead: asked when they are set, and when the
    /// draft is handed over.
    ///
    /// # Errors
    /// The first thing that does not fit.
    pub fn check(&self, today: Today) -> Result<(), Refusal> {
        if self.confirmation == Confirmation::Attendance && self.nature.kind != Kind::Invitation {
            return Err(Refusal::AttendanceNeedsInvitation);
        }
        let now = today.now();
        let sent = match self.schedule {
            Some(schedule) => {
                let at = schedule.moment(today.zone());
                if at <= now {
                    return Err(Refusal::SchedulePast { at });
                }
                if at.since(now) > FARTHEST {
                    return Err(Refusal::ScheduleTooFar { at });
                }
                at
            }
            None => now,
        };
        match self.deadline {
            None => Ok(()),
            Some(_) if self.confirmation == Confirmation::None => {
                Err(Refusal::DeadlineWithoutConfirmation)
            }
            Some(Deadline::Within(_)) => Ok(()),
            Some(Deadline::At(time)) => {
                let at = time.moment(today.zone());
                match at {
                    at if at <= sent => Err(Refusal::DeadlinePast { at }),
                    at if at.0 - sent.0 > millis(FARTHEST) => Err(Refusal::ScheduleTooFar { at }),
                    _ => Ok(()),
                }
            }
        }
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

#[cfg(test)]
#[path = "options_tests.rs"]
mod tests;
