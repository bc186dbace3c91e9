//! `/periksa`: what is wrong with the registry, within what the asker looks after.
//!
//! - `live`: looking at the chats themselves
//! - `night`: the same every morning, for those for whom something is new

pub mod live;
pub mod night;

use crate::domain::checkup::{Counts, Finding, Kind, Named, Page};
use crate::domain::clock::Timestamp;
use crate::domain::id::GrantId;
use crate::domain::refusal::Refusal;
use crate::domain::role::{Actor, Area, Role, Scope};
use crate::store::grant::{self, Grant};
use crate::store::{Fault, Tx, checkup, institution, person};

use super::{Error, invite, people};

/// Findings of one page.
pub const PAGE: i64 = 12;

/// Whose findings somebody may see, and whether also those of owners.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watch {
    /// What they look after.
    pub scope: Scope,
    /// Whether they are an owner.
    pub owner: bool,
}

impl Watch {
    /// What somebody looks after.
    ///
    /// # Errors
    /// Refused for all but coordinators and owners.
    pub fn of(actor: &Actor) -> Result<Self, Refusal> {
        invite::need_inviter(actor)?;
        Ok(Self {
            scope: invite::inviting_scope(actor),
            owner: actor.is(Role::Owner),
        })
    }

    fn sees(&self, kind: Kind) -> bool {
        self.owner || !kind.is_for_owners()
    }
}

/// A page of what the record knows to be wrong.
///
/// # Errors
/// Refused for all but coordinators and owners.
pub async fn page(tx: &mut Tx, actor: &Actor, page: i64, now: Timestamp) -> Result<Page, Error> {
    let watch = Watch::of(actor)?;
    Ok(page_of(tx, &watch, page, now).await?)
}

async fn page_of(tx: &mut Tx, watch: &Watch, page: i64, now: Timestamp) -> Result<Page, Fault> {
    let lists = Lists::of(tx, watch).await?;
    let mut counts = Counts::default();
    for kind in Kind::ALL.into_iter().filter(|kind| watch.sees(*kind)) {
        let count = match lists.get(kind) {
            Some(list) => i64::try_from(list.len()).unwrap_or(i64::MAX),
            None => checkup::count(tx, kind, &watch.scope, now).await?,
        };
        if count > 0 {
            counts.0.push((kind, count));
        }
    }
    let pages = (counts.total().max(1) + PAGE - 1) / PAGE;
    // The list may have become shorter since the button was made.
    let page = page.clamp(0, pages - 1);
    let mut findings = Vec::new();
    for (kind, first, most) in counts.stretch(page * PAGE, PAGE) {
        match lists.get(kind) {
            Some(list) => findings.extend(stretch(list, first, most)),
            None => {
                let part = checkup::page(tx, kind, &watch.scope, (first, most), now).await?;
                findings.extend(part);
            }
        }
    }
    Ok(Page {
        counts,
        page,
        pages,
        findings,
    })
}

/// The findings that take more than a statement; owners alone see them, and they are few.
#[derive(Debug, Default)]
struct Lists {
    without_approver: Vec<(GrantId, Finding)>,
    empty_areas: Vec<(GrantId, Finding)>,
}

impl Lists {
    async fn of(tx: &mut Tx, watch: &Watch) -> Result<Self, Fault> {
        if !watch.owner {
            return Ok(Self::default());
        }
        Ok(Self {
            without_approver: without_approver(tx).await?,
            empty_areas: checkup::empty_areas(tx).await?,
        })
    }

    fn get(&self, kind: Kind) -> Option<&[(GrantId, Finding)]> {
        match kind {
            Kind::NoApprover => Some(&self.without_approver),
            Kind::EmptyArea => Some(&self.empty_areas),
            _ => None,
        }
    }
}

fn stretch(
    list: &[(GrantId, Finding)],
    first: i64,
    most: i64,
) -> impl Iterator<Item = Finding> + '_ {
    let size = |number: i64| usize::try_from(number).unwrap_or(usize::MAX);
    let found = list.iter().skip(size(first)).take(size(most));
    found.map(|(_, finding)| finding.clone())
}

/// Authors whose announcements nobody may approve: the same that "Ajukan" would find.
async fn without_approver(tx: &mut Tx) -> Result<Vec<(GrantId, Finding)>, Fault> {
    let approvers = grant::holders(tx, Role::Approver).await?;
    let mut found = Vec::new();
    for author in grant::holders(tx, Role::Author).await? {
        if has_everywhere(&approvers, &author) {
            continue;
        }
        // Where several institutions are at the top of what they write for, they cannot write at all.
        let tops = institution::tops(tx, &author.area).await?;
        let [issuer] = tops.as_slice() else { continue };
        let covering = grant::covering(tx, Role::Approver, &issuer.code).await?;
        if covering.iter().any(|approver| *approver != author.person) {
            continue;
        }
        let finding = Finding::NoApprover {
            issuer: Named {
                code: issuer.code.to_string(),
                name: issuer.name.clone(),
            },
            author: person::get(tx, &author.person).await?.name,
        };
        found.push((author.id, finding));
    }
    Ok(found)
}

/// The ordinary case, which costs no query for each author.
fn has_everywhere(approvers: &[Grant], author: &Grant) -> bool {
    let mut others = approvers.iter().filter(|it| it.person != author.person);
    others.any(|approver| approver.area == Area::Everywhere)
}

/// A role that waits for "Sahkan", for an owner to see it again.
///
/// # Errors
/// Refused for others than owners, and for what is settled.
pub async fn pending(tx: &mut Tx, actor: &Actor, id: GrantId) -> Result<Grant, Error> {
    people::need(actor, Role::Owner)?;
    let grant = grant::find(tx, id).await?.ok_or(Refusal::UnknownButton)?;
    if grant.state != "pending" {
        return Err(Refusal::GrantSettled.into());
    }
    Ok(grant)
}
