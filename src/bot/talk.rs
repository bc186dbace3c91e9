//! One exchange: with whom, in which language, when, and the transaction it happens in.

use crate::domain::action::Action;
use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::event::{Place, PlaceKind, Press, Visitor};
use crate::domain::id::{AnnouncementId, PersonId};
use crate::domain::message::Message;
use crate::domain::outgoing::PressAnswer;
use crate::domain::refusal::Refusal;
use crate::domain::report::Card;
use crate::domain::role::Actor;
use crate::service::{Error, Rules, follow, people, post};
use crate::store::person::{self, Person};
use crate::store::{Fault, Tx, card, posting};
use crate::view::{self, Lang};

/// Whose language is spoken in a place: a person's in private; in groups and channels nobody's, since what
/// all members read stays in the office's own.
pub(super) fn reader<'a>(place: &Place, visitor: Option<&'a Visitor>) -> Option<&'a Visitor> {
    visitor.filter(|_| place.kind == PlaceKind::Private)
}

/// What every part of the conversation needs.
#[derive(Debug)]
pub(super) struct Talk<'a> {
    pub(super) tx: &'a mut Tx,
    pub(super) rules: &'a Rules,
    pub(super) lang: Lang,
    pub(super) now: Timestamp,
}

impl<'a> Talk<'a> {
    pub(super) fn with(
        tx: &'a mut Tx,
        rules: &'a Rules,
        visitor: Option<&Visitor>,
        now: Timestamp,
    ) -> Self {
        let lang = rules.lang(visitor.and_then(|visitor| visitor.language.as_deref()));
        Self {
            tx,
            rules,
            lang,
            now,
        }
    }

    /// Who that is, with the roles in effect at this moment.
    pub(super) async fn actor(&mut self, visitor: &Visitor) -> Result<Actor, Fault> {
        people::actor(self.tx, visitor).await
    }

    /// Who pressed a button that works in private only, wherever a modified app presses it.
    pub(super) async fn presser(&mut self, press: &Press) -> Result<Actor, Error> {
        if press.place.kind != PlaceKind::Private {
            return Err(Refusal::PrivateOnly.into());
        }
        Ok(self.actor(&press.from).await?)
    }

    pub(super) async fn send(&mut self, to: &Address, message: Message) -> Result<(), Error> {
        Ok(post::send(self.tx, to, message, self.now).await?)
    }

    /// Sends a text that needs nothing but a language.
    pub(super) async fn reply(
        &mut self,
        to: &Address,
        text: impl FnOnce(&Lang) -> Message,
    ) -> Result<(), Error> {
        let message = text(&self.lang);
        self.send(to, message).await
    }

    /// Tells somebody else, in their language; those who were erased hear nothing.
    pub(super) async fn tell(
        &mut self,
        person: &Person,
        text: impl FnOnce(&Lang) -> Message,
    ) -> Result<(), Error> {
        Ok(post::tell(self.tx, self.rules, person, self.now, text).await?)
    }

    /// Every message of a purpose says how it ended, each in its reader's language, and is forgotten.
    pub(super) async fn close_all(
        &mut self,
        id: AnnouncementId,
        purpose: &str,
        text: impl Fn(&Lang) -> Message,
    ) -> Result<(), Error> {
        for (at, message_id) in posting::all(self.tx, id, purpose).await? {
            let lang = people::lang(self.tx, self.rules, &at).await?;
            post::edit(self.tx, &at, message_id, text(&lang), self.now).await?;
        }
        Ok(posting::forget(self.tx, id, purpose).await?)
    }

    /// Offers somebody the commands of the roles that are in effect for them now, in their language,
    /// unless that is what their menu shows already. Those who never had a role see the menu of all.
    pub(super) async fn offer_menu(&mut self, person: &PersonId) -> Result<(), Error> {
        let person = person::get(self.tx, person).await?;
        let Some(address) = &person.address else {
            return Ok(());
        };
        let roles = people::roles(self.tx, &person.id).await?;
        let lang = self.rules.lang(person.language.as_deref());
        let menu = view::help::commands(&lang, &roles, false);
        Ok(post::menu(
            self.tx,
            &person.id,
            address,
            menu,
            !roles.is_empty(),
            self.now,
        )
        .await?)
    }

    /// Changes the message under which a button was pressed.
    ///
    /// Only one whose own buttons are part of a conversation: a modified app can send the data of a
    /// card from under an announcement, which has to stay what was approved.
    pub(super) async fn edit(&mut self, press: &Press, message: Message) -> Result<(), Error> {
        let mut actions = press.buttons.iter().filter_map(|it| Action::parse(it).ok());
        if !actions.any(|action| action.is_conversation()) {
            return Err(Refusal::UnknownButton.into());
        }
        let at = &press.place.address;
        // A card that was there follows nothing while it shows something else.
        card::leave(self.tx, at, press.message_id).await?;
        Ok(post::edit(self.tx, at, press.message_id, message, self.now).await?)
    }

    /// Changes it into the card of an announcement, which follows from then on.
    pub(super) async fn edit_to_card(&mut self, press: &Press, card: &Card) -> Result<(), Error> {
        let message = view::status::card(&self.lang, card);
        self.edit(press, message).await?;
        let place = (&press.place.address, press.message_id);
        Ok(follow::shown(self.tx, self.rules, place, card, self.now).await?)
    }

    /// Ends the waiting after a press, without words.
    pub(super) async fn nod(&mut self, press: &Press) -> Result<(), Error> {
        self.pop_up(press, PressAnswer::default()).await
    }

    pub(super) async fn pop_up(&mut self, press: &Press, answer: PressAnswer) -> Result<(), Error> {
        Ok(post::answer(self.tx, &press.id, answer, self.now).await?)
    }
}
