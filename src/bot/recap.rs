//! `/rekap`: a month as files.

use crate::domain::event::Visitor;
use crate::domain::message::Message;
use crate::service::{Error, post, recap};
use crate::view;

use super::talk::Talk;

/// `/rekap 2026-11`
pub(super) async fn command(
    talk: &mut Talk<'_>,
    visitor: &Visitor,
    typed: &Message,
) -> Result<(), Error> {
    let actor = talk.actor(visitor).await?;
    let made = recap::of(talk.tx, talk.rules, &actor, &typed.text, talk.now).await?;
    for file in view::recap::files(&talk.lang, &made) {
        post::file(talk.tx, &actor.address, file, None, talk.now).await?;
    }
    Ok(())
}
