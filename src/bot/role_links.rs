//! Links for roles that weigh more than an officer's: which are open, and taking them back.

use crate::domain::event::Press;
use crate::domain::message::Message;
use crate::domain::role::{Actor, Area, Role};
use crate::service::{Error, invite};
use crate::view;
use crate::view::grant::OpenLink;

use super::talk::Talk;

/// With `/peran` of an owner: nothing, where none is open.
pub(super) async fn remind(talk: &mut Talk<'_>, actor: &Actor) -> Result<(), Error> {
    if !actor.is(Role::Owner)
        || invite::open_role_links(talk.tx, actor, talk.now)
            .await?
            .is_empty()
    {
        return Ok(());
    }
    list(talk, actor).await
}

/// `/tautan peran`.
pub(super) async fn list(talk: &mut Talk<'_>, actor: &Actor) -> Result<(), Error> {
    let message = open(talk, actor, None).await?;
    talk.send(&actor.address, message).await
}

/// `/tautan cabut peran`.
pub(super) async fn revoke_all(talk: &mut Talk<'_>, actor: &Actor) -> Result<(), Error> {
    let count = invite::revoke_role_links(talk.tx, actor, talk.now).await?;
    talk.reply(&actor.address, |lang| view::links::revoked(lang, count))
        .await
}

/// "Cabut tautan": the link is taken out of the message, too.
pub(super) async fn revoke(talk: &mut Talk<'_>, press: &Press, link: i64) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let (role, area) = invite::revoke_role_link(talk.tx, &actor, link, talk.now).await?;
    talk.nod(press).await?;
    let message = open(talk, &actor, Some((role, &area))).await?;
    talk.edit(press, message).await
}

async fn open(
    talk: &mut Talk<'_>,
    actor: &Actor,
    revoked: Option<(Role, &Area)>,
) -> Result<Message, Error> {
    let links = invite::open_role_links(talk.tx, actor, talk.now).await?;
    let open: Vec<OpenLink<'_>> = links
        .iter()
        .map(|link| OpenLink {
            id: link.id,
            role: link.role,
            area: &link.area,
            made_by: &link.made_by,
            expires: link.expires_at,
        })
        .collect();
    Ok(view::grant::links(&talk.lang, revoked, &open))
}
