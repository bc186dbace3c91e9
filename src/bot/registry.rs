//! `/lembaga`: looking institutions up, and going from one to another by buttons.

use crate::domain::action::Action;
use crate::domain::event::{Press, Said, Visitor};
use crate::domain::institution::Code;
use crate::domain::invitation::Invitation;
use crate::domain::message::Message;
use crate::domain::refusal::Refusal;
use crate::domain::registry::SearchNumber;
use crate::domain::role::{Actor, Area, Scope};
use crate::service::invite::{self, Target};
use crate::service::registry::{self, Found};
use crate::service::{Error, ask};
use crate::view;
use crate::view::registry::Way;

use super::talk::Talk;

/// `/lembaga [KODE or words]`
pub(super) async fn look_up(
    talk: &mut Talk<'_>,
    visitor: &Visitor,
    typed: &str,
) -> Result<(), Error> {
    let actor = talk.actor(visitor).await?;
    let scope = &actor.asking_scope();
    let typed = typed.trim();
    let message = if typed.is_empty() {
        overview(talk, scope, 0).await?
    } else {
        match registry::seek(talk.tx, scope, &actor.person, typed, talk.now).await? {
            Found::One(code) => page(talk, &actor, &code, 0, 0).await?,
            Found::Nothing => view::registry::nothing(&talk.lang, typed),
            Found::Several {
                typed,
                search,
                entries,
            } => view::registry::list(&talk.lang, &Way::Search { search, typed }, &entries),
        }
    };
    talk.send(&visitor.address, message).await
}

/// In a group: its own institution, without the names of its people.
pub(super) async fn in_group(talk: &mut Talk<'_>, said: &Said) -> Result<(), Error> {
    let scope = ask::group_scope(talk.tx, &said.place.address).await?;
    for area in scope.areas() {
        if let Area::Only(code) = area {
            let page = registry::page(talk.tx, &scope, None, code, talk.now).await?;
            let message = view::registry::page_in_group(&talk.lang, &page);
            talk.send(&said.place.address, message).await?;
        }
    }
    Ok(())
}

/// A press that leads to another page; only in private, where one person asks.
pub(super) async fn turn(talk: &mut Talk<'_>, press: &Press, action: Action) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let scope = &actor.asking_scope();
    let message = match action {
        Action::Registry { page } => overview(talk, scope, page).await?,
        Action::Hits { search, page } => {
            let (typed, entries) =
                registry::seek_again(talk.tx, scope, &actor.person, search, page).await?;
            view::registry::list(&talk.lang, &Way::Search { search, typed }, &entries)
        }
        Action::Below { institution, page } => {
            let (name, entries) = registry::below(talk.tx, scope, &institution, page).await?;
            let way = Way::Below {
                above: institution,
                name,
            };
            view::registry::list(&talk.lang, &way, &entries)
        }
        Action::Institution {
            institution,
            search,
            page: back,
        } => page(talk, &actor, &institution, search, back).await?,
        _ => return Err(Refusal::UnknownButton.into()),
    };
    talk.nod(press).await?;
    talk.edit(press, message).await
}

/// "Undang petugas" and "Tautan grup": the same as `/undang`.
pub(super) async fn invite(
    talk: &mut Talk<'_>,
    press: &Press,
    what: Invitation,
    institution: &Code,
) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let target = Target::Institution(institution.to_string());
    let made = invite::create(talk.tx, talk.rules, &actor, what, &target, talk.now).await?;
    talk.nod(press).await?;
    super::invite::show(talk, &actor, &made).await
}

async fn overview(talk: &mut Talk<'_>, scope: &Scope, page: u32) -> Result<Message, Error> {
    let (coverage, entries) = registry::overview(talk.tx, scope, page).await?;
    Ok(view::registry::overview(&talk.lang, &coverage, &entries))
}

async fn page(
    talk: &mut Talk<'_>,
    actor: &Actor,
    code: &Code,
    search: SearchNumber,
    back: u32,
) -> Result<Message, Error> {
    let scope = actor.asking_scope();
    let page = registry::page(talk.tx, &scope, Some(actor), code, talk.now).await?;
    Ok(view::registry::page(&talk.lang, &page, search, back))
}
