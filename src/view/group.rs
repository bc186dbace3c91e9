//! Chats of institutions: welcome, strangers, lost and found.

use super::Lang;
use super::lines::{Lines, button, cut};
use crate::domain::action::Action;
use crate::domain::message::Message;

/// Most of an institution's or a chat's name in a sentence.
const NAME: usize = 120;

/// To a chat that has just been registered: in three lines what will come. Where everybody in it may be
/// taken to belong to the institution (`members_only`), officers register with the button below.
#[must_use]
pub fn welcome(lang: &Lang, institution: &str, title: &str, members_only: bool) -> Message {
    let mut lines = Lines::titled(&lang.text("group-welcome", &names(institution, title)));
    if !members_only {
        return lines.line(&lang.plain("group-welcome-link")).done();
    }
    let label = lang.plain("group-become-officer");
    lines
        .line(&lang.plain("group-welcome-button"))
        .done()
        .row([button(label, Action::BecomeOfficer)])
}

/// To a chat that nobody invited the bot to.
#[must_use]
pub fn added_without_token(lang: &Lang) -> Message {
    Lines::titled(&lang.plain("group-added-without-token")).done()
}

/// To coordinators: a chat cannot be reached, in the platform's own words `reason`.
#[must_use]
pub fn unreachable(lang: &Lang, institution: &str, title: &str, reason: &str) -> Message {
    let mut lines = Lines::titled(&lang.text("group-unreachable", &names(institution, title)));
    let reason = cut(reason, NAME);
    lines.line(&lang.text("group-unreachable-reason", &[("reason", reason.into())]));
    lines.line(&lang.plain("group-unreachable-next")).done()
}

/// To coordinators: it can again.
#[must_use]
pub fn back(lang: &Lang, institution: &str, title: &str) -> Message {
    Lines::titled(&lang.text("group-back", &names(institution, title))).done()
}

fn names(
    institution: &str,
    title: &str,
) -> [(&'static str, fluent_bundle::FluentValue<'static>); 2] {
    [
        ("institution", cut(institution, NAME).into()),
        ("title", cut(title, NAME).into()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::read_aloud;

    #[test]
    fn groups_are_read_aloud() {
        let (bontang, title) = ("KPU Kota Bontang", "Humas KPU Bontang");
        let reason = "Forbidden: bot was kicked from the group chat";
        read_aloud("group", |lang| {
            vec![
                ("welcome", welcome(lang, bontang, title, true)),
                ("welcome: a channel", welcome(lang, bontang, title, false)),
                ("added_without_token", added_without_token(lang)),
                ("unreachable", unreachable(lang, bontang, title, reason)),
                ("back", back(lang, bontang, title)),
            ]
        });
    }
}
