//! `/impor`: a file that an owner sent is fetched, read and held against the registry; they see what it
//! would change, and press "Terapkan".
//!
//! What is applied is what was shown: the rows are kept with a fingerprint of every change. When the
//! registry has changed in between so that something else would come of it, nothing is done and a fresh
//! preview is shown.

use sha2::{Digest as _, Sha256};

use super::errand::Found;
use super::roster::{self, ImportError, Plan};
use super::{Error, Rules, people, post};
use crate::domain::clock::Timestamp;
use crate::domain::errand::{Errand, Finding, Wanted};
use crate::domain::event::SentFile;
use crate::domain::file::File;
use crate::domain::id::{self, PreviewId};
use crate::domain::message::Message;
use crate::domain::refusal::Refusal;
use crate::domain::role::{Actor, Role};
use crate::domain::roster::{MAX_BYTES, Preview, Problem, RosterFile, Rows, Summary};
use crate::store::errand::{self, Urgency};
use crate::store::person::Person;
use crate::store::{Fault, Tx, person, roster_preview};
use crate::view;

/// What came of "Terapkan".
#[derive(Debug)]
pub enum Applied {
    /// All of it was done.
    Done {
        file: String,
        summary: Summary,
        chats: bool,
    },
    /// Nothing: something else would have come of it than was shown. What would now.
    Otherwise(Preview),
    /// Nothing: the registry no longer allows it.
    Refused {
        file: String,
        problems: Vec<Problem>,
    },
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
    let file = match found {
        Found::Roster(file) => file,
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
    };
    match preview(tx, rules, &person, &wanted.name, file, now).await {
        Ok(preview) => post::send(tx, &to, view::import::preview(&lang, &preview), now).await,
        Err(ImportError::Problems(problems)) => {
            refused(tx, rules, &person, &wanted.name, &problems, now).await
        }
        Err(ImportError::Fault(fault)) => Err(fault),
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
    post::document(tx, to, file, caption, now).await
}

/// Holds a file against the registry and keeps what would come of it.
async fn preview(
    tx: &mut Tx,
    rules: &Rules,
    person: &Person,
    name: &str,
    file: &RosterFile,
    now: Timestamp,
) -> Result<Preview, ImportError> {
    let plan = roster::compare(tx, file).await?;
    let expires_at = now.plus(rules.preview_expires);
    let id = PreviewId(id::next(now));
    let changes = !plan.changes.is_empty();
    if changes {
        let kept = roster_preview::Kept {
            id,
            person: person.id.clone(),
            file: roster_preview::File {
                name: name.to_owned(),
                rows: file.to_rows(),
            },
            outcome: outcome(&plan)?,
            expires_at,
        };
        roster_preview::put(tx, &kept).await?;
    }
    Ok(Preview {
        id: changes.then_some(id),
        file: name.to_owned(),
        summary: plan.summary,
        changes: plan.changes,
        expires_at,
    })
}

/// A fingerprint of everything that would change.
fn outcome(plan: &Plan) -> Result<String, Fault> {
    let changes = serde_json::to_vec(&plan.changes)
        .map_err(|error| Fault::unreadable("changes", error.to_string()))?;
    let digest = Sha256::digest(changes);
    Ok(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// "Terapkan": does all that was shown, or nothing.
///
/// # Errors
/// A refusal for whoever is no owner or sees another's preview, and for one that is void; or a fault.
pub async fn apply(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    id: PreviewId,
    now: Timestamp,
) -> Result<Applied, Error> {
    let kept = take(tx, actor, id, now).await?;
    let name = kept.file.name;
    let chats = matches!(kept.file.rows, Rows::Chats(_));
    let file = RosterFile::of(kept.file.rows);
    let plan = match roster::compare(tx, &file).await {
        Ok(plan) => plan,
        Err(ImportError::Problems(problems)) => {
            return Ok(Applied::Refused {
                file: name,
                problems,
            });
        }
        Err(ImportError::Fault(fault)) => return Err(fault.into()),
    };
    if outcome(&plan)? != kept.outcome {
        let person = person::get(tx, &actor.person).await?;
        return match preview(tx, rules, &person, &name, &file, now).await {
            Ok(preview) => Ok(Applied::Otherwise(preview)),
            Err(ImportError::Problems(problems)) => Ok(Applied::Refused {
                file: name,
                problems,
            }),
            Err(ImportError::Fault(fault)) => Err(fault.into()),
        };
    }
    roster::apply(tx, Some(&actor.person), &plan, now).await?;
    Ok(Applied::Done {
        file: name,
        summary: plan.summary,
        chats,
    })
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
    Ok(take(tx, actor, id, now).await?.file.name)
}

async fn take(
    tx: &mut Tx,
    actor: &Actor,
    id: PreviewId,
    now: Timestamp,
) -> Result<roster_preview::Kept, Error> {
    people::need(actor, Role::Owner)?;
    let kept = roster_preview::take(tx, id, &actor.person).await?;
    let kept = kept.filter(|kept| kept.expires_at > now);
    Ok(kept.ok_or(Refusal::PreviewOver)?)
}
