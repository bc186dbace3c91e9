//! A "no", and why: the approver is asked for the reason, and their next words are it.

use crate::domain::announcement::State;
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::refusal::Refusal;
use crate::domain::role::Actor;
use crate::service::draft::Preview;
use crate::service::{Error, Rules, history};
use crate::store::Tx;
use crate::store::announcement::{self, Announcement};
use crate::store::event::Entry;
use crate::store::question::{self, Kind, Question};

use super::consider;

/// Asks an approver why; their next words are the reason.
///
/// # Errors
/// As [`consider`].
pub async fn ask_reason(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    id: AnnouncementId,
    version: i64,
    kind: Kind,
    now: Timestamp,
) -> Result<(), Error> {
    consider(tx, rules, actor, id, version, now).await?;
    let question = Question {
        kind,
        announcement: id,
        version,
        asked_at: now,
    };
    Ok(question::ask(tx, &actor.person, &question).await?)
}

/// "Batal" below the question: the next words are no reason.
///
/// # Errors
/// Refused when that question is not open any more.
pub async fn cancel_reason(
    tx: &mut Tx,
    actor: &Actor,
    id: AnnouncementId,
    version: i64,
) -> Result<(), Error> {
    if question::cancel(tx, &actor.person, id, version).await? {
        Ok(())
    } else {
        Err(Refusal::UnknownButton.into())
    }
}

/// An announcement that was turned down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TurnedDown {
    /// It.
    pub announcement: Announcement,
    /// Rejected, and not only returned.
    pub for_good: bool,
    /// In the approver's words.
    pub reason: String,
    /// The draft as its author goes on with it, when it was returned.
    pub preview: Preview,
    /// The title of another draft that its author has been writing.
    pub other: Option<String>,
}

/// What somebody's words were.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answered {
    /// No answer: they were not asked.
    NotAsked,
    /// An answer about this announcement that comes too late, and why; the question is closed.
    Moot(AnnouncementId, Refusal),
    /// The reason for a "no".
    TurnedDown(Box<TurnedDown>),
}

/// Takes what somebody says as the reason they were asked for.
///
/// # Errors
/// Refused for an empty reason; the question stays open.
pub async fn give_reason(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    reason: Option<&str>,
    now: Timestamp,
) -> Result<Answered, Error> {
    let Some(question) = question::take(tx, &actor.person).await? else {
        return Ok(Answered::NotAsked);
    };
    if now.since(question.asked_at) >= rules.draft_expires {
        return Ok(Answered::NotAsked);
    }
    let for_good = match question.kind {
        Kind::ReturnReason => false,
        Kind::RejectReason => true,
        Kind::Option(_) => return Ok(Answered::NotAsked),
    };
    let id = question.announcement;
    let considered = consider(tx, rules, actor, id, question.version, now).await;
    let (mut announcement, mut preview) = match considered {
        Ok(considered) => considered,
        Err(Error::Refused(refusal)) => return Ok(Answered::Moot(id, refusal)),
        Err(fault) => return Err(fault),
    };
    let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
    let reason = reason.ok_or(Refusal::ReasonNeeded)?.to_owned();
    let mut other = None;
    let detail = serde_json::json!({ "reason": reason, "version": announcement.version });
    let event = match for_good {
        false => {
            let author = &announcement.author;
            let draft = announcement::newest_of(tx, author, State::Draft).await?;
            other = draft
                .map(|draft| draft.title)
                .filter(|title| !title.is_empty());
            announcement::reopen(tx, id, now).await?;
            announcement.version = announcement::touch(tx, id, &announcement.title).await?;
            preview.version = announcement.version;
            "announcement.returned"
        }
        true => {
            announcement::decide(tx, id, State::Rejected, &actor.person, now).await?;
            "announcement.rejected"
        }
    };
    Entry::by(&actor.person, event)
        .on(id)
        .write(tx, now, detail)
        .await?;
    preview.history = history::of(tx, id).await?;
    let down = TurnedDown {
        announcement,
        for_good,
        reason,
        preview,
        other,
    };
    Ok(Answered::TurnedDown(Box::new(down)))
}
