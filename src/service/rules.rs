//! The settings that use cases go by.

use std::time::Duration;

use chrono::NaiveTime;

use crate::domain::calendar::Calendar;
use crate::domain::clock::Timestamp;
use crate::domain::due::{Clocks, FiguresByPriority, Patience};
use crate::domain::options::{Options, Today};
use crate::view::{Lang, Locale, Zone};

use super::board::BoardRules;
use super::failing::PauseAfter;
use super::late::ForNewcomers;
use super::nudge::NudgeAfter;

/// What an office has decided, from the settings.
#[derive(Debug, Clone)]
pub struct Rules {
    /// By what the office reckons days and hours; its midnight ends the year, its time is shown.
    pub calendar: Calendar,
    /// When approvers are reminded.
    pub nudge_after: NudgeAfter,
    /// What is expected for announcements of each priority.
    pub figures: FiguresByPriority,
    /// How often chats are reminded at most.
    pub patience: Patience,
    /// The bot's name, for links.
    pub bot_username: String,
    /// How long a link for a role or a group may be used.
    pub role_link_expires: Duration,
    /// How long a link for a group may be used.
    pub chat_link_expires: Duration,
    /// How long the bot stays where nobody registered it.
    pub uninvited_leaves: Duration,
    /// How long a link for officers may be used.
    pub officer_link_expires: Duration,
    /// How many officers may use one link.
    pub officer_link_uses: i64,
    /// Whether anyone in a registered private group may confirm, or its officers only.
    pub anyone_in_groups: bool,
    /// How long the preview of an import can be applied.
    pub preview_expires: Duration,
    /// A submitted draft that nobody approved for so long is void.
    pub draft_expires: Duration,
    /// A schedule that passed so long ago is missed: only somebody in charge lets it go then.
    pub missed_after: Duration,
    /// Most messages that one announcement may consist of.
    pub max_parts: usize,
    /// Waits before a call without an answer is tried again; after the last, it has failed.
    pub unknown_retries: Vec<Duration>,
    /// When a broadcast pauses itself.
    pub pause_after: PauseAfter,
    /// For how long what came from the messenger and could not be worked on is kept as it came.
    pub failed_kept: Duration,
    /// What those are sent who join while announcements are valid.
    pub newcomers: ForNewcomers,
    /// When owners are told the last hash of the record, by the clock on the wall.
    pub told_at: NaiveTime,
    /// The web board; nothing where there is none.
    pub board: Option<BoardRules>,
    /// A chat that is back gets what was approved no longer ago.
    pub retry_returned: Duration,
}

impl Rules {
    /// This moment where the office is.
    #[must_use]
    pub fn today(&self, now: Timestamp) -> Today {
        Today::of(&self.calendar, now)
    }

    /// When what is due for an announcement with these options.
    #[must_use]
    pub fn clocks(&self, options: &Options) -> Clocks<'_> {
        Clocks::new(&self.calendar, &self.figures, options)
    }

    /// How many persons have to approve an announcement with these options.
    #[must_use]
    pub fn approvers(&self, options: &Options) -> usize {
        let needed = self.figures.of(options.nature.priority).approvers;
        usize::try_from(needed).unwrap_or(usize::MAX).max(1)
    }

    /// How announcements speak, whoever reads them.
    #[must_use]
    pub fn official(&self) -> Lang {
        self.lang(None)
    }

    /// How the bot speaks to somebody, by the language of their app.
    #[must_use]
    pub fn lang(&self, tag: Option<&str>) -> Lang {
        Lang {
            locale: Locale::of(tag),
            zone: Zone(self.calendar.zone),
        }
    }
}
