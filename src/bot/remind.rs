//! "Ingatkan": reminding by hand of what has not been confirmed.

use crate::domain::announcement::Asked;
use crate::domain::command::Verb;
use crate::domain::event::{Press, Visitor};
use crate::domain::id::AnnouncementId;
use crate::domain::message::Message;
use crate::domain::outgoing::PressAnswer;
use crate::domain::refusal::Refusal;
use crate::service::{Error, ask, chase};
use crate::view;

use super::talk::Talk;

/// `/ingatkan 1`
pub(super) async fn command(
    talk: &mut Talk<'_>,
    visitor: &Visitor,
    typed: &Message,
) -> Result<(), Error> {
    let actor = talk.actor(visitor).await?;
    let usage = || Refusal::AskUsage {
        command: Verb::Remind.command().name.to_owned(),
    };
    let asked = Asked::parse(typed.text.trim()).ok_or_else(usage)?;
    let id = ask::find(talk.tx, &actor.asking_scope(), asked).await?;
    let reminded = chase::by_hand(talk.tx, talk.rules, &actor, id, talk.now).await?;
    let said = view::reminder::by_hand(&talk.lang, &reminded, talk.now);
    talk.send(&actor.address, Message::plain(said)).await
}

/// The button below a card.
pub(super) async fn pressed(
    talk: &mut Talk<'_>,
    press: &Press,
    id: AnnouncementId,
) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let reminded = chase::by_hand(talk.tx, talk.rules, &actor, id, talk.now).await?;
    let said = view::reminder::by_hand(&talk.lang, &reminded, talk.now);
    talk.pop_up(press, PressAnswer::alert(said)).await
}
