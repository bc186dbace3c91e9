//! "Ingatkan" on the page of an institution: that one alone.

use crate::domain::announcement::Confirmation;
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::institution::Code;
use crate::domain::refusal::Refusal;
use crate::domain::reminder::ByHand;
use crate::domain::report::{Unremindable, may_be_reminded};
use crate::domain::role::{Actor, Area, Scope};
use crate::service::{Error, Rules, control};
use crate::store::{Tx, acknowledgement, announcement, dissemination, institution, report};

use super::remindable;

/// Reminds one institution.
///
/// # Errors
/// Refused for those who may not, and, saying why, where it cannot be reminded now.
pub async fn one(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    id: AnnouncementId,
    code: &Code,
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
    let only = Scope::of([Area::Only(code.clone())]);
    if !institution::is_within(tx, code, &scope).await? || !report::concerns(tx, id, &only).await? {
        return Err(Refusal::OutsideScope.into());
    }
    if announcement.options.confirmation == Confirmation::None {
        return Err(Refusal::NothingAsked.into());
    }
    control::need_standing(tx, &announcement).await?;
    let revised = (id, announcement.revision);
    let confirmed = !acknowledgement::of(tx, revised, code).await?.is_empty();
    // Who has confirmed what is to be passed on may still owe the evidence.
    let owes_evidence = confirmed
        && announcement.options.confirmation == Confirmation::Disseminated
        && dissemination::current(tx, revised, code).await?.is_none();
    let copies = report::chats_of(tx, revised, code).await?;
    may_be_reminded(confirmed && !owes_evidence, &copies, rules.patience, now)
        .map_err(|why| Refusal::Unremindable { why })?;
    let by = &actor.person;
    let one = std::slice::from_ref(code);
    let chats = match owes_evidence {
        true => super::want_evidence(tx, rules, &announcement, one, by, now).await?,
        false => super::want(tx, rules, &announcement, one, Some(by), now).await?,
    };
    // Nobody is told "reminded" of what no chat will hear.
    if chats == 0 {
        let why = Unremindable::NoChat;
        return Err(Refusal::Unremindable { why }.into());
    }
    let awake = rules.clocks(&announcement.options).undisturbed(now);
    Ok(ByHand {
        reminded: usize::from(!owes_evidence),
        asked_for_evidence: usize::from(owes_evidence),
        too_soon: 0,
        held_until: (awake > now).then_some(awake),
    })
}
