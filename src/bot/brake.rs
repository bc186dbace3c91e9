//! `/bekukan` and `/cairkan`.

use crate::domain::address::Address;
use crate::domain::event::Visitor;
use crate::domain::refusal::Refusal;
use crate::service::restored::{self, Held};
use crate::service::{Error, freeze};
use crate::view;

use super::talk::Talk;

pub(super) async fn freeze(talk: &mut Talk<'_>, visitor: &Visitor) -> Result<(), Error> {
    let actor = talk.actor(visitor).await?;
    let now = talk.now;
    for person in freeze::freeze(talk.tx, &actor, now).await? {
        talk.tell(&person, |lang| view::freeze::frozen(lang, &actor.name, now))
            .await?;
    }
    talk.reply(&actor.address, |lang| {
        view::freeze::frozen(lang, &actor.name, now)
    })
    .await
}

pub(super) async fn thaw(talk: &mut Talk<'_>, visitor: &Visitor) -> Result<(), Error> {
    let actor = talk.actor(visitor).await?;
    let now = talk.now;
    let thawed = freeze::thaw(talk.tx, &actor, now).await;
    let told = match (thawed, restored::held(talk.tx).await?) {
        // Not the brake holds everything; whoever comes to let it go is shown what does.
        (Err(Error::Refused(Refusal::NotFrozen)), Some(held)) => {
            return show_hold(talk, &actor.address, &held).await;
        }
        (Ok(told), Some(held)) => {
            show_hold(talk, &actor.address, &held).await?;
            told
        }
        (thawed, None) | (thawed @ Err(_), _) => thawed?,
    };
    for person in told {
        talk.tell(&person, |lang| view::freeze::thawed(lang, &actor.name, now))
            .await?;
    }
    talk.reply(&actor.address, |lang| {
        view::freeze::thawed(lang, &actor.name, now)
    })
    .await
}

async fn show_hold(talk: &mut Talk<'_>, to: &Address, held: &Held) -> Result<(), Error> {
    let held = restored::shown(held);
    talk.reply(to, |lang| view::restored::held(lang, &held))
        .await
}
