//! `/papan`: a way into the web board, and out of it everywhere.

use crate::domain::event::Visitor;
use crate::domain::refusal::Refusal;
use crate::service::Error;
use crate::service::board::enter;
use crate::view;

use super::talk::Talk;

/// `/papan`, `/papan keluar`
pub(super) async fn open(talk: &mut Talk<'_>, visitor: &Visitor, typed: &str) -> Result<(), Error> {
    let actor = talk.actor(visitor).await?;
    match typed.trim().to_lowercase().as_str() {
        "" => {
            let offer = enter::offer(talk.tx, talk.rules, &actor, talk.now).await?;
            talk.reply(&actor.address, |lang| {
                view::board::offer(
                    lang,
                    &offer.url,
                    offer.mini_app.as_deref(),
                    offer.expires_at,
                )
            })
            .await
        }
        "keluar" => {
            let count = enter::end_all(talk.tx, &actor, talk.now).await?;
            talk.reply(&actor.address, |lang| view::board::ended(lang, count))
                .await
        }
        _ => Err(Refusal::BoardUsage.into()),
    }
}
