//! Saying why something was not done, where it was asked.

use crate::domain::clock::Timestamp;
use crate::domain::event::{Event, Press, Said};
use crate::domain::message::Message;
use crate::domain::outgoing::PressAnswer;
use crate::domain::refusal::Refusal;
use crate::service::{post, refused};
use crate::store::{Fault, Tx};
use crate::view;

use super::Bot;
use super::talk::reader;

impl Bot {
    /// Tells the one who asked why it was refused.
    ///
    /// # Errors
    /// A database fault.
    pub async fn explain(
        &self,
        tx: &mut Tx,
        event: &Event,
        refusal: &Refusal,
        now: Timestamp,
    ) -> Result<(), Fault> {
        // What was noticed before the refusal has been undone with it.
        self.hear(tx, event, now).await?;
        super::approve::close_question(tx, &self.rules, event, now).await?;
        if let Event::Said(said) = event {
            super::disseminate::refused(tx, said).await?;
        }
        if let Event::Said(said) = event
            && *refusal == Refusal::TokenUnknown
        {
            self.guessed(tx, said, now).await?;
        }
        refused::note(tx, event, refusal, now).await?;
        if !self.admits_refusal(tx, event, now).await? {
            return Ok(());
        }
        match event {
            Event::Pressed(press) => {
                let lang = self.rules.lang(press.from.language.as_deref());
                self.alert(tx, press, view::refusal::refusal_popup(&lang, refusal), now)
                    .await
            }
            Event::Said(said) | Event::Edited(said) => {
                let reader = reader(&said.place, said.from.as_ref());
                let tag = reader.and_then(|visitor| visitor.language.as_deref());
                let lang = self.rules.lang(tag);
                let mut message = Message::plain(view::refusal::refusal(&lang, refusal));
                if *refusal == Refusal::PrivateOnly {
                    let url = format!("https://t.me/{}", self.rules.bot_username);
                    message = message.row([view::refusal::open_private(&lang, &url)]);
                }
                post::send(tx, &said.place.address, message, now).await
            }
            Event::Membership(_)
            | Event::Departed(_)
            | Event::Renamed(_)
            | Event::Migrated { .. }
            | Event::Reopened(_)
            | Event::Other => Ok(()),
        }
    }

    /// Says that something went wrong here, with what to tell an operator.
    ///
    /// # Errors
    /// A database fault.
    pub async fn apologise(
        &self,
        tx: &mut Tx,
        event: &Event,
        reference: &str,
        now: Timestamp,
    ) -> Result<(), Fault> {
        match event {
            Event::Pressed(press) => {
                let lang = self.rules.lang(press.from.language.as_deref());
                self.alert(tx, press, view::fault::fault(&lang, reference), now)
                    .await
            }
            Event::Said(Said {
                place,
                from: Some(visitor),
                command: Some(_),
                ..
            }) => {
                let reader = reader(place, Some(visitor));
                let tag = reader.and_then(|visitor| visitor.language.as_deref());
                let lang = self.rules.lang(tag);
                let message = Message::plain(view::fault::fault(&lang, reference));
                post::send(tx, &place.address, message, now).await
            }
            _ => Ok(()),
        }
    }

    async fn alert(
        &self,
        tx: &mut Tx,
        press: &Press,
        text: String,
        now: Timestamp,
    ) -> Result<(), Fault> {
        post::answer(tx, &press.id, PressAnswer::alert(text), now).await
    }
}
