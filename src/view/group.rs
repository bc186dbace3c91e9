//! Chats of institutions: welcome, strangers, lost and found.

use super::Lang;
use super::lines::{Lines, button, cut};
use crate::domain::action::Action;
use crate::domain::message::Message;
use crate::domain::report::Loss;

/// Most of an institution's or a chat's name in a sentence.
const NAME: usize = 120;
/// Chats that a notice of many names.
pub const LISTED: usize = 15;
/// Most of a name in such a list.
const SHORT: usize = 70;

/// To a chat that has just been registered: in three lines what will come, what is expected, and whom to
/// ask. Where everybody in it may be taken to belong to the institution (`members_only`), officers register
/// with the button below.
#[must_use]
pub fn welcome(
    lang: &Lang,
    institution: &str,
    title: &str,
    members_only: bool,
    contact: Option<&str>,
) -> Message {
    let mut lines = Lines::titled(&lang.text("group-welcome", &names(institution, title)));
    let mut last = lang.plain(match members_only {
        true => "group-welcome-button",
        false => "group-welcome-link",
    });
    if let Some(contact) = contact {
        let contact = cut(contact, NAME);
        last.push(' ');
        last.push_str(&lang.text("group-welcome-ask", &[("contact", contact.into())]));
    }
    lines.line(&last);
    if !members_only {
        return lines.done();
    }
    let label = lang.plain("group-become-officer");
    lines.done().row([button(label, Action::BecomeOfficer)])
}

/// To a chat that nobody invited the bot to.
#[must_use]
pub fn added_without_token(lang: &Lang) -> Message {
    Lines::titled(&lang.plain("group-added-without-token")).done()
}

/// To coordinators: chats that cannot be reached, in the platform's own words. Of `count` the first
/// [`LISTED`] are enough.
#[must_use]
pub fn unreachable(lang: &Lang, losses: &[Loss], count: i64) -> Message {
    let mut lines = Lines::default();
    match losses {
        [one] if count == 1 => {
            let names = names(&one.institution, &one.title);
            lines.bold(&lang.text("group-unreachable", &names));
            let reason = cut(&one.reason, NAME);
            lines.line(&lang.text("group-unreachable-reason", &[("reason", reason.into())]));
        }
        _ => {
            lines.bold(&lang.text("group-unreachable-many", &[("count", count.into())]));
            for one in losses.iter().take(LISTED) {
                lines.line(&lang.text(
                    "group-unreachable-line",
                    &[
                        ("institution", cut(&one.institution, SHORT).into()),
                        ("title", cut(&one.title, SHORT).into()),
                        ("reason", cut(&one.reason, SHORT).into()),
                    ],
                ));
            }
            let more = count - i64::try_from(losses.len().min(LISTED)).unwrap_or(count);
            if more > 0 {
                lines.line(&lang.text("group-unreachable-more", &[("more", more.into())]));
            }
        }
    }
    lines.line(&lang.plain("group-unreachable-next")).done()
}

/// To coordinators: it can again, and so many announcements that it missed are being sent there.
#[must_use]
pub fn back(lang: &Lang, institution: &str, title: &str, missed: usize) -> Message {
    let mut lines = Lines::titled(&lang.text("group-back", &names(institution, title)));
    if missed > 0 {
        lines.line(&lang.text("group-back-missed", &[("missed", missed.into())]));
    } else {
        lines.line(&lang.plain("group-back-next"));
    }
    lines.done()
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
    use crate::view::testing::{assert_sendable, indonesian, read_aloud};

    #[test]
    fn groups_are_read_aloud() {
        let (bontang, title) = ("KPU Kota Bontang", "Humas KPU Bontang");
        let lost = |institution: &str, title: &str, reason: &str| Loss {
            institution: institution.into(),
            title: title.into(),
            reason: reason.into(),
        };
        let kicked = "Forbidden: bot was kicked from the group chat";
        let one = [lost(bontang, title, kicked)];
        let paser = lost(
            "KPU Kabupaten Paser",
            "Sri Wahyuni",
            "Forbidden: bot was blocked by the user",
        );
        let two = [one[0].clone(), paser];
        read_aloud("group", |lang| {
            vec![
                (
                    "welcome",
                    welcome(lang, bontang, title, true, Some("Siti Aminah")),
                ),
                (
                    "welcome: a channel",
                    welcome(lang, bontang, title, false, None),
                ),
                ("added_without_token", added_without_token(lang)),
                ("unreachable", unreachable(lang, &one, 1)),
                ("unreachable: several", unreachable(lang, &two, 2)),
                ("unreachable: many", unreachable(lang, &two, 48)),
                ("back", back(lang, bontang, title, 0)),
                ("back: with what it missed", back(lang, bontang, title, 2)),
            ]
        });
    }

    #[test]
    fn a_notice_of_very_many_with_long_names_fits_one_message() {
        let long = "🌊 Kantor ".repeat(60);
        let loss = Loss {
            institution: long.clone(),
            title: long.clone(),
            reason: long,
        };
        assert_sendable(&unreachable(&indonesian(), &vec![loss; 100], 20_000));
    }
}
