//! The links of many institutions at once: what an office sends out to its members in one go.

use crate::domain::clock::Timestamp;
use crate::domain::id;
use crate::domain::institution::Institution;
use crate::domain::invitation::{Invitation, Pair};
use crate::domain::refusal::Refusal;
use crate::domain::role::{Actor, Area, Role};
use crate::domain::selection::{Clause, Selection};
use crate::service::{Error, Rules};
use crate::store::event::Entry;
use crate::store::invitation::{self, Link};
use crate::store::redemption::{self, Redemption};
use crate::store::{Tx, institution, selection};

use super::make::fresh;
use super::{find_within, inviting_scope, need_inviter};

/// Uses of earlier links that the answer for one institution lists.
const USES_SHOWN: i64 = 5;

/// Links that were made together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// By which the earlier ones can be taken back.
    pub batch: i64,
    /// Two for each institution.
    pub pairs: Vec<Pair>,
    /// Until when those of groups hold; each for one use.
    pub chat_expires: Timestamp,
    /// Until when those of officers hold.
    pub officer_expires: Timestamp,
    /// By how many people each of those may be used.
    pub officer_uses: i64,
    /// How many earlier links of the same institutions are still open.
    pub still_open: i64,
    /// For a single institution that was named: who used its links so far, newest first.
    pub single: Option<Vec<Redemption>>,
}

/// For how many institutions links are made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Extent {
    /// Also for those that have a chat.
    pub all: bool,
    /// For no more than these.
    pub most: Option<usize>,
}

/// Makes links for every chosen institution in scope that has no active chat, or for those that have one
/// too. A single institution that is named gets its links in any case.
///
/// # Errors
/// Refused without the role for it, for what is unknown or outside the scope, and when there is no such
/// institution, or more than are wanted.
pub async fn bundle(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    wanted: &Selection,
    extent: Extent,
    now: Timestamp,
) -> Result<Bundle, Error> {
    check(tx, actor, wanted).await?;
    let scope = inviting_scope(actor);
    let one = match wanted.one_code() {
        Some(code) => selection::institutions(tx, &scope, wanted, false)
            .await
            .map(|found| found.len() == 1 && found[0].code == *code)?,
        None => false,
    };
    let institutions = selection::institutions(tx, &scope, wanted, !extent.all && !one).await?;
    if institutions.is_empty() {
        return Err(Refusal::NoLinksNeeded.into());
    }
    let count = institutions.len();
    if let Some(most) = extent.most.filter(|most| count > *most) {
        return Err(Refusal::TooManyCodes { count, most }.into());
    }
    let (links, pairs) = fresh_pairs(rules, actor, &institutions, now);
    invitation::insert_all(tx, &links, now).await?;
    let batch = links[0].batch;
    let still_open = invitation::older_open(tx, batch, now).await?;
    // Also of one with others below it, when those need none.
    let alone = |code: &_| matches!(institutions.as_slice(), [one] if one.code == *code);
    let single = match wanted.one_code().is_some_and(alone) {
        true => Some(redemption::newest(tx, &institutions[0].code, USES_SHOWN).await?),
        false => None,
    };
    let detail = serde_json::json!({ "batch": batch, "institutions": institutions.len() });
    Entry::by(&actor.person, "links.made")
        .write(tx, now, detail)
        .await?;
    Ok(Bundle {
        batch,
        pairs,
        chat_expires: now.plus(rules.chat_link_expires),
        officer_expires: now.plus(rules.officer_link_expires),
        officer_uses: rules.officer_link_uses,
        still_open,
        single,
    })
}

/// Two links for each institution, not written down yet.
fn fresh_pairs(
    rules: &Rules,
    actor: &Actor,
    institutions: &[Institution],
    now: Timestamp,
) -> (Vec<Link>, Vec<Pair>) {
    let count = i64::try_from(institutions.len() * 2).unwrap_or(i64::MAX);
    let batch = id::reserve(now, count);
    let mut links = Vec::with_capacity(institutions.len() * 2);
    let mut pairs = Vec::with_capacity(institutions.len());
    for (id, institution) in (batch..).step_by(2).zip(institutions) {
        let area = Area::Subtree(institution.code.clone());
        let by = Some(&actor.person);
        let (group, group_url) = fresh(rules, by, Invitation::Chat, area.clone(), (id, batch), now);
        let officer = Invitation::Person(Role::Officer);
        let (officer, officer_url) = fresh(rules, by, officer, area, (id + 1, batch), now);
        links.extend([group, officer]);
        pairs.push(Pair {
            code: institution.code.clone(),
            name: institution.name.clone(),
            group_url,
            officer_url,
        });
    }
    (links, pairs)
}

/// Everything that is named must be there, and institutions in scope: a slip of the pen would otherwise
/// look like an institution that needs nothing.
async fn check(tx: &mut Tx, actor: &Actor, wanted: &Selection) -> Result<(), Error> {
    need_inviter(actor)?;
    let scope = inviting_scope(actor);
    for clause in &wanted.0 {
        match clause {
            Clause::Categories(_) | Clause::WithoutCategories(_) => {}
            Clause::Regions(names) | Clause::WithoutRegions(names) => {
                for typed in names {
                    if institution::find_region(tx, typed, &scope).await?.is_none() {
                        let typed = typed.clone();
                        return Err(Refusal::RegionUnknown { typed }.into());
                    }
                }
            }
            Clause::Within(codes)
            | Clause::Without(codes)
            | Clause::Only(codes)
            | Clause::WithoutOnly(codes) => {
                for code in codes {
                    find_within(tx, code.as_str(), &scope).await?;
                }
            }
        }
    }
    Ok(())
}

/// "Cabut tautan lama": takes back what is open of links made before a batch, for its institutions and as
/// far as the actor's scope reaches now; how many.
///
/// # Errors
/// Refused without the role for it.
pub async fn revoke_earlier(
    tx: &mut Tx,
    actor: &Actor,
    batch: i64,
    now: Timestamp,
) -> Result<u64, Error> {
    need_inviter(actor)?;
    let count = invitation::revoke_older(tx, batch, &inviting_scope(actor), now).await?;
    record(
        tx,
        actor,
        count,
        serde_json::json!({ "before": batch, "count": count }),
        now,
    )
    .await
}

/// `/tautan cabut`: takes back all open links of the chosen institutions; how many.
///
/// # Errors
/// Refused without the role for it, and for what is unknown or outside the scope.
pub async fn revoke(
    tx: &mut Tx,
    actor: &Actor,
    wanted: &Selection,
    now: Timestamp,
) -> Result<u64, Error> {
    check(tx, actor, wanted).await?;
    let count = invitation::revoke(tx, &inviting_scope(actor), wanted, now).await?;
    record(tx, actor, count, serde_json::json!({ "count": count }), now).await
}

async fn record(
    tx: &mut Tx,
    actor: &Actor,
    count: u64,
    detail: serde_json::Value,
    now: Timestamp,
) -> Result<u64, Error> {
    if count > 0 {
        Entry::by(&actor.person, "links.revoked")
            .write(tx, now, detail)
            .await?;
    }
    Ok(count)
}
