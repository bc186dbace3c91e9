//! The second person's word. Nothing is announced without it. A "no" has a reason (`turn_down`).

mod turn_down;

use chrono::Datelike;

use crate::domain::announcement::{AuthenticityCode, Change, Number, State};
use crate::domain::calendar;
use crate::domain::clock::Timestamp;
use crate::domain::id::{AnnouncementId, PersonId};
use crate::domain::outgoing::Lane;
use crate::domain::refusal::Refusal;
use crate::domain::role::{Actor, Role};
use crate::store::announcement::{self, Announcement};
use crate::store::event::Entry;
use crate::store::grant;
use crate::store::revision::{self, Revision};
use crate::store::{Fault, Tx, approval, audience, numbering};
use crate::view;

use super::correct::Changed;
use super::draft::{Preview, content_hash, preview, target_of};
use super::expiry::is_overdue;
use super::{Error, Rules, correct, people, request, schedule};

pub use turn_down::{Answered, TurnedDown, ask_reason, cancel_reason, give_reason};

/// Nobody decided in time.
const EXPIRED: Refusal = Refusal::WrongState {
    state: State::Expired,
};

/// Whether this person may decide on this version of an announcement now, and what it is.
///
/// # Errors
/// Refused for authors of it, for approvers of elsewhere, for versions that have changed, and when it
/// was decided already or has expired; each with its reason.
pub async fn consider(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    id: AnnouncementId,
    version: i64,
    now: Timestamp,
) -> Result<(Announcement, Preview), Error> {
    people::need(actor, Role::Approver)?;
    let announcement = announcement::find(tx, id)
        .await?
        .ok_or(Refusal::UnknownButton)?;
    if announcement.author == actor.person {
        return Err(Refusal::OwnAnnouncement.into());
    }
    let covering = grant::covering(tx, Role::Approver, &announcement.issuer).await?;
    if !covering.contains(&actor.person) {
        return Err(Refusal::OutsideScope.into());
    }
    match (announcement.state, &announcement.decided) {
        (State::Submitted, _) => {}
        (State::Approved, Some((by, at))) => {
            let by = people::name(tx, by).await?;
            return Err(Refusal::AlreadyApproved { by, at: *at }.into());
        }
        (State::Draft, _) => return Err(Refusal::DraftChanged.into()),
        (state, _) => return Err(Refusal::WrongState { state }.into()),
    }
    if announcement.version != version {
        return Err(Refusal::DraftChanged.into());
    }
    if is_overdue(rules, &announcement, now) {
        return Err(EXPIRED.into());
    }
    if let Some(replaces) = &announcement.replaces {
        correct::need_newest(tx, replaces).await?;
    }
    let preview = preview(tx, &announcement).await?;
    if announcement.content_hash != Some(content_hash(&announcement, &preview)) {
        return Err(Refusal::DraftChanged.into());
    }
    Ok((announcement, preview))
}

/// An announcement that now has a number and leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approved {
    /// It, as it was when it was approved.
    pub announcement: Announcement,
    /// Its public number.
    pub number: Number,
    /// Chats it is queued for.
    pub chats: i64,
    /// What it corrected or withdrew.
    pub changed: Option<Box<Changed>>,
}

/// What came of somebody's yes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// It takes somebody else's too.
    First {
        /// What it is about.
        announcement: Box<Announcement>,
        /// How many have to approve it, and how many have.
        needed: usize,
        given: usize,
        /// What it would do.
        preview: Box<Preview>,
    },
    /// It was the last that was needed.
    Last(Box<Approved>),
}

/// Whose yes to the present version of an announcement counts, first to last: those who may still give it.
///
/// # Errors
/// A database fault.
pub(super) async fn counting(
    tx: &mut Tx,
    announcement: &Announcement,
) -> Result<Vec<(PersonId, Timestamp)>, Fault> {
    let mut approved = approval::of(tx, announcement.id, announcement.version).await?;
    if approved.is_empty() {
        return Ok(approved);
    }
    let covering = grant::covering(tx, Role::Approver, &announcement.issuer).await?;
    approved.retain(|(person, _)| *person != announcement.author && covering.contains(person));
    Ok(approved)
}

/// Somebody is no approver any more: what they have approved and others have not yet is as if they never
/// had, also if the role comes back.
///
/// # Errors
/// A database fault.
pub(super) async fn take_back(
    tx: &mut Tx,
    rules: &Rules,
    by: &PersonId,
    person: &PersonId,
    now: Timestamp,
) -> Result<(), Error> {
    for id in approval::open_by(tx, person).await? {
        let Some(announcement) = announcement::find(tx, id).await? else {
            continue;
        };
        let covering = grant::covering(tx, Role::Approver, &announcement.issuer).await?;
        if covering.contains(person) {
            continue;
        }
        approval::take_back(tx, id, person).await?;
        let detail = serde_json::json!({ "person": person, "why": "role.revoked" });
        Entry::by(by, "approval.void")
            .on(id)
            .write(tx, now, detail)
            .await?;
        match preview(tx, &announcement).await {
            Ok(preview) => request::refresh(tx, rules, &announcement, &preview, now).await?,
            // Nobody can approve it as it is, which ends no role less.
            Err(Error::Refused(_)) => {}
            Err(fault) => return Err(fault),
        }
    }
    Ok(())
}

/// "Ya, kirim", of which it may take more than one. With the last: state, number, rendered revision, frozen
/// audience and one queued row a chat, together.
///
/// # Errors
/// As [`consider`]; when nobody can be reached any more; and for a second yes of the same person.
pub async fn approve(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    id: AnnouncementId,
    version: i64,
    now: Timestamp,
) -> Result<Given, Error> {
    let (announcement, preview) = consider(tx, rules, actor, id, version, now).await?;
    let corrects = announcement.replaces.is_some();
    if preview.reach.chats == 0 && !corrects {
        return Err(Refusal::NobodyReachable.into());
    }
    // Refused before anything is written down.
    begins(rules, &announcement, now)?;
    let is_new = approval::put(tx, id, version, &actor.person, now).await?;
    let approved = counting(tx, &announcement).await?;
    let needed = rules.approvers(&announcement.options);
    let given = approved.len();
    if given < needed {
        if !is_new {
            let more = needed - given;
            return Err(Refusal::ApprovedByYou { more }.into());
        }
        let detail = serde_json::json!({ "given": given, "needed": needed, "version": version });
        Entry::by(&actor.person, "announcement.seconded")
            .on(id)
            .at(&announcement.issuer)
            .write(tx, now, detail)
            .await?;
        return Ok(Given::First {
            announcement: Box::new(announcement),
            needed,
            given,
            preview: Box::new(preview),
        });
    }
    let approved = match corrects {
        true => correct::take_effect(tx, rules, actor, announcement, &preview, now).await?,
        false => publish(tx, rules, actor, announcement, &preview, &approved, now).await?,
    };
    Ok(Given::Last(Box::new(approved)))
}

/// When what is approved now is to leave.
///
/// # Errors
/// Refused where its deadline has passed or would pass before.
fn begins(
    rules: &Rules,
    announcement: &Announcement,
    now: Timestamp,
) -> Result<Timestamp, Refusal> {
    let options = &announcement.options;
    let begins = match announcement.replaces.map(|it| it.change) {
        Some(Change::Withdrawal) => Ok(now),
        Some(Change::Correction) => options.can_be_kept(&rules.calendar, now).map(|()| now),
        None => options.begins(&rules.calendar, rules.missed_after, now),
    };
    // Its author can set another, and who approves cannot.
    begins.map_err(|refusal| match refusal {
        Refusal::DeadlinePast { at } => Refusal::DeadlineMissed { at },
        refusal => refusal,
    })
}

/// Gives a new announcement its number and its first revision, and every chat of its audience a row.
async fn publish(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    announcement: Announcement,
    preview: &Preview,
    approved: &[(PersonId, Timestamp)],
    now: Timestamp,
) -> Result<Approved, Error> {
    let id = announcement.id;
    let begins = begins(rules, &announcement, now)?;
    announcement::decide(tx, id, State::Approved, &actor.person, now).await?;
    let drill = announcement.options.drill;
    let number = numbering::give(tx, id, year(rules, now), drill).await?;
    let code = AuthenticityCode::from_bits(rand::random());
    let revision = Revision {
        announcement: id,
        revision: 1,
        parts: view::announcement::render(
            &rules.official(),
            &view::announcement::Header {
                number: Some(number),
                issuer: &preview.reach.issuer,
                options: &announcement.options,
                trial: false,
                change: None,
            },
            &preview.content,
            Some(&code),
        ),
        code,
        content_hash: announcement.content_hash.clone().unwrap_or_default(),
        author: announcement.author.clone(),
        approver: actor.person.clone(),
        change: None,
    };
    revision::insert(tx, &revision, now).await?;
    let chats = audience::freeze(tx, id, target_of(&announcement), revision.revision).await?;
    let lane = Lane::of(announcement.options.nature.priority);
    audience::fan_out(tx, id, lane, chats, now).await?;
    schedule::approved(tx, rules, &announcement, begins, now).await?;
    let detail = serde_json::json!({
        "number": number.to_string(), "sha256": revision.content_hash, "chats": chats,
        "code": revision.code, "begins": begins.0,
        "approvers": approved.iter().map(|(person, _)| person).collect::<Vec<_>>(),
    });
    Entry::by(&actor.person, "announcement.approved")
        .on(id)
        .at(&announcement.issuer)
        .write(tx, now, detail)
        .await?;
    Ok(Approved {
        announcement,
        number,
        chats,
        changed: None,
    })
}

/// The year of a moment where the office is.
fn year(rules: &Rules, now: Timestamp) -> i64 {
    i64::from(calendar::local(rules.calendar.zone, now).year())
}
