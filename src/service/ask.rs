//! Who has it, who has confirmed, who has not: within what the asker may see.

use crate::domain::address::Address;
use crate::domain::announcement::{Asked, Confirmation};
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::institution::{CATEGORIES, fold};
use crate::domain::refusal::Refusal;
use crate::domain::report::{
    Card, Controls, Course, Exercise, Line, Past, Revised, Share, Timeline,
};
use crate::domain::role::{Actor, Area, Role, Scope};
use crate::store::announcement::{self, Announcement};
use crate::store::report::{Part, Stuck};
use crate::store::{
    Fault, Tx, attendance, chase, chat, dissemination, hold, late, report, resend, revision,
};

use super::chase::remindable;
use super::{Error, Rules, control, correct, exercise, people};

const LATEST: i64 = 10;
/// Institutions that a card names where it counts some.
const NAMED: i64 = 3;

/// What a group may ask about: its own institution, whoever asks there.
///
/// # Errors
/// Refused in a group that is not registered.
pub async fn group_scope(tx: &mut Tx, address: &Address) -> Result<Scope, Error> {
    let chats = chat::at(tx, address).await?;
    if chats.is_empty() {
        let address = address.clone();
        return Err(Refusal::ChatUnknown { address }.into());
    }
    Ok(Scope::of(
        chats.into_iter().map(|chat| Area::Only(chat.institution)),
    ))
}

/// The latest announcements, or the latest drills.
///
/// # Errors
/// Refused for somebody without any role.
pub async fn latest(tx: &mut Tx, scope: &Scope, drills: bool) -> Result<Vec<Line>, Error> {
    need_some(scope)?;
    Ok(report::latest(tx, scope, drills, LATEST).await?)
}

/// Finds an announcement by its number, if it concerns the scope.
///
/// # Errors
/// Refused for somebody without any role, and for numbers they may not see or that do not exist: the
/// two look alike.
pub async fn find(tx: &mut Tx, scope: &Scope, asked: Asked) -> Result<AnnouncementId, Error> {
    need_some(scope)?;
    let unknown = Refusal::AnnouncementUnknown { asked };
    match announcement::find_number(tx, asked).await? {
        Some(found) if report::concerns(tx, found.id, scope).await? => Ok(found.id),
        _ => Err(unknown.into()),
    }
}

/// The card of an announcement; `asker` may find something to do about it there.
///
/// # Errors
/// Refused where the announcement does not concern the scope.
pub async fn card(
    tx: &mut Tx,
    rules: &Rules,
    scope: &Scope,
    asker: Option<&Actor>,
    id: AnnouncementId,
    now: Timestamp,
) -> Result<Card, Error> {
    let announcement = visible(tx, scope, id).await?;
    let number = announcement.number.ok_or(Refusal::UnknownButton)?;
    let chats = report::chats(tx, id, scope).await?;
    let breakdown = breakdown(tx, (id, announcement.revision), scope).await?;
    let issuer = people::institution_name(tx, &announcement.issuer).await?;
    let course = control::course(tx, rules, &announcement, now).await?;
    let controls = controls(tx, asker, &announcement, &course).await?;
    let correctable = match asker {
        Some(asker) => correct::may_correct(tx, asker, &announcement).await?,
        None => false,
    };
    let revised = revised(tx, scope, &announcement, chats.revising).await?;
    let deadlines = chase::deadlines(tx, (id, announcement.revision), scope, now).await?;
    let (confirmed, institutions) = (breakdown.confirmed(), breakdown.institutions());
    let spread = match announcement.options.confirmation {
        Confirmation::Disseminated => {
            let revised = (id, announcement.revision);
            Some(dissemination::count(tx, revised, scope, now).await?)
        }
        _ => None,
    };
    // Who has confirmed may still owe the evidence.
    let finished = spread.map_or(confirmed, |spread| spread.disseminated);
    let owed = finished < institutions && !course.is_ended();
    let mut failures = chats.failures.clone();
    if failures.rejected > 0 {
        failures.rejected_words = report::rejection(tx, id, scope).await?;
    }
    let exercise = match number.drill {
        true => Some(exercised(tx, scope, &announcement).await?),
        false => None,
    };
    let attendance = match announcement.options.confirmation {
        Confirmation::Attendance => {
            Some(attendance::count(tx, id, announcement.revision, scope).await?)
        }
        _ => None,
    };
    let remindable = owed && may_remind(tx, asker, &announcement).await?;
    Ok(Card {
        announcement: id,
        number,
        options: announcement.options,
        issuer,
        title: announcement.title,
        approved_at: announcement.decided.ok_or(Refusal::UnknownButton)?.1,
        sent: chats.sent,
        chats: chats.all(),
        failed: chats.failed,
        revised,
        correctable,
        failures,
        stopped: chats.stopped,
        maybe_double: chats.maybe_double,
        confirmed,
        institutions,
        without_chat: breakdown.without_chat,
        attendance,
        spread,
        late: late::count(tx, id, announcement.revision, scope).await?,
        categories: breakdown.categories,
        regions: breakdown.regions,
        branches: breakdown.branches,
        frozen: hold::is_frozen(tx).await?,
        course,
        controls,
        remindable,
        exportable: asker.is_some_and(Actor::oversees),
        deadlines,
        exercise,
    })
}

/// Whether the asker can remind somebody of an announcement that is not over.
async fn may_remind(
    tx: &mut Tx,
    asker: Option<&Actor>,
    announcement: &Announcement,
) -> Result<bool, Error> {
    let asked = announcement.options.confirmation != Confirmation::None;
    match asker {
        Some(asker) if asked && announcement.withdrawn_at.is_none() => {
            Ok(!remindable(tx, asker, announcement).await?.is_empty())
        }
        _ => Ok(false),
    }
}

/// How a drill went; how it was passed on only where that was asked for.
async fn exercised(tx: &mut Tx, scope: &Scope, drill: &Announcement) -> Result<Exercise, Fault> {
    let told = exercise::of(tx, drill.id, drill.revision, scope).await?;
    let asked = drill.options.confirmation == Confirmation::Disseminated;
    Ok(Exercise {
        disseminated: told.disseminated.filter(|_| asked),
        ..told
    })
}

/// How its confirmations came in, for somebody who sees several institutions; nothing before it has arrived,
/// and of what asks for none.
///
/// # Errors
/// A database fault.
pub async fn timeline(
    tx: &mut Tx,
    scope: &Scope,
    card: &Card,
    now: Timestamp,
) -> Result<Option<Timeline>, Fault> {
    let asked = card.options.confirmation != Confirmation::None && !card.revised.is_withdrawn();
    if !asked || card.institutions < 2 {
        return Ok(None);
    }
    let Some(announcement) = announcement::find(tx, card.announcement).await? else {
        return Ok(None);
    };
    let revised = (announcement.id, announcement.revision);
    let Some((began, due)) = report::clocks(tx, revised, scope).await? else {
        return Ok(None);
    };
    Ok(Some(Timeline {
        began,
        now: now.max(began),
        confirmed: report::confirmations(tx, revised, scope).await?,
        institutions: card.institutions,
        due: Some(due),
    }))
}

/// What has been corrected, as far as it concerns a scope.
async fn revised(
    tx: &mut Tx,
    scope: &Scope,
    announcement: &Announcement,
    under_way: i64,
) -> Result<Revised, Error> {
    let id = announcement.id;
    if announcement.revision < 2 {
        return Ok(Revised::default());
    }
    let mut history = Vec::new();
    for past in revision::history(tx, id).await? {
        history.push(Past {
            confirmed: report::confirmed(tx, id, past.revision, scope).await?,
            revision: past.revision,
            change: past.change,
            at: past.approved_at,
            author: past.author,
            approver: past.approver,
        });
    }
    let outdated = report::stuck(tx, id, Stuck::Outdated, scope, NAMED).await?;
    let uneditable = report::stuck(tx, id, Stuck::Uneditable, scope, NAMED).await?;
    Ok(Revised {
        history,
        under_way,
        outdated,
        uneditable,
    })
}

/// What somebody in charge can do about an announcement; nothing for others.
async fn controls(
    tx: &mut Tx,
    asker: Option<&Actor>,
    announcement: &Announcement,
    course: &Course,
) -> Result<Option<Controls>, Error> {
    let Some(asker) = asker else {
        return Ok(None);
    };
    if !control::is_in_charge(tx, asker, announcement).await? {
        return Ok(None);
    }
    let failed = resend::count(tx, announcement.id).await?;
    let resendable = match course.is_ended() {
        true => failed.outdated,
        false => failed.ready + failed.outdated,
    };
    Ok(Some(Controls {
        unfinished: announcement.finished_at.is_none(),
        resendable,
    }))
}

/// An announcement that concerns a scope.
///
/// # Errors
/// Refused without any role, and where it does not.
pub(super) async fn visible(
    tx: &mut Tx,
    scope: &Scope,
    id: AnnouncementId,
) -> Result<Announcement, Error> {
    need_some(scope)?;
    let found = announcement::find(tx, id)
        .await?
        .ok_or(Refusal::UnknownButton)?;
    if !report::concerns(tx, id, scope).await? {
        return Err(Refusal::OutsideScope.into());
    }
    Ok(found)
}

/// Refuses somebody whose roles let them see nothing.
pub(in crate::service) fn need_some(scope: &Scope) -> Result<(), Refusal> {
    if scope.is_empty() {
        Err(Refusal::RoleNeeded {
            role: Role::Coordinator,
        })
    } else {
        Ok(())
    }
}

/// The parts of an audience.
struct Breakdown {
    categories: Vec<Share>,
    regions: Vec<Share>,
    branches: Vec<Share>,
    /// Institutions of all of it that had no chat.
    without_chat: i64,
}

impl Breakdown {
    fn confirmed(&self) -> i64 {
        self.categories.iter().map(|share| share.confirmed).sum()
    }

    fn institutions(&self) -> i64 {
        self.categories.iter().map(|share| share.institutions).sum()
    }
}

async fn breakdown(
    tx: &mut Tx,
    revised: (AnnouncementId, i64),
    scope: &Scope,
) -> Result<Breakdown, Fault> {
    let counted = report::shares(tx, revised, scope, Part::Category, i64::MAX).await?;
    let without_chat = counted.iter().map(|(_, without)| without).sum();
    let mut categories = shares_of(counted);
    categories.sort_by_key(|share| {
        CATEGORIES
            .iter()
            .position(|category| *category == share.name)
    });
    let regions = report::shares(tx, revised, scope, Part::Region, i64::MAX).await?;
    // As many branches as regions say nothing that the regions do not.
    let most = i64::try_from(regions.len()).unwrap_or(i64::MAX);
    let mut branches = shares_of(report::shares(tx, revised, scope, Part::Branch, most).await?);
    branches.sort_by_cached_key(|share| fold(&share.name));
    Ok(Breakdown {
        categories,
        regions: shares_of(regions),
        branches,
        without_chat,
    })
}

fn shares_of(counted: Vec<(Share, i64)>) -> Vec<Share> {
    counted.into_iter().map(|(share, _)| share).collect()
}

/// The announcement that was approved last, for those who watch over all of it.
///
/// # Errors
/// Refused while there is none.
pub async fn newest(tx: &mut Tx) -> Result<AnnouncementId, Error> {
    let newest = announcement::newest_approved(tx).await?;
    Ok(newest.ok_or(Refusal::UnknownButton)?)
}
