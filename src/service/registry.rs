//! Looking institutions up, within what the asker may see.

use crate::domain::clock::Timestamp;
use crate::domain::id::PersonId;
use crate::domain::institution::{Code, fold};
use crate::domain::refusal::Refusal;
use crate::domain::registry::{Coverage, Entries, Page, SearchNumber};
use crate::domain::role::{Actor, Role, Scope};
use crate::domain::search::Query;
use crate::store::registry::{self, Sought};
use crate::store::{Tx, institution, invitation, search};

use super::{Error, ask};

/// Institutions on one page of a list, each with a button.
const PAGE: usize = 8;

/// What a search has found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// One institution, by its code or because nothing else fits.
    One(Code),
    /// None.
    Nothing,
    /// Several, the best first.
    Several {
        /// What was sought.
        typed: String,
        /// For the buttons of other pages.
        search: SearchNumber,
        /// This page.
        entries: Entries,
    },
}

/// Seeks an institution by its code or by words.
///
/// # Errors
/// Refused for somebody without any role.
pub async fn seek(
    tx: &mut Tx,
    scope: &Scope,
    asker: &PersonId,
    typed: &str,
    now: Timestamp,
) -> Result<Found, Error> {
    ask::need_some(scope)?;
    if let Some(code) = Code::parse(typed)
        && institution::find(tx, &code).await?.is_some()
        && institution::is_within(tx, &code, scope).await?
    {
        return Ok(Found::One(code));
    }
    let mut codes = hits(tx, scope, typed).await?;
    match codes.len() {
        0 => Ok(Found::Nothing),
        1 => Ok(Found::One(Code::stored(codes.remove(0)))),
        _ => {
            let number = search::remember(tx, asker, typed, now).await?;
            Ok(Found::Several {
                typed: typed.to_owned(),
                search: number.unwrap_or(0),
                entries: entries(tx, scope, &codes, 0).await?,
            })
        }
    }
}

/// Another page of what the asker sought, and the words.
///
/// # Errors
/// Refused without any role, and when the search was forgotten, or another's.
pub async fn seek_again(
    tx: &mut Tx,
    scope: &Scope,
    asker: &PersonId,
    number: SearchNumber,
    page: u32,
) -> Result<(String, Entries), Error> {
    ask::need_some(scope)?;
    let typed = search::find(tx, asker, number).await?;
    let typed = typed.ok_or(Refusal::UnknownButton)?;
    let codes = hits(tx, scope, &typed).await?;
    let entries = entries(tx, scope, &codes, page).await?;
    Ok((typed, entries))
}

/// Up to `most` codes of what somebody may have meant.
pub(super) async fn near(
    tx: &mut Tx,
    scope: &Scope,
    typed: &str,
    most: usize,
) -> Result<Vec<String>, Error> {
    let mut codes = hits(tx, scope, typed).await?;
    codes.truncate(most);
    Ok(codes)
}

/// The codes of what fits, the best first, each once.
async fn hits(tx: &mut Tx, scope: &Scope, typed: &str) -> Result<Vec<String>, Error> {
    let Some(query) = Query::parse(typed) else {
        return Ok(Vec::new());
    };
    let mut sought = registry::institutions(tx, scope).await?;
    let words: Vec<&str> = query.words().collect();
    let titled = registry::titles(tx, scope, &words).await?;
    sought.extend(titled.into_iter().map(|one| Sought {
        beside: fold(&one.beside),
        ..one
    }));
    let mut ranked = query.fitting(&sought, |one| [&one.code, &one.name, &one.beside]);
    ranked.sort_by(|(a, one), (b, other)| {
        let by_name = || (&one.name, &one.code).cmp(&(&other.name, &other.code));
        a.cmp(b).then_with(by_name)
    });
    let mut seen = std::collections::HashSet::new();
    let best = ranked.into_iter().filter(|(_, one)| seen.insert(&one.code));
    Ok(best.map(|(_, one)| one.code.clone()).collect())
}

/// The asker's institutions that have none above them, and how well all of theirs are reached.
///
/// # Errors
/// Refused for somebody without any role.
pub async fn overview(tx: &mut Tx, scope: &Scope, page: u32) -> Result<(Coverage, Entries), Error> {
    ask::need_some(scope)?;
    let coverage = registry::coverage(tx, scope).await?;
    let codes = registry::tops(tx, scope).await?;
    Ok((coverage, entries(tx, scope, &codes, page).await?))
}

/// What lies directly below an institution, and its name.
///
/// # Errors
/// Refused where the scope does not hold it.
pub async fn below(
    tx: &mut Tx,
    scope: &Scope,
    code: &Code,
    page: u32,
) -> Result<(String, Entries), Error> {
    let above = visible(tx, scope, code).await?;
    let codes = registry::below(tx, scope, code).await?;
    Ok((above.name, entries(tx, scope, &codes, page).await?))
}

/// An institution with what belongs to it; `asker` may invite its members, if their role says so.
///
/// # Errors
/// Refused where the scope does not hold it, as if it did not exist.
pub async fn page(
    tx: &mut Tx,
    scope: &Scope,
    asker: Option<&Actor>,
    code: &Code,
    now: Timestamp,
) -> Result<Page, Error> {
    let found = visible(tx, scope, code).await?;
    let mut above = None;
    if let Some(parent) = &found.parent
        && institution::is_within(tx, parent, scope).await?
    {
        let parent = institution::find(tx, parent).await?;
        above = parent.map(|parent| (parent.code, parent.name));
    }
    let below = registry::below(tx, scope, code).await?.len();
    let inviting = asker.map(|actor| actor.scope(&[Role::Owner, Role::Coordinator]));
    let may_invite = match inviting {
        Some(inviting) => institution::is_within(tx, code, &inviting).await?,
        None => false,
    };
    Ok(Page {
        institution: found,
        above,
        below: i64::try_from(below).unwrap_or(i64::MAX),
        chats: registry::chats(tx, code).await?,
        officers: registry::officers(tx, code).await?,
        open_links: invitation::open_for(tx, code, now).await?,
        confirmed: registry::confirmed(tx, code).await?,
        may_invite,
    })
}

async fn visible(
    tx: &mut Tx,
    scope: &Scope,
    code: &Code,
) -> Result<crate::domain::institution::Institution, Error> {
    ask::need_some(scope)?;
    let unknown = || Refusal::InstitutionUnknown {
        typed: code.to_string(),
    };
    if !institution::is_within(tx, code, scope).await? {
        return Err(unknown().into());
    }
    Ok(institution::find(tx, code).await?.ok_or_else(unknown)?)
}

async fn entries(
    tx: &mut Tx,
    scope: &Scope,
    codes: &[String],
    page: u32,
) -> Result<Entries, Error> {
    let pages = codes.len().div_ceil(PAGE).max(1);
    // What was on a later page may have gone since.
    let page = usize::try_from(page).unwrap_or(pages).min(pages - 1);
    let from = page * PAGE;
    let to = codes.len().min(from + PAGE);
    let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Ok(Entries {
        total: codes.len(),
        page: small(page),
        pages: small(pages),
        entries: registry::entries(tx, scope, &codes[from..to]).await?,
    })
}
