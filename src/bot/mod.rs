//! The conversation: a file for each area, where an event is read, one use case is called, and what it
//! says is put into words.
//!
//! [`Bot::handle`] is the door for everything that happens; [`Bot::explain`] says a refusal where it
//! belongs. Replies are rows of the outbox, written in the transaction of what they tell.

mod activity;
mod announce;
mod approve;
mod ask;
mod asked;
mod board;
mod brake;
mod chats;
mod checkup;
mod confirm;
mod control;
mod correct;
mod dispatch;
mod disseminate;
mod explain;
mod export;
mod holders;
mod import;
mod invite;
mod join;
mod limit;
mod links;
mod lists;
mod membership;
mod panel;
mod privacy;
mod recap;
mod registry;
mod remind;
mod restored;
mod role_links;
mod schedule;
mod succession;
mod talk;
mod template;
mod transfer;
mod uninvited;

use std::sync::{Arc, Mutex};

use crate::domain::clock::Timestamp;
use crate::domain::command::Verb;
use crate::domain::event::{Command, Content, Event, Membership, Place, PlaceKind, Said, Visitor};
use crate::domain::guess::Guesses;
use crate::domain::guest::Guests;
use crate::service::{Error, Rules, reach};
use crate::store::{Fault, Tx};

use crate::view;

use approve::Words;
use disseminate::Evidence;
use talk::{Talk, reader};

/// Everything the bot can talk about.
#[derive(Debug, Clone)]
pub struct Bot {
    rules: Arc<Rules>,
    guests: Arc<Mutex<Guests>>,
    arrivals: Arc<Mutex<Guests>>,
    guesses: Arc<Mutex<Guesses>>,
}

impl Bot {
    /// A bot that goes by these rules.
    #[must_use]
    pub fn new(rules: Arc<Rules>) -> Self {
        Self {
            rules,
            guests: Arc::default(),
            arrivals: Arc::default(),
            guesses: Arc::default(),
        }
    }

    /// Does what an event asks for, and queues what is to be said about it.
    ///
    /// # Errors
    /// A refusal, to be told by [`Bot::explain`] after undoing; or a fault.
    pub async fn handle(&self, tx: &mut Tx, event: &Event, now: Timestamp) -> Result<(), Error> {
        let idle = self.is_idle(event, now);
        if !idle {
            self.hear(tx, event, now).await?;
        }
        if idle || !self.admits(tx, event, now).await? {
            return match event {
                Event::Pressed(press) if self.nods(press, now) => {
                    let mut talk = Talk::with(tx, &self.rules, Some(&press.from), now);
                    talk.nod(press).await
                }
                _ => Ok(()),
            };
        }
        approve::close_question(tx, &self.rules, event, now).await?;
        self.act(tx, event, now).await?;
        // Whatever has closed the question for evidence by the way.
        let Some(visitor) = in_private(event) else {
            return Ok(());
        };
        let mut talk = Talk::with(tx, &self.rules, Some(visitor), now);
        disseminate::tell_closed(&mut talk, visitor).await
    }

    /// Does what an event asks for that is admitted.
    async fn act(&self, tx: &mut Tx, event: &Event, now: Timestamp) -> Result<(), Error> {
        match event {
            Event::Said(said) => self.said(tx, said, now).await,
            Event::Edited(said) => {
                let reader = reader(&said.place, said.from.as_ref());
                let mut talk = Talk::with(tx, &self.rules, reader, now);
                announce::edited(&mut talk, said).await
            }
            Event::Pressed(press) => {
                let mut talk = Talk::with(tx, &self.rules, Some(&press.from), now);
                dispatch::press(&mut talk, press).await
            }
            Event::Membership(change) => self.membership(tx, change, now).await,
            Event::Migrated { from, to } => Ok(reach::moved(tx, &self.rules, from, to, now).await?),
            Event::Reopened(place) => {
                Ok(reach::reopened(tx, &self.rules, &place.address, now).await?)
            }
            Event::Departed(departure) => {
                let mut talk = Talk::with(tx, &self.rules, None, now);
                disseminate::departed(&mut talk, departure).await?;
                succession::departed(&mut talk, departure).await
            }
            Event::Renamed(place) => Ok(described(tx, place, now).await?),
            Event::Other => Ok(()),
        }
    }

    /// Whoever is heard can be reached: a person by anything they do in private, a group by what is
    /// said in it.
    async fn hear(&self, tx: &mut Tx, event: &Event, now: Timestamp) -> Result<(), Fault> {
        let place = match event {
            Event::Said(said) => &said.place,
            Event::Pressed(press) if press.place.kind == PlaceKind::Private => &press.place,
            _ => return Ok(()),
        };
        described(tx, place, now).await?;
        reach::heard(tx, &self.rules, place, now).await
    }

    async fn membership(
        &self,
        tx: &mut Tx,
        change: &Membership,
        now: Timestamp,
    ) -> Result<(), Error> {
        described(tx, &change.place, now).await?;
        let reader = reader(&change.place, change.by.as_ref());
        let mut talk = Talk::with(tx, &self.rules, reader, now);
        if !membership::changed(&mut talk, change).await? {
            return Ok(());
        }
        let lang = talk.lang;
        let told = self.admits_arrival(tx, change.by.as_ref(), now).await?;
        let words = told.then(|| view::group::added_without_token(&lang));
        Ok(crate::service::uninvited::arrived(tx, &self.rules, &change.place, words, now).await?)
    }

    async fn said(&self, tx: &mut Tx, said: &Said, now: Timestamp) -> Result<(), Error> {
        let reader = reader(&said.place, said.from.as_ref());
        let mut talk = Talk::with(tx, &self.rules, reader, now);
        let command = said.command.as_ref();
        match command.filter(|it| is_meant(it, &said.content)) {
            Some(command) => dispatch::command(&mut talk, said, command).await,
            None if said.place.kind == PlaceKind::Private => self.words(&mut talk, said).await,
            None => Ok(()),
        }
    }

    /// Words in private are the answer to a question, or a piece of a draft. One question is open at a time;
    /// that for evidence comes first because a picture answers it as well as words do.
    async fn words(&self, talk: &mut Talk<'_>, said: &Said) -> Result<(), Error> {
        let Some(visitor) = &said.from else {
            return Ok(());
        };
        let evidence = disseminate::answered(talk, visitor, said).await?;
        if evidence == Evidence::Dealt {
            return Ok(());
        }
        let text = match &said.content {
            Content::Text(message) => Some(message.text.as_str()),
            Content::Medium(_) | Content::Unsupported(_) => None,
        };
        if let Some(text) = text
            && uninvited::code(talk, visitor, text).await?
        {
            return Ok(());
        }
        if let Some(text) = text
            && panel::answered(talk, visitor, text).await?
        {
            return Ok(());
        }
        if let Some(text) = text
            && template::answered(talk, visitor, text).await?
        {
            return Ok(());
        }
        match approve::reason(talk, visitor, said, text).await? {
            Words::Reason => Ok(()),
            Words::TooLate => announce::join(talk, visitor, said).await.map(drop),
            Words::Other => match evidence {
                Evidence::TooLate(number) => {
                    if announce::join(talk, visitor, said).await? {
                        return Ok(());
                    }
                    disseminate::too_late(talk, visitor, number).await
                }
                Evidence::Dealt | Evidence::NotAsked => announce::add(talk, visitor, said).await,
            },
        }
    }
}

/// Below a file few commands are meant as such: whatever else it came with would be lost.
fn is_meant(command: &Command, content: &Content) -> bool {
    match (content, Verb::of(&command.name)) {
        (Content::Text(_), _) => true,
        (Content::Medium(_), Some(Verb::Import | Verb::Announce | Verb::Templates)) => true,
        (Content::Unsupported(_), Some(Verb::Import)) => true,
        (Content::Medium(_) | Content::Unsupported(_), _) => false,
    }
}

/// What an event says of its chat.
async fn described(tx: &mut Tx, place: &Place, now: Timestamp) -> Result<(), Fault> {
    let seen = (place.title.as_str(), place.public);
    reach::described(tx, &place.address, seen, now).await
}

/// Who says or presses something in private.
fn in_private(event: &Event) -> Option<&Visitor> {
    match event {
        Event::Said(said) if said.place.kind == PlaceKind::Private => said.from.as_ref(),
        Event::Pressed(press) if press.place.kind == PlaceKind::Private => Some(&press.from),
        _ => None,
    }
}
