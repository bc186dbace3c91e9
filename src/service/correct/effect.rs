//! What the approval of a correction or withdrawal does, in one transaction: the next revision of its
//! announcement, and a row for each chat that has something of it.

use crate::domain::announcement::{AuthenticityCode, Change, Number, Replaces, State};
use crate::domain::clock::Timestamp;
use crate::domain::options::Options;
use crate::domain::outgoing::Lane;
use crate::domain::refusal::Refusal;
use crate::domain::role::Actor;
use crate::service::approve::Approved;
use crate::service::draft::{Preview, preview};
use crate::service::{Error, Rules, progress, request};
use crate::store::announcement::{self, Announcement};
use crate::store::event::Entry;
use crate::store::outbox::{self, Due};
use crate::store::person::{self, Person};
use crate::store::revision::{self, Revision};
use crate::store::{Fault, Tx, control, delivery};
use crate::view;
use crate::view::approve::Verdict;

use super::find;

/// What the record says of a delivery whose announcement was withdrawn first.
const WITHDRAWN: &str = "the announcement was withdrawn";

/// An announcement that has a new revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// What became of it.
    pub change: Change,
    /// It, as it was before.
    pub original: Announcement,
    /// Others that were written against the same revision.
    pub voided: Vec<Voided>,
}

/// A draft against a revision that is not the newest any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voided {
    /// Who wrote it.
    pub author: Person,
    /// The draft against the newest revision; nothing where it was dropped.
    pub preview: Option<Preview>,
}

/// The last yes to a correction or withdrawal.
///
/// It goes to all who have, or may have, something of the announcement, late joiners and those who have left
/// the registry among them. Who is still to get the announcement gets the new words alone; and so does who
/// joins later, as long as those are valid. Of a broadcast that was stopped nobody else gets anything, neither
/// the old words nor the new; a withdrawal stops it.
///
/// # Errors
/// Refused where it is not one, or a newer revision was approved meanwhile.
pub(in crate::service) async fn take_effect(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    draft: Announcement,
    shown: &Preview,
    now: Timestamp,
) -> Result<Approved, Error> {
    let replaces = draft.replaces.ok_or(Refusal::UnknownButton)?;
    let original = find(tx, replaces.announcement).await?;
    let number = original.number.ok_or(Refusal::UnknownButton)?;
    let revision = rendered(rules, actor, (&draft, &replaces), number, shown, now);
    announcement::decide(tx, draft.id, State::Approved, &actor.person, now).await?;
    announcement::took_effect(tx, draft.id, now).await?;
    // First of all that concerns the chats: whoever writes down an outcome of the revision before has done
    // so, or waits here and then finds that there is a newer one.
    delivery::supersede(tx, original.id, revision.revision).await?;
    revision::insert(tx, &revision, now).await?;
    let stopped = match replaces.change {
        Change::Correction => {
            announcement::set_title(tx, original.id, &draft.title).await?;
            renew_deadline(tx, &original, &draft).await?;
            None
        }
        Change::Withdrawal => {
            control::withdraw(tx, original.id, &actor.person, WITHDRAWN, now).await?
        }
    };
    outbox::drop_revisions(tx, original.id).await?;
    // Before what is still to be sent: who has the old words waits for nobody.
    let approved_at = original.decided.as_ref().map_or(now, |(_, at)| *at);
    let due = Due {
        lane: Lane::of(original.options.nature.priority),
        at: approved_at.min(now),
    };
    let copies = outbox::revise(tx, original.id, None, due, now).await?;
    let detail = serde_json::json!({
        "change": replaces.change.as_str(), "revision": revision.revision, "source": draft.id,
        "sha256": revision.content_hash, "code": revision.code, "copies": copies,
        "deadline": [original.options.deadline, draft.options.deadline],
    });
    Entry::by(&actor.person, "revision.approved")
        .on(original.id)
        .at(&original.issuer)
        .write(tx, now, detail)
        .await?;
    if let Some(left_out) = stopped {
        let detail = serde_json::json!({ "left_out": left_out, "why": "withdrawn" });
        Entry::by(&actor.person, "broadcast.stopped")
            .on(original.id)
            .write(tx, now, detail)
            .await?;
    }
    progress::settled(tx, original.id, now).await?;
    let voided = void(tx, rules, actor, &original, revision.revision, now).await?;
    Ok(Approved {
        announcement: draft,
        number,
        chats: shown.reach.chats,
        changed: Some(Box::new(Changed {
            change: replaces.change,
            original,
            voided,
        })),
    })
}

/// What chats get, with its own code.
fn rendered(
    rules: &Rules,
    actor: &Actor,
    (draft, replaces): (&Announcement, &Replaces),
    number: Number,
    shown: &Preview,
    now: Timestamp,
) -> Revision {
    let code = AuthenticityCode::from_bits(rand::random());
    let header = view::announcement::Header {
        number: Some(number),
        issuer: &shown.reach.issuer,
        options: &draft.options,
        trial: false,
        change: Some((replaces.change, Some(now))),
    };
    Revision {
        announcement: replaces.announcement,
        revision: replaces.revision + 1,
        parts: view::announcement::render(&rules.official(), &header, &shown.content, Some(&code)),
        code,
        content_hash: draft.content_hash.clone().unwrap_or_default(),
        author: draft.author.clone(),
        approver: actor.person.clone(),
        change: Some((replaces.change, draft.id)),
    }
}

/// Until when it is to be confirmed is a matter of the newest revision: clocks, cards and newcomers go by it.
/// What the first one asked stands in its words and in the record.
async fn renew_deadline(
    tx: &mut Tx,
    original: &Announcement,
    draft: &Announcement,
) -> Result<(), Fault> {
    let deadline = draft.options.deadline;
    if original.options.deadline == deadline {
        return Ok(());
    }
    let options = Options {
        deadline,
        ..original.options.clone()
    };
    announcement::set_options(tx, original.id, &options, &original.options_line).await
}

/// What else was written against the revision before: handed over or not, it is a draft against the new
/// one; after a withdrawal it is nothing.
async fn void(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    original: &Announcement,
    revision: i64,
    now: Timestamp,
) -> Result<Vec<Voided>, Error> {
    let withdrawn = find(tx, original.id).await?.withdrawn_at.is_some();
    let mut voided = Vec::new();
    for open in announcement::open_against(tx, original.id).await? {
        if open.state == State::Submitted {
            let verdict = Verdict::Superseded;
            request::close(tx, rules, open.id, &actor.name, verdict, now).await?;
            announcement::reopen(tx, open.id, now).await?;
        }
        announcement::set_replaced(tx, open.id, revision).await?;
        announcement::touch(tx, open.id, &open.title).await?;
        if withdrawn {
            announcement::set_state(tx, open.id, State::Discarded).await?;
        }
        let detail = serde_json::json!({ "revision": revision, "dropped": withdrawn });
        Entry::by(&actor.person, "draft.superseded")
            .on(open.id)
            .at(&open.issuer)
            .write(tx, now, detail)
            .await?;
        let draft = find(tx, open.id).await?;
        let preview = match withdrawn {
            true => None,
            false => Some(preview(tx, &draft).await?),
        };
        voided.push(Voided {
            author: person::get(tx, &open.author).await?,
            preview,
        });
    }
    Ok(voided)
}
