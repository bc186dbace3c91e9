//! Who is answered: people without a role, and groups, only so often; see [`crate::domain::guest`].
//!
//! A transaction that is tried again counts its updates again, and a restart forgets: both err by a few
//! replies, which is not worth a table.

use std::sync::PoisonError;

use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::command::Verb;
use crate::domain::event::{Event, PlaceKind, Press, Said, Visitor};
use crate::domain::guess::Guesses;
use crate::domain::guest::Guests;
use crate::domain::metric;
use crate::service::{disseminate, people, post, reach};
use crate::store::{Fault, Tx};
use crate::view;

use super::Bot;

/// A link's token is looked at whatever else is going on, so that a flood keeps nobody from joining; see
/// [`crate::domain::guess`] for those who guess. Only the refusal of one that is no good counts.
pub(super) fn shows_token(said: &Said) -> bool {
    let start = said
        .command
        .as_ref()
        .filter(|it| Verb::of(&it.name) == Some(Verb::Start));
    start.is_some_and(|it| !it.arguments.text.trim().is_empty())
}

impl Bot {
    /// Whether this comes from somebody without a role who has no reply left, which was found a moment
    /// ago: not even the database is asked then.
    pub(super) fn is_idle(&self, event: &Event, now: Timestamp) -> bool {
        let place = match event {
            Event::Said(said) if shows_token(said) => return false,
            Event::Said(said) | Event::Edited(said) => &said.place,
            Event::Pressed(press) => &press.place,
            _ => return false,
        };
        place.kind == PlaceKind::Private
            && self.guests(|guests| guests.is_idle(&place.address, now))
    }

    /// Whether a press that leads to nothing is ended all the same.
    pub(super) fn nods(&self, press: &Press, now: Timestamp) -> bool {
        self.guests(|guests| guests.nod(&press.from.address, now))
    }

    /// A link that does not exist was tried. Owners hear of very many, once.
    pub(super) async fn guessed(
        &self,
        tx: &mut Tx,
        said: &Said,
        now: Timestamp,
    ) -> Result<(), Fault> {
        metrics::counter!(metric::LINK_GUESSES).increment(1);
        if !self.guesses(|guesses| guesses.wrong(&said.place.address, now)) {
            return Ok(());
        }
        tracing::warn!("links are being guessed; those who do are looked at ever more rarely");
        for owner in people::owners(tx).await? {
            if let Some(to) = &owner.address {
                let lang = self.rules.lang(owner.language.as_deref());
                post::send(tx, to, view::join::guessed(&lang), now).await?;
            }
        }
        Ok(())
    }

    /// Whether what happened is to be looked at; counted if so.
    pub(super) async fn admits(
        &self,
        tx: &mut Tx,
        event: &Event,
        now: Timestamp,
    ) -> Result<bool, Fault> {
        match event {
            Event::Said(said) if shows_token(said) => {
                let address = &said.place.address;
                self.guests(|guests| guests.welcome(address));
                Ok(self.guesses(|guesses| guesses.may_try(address, now)))
            }
            Event::Said(said) => self.admits_words(tx, said, now).await,
            // Only authors' edits mean anything, and none is answered.
            Event::Edited(said) => Ok(said.place.kind == PlaceKind::Private
                && people::has_role(tx, &said.place.address).await?),
            Event::Pressed(press) => self.admits_press(tx, press, now).await,
            _ => Ok(true),
        }
    }

    /// Whether a refusal is to be told. All that was admitted has been counted, tokens have not.
    pub(super) async fn admits_refusal(
        &self,
        tx: &mut Tx,
        event: &Event,
        now: Timestamp,
    ) -> Result<bool, Fault> {
        match event {
            Event::Said(said) if shows_token(said) => self.admits_words(tx, said, now).await,
            _ => Ok(true),
        }
    }

    async fn admits_words(&self, tx: &mut Tx, said: &Said, now: Timestamp) -> Result<bool, Fault> {
        let address = &said.place.address;
        if said.place.kind == PlaceKind::Private {
            if !people::has_role(tx, address).await? {
                return self.admits_stranger(tx, address, now).await;
            }
            // Their other words may be a piece of a draft, of which none may be lost.
            return Ok(said.command.is_none() || self.guests(|guests| guests.member(address, now)));
        }
        // In groups ours are answered, also by saying where they belong; those of other bots are not.
        let command = said.command.as_ref();
        let ours = command.is_some_and(|command| Verb::of(&command.name).is_some());
        if !ours {
            return Ok(true);
        }
        // Anybody can put the bot into as many groups as they like.
        let registered = reach::is_registered(tx, address).await?;
        Ok(self.guests(|guests| {
            guests.group(address, now) && (registered || guests.person(address, now))
        }))
    }

    /// Members who confirm in their groups mostly have no role, and pop-ups take no slot: only presses
    /// in private count.
    async fn admits_press(
        &self,
        tx: &mut Tx,
        press: &Press,
        now: Timestamp,
    ) -> Result<bool, Fault> {
        let address = &press.place.address;
        if !self.guests(|guests| guests.press(&press.from.address, now)) {
            return Ok(false);
        }
        Ok(press.place.kind != PlaceKind::Private
            || people::has_role(tx, address).await?
            || self.admits_stranger(tx, address, now).await?)
    }

    /// Members of groups mostly have no role, and are strangers in private. While one of them is asked for
    /// evidence they are looked at whatever the others do: what they send is a report.
    async fn admits_stranger(
        &self,
        tx: &mut Tx,
        address: &Address,
        now: Timestamp,
    ) -> Result<bool, Fault> {
        let asked = disseminate::asked(tx, address, now).await?.is_some();
        Ok(self.guests(|guests| match asked {
            true => guests.member(address, now),
            false => guests.person(address, now),
        }))
    }

    /// Whether a group that the bot was brought into without a link hears of it; counted if so. Those with
    /// a role bring it where they like.
    pub(super) async fn admits_arrival(
        &self,
        tx: &mut Tx,
        by: Option<&Visitor>,
        now: Timestamp,
    ) -> Result<bool, Fault> {
        let Some(visitor) = by else {
            return Ok(false);
        };
        Ok(people::has_role(tx, &visitor.address).await?
            || self.arrivals(|arrivals| arrivals.person(&visitor.address, now)))
    }

    /// Counted apart: offices that come by their links arrive before their tokens, many in a moment, and
    /// must not use up what strangers are answered.
    fn arrivals<T>(&self, ask: impl FnOnce(&mut Guests) -> T) -> T {
        ask(&mut self.arrivals.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn guesses<T>(&self, ask: impl FnOnce(&mut Guesses) -> T) -> T {
        ask(&mut self.guesses.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn guests<T>(&self, ask: impl FnOnce(&mut Guests) -> T) -> T {
        ask(&mut self.guests.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
