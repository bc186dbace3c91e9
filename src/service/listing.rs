//! Lists of an announcement's institutions: in pages, through filters, within what the asker may see.
//!
//! A filter is written down like a search, so that a button can name it; only its reader finds it again.

use std::collections::BTreeMap;

use crate::domain::announcement::Confirmation;
use crate::domain::clock::Timestamp;
use crate::domain::filter::{Filter, Sift};
use crate::domain::id::{AnnouncementId, PersonId};
use crate::domain::institution::{CATEGORIES, fold};
use crate::domain::leaf::{Leaf, List};
use crate::domain::refusal::Refusal;
use crate::domain::report::{Entry, Page, Sieve};
use crate::domain::role::Scope;
use crate::domain::search::Query;
use crate::domain::selection::{Clause, Selection};
use crate::store::announcement::Announcement;
use crate::store::report::{self, Portion, Sought, Wanted, Which};
use crate::store::{Fault, Tx, dissemination, institution, search};

use super::{Error, ask};

/// Entries of one page.
const PAGE: i64 = 25;
/// The same where each entry says how it was passed on as well.
const EVIDENCE_PAGE: i64 = 15;
/// And where it names chats.
const FAILED_PAGE: i64 = 12;

/// The filter that somebody's button names.
///
/// # Errors
/// Refused when it was forgotten, or is another's.
pub async fn filter(tx: &mut Tx, reader: Option<&PersonId>, leaf: Leaf) -> Result<Filter, Error> {
    if leaf.filter == 0 {
        return Ok(Filter::default());
    }
    let reader = reader.ok_or(Refusal::UnknownButton)?;
    let written = search::find(tx, reader, leaf.filter).await?;
    let written = written.ok_or(Refusal::UnknownButton)?;
    // A number of a search for institutions is none of a filter.
    Ok(serde_json::from_str(&written).map_err(|_| Refusal::UnknownButton)?)
}

/// The first page of a list through a filter, which is written down for its reader.
///
/// # Errors
/// A database fault.
pub async fn through(
    tx: &mut Tx,
    reader: &PersonId,
    leaf: Leaf,
    filter: &Filter,
    now: Timestamp,
) -> Result<Leaf, Error> {
    if filter.is_none() {
        return Ok(leaf.through(0));
    }
    let written = serde_json::to_string(filter)
        .map_err(|error| Fault::unreadable("filter", error.to_string()))?;
    let number = search::remember(tx, reader, &written, now).await?;
    Ok(leaf.through(number.ok_or(Refusal::UnknownButton)?))
}

/// Reads what was typed behind an announcement's number. A region that it has not by that name is sought
/// among those it has. What is left out must be there: a mistyped name would leave out nothing.
///
/// # Errors
/// Refused where a key, a code or a region that is left out is not known.
pub async fn typed(
    tx: &mut Tx,
    scope: &Scope,
    id: AnnouncementId,
    typed: &str,
) -> Result<Filter, Error> {
    let mut filter = Filter::parse(typed)?;
    let regions = match filter.selection.0.iter().any(names_region) {
        true => report::regions(tx, id).await?,
        false => Vec::new(),
    };
    let Filter { selection, words } = &mut filter;
    for clause in &mut selection.0 {
        let out = matches!(clause, Clause::WithoutRegions(_));
        match clause {
            Clause::Regions(names) | Clause::WithoutRegions(names) => {
                let mut found = Vec::new();
                for typed in names.iter() {
                    let Some((meant, rest)) = meant(typed, &regions) else {
                        if out {
                            let typed = typed.clone();
                            return Err(Refusal::RegionUnknown { typed }.into());
                        }
                        found.push(typed.clone());
                        continue;
                    };
                    found.extend(meant);
                    if !words.is_empty() && !rest.is_empty() {
                        words.push(' ');
                    }
                    words.push_str(&rest);
                }
                *names = found;
            }
            Clause::Within(codes)
            | Clause::Without(codes)
            | Clause::Only(codes)
            | Clause::WithoutOnly(codes) => {
                for code in codes.iter() {
                    if !institution::reaches(tx, code, scope).await? {
                        let typed = code.to_string();
                        return Err(Refusal::InstitutionUnknown { typed }.into());
                    }
                }
            }
            Clause::Categories(_) | Clause::WithoutCategories(_) => {}
        }
    }
    Ok(filter)
}

fn names_region(clause: &Clause) -> bool {
    matches!(clause, Clause::Regions(_) | Clause::WithoutRegions(_))
}

/// The region of this name, or those whose names hold it, of some keys and names; with what was typed behind
/// it without quotes. Nothing where there is none.
pub(super) fn meant(typed: &str, regions: &[(String, String)]) -> Option<(Vec<String>, String)> {
    let words: Vec<&str> = typed.split_whitespace().collect();
    for end in (1..=words.len()).rev() {
        let key = fold(&words[..end].join(" "));
        let names = |fits: &dyn Fn(&str) -> bool| -> Vec<String> {
            let found = regions.iter().filter(|(known, _)| fits(known));
            found.map(|(_, name)| name.clone()).collect()
        };
        let mut found = names(&|known| known == key);
        if found.is_empty() && !key.is_empty() {
            found = names(&|known| known.contains(&key));
        }
        if !found.is_empty() {
            return Some((found, words[end..].join(" ")));
        }
    }
    None
}

/// A page of a list, through a filter.
///
/// # Errors
/// Refused where the announcement does not concern the scope.
pub async fn page(
    tx: &mut Tx,
    scope: &Scope,
    leaf: Leaf,
    filter: Filter,
    now: Timestamp,
) -> Result<Page, Error> {
    let announcement = ask::visible(tx, scope, leaf.announcement).await?;
    let number = announcement.number.ok_or(Refusal::UnknownButton)?;
    let (which, most, passed_on) = listed(&announcement, leaf.list);
    let wanted = Wanted {
        revised: (announcement.id, announcement.revision),
        which,
        scope,
        selection: &filter.selection,
    };
    let mut cut = cut(tx, &wanted, &filter, (leaf, most)).await?;
    let all = match filter.is_none() {
        true => cut.total,
        false => {
            let selection = &Selection::default();
            let everyone = Wanted {
                selection,
                ..wanted
            };
            report::count(tx, &everyone).await?
        }
    };
    let codes: Vec<String> = cut.entries.iter().map(|it| it.code.clone()).collect();
    let mut waiting = None;
    if passed_on {
        let spread = dissemination::count(tx, wanted.revised, scope, now).await?;
        waiting = Some(spread.waiting);
        let mut reported = dissemination::of(tx, wanted.revised, &codes).await?;
        for entry in &mut cut.entries {
            entry.reported = reported.remove(&entry.code);
        }
    }
    if which == Which::Failed {
        let mut mishaps = report::mishaps(tx, announcement.id, &codes).await?;
        for entry in &mut cut.entries {
            entry.mishaps = mishaps.remove(&entry.code).unwrap_or_default();
        }
    }
    Ok(Page {
        leaf: leaf.at(cut.at),
        number,
        pages: cut.pages,
        total: cut.total,
        all,
        filter,
        waiting,
        entries: cut.entries,
        private: false,
    })
}

/// What stands on a page, and where that is.
struct Cut {
    entries: Vec<Entry>,
    total: i64,
    pages: i64,
    at: i64,
}

/// Cuts a page out of a list: in the database, or here where words are looked for.
async fn cut(
    tx: &mut Tx,
    wanted: &Wanted<'_>,
    filter: &Filter,
    (leaf, most): (Leaf, i64),
) -> Result<Cut, Fault> {
    let found = match Query::parse(&filter.words) {
        Some(words) => Some(fitting(report::sought(tx, wanted).await?, &words)),
        None => None,
    };
    let total = match &found {
        Some(found) => i64::try_from(found.len()).unwrap_or(i64::MAX),
        None => report::count(tx, wanted).await?,
    };
    let pages = (total.max(1) + most - 1) / most;
    // The list may have become shorter since the button was made.
    let at = i64::from(leaf.page).min(pages - 1);
    let entries = match found {
        None => {
            let (limit, offset) = (most, at * most);
            report::entries(tx, wanted, Portion::Page { limit, offset }).await?
        }
        Some(found) => {
            let mut shown = found.chunks(usize::try_from(most).unwrap_or(1));
            let shown = shown.nth(usize::try_from(at).unwrap_or(0));
            let shown = shown.into_iter().flatten();
            let codes: Vec<String> = shown.map(|it| it.code.clone()).collect();
            report::entries(tx, wanted, Portion::These(&codes)).await?
        }
    };
    Ok(Cut {
        entries,
        total,
        pages,
        at,
    })
}

/// What a list is of, how much of it stands on a page, and whether it says how it was passed on.
fn listed(announcement: &Announcement, list: List) -> (Which, i64, bool) {
    let passed_on = announcement.options.confirmation == Confirmation::Disseminated;
    match list {
        List::Missing if passed_on => (Which::Unfinished, EVIDENCE_PAGE, true),
        List::Missing => (Which::Unconfirmed, PAGE, false),
        List::Confirmed if passed_on => (Which::Confirmed, EVIDENCE_PAGE, true),
        List::Confirmed => (Which::Confirmed, PAGE, false),
        List::Failed => (Which::Failed, FAILED_PAGE, false),
        List::Reached => (Which::Reached, PAGE, false),
    }
}

/// Those that fit some words, in their order.
pub(super) fn fitting(sought: Vec<Sought>, words: &Query) -> Vec<Sought> {
    let fitting = words.fitting(sought, |one| [&one.code, &one.name, &one.region]);
    fitting.into_iter().map(|(_, one)| one).collect()
}

/// What a list can be narrowed to: of the categories what it has in the chosen region, and the other way
/// round.
///
/// # Errors
/// Refused where the announcement does not concern the scope.
pub async fn sieve(tx: &mut Tx, scope: &Scope, leaf: Leaf, filter: Filter) -> Result<Sieve, Error> {
    let announcement = ask::visible(tx, scope, leaf.announcement).await?;
    let number = announcement.number.ok_or(Refusal::UnknownButton)?;
    let (mut of_any_category, mut of_any_region) = (filter.clone(), filter.clone());
    of_any_category.drop_categories();
    of_any_region.drop_regions();
    let all = found(tx, scope, &announcement, leaf.list, &of_any_category).await?;
    let mut categories: BTreeMap<usize, i64> = BTreeMap::new();
    for one in &all {
        if let Some(at) = CATEGORIES.iter().position(|it| *it == one.category) {
            *categories.entry(at).or_default() += 1;
        }
    }
    let all = match of_any_category == of_any_region {
        true => all,
        false => found(tx, scope, &announcement, leaf.list, &of_any_region).await?,
    };
    let mut counts: BTreeMap<String, i64> = BTreeMap::new();
    for one in all {
        *counts.entry(one.region).or_default() += 1;
    }
    let regions = report::regions(tx, announcement.id).await?;
    let place = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
    Ok(Sieve {
        leaf,
        number,
        filter,
        categories: categories
            .into_iter()
            .map(|(at, count)| (place(at), CATEGORIES[at].to_owned(), count))
            .collect(),
        regions: regions
            .into_iter()
            .enumerate()
            .filter_map(|(at, (key, name))| Some((place(at), name, *counts.get(&key)?)))
            .collect(),
    })
}

async fn found(
    tx: &mut Tx,
    scope: &Scope,
    announcement: &Announcement,
    list: List,
    filter: &Filter,
) -> Result<Vec<Sought>, Fault> {
    let (which, _, _) = listed(announcement, list);
    let wanted = Wanted {
        revised: (announcement.id, announcement.revision),
        which,
        scope,
        selection: &filter.selection,
    };
    let sought = report::sought(tx, &wanted).await?;
    Ok(match Query::parse(&filter.words) {
        Some(words) => fitting(sought, &words),
        None => sought,
    })
}

/// A filter after a press in its menu.
///
/// # Errors
/// Refused for a button that is none of this announcement's.
pub async fn sifted(
    tx: &mut Tx,
    scope: &Scope,
    leaf: Leaf,
    mut filter: Filter,
    sift: Sift,
) -> Result<Filter, Error> {
    ask::visible(tx, scope, leaf.announcement).await?;
    match sift {
        Sift::Categories | Sift::Regions(_) => {}
        Sift::Anyone => filter = Filter::default(),
        Sift::Category(at) => {
            let category = CATEGORIES.get(usize::from(at));
            filter.choose_category(category.ok_or(Refusal::UnknownButton)?);
        }
        Sift::Region(at) => {
            let regions = report::regions(tx, leaf.announcement).await?;
            let region = regions.get(usize::from(at));
            filter.choose_region(&region.ok_or(Refusal::UnknownButton)?.1);
        }
    }
    Ok(filter)
}
