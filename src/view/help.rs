//! What one can ask the bot, and what it keeps.

use super::Lang;
use super::lines::Lines;
use crate::domain::message::Message;
use crate::domain::role::Role;

/// A command, the key of its description, who may use it, and whether it works in groups.
struct Entry {
    name: &'static str,
    description: &'static str,
    /// Empty: everybody.
    roles: &'static [Role],
    in_group: bool,
}

const ASKING: &[Role] = &[
    Role::Owner,
    Role::Author,
    Role::Approver,
    Role::Coordinator,
    Role::Officer,
];
const OVERSEEING: &[Role] = &[Role::Owner, Role::Author, Role::Approver, Role::Coordinator];

const COMMANDS: &[Entry] = &[
    Entry {
        name: "siaran",
        description: "help-announce",
        roles: &[Role::Author],
        in_group: false,
    },
    Entry {
        name: "status",
        description: "help-status",
        roles: ASKING,
        in_group: true,
    },
    Entry {
        name: "belum",
        description: "help-missing",
        roles: OVERSEEING,
        in_group: false,
    },
    Entry {
        name: "sudah",
        description: "help-confirmed",
        roles: OVERSEEING,
        in_group: false,
    },
    Entry {
        name: "undang",
        description: "help-invite",
        roles: &[Role::Owner, Role::Coordinator],
        in_group: false,
    },
    Entry {
        name: "periksa",
        description: "help-checkup",
        roles: &[Role::Owner, Role::Coordinator],
        in_group: false,
    },
    Entry {
        name: "bekukan",
        description: "help-freeze",
        roles: &[Role::Owner, Role::Approver],
        in_group: false,
    },
    Entry {
        name: "cairkan",
        description: "help-thaw",
        roles: &[Role::Owner],
        in_group: false,
    },
    Entry {
        name: "id",
        description: "help-id",
        roles: &[],
        in_group: true,
    },
    Entry {
        name: "bantuan",
        description: "help-help",
        roles: &[],
        in_group: true,
    },
    Entry {
        name: "privasi",
        description: "help-privacy",
        roles: &[],
        in_group: true,
    },
];

/// The commands that somebody with these roles can use, with their descriptions, for the messenger's
/// own menu. A group asks about its institution, whoever writes, so roles do not matter there.
#[must_use]
pub fn commands(lang: &Lang, roles: &[Role], in_group: bool) -> Vec<(&'static str, String)> {
    COMMANDS
        .iter()
        .filter(|entry| {
            if in_group {
                entry.in_group
            } else {
                entry.roles.is_empty() || entry.roles.iter().any(|role| roles.contains(role))
            }
        })
        .map(|entry| (entry.name, lang.plain(entry.description)))
        .collect()
}

/// `/bantuan`
#[must_use]
pub fn help(lang: &Lang, roles: &[Role], in_group: bool) -> Message {
    let mut lines = Lines::titled(&lang.plain(if in_group {
        "help-intro-group"
    } else {
        "help-intro"
    }));
    lines.blank();
    for (name, description) in commands(lang, roles, in_group) {
        lines.line(&lang.text(
            "help-line",
            &[("name", name.into()), ("description", description.into())],
        ));
    }
    if !in_group && roles.contains(&Role::Author) {
        lines.blank().line(&lang.plain("help-options"));
    }
    if !in_group && roles.is_empty() {
        lines.blank().line(&lang.plain("help-stranger"));
    }
    lines.done()
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
    fn everybody_sees_their_own_commands_only() {
        let names = |roles: &[Role], in_group| -> Vec<&str> {
            commands(&indonesian(), roles, in_group)
                .into_iter()
                .map(|(name, _)| name)
                .collect()
        };
        assert_eq!(names(&[], false), ["id", "bantuan", "privasi"]);
        assert_eq!(
            names(&[Role::Officer], false),
            ["status", "id", "bantuan", "privasi"]
        );
        assert_eq!(
            names(&[Role::Author], true),
            ["status", "id", "bantuan", "privasi"]
        );
        assert!(!names(&[Role::Owner], false).contains(&"siaran"));
        assert!(!names(&[Role::Approver], false).contains(&"cairkan"));
        assert!(names(&[Role::Officer, Role::Approver], false).contains(&"bekukan"));
    }

    #[test]
    fn descriptions_are_what_the_platform_takes() {
        let roles = ASKING;
        for lang in [indonesian(), english()] {
            for (name, description) in commands(&lang, roles, false) {
                assert!(name.len() <= 32 && name.chars().all(|c| c.is_ascii_lowercase()));
                assert!(
                    (1..=256).contains(&utf16_len(&description)),
                    "{description}"
                );
                assert!(!description.contains('\n'));
            }
        }
    }
}
