//! `/impor`: a registry file in, its preview out, and the two buttons below that.

use crate::domain::event::{Press, Said, Visitor};
use crate::domain::id::PreviewId;
use crate::domain::role::Role;
use crate::service::import;
use crate::service::{Error, people};
use crate::view;

use super::talk::Talk;

/// As the caption of a document, or in reply to one; alone it says how.
pub(super) async fn begin(
    talk: &mut Talk<'_>,
    visitor: &Visitor,
    said: &Said,
) -> Result<(), Error> {
    let actor = talk.actor(visitor).await?;
    people::need(&actor, Role::Owner)?;
    let replied = said.reply_to.as_ref().and_then(|it| it.file.as_ref());
    let Some(file) = said.file.as_ref().or(replied) else {
        return talk.reply(&actor.address, view::import::how).await;
    };
    import::fetch(talk.tx, &actor, file, talk.now).await?;
    talk.reply(&actor.address, view::import::received).await
}

/// "Terapkan".
pub(super) async fn apply(
    talk: &mut Talk<'_>,
    press: &Press,
    preview: PreviewId,
) -> Result<(), Error> {
    let actor = talk.actor(&press.from).await?;
    let at = (&press.place.address, press.message_id);
    import::apply(talk.tx, &actor, preview, at, talk.now).await?;
    talk.nod(press).await?;
    let applying = view::import::applying(&talk.lang);
    talk.edit(press, applying).await
}

/// "Batal".
pub(super) async fn discard(
    talk: &mut Talk<'_>,
    press: &Press,
    preview: PreviewId,
) -> Result<(), Error> {
    let actor = talk.actor(&press.from).await?;
    let file = import::discard(talk.tx, &actor, preview, talk.now).await?;
    talk.nod(press).await?;
    let discarded = view::import::discarded(&talk.lang, &file);
    talk.edit(press, discarded).await
}
