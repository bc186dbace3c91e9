//! How an announcement stands with one institution, and reminding just that one.

use crate::domain::announcement::Confirmation;
use crate::domain::clock::Timestamp;
use crate::domain::institution::Code;
use crate::domain::leaf::Leaf;
use crate::domain::refusal::Refusal;
use crate::domain::report::Standing;
use crate::domain::role::{Actor, Area, Scope};
use crate::store::{Tx, acknowledgement, attendance, dissemination, institution, report};

use super::chase::remindable;
use super::{Error, ask, control, registry};

/// Announcements before it that the page names.
const PAST: i64 = 5;

/// The page of an institution that a list has led to.
///
/// # Errors
/// Refused where announcement or institution lie outside of what the reader sees, and where the one does
/// not concern the other.
pub async fn page(
    tx: &mut Tx,
    actor: &Actor,
    leaf: Leaf,
    code: &Code,
    now: Timestamp,
) -> Result<Standing, Error> {
    let scope = actor.asking_scope();
    let announcement = ask::visible(tx, &scope, leaf.announcement).await?;
    let number = announcement.number.ok_or(Refusal::UnknownButton)?;
    need_in_service(tx, &scope, code).await?;
    let institution = registry::page(tx, &scope, Some(actor), code, now).await?;
    let only = Scope::of([Area::Only(code.clone())]);
    if !report::concerns(tx, announcement.id, &only).await? {
        return Err(Refusal::OutsideScope.into());
    }
    let revised = (announcement.id, announcement.revision);
    let mut given = acknowledgement::of(tx, revised, code).await?.into_iter();
    let mut confirmed = given.next();
    let answer = match announcement.options.confirmation {
        Confirmation::Attendance => {
            attendance::find(tx, announcement.id, announcement.revision, code).await?
        }
        _ => None,
    };
    let attends = answer.as_ref().map(|it| it.attends);
    if let Some(answer) = answer {
        confirmed = Some((answer.at, answer.by));
    }
    let codes = [code.to_string()];
    let mut reported = dissemination::of(tx, revised, &codes).await?;
    let asked = announcement.options.confirmation != Confirmation::None;
    let over = match control::need_standing(tx, &announcement).await {
        Ok(_) => false,
        Err(Error::Refused(_)) => true,
        Err(fault) => return Err(fault),
    };
    let may = remindable(tx, actor, &announcement).await?;
    let reported = reported.remove(code.as_str());
    let owes_evidence =
        announcement.options.confirmation == Confirmation::Disseminated && reported.is_none();
    let owes = confirmed.is_none() || owes_evidence;
    let remindable = asked && !over && owes && institution::is_within(tx, code, &may).await?;
    Ok(Standing {
        leaf,
        number,
        title: announcement.title,
        options: announcement.options,
        institution,
        copies: report::chats_of(tx, revised, code).await?,
        clock: report::clocks_of(tx, revised, code).await?,
        confirmed,
        others: i64::try_from(given.len()).unwrap_or(i64::MAX),
        attends,
        reported,
        past: report::past(tx, code, announcement.id, PAST).await?,
        remindable,
    })
}

/// A list of a frozen audience goes on naming who was taken out of service since.
async fn need_in_service(tx: &mut Tx, scope: &Scope, code: &Code) -> Result<(), Error> {
    let gone = matches!(institution::known(tx, code).await?, Some((_, false)));
    match gone && institution::is_within(tx, code, scope).await? {
        true => Err(Refusal::InstitutionInactive {
            code: code.to_string(),
        }
        .into()),
        false => Ok(()),
    }
}
