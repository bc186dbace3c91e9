//! The press: it acknowledges as well, and asks for the evidence.

use crate::domain::announcement::Confirmation;
use crate::domain::archive::Screenshot;
use crate::domain::clock::Timestamp;
use crate::domain::dissemination::{ASKED_FOR, Asked};
use crate::domain::errand::Errand;
use crate::domain::event::{PlaceKind, Press};
use crate::domain::id::{self, AnnouncementId};
use crate::domain::refusal::Refusal;
use crate::domain::role::Actor;
use crate::service::confirm::{Spoken, record, speaking};
use crate::service::{Error, Rules, invite};
use crate::store::errand::{self, Urgency};
use crate::store::evidence_request::{self, Pressed as Where, Request};
use crate::store::{Fault, Tx, announcement as announcements, dissemination};

/// What came of a press.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pressed {
    /// How the evidence is asked for.
    pub way: Way,
    /// Whether it was only an exercise.
    pub drill: bool,
}

/// How somebody is asked for evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// Right here.
    Here(Asked),
    /// Behind this link, which opens the private chat.
    Link(String),
}

/// Records a press on "Disebarluaskan": nobody passes on what they have not received.
///
/// # Errors
/// Refused as "Diterima" is.
pub async fn press(
    tx: &mut Tx,
    rules: &Rules,
    press: &Press,
    (id, revision): (AnnouncementId, i64),
    now: Timestamp,
) -> Result<Pressed, Error> {
    let asked = [Confirmation::Disseminated];
    let Spoken {
        announced,
        person,
        heard,
    } = speaking(tx, rules, press, (id, revision), &asked).await?;
    let mut places = Vec::with_capacity(heard.len());
    for delivery in heard {
        let (ack, _) = record(tx, (id, revision), &delivery, &person, now).await?;
        places.push(Where {
            institution: ack.institution,
            chat: ack.chat,
        });
    }
    let in_private = press.place.kind == PlaceKind::Private;
    let token = (!in_private).then(invite::new_token);
    let hash = token.as_deref().map(invite::hash);
    let request = id::next(now);
    let what = (id, revision);
    evidence_request::put(tx, request, &person, what, &places, hash.as_deref(), now).await?;
    let way = match token {
        Some(token) => Way::Link(format!("https://t.me/{}?start={token}", rules.bot_username)),
        None => {
            evidence_request::ask(tx, request, &press.from.address, now).await?;
            let open = evidence_request::open(tx, &person).await?;
            Way::Here(asked_of(tx, &open.ok_or(Refusal::EvidenceOver)?, now).await?)
        }
    };
    Ok(Pressed {
        way,
        drill: announced.options.drill,
    })
}

/// The link of a press was opened in private; none if it is no such link.
///
/// # Errors
/// Refused for somebody else's, when it has run out, and where nothing is to be given any more.
pub async fn follow(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    token: &str,
    now: Timestamp,
) -> Result<Option<Asked>, Error> {
    let hash = invite::hash(token);
    if !evidence_request::is_link(tx, &hash).await? {
        return Ok(None);
    }
    let request = evidence_request::of_link(tx, &hash, &actor.address).await?;
    let mut request = request
        .filter(|it| now < it.asked_at.unwrap_or(it.pressed_at).plus(ASKED_FOR))
        .ok_or(Refusal::EvidenceOver)?;
    let announcement = announcements::find(tx, request.announcement).await?;
    request.speakers =
        super::answer::heard(tx, rules, actor, &request, announcement.as_ref()).await??;
    // A second look at the question is no second question.
    if request.asked_at.is_none() {
        evidence_request::ask(tx, request.id, &actor.address, now).await?;
    }
    Ok(Some(asked_of(tx, &request, now).await?))
}

async fn asked_of(tx: &mut Tx, request: &Request, now: Timestamp) -> Result<Asked, Error> {
    let id = request.announcement;
    let announcement = announcements::find(tx, id).await?;
    let announcement = announcement.ok_or(Refusal::UnknownButton)?;
    let mut before = None;
    for speaker in &request.speakers {
        if before.is_none() {
            let what = (id, request.revision);
            before = dissemination::current(tx, what, &speaker.institution).await?;
        }
    }
    Ok(Asked {
        announcement: id,
        number: announcement.number.ok_or(Refusal::UnknownButton)?,
        title: announcement.title,
        institution: super::answer::names(&request.speakers),
        until: request.asked_at.unwrap_or(now).plus(ASKED_FOR),
        before,
        drill: announcement.options.drill,
    })
}

/// Has the bytes of a screenshot fetched.
///
/// # Errors
/// A database fault.
pub(super) async fn archive(tx: &mut Tx, wanted: Screenshot, now: Timestamp) -> Result<(), Fault> {
    errand::put(tx, &Errand::Evidence(wanted), Urgency::Awaited, now).await
}
