//! `/serahkan`, "Ganti", and officers who leave their institution's group.

use std::time::Duration;

use crate::domain::event::{Departure, Press, Visitor};
use crate::domain::id::GrantId;
use crate::service::{Error, people, post, succession};
use crate::view;

use super::talk::Talk;

/// A leaving comes in two forms where the bot is an admin; and who is back at once has not left.
const GATHERED: Duration = Duration::from_secs(10);

/// `/serahkan [KODE]`.
pub(super) async fn offer(
    talk: &mut Talk<'_>,
    visitor: &Visitor,
    typed: &str,
) -> Result<(), Error> {
    let actor = talk.actor(visitor).await?;
    let (made, code) = succession::offer(talk.tx, talk.rules, &actor, typed, talk.now).await?;
    let name = people::institution_name(talk.tx, &code).await?;
    talk.reply(&actor.address, |lang| {
        view::officer::handover_link(lang, &name, &made.url, made.expires_at)
    })
    .await
}

/// "Ganti" on an officer's page: the link comes in a message of its own, to be passed on.
pub(super) async fn replace(
    talk: &mut Talk<'_>,
    press: &Press,
    grant: GrantId,
) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let (made, code) = succession::replace(talk.tx, talk.rules, &actor, grant, talk.now).await?;
    let name = people::institution_name(talk.tx, &code).await?;
    talk.nod(press).await?;
    talk.reply(&actor.address, |lang| {
        view::officer::handover_link(lang, &name, &made.url, made.expires_at)
    })
    .await
}

/// Somebody left a chat; if an officer of its institution, those who look after it are asked.
pub(super) async fn departed(talk: &mut Talk<'_>, departure: &Departure) -> Result<(), Error> {
    let (place, who) = (&departure.place, &departure.who);
    for departed in succession::departed(talk.tx, place, who).await? {
        for overseer in &departed.overseers {
            let Some(to) = &overseer.address else {
                continue;
            };
            let lang = talk.rules.lang(overseer.language.as_deref());
            let question = view::officer::departed(
                &lang,
                &departed.name,
                &departed.institution,
                &departed.title,
                departed.grant,
            );
            let key = format!("departed:{}:{to}", departed.grant.0);
            post::send_coalesced(talk.tx, to, vec![question], &key, GATHERED, talk.now).await?;
        }
    }
    Ok(())
}

/// "Tetap" below that question.
pub(super) async fn keep(talk: &mut Talk<'_>, press: &Press, grant: GrantId) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let (name, institution) = succession::keep(talk.tx, &actor, grant, talk.now).await?;
    talk.nod(press).await?;
    let kept = view::officer::kept(&talk.lang, &name, &institution, &actor.name);
    talk.edit(press, kept).await
}
