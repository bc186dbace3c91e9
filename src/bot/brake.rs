//! `/bekukan` and `/cairkan`.

use crate::domain::event::Visitor;
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
    for person in freeze::thaw(talk.tx, &actor, now).await? {
        talk.tell(&person, |lang| view::freeze::thawed(lang, &actor.name, now))
            .await?;
    }
    talk.reply(&actor.address, |lang| {
        view::freeze::thawed(lang, &actor.name, now)
    })
    .await
}
