//! Every command of the bot in one table: its name, who may use it, what becomes of it in groups, and
//! under which heading it is listed.
//!
//! Dispatch, help, menus and the limits of uninvited load derive from it. A new command is a line here,
//! a line in `bot::dispatch`, and its words in `view::help`; the compiler names the two that are missing.

use super::role::Role;

/// What becomes of a command that is written in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InGroup {
    /// Answered, and in the menu of groups.
    Listed,
    /// Answered.
    Answered,
    /// Refused with the way to the private chat.
    PrivateOnly,
}

/// The headings of `/bantuan`, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// "Siaran"
    Announcements,
    /// "Registri"
    Registry,
    /// "Peran"
    Roles,
    /// "Lainnya"
    Other,
    /// Not listed anywhere: nobody has to type it.
    Unlisted,
}

/// A line of the table.
#[derive(Debug, Clone, Copy)]
pub struct Command {
    /// Which.
    pub verb: Verb,
    /// What is typed after the slash, and shown in menus.
    pub name: &'static str,
    /// Other names that are understood.
    pub aliases: &'static [&'static str],
    /// Who may use it in private, by any of these roles; empty: everybody. Services check anew, in
    /// whose scope too.
    pub roles: &'static [Role],
    /// In groups.
    pub in_group: InGroup,
    /// Where it is listed.
    pub section: Section,
}

impl Command {
    /// Whether somebody with these roles may use it in private.
    #[must_use]
    pub fn is_for(&self, roles: &[Role]) -> bool {
        self.roles.is_empty() || self.roles.iter().any(|role| roles.contains(role))
    }
}

/// Writes the verbs and the table from the same lines.
macro_rules! commands {
    ($($(#[$doc:meta])* $verb:ident: $name:literal $aliases:tt $roles:expr, $in_group:ident, $section:ident;)+) => {
        /// What a command asks for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Verb {
            $($(#[$doc])* $verb,)+
        }

        /// The table, in the order in which menus show it.
        pub const COMMANDS: &[Command] = &[
            $(Command {
                verb: Verb::$verb,
                name: $name,
                aliases: &$aliases,
                roles: $roles,
                in_group: InGroup::$in_group,
                section: Section::$section,
            },)+
        ];
    };
}

const ANYBODY: &[Role] = &[];
const WITH_A_ROLE: &[Role] = &[
    Role::Owner,
    Role::Author,
    Role::Approver,
    Role::Coordinator,
    Role::Officer,
];
const OVERSEEING: &[Role] = &[Role::Owner, Role::Author, Role::Approver, Role::Coordinator];
const INVITING: &[Role] = &[Role::Owner, Role::Coordinator];
const BRAKING: &[Role] = &[Role::Owner, Role::Approver];

commands! {
    /// Opens a draft.
    Announce: "siaran" [] &[Role::Author], PrivateOnly, Announcements;
    /// A draft that is to take the place of an announcement.
    Correct: "ralat" [] &[Role::Author], PrivateOnly, Announcements;
    /// A draft of the reason why an announcement holds no longer.
    Withdraw: "cabut" [] &[Role::Author], PrivateOnly, Announcements;
    /// Texts that are used again.
    Templates: "templat" ["template"] &[Role::Author, Role::Owner], PrivateOnly, Announcements;
    /// The latest announcements, or the card of one.
    Status: "status" [] WITH_A_ROLE, Listed, Announcements;
    /// Who has not confirmed.
    Missing: "belum" [] OVERSEEING, Answered, Announcements;
    /// Who has confirmed.
    Confirmed: "sudah" [] OVERSEEING, Answered, Announcements;
    /// Where it could not be brought.
    Failed: "gagal" [] OVERSEEING, Answered, Announcements;
    /// The files of one announcement.
    Export: "ekspor" ["export"] OVERSEEING, PrivateOnly, Announcements;
    /// A month of announcements.
    Recap: "rekap" ["recap"] INVITING, PrivateOnly, Announcements;
    /// A way into the web board.
    Board: "papan" [] OVERSEEING, PrivateOnly, Announcements;
    /// Reminds who has not confirmed.
    Remind: "ingatkan" [] OVERSEEING, PrivateOnly, Announcements;
    /// Holds all sending.
    Freeze: "bekukan" [] BRAKING, PrivateOnly, Announcements;
    /// Lets it go on.
    Thaw: "cairkan" [] &[Role::Owner], PrivateOnly, Announcements;
    /// Institutions, sought or listed, and the page of one.
    Institution: "lembaga" [] WITH_A_ROLE, Listed, Registry;
    /// Makes a link of invitation.
    Invite: "undang" [] INVITING, PrivateOnly, Registry;
    /// Who holds which role where.
    Roles: "peran" [] WITH_A_ROLE, PrivateOnly, Roles;
    /// Ends somebody's role.
    EndRole: "cabutperan" [] &[Role::Owner], PrivateOnly, Roles;
    /// Takes an institution out of service.
    Deactivate: "nonaktif" [] &[Role::Owner], PrivateOnly, Registry;
    /// Brings it back.
    Activate: "aktifkan" [] &[Role::Owner], PrivateOnly, Registry;
    /// Makes links of invitation for many institutions.
    Links: "tautan" [] INVITING, PrivateOnly, Registry;
    /// What is wrong with chats, officers, links and roles.
    Checkup: "periksa" [] INVITING, PrivateOnly, Registry;
    /// Imports a registry file.
    Import: "impor" ["import"] &[Role::Owner], PrivateOnly, Registry;
    /// A link by which an officer's role goes over to a successor.
    HandOver: "serahkan" [] &[Role::Officer], PrivateOnly, Roles;
    /// What one can do here.
    Help: "bantuan" ["help"] ANYBODY, Listed, Other;
    /// Forgets the asker, or whom an owner names.
    Erase: "hapusdata" [] ANYBODY, PrivateOnly, Other;
    /// What is kept of people.
    Privacy: "privasi" ["privacy"] ANYBODY, Listed, Other;
    /// The asker's id, and the chat's.
    Id: "id" [] ANYBODY, Listed, Other;
    /// Opened by links, and by Telegram's own first button.
    Start: "start" [] ANYBODY, Answered, Unlisted;
}

impl Verb {
    /// The verb of a typed command, without its slash, in lower case.
    #[must_use]
    pub fn of(typed: &str) -> Option<Self> {
        COMMANDS
            .iter()
            .find(|command| command.name == typed || command.aliases.contains(&typed))
            .map(|command| command.verb)
    }

    /// Whether it shows something and asks nothing, so that a question that is open stays so.
    #[must_use]
    pub fn only_tells(self) -> bool {
        matches!(
            self,
            Self::Status
                | Self::Missing
                | Self::Confirmed
                | Self::Failed
                | Self::Export
                | Self::Recap
                | Self::Institution
                | Self::Roles
                | Self::Checkup
                | Self::Board
                | Self::Help
                | Self::Privacy
                | Self::Id
                | Self::Start
        )
    }

    /// Its line in the table.
    #[must_use]
    pub fn command(self) -> &'static Command {
        // Verbs are numbered as the same lines stand in the table.
        &COMMANDS[self as usize]
    }
}

/// The commands that somebody with these roles may use in private, or that anybody may in a group
/// (`roles` does not matter there: a group asks about its institution, whoever writes).
pub fn listed(roles: &[Role], in_group: bool) -> impl Iterator<Item = &'static Command> {
    COMMANDS
        .iter()
        .filter(|command| command.section != Section::Unlisted)
        .filter(move |command| {
            if in_group {
                command.in_group == InGroup::Listed
            } else {
                command.is_for(roles)
            }
        })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn what_shows_others_is_for_those_who_look_after_others() {
        for role in WITH_A_ROLE {
            assert_eq!(OVERSEEING.contains(role), role.oversees(), "{role:?}");
        }
    }

    #[test]
    fn every_name_is_one_that_the_platform_takes_and_means_one_thing() {
        let mut names = HashSet::new();
        for command in COMMANDS {
            assert_eq!(command.verb.command().name, command.name);
            for name in std::iter::once(&command.name).chain(command.aliases) {
                assert!(names.insert(*name), "{name} stands there twice");
                assert!((1..=32).contains(&name.len()), "{name}");
                let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
                assert!(name.chars().all(allowed), "{name}");
                assert_eq!(Verb::of(name), Some(command.verb));
            }
        }
        assert_eq!(Verb::of("settings"), None);
    }

    #[test]
    fn everybody_is_offered_their_own_commands_only() {
        let names = |roles: &[Role], in_group| -> Vec<&str> {
            listed(roles, in_group)
                .map(|command| command.name)
                .collect()
        };
        assert_eq!(names(&[], false), ["bantuan", "hapusdata", "privasi", "id"]);
        assert_eq!(names(&[Role::Owner], true), names(&[], true));
        assert!(names(&[], true).contains(&"status"));
        assert!(!names(&[], true).contains(&"siaran"));
        assert!(!names(&[Role::Owner], false).contains(&"siaran"));
        assert!(names(&[Role::Author], false).contains(&"siaran"));
        assert!(!names(&[Role::Approver], false).contains(&"cairkan"));
        assert!(names(&[Role::Officer, Role::Approver], false).contains(&"bekukan"));
    }
}
