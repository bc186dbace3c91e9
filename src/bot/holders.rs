//! `/peran`, `/cabutperan`, and the buttons of both.

use crate::domain::event::{Press, Visitor};
use crate::domain::holders::{Needle, Wanted};
use crate::domain::id::GrantId;
use crate::domain::message::Message;
use crate::domain::refusal::Refusal;
use crate::domain::role::{Actor, Role};
use crate::service::ending::{self, Ended};
use crate::service::holders::{self, PAGE, Sheet};
use crate::service::{Error, people, request};
use crate::store::holder::Held;
use crate::view;
use crate::view::approve::Verdict;
use crate::view::holder::{Cost, Entry, Page};

use super::role_links;
use super::talk::Talk;

/// `/peran [penyusun | KODE | name]`: one's own roles, and for owners and coordinators those of others.
pub(super) async fn list(talk: &mut Talk<'_>, visitor: &Visitor, typed: &str) -> Result<(), Error> {
    let actor = talk.actor(visitor).await?;
    let own = holders::own(talk.tx, &actor).await?;
    if typed.trim().is_empty() || !holders::sees_others(&actor) {
        let entries: Vec<Entry<'_>> = own.iter().map(|held| entry(held, false)).collect();
        let message = view::holder::own(&talk.lang, &entries);
        talk.send(&actor.address, message).await?;
    }
    if !holders::sees_others(&actor) {
        return Ok(());
    }
    let wanted = holders::wanted(talk.tx, &actor, typed).await?;
    let message = page(talk, &actor, wanted, 0).await?;
    talk.send(&actor.address, message).await?;
    match typed.trim().is_empty() {
        true => role_links::remind(talk, &actor).await,
        false => Ok(()),
    }
}

/// `/cabutperan WHO`: the one person who is meant, or a choice.
pub(super) async fn end_of(
    talk: &mut Talk<'_>,
    visitor: &Visitor,
    typed: &str,
) -> Result<(), Error> {
    let actor = talk.actor(visitor).await?;
    people::need(&actor, Role::Owner)?;
    let Some(needle) = Needle::parse(typed) else {
        return Err(Refusal::EndRoleUsage.into());
    };
    let wanted = Wanted::Called(needle);
    let listed = holders::page(talk.tx, &actor, wanted.clone(), 0).await?;
    let Some(first) = listed.held.first() else {
        let typed = typed.trim().to_owned();
        return Err(Refusal::PersonUnknown { typed }.into());
    };
    let one = &first.grant.person;
    let message = if listed.pages == 1 && listed.held.iter().all(|it| it.grant.person == *one) {
        sheet(talk, &actor, first.grant.id).await?
    } else {
        page(talk, &actor, wanted, 0).await?
    };
    talk.send(&actor.address, message).await
}

/// A list's page turns.
pub(super) async fn turn(
    talk: &mut Talk<'_>,
    press: &Press,
    wanted: Wanted,
    number: i64,
) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let message = page(talk, &actor, wanted, number).await?;
    talk.nod(press).await?;
    talk.edit(press, message).await
}

/// A person's roles, from a list; also "Tidak jadi" below the question.
pub(super) async fn open(talk: &mut Talk<'_>, press: &Press, grant: GrantId) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let message = sheet(talk, &actor, grant).await?;
    talk.nod(press).await?;
    talk.edit(press, message).await
}

/// "Cabut": surely?
pub(super) async fn ask_end(
    talk: &mut Talk<'_>,
    press: &Press,
    grant: GrantId,
) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let considered = ending::consider(talk.tx, &actor, grant).await?;
    let cost = Cost {
        drafts: considered.drafts,
        submitted: considered.submitted,
        orphans: considered.orphans.into_iter().map(|it| it.name).collect(),
    };
    let (name, held) = (&considered.person.name, &considered.grant);
    let question = view::holder::sure(&talk.lang, name, held.role, &held.area, grant, &cost);
    talk.nod(press).await?;
    talk.edit(press, question).await
}

/// "Ya, cabut": the person, owners and approvers are told, and menus follow.
pub(super) async fn end(talk: &mut Talk<'_>, press: &Press, grant: GrantId) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let ended = ending::end(talk.tx, talk.rules, &actor, grant, talk.now).await?;
    talk.nod(press).await?;
    let orphans: Vec<String> = ended.orphans.iter().map(|it| it.name.clone()).collect();
    let done = news(&actor, &ended, &orphans);
    talk.edit(press, done(&talk.lang)).await?;
    for announcement in &ended.withdrawn {
        let verdict = Verdict::Withdrawn;
        request::close(
            talk.tx,
            talk.rules,
            announcement.id,
            &actor.name,
            verdict,
            talk.now,
        )
        .await?;
    }
    talk.offer_menu(&ended.person.id).await?;
    let (role, area) = (ended.grant.role, &ended.grant.area);
    let withdrawn = ended.withdrawn.len();
    talk.tell(&ended.person, |lang| {
        view::holder::ended_person(lang, role, area, withdrawn)
    })
    .await?;
    if role == Role::Officer {
        return Ok(());
    }
    for person in people::others_who_decide(talk.tx, &[&actor.person, &ended.person.id]).await? {
        talk.tell(&person, |lang| done(lang)).await?;
    }
    Ok(())
}

fn news<'a>(
    actor: &'a Actor,
    ended: &'a Ended,
    orphans: &'a [String],
) -> impl Fn(&view::Lang) -> Message + 'a {
    move |lang| {
        let titles: Vec<String> = ended.withdrawn.iter().map(|it| it.title.clone()).collect();
        let names = (ended.person.name.as_str(), actor.name.as_str());
        let held = (ended.grant.role, &ended.grant.area);
        view::holder::ended_others(lang, names, held, &titles, orphans)
    }
}

async fn page(
    talk: &mut Talk<'_>,
    actor: &Actor,
    wanted: Wanted,
    number: i64,
) -> Result<Message, Error> {
    let listed = holders::page(talk.tx, actor, wanted, number).await?;
    let entries: Vec<Entry<'_>> = listed.held.iter().map(|held| entry(held, false)).collect();
    let page = Page {
        wanted: &listed.wanted,
        page: listed.page,
        pages: listed.pages,
        total: listed.total,
        settles: listed.settles,
    };
    let first = listed.page * PAGE + 1;
    Ok(view::holder::list(&talk.lang, &page, &entries, first))
}

async fn sheet(talk: &mut Talk<'_>, actor: &Actor, grant: GrantId) -> Result<Message, Error> {
    let Sheet {
        person,
        held,
        settles,
    } = holders::sheet(talk.tx, actor, grant).await?;
    let entries: Vec<Entry<'_>> = held.iter().map(|(held, may)| entry(held, *may)).collect();
    let id = person.address.as_ref().map_or("–", |it| it.public_id());
    Ok(view::holder::person(&talk.lang, id, &entries, settles))
}

fn entry(held: &Held, may_end: bool) -> Entry<'_> {
    Entry {
        grant: held.grant.id,
        name: &held.name,
        username: held.username.as_deref(),
        role: held.grant.role,
        area: &held.grant.area,
        pending: held.grant.state == "pending",
        since: held.since,
        may_end,
    }
}
