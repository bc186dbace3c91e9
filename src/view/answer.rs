//! The buttons below an announcement, by which its members answer.

use super::lines::{button, cut};
use super::{Lang, drill};
use crate::domain::action::Action;
use crate::domain::announcement::Confirmation;
use crate::domain::id::AnnouncementId;
use crate::domain::message::Button;
use crate::domain::options::Options;

/// Most of a name that fits on a button.
const NAME: usize = 20;

/// What members of an institution can answer to a revision; `first` is who confirmed first for it, and
/// how many of its people have.
#[must_use]
pub fn rows(
    lang: &Lang,
    announcement: AnnouncementId,
    revision: i64,
    options: &Options,
    first: Option<(&str, i64)>,
) -> Vec<Vec<Button>> {
    if options.confirmation == Confirmation::None {
        return Vec::new();
    }
    let label = match first {
        None => lang.plain("answer-received"),
        Some((name, count)) => lang.text(
            "answer-received-by",
            &[("name", cut(name, NAME).into()), ("count", count.into())],
        ),
    };
    let action = Action::Acknowledge {
        announcement,
        revision,
    };
    vec![vec![button(
        drill::label(lang, options.drill, label),
        action,
    )]]
}
