//! "Ingatkan": reminding by hand.

use crate::domain::announcement::Confirmation;
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::refusal::Refusal;
use crate::domain::reminder::ByHand;
use crate::domain::role::{Actor, Area, Role, Scope};
use crate::service::{Error, Rules, control};
use crate::store::announcement::{self, Announcement};
use crate::store::{Fault, Tx, reminder, report};

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

/// Reminds those who have not confirmed, but for those who were reminded a moment ago or as often as they
/// may be.
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
    let all = reminder::unconfirmed(tx, revised, &scope, limits).await?;
    let (ready, waiting): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, ready)| *ready);
    let ready: Vec<_> = ready.into_iter().map(|(code, _)| code).collect();
    if !ready.is_empty() {
        let by = Some(&actor.person);
        super::want(tx, rules, &announcement, &ready, by, now).await?;
    }
    let awake = rules.clocks(&announcement.options).undisturbed(now);
    Ok(ByHand {
        reminded: ready.len(),
        too_soon: waiting.len(),
        held_until: (awake > now && !ready.is_empty()).then_some(awake),
    })
}
