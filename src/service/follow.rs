//! The card of a young announcement follows what happens, in the place where it stands.
//!
//! What it shows is worked out when its row is claimed, by whoever may see what then; that somebody else
//! reads there now, or nobody, ends it.

use std::time::Duration;

use sha2::{Digest, Sha256};

use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::hex::hex;
use crate::domain::id::AnnouncementId;
use crate::domain::outgoing::Outgoing;
use crate::domain::report::Card;
use crate::domain::role::{Actor, Area, Scope};
use crate::store::card::{self, Half, Shown};
use crate::store::{Fault, Tx, announcement, report};
use crate::view::{self, Lang};

use super::{Error, Rules, ask, people, progress};

/// How long and how often cards follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Following {
    /// After the announcement first arrived.
    pub lasts: Duration,
    /// Between two edits of one card.
    pub every: Duration,
}

/// A card is about to be sent somewhere, with its picture where it has one: once it has arrived, it follows.
///
/// # Errors
/// A database fault.
pub async fn sent(
    tx: &mut Tx,
    rules: &Rules,
    at: &Address,
    seen: &Card,
    now: Timestamp,
) -> Result<(), Fault> {
    let message_id = card::on_its_way(seen.announcement);
    remember(tx, rules, (at, message_id), seen, now).await
}

/// A message shows a card now: from here on it follows, if the announcement is young.
///
/// # Errors
/// A database fault.
pub async fn shown(
    tx: &mut Tx,
    rules: &Rules,
    (at, message_id): (&Address, i64),
    seen: &Card,
    now: Timestamp,
) -> Result<(), Fault> {
    remember(tx, rules, (at, message_id), seen, now).await?;
    card::follow(tx, seen.announcement, at, message_id).await
}

async fn remember(
    tx: &mut Tx,
    rules: &Rules,
    (at, message_id): (&Address, i64),
    seen: &Card,
    now: Timestamp,
) -> Result<(), Fault> {
    let id = seen.announcement;
    let Some(announcement) = announcement::find(tx, id).await? else {
        return Ok(());
    };
    let everywhere = Scope::of([Area::Everywhere]);
    let revised = (id, announcement.revision);
    let clocks = report::clocks(tx, revised, &everywhere).await?;
    // What asks for nothing has no clock; what has not arrived anywhere is young until it has.
    let until = match (clocks, announcement.finished_at) {
        (Some((began, _)), _) | (None, Some(began)) => began.plus(rules.following.lasts),
        (None, None) => card::UNTIL_KNOWN,
    };
    let digest = digest(seen);
    let card = Shown {
        announcement: id,
        at,
        message_id,
        digest: &digest,
        until,
        next: now.plus(rules.following.every),
    };
    card::put(tx, &card).await
}

/// Something of an announcement has arrived: what waited for that follows for as long as is set from now on.
///
/// # Errors
/// A database fault.
pub async fn begin(
    tx: &mut Tx,
    rules: &Rules,
    id: AnnouncementId,
    now: Timestamp,
) -> Result<(), Fault> {
    card::begin(tx, id, now.plus(rules.following.lasts)).await
}

/// A card has arrived; what happened while it was on its way follows.
///
/// # Errors
/// A database fault.
pub async fn arrived(
    tx: &mut Tx,
    id: AnnouncementId,
    (at, message_id): (&Address, i64),
    now: Timestamp,
) -> Result<(), Fault> {
    card::arrived(tx, id, at, message_id).await?;
    card::follow(tx, id, at, message_id).await?;
    progress::refresh(tx, id, now).await
}

/// An edit that a press asked for was tried more than once: the card may have been brought further in between,
/// and back by that.
///
/// # Errors
/// A database fault.
pub async fn retried(tx: &mut Tx, edit: &Outgoing, now: Timestamp) -> Result<(), Fault> {
    let (at, half, message_id) = match edit {
        Outgoing::Edit { at, message_id, .. } => (at, Half::Words, *message_id),
        Outgoing::Redraw { at, message_id, .. } => (at, Half::Picture, *message_id),
        _ => return Ok(()),
    };
    match card::overtaken(tx, at, half, message_id).await? {
        Some(id) => progress::refresh(tx, id, now).await,
        None => Ok(()),
    }
}

/// The edit of the card that follows in a chat, or of its picture; nothing where that would show the same,
/// or nothing follows there any more.
///
/// # Errors
/// A database fault.
pub async fn refreshed(
    tx: &mut Tx,
    rules: &Rules,
    id: AnnouncementId,
    at: &Address,
    half: Half,
    now: Timestamp,
) -> Result<Option<Outgoing>, Fault> {
    let Some(following) = card::following(tx, id, at).await? else {
        return Ok(None);
    };
    let seen = match seen(tx, rules, id, at, now).await {
        Ok(seen) => seen,
        Err(Error::Fault(fault)) => return Err(fault),
        Err(Error::Refused(_)) => {
            card::release(tx, id, at).await?;
            return Ok(None);
        }
    };
    let (message_id, before) = match half {
        Half::Words => (Some(following.message_id), following.shown),
        Half::Picture => (following.picture_id, following.drawn),
    };
    let Some(message_id) = message_id else {
        return Ok(None);
    };
    let digest = digest(&seen.card);
    if before.as_ref() == Some(&digest) {
        // What it shows is its last word.
        if seen.card.revised.is_withdrawn() || seen.card.course.is_ended() {
            card::release(tx, id, at).await?;
        }
        return Ok(None);
    }
    let at = at.clone();
    let edit = match half {
        Half::Words => Outgoing::Edit {
            message: view::status::card(&seen.lang, &seen.card),
            at,
            message_id,
        },
        Half::Picture => {
            let Some(timeline) = ask::timeline(tx, &seen.scope, &seen.card, now).await? else {
                return Ok(None);
            };
            let (file, caption) = view::chart::picture(&seen.lang, &seen.card, &timeline);
            Outgoing::Redraw {
                at,
                message_id,
                file,
                caption,
            }
        }
    };
    let next = now.plus(rules.following.every);
    if let Some(at) = edit.address() {
        card::brought(tx, id, at, half, &digest, next).await?;
    }
    Ok(Some(edit))
}

/// A card as its readers see it now.
struct Seen {
    card: Card,
    scope: Scope,
    lang: Lang,
}

/// Who reads in a chat: a person with the roles they have now, or a group for its institution.
async fn seen(
    tx: &mut Tx,
    rules: &Rules,
    id: AnnouncementId,
    at: &Address,
    now: Timestamp,
) -> Result<Seen, Error> {
    let person: Option<Actor> = people::actor_at(tx, at).await?;
    let (scope, lang) = match &person {
        Some(actor) => (actor.asking_scope(), people::lang(tx, rules, at).await?),
        None => (ask::group_scope(tx, at).await?, rules.official()),
    };
    let card = ask::card(tx, rules, &scope, person.as_ref(), id, now).await?;
    Ok(Seen { card, scope, lang })
}

/// The digest of what a card tells, but for how far time has come.
fn digest(card: &Card) -> String {
    let mut card = card.clone();
    let next = card.spread.as_mut().and_then(|spread| spread.next.as_mut());
    for (_, left) in card.deadlines.next.iter_mut().chain(next) {
        *left = Duration::ZERO;
    }
    hex(&Sha256::digest(format!("{card:?}").as_bytes()))
}
