//! `/peran`: who holds which role where, within what the asker may know.

use crate::domain::holders::{Needle, Wanted};
use crate::domain::id::GrantId;
use crate::domain::institution::Code;
use crate::domain::refusal::Refusal;
use crate::domain::role::{Actor, Area, Role};
use crate::store::grant::{self, Grant};
use crate::store::holder::{self, Held, Seen};
use crate::store::person::{self, Person};
use crate::store::{Fault, Tx, institution};

use super::{Error, people};

/// Roles on one page: each has a row of buttons.
pub const PAGE: i64 = 8;

/// A page of roles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// What it is narrowed to.
    pub wanted: Wanted,
    /// From 0.
    pub page: i64,
    /// At least 1.
    pub pages: i64,
    /// Roles on all pages.
    pub total: i64,
    /// Those of this page.
    pub held: Vec<Held>,
    /// Whether the asker settles what waits.
    pub settles: bool,
}

/// What a person's page shows to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Whose.
    pub person: Person,
    /// Their roles that the asker may see, each with whether the asker may end it.
    pub held: Vec<(Held, bool)>,
    /// Whether the asker settles what waits.
    pub settles: bool,
}

/// One's own roles.
///
/// # Errors
/// A database fault.
pub async fn own(tx: &mut Tx, actor: &Actor) -> Result<Vec<Held>, Fault> {
    holder::of_person(tx, &actor.person).await
}

/// Whether somebody sees the roles of others at all.
#[must_use]
pub fn sees_others(actor: &Actor) -> bool {
    actor.is(Role::Owner) || actor.is(Role::Coordinator)
}

/// What is meant by the words behind `/peran`: a role, a code of an institution that the asker may see,
/// or else a name.
///
/// # Errors
/// Refused when nobody can be meant by it.
pub async fn wanted(tx: &mut Tx, actor: &Actor, typed: &str) -> Result<Wanted, Error> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(Wanted::All);
    }
    if let Some(role) = Wanted::role_of(typed) {
        return Ok(Wanted::Role(role));
    }
    if let Some(code) = Code::parse(typed) {
        let scope = actor.scope(&[Role::Owner, Role::Coordinator]);
        if institution::is_within(tx, &code, &scope).await? {
            return Ok(Wanted::Below(code));
        }
    }
    let unknown = || Refusal::PersonUnknown {
        typed: typed.to_owned(),
    };
    Ok(Wanted::Called(Needle::parse(typed).ok_or_else(unknown)?))
}

/// A page of what is wanted. An institution below which the asker may see nothing lists nothing.
///
/// # Errors
/// Refused for those who see no roles but their own.
pub async fn page(tx: &mut Tx, actor: &Actor, wanted: Wanted, page: i64) -> Result<Listed, Error> {
    let seen = seen(actor)?;
    let mut page = page.clamp(0, i64::MAX / PAGE - 1);
    let (total, mut held) = holder::page(tx, &wanted, &seen, PAGE, page * PAGE).await?;
    let pages = (total.max(1) + PAGE - 1) / PAGE;
    // The list may have become shorter since the button was made.
    if page >= pages {
        page = pages - 1;
        held = holder::page(tx, &wanted, &seen, PAGE, page * PAGE).await?.1;
    }
    Ok(Listed {
        wanted,
        page,
        pages,
        total,
        held,
        settles: actor.is(Role::Owner),
    })
}

fn seen(actor: &Actor) -> Result<Seen, Refusal> {
    if actor.is(Role::Owner) {
        return Ok(Seen::All);
    }
    people::need(actor, Role::Coordinator)?;
    Ok(Seen::Within(actor.scope(&[Role::Coordinator])))
}

/// A person by one of their roles.
///
/// # Errors
/// Refused outside of what the asker may see, and when no role is left that they may.
pub async fn sheet(tx: &mut Tx, actor: &Actor, id: GrantId) -> Result<Sheet, Error> {
    seen(actor)?;
    let grant = grant::find(tx, id).await?.ok_or(Refusal::UnknownButton)?;
    if !sees(tx, actor, &grant).await? {
        return Err(Refusal::OutsideScope.into());
    }
    let mut held = Vec::new();
    for one in holder::of_person(tx, &grant.person).await? {
        if sees(tx, actor, &one.grant).await? {
            let may_end = may_end(tx, actor, &one.grant).await?;
            held.push((one, may_end));
        }
    }
    if held.is_empty() {
        return Err(Refusal::RoleOver.into());
    }
    Ok(Sheet {
        person: person::get(tx, &grant.person).await?,
        held,
        settles: actor.is(Role::Owner),
    })
}

/// Whether somebody may know of a role: owners of all, coordinators of officers and coordinators in
/// their scope.
///
/// # Errors
/// A database fault.
pub(super) async fn sees(tx: &mut Tx, actor: &Actor, grant: &Grant) -> Result<bool, Fault> {
    if actor.is(Role::Owner) {
        return Ok(true);
    }
    if !matches!(grant.role, Role::Officer | Role::Coordinator) || grant.state == "pending" {
        return Ok(false);
    }
    let scope = actor.scope(&[Role::Coordinator]);
    match &grant.area {
        Area::Subtree(code) | Area::Only(code) => institution::is_within(tx, code, &scope).await,
        Area::Everywhere | Area::Region(_) => {
            Ok(scope.areas().contains(&Area::Everywhere) || scope.areas().contains(&grant.area))
        }
    }
}

/// Whether somebody may end a role: owners all but their own kind, coordinators those of officers in
/// their scope.
///
/// # Errors
/// A database fault.
pub(super) async fn may_end(tx: &mut Tx, actor: &Actor, grant: &Grant) -> Result<bool, Fault> {
    let active = grant.state == "active" && grant.role != Role::Owner;
    let within = actor.is(Role::Owner) || grant.role == Role::Officer;
    Ok(active && within && sees(tx, actor, grant).await?)
}
