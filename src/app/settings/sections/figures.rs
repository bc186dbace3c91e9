//! What an office expects for announcements of each priority, and how often it reminds.

use std::time::Duration;

use chrono::NaiveTime;

use super::{DAY, LONG, Reader};
use crate::app::settings::duration;
use crate::domain::due::{self, When};

/// `[priority.darurat]`, `[priority.penting]`, `[priority.biasa]`
#[derive(Debug, Clone, PartialEq)]
pub struct Priority {
    pub figures: due::FiguresByPriority,
}

impl Priority {
    pub(in crate::app::settings) fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            figures: due::FiguresByPriority {
                emergency: figures(reader, "priority.darurat"),
                important: figures(reader, "priority.penting"),
                normal: figures(reader, "priority.biasa"),
            },
        }
    }
}

fn figures(reader: &mut Reader<'_>, section: &str) -> due::Figures {
    let key = |name: &str| format!("{section}.{name}");
    due::Figures {
        confirm_within: required(reader, &key("confirm_within")),
        reminders: reminders(reader, &key("reminders")),
        officers_after: optional(reader, &key("officers_after")),
        coordinator_after: optional(reader, &key("coordinator_after")),
        owners_after: optional(reader, &key("owners_after")),
        dissemination_within: required(reader, &key("dissemination_within")),
        approvers: reader.whole(&key("approvers"), 1..=10),
    }
}

const FORM: &str = r#""90s", "20m", "4h", "1d" (paling lama "3650d"), "next-workday" atau "08:00""#;

fn required(reader: &mut Reader<'_>, key: &str) -> When {
    reader.parsed(key, When::NextWorkday, FORM, when)
}

fn optional(reader: &mut Reader<'_>, key: &str) -> Option<When> {
    reader.parsed(key, None, &format!("{FORM}, atau kosong"), |text| {
        if text.is_empty() {
            return Some(None);
        }
        when(text).map(Some)
    })
}

fn reminders(reader: &mut Reader<'_>, key: &str) -> Vec<When> {
    reader.parsed_list(key, FORM, when)
}

/// Reads one of the forms; none for anything else, and for no time at all.
fn when(text: &str) -> Option<When> {
    if text == "next-workday" {
        return Some(When::NextWorkday);
    }
    if let Ok(hour) = NaiveTime::parse_from_str(text, "%H:%M") {
        return Some(When::Hour(hour));
    }
    let duration = duration::parse(text).filter(|it| *it >= SHORTEST && *it <= LONG)?;
    Some(match text.ends_with('d') {
        true => When::Days(duration.as_secs() / DAY),
        false => When::After(duration),
    })
}

/// What is done at once is no reminder.
const SHORTEST: Duration = Duration::from_secs(1);

/// `[reminders]`
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reminders {
    pub patience: due::Patience,
}

impl Reminders {
    pub(in crate::app::settings) fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            patience: due::Patience {
                min_interval: reader.duration(
                    "reminders.min_interval",
                    SHORTEST..=Duration::from_secs(DAY),
                ),
                max_per_chat: reader.whole("reminders.max_per_chat", 1..=1000),
            },
        }
    }
}
