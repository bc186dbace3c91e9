//! "Ingatkan": reminding by hand.

use crate::domain::announcement::Confirmation;
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::institution::Code;
use crate::domain::refusal::Refusal;
use crate::domain::reminder::ByHand;
use crate::domain::role::{Actor, Area, Role, Scope};
use crate::service::{Error, Rules, control};
use crate::store::announcement::{self, Announcement};
use crate::store::reminder::{self, Owing};
use crate::store::{Fault, Tx, report};

/// Of which institutions somebody may remind: of all, who is in charge of the announcement; others of
/// those that they coordinate.
///
/// # Errors
/// A database fault.
pub async fn remindable(
    tx: &mut Tx,
    actor: &Actor,
    announcement: &Announcement,
) -> Result<Scope, Fault> {
    Ok(
        match control::is_in_charge(tx, actor, announcement).await? {
            true => Scope::of([Area::Everywhere]),
            false => actor.scope(&[Role::Coordinator]),
        },
    )
}

/// Reminds those who have not confirmed, and of what is to be passed on those who have and gave no evidence
/// yet; but for those who were reminded a moment ago or as often as they may be.
///
/// # Errors
/// Refused for those who are neither in charge nor coordinate any of its institutions, and where nothing
/// is asked or it was stopped.
pub async fn by_hand(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    id: AnnouncementId,
    now: Timestamp,
) -> Result<ByHand, Error> {
    let announcement = announcement::find(tx, id)
        .await?
        .filter(|it| it.number.is_some())
        .ok_or(Refusal::UnknownButton)?;
    let scope = remindable(tx, actor, &announcement).await?;
    if scope.is_empty() {
        return Err(Refusal::NotYoursToRemind.into());
    }
    if !report::concerns(tx, id, &scope).await? {
        return Err(Refusal::OutsideScope.into());
    }
    if announcement.options.confirmation == Confirmation::None {
        return Err(Refusal::NothingAsked.into());
    }
    control::need_standing(tx, &announcement).await?;
    let revised = (id, announcement.revision);
    let patience = rules.patience;
    let limits = (patience.max_per_chat, now.minus(patience.min_interval));
    let all = reminder::owing(tx, revised, Owing::Confirmation, &scope, limits).await?;
    let (silent, silent_too_soon) = ready(all);
    let (mut unsent, mut unsent_too_soon) = (Vec::new(), 0);
    if announcement.options.confirmation == Confirmation::Disseminated {
        let all = reminder::owing(tx, revised, Owing::Evidence, &scope, limits).await?;
        (unsent, unsent_too_soon) = ready(all);
    }
    let by = &actor.person;
    if !silent.is_empty() {
        super::want(tx, rules, &announcement, &silent, Some(by), now).await?;
    }
    if !unsent.is_empty() {
        super::want_evidence(tx, rules, &announcement, &unsent, by, now).await?;
    }
    let awake = rules.clocks(&announcement.options).undisturbed(now);
    let anybody = !silent.is_empty() || !unsent.is_empty();
    Ok(ByHand {
        reminded: silent.len(),
        asked_for_evidence: unsent.len(),
        too_soon: silent_too_soon + unsent_too_soon,
        held_until: (awake > now && anybody).then_some(awake),
    })
}

/// Those that may be reminded now, and how many others there are.
fn ready(all: Vec<(Code, bool)>) -> (Vec<Code>, usize) {
    let count = all.len();
    let ready = all.into_iter().filter(|(_, ready)| *ready);
    let ready: Vec<Code> = ready.map(|(code, _)| code).collect();
    let others = count - ready.len();
    (ready, others)
}
