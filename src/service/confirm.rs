//! "Diterima": recorded once a person, with institution, chat and time.

use crate::domain::action::Action;
use crate::domain::announcement::Confirmation;
use crate::domain::clock::Timestamp;
use crate::domain::event::{PlaceKind, Press};
use crate::domain::id::{AnnouncementId, PersonId};
use crate::domain::metric;
use crate::domain::refusal::Refusal;
use crate::store::acknowledgement::{self, Acknowledgement, Recorded};
use crate::store::announcement::Announcement;
use crate::store::delivery::Addressed;
use crate::store::event::Entry;
use crate::store::{Tx, announcement as announcements, chase, delivery, grant};

use super::{Error, Rules, people, progress};

/// Where "Diterima" is asked, alone or before something else.
const ACKNOWLEDGED: [Confirmation; 2] = [Confirmation::Received, Confirmation::Disseminated];

/// A recorded confirmation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmed {
    /// The institution's name; several for an officer of several.
    pub institution: String,
    /// When this person's confirmation was recorded.
    pub at: Timestamp,
    /// Whether that was before this press.
    pub already: bool,
    /// Whether it made the institution confirmed.
    pub first: bool,
    /// Whether it was only an exercise.
    pub drill: bool,
}

/// Records a press on "Diterima".
///
/// # Errors
/// Refused where the announcement is not, for a replaced revision, and for people who may not
/// speak for the institution there.
pub async fn acknowledge(
    tx: &mut Tx,
    rules: &Rules,
    press: &Press,
    announcement: AnnouncementId,
    revision: i64,
    now: Timestamp,
) -> Result<Confirmed, Error> {
    let spoken = speaking(tx, rules, press, (announcement, revision), &ACKNOWLEDGED).await?;
    let Spoken {
        announced,
        person,
        heard,
    } = spoken;
    let mut confirmed: Option<Confirmed> = None;
    for delivery in heard {
        let what = (announcement, revision);
        let (_, recorded) = record(tx, what, &delivery, &person, now).await?;
        let (at, already, first) = match recorded {
            Recorded::Now { first } => (now, false, first),
            Recorded::Before(at) => (at, true, false),
        };
        let this = Confirmed {
            institution: delivery.name,
            at,
            already,
            first,
            drill: announced.options.drill,
        };
        confirmed = Some(match confirmed {
            None => this,
            Some(before) => Confirmed {
                institution: format!("{}, {}", before.institution, this.institution),
                at: before.at.max(this.at),
                already: before.already && this.already,
                first: before.first || this.first,
                ..this
            },
        });
    }
    // Whoever speaks for nobody was refused before.
    Ok(confirmed.ok_or(Refusal::NotAddressed)?)
}

/// Who presses what for whom.
#[derive(Debug)]
pub(super) struct Spoken {
    /// The announcement that was pressed.
    pub(super) announced: Announcement,
    /// Who pressed.
    pub(super) person: PersonId,
    /// The deliveries there of the institutions that they may speak for; at least one.
    pub(super) heard: Vec<Addressed>,
}

/// Whether somebody may answer to a revision where they press, and for whom; `asked`: what it has to ask for
/// so that there is such a button.
///
/// # Errors
/// As [`acknowledge`].
pub(super) async fn speaking(
    tx: &mut Tx,
    rules: &Rules,
    press: &Press,
    (announcement, revision): (AnnouncementId, i64),
    asked: &[Confirmation],
) -> Result<Spoken, Error> {
    let place = &press.place;
    let mut addressed = delivery::at(tx, announcement, &place.address).await?;
    if addressed.is_empty() {
        addressed =
            delivery::of_message(tx, announcement, &place.address, press.message_id).await?;
    }
    // A copy may be pressed before its arrival is recorded; then the platform says that it has the
    // button. The data alone is only somebody's word.
    if !offers(press, announcement) {
        addressed.retain(|delivery| delivery.is_there);
    }
    let first_name = addressed.first().ok_or(Refusal::NotAddressed)?.name.clone();
    let announced = announcements::find(tx, announcement).await?;
    let withdrawn = announced.as_ref().and_then(|it| it.withdrawn_at);
    if withdrawn.is_some() {
        return Err(Refusal::Withdrawn.into());
    }
    if addressed
        .iter()
        .all(|delivery| delivery.should_show != revision)
    {
        return Err(Refusal::OldRevision.into());
    }
    let announced = announced
        .filter(|it| asked.contains(&it.options.confirmation))
        .ok_or(Refusal::UnknownButton)?;
    let person = people::visit(tx, &press.from).await?;
    let anyone = place.kind == PlaceKind::Group && !place.public && rules.anyone_in_groups;
    let mut heard = Vec::new();
    for delivery in addressed {
        if delivery.should_show == revision
            && ((anyone && delivery.registered)
                || grant::is_officer(tx, &person, &delivery.institution).await?)
        {
            heard.push(delivery);
        }
    }
    if heard.is_empty() {
        return Err(Refusal::OfficersOnly {
            institution: first_name,
        }
        .into());
    }
    Ok(Spoken {
        announced,
        person,
        heard,
    })
}

/// Whether the message that was pressed has the button of this announcement.
fn offers(press: &Press, asked: AnnouncementId) -> bool {
    let mut actions = press.buttons.iter().filter_map(|it| Action::parse(it).ok());
    actions.any(|action| {
        matches!(
            action,
            Action::Acknowledge { announcement, .. }
                | Action::Disseminate { announcement, .. }
                | Action::Attend { announcement, .. }
                | Action::Decline { announcement, .. } if announcement == asked
        )
    })
}

/// Confirms for the institution of a delivery; what follows from a new confirmation follows.
///
/// # Errors
/// A database fault.
pub(super) async fn record(
    tx: &mut Tx,
    (announcement, revision): (AnnouncementId, i64),
    delivery: &Addressed,
    person: &PersonId,
    now: Timestamp,
) -> Result<(Acknowledgement, Recorded), Error> {
    let ack = Acknowledgement {
        announcement,
        revision,
        institution: delivery.institution.clone(),
        person: person.clone(),
        chat: delivery.chat,
    };
    let recorded = acknowledgement::insert(tx, &ack, now).await?;
    if let Recorded::Now { first } = recorded {
        note(tx, &ack, first, now).await?;
    }
    Ok((ack, recorded))
}

/// Writes a new confirmation into the record and lets buttons and bars follow.
async fn note(
    tx: &mut Tx,
    ack: &Acknowledgement,
    first: bool,
    now: Timestamp,
) -> Result<(), Error> {
    if first {
        chase::end(tx, (ack.announcement, ack.revision), &ack.institution, now).await?;
    }
    metrics::counter!(metric::CONFIRMATIONS).increment(1);
    Entry::by(&ack.person, "announcement.acknowledged")
        .on(ack.announcement)
        .at(&ack.institution)
        .write(
            tx,
            now,
            serde_json::json!({ "revision": ack.revision, "chat": ack.chat }),
        )
        .await?;
    // Also where it has only just arrived: that transaction may not have seen this confirmation, nor
    // this one that arrival.
    progress::confirmed(tx, ack.announcement, &ack.institution, now).await?;
    Ok(())
}
