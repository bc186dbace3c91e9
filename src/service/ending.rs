//! "Cabut": a role ends, and with it all that only its holder could have gone on with.
//!
//! What a former author had handed over is withdrawn, not left to the approvers: a role is ended because
//! somebody is no longer trusted with it, or no longer there, and then two people of the office would not
//! have stood behind the text. Nothing is lost by it: approvers and owners are told, approvers keep the
//! preview, and any author can submit it anew.

use crate::domain::announcement::State;
use crate::domain::clock::Timestamp;
use crate::domain::id::{GrantId, PersonId};
use crate::domain::institution::Institution;
use crate::domain::refusal::Refusal;
use crate::domain::role::{Actor, Area, Role};
use crate::store::announcement::{self, Announcement};
use crate::store::event::Entry;
use crate::store::grant::{self, Grant};
use crate::store::person::{self, Person};
use crate::store::{Tx, institution, question, seat};

use super::{Error, Rules, approve, holders, people};

/// A role that is about to end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Considered {
    /// The role.
    pub grant: Grant,
    /// Whose.
    pub person: Person,
    /// Drafts that will be dropped.
    pub drafts: usize,
    /// What was handed over and will be withdrawn.
    pub submitted: usize,
    /// Issuers that nobody else could approve for.
    pub orphans: Vec<Institution>,
}

/// A role that has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// The role.
    pub grant: Grant,
    /// Whose it was.
    pub person: Person,
    /// What they had handed over, withdrawn with this.
    pub withdrawn: Vec<Announcement>,
    /// Issuers that nobody can approve for any more.
    pub orphans: Vec<Institution>,
}

/// What ending a role would mean.
///
/// # Errors
/// Refused for those who may not end it, for owners' roles, and when it has ended already.
pub async fn consider(tx: &mut Tx, actor: &Actor, id: GrantId) -> Result<Considered, Error> {
    let grant = endable(tx, actor, id).await?;
    let open = left_over(tx, &grant).await?;
    let drafts = open.iter().filter(|it| it.state == State::Draft).count();
    Ok(Considered {
        person: person::get(tx, &grant.person).await?,
        drafts,
        submitted: open.len() - drafts,
        orphans: orphans(tx, &grant).await?,
        grant,
    })
}

/// "Ya, cabut".
///
/// # Errors
/// As [`consider`].
pub async fn end(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    id: GrantId,
    now: Timestamp,
) -> Result<Ended, Error> {
    let grant = endable(tx, actor, id).await?;
    if grant.role == Role::Officer {
        let (person, _) = people::revoke_officer(tx, actor, id, now).await?;
        return Ok(Ended {
            grant,
            person,
            withdrawn: Vec::new(),
            orphans: Vec::new(),
        });
    }
    let orphans = orphans(tx, &grant).await?;
    let left = left_over(tx, &grant).await?;
    grant::settle(tx, id, "revoked", Some(&actor.person), now).await?;
    let (kind, value) = grant.area.to_stored();
    let detail = serde_json::json!({
        "person": grant.person, "role": grant.role.as_str(), "area": [kind, value],
    });
    Entry::by(&actor.person, "role.revoked")
        .write(tx, now, detail)
        .await?;
    let withdrawn = withdraw(tx, &actor.person, left, now).await?;
    if grant.role == Role::Approver {
        approve::take_back(tx, rules, &actor.person, &grant.person, now).await?;
    }
    let person = person::get(tx, &grant.person).await?;
    if let Some(address) = &person.address {
        // Whether they may still give the evidence that they were asked for is looked up when they do.
        question::forget_words(tx, address).await?;
        let left: Vec<Role> = people::roles(tx, &person.id).await?;
        // Bars with counts of a whole audience, notices and requests that are still to leave.
        if !left.contains(&grant.role) && !left.contains(&Role::Owner) {
            seat::vacate(tx, address, grant.role).await?;
        }
    }
    Ok(Ended {
        grant,
        person,
        withdrawn,
        orphans,
    })
}

async fn endable(tx: &mut Tx, actor: &Actor, id: GrantId) -> Result<Grant, Error> {
    if !holders::sees_others(actor) {
        people::need(actor, Role::Owner)?;
    }
    let grant = grant::find(tx, id).await?.ok_or(Refusal::UnknownButton)?;
    if !holders::sees(tx, actor, &grant).await? {
        return Err(Refusal::OutsideScope.into());
    }
    if grant.role == Role::Owner {
        return Err(Refusal::OwnersBySetting.into());
    }
    if grant.state != "active" {
        return Err(Refusal::RoleOver.into());
    }
    if !holders::may_end(tx, actor, &grant).await? {
        people::need(actor, Role::Owner)?;
    }
    Ok(grant)
}

/// What an author has open for an area that no other role of theirs lets them speak for.
async fn left_over(tx: &mut Tx, grant: &Grant) -> Result<Vec<Announcement>, Error> {
    if grant.role != Role::Author {
        return Ok(Vec::new());
    }
    let others = grant::of_person(tx, &grant.person).await?;
    let other = |area: &Area| {
        others
            .iter()
            .any(|it| it.id != grant.id && it.is_active(Role::Author) && it.area == *area)
    };
    let mut open = announcement::open_of(tx, &grant.person).await?;
    open.retain(|it| !other(&it.area));
    Ok(open)
}

async fn withdraw(
    tx: &mut Tx,
    by: &PersonId,
    open: Vec<Announcement>,
    now: Timestamp,
) -> Result<Vec<Announcement>, Error> {
    let mut withdrawn = Vec::new();
    for announcement in open {
        announcement::set_state(tx, announcement.id, State::Discarded).await?;
        let handed_over = announcement.state == State::Submitted;
        let kind = if handed_over {
            "announcement.withdrawn"
        } else {
            "draft.discarded"
        };
        Entry::by(by, kind)
            .on(announcement.id)
            .at(&announcement.issuer)
            .write(tx, now, serde_json::json!({ "why": "role.revoked" }))
            .await?;
        if handed_over {
            withdrawn.push(announcement);
        }
    }
    Ok(withdrawn)
}

/// Issuers for which this approver is the last one that is not also their author: asked of every author
/// in office.
async fn orphans(tx: &mut Tx, grant: &Grant) -> Result<Vec<Institution>, Error> {
    let mut orphans: Vec<Institution> = Vec::new();
    if grant.role != Role::Approver {
        return Ok(orphans);
    }
    for author in grant::holders(tx, Role::Author).await? {
        // With several at the top they cannot write at all.
        let tops = institution::tops(tx, &author.area).await?;
        let Ok([issuer]) = <[Institution; 1]>::try_from(tops) else {
            continue;
        };
        let known = orphans.iter().any(|it| it.code == issuer.code);
        if known || author.person == grant.person {
            continue;
        }
        let now = approvers_without(tx, &issuer, &author.person, None).await?;
        let then = approvers_without(tx, &issuer, &author.person, Some(grant.id)).await?;
        if now && !then {
            orphans.push(issuer);
        }
    }
    Ok(orphans)
}

/// Whether anybody but an author could approve for an issuer, were it not for one role.
async fn approvers_without(
    tx: &mut Tx,
    issuer: &Institution,
    author: &PersonId,
    without: Option<GrantId>,
) -> Result<bool, Error> {
    let covering = grant::covering_without(tx, Role::Approver, &issuer.code, without).await?;
    Ok(covering.iter().any(|approver| approver != author))
}
