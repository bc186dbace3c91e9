//! `/start`: redeeming links, in private and in groups; "Daftar petugas".

use crate::domain::address::Address;
use crate::domain::event::{PlaceKind, Press, Said, Visitor};
use crate::domain::institution::{Code, Institution};
use crate::domain::invitation::Invitation;
use crate::domain::outgoing::PressAnswer;
use crate::domain::role::Actor;
use crate::service::invite::{self, Joined, Redeemed};
use crate::service::{Error, newcomers, people, uninvited};
use crate::view;

use super::asked::Asked;
use super::disseminate;
use super::talk::Talk;

/// `/start` in private, with or without a token.
pub(super) async fn person(
    talk: &mut Talk<'_>,
    visitor: &Visitor,
    token: &str,
) -> Result<(), Error> {
    if disseminate::follow(talk, visitor, token).await? {
        return Ok(());
    }
    if !token.is_empty() {
        // One that is no good leaves no trace of whoever tried it.
        invite::look_at(talk.tx, token, talk.now).await?;
        people::visit(talk.tx, visitor).await?;
    }
    let actor = talk.actor(visitor).await?;
    if token.is_empty() {
        return talk
            .reply(&actor.address, |lang| {
                if actor.grants.is_empty() {
                    view::join::start_stranger(lang)
                } else {
                    view::join::start_member(lang, &actor.name, &actor.grants)
                }
            })
            .await;
    }
    let redeemed = invite::redeem(talk.tx, &actor, token, talk.now).await?;
    match &redeemed.institution {
        Some(institution) => {
            let name = &institution.name;
            let contact = contact(talk, &institution.code).await?;
            talk.reply(&actor.address, |lang| {
                view::officer::welcome(lang, name, contact.as_deref())
            })
            .await?;
            talk.offer_menu(&actor.person).await?;
            if let Some(predecessor) = &redeemed.predecessor {
                talk.tell(predecessor, |lang| {
                    view::officer::handed_over(lang, &actor.name, name)
                })
                .await?;
                talk.offer_menu(&predecessor.id).await?;
            }
            let before = redeemed.predecessor.as_ref().map(|it| &it.id);
            let (grant, code) = (redeemed.grant.id, &institution.code);
            newcomers::joined(talk.tx, talk.rules, code, grant, before, talk.now).await?;
            Ok(())
        }
        None => pending(talk, &actor, redeemed).await,
    }
}

/// Whom the members of an institution ask: the first of those who look after it from nearest by.
async fn contact(talk: &mut Talk<'_>, institution: &Code) -> Result<Option<String>, Error> {
    let overseers = people::nearest_overseers(talk.tx, institution).await?;
    let reachable = overseers.iter().find(|person| person.address.is_some());
    Ok(reachable.map(|person| match &person.username {
        Some(username) => format!("{} (@{username})", person.name),
        None => person.name.clone(),
    }))
}

/// Owners are asked to confirm a role that weighs more.
async fn pending(talk: &mut Talk<'_>, actor: &Actor, redeemed: Redeemed) -> Result<(), Error> {
    let asked = Asked::of(talk, redeemed.grant).await?;
    let grant = &asked.grant;
    talk.reply(&actor.address, |lang| {
        view::join::redeemed_pending(lang, grant.role, &grant.area)
    })
    .await?;
    for owner in people::owners(talk.tx).await? {
        talk.tell(&owner, |lang| view::grant::request(lang, &asked.request()))
            .await?;
    }
    Ok(())
}

/// `/start@bot TOKEN` in a group, topic or channel.
pub(super) async fn chat(talk: &mut Talk<'_>, said: &Said, token: &str) -> Result<(), Error> {
    let place = &said.place;
    let members_only = place.kind == PlaceKind::Group && !place.public;
    if token.is_empty() {
        let Some(known) = invite::registered_at(talk.tx, place).await? else {
            return talk
                .reply(&place.address, view::group::added_without_token)
                .await;
        };
        return welcome(talk, &place.address, &known, &place.title, members_only).await;
    }
    invite::look_at(talk.tx, token, talk.now).await?;
    let by = match &said.from {
        Some(visitor) => Some(people::visit(talk.tx, visitor).await?),
        None => None,
    };
    let joined = invite::redeem_chat(talk.tx, place, by.as_ref(), token, talk.now).await?;
    let institution = match joined {
        Joined::Registered(institution) => institution,
        Joined::Asked(asked) => return super::transfer::ask(talk, &place.address, &asked).await,
    };
    let (rules, now) = (talk.rules, talk.now);
    uninvited::registered(talk.tx, rules, &place.address, &institution, now).await?;
    welcome(
        talk,
        &place.address,
        &institution,
        &place.title,
        members_only,
    )
    .await
}

/// A chat that is an institution's hears what will come.
pub(super) async fn welcome(
    talk: &mut Talk<'_>,
    to: &Address,
    institution: &Institution,
    title: &str,
    members_only: bool,
) -> Result<(), Error> {
    // A public channel is read by everybody, for good.
    let contact = match members_only {
        true => contact(talk, &institution.code).await?,
        false => None,
    };
    let name = &institution.name;
    talk.reply(to, |lang| {
        view::group::welcome(lang, name, title, members_only, contact.as_deref())
    })
    .await
}

/// "Daftar petugas": a link of their own, opened at once in the private chat.
pub(super) async fn become_officer(talk: &mut Talk<'_>, press: &Press) -> Result<(), Error> {
    let made = invite::create_for_group_member(talk.tx, talk.rules, &press.place, talk.now).await?;
    debug_assert!(matches!(made.what, Invitation::Person(_)));
    talk.pop_up(
        press,
        PressAnswer {
            url: Some(made.url),
            ..PressAnswer::default()
        },
    )
    .await
}
