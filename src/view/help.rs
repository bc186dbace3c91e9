//! What one can ask the bot, and what it keeps.

use super::Lang;
use super::lines::Lines;
use crate::domain::command::{self, Command, Section, Verb};
use crate::domain::message::Message;
use crate::domain::role::Role;

/// The key of a command's description.
fn description(verb: Verb) -> &'static str {
    match verb {
        Verb::Announce => "help-announce",
        Verb::Correct => "help-correct",
        Verb::Withdraw => "help-withdraw",
        Verb::Templates => "help-templates",
        Verb::Status => "help-status",
        Verb::Missing => "help-missing",
        Verb::Confirmed => "help-confirmed",
        Verb::Failed => "help-failed",
        Verb::Export => "help-export",
        Verb::Recap => "help-recap",
        Verb::Board => "help-board",
        Verb::Remind => "help-remind",
        Verb::Freeze => "help-freeze",
        Verb::Thaw => "help-thaw",
        Verb::Institution => "help-institution",
        Verb::Invite => "help-invite",
        Verb::Roles => "help-roles",
        Verb::EndRole => "help-end-role",
        Verb::Deactivate => "help-deactivate",
        Verb::Activate => "help-activate",
        Verb::Links => "help-links",
        Verb::Checkup => "help-checkup",
        Verb::HandOver => "help-hand-over",
        Verb::Import => "help-import",
        Verb::Help => "help-help",
        Verb::Erase => "help-erase",
        Verb::Privacy => "help-privacy",
        Verb::Id => "help-id",
        Verb::Start => "help-start",
    }
}

/// The commands that somebody with these roles can use, with their descriptions, for the messenger's
/// own menu.
#[must_use]
pub fn commands(lang: &Lang, roles: &[Role], in_group: bool) -> Vec<(&'static str, String)> {
    command::listed(roles, in_group)
        .map(|command| (command.name, lang.plain(description(command.verb))))
        .collect()
}

/// The key of what else there is to know of a command: its options, and what follows.
fn more(verb: Verb) -> Option<&'static str> {
    match verb {
        Verb::Announce => Some("help-announce-more"),
        Verb::Correct | Verb::Withdraw => Some("help-correct-more"),
        Verb::Templates => Some("help-templates-more"),
        Verb::Status => Some("help-status-more"),
        Verb::Missing | Verb::Confirmed | Verb::Failed => Some("help-lists-more"),
        Verb::Export => Some("help-export-more"),
        Verb::Recap => Some("help-recap-more"),
        Verb::Board => Some("help-board-more"),
        Verb::Remind => Some("help-remind-more"),
        Verb::Freeze => Some("help-freeze-more"),
        Verb::Thaw => Some("help-thaw-more"),
        Verb::Institution => Some("help-institution-more"),
        Verb::Invite => Some("help-invite-more"),
        Verb::Links => Some("help-links-more"),
        Verb::Checkup => Some("help-checkup-more"),
        Verb::Help => Some("help-help-more"),
        _ => None,
    }
}

fn heading(lang: &Lang, section: Section) -> String {
    lang.plain(match section {
        Section::Announcements => "help-section-announcements",
        Section::Registry => "help-section-registry",
        Section::Roles => "help-section-roles",
        Section::Other | Section::Unlisted => "help-section-other",
    })
}

/// `/bantuan`: what somebody with these roles can do in private, or anybody in a group.
#[must_use]
pub fn help(lang: &Lang, roles: &[Role], in_group: bool) -> Message {
    let mut lines = Lines::titled(&lang.plain(if in_group {
        "help-intro-group"
    } else {
        "help-intro"
    }));
    let mut listed: Vec<&Command> = command::listed(roles, in_group).collect();
    listed.sort_by_key(|command| command.section);
    let mut section = None;
    for command in listed {
        if section != Some(command.section) {
            section = Some(command.section);
            lines.blank().bold(&heading(lang, command.section));
        }
        lines.line(&line(lang, command));
    }
    lines.blank();
    if !in_group && roles.is_empty() {
        lines.line(&lang.plain("help-stranger"));
    } else {
        lines.line(&lang.plain("help-one"));
    }
    lines.done()
}

/// `/bantuan PERINTAH`: how one command is used.
#[must_use]
pub fn explain(lang: &Lang, verb: Verb) -> Message {
    let mut lines = Lines::titled(&line(lang, verb.command()));
    if let Some(key) = more(verb) {
        lines.blank().line(&lang.plain(key));
    }
    lines.done()
}

fn line(lang: &Lang, command: &Command) -> String {
    let description = lang.plain(description(command.verb));
    lang.text(
        "help-line",
        &[
            ("name", command.name.into()),
            ("description", description.into()),
        ],
    )
}

/// `/privasi`: what is kept of people, and why.
#[must_use]
pub fn privacy(lang: &Lang) -> Message {
    Lines::titled(&lang.plain("help-privacy-text")).done()
}

/// `/id`: the ids of the person, if one can be seen, and of a shared chat.
#[must_use]
pub fn your_id(lang: &Lang, person: Option<&str>, chat: Option<&str>) -> Message {
    let mut lines = Lines::default();
    if let Some(person) = person {
        lines.code(&lang.plain("help-your-id"), person);
    }
    if let Some(chat) = chat {
        lines.code(&lang.plain("help-chat-id"), chat);
    }
    lines.done()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::COMMANDS;
    use crate::domain::message::utf16_len;
    use crate::view::testing::{english, indonesian, read_aloud};

    #[test]
    fn help_is_read_aloud() {
        read_aloud("help", |lang| {
            vec![
                ("help: a stranger", help(lang, &[], false)),
                ("help: petugas", help(lang, &[Role::Officer], false)),
                ("help: penyusun", help(lang, &[Role::Author], false)),
                ("help: pemilik", help(lang, &[Role::Owner], false)),
                ("help: in a group", help(lang, &[Role::Owner], true)),
                ("explain: siaran", explain(lang, Verb::Announce)),
                ("explain: templat", explain(lang, Verb::Templates)),
                ("explain: status", explain(lang, Verb::Status)),
                ("explain: belum", explain(lang, Verb::Missing)),
                ("explain: ekspor", explain(lang, Verb::Export)),
                ("explain: rekap", explain(lang, Verb::Recap)),
                ("explain: papan", explain(lang, Verb::Board)),
                ("explain: ingatkan", explain(lang, Verb::Remind)),
                ("explain: bekukan", explain(lang, Verb::Freeze)),
                ("explain: cairkan", explain(lang, Verb::Thaw)),
                ("explain: lembaga", explain(lang, Verb::Institution)),
                ("explain: undang", explain(lang, Verb::Invite)),
                ("explain: tautan", explain(lang, Verb::Links)),
                ("explain: periksa", explain(lang, Verb::Checkup)),
                ("explain: bantuan", explain(lang, Verb::Help)),
                ("explain: id", explain(lang, Verb::Id)),
                ("privacy", privacy(lang)),
                ("your_id", your_id(lang, Some("123456789"), None)),
                (
                    "your_id: in a group",
                    your_id(lang, Some("123456789"), Some("-1001234567890/7")),
                ),
            ]
        });
    }

    #[test]
    fn descriptions_are_what_the_platform_takes() {
        for lang in [indonesian(), english()] {
            for command in COMMANDS {
                let description = lang.plain(description(command.verb));
                let length = utf16_len(&description);
                assert!((1..=256).contains(&length), "{description}");
                assert!(!description.contains('\n'));
            }
        }
    }
}
