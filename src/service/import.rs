//! `/impor`: a file that an owner sent is fetched, read and held against the registry; they see what it
//! would change, and press "Terapkan".
//!
//! What is applied is what was shown: the rows are kept with a fingerprint of every change. When the
//! registry has changed in between so that something else would come of it, nothing is done and a fresh
//! preview is shown.
//!
//! A large file takes a while at every step, and a transaction that takes a while costs the leader its turn.
//! So a file is held against what was read of the registry before any transaction for it begins, and what
//! is applied is staged beforehand ([`roster::stage`]).

mod apply;

use sha2::{Digest as _, Sha256};

use super::errand::Found;
use super::roster::{self, Known, Plan};
use super::{Error, Rules, people, post};
use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::errand::{Errand, Finding, Pressed, Wanted};
use crate::domain::event::SentFile;
use crate::domain::file::File;
use crate::domain::hex::hex;
use crate::domain::id::{self, PreviewId};
use crate::domain::message::Message;
use crate::domain::refusal::Refusal;
use crate::domain::role::{Actor, Role};
use crate::domain::roster::{Change, MAX_BYTES, Preview, Problem, RosterFile, Summary};
use crate::store::errand::{self, Urgency};
use crate::store::person::Person;
use crate::store::roster_preview::{self, Packed};
use crate::store::{Fault, Tx, person};
use crate::view;

pub use apply::{Ready, applied, kept, not_applied, read, ready};

/// What came of holding a file against the registry.
#[derive(Debug)]
pub enum Compared {
    /// What it would do.
    Would(Would),
    /// It must be corrected.
    Problems(Vec<Problem>),
}

/// What a file would do, ready to be kept and shown.
#[derive(Debug)]
pub struct Would {
    summary: Summary,
    changes: Vec<Change>,
    outcome: String,
    packed: Packed,
}

/// Has a file fetched that an owner sent.
///
/// # Errors
/// A refusal for those who are no owners, and for a file that is too large; or a fault.
pub async fn fetch(
    tx: &mut Tx,
    actor: &Actor,
    file: &SentFile,
    now: Timestamp,
) -> Result<(), Error> {
    people::need(actor, Role::Owner)?;
    let most = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX);
    if file.bytes.is_some_and(|bytes| bytes > most) {
        let most_megabytes = MAX_BYTES / (1024 * 1024);
        return Err(Refusal::FileTooLarge { most_megabytes }.into());
    }
    let errand = Errand::Import(Wanted {
        file: file.id.clone(),
        name: file.name.clone(),
        person: actor.person.clone(),
    });
    Ok(errand::put(tx, &errand, Urgency::Awaited, now).await?)
}

/// Tells the uploader what the file would change, or what is wrong with it.
///
/// # Errors
/// A database fault.
pub async fn found(
    tx: &mut Tx,
    rules: &Rules,
    wanted: &Wanted,
    found: &Found,
    now: Timestamp,
) -> Result<(), Fault> {
    let person = person::get(tx, &wanted.person).await?;
    let roles = people::roles(tx, &wanted.person).await?;
    // Whoever is no owner any more is told nothing about the registry.
    let Some(to) = person
        .address
        .clone()
        .filter(|_| roles.contains(&Role::Owner))
    else {
        return Ok(());
    };
    let lang = rules.lang(person.language.as_deref());
    let compared = match found {
        Found::Compared(compared) => compared,
        Found::Bare(Finding::TooLarge) => {
            let most_megabytes = MAX_BYTES / (1024 * 1024);
            let refusal = Refusal::FileTooLarge { most_megabytes };
            let message = Message::plain(view::refusal::refusal(&lang, &refusal));
            return post::send(tx, &to, message, now).await;
        }
        Found::Bare(finding) => {
            tracing::info!(?finding, "a registry file could not be fetched");
            return post::send(tx, &to, view::import::not_fetched(&lang, &wanted.name), now).await;
        }
        Found::Ready(_) | Found::Archived(_) => return Ok(()),
    };
    show(tx, rules, &person, &wanted.name, compared, now).await
}

/// Keeps what a file would do and shows it, or what is wrong with it.
async fn show(
    tx: &mut Tx,
    rules: &Rules,
    person: &Person,
    name: &str,
    compared: &Compared,
    now: Timestamp,
) -> Result<(), Fault> {
    let Some(to) = &person.address else {
        return Ok(());
    };
    match compared {
        Compared::Would(would) => {
            let preview = keep(tx, rules, person, name, would, now).await?;
            let lang = rules.lang(person.language.as_deref());
            post::send(tx, to, view::import::preview(&lang, &preview, now), now).await
        }
        Compared::Problems(problems) => refused(tx, rules, person, name, problems, now).await,
    }
}

/// Tells an uploader everything that is wrong with a file; what does not fit in a message comes as a text.
///
/// # Errors
/// A database fault.
pub async fn refused(
    tx: &mut Tx,
    rules: &Rules,
    person: &Person,
    name: &str,
    problems: &[Problem],
    now: Timestamp,
) -> Result<(), Fault> {
    let Some(to) = &person.address else {
        return Ok(());
    };
    let lang = rules.lang(person.language.as_deref());
    let told = view::import::problems(&lang, name, problems);
    post::send(tx, to, told.message, now).await?;
    let Some(all) = told.all else {
        return Ok(());
    };
    let stem = view::import::problems_file(&lang);
    let file = File::document(&stem, "txt", all.into_bytes());
    let caption = view::import::problems_caption(&lang, problems.len());
    post::file(tx, to, (file, caption), None, now).await
}

/// Holds a file against the registry as it was read for it; takes a while for a large one.
///
/// # Errors
/// None that a file could bring about.
pub fn compare(
    name: &str,
    file: &RosterFile,
    known: &Known,
    now: Timestamp,
) -> Result<Compared, Fault> {
    match roster::plan(file, known, now) {
        Ok(plan) => Ok(Compared::Would(would(name, file, plan)?)),
        Err(problems) => Ok(Compared::Problems(problems)),
    }
}

fn would(name: &str, file: &RosterFile, plan: Plan) -> Result<Would, Fault> {
    let file = roster_preview::File {
        name: name.to_owned(),
        rows: file.to_rows(),
    };
    Ok(Would {
        outcome: outcome(&plan)?,
        packed: file.pack()?,
        summary: plan.summary,
        changes: plan.changes,
    })
}

/// Keeps what would come of a file until somebody presses "Terapkan".
async fn keep(
    tx: &mut Tx,
    rules: &Rules,
    person: &Person,
    name: &str,
    would: &Would,
    now: Timestamp,
) -> Result<Preview, Fault> {
    let expires_at = now.plus(rules.preview_expires);
    let id = PreviewId(id::next(now));
    let changes = !would.changes.is_empty();
    if changes {
        let kept = roster_preview::Kept {
            id,
            person: person.id.clone(),
            file: would.packed.clone(),
            outcome: would.outcome.clone(),
            expires_at,
        };
        roster_preview::put(tx, &kept).await?;
    }
    Ok(Preview {
        id: changes.then_some(id),
        file: name.to_owned(),
        summary: would.summary,
        changes: would.changes.clone(),
        expires_at,
    })
}

/// A fingerprint of everything that would change.
fn outcome(plan: &Plan) -> Result<String, Fault> {
    let changes = serde_json::to_vec(&plan.changes)
        .map_err(|error| Fault::unreadable("changes", error.to_string()))?;
    Ok(hex(&Sha256::digest(changes)))
}

/// "Terapkan": has all done that was shown, or nothing. Pressed twice, it is done once.
///
/// # Errors
/// A refusal for whoever is no owner or sees another's preview, and for one that is void; or a fault.
pub async fn apply(
    tx: &mut Tx,
    actor: &Actor,
    preview: PreviewId,
    (at, message_id): (&Address, i64),
    now: Timestamp,
) -> Result<(), Error> {
    people::need(actor, Role::Owner)?;
    let until = roster_preview::expires_at(tx, preview, &actor.person).await?;
    if until.is_none_or(|until| until <= now) {
        return Err(Refusal::PreviewOver.into());
    }
    let errand = Errand::Apply(Pressed {
        preview,
        person: actor.person.clone(),
        at: at.clone(),
        message_id,
    });
    Ok(errand::put(tx, &errand, Urgency::Awaited, now).await?)
}

/// "Batal": the preview is void; its file's name.
///
/// # Errors
/// As [`apply`].
pub async fn discard(
    tx: &mut Tx,
    actor: &Actor,
    id: PreviewId,
    now: Timestamp,
) -> Result<String, Error> {
    people::need(actor, Role::Owner)?;
    let kept = roster_preview::find(tx, id, &actor.person).await?;
    let kept = kept.filter(|kept| kept.expires_at > now);
    let name = kept.ok_or(Refusal::PreviewOver)?.file.unpack()?.name;
    roster_preview::remove(tx, id, &actor.person).await?;
    Ok(name)
}
