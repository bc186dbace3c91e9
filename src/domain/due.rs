//! When an institution is to have answered, and when it is reminded: the figures of each priority.
//!
//! Every clock starts at the moment `arrived`, when the first copy reached one of the institution's chats.
//! It stands still in quiet hours, but for emergencies. Days are those of the office: so many days after a
//! moment are the same hour of a later day, and what a setting calls the next working day is the first
//! one after the day on which the copy arrived.

use std::time::Duration;

use chrono::{Days, NaiveTime};

use super::announcement::Priority;
use super::calendar::{self, Calendar};
use super::clock::Timestamp;
use super::options::{Deadline, Options};

/// Where a day of work ends: what is due "on the next working day" is due then. A reminder at 08:00 of that
/// day leaves the office all of it.
pub const OFFICE_CLOSES: NaiveTime = match NaiveTime::from_hms_opt(16, 0, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

/// How long after a copy has arrived, as settings say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// So long outside of quiet hours: `"4h"`.
    After(Duration),
    /// At the same hour so many days later: `"1d"`.
    Days(u64),
    /// When offices close on the next working day: `"next-workday"`.
    NextWorkday,
    /// At this hour of the next working day: `"08:00"`.
    Hour(NaiveTime),
}

/// What an office expects for announcements of one priority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// Until when institutions are to confirm, where the author set no deadline.
    pub confirm_within: When,
    /// When those that have not are reminded.
    pub reminders: Vec<When>,
    /// When their officers hear of it in private; none: never.
    pub officers_after: Option<When>,
    /// When the coordinators of the nearest scope do; none: it shows in the monthly recap only.
    pub coordinator_after: Option<When>,
    /// When owners do.
    pub owners_after: Option<When>,
    /// Until when institutions are to report that they passed it on.
    pub dissemination_within: When,
    /// How many approvers have to agree.
    pub approvers: u32,
}

/// The figures of all priorities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FiguresByPriority {
    /// darurat
    pub emergency: Figures,
    /// penting
    pub important: Figures,
    /// biasa
    pub normal: Figures,
}

impl FiguresByPriority {
    /// Those of one priority.
    #[must_use]
    pub fn of(&self, priority: Priority) -> &Figures {
        match priority {
            Priority::Emergency => &self.emergency,
            Priority::Important => &self.important,
            Priority::Normal => &self.normal,
        }
    }
}

/// How often a chat is reminded at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// Between two reminders to a chat, of whatever announcements.
    pub min_interval: Duration,
    /// Reminders of one announcement to a chat.
    pub max_per_chat: u32,
}

/// Who hears that institutions have not confirmed, one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The institution's own officers, in private.
    Officers,
    /// Coordinators of the nearest scope.
    Coordinators,
    /// Owners.
    Owners,
}

impl Level {
    /// From the first to the last.
    pub const ALL: [Self; 3] = [Self::Officers, Self::Coordinators, Self::Owners];

    /// 1 to 3.
    #[must_use]
    pub fn number(self) -> i64 {
        match self {
            Self::Officers => 1,
            Self::Coordinators => 2,
            Self::Owners => 3,
        }
    }

    /// The one with this number.
    #[must_use]
    pub fn of_number(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.number() == number)
    }
}

/// Something that is done about an institution that has not confirmed; the later ones weigh more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Its chats are reminded.
    Remind,
    /// Others are told.
    Tell(Level),
}

/// The clocks of one announcement.
#[derive(Debug, Clone, Copy)]
pub struct Clocks<'a> {
    calendar: &'a Calendar,
    figures: &'a Figures,
    priority: Priority,
    deadline: Option<Deadline>,
}

impl<'a> Clocks<'a> {
    /// Those of an announcement with these options.
    #[must_use]
    pub fn new(calendar: &'a Calendar, all: &'a FiguresByPriority, options: &Options) -> Self {
        let priority = options.nature.priority;
        Self {
            calendar,
            figures: all.of(priority),
            priority,
            deadline: options.deadline,
        }
    }

    /// Until when an institution is to confirm: its author's own deadline, or that of the priority.
    #[must_use]
    pub fn confirm_by(&self, arrived: Timestamp) -> Timestamp {
        match self.deadline {
            Some(Deadline::At(time)) => time.moment(self.calendar.zone),
            Some(Deadline::Within(span)) => {
                let when = match u64::from(span.minutes()) {
                    minutes if minutes % MINUTES_OF_DAY == 0 => {
                        When::Days(minutes / MINUTES_OF_DAY)
                    }
                    _ => When::After(span.duration()),
                };
                self.reckon(when, arrived)
            }
            None => self.reckon(self.figures.confirm_within, arrived),
        }
    }

    /// Until when an institution is to report that it passed the announcement on.
    #[must_use]
    pub fn disseminate_by(&self, arrived: Timestamp) -> Timestamp {
        self.reckon(self.figures.dissemination_within, arrived)
    }

    /// Everything that is to be done about an institution that does not confirm, and when, in that order.
    ///
    /// Nobody is told before the deadline that the author set, nor before one that is a matter of days:
    /// "1d" after a Friday is a Saturday, and the institution has until Monday.
    #[must_use]
    pub fn steps(&self, arrived: Timestamp) -> Vec<(Timestamp, Step)> {
        let figures = self.figures;
        let reminders = figures.reminders.iter();
        let reminders = reminders.map(|when| (self.reckon(*when, arrived), Step::Remind));
        let told = Level::ALL.into_iter().filter_map(|level| {
            let at = self.reckon(self.level_after(level)?, arrived);
            let at = match self.waits_for_deadline() {
                true => at.max(self.confirm_by(arrived)),
                false => at,
            };
            Some((at, Step::Tell(level)))
        });
        let mut steps: Vec<_> = reminders
            .chain(told)
            .map(|(at, step)| (self.undisturbed(at), step))
            .collect();
        steps.sort();
        steps
    }

    /// Whether anybody is told at this level of announcements of this priority.
    #[must_use]
    pub fn has_level(&self, level: Level) -> bool {
        self.level_after(level).is_some()
    }

    /// `at`, or the end of the quiet hours that it lies in; emergencies disturb at any hour.
    #[must_use]
    pub fn undisturbed(&self, at: Timestamp) -> Timestamp {
        match self.priority {
            Priority::Emergency => at,
            Priority::Important | Priority::Normal => self.calendar.awake_from(at),
        }
    }

    fn level_after(&self, level: Level) -> Option<When> {
        match level {
            Level::Officers => self.figures.officers_after,
            Level::Coordinators => self.figures.coordinator_after,
            Level::Owners => self.figures.owners_after,
        }
    }

    fn waits_for_deadline(&self) -> bool {
        self.deadline.is_some() || !matches!(self.figures.confirm_within, When::After(_))
    }

    fn reckon(&self, when: When, arrived: Timestamp) -> Timestamp {
        let calendar = self.calendar;
        match (when, self.priority) {
            (When::After(duration), Priority::Emergency) => arrived.plus(duration),
            (When::After(duration), _) => calendar.after_awake(arrived, duration),
            (When::Days(days), _) => {
                let shown = calendar::local(calendar.zone, arrived).naive_local();
                let later = shown.checked_add_days(Days::new(days)).unwrap_or(shown);
                calendar::moment(calendar.zone, later)
            }
            (When::NextWorkday, _) => {
                calendar.at(calendar.next_working_day(arrived), OFFICE_CLOSES)
            }
            (When::Hour(hour), _) => calendar.at(calendar.next_working_day(arrived), hour),
        }
    }
}

const MINUTES_OF_DAY: u64 = 24 * 60;

#[cfg(test)]
#[path = "due_tests.rs"]
mod tests;
