//! What `/periksa` finds wrong with the registry, and the order in which it matters.

use super::clock::Timestamp;
use super::event::PlaceKind;
use super::id::{ChatId, GrantId};
use super::role::{Area, Role};

/// What can be wrong, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Nobody may approve what an author writes for this issuer.
    NoApprover,
    /// A chat cannot be reached.
    Lost,
    /// The bot is in a chat but may not write there.
    Muted,
    /// An institution has no chat at all.
    WithoutChat,
    /// A role covers no active institution.
    EmptyArea,
    /// A redeemed role waits for "Sahkan" for a day.
    Pending,
    /// A group has nobody but the bot and one person.
    FewMembers,
    /// An institution has a chat but no officer.
    WithoutOfficer,
    /// A link that still works was not used for a week.
    UnusedLink,
}

impl Kind {
    /// All of them, the worst first.
    pub const ALL: [Self; 9] = [
        Self::NoApprover,
        Self::Lost,
        Self::Muted,
        Self::WithoutChat,
        Self::EmptyArea,
        Self::Pending,
        Self::FewMembers,
        Self::WithoutOfficer,
        Self::UnusedLink,
    ];

    /// The stored word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoApprover => "no-approver",
            Self::Lost => "lost",
            Self::Muted => "muted",
            Self::WithoutChat => "without-chat",
            Self::EmptyArea => "empty-area",
            Self::Pending => "pending",
            Self::FewMembers => "few-members",
            Self::WithoutOfficer => "without-officer",
            Self::UnusedLink => "unused-link",
        }
    }

    /// Whether only owners can do something about it, so that only they hear of it.
    #[must_use]
    pub fn is_for_owners(self) -> bool {
        matches!(self, Self::NoApprover | Self::EmptyArea | Self::Pending)
    }
}

/// An institution in a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// A chat in a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// Its registration, for its page.
    pub id: ChatId,
    /// Whose it is.
    pub of: Named,
    /// Its title.
    pub title: String,
    /// What it is.
    pub kind: PlaceKind,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// [`Kind::NoApprover`]: who writes for it.
    NoApprover { issuer: Named, author: String },
    /// [`Kind::Lost`]: in the platform's words.
    Lost { chat: Spot, reason: String },
    /// [`Kind::Muted`]
    Muted { chat: Spot },
    /// [`Kind::WithoutChat`]
    WithoutChat { institution: Named },
    /// [`Kind::EmptyArea`]
    EmptyArea {
        person: String,
        /// Their account as `/cabutperan` takes it.
        account: Option<String>,
        role: Role,
        area: Area,
    },
    /// [`Kind::Pending`]: what "Tampilkan" shows again.
    Pending {
        grant: GrantId,
        person: String,
        role: Role,
        area: Area,
        since: Timestamp,
    },
    /// [`Kind::FewMembers`]: the bot included.
    FewMembers { chat: Spot, members: i64 },
    /// [`Kind::WithoutOfficer`]
    WithoutOfficer { institution: Named },
    /// [`Kind::UnusedLink`]: what it makes whoever opens it, and where.
    UnusedLink {
        what: super::invitation::Invitation,
        area: Area,
        /// The institution's name; empty for a link to something larger.
        name: String,
        since: Timestamp,
    },
}

impl Finding {
    /// What kind of thing it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::NoApprover { .. } => Kind::NoApprover,
            Self::Lost { .. } => Kind::Lost,
            Self::Muted { .. } => Kind::Muted,
            Self::WithoutChat { .. } => Kind::WithoutChat,
            Self::EmptyArea { .. } => Kind::EmptyArea,
            Self::Pending { .. } => Kind::Pending,
            Self::FewMembers { .. } => Kind::FewMembers,
            Self::WithoutOfficer { .. } => Kind::WithoutOfficer,
            Self::UnusedLink { .. } => Kind::UnusedLink,
        }
    }
}

/// How many there are of each kind, the worst first; kinds without any are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts(pub Vec<(Kind, i64)>);

impl Counts {
    /// All together.
    #[must_use]
    pub fn total(&self) -> i64 {
        self.0.iter().map(|(_, count)| count).sum()
    }

    /// Those of one kind.
    #[must_use]
    pub fn of(&self, kind: Kind) -> i64 {
        let counts = self.0.iter();
        counts.filter(|(of, _)| *of == kind).map(|it| it.1).sum()
    }

    /// Which stretch of each kind's list stands on entries `from` to `from + most` of all lists one
    /// after the other: kind, first entry, how many.
    #[must_use]
    pub fn stretch(&self, from: i64, most: i64) -> Vec<(Kind, i64, i64)> {
        let mut begins = 0;
        let mut found = Vec::new();
        for (kind, count) in &self.0 {
            let first = from.max(begins);
            let last = from.saturating_add(most).min(begins + count);
            if first < last {
                found.push((*kind, first - begins, last - first));
            }
            begins += count;
        }
        found
    }
}

/// A page of what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// All there is.
    pub counts: Counts,
    /// From 0.
    pub page: i64,
    /// At least 1.
    pub pages: i64,
    /// What stands on this page, by kind, the worst first.
    pub findings: Vec<Finding>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_runs_over_from_one_kind_to_the_next() {
        let counts = Counts(vec![
            (Kind::Lost, 3),
            (Kind::WithoutChat, 5),
            (Kind::UnusedLink, 1),
        ]);
        assert_eq!(counts.total(), 9);
        assert_eq!(
            counts.stretch(0, 4),
            [(Kind::Lost, 0, 3), (Kind::WithoutChat, 0, 1)]
        );
        assert_eq!(counts.stretch(4, 4), [(Kind::WithoutChat, 1, 4)]);
        assert_eq!(counts.stretch(8, 4), [(Kind::UnusedLink, 0, 1)]);
        assert_eq!(counts.stretch(9, 4), []);
    }
}
