//! After a restore: what the database knows may be older than what members saw, so everything is held
//! until an owner lets it go ("Lanjutkan").

use std::time::Duration;

use crate::domain::announcement::Number;
use crate::domain::clock::Timestamp;
use crate::domain::id::{self, RestorationId};
use crate::domain::refusal::Refusal;
use crate::domain::role::{Actor, Role};
use crate::store::copy::Contents;
use crate::store::event::Entry;
use crate::store::person::Person;
use crate::store::restoration::{self, Restoration};
use crate::store::{Fault, Tx, delivery, hold, inbox, numbering, outbox};
use crate::view;

use super::{Error, Rules, people, post, schedule};

/// A reply that could not leave for so long answers nobody any more.
const REPLIES_KEEP: Duration = Duration::from_secs(10 * 60);
/// Numbers of updates may start anew after a week without any; older ones must not meet new ones.
const UPDATES_KEEP: Duration = Duration::from_secs(6 * 24 * 60 * 60);
/// All handled updates of a backup at once: nobody works beside a restore.
const ALL: i64 = i64::MAX;

/// A hold, as owners are told of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// The restore.
    pub restoration: Restoration,
    /// The highest number that the backup knows.
    pub last_number: Option<Number>,
    /// Whether the brake of /bekukan is pulled besides.
    pub frozen: bool,
}

/// Puts what came out of a backup of `made_at` on hold. What waits may have arrived since, and is
/// marked; what was only of the moment is dropped. `given` is a number that is known to have been given
/// since.
///
/// # Errors
/// A database fault.
pub async fn begin(
    tx: &mut Tx,
    made_at: Timestamp,
    given: Option<Number>,
    now: Timestamp,
) -> Result<Restoration, Fault> {
    let (announcements, deliveries) = delivery::mark_waiting_maybe_double(tx).await?;
    let restoration = Restoration {
        id: RestorationId(id::next(now)),
        made_at,
        restored_at: now,
        announcements,
        deliveries,
    };
    restoration::begin(tx, &restoration).await?;
    outbox::drop_answers(tx).await?;
    outbox::drop_replies(tx, now.minus(REPLIES_KEEP), post::REQUESTS).await?;
    inbox::forget(tx, inbox::Over::Done, now.minus(UPDATES_KEEP), ALL).await?;
    if let Some(given) = given {
        numbering::raise(tx, given).await?;
    }
    let detail = serde_json::json!({ "made_at": made_at.0, "deliveries": deliveries });
    Entry::of_itself("database.restored")
        .write(tx, now, detail)
        .await?;
    Ok(restoration)
}

/// Puts on the record that a backup left the house, which holds everything. To be called on the database that
/// it was made of, when it is complete: what it holds ends before this line.
///
/// # Errors
/// A database fault.
pub async fn backed_up(tx: &mut Tx, contents: &Contents, now: Timestamp) -> Result<(), Fault> {
    let detail = serde_json::json!({
        "announcements": contents.announcements, "deliveries": contents.deliveries,
    });
    Entry::of_itself("database.backed_up")
        .write(tx, now, detail)
        .await
}

/// The hold that is on, if one is.
///
/// # Errors
/// A database fault.
pub async fn held(tx: &mut Tx) -> Result<Option<Held>, Fault> {
    let Some(restoration) = restoration::holding(tx).await? else {
        return Ok(None);
    };
    Ok(Some(Held {
        restoration,
        last_number: numbering::last(tx).await?,
        frozen: hold::brake_is_pulled(tx).await?,
    }))
}

/// Tells each owner once that everything is held; whether it is.
///
/// # Errors
/// A database fault.
pub async fn tell_owners(tx: &mut Tx, rules: &Rules, now: Timestamp) -> Result<bool, Fault> {
    let Some(held) = held(tx).await? else {
        return Ok(false);
    };
    for owner in people::owners(tx).await? {
        let Some(to) = &owner.address else { continue };
        if restoration::tell_once(tx, held.restoration.id, &owner.id).await? {
            let lang = rules.lang(owner.language.as_deref());
            post::send(tx, to, view::restored::held(&lang, &shown(&held)), now).await?;
        }
    }
    Ok(true)
}

/// A hold in the words of the view.
#[must_use]
pub fn shown(held: &Held) -> view::restored::Held {
    view::restored::Held {
        restoration: held.restoration.id,
        made_at: held.restoration.made_at,
        restored_at: held.restoration.restored_at,
        announcements: held.restoration.announcements,
        deliveries: held.restoration.deliveries,
        last_number: held.last_number,
    }
}

/// "Lanjutkan": everything may leave again, but for replies that come too late. Those who are to be
/// told.
///
/// # Errors
/// Refused for others than owners, and when another owner was first.
pub async fn release(
    tx: &mut Tx,
    actor: &Actor,
    id: RestorationId,
    now: Timestamp,
) -> Result<(Held, Vec<Person>), Error> {
    people::need(actor, Role::Owner)?;
    let (restoration, released) = restoration::find(tx, id)
        .await?
        .ok_or(Refusal::UnknownButton)?;
    if let Some((by, at)) = released {
        let by = people::name(tx, &by).await?;
        return Err(Refusal::AlreadyReleased { by, at }.into());
    }
    let last_number = numbering::last(tx).await?;
    let frozen = hold::brake_is_pulled(tx).await?;
    if !restoration::release(tx, id, &actor.person, now).await? {
        // A restore after it began a hold of its own.
        return Err(Refusal::UnknownButton.into());
    }
    outbox::drop_replies(tx, now.minus(REPLIES_KEEP), post::REQUESTS).await?;
    schedule::look_again(tx, now).await?;
    let detail = serde_json::json!({ "made_at": restoration.made_at.0 });
    Entry::by(&actor.person, "database.released")
        .write(tx, now, detail)
        .await?;
    let told = people::others_who_send(tx, actor).await?;
    let held = Held {
        restoration,
        last_number,
        frozen,
    };
    Ok((held, told))
}
