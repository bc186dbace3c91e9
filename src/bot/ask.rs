//! `/status`, `/belum`, `/sudah`, `/gagal`, and the buttons that turn one into another; `/id` and `/bantuan`.

use crate::domain::action::Action;
use crate::domain::address::Address;
use crate::domain::announcement::Asked;
use crate::domain::command::{InGroup, Verb};
use crate::domain::event::{PlaceKind, Press, Said, Visitor};
use crate::domain::file::File;
use crate::domain::id::AnnouncementId;
use crate::domain::leaf::{Leaf, List};
use crate::domain::message::Message;
use crate::domain::refusal::Refusal;
use crate::domain::report::Card;
use crate::domain::role::{Actor, Role, Scope};
use crate::service::{Error, ask, follow, post};
use crate::store::{card, posting};
use crate::view;

use super::lists;
use super::talk::Talk;

pub(super) async fn in_private(
    talk: &mut Talk<'_>,
    visitor: &Visitor,
    verb: Verb,
    typed: &Message,
) -> Result<(), Error> {
    let actor = talk.actor(visitor).await?;
    let to = &visitor.address;
    let answer = answer(talk, &Asker::Person(actor), verb, typed).await?;
    if let Some((announcement, picture)) = answer.picture {
        let purpose = (announcement, posting::PICTURE);
        post::file(talk.tx, to, picture, Some(purpose), talk.now).await?;
    }
    answered(talk, to, answer.message).await
}

/// A card is remembered, so that it can follow.
async fn answered(talk: &mut Talk<'_>, to: &Address, words: Words) -> Result<(), Error> {
    let card = match words {
        Words::Card(card) => card,
        Words::Other(message) => return talk.send(to, message).await,
    };
    let message = view::status::card(&talk.lang, &card);
    follow::sent(talk.tx, talk.rules, to, &card, talk.now).await?;
    let id = card.announcement;
    Ok(post::send_posting(talk.tx, to, message, id, posting::CARD, talk.now).await?)
}

pub(super) async fn in_group(
    talk: &mut Talk<'_>,
    said: &Said,
    verb: Verb,
    typed: &Message,
) -> Result<(), Error> {
    let asker = Asker::Group(ask::group_scope(talk.tx, &said.place.address).await?);
    let answer = answer(talk, &asker, verb, typed).await?;
    answered(talk, &said.place.address, answer.message).await
}

/// What somebody is shown.
struct Shown {
    message: Words,
    /// Beside the card of an announcement.
    picture: Option<(AnnouncementId, (File, Message))>,
}

/// A card, which follows what happens, or words that stay as they are.
enum Words {
    Card(Box<Card>),
    Other(Message),
}

impl From<Message> for Shown {
    fn from(message: Message) -> Self {
        let message = Words::Other(message);
        let picture = None;
        Self { message, picture }
    }
}

/// Who asks: a group for its own institution, or a person with all their roles.
pub(super) enum Asker {
    Group(Scope),
    Person(Actor),
}

impl Asker {
    pub(super) fn scope(&self) -> Scope {
        match self {
            Self::Group(scope) => scope.clone(),
            Self::Person(actor) => actor.asking_scope(),
        }
    }
}

/// The card of an announcement as a person sees it.
pub(super) async fn card(
    talk: &mut Talk<'_>,
    actor: &Actor,
    announcement: AnnouncementId,
) -> Result<Card, Error> {
    let (rules, scope, now) = (talk.rules, actor.asking_scope(), talk.now);
    ask::card(talk.tx, rules, &scope, Some(actor), announcement, now).await
}

/// The same with its picture, where there is something to see.
async fn drawn_card(
    talk: &mut Talk<'_>,
    actor: &Actor,
    announcement: AnnouncementId,
) -> Result<Shown, Error> {
    let (rules, scope, now) = (talk.rules, actor.asking_scope(), talk.now);
    let card = ask::card(talk.tx, rules, &scope, Some(actor), announcement, now).await?;
    let timeline = ask::timeline(talk.tx, &scope, &card, now).await?;
    let picture = timeline.map(|timeline| view::chart::picture(&talk.lang, &card, &timeline));
    Ok(Shown {
        message: Words::Card(Box::new(card)),
        picture: picture.map(|picture| (announcement, picture)),
    })
}

async fn answer(
    talk: &mut Talk<'_>,
    asker: &Asker,
    verb: Verb,
    typed: &Message,
) -> Result<Shown, Error> {
    let scope = &asker.scope();
    let typed = typed.text.trim();
    let drills = Asked::is_all_drills(typed);
    if verb == Verb::Status && (typed.is_empty() || drills) {
        let latest = ask::latest(talk.tx, scope, drills).await?;
        return Ok(view::status::lines(&talk.lang, &latest, drills).into());
    }
    let usage = || Refusal::AskUsage {
        command: verb.command().name.to_owned(),
    };
    let Some(list) = list_of(verb) else {
        let asked = Asked::parse(typed).ok_or_else(usage)?;
        let announcement = ask::find(talk.tx, scope, asked).await?;
        return show(talk, asker, Action::Card { announcement }).await;
    };
    let (asked, narrowed) = Asked::begun(typed).ok_or_else(usage)?;
    let announcement = ask::find(talk.tx, scope, asked).await?;
    Ok(
        lists::typed(talk, asker, Leaf::first(announcement, list), narrowed)
            .await?
            .into(),
    )
}

/// The list that a command asks for.
fn list_of(verb: Verb) -> Option<List> {
    match verb {
        Verb::Missing => Some(List::Missing),
        Verb::Confirmed => Some(List::Confirmed),
        Verb::Failed => Some(List::Failed),
        _ => None,
    }
}

/// A press under a card or a list: the message turns into what was asked for.
pub(super) async fn turn(talk: &mut Talk<'_>, press: &Press, action: Action) -> Result<(), Error> {
    let asker = match press.place.kind {
        PlaceKind::Private => Asker::Person(talk.actor(&press.from).await?),
        PlaceKind::Group | PlaceKind::Channel => {
            // The message that turns is all members', whoever presses.
            talk.lang = talk.rules.official();
            Asker::Group(ask::group_scope(talk.tx, &press.place.address).await?)
        }
    };
    let shown = show(talk, &asker, action).await?;
    talk.nod(press).await?;
    if let Some((announcement, picture)) = shown.picture {
        let (at, now) = (&press.place.address, talk.now);
        let there = card::picture_of(talk.tx, announcement, at, press.message_id).await?;
        match there {
            Some(message_id) => post::redraw(talk.tx, at, message_id, picture, now).await?,
            None => {
                let purpose = (announcement, posting::PICTURE);
                post::file(talk.tx, at, picture, Some(purpose), now).await?;
            }
        }
    }
    match shown.message {
        Words::Card(card) => talk.edit_to_card(press, &card).await,
        Words::Other(message) => talk.edit(press, message).await,
    }
}

async fn show(talk: &mut Talk<'_>, asker: &Asker, action: Action) -> Result<Shown, Error> {
    let scope = &asker.scope();
    match action {
        Action::List { leaf } => Ok(lists::turned(talk, asker, leaf).await?.into()),
        Action::Card { announcement } => match asker {
            Asker::Person(actor) => drawn_card(talk, actor, announcement).await,
            Asker::Group(_) => {
                let (rules, now) = (talk.rules, talk.now);
                let card = ask::card(talk.tx, rules, scope, None, announcement, now).await?;
                Ok(Shown {
                    message: Words::Card(Box::new(card)),
                    picture: None,
                })
            }
        },
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

/// `/bantuan [PERINTAH]`: what one's roles allow, or how one command is used.
pub(super) async fn help(talk: &mut Talk<'_>, visitor: &Visitor, typed: &str) -> Result<(), Error> {
    let actor = talk.actor(visitor).await?;
    let roles: Vec<Role> = actor.grants.iter().map(|(role, _)| *role).collect();
    let help = match asked_about(typed)? {
        None => view::help::help(&talk.lang, &roles, false),
        Some(verb) => match verb.command().roles {
            [role, ..] if !verb.command().is_for(&roles) => {
                return Err(Refusal::RoleNeeded { role: *role }.into());
            }
            _ => view::help::explain(&talk.lang, verb),
        },
    };
    talk.send(&actor.address, help).await
}

/// What a group's members may ask.
pub(super) async fn help_in_group(
    talk: &mut Talk<'_>,
    said: &Said,
    typed: &str,
) -> Result<(), Error> {
    let help = match asked_about(typed)? {
        None => view::help::help(&talk.lang, &[], true),
        Some(verb) if verb.command().in_group == InGroup::PrivateOnly => {
            return Err(Refusal::PrivateOnly.into());
        }
        Some(verb) => view::help::explain(&talk.lang, verb),
    };
    talk.send(&said.place.address, help).await
}

/// The command that somebody wants explained, with or without its slash and the bot's name.
fn asked_about(typed: &str) -> Result<Option<Verb>, Refusal> {
    let typed = typed.trim();
    let name = typed.trim_start_matches('/').to_lowercase();
    let name = name.split(['@', ' ']).next().unwrap_or_default();
    if typed.is_empty() {
        return Ok(None);
    }
    let unknown = || Refusal::UnknownCommand {
        typed: typed.to_owned(),
    };
    Verb::of(name).map(Some).ok_or_else(unknown)
}
