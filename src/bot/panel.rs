//! What an author presses and writes below the preview of a draft.

use crate::domain::event::{Press, Visitor};
use crate::domain::id::AnnouncementId;
use crate::domain::message::Message;
use crate::domain::outgoing::PressAnswer;
use crate::domain::panel::{Choice, Menu, Written};
use crate::service::draft::{self, Offer, Preview};
use crate::service::{Error, post};
use crate::view;
use crate::view::panel;

use super::talk::Talk;

/// A menu, or "‹ Kembali".
pub(super) async fn open(
    talk: &mut Talk<'_>,
    press: &Press,
    id: AnnouncementId,
    version: i64,
    menu: Menu,
) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let (preview, offer) = draft::menu(talk.tx, &actor, id, version, menu).await?;
    talk.nod(press).await?;
    let message = shown(talk, &preview, &offer, menu);
    talk.edit(press, message).await
}

/// One press in a menu. What members read is another then, so the preview comes anew; what they do not
/// read changes in place.
pub(super) async fn choose(
    talk: &mut Talk<'_>,
    press: &Press,
    id: AnnouncementId,
    version: i64,
    choice: Choice,
) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let (rules, now) = (talk.rules, talk.now);
    let (preview, offer) = draft::choose(talk.tx, rules, &actor, id, version, choice, now).await?;
    talk.nod(press).await?;
    if choice.is_read() && preview.pieces > 0 {
        let changed = panel::changed(&talk.lang);
        talk.edit(press, changed).await?;
        let lang = talk.lang;
        return super::announce::show(talk, &actor.address, &lang, &preview).await;
    }
    let menu = choice.stays_in().unwrap_or(Menu::Main);
    let message = shown(talk, &preview, &offer, menu);
    talk.edit(press, message).await
}

fn shown(talk: &Talk<'_>, preview: &Preview, offer: &Offer, menu: Menu) -> Message {
    if menu == Menu::Main {
        return draft::panel_of(talk.rules, preview, &talk.lang, talk.now);
    }
    let offer = panel::Offer {
        categories: &offer.categories,
        regions: &offer.regions,
        today: talk.rules.today(talk.now),
    };
    panel::menu(
        &talk.lang,
        &draft::drawn(talk.rules, preview, talk.now),
        &offer,
        menu,
    )
}

/// "Tulis sendiri"
pub(super) async fn write(
    talk: &mut Talk<'_>,
    press: &Press,
    id: AnnouncementId,
    version: i64,
    written: Written,
) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    draft::ask(talk.tx, &actor, id, version, written, talk.now).await?;
    talk.nod(press).await?;
    let question = panel::write(&talk.lang, id, version, written);
    talk.edit(press, question).await
}

/// Takes somebody's words as the value that they were asked for, if they were.
pub(super) async fn answered(
    talk: &mut Talk<'_>,
    visitor: &Visitor,
    words: &str,
) -> Result<bool, Error> {
    let actor = talk.actor(visitor).await?;
    let answer = draft::answer(talk.tx, talk.rules, &actor, words, talk.now).await?;
    let Some(preview) = answer else {
        return Ok(false);
    };
    let lang = talk.lang;
    super::announce::show(talk, &actor.address, &lang, &preview).await?;
    Ok(true)
}

/// "Uji kirim"
pub(super) async fn trial(
    talk: &mut Talk<'_>,
    press: &Press,
    id: AnnouncementId,
    version: i64,
) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let preview = draft::current_preview(talk.tx, &actor, id, version).await?;
    talk.nod(press).await?;
    for part in draft::trial(talk.rules, &preview) {
        post::send(talk.tx, &actor.address, part, talk.now).await?;
    }
    Ok(())
}

/// "Diterima" under a trial.
pub(super) async fn trial_received(talk: &mut Talk<'_>, press: &Press) -> Result<(), Error> {
    let said = view::panel::trial_received(&talk.lang);
    talk.pop_up(press, PressAnswer::line(said)).await
}
