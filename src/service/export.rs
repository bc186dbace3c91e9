//! `/ekspor`: all that is known of an announcement, for a file that an auditor takes.

use crate::domain::clock::Timestamp;
use crate::domain::export::Export;
use crate::domain::id::AnnouncementId;
use crate::domain::refusal::Refusal;
use crate::domain::role::{Actor, Area, Scope};
use crate::store::event::Entry;
use crate::store::export::{self, Asked, Filter};
use crate::store::{Fault, Tx, announcement, institution};

use super::{Error, Rules, ask, people};

/// An announcement as far as the asker sees it, as its card does; that it was asked for is on record, and in
/// what it says of the record.
///
/// # Errors
/// Refused for officers and strangers, and where the announcement does not concern the asker.
pub async fn of(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    id: AnnouncementId,
    now: Timestamp,
) -> Result<Export, Error> {
    people::need_to_oversee(actor)?;
    let scope = actor.asking_scope();
    let card = ask::card(tx, rules, &scope, None, id, now).await?;
    let timeline = ask::timeline(tx, &scope, &card, now).await?;
    let found = announcement::find(tx, id).await?;
    let revision = found.ok_or(Refusal::UnknownButton)?.revision;
    let detail = serde_json::json!({
        "within": areas(&scope), "revision": revision, "files": ["xlsx", "csv"],
    });
    Entry::by(&actor.person, "export.made")
        .on(id)
        .write(tx, now, detail)
        .await?;
    let asked = Asked {
        announcement: id,
        revision,
        confirmation: card.options.confirmation,
    };
    let filter = match scope.areas().contains(&Area::Everywhere) {
        true => Filter::Whole,
        false => Filter::OwnAlone(&actor.person),
    };
    Ok(Export {
        courses: export::courses(tx, asked, &scope).await?,
        record: export::record(tx, id, &scope, filter).await?,
        within: names(tx, &scope).await?,
        by: actor.name.clone(),
        made_at: now,
        card,
        timeline,
    })
}

/// A scope as the record has it: kinds and values.
pub(super) fn areas(scope: &Scope) -> Vec<(&str, &str)> {
    scope.areas().iter().map(Area::to_stored).collect()
}

/// A scope in names of institutions and regions; nothing where it is everything, and several stand at the
/// top of that.
///
/// # Errors
/// A database fault.
pub(super) async fn names(tx: &mut Tx, scope: &Scope) -> Result<Vec<String>, Fault> {
    if scope.areas().contains(&Area::Everywhere) {
        let tops = institution::tops(tx, &Area::Everywhere).await?;
        return Ok(match <[_; 1]>::try_from(tops) {
            Ok([top]) => vec![top.name],
            Err(_) => Vec::new(),
        });
    }
    let mut names = Vec::with_capacity(scope.areas().len());
    for area in scope.areas() {
        match area {
            Area::Everywhere => {}
            Area::Subtree(code) | Area::Only(code) => {
                names.push(people::institution_name(tx, code).await?);
            }
            Area::Region(region) => names.push(region.clone()),
        }
    }
    Ok(names)
}
