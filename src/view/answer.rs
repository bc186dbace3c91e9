//! The buttons below an announcement, by which its members answer.

use super::lines::{button, cut};
use super::{Lang, drill, time};
use crate::domain::action::Action;
use crate::domain::announcement::Confirmation;
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::message::Button;
use crate::domain::options::Options;

/// Most of a name that fits on a button.
const NAME: usize = 20;

/// What an institution has answered so far, and what its copy is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// Who confirmed first for it, and how many of its people have.
    pub first: Option<(String, i64)>,
    /// Of a copy that went out after the approval, because the institution joined then: when that was.
    pub late: Option<Timestamp>,
}

/// The buttons below a copy of a revision.
#[must_use]
pub fn rows(
    lang: &Lang,
    announcement: AnnouncementId,
    revision: i64,
    options: &Options,
    given: &Given,
) -> Vec<Vec<Button>> {
    let mut rows = Vec::new();
    if options.confirmation != Confirmation::None {
        let received = received(lang, announcement, revision, options, given);
        rows.push(vec![received]);
    }
    if let Some(approved) = given.late {
        let date = time::date(lang, approved);
        let label = lang.text("answer-earlier", &[("date", date.into())]);
        rows.push(vec![button(label, Action::Earlier { announcement })]);
    }
    rows
}

/// "Diterima"
fn received(
    lang: &Lang,
    announcement: AnnouncementId,
    revision: i64,
    options: &Options,
    given: &Given,
) -> Button {
    let label = match &given.first {
        None => lang.plain("answer-received"),
        Some((name, count)) => lang.text(
            "answer-received-by",
            &[("name", cut(name, NAME).into()), ("count", (*count).into())],
        ),
    };
    let action = Action::Acknowledge {
        announcement,
        revision,
    };
    button(drill::label(lang, options.drill, label), action)
}
