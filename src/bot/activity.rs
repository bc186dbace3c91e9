//! `/nonaktif` and `/aktifkan`.

use crate::domain::event::{Press, Visitor};
use crate::domain::institution::{Code, Institution};
use crate::domain::message::Message;
use crate::domain::refusal::Refusal;
use crate::domain::role::{Actor, Role};
use crate::service::{Error, activity, people};
use crate::view::activity::Cost;
use crate::view::{self, Lang};

use super::talk::Talk;

/// `/nonaktif KODE`: what it means, and surely?
pub(super) async fn ask(talk: &mut Talk<'_>, visitor: &Visitor, typed: &str) -> Result<(), Error> {
    let actor = named(talk, visitor, typed, "nonaktif").await?;
    let (institution, holdings) = activity::consider(talk.tx, &actor, typed).await?;
    let cost = Cost {
        below: holdings.below,
        chats: holdings.chats,
        officers: holdings.officers,
        under_way: holdings.under_way,
    };
    talk.reply(&actor.address, |lang| {
        view::activity::sure(lang, &institution.name, &institution.code, cost)
    })
    .await
}

/// "Ya, nonaktifkan": those who look after it are told.
pub(super) async fn deactivate(
    talk: &mut Talk<'_>,
    press: &Press,
    code: &Code,
) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let institution = activity::deactivate(talk.tx, &actor, code, talk.now).await?;
    talk.nod(press).await?;
    let done = view::activity::deactivated(&talk.lang, &institution.name, code, &actor.name);
    talk.edit(press, done).await?;
    tell(talk, &actor, &institution, view::activity::deactivated).await
}

/// "Tidak jadi".
pub(super) async fn keep(talk: &mut Talk<'_>, press: &Press, code: &Code) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let (institution, _) = activity::consider(talk.tx, &actor, code.as_str()).await?;
    talk.nod(press).await?;
    let kept = view::activity::kept(&talk.lang, &institution.name, code);
    talk.edit(press, kept).await
}

/// `/aktifkan KODE`.
pub(super) async fn activate(
    talk: &mut Talk<'_>,
    visitor: &Visitor,
    typed: &str,
) -> Result<(), Error> {
    let actor = named(talk, visitor, typed, "aktifkan").await?;
    let back = activity::activate(talk.tx, &actor, typed, talk.now).await?;
    talk.reply(&actor.address, |lang| {
        view::activity::activated(lang, &back.name, &back.code, &actor.name)
    })
    .await?;
    tell(talk, &actor, &back, view::activity::activated).await
}

/// Coordinators of the institution, and owners.
async fn tell(
    talk: &mut Talk<'_>,
    actor: &Actor,
    institution: &Institution,
    text: fn(&Lang, &str, &Code, &str) -> Message,
) -> Result<(), Error> {
    let overseers = people::overseers(talk.tx, &institution.code).await?;
    for person in people::and_owners(talk.tx, overseers).await? {
        if person.id != actor.person {
            talk.tell(&person, |lang| {
                text(lang, &institution.name, &institution.code, &actor.name)
            })
            .await?;
        }
    }
    Ok(())
}

/// An owner who named something.
async fn named(
    talk: &mut Talk<'_>,
    visitor: &Visitor,
    typed: &str,
    command: &str,
) -> Result<Actor, Error> {
    let actor = talk.actor(visitor).await?;
    people::need(&actor, Role::Owner)?;
    if typed.trim().is_empty() {
        let command = command.to_owned();
        return Err(Refusal::ActivityUsage { command }.into());
    }
    Ok(actor)
}
