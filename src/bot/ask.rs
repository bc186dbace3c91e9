//! `/status`, `/belum`, `/sudah`, and the buttons that turn their pages; `/id` and `/bantuan`.

use crate::domain::action::Action;
use crate::domain::announcement::Asked;
use crate::domain::event::{Command, PlaceKind, Press, Said, Visitor};
use crate::domain::message::Message;
use crate::domain::refusal::Refusal;
use crate::domain::role::{Role, Scope};
use crate::service::{Error, ask};
use crate::view;

use super::talk::Talk;

pub(super) async fn in_private(
    talk: &mut Talk<'_>,
    visitor: &Visitor,
    command: &Command,
) -> Result<(), Error> {
    let scope = talk.actor(visitor).await?.asking_scope();
    let answer = answer(talk, &scope, command).await?;
    talk.send(&visitor.address, answer).await
}

pub(super) async fn in_group(
    talk: &mut Talk<'_>,
    said: &Said,
    command: &Command,
) -> Result<(), Error> {
    let scope = ask::group_scope(talk.tx, &said.place).await?;
    let answer = answer(talk, &scope, command).await?;
    talk.send(&said.place.address, answer).await
}

async fn answer(talk: &mut Talk<'_>, scope: &Scope, command: &Command) -> Result<Message, Error> {
    let typed = command.arguments.text.trim();
    if typed.is_empty() && command.name == "status" {
        let latest = ask::latest(talk.tx, scope).await?;
        return Ok(view::status::lines(&talk.lang, &latest));
    }
    let usage = || Refusal::AskUsage {
        command: command.name.clone(),
    };
    let asked = Asked::parse(typed).ok_or_else(usage)?;
    let announcement = ask::find(talk.tx, scope, asked).await?;
    let action = match command.name.as_str() {
        "belum" => Action::Missing {
            announcement,
            page: 0,
        },
        "sudah" => Action::Confirmed {
            announcement,
            page: 0,
        },
        _ => Action::Card { announcement },
    };
    show(talk, scope, action).await
}

/// A press under a card or a list: the message turns into what was asked for.
pub(super) async fn turn(talk: &mut Talk<'_>, press: &Press, action: Action) -> Result<(), Error> {
    let scope = match press.place.kind {
        PlaceKind::Private => talk.actor(&press.from).await?.asking_scope(),
        PlaceKind::Group | PlaceKind::Channel => ask::group_scope(talk.tx, &press.place).await?,
    };
    let message = show(talk, &scope, action).await?;
    talk.nod(press).await?;
    talk.edit(press, message).await
}

async fn show(talk: &mut Talk<'_>, scope: &Scope, action: Action) -> Result<Message, Error> {
    match action {
        Action::Missing { announcement, page } => {
            let page = ask::page(talk.tx, scope, announcement, false, page).await?;
            Ok(view::listing::missing(&talk.lang, &page))
        }
        Action::Confirmed { announcement, page } => {
            let page = ask::page(talk.tx, scope, announcement, true, page).await?;
            Ok(view::listing::confirmed(&talk.lang, &page))
        }
        Action::Card { announcement } => {
            let card = ask::card(talk.tx, scope, announcement).await?;
            Ok(view::status::card(&talk.lang, &card))
        }
        _ => Err(Refusal::UnknownButton.into()),
    }
}

pub(super) async fn id(talk: &mut Talk<'_>, said: &Said) -> Result<(), Error> {
    let person = said
        .from
        .as_ref()
        .map(|visitor| visitor.address.public_id());
    let shared = said.place.kind != PlaceKind::Private;
    let chat = shared.then(|| said.place.address.public_id());
    let message = view::help::your_id(&talk.lang, person, chat);
    talk.send(&said.place.address, message).await
}

/// What one's roles allow.
pub(super) async fn help(talk: &mut Talk<'_>, visitor: &Visitor) -> Result<(), Error> {
    let actor = talk.actor(visitor).await?;
    let roles: Vec<Role> = actor.grants.iter().map(|(role, _)| *role).collect();
    talk.reply(&actor.address, |lang| view::help::help(lang, &roles, false))
        .await
}

/// What a group's members may ask.
pub(super) async fn help_in_group(talk: &mut Talk<'_>, said: &Said) -> Result<(), Error> {
    let to = &said.place.address;
    talk.reply(to, |lang| view::help::help(lang, &[], true))
        .await
}
