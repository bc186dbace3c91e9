//! A link of one institution shown in a chat of another.

use crate::domain::address::Address;
use crate::domain::event::{PlaceKind, Press};
use crate::domain::id::TransferId;
use crate::service::Error;
use crate::service::transfer::{self, Asked};
use crate::view;

use super::talk::Talk;

/// The chat hears what is happening, and those who decide are asked.
pub(super) async fn ask(talk: &mut Talk<'_>, there: &Address, asked: &Asked) -> Result<(), Error> {
    talk.reply(there, |lang| {
        view::transfer::asked_there(lang, &asked.moving)
    })
    .await?;
    for person in &asked.deciders {
        talk.tell(person, |lang| view::transfer::question(lang, &asked.moving))
            .await?;
    }
    Ok(())
}

/// "Pindahkan" or "Tolak".
pub(super) async fn decide(
    talk: &mut Talk<'_>,
    press: &Press,
    id: TransferId,
    moves: bool,
) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let (moving, there) = transfer::decide(talk.tx, &actor, id, moves, talk.now).await?;
    talk.nod(press).await?;
    let decided = view::transfer::decided(&talk.lang, &moving, moves, &actor.name);
    talk.edit(press, decided).await?;
    if moves {
        let members_only = moving.kind == PlaceKind::Group && !moving.public;
        let (to, title) = (&moving.to, &moving.title);
        return super::join::welcome(talk, &there, to, title, members_only).await;
    }
    let told = view::transfer::refused_there(&talk.rules.official(), &moving);
    talk.send(&there, told).await
}
