//! "Terapkan", after the press: what was kept is read and held against the registry anew, staged, and
//! taken over in one transaction that finds the registry as it was compared with.

use super::{Compared, outcome, show, would};
use crate::domain::clock::Timestamp;
use crate::domain::errand::Pressed;
use crate::domain::message::Message;
use crate::domain::refusal::Refusal;
use crate::domain::role::Role;
use crate::domain::roster::{RosterFile, Rows};
use crate::service::roster::{self, Known, Plan};
use crate::service::{Rules, people, post};
use crate::store::roster_preview::{self, Kept};
use crate::store::{Fault, Tx, person};
use crate::view;

/// A preview that was read: the file's name, what it says, and what it was said to do.
#[derive(Debug)]
pub struct Read {
    name: String,
    chats: bool,
    file: RosterFile,
    outcome: String,
}

impl Read {
    /// The file.
    #[must_use]
    pub fn file(&self) -> &RosterFile {
        &self.file
    }
}

/// What is to be done for a press of "Terapkan".
#[derive(Debug)]
pub enum Ready {
    /// What was shown; staged beforehand.
    Take {
        name: String,
        chats: bool,
        plan: Plan,
    },
    /// Nothing: something else would come of it than was shown, or something is wrong with it now.
    Otherwise { name: String, compared: Compared },
    /// Nothing: the preview is gone.
    Over,
}

/// The preview, as it is stored.
///
/// # Errors
/// A database fault.
pub async fn kept(tx: &mut Tx, pressed: &Pressed) -> Result<Option<Kept>, Fault> {
    roster_preview::find(tx, pressed.preview, &pressed.person).await
}

/// Reads a preview; takes a while for a large one.
///
/// # Errors
/// It was not stored by this program.
pub fn read(kept: &Kept) -> Result<Read, Fault> {
    let file = kept.file.unpack()?;
    Ok(Read {
        name: file.name,
        chats: matches!(file.rows, Rows::Chats(_)),
        file: RosterFile::of(file.rows),
        outcome: kept.outcome.clone(),
    })
}

/// Decides what is to be done, by the registry as it was read; takes a while for a large file.
///
/// # Errors
/// None that a file could bring about.
pub fn ready(read: Read, known: &Known, now: Timestamp) -> Result<Ready, Fault> {
    let Read {
        name,
        chats,
        file,
        outcome: shown,
    } = read;
    let compared = match roster::plan(&file, known, now) {
        Ok(plan) if outcome(&plan)? == shown => return Ok(Ready::Take { name, chats, plan }),
        Ok(plan) => Compared::Would(would(&name, &file, plan)?),
        Err(problems) => Compared::Problems(problems),
    };
    Ok(Ready::Otherwise { name, compared })
}

/// Does it, and says so where the button was.
///
/// # Errors
/// A database fault; also when the registry has changed since it was read, for then it is to be read again.
pub async fn applied(
    tx: &mut Tx,
    rules: &Rules,
    pressed: &Pressed,
    ready: &Ready,
    now: Timestamp,
) -> Result<(), Fault> {
    let person = person::get(tx, &pressed.person).await?;
    let lang = rules.lang(person.language.as_deref());
    let roles = people::roles(tx, &person.id).await?;
    let there = roster_preview::remove(tx, pressed.preview, &person.id).await?;
    let said = match ready {
        // Whoever is no owner any more applies nothing.
        _ if !there || !roles.contains(&Role::Owner) => over(&lang),
        Ready::Over => over(&lang),
        Ready::Take { name, chats, plan } => {
            let by = Some(&person.id);
            if !roster::take(tx, by, pressed.preview, plan, now).await? {
                return Err(Fault::unreadable(
                    "registry",
                    "it changed while a file was held against it",
                ));
            }
            view::import::applied(&lang, name, plan.summary, *chats)
        }
        Ready::Otherwise { name, compared } => {
            let stale = view::import::stale(&lang, name);
            post::edit(tx, &pressed.at, pressed.message_id, stale, now).await?;
            return show(tx, rules, &person, name, compared, now).await;
        }
    };
    roster::clear(tx, pressed.preview).await?;
    post::edit(tx, &pressed.at, pressed.message_id, said, now).await
}

fn over(lang: &view::Lang) -> Message {
    Message::plain(view::refusal::refusal(lang, &Refusal::PreviewOver))
}

/// Says that it could not be done however often it was tried; nothing of it was.
///
/// # Errors
/// A database fault.
pub async fn not_applied(
    tx: &mut Tx,
    rules: &Rules,
    pressed: &Pressed,
    now: Timestamp,
) -> Result<(), Fault> {
    let person = person::get(tx, &pressed.person).await?;
    let lang = rules.lang(person.language.as_deref());
    roster_preview::remove(tx, pressed.preview, &person.id).await?;
    roster::clear(tx, pressed.preview).await?;
    let said = view::import::not_applied(&lang);
    post::edit(tx, &pressed.at, pressed.message_id, said, now).await
}
