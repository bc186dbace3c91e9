//! Lists of an announcement's institutions: typed with a filter, turned, narrowed by buttons; and the page
//! of an institution that one leads to.

use crate::domain::event::Press;
use crate::domain::filter::{Filter, Sift};
use crate::domain::institution::Code;
use crate::domain::leaf::Leaf;
use crate::domain::message::Message;
use crate::domain::outgoing::PressAnswer;
use crate::service::{Error, chase, listing, standing};
use crate::view;

use super::ask::Asker;
use super::talk::Talk;

/// `/belum 1 opd balikpapan`
pub(super) async fn typed(
    talk: &mut Talk<'_>,
    asker: &Asker,
    leaf: Leaf,
    narrowed: &str,
) -> Result<Message, Error> {
    let filter = listing::typed(talk.tx, &asker.scope(), leaf.announcement, narrowed).await?;
    let leaf = match asker {
        Asker::Person(actor) => {
            listing::through(talk.tx, &actor.person, leaf, &filter, talk.now).await?
        }
        // What a group is shown is one institution's, and fits one page.
        Asker::Group(_) => leaf,
    };
    page(talk, asker, leaf, filter).await
}

/// A page that a button names.
pub(super) async fn turned(
    talk: &mut Talk<'_>,
    asker: &Asker,
    leaf: Leaf,
) -> Result<Message, Error> {
    let reader = match asker {
        Asker::Person(actor) => Some(&actor.person),
        Asker::Group(_) => None,
    };
    let filter = listing::filter(talk.tx, reader, leaf).await?;
    page(talk, asker, leaf, filter).await
}

async fn page(
    talk: &mut Talk<'_>,
    asker: &Asker,
    leaf: Leaf,
    filter: Filter,
) -> Result<Message, Error> {
    let mut page = listing::page(talk.tx, &asker.scope(), leaf, filter, talk.now).await?;
    page.private = matches!(asker, Asker::Person(_));
    Ok(view::listing::page(&talk.lang, &page))
}

/// "Saring", and what is chosen there.
pub(super) async fn sift(
    talk: &mut Talk<'_>,
    press: &Press,
    leaf: Leaf,
    sift: Sift,
) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let scope = actor.asking_scope();
    let filter = listing::filter(talk.tx, Some(&actor.person), leaf).await?;
    let message = match sift {
        Sift::Categories | Sift::Regions(_) => {
            let sieve = listing::sieve(talk.tx, &scope, leaf, filter).await?;
            view::sieve::menu(&talk.lang, &sieve, sift)
        }
        Sift::Category(_) | Sift::Region(_) | Sift::Anyone => {
            let filter = listing::sifted(talk.tx, &scope, leaf, filter, sift).await?;
            let leaf = listing::through(talk.tx, &actor.person, leaf, &filter, talk.now).await?;
            page(talk, &Asker::Person(actor), leaf, filter).await?
        }
    };
    talk.nod(press).await?;
    talk.edit(press, message).await
}

/// The number of an institution.
pub(super) async fn standing(
    talk: &mut Talk<'_>,
    press: &Press,
    institution: &Code,
    leaf: Leaf,
) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let standing = standing::page(talk.tx, &actor, leaf, institution, talk.now).await?;
    let message = view::standing::page(&talk.lang, &standing, talk.now);
    talk.nod(press).await?;
    talk.edit(press, message).await
}

/// "Ingatkan" on its page.
pub(super) async fn remind(
    talk: &mut Talk<'_>,
    press: &Press,
    institution: &Code,
    leaf: Leaf,
) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let id = leaf.announcement;
    let reminded = chase::one(talk.tx, talk.rules, &actor, id, institution, talk.now).await?;
    let said = view::reminder::by_hand(&talk.lang, &reminded, talk.now);
    talk.pop_up(press, PressAnswer::alert(said)).await
}
