//! "Lanjutkan" after a restore.

use crate::domain::event::Press;
use crate::domain::id::RestorationId;
use crate::service::{Error, restored};
use crate::view;

use super::talk::Talk;

pub(super) async fn release(
    talk: &mut Talk<'_>,
    press: &Press,
    restoration: RestorationId,
) -> Result<(), Error> {
    let actor = talk.actor(&press.from).await?;
    let now = talk.now;
    let (held, told) = restored::release(talk.tx, &actor, restoration, now).await?;
    talk.nod(press).await?;
    let (made_at, frozen) = (held.restoration.made_at, held.frozen);
    let done = view::restored::released(&talk.lang, &actor.name, now, made_at, frozen);
    talk.edit(press, done).await?;
    for person in told {
        talk.tell(&person, |lang| {
            view::restored::released(lang, &actor.name, now, made_at, frozen)
        })
        .await?;
    }
    Ok(())
}
