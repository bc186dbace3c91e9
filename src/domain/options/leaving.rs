//! When an announcement leaves: its schedule, and the quiet hours that may hold it.

use std::time::Duration;

use super::{Deadline, Options};
use crate::domain::announcement::Priority;
use crate::domain::calendar::Calendar;
use crate::domain::clock::Timestamp;
use crate::domain::refusal::Refusal;

impl Options {
    /// Whether quiet hours hold it: not an emergency, nor what its author wants to leave at once.
    #[must_use]
    pub fn waits_for_morning(&self) -> bool {
        self.nature.priority != Priority::Emergency && !self.send_now
    }

    /// When its schedule comes, or `now` where that has come or there is none; and until when quiet hours
    /// hold it then, if they do.
    #[must_use]
    pub fn leaves(&self, calendar: &Calendar, now: Timestamp) -> (Timestamp, Option<Timestamp>) {
        let scheduled = self.schedule.map(|time| time.moment(calendar.zone));
        let at = scheduled.map_or(now, |at| at.max(now));
        let held = calendar.quiet_until(at);
        (at, held.filter(|_| self.waits_for_morning()))
    }

    /// When sending begins if it is approved now.
    ///
    /// # Errors
    /// [`Refusal::ScheduleMissed`] where the time it was meant for passed more than `missed_after` ago, and
    /// [`Refusal::DeadlinePast`] where nobody could keep its deadline.
    pub fn begins(
        &self,
        calendar: &Calendar,
        missed_after: Duration,
        now: Timestamp,
    ) -> Result<Timestamp, Refusal> {
        let scheduled = self.schedule.map(|time| time.moment(calendar.zone));
        if let Some(at) = scheduled.filter(|at| now.since(*at) > missed_after) {
            return Err(Refusal::ScheduleMissed { at });
        }
        let (at, held) = self.leaves(calendar, now);
        let begins = held.unwrap_or(at);
        self.can_be_kept(calendar, begins)?;
        Ok(begins)
    }

    /// Whether anybody could keep its deadline if it begins then.
    ///
    /// # Errors
    /// [`Refusal::DeadlinePast`].
    pub fn can_be_kept(&self, calendar: &Calendar, begins: Timestamp) -> Result<(), Refusal> {
        match self.deadline {
            Some(Deadline::At(time)) if time.moment(calendar.zone) <= begins => {
                let at = time.moment(calendar.zone);
                Err(Refusal::DeadlinePast { at })
            }
            _ => Ok(()),
        }
    }
}
