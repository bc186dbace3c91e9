//! "Disebarluaskan": an institution passed an announcement on, and gives evidence of it.
//!
//! The button is pressed where the announcement is; the evidence is given in the private chat, where no one
//! else's words can be taken for it. In between stands a request, which says what may be given and for whom.
//! Whether its person may still speak for the institution is asked again when the evidence comes.

mod answer;
mod press;

use crate::domain::address::Address;
use crate::domain::announcement::Number;
use crate::domain::archive::Screenshot;
use crate::domain::clock::Timestamp;
use crate::domain::dissemination::ASKED_FOR;
use crate::domain::event::{Place, Visitor};
use crate::domain::id::{AnnouncementId, EvidenceId};
use crate::domain::refusal::Refusal;
use crate::domain::role::{Actor, Scope};
use crate::store::dissemination::{self, Shown};
use crate::store::event::Entry;
use crate::store::{
    Fault, Tx, announcement as announcements, evidence_request, media, person, question,
};
use crate::view;

use super::errand::Found;
use super::{Error, Rules, post};

pub use answer::{Answer, answer};
pub use press::{Pressed, Way, follow, press};

/// "Batal" below the question.
///
/// # Errors
/// Refused when it is not open any more.
pub async fn cancel(tx: &mut Tx, actor: &Actor, id: AnnouncementId) -> Result<(), Error> {
    match evidence_request::cancel(tx, &actor.person, id).await? {
        true => Ok(()),
        false => Err(Refusal::EvidenceOver.into()),
    }
}

/// Of which announcement evidence is asked of the person of this private chat just now.
///
/// # Errors
/// A database fault.
pub async fn asked(
    tx: &mut Tx,
    address: &Address,
    now: Timestamp,
) -> Result<Option<AnnouncementId>, Fault> {
    evidence_request::asked_since(tx, address, now.minus(ASKED_FOR)).await
}

/// A picture of an album was refused: the rest of it is not taken for the answer.
///
/// # Errors
/// A database fault.
pub async fn refused(tx: &mut Tx, address: &Address, album: &str) -> Result<(), Fault> {
    evidence_request::pass_over(tx, address, album).await
}

/// Somebody who was asked for evidence has turned to something else; the numbers of what they were asked for.
///
/// # Errors
/// A database fault.
pub async fn leave(tx: &mut Tx, address: &Address, now: Timestamp) -> Result<Vec<Number>, Fault> {
    let asked = asked(tx, address, now).await?;
    question::forget(tx, address).await?;
    let gave_way = gave_way(tx, address).await?;
    // What had run out is over anyhow.
    Ok(asked.map_or_else(Vec::new, |_| gave_way))
}

/// The numbers of announcements of which somebody was asked for evidence until another question took the place
/// of that, each once.
///
/// # Errors
/// A database fault.
pub async fn gave_way(tx: &mut Tx, address: &Address) -> Result<Vec<Number>, Fault> {
    let mut numbers = Vec::new();
    for id in evidence_request::gave_way(tx, address).await? {
        let announcement = announcements::find(tx, id).await?;
        numbers.extend(announcement.and_then(|it| it.number));
    }
    Ok(numbers)
}

/// Somebody left a chat, and does not speak for its institution as one of its members any more.
///
/// # Errors
/// A database fault.
pub async fn departed(tx: &mut Tx, place: &Place, who: &Visitor) -> Result<(), Fault> {
    evidence_request::departed(tx, &who.address, place.address.chat()).await
}

/// A screenshot, for somebody who may see it.
///
/// # Errors
/// Refused outside of the scope, and when there is none any more: the two look alike.
pub async fn shown(tx: &mut Tx, scope: &Scope, id: EvidenceId) -> Result<Shown, Error> {
    let shown = dissemination::shown(tx, id, scope).await?;
    Ok(shown.ok_or(Refusal::OutsideScope)?)
}

/// The bytes of a screenshot are here, or cannot be had: then who gave it is told. The report stands either
/// way, as the messenger goes on to show the picture.
///
/// # Errors
/// A database fault.
pub(super) async fn archived(
    tx: &mut Tx,
    rules: &Rules,
    wanted: &Screenshot,
    found: &Found,
    now: Timestamp,
) -> Result<(), Fault> {
    let sha256 = match found {
        Found::Archived(sha256) => Some(sha256.as_str()),
        Found::Bare(_) | Found::Compared(_) | Found::Ready(_) => None,
    };
    if let Some(sha256) = sha256
        && !media::is_whole(tx, sha256, now).await?
    {
        // It was cleared away in between.
        return press::archive(tx, wanted.clone(), now).await;
    }
    let settled = dissemination::settle(tx, wanted.evidence, sha256).await?;
    let Some((announcement, institution, giver)) = settled else {
        return Ok(());
    };
    let event = match sha256 {
        Some(_) => "evidence.archived",
        None => "evidence.not_archived",
    };
    let detail = serde_json::json!({ "evidence": wanted.evidence, "sha256": sha256 });
    Entry::of_itself(event)
        .on(announcement)
        .at(&institution)
        .write(tx, now, detail)
        .await?;
    if sha256.is_none() {
        tracing::info!("a screenshot could not be fetched");
        let giver = person::get(tx, &giver).await?;
        post::tell(tx, rules, &giver, now, view::dissemination::not_archived).await?;
    }
    Ok(())
}
