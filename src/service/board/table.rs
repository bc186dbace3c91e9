//! Institutions × announcements: narrowed, in pages, within what the reader may see.

use crate::domain::board::{COLUMNS, Filter, Head, Row, Table};
use crate::domain::clock::Timestamp;
use crate::domain::institution::{CATEGORIES, fold};
use crate::domain::role::Scope;
use crate::domain::search::Query;
use crate::service::{Error, ask, listing};
use crate::store::board::institutions::{self, Wanted};
use crate::store::report::Portion;
use crate::store::{Fault, Tx, heads};

/// Rows of a page.
const ROWS: i64 = 50;

/// Institutions and where they stand with the newest announcements.
///
/// # Errors
/// Refused without a role.
pub async fn table(
    tx: &mut Tx,
    scope: &Scope,
    filter: Filter,
    now: Timestamp,
) -> Result<Table, Error> {
    ask::need_some(scope)?;
    let mut columns = heads::newest(tx, scope, false, COLUMNS + 1, filter.skipped).await?;
    let most = usize::try_from(COLUMNS).unwrap_or(usize::MAX);
    let older = columns.len() > most;
    columns.truncate(most);
    let mut table = rows(tx, scope, filter, columns, false, now).await?;
    table.older = older;
    Ok(table)
}

/// Those that one announcement is for, and where they stand with it.
///
/// # Errors
/// A database fault.
pub(super) async fn addressed(
    tx: &mut Tx,
    scope: &Scope,
    filter: Filter,
    head: Head,
    now: Timestamp,
) -> Result<Table, Fault> {
    rows(tx, scope, filter, vec![head], true, now).await
}

/// The table with these columns, narrowed as the filter says.
async fn rows(
    tx: &mut Tx,
    scope: &Scope,
    mut filter: Filter,
    columns: Vec<Head>,
    addressed: bool,
    now: Timestamp,
) -> Result<Table, Fault> {
    let all = Wanted {
        scope,
        columns: &columns,
        addressed,
        category: None,
        regions: &[],
        state: None,
    };
    let (categories, regions) = choices(institutions::filed(tx, &all).await?);
    let (keys, words) = keys(&filter.region, &regions);
    let words = format!("{} {words}", filter.words);
    let wanted = Wanted {
        category: filter.category,
        regions: &keys,
        state: filter.state,
        ..all
    };
    let Paged { total, pages, rows } = paged(tx, &wanted, &words, &mut filter.page, now).await?;
    Ok(Table {
        filter,
        older: false,
        total,
        pages,
        rows,
        categories,
        regions: regions.into_iter().map(|(_, name)| name).collect(),
        columns,
    })
}

/// A page, and how much there is beside it.
struct Paged {
    total: i64,
    pages: i64,
    rows: Vec<Row>,
}

/// A page of those that are wanted and fit the words. The list may have become shorter since the link was
/// made: of a page behind its end, the last one is taken.
async fn paged(
    tx: &mut Tx,
    wanted: &Wanted<'_>,
    words: &str,
    page: &mut i64,
    now: Timestamp,
) -> Result<Paged, Fault> {
    let found = match Query::parse(words) {
        Some(words) => Some(listing::fitting(
            institutions::sought(tx, wanted).await?,
            &words,
        )),
        None => None,
    };
    let total = match &found {
        Some(found) => i64::try_from(found.len()).unwrap_or(i64::MAX),
        None => institutions::count(tx, wanted).await?,
    };
    let pages = (total.max(1) + ROWS - 1) / ROWS;
    *page = (*page).min(pages - 1);
    let (limit, offset) = (ROWS, *page * ROWS);
    let rows = match found {
        None => {
            let page = Portion::Page { limit, offset };
            institutions::rows(tx, wanted, page, now).await?
        }
        Some(found) => {
            let codes = found.into_iter().map(|it| it.code);
            let codes = codes.skip(usize::try_from(offset).unwrap_or(usize::MAX));
            let codes: Vec<String> = codes.take(usize::try_from(limit).unwrap_or(0)).collect();
            institutions::rows(tx, wanted, Portion::These(&codes), now).await?
        }
    };
    Ok(Paged { total, pages, rows })
}

/// What a list may be narrowed to: categories in the registry's order, and keys and names of regions.
fn choices(filed: Vec<(String, String, String)>) -> (Vec<&'static str>, Vec<(String, String)>) {
    let has = |word: &str| filed.iter().any(|(category, _, _)| category == word);
    let categories = CATEGORIES.into_iter().filter(|word| has(word)).collect();
    let regions = filed.into_iter().map(|(_, key, name)| (key, name));
    let mut regions: Vec<_> = regions.filter(|(key, _)| !key.is_empty()).collect();
    regions.dedup_by(|(a, _), (b, _)| a == b);
    (categories, regions)
}

/// The keys of the regions that somebody means, and what they typed behind that, as in the lists of the
/// chat; of none: of any.
fn keys(typed: &str, regions: &[(String, String)]) -> (Vec<String>, String) {
    if fold(typed).is_empty() {
        return (Vec::new(), String::new());
    }
    match listing::meant(typed, regions) {
        Some((names, beside)) => (names.iter().map(|name| fold(name)).collect(), beside),
        None => (vec![fold(typed)], String::new()),
    }
}
