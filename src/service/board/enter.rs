//! Links into the board, sessions, and whose they are.

use std::time::Duration;

use crate::domain::board::{Launch, Session, Viewer, Way};
use crate::domain::clock::Timestamp;
use crate::domain::id::{self, PersonId};
use crate::domain::invitation::TOKEN_DIGITS;
use crate::domain::refusal::Refusal;
use crate::domain::role::{Actor, Role};
use crate::service::invite::{hash, new_token};
use crate::service::{Error, Rules, people};
use crate::store::board::session;
use crate::store::event::Entry;
use crate::store::{Fault, Tx, person};

use super::BoardRules;

/// A launch is shown to us right when it was made. Clocks differ a little, in both directions.
const LAUNCH_FRESH: Duration = Duration::from_secs(5 * 60);
const CLOCKS_DIFFER: Duration = Duration::from_secs(30);

/// Ways into the board that somebody was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// For a browser; works once.
    pub url: String,
    /// For the messenger itself; nothing where it would not open it.
    pub mini_app: Option<String>,
    /// Until when the first works.
    pub expires_at: Timestamp,
}

/// A link for whoever asks (`/papan`).
///
/// # Errors
/// Refused without a role that looks after others, and where there is no board.
pub async fn offer(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    now: Timestamp,
) -> Result<Offer, Error> {
    people::need_to_oversee(actor)?;
    let board = board(rules, actor)?;
    let token = new_token();
    let expires_at = now.plus(board.link_expires);
    session::offer(tx, &actor.person, &hash(&token), now, expires_at).await?;
    Entry::by(&actor.person, "board.offered")
        .write(tx, now, serde_json::json!({}))
        .await?;
    Ok(Offer {
        url: format!("{}/papan/masuk/{token}", board.url),
        mini_app: board
            .is_secure()
            .then(|| format!("{}/papan/mini", board.url)),
        expires_at,
    })
}

/// Ends all sessions of whoever asks (`/papan keluar`); how many.
///
/// # Errors
/// A database fault.
pub async fn end_all(tx: &mut Tx, actor: &Actor, now: Timestamp) -> Result<u64, Fault> {
    let count = session::end_all(tx, &actor.person, now).await?;
    if count > 0 {
        let detail = serde_json::json!({ "sessions": count });
        Entry::by(&actor.person, "board.signed_out")
            .write(tx, now, detail)
            .await?;
    }
    Ok(count)
}

/// Whether a text can be a token at all; what cannot is not looked up.
#[must_use]
pub fn is_token(text: &str) -> bool {
    text.len() == TOKEN_DIGITS && text.bytes().all(|it| it.is_ascii_hexdigit())
}

/// Whether a link lets somebody in now, before anything is written for it.
///
/// # Errors
/// A database fault.
pub async fn opens(tx: &mut Tx, token: &str, now: Timestamp) -> Result<bool, Fault> {
    Ok(is_token(token) && session::is_open(tx, &hash(token), now).await?)
}

/// Uses a link up, and begins a session; its token, which nobody sees again.
///
/// # Errors
/// Refused where the link was used, ran out or never was one, and for somebody who may not look any more.
pub async fn by_link(
    tx: &mut Tx,
    rules: &Rules,
    token: &str,
    now: Timestamp,
) -> Result<String, Error> {
    let person = match is_token(token) {
        true => session::redeem(tx, &hash(token), now).await?,
        false => None,
    };
    let person = person.ok_or(Refusal::BoardLinkOver)?;
    begin(tx, rules, person, Way::Link, now).await
}

/// Begins a session for a launch of the Mini App; its token.
///
/// # Errors
/// Refused where the launch is too old or was shown before, and for somebody who may not look.
pub async fn by_launch(
    tx: &mut Tx,
    rules: &Rules,
    launch: &Launch,
    now: Timestamp,
) -> Result<String, Error> {
    let fresh = launch.at <= now.plus(CLOCKS_DIFFER) && now.since(launch.at) <= LAUNCH_FRESH;
    if !fresh {
        return Err(Refusal::BoardLinkOver.into());
    }
    let person = person::known(tx, &launch.address).await?;
    let person = person.ok_or(Refusal::RoleNeeded {
        role: Role::Coordinator,
    })?;
    let until = launch.at.plus(LAUNCH_FRESH + CLOCKS_DIFFER);
    if !session::use_up(tx, &person, &hash(&launch.digest), now, until).await? {
        return Err(Refusal::BoardLinkOver.into());
    }
    begin(tx, rules, person, Way::MiniApp, now).await
}

async fn begin(
    tx: &mut Tx,
    rules: &Rules,
    person: PersonId,
    way: Way,
    now: Timestamp,
) -> Result<String, Error> {
    let session = Session {
        id: id::next(now),
        person,
        way,
    };
    let viewer = viewer(tx, session).await?;
    let viewer = viewer.ok_or(Refusal::RoleNeeded {
        role: Role::Coordinator,
    })?;
    let board = board(rules, &viewer.actor)?;
    let token = new_token();
    let expires_at = now.plus(board.session_expires);
    session::begin(tx, &viewer.session, &hash(&token), now, expires_at).await?;
    let detail = serde_json::json!({ "session": viewer.session.id, "way": way.as_str() });
    Entry::by(&viewer.actor.person, "board.signed_in")
        .write(tx, now, detail)
        .await?;
    Ok(token)
}

/// Who shows this token, with the roles in effect now; nobody where the session is over, or where they may
/// not look any more.
///
/// # Errors
/// A database fault.
pub async fn who(tx: &mut Tx, token: &str, now: Timestamp) -> Result<Option<Viewer>, Fault> {
    if !is_token(token) {
        return Ok(None);
    }
    match session::find(tx, &hash(token), now).await? {
        Some(session) => viewer(tx, session).await,
        None => Ok(None),
    }
}

/// Ends the viewer's session.
///
/// # Errors
/// A database fault.
pub async fn leave(tx: &mut Tx, viewer: &Viewer, now: Timestamp) -> Result<(), Fault> {
    session::end(tx, viewer.session.id, now).await?;
    let detail = serde_json::json!({ "session": viewer.session.id });
    Entry::by(&viewer.actor.person, "board.signed_out")
        .write(tx, now, detail)
        .await
}

/// Whose session it is; nobody where they look after nobody else any more, or were forgotten.
async fn viewer(tx: &mut Tx, session: Session) -> Result<Option<Viewer>, Fault> {
    let person = person::get(tx, &session.person).await?;
    let Some(address) = person.address else {
        return Ok(None);
    };
    let actor = people::with_grants(tx, person.id, address, person.name).await?;
    Ok(actor.oversees().then(|| Viewer {
        session,
        scope: actor.asking_scope(),
        actor,
        language: person.language,
    }))
}

fn board<'a>(rules: &'a Rules, actor: &Actor) -> Result<&'a BoardRules, Refusal> {
    rules.board.as_ref().ok_or(Refusal::NoBoard {
        owner: actor.is(Role::Owner),
    })
}
