//! Who may do what, and how far.

use super::address::Address;
use super::id::PersonId;
use super::institution::Code;

/// What somebody is to the forum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// pemilik
    Owner,
    /// penyusun
    Author,
    /// penyetuju
    Approver,
    /// koordinator
    Coordinator,
    /// petugas
    Officer,
}

impl Role {
    /// The stored word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Author => "author",
            Self::Approver => "approver",
            Self::Coordinator => "coordinator",
            Self::Officer => "officer",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_stored(word: &str) -> Option<Self> {
        [
            Self::Owner,
            Self::Author,
            Self::Approver,
            Self::Coordinator,
            Self::Officer,
        ]
        .into_iter()
        .find(|role| role.as_str() == word)
    }

    /// Whether an owner must press "Sahkan" before it takes effect.
    #[must_use]
    pub fn needs_confirmation(self) -> bool {
        matches!(self, Self::Author | Self::Approver | Self::Coordinator)
    }

    /// Whether it looks after others: more than one's own institution.
    #[must_use]
    pub fn oversees(self) -> bool {
        match self {
            Self::Owner | Self::Author | Self::Approver | Self::Coordinator => true,
            Self::Officer => false,
        }
    }

    /// What somebody with this role for an area is answered and told about: an officer about their own
    /// institution alone.
    #[must_use]
    pub fn reach(self, area: &Area) -> Area {
        match (self, area) {
            (Self::Officer, Area::Subtree(code)) => Area::Only(code.clone()),
            _ => area.clone(),
        }
    }
}

/// How far a role reaches.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Area {
    /// The root: every institution.
    Everywhere,
    /// An institution with everything below it.
    Subtree(Code),
    /// All institutions of a region, by its name.
    Region(String),
    /// One institution alone: what a group may ask about.
    Only(Code),
}

impl Area {
    /// The stored pair (kind, value).
    #[must_use]
    pub fn to_stored(&self) -> (&'static str, &str) {
        match self {
            Self::Everywhere => ("everywhere", ""),
            Self::Subtree(code) => ("subtree", code.as_str()),
            Self::Region(region) => ("region", region),
            Self::Only(code) => ("only", code.as_str()),
        }
    }

    /// Reads the stored pair.
    #[must_use]
    pub fn from_stored(kind: &str, value: String) -> Option<Self> {
        match kind {
            "everywhere" => Some(Self::Everywhere),
            "subtree" => Some(Self::Subtree(Code::stored(value))),
            "region" => Some(Self::Region(value)),
            "only" => Some(Self::Only(Code::stored(value))),
            _ => None,
        }
    }
}

/// Everything that somebody may look at: the union of areas. Queries that coordinators reach demand
/// one, so that none can be written without it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Scope(Vec<Area>);

impl Scope {
    /// The union of `areas`; of none, nothing.
    #[must_use]
    pub fn of(areas: impl IntoIterator<Item = Area>) -> Self {
        let mut all: Vec<Area> = Vec::new();
        for area in areas {
            if !all.contains(&area) {
                all.push(area);
            }
        }
        Self(all)
    }

    /// The areas.
    #[must_use]
    pub fn areas(&self) -> &[Area] {
        &self.0
    }

    /// What somebody with these roles may ask about: all of them together, an officer their own institution alone.
    #[must_use]
    pub fn to_ask(grants: &[(Role, Area)]) -> Self {
        Self::of(grants.iter().map(|(role, area)| role.reach(area)))
    }

    /// Whether it is that of members: single institutions, each for itself.
    #[must_use]
    pub fn is_of_members(&self) -> bool {
        self.0.iter().all(|area| matches!(area, Area::Only(_)))
    }

    /// Whether nothing at all can be seen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A person at the door, with the roles that are in effect for them now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Their key in the record.
    pub person: PersonId,
    /// Their private chat.
    pub address: Address,
    /// Their name, for others to read.
    pub name: String,
    /// Roles in effect, each with its area.
    pub grants: Vec<(Role, Area)>,
}

impl Actor {
    /// Whether they hold `role` anywhere.
    #[must_use]
    pub fn is(&self, role: Role) -> bool {
        self.grants.iter().any(|(held, _)| *held == role)
    }

    /// Whether they look after others: whoever does sees lists, files and the board.
    #[must_use]
    pub fn oversees(&self) -> bool {
        self.grants.iter().any(|(role, _)| role.oversees())
    }

    /// The union of the areas of some roles.
    #[must_use]
    pub fn scope(&self, roles: &[Role]) -> Scope {
        Scope::of(
            self.grants
                .iter()
                .filter(|(role, _)| roles.contains(role))
                .map(|(_, area)| area.clone()),
        )
    }

    /// What they may ask about; see [`Scope::to_ask`].
    #[must_use]
    pub fn asking_scope(&self) -> Scope {
        Scope::to_ask(&self.grants)
    }
}
