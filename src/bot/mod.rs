//! The conversation: a file for each area, where an event is read, one use case is called, and what it
//! says is put into words.
//!
//! [`Bot::handle`] is the door for everything that happens; [`Bot::explain`] says a refusal where it
//! belongs. Replies are rows of the outbox, written in the transaction of what they tell.

mod announce;
mod approve;
mod ask;
mod brake;
mod chats;
mod confirm;
mod control;
mod explain;
mod invite;
mod join;
mod limit;
mod membership;
mod restored;
mod talk;

use std::sync::{Arc, Mutex};

use crate::domain::action::Action;
use crate::domain::chat::Receives;
use crate::domain::clock::Timestamp;
use crate::domain::event::{Content, Event, PlaceKind, Press, Said};
use crate::domain::guest::Guests;
use crate::domain::refusal::Refusal;
use crate::service::{Error, Rules, reach};
use crate::store::question::Kind;
use crate::store::{Fault, Tx};
use crate::view;

use approve::Words;
use talk::Talk;

/// Everything the bot can talk about.
#[derive(Debug, Clone)]
pub struct Bot {
    rules: Arc<Rules>,
    guests: Arc<Mutex<Guests>>,
}

impl Bot {
    /// A bot that goes by these rules.
    #[must_use]
    pub fn new(rules: Arc<Rules>) -> Self {
        Self {
            rules,
            guests: Arc::default(),
        }
    }

    /// Does what an event asks for, and queues what is to be said about it.
    ///
    /// # Errors
    /// A refusal, to be told by [`Bot::explain`] after undoing; or a fault.
    pub async fn handle(&self, tx: &mut Tx, event: &Event, now: Timestamp) -> Result<(), Error> {
        self.hear(tx, event, now).await?;
        if !self.admits(tx, event, now).await? {
            return match event {
                Event::Pressed(press) => {
                    let mut talk = Talk::with(tx, &self.rules, Some(&press.from), now);
                    talk.nod(press).await
                }
                _ => Ok(()),
            };
        }
        approve::close_question(tx, event).await?;
        match event {
            Event::Said(said) => self.said(tx, said, now).await,
            Event::Edited(said) => {
                let mut talk = Talk::with(tx, &self.rules, said.from.as_ref(), now);
                announce::edited(&mut talk, said).await
            }
            Event::Pressed(press) => self.pressed(tx, press, now).await,
            Event::Membership(change) => {
                let mut talk = Talk::with(tx, &self.rules, change.by.as_ref(), now);
                membership::changed(&mut talk, change).await
            }
            Event::Migrated { from, to } => Ok(reach::moved(tx, &self.rules, from, to, now).await?),
            Event::Reopened(place) => {
                Ok(reach::reopened(tx, &self.rules, &place.address, now).await?)
            }
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
        reach::heard(tx, &self.rules, place, now).await
    }

    async fn said(&self, tx: &mut Tx, said: &Said, now: Timestamp) -> Result<(), Error> {
        let mut talk = Talk::with(tx, &self.rules, said.from.as_ref(), now);
        let private = said.place.kind == PlaceKind::Private;
        let Some(command) = &said.command else {
            return if private {
                self.words(&mut talk, said).await
            } else {
                Ok(())
            };
        };
        let arguments = &command.arguments;
        // A token is authority enough for a chat: channels and anonymous admins may show one.
        if command.name == "start" && !private {
            return join::chat(&mut talk, said, arguments.text.trim()).await;
        }
        if !private {
            // Whoever asks in a group hears what its members may, so nobody has to show their face.
            return match command.name.as_str() {
                "status" | "belum" | "sudah" => ask::in_group(&mut talk, said, command).await,
                "id" => ask::id(&mut talk, said).await,
                "bantuan" | "help" => ask::help_in_group(&mut talk, said).await,
                "privasi" => talk.reply(&said.place.address, view::help::privacy).await,
                "siaran" | "undang" | "bekukan" | "cairkan" => match said.from {
                    Some(_) => Err(Refusal::PrivateOnly.into()),
                    None => Err(Refusal::Anonymous.into()),
                },
                // Groups have other bots, whose commands are none of our business.
                _ => Ok(()),
            };
        }
        let Some(visitor) = &said.from else {
            return Err(Refusal::Anonymous.into());
        };
        match command.name.as_str() {
            "start" => join::person(&mut talk, visitor, arguments.text.trim()).await,
            "undang" => invite::create(&mut talk, visitor, &arguments.text).await,
            "siaran" => announce::open(&mut talk, visitor, said, arguments).await,
            "bekukan" => brake::freeze(&mut talk, visitor).await,
            "cairkan" => brake::thaw(&mut talk, visitor).await,
            "status" | "belum" | "sudah" => ask::in_private(&mut talk, visitor, command).await,
            "id" => ask::id(&mut talk, said).await,
            "bantuan" | "help" => ask::help(&mut talk, visitor).await,
            "privasi" => talk.reply(&said.place.address, view::help::privacy).await,
            typed => Err(Refusal::UnknownCommand {
                typed: typed.to_owned(),
            }
            .into()),
        }
    }

    /// Words in private are the answer to a question, or a piece of a draft.
    async fn words(&self, talk: &mut Talk<'_>, said: &Said) -> Result<(), Error> {
        let Some(visitor) = &said.from else {
            return Ok(());
        };
        let text = match &said.content {
            Content::Text(message) => Some(message.text.as_str()),
            Content::Unsupported(_) => None,
        };
        match approve::reason(talk, visitor, text).await? {
            Words::Reason => Ok(()),
            Words::TooLate => announce::join(talk, visitor, said).await.map(drop),
            Words::Other => announce::add(talk, visitor, said).await,
        }
    }

    async fn pressed(&self, tx: &mut Tx, press: &Press, now: Timestamp) -> Result<(), Error> {
        let mut talk = Talk::with(tx, &self.rules, Some(&press.from), now);
        let talk = &mut talk;
        let action = Action::parse(&press.data).map_err(|_| Refusal::UnknownButton)?;
        match action {
            Action::Acknowledge {
                announcement,
                revision,
            } => confirm::acknowledge(talk, press, announcement, revision).await,
            Action::BecomeOfficer => join::become_officer(talk, press).await,
            Action::Submit {
                announcement,
                version,
            } => announce::submit(talk, press, announcement, version).await,
            Action::Discard { announcement } => announce::discard(talk, press, announcement).await,
            Action::DropLast { announcement } => {
                announce::drop_last(talk, press, announcement).await
            }
            Action::Approve {
                announcement,
                version,
            } => approve::ask_again(talk, press, announcement, version).await,
            Action::ApproveSurely {
                announcement,
                version,
            } => approve::approve(talk, press, announcement, version).await,
            Action::Reconsider {
                announcement,
                version,
            } => approve::reconsider(talk, press, announcement, version).await,
            Action::CancelReason {
                announcement,
                version,
            } => approve::cancel_reason(talk, press, announcement, version).await,
            Action::Return {
                announcement,
                version,
            } => approve::ask_reason(talk, press, announcement, version, Kind::ReturnReason).await,
            Action::Reject {
                announcement,
                version,
            } => approve::ask_reason(talk, press, announcement, version, Kind::RejectReason).await,
            Action::ConfirmGrant { grant } => invite::settle(talk, press, grant, true).await,
            Action::RefuseGrant { grant } => invite::settle(talk, press, grant, false).await,
            Action::RevokeGrant { grant } => invite::revoke(talk, press, grant).await,
            Action::Release { restoration } => restored::release(talk, press, restoration).await,
            Action::ChatPage { chat } => chats::show(talk, press, chat).await,
            Action::OfficerPage { grant } => chats::officer(talk, press, grant).await,
            Action::ReceiveByRule { chat } => {
                chats::receives(talk, press, chat, Receives::ByRule).await
            }
            Action::ReceiveAlways { chat } => {
                chats::receives(talk, press, chat, Receives::Always).await
            }
            Action::ReceiveNever { chat } => {
                chats::receives(talk, press, chat, Receives::Never).await
            }
            Action::ReleaseChat { chat } => chats::ask_release(talk, press, chat).await,
            Action::ReleaseChatSurely { chat } => chats::release(talk, press, chat).await,
            Action::Card { .. } | Action::Missing { .. } | Action::Confirmed { .. } => {
                ask::turn(talk, press, action).await
            }
            Action::Pause { announcement } => control::pause(talk, press, announcement).await,
            Action::Resume { announcement } => control::resume(talk, press, announcement).await,
            Action::Stop { announcement } => control::ask_stop(talk, press, announcement).await,
            Action::StopSurely { announcement } => control::stop(talk, press, announcement).await,
            Action::KeepSending { announcement } => control::keep(talk, press, announcement).await,
            Action::Resend { announcement } => control::resend(talk, press, announcement).await,
        }
    }
}
