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
    /// Who gave evidence first that it was passed on, and how many of its people have.
    pub disseminated: Option<(String, i64)>,
    /// Whether it comes, and who said so.
    pub attends: Option<(bool, String)>,
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
    match options.confirmation {
        Confirmation::None => {}
        Confirmation::Attendance => {
            rows.push(attendance(lang, announcement, revision, options, given));
        }
        Confirmation::Received | Confirmation::Disseminated => {
            let received = received(lang, announcement, revision, options, given);
            rows.push(vec![received]);
            if options.confirmation == Confirmation::Disseminated {
                let disseminated = disseminated(lang, announcement, revision, options, given);
                rows.push(vec![disseminated]);
            }
        }
    }
    if let Some(approved) = given.late {
        let date = time::date(lang, approved);
        let label = lang.text("answer-earlier", &[("date", date.into())]);
        rows.push(vec![button(label, Action::Earlier { announcement })]);
    }
    rows
}

/// "Hadir" and "Tidak hadir", of which the present answer says who gave it.
fn attendance(
    lang: &Lang,
    announcement: AnnouncementId,
    revision: i64,
    options: &Options,
    given: &Given,
) -> Vec<Button> {
    let label = |attends: bool, key: &str, key_by: &str| {
        let by = given.attends.as_ref().filter(|(it, _)| *it == attends);
        let label = match by {
            None => lang.plain(key),
            Some((_, name)) => lang.text(key_by, &[("name", cut(name, NAME).into())]),
        };
        drill::label(lang, options.drill, label)
    };
    let attend = Action::Attend {
        announcement,
        revision,
    };
    let decline = Action::Decline {
        announcement,
        revision,
    };
    vec![
        button(label(true, "answer-attend", "answer-attend-by"), attend),
        button(label(false, "answer-decline", "answer-decline-by"), decline),
    ]
}

/// "Diterima"
fn received(
    lang: &Lang,
    announcement: AnnouncementId,
    revision: i64,
    options: &Options,
    given: &Given,
) -> Button {
    let keys = ["answer-received", "answer-received-by"];
    let action = Action::Acknowledge {
        announcement,
        revision,
    };
    pressed(lang, options, keys, given.first.as_ref(), action)
}

/// "Disebarluaskan"
fn disseminated(
    lang: &Lang,
    announcement: AnnouncementId,
    revision: i64,
    options: &Options,
    given: &Given,
) -> Button {
    let keys = ["answer-disseminate", "answer-disseminated-by"];
    let action = Action::Disseminate {
        announcement,
        revision,
    };
    pressed(lang, options, keys, given.disseminated.as_ref(), action)
}

/// A button as it is before anybody has pressed it, and after: who did first, and how many have.
fn pressed(
    lang: &Lang,
    options: &Options,
    [nobody, somebody]: [&str; 2],
    by: Option<&(String, i64)>,
    action: Action,
) -> Button {
    let label = match by {
        None => lang.plain(nobody),
        Some((name, count)) => lang.text(
            somebody,
            &[("name", cut(name, NAME).into()), ("count", (*count).into())],
        ),
    };
    button(drill::label(lang, options.drill, label), action)
}
