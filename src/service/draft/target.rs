//! Whom an author chooses: every name and code must be known in their scope, so that a slip of the pen
//! leaves nobody out unnoticed. What lies outside of it is answered as what does not exist.

use std::collections::BTreeMap;

use crate::domain::distance::distance;
use crate::domain::institution::{Code, fold};
use crate::domain::options::{self, Options, Today};
use crate::domain::refusal::Refusal;
use crate::domain::role::{Area, Scope};
use crate::domain::selection::{Clause, Selection};
use crate::service::{Error, registry};
use crate::store::{Tx, audience, institution};

/// Suggestions in a refusal: as many as fit beside what was typed.
const NEAR: usize = 3;
/// Letters that a name may be wrong by and still be suggested.
const SLIPS: usize = 2;

/// Reads a line of options of an author whose scope is `area`.
///
/// # Errors
/// Refused for each mistake in its own words, and for what is not known in the scope.
pub(in crate::service) async fn read(
    tx: &mut Tx,
    area: &Area,
    line: &str,
    today: Today,
) -> Result<Options, Error> {
    match options::read(line, today) {
        Ok(options) => Ok(Options {
            audience: known(tx, area, options.audience).await?,
            ..options
        }),
        Err(Refusal::InstitutionUnknown { typed }) => Err(no_institution(tx, area, typed).await?),
        Err(refusal) => Err(refusal.into()),
    }
}

/// A selection in the registry's own words, each once and in order.
///
/// # Errors
/// Refused for what is not known in the scope, with what is near.
pub(in crate::service) async fn known(
    tx: &mut Tx,
    area: &Area,
    selection: Selection,
) -> Result<Selection, Error> {
    let mut clauses = Vec::with_capacity(selection.0.len());
    let mut regions: Option<BTreeMap<String, String>> = None;
    for mut clause in selection.0 {
        match &mut clause {
            Clause::Categories(words) | Clause::WithoutCategories(words) => tidy(words),
            Clause::Regions(names) | Clause::WithoutRegions(names) => {
                if regions.is_none() {
                    let all = audience::regions(tx, area).await?.into_iter();
                    regions = Some(all.map(|(name, _)| (fold(&name), name)).collect());
                }
                let known = regions.get_or_insert_default();
                for name in names.iter_mut() {
                    match known.get(&fold(name)) {
                        Some(written) => written.clone_into(name),
                        None => return Err(no_region(known, name).into()),
                    }
                }
                tidy(names);
            }
            Clause::Within(codes)
            | Clause::Without(codes)
            | Clause::Only(codes)
            | Clause::WithoutOnly(codes) => {
                for code in codes.iter() {
                    if !is_known(tx, area, code).await? {
                        return Err(no_institution(tx, area, code.to_string()).await?);
                    }
                }
                tidy(codes);
            }
        }
        clauses.push(clause);
    }
    Ok(Selection(clauses))
}

fn tidy<T: Ord>(values: &mut Vec<T>) {
    values.sort();
    values.dedup();
}

pub(super) async fn is_known(tx: &mut Tx, area: &Area, code: &Code) -> Result<bool, Error> {
    Ok(institution::find(tx, code).await?.is_some()
        && institution::is_within(tx, code, &Scope::of([area.clone()])).await?)
}

fn no_region(known: &BTreeMap<String, String>, typed: &str) -> Refusal {
    let wanted = fold(typed);
    let mut near: Vec<(usize, &String)> = known
        .iter()
        .filter_map(|(key, name)| {
            let all = wanted
                .split(' ')
                .all(|word| key.split(' ').any(|it| it == word));
            let apart = if all { 0 } else { distance(&wanted, key) };
            (apart <= SLIPS).then_some((apart, name))
        })
        .collect();
    near.sort();
    Refusal::AudienceRegion {
        typed: typed.to_owned(),
        near: near
            .into_iter()
            .take(NEAR)
            .map(|(_, name)| name.clone())
            .collect(),
    }
}

/// The one institution of the scope that some words fit.
///
/// # Errors
/// Refused, with those that may be meant, where none or several do.
pub(super) async fn found(tx: &mut Tx, area: &Area, words: &str) -> Result<Vec<Code>, Error> {
    let scope = Scope::of([area.clone()]);
    let mut near = registry::near(tx, &scope, words, 2).await?;
    match (near.pop(), near.is_empty()) {
        (Some(code), true) => Ok(vec![Code::stored(code)]),
        _ => Err(no_institution(tx, area, words.trim().to_owned()).await?),
    }
}

async fn no_institution(tx: &mut Tx, area: &Area, typed: String) -> Result<Error, Error> {
    let scope = Scope::of([area.clone()]);
    let mut near = registry::near(tx, &scope, &typed, NEAR).await?;
    if near.is_empty() {
        let typed = typed.to_uppercase();
        let codes = institution::codes_within(tx, &scope).await?;
        let mut slips: Vec<(usize, Code)> = codes
            .into_iter()
            .map(|code| (distance(&typed, code.as_str()), code))
            .filter(|(apart, _)| *apart <= SLIPS)
            .collect();
        slips.sort();
        near = slips
            .into_iter()
            .take(NEAR)
            .map(|(_, code)| code.to_string())
            .collect();
    }
    Ok(Refusal::AudienceCode { typed, near }.into())
}
