//! `/periksa`, and the pages of what it finds.

use crate::domain::event::{Press, Visitor};
use crate::domain::id::GrantId;
use crate::domain::outgoing::PressAnswer;
use crate::service::checkup::live::{self, Begun};
use crate::service::{Error, checkup};
use crate::view;

use super::asked::Asked;
use super::talk::Talk;

pub(super) async fn ask(talk: &mut Talk<'_>, visitor: &Visitor) -> Result<(), Error> {
    let actor = talk.actor(visitor).await?;
    let page = checkup::page(talk.tx, &actor, 0, talk.now).await?;
    talk.reply(&actor.address, |lang| view::checkup::page(lang, &page))
        .await
}

/// The message turns into another page of the list as it is now.
pub(super) async fn turn(talk: &mut Talk<'_>, press: &Press, page: i64) -> Result<(), Error> {
    let actor = talk.actor(&press.from).await?;
    let page = checkup::page(talk.tx, &actor, page, talk.now).await?;
    talk.nod(press).await?;
    talk.edit(press, view::checkup::page(&talk.lang, &page))
        .await
}

/// "Periksa langsung": the message shows how far it is, and at last the list.
pub(super) async fn look_now(talk: &mut Talk<'_>, press: &Press) -> Result<(), Error> {
    let actor = talk.actor(&press.from).await?;
    let shown_in = (&press.place.address, press.message_id);
    match live::ask(talk.tx, &actor, shown_in, talk.now).await? {
        Begun::Now { total } => {
            talk.nod(press).await?;
            talk.edit(press, view::checkup::looking(&talk.lang, 0, total))
                .await
        }
        Begun::Running { done, total } => {
            let text = view::checkup::already_looking(&talk.lang, done, total);
            talk.pop_up(press, PressAnswer::alert(text)).await
        }
        Begun::Nothing => {
            let text = view::checkup::nothing_to_look_at(&talk.lang);
            talk.pop_up(press, PressAnswer::alert(text)).await
        }
    }
}

/// The request of a role that waits, with its buttons, below the list.
pub(super) async fn show_request(
    talk: &mut Talk<'_>,
    press: &Press,
    grant: GrantId,
) -> Result<(), Error> {
    let actor = talk.actor(&press.from).await?;
    let grant = checkup::pending(talk.tx, &actor, grant).await?;
    let asked = Asked::of(talk, grant).await?;
    talk.nod(press).await?;
    talk.reply(&actor.address, |lang| {
        view::grant::request(lang, &asked.request())
    })
    .await
}
