//! Who is answered: people without a role, and groups, only so often; see [`crate::domain::guest`].
//!
//! A transaction that is tried again counts its updates again, and a restart forgets: both err by a few
//! replies, which is not worth a table.

use std::sync::PoisonError;

use crate::domain::clock::Timestamp;
use crate::domain::command::Verb;
use crate::domain::event::{Event, PlaceKind, Press, Said, Visitor};
use crate::domain::guest::Guests;
use crate::service::people;
use crate::store::{Fault, Tx};

use super::Bot;

/// A link's token is always looked at, so that a flood keeps nobody from joining; only the refusal of
/// one that is no good counts.
fn shows_token(said: &Said) -> bool {
    let start = said
        .command
        .as_ref()
        .filter(|it| Verb::of(&it.name) == Some(Verb::Start));
    start.is_some_and(|it| !it.arguments.text.trim().is_empty())
}

impl Bot {
    /// Whether what happened is to be looked at; counted if so.
    pub(super) async fn admits(
        &self,
        tx: &mut Tx,
        event: &Event,
        now: Timestamp,
    ) -> Result<bool, Fault> {
        match event {
            Event::Said(said) if shows_token(said) => Ok(true),
            Event::Said(said) | Event::Edited(said) => self.admits_words(tx, said, now).await,
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
            return Ok(people::has_role(tx, address).await?
                || self.guests(|guests| guests.person(address, now)));
        }
        // In groups ours are answered, also by saying where they belong; those of other bots are not.
        let command = said.command.as_ref();
        let ours = command.is_some_and(|command| Verb::of(&command.name).is_some());
        Ok(!ours || self.guests(|guests| guests.group(address, now)))
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
        Ok(press.place.kind != PlaceKind::Private
            || people::has_role(tx, address).await?
            || self.guests(|guests| guests.person(address, now)))
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
            || self.guests(|guests| guests.person(&visitor.address, now)))
    }

    fn guests<T>(&self, ask: impl FnOnce(&mut Guests) -> T) -> T {
        ask(&mut self.guests.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
