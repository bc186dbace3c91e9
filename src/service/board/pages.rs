//! What the board shows, within a scope.

use crate::domain::announcement::Confirmation;
use crate::domain::board::{
    Announcement, Arrival, Faring, Filter, Head, Institution, Overview, Standing, Viewer,
};
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::institution::Code;
use crate::domain::refusal::Refusal;
use crate::domain::report::Deadlines;
use crate::domain::role::{Area, Scope};
use crate::service::{Error, Rules, ask, registry};
use crate::store::board::tally::tally;
use crate::store::board::{news, standings};
use crate::store::{Fault, Tx, heads, hold, report};

use super::table;

/// Announcements and drills of the first page.
const RUNNING: i64 = 6;
const DRILLS: i64 = 2;
/// Confirmations of it.
const ARRIVALS: i64 = 14;
/// Announcements and drills of an institution's page.
const HISTORY: i64 = 20;
const PAST_DRILLS: i64 = 5;

/// The newest announcements, how they fare, and who confirmed last.
///
/// # Errors
/// Refused without a role.
pub async fn overview(tx: &mut Tx, scope: &Scope, now: Timestamp) -> Result<Overview, Error> {
    ask::need_some(scope)?;
    let newest = heads::newest(tx, scope, false, RUNNING, 0).await?;
    let newest_drills = heads::newest(tx, scope, true, DRILLS, 0).await?;
    let mut arrivals: Vec<Arrival> = Vec::new();
    for head in newest.iter().filter(|head| !head.is_withdrawn()) {
        arrivals.extend(news::arrivals(tx, head, scope, ARRIVALS).await?);
    }
    arrivals.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| a.name.cmp(&b.name)));
    arrivals.truncate(usize::try_from(ARRIVALS).unwrap_or(usize::MAX));
    let mut announcements = Vec::with_capacity(newest.len());
    for head in newest {
        announcements.push(faring(tx, scope, head, now).await?);
    }
    let mut drills = Vec::with_capacity(newest_drills.len());
    for head in newest_drills {
        drills.push(faring(tx, scope, head, now).await?);
    }
    Ok(Overview {
        announcements,
        drills,
        arrivals,
        frozen: hold::is_frozen(tx).await?,
    })
}

async fn faring(tx: &mut Tx, scope: &Scope, head: Head, now: Timestamp) -> Result<Faring, Fault> {
    let chats = report::chats(tx, head.announcement, scope).await?;
    let tally = tally(tx, &head, scope, now).await?;
    let deadlines = match head.options.confirmation {
        Confirmation::None => Deadlines::default(),
        _ => tally.deadlines,
    };
    Ok(Faring {
        head,
        sent: chats.sent,
        failed: chats.failed,
        chats: chats.all(),
        confirmed: tally.confirmed,
        institutions: tally.institutions,
        without_chat: tally.without_chat,
        deadlines,
    })
}

/// How one announcement fares, for whoever watches its page.
///
/// # Errors
/// Refused where it does not concern the scope.
pub async fn one_faring(
    tx: &mut Tx,
    scope: &Scope,
    id: AnnouncementId,
    now: Timestamp,
) -> Result<Faring, Error> {
    let head = head(tx, scope, id).await?;
    Ok(faring(tx, scope, head, now).await?)
}

/// Whether one concerns a scope.
///
/// # Errors
/// Refused where it does not.
pub async fn concerns(tx: &mut Tx, scope: &Scope, id: AnnouncementId) -> Result<(), Error> {
    head(tx, scope, id).await.map(drop)
}

async fn head(tx: &mut Tx, scope: &Scope, id: AnnouncementId) -> Result<Head, Error> {
    ask::need_some(scope)?;
    let head = heads::one(tx, scope, id).await?;
    Ok(head.ok_or(Refusal::OutsideScope)?)
}

/// One announcement, with its institutions.
///
/// # Errors
/// Refused where it does not concern the scope.
pub async fn announcement(
    tx: &mut Tx,
    rules: &Rules,
    scope: &Scope,
    id: AnnouncementId,
    filter: Filter,
    now: Timestamp,
) -> Result<Announcement, Error> {
    let head = head(tx, scope, id).await?;
    let card = ask::card(tx, rules, scope, None, id, now).await?;
    let timeline = ask::timeline(tx, scope, &card, now).await?;
    let table = table::addressed(tx, scope, filter, head.clone(), now).await?;
    Ok(Announcement {
        head,
        card,
        timeline,
        table,
    })
}

/// One institution, with where it stands.
///
/// # Errors
/// Refused where the scope does not hold it, as if it did not exist.
pub async fn institution(
    tx: &mut Tx,
    viewer: &Viewer,
    code: &Code,
    now: Timestamp,
) -> Result<Institution, Error> {
    let scope = &viewer.scope;
    let page = registry::page(tx, scope, None, code, now).await?;
    Ok(Institution {
        page,
        announcements: history(tx, code, false, HISTORY, now).await?,
        drills: history(tx, code, true, PAST_DRILLS, now).await?,
    })
}

async fn history(
    tx: &mut Tx,
    code: &Code,
    drills: bool,
    most: i64,
    now: Timestamp,
) -> Result<Vec<(Head, Standing)>, Fault> {
    let own = Scope::of([Area::Only(code.clone())]);
    let heads = heads::newest(tx, &own, drills, most, 0).await?;
    let mut standings = standings::of(tx, &heads, &[code.to_string()], now).await?;
    Ok(heads
        .into_iter()
        .filter_map(|head| {
            let standing = standings.remove(&(head.announcement, code.to_string()))?;
            Some((head, standing))
        })
        .collect())
}
