//! "Jeda", "Lanjutkan", "Hentikan" and "Kirim ulang yang gagal".

use crate::domain::action::Action;
use crate::domain::announcement::Number;
use crate::domain::clock::Timestamp;
use crate::domain::event::Press;
use crate::domain::id::AnnouncementId;
use crate::domain::message::Message;
use crate::domain::outgoing::PressAnswer;
use crate::domain::role::Actor;
use crate::service::{Error, control, correct, failing, post, progress, resend};
use crate::store::posting;
use crate::view;

use super::ask;
use super::talk::Talk;

/// "Jeda".
pub(super) async fn pause(
    talk: &mut Talk<'_>,
    press: &Press,
    id: AnnouncementId,
) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    control::pause(talk.tx, &actor, id, talk.now).await?;
    let text = view::control::popup_paused(&talk.lang);
    pop_up(talk, press, id, text).await?;
    show_again(talk, press, &actor, id).await
}

/// "Lanjutkan", under a progress bar, a card or the notice of a pause.
pub(super) async fn resume(
    talk: &mut Talk<'_>,
    press: &Press,
    id: AnnouncementId,
) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    control::resume(talk.tx, &actor, id, talk.now).await?;
    let text = view::control::popup_resumed(&talk.lang);
    pop_up(talk, press, id, text).await?;
    show_again(talk, press, &actor, id).await?;
    close_notices(talk, id, &actor, view::control::resumed).await
}

/// "Hentikan": surely? Asked in a message of its own, because a progress bar changes by itself.
pub(super) async fn ask_stop(
    talk: &mut Talk<'_>,
    press: &Press,
    id: AnnouncementId,
) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let progress = control::consider_stop(talk.tx, talk.rules, &actor, id, talk.now).await?;
    talk.nod(press).await?;
    talk.reply(&actor.address, |lang| view::control::sure(lang, &progress))
        .await
}

/// "Ya, hentikan".
pub(super) async fn stop(
    talk: &mut Talk<'_>,
    press: &Press,
    id: AnnouncementId,
) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let stopped = control::stop(talk.tx, talk.rules, &actor, id, talk.now).await?;
    talk.nod(press).await?;
    let (name, at) = (actor.name.as_str(), talk.now);
    let (progress, under_way) = (&stopped.progress, stopped.under_way);
    if let Some(chats) = stopped.newcomers {
        let number = progress.number;
        let text =
            |lang: &view::Lang| view::control::newcomers_stopped(lang, number, chats, name, at);
        let message = text(&talk.lang);
        talk.edit(press, message).await?;
        for person in &stopped.told {
            talk.tell(person, text).await?;
        }
        return Ok(());
    }
    let may = correct::may_correct_at(talk.tx, &actor.address, id).await?;
    let message = view::control::stopped(&talk.lang, progress, under_way, name, at, may);
    talk.edit(press, message).await?;
    for person in &stopped.told {
        let may = match &person.address {
            Some(address) => correct::may_correct_at(talk.tx, address, id).await?,
            None => false,
        };
        talk.tell(person, |lang| {
            view::control::stopped(lang, progress, under_way, name, at, may)
        })
        .await?;
    }
    close_notices(talk, id, &actor, view::control::closed).await
}

/// "Tidak jadi" below that question.
pub(super) async fn keep(
    talk: &mut Talk<'_>,
    press: &Press,
    id: AnnouncementId,
) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let progress = control::consider_stop(talk.tx, talk.rules, &actor, id, talk.now).await?;
    talk.nod(press).await?;
    let kept = view::control::kept(&talk.lang, progress.number);
    talk.edit(press, kept).await
}

/// "Kirim ulang yang gagal".
pub(super) async fn resend(
    talk: &mut Talk<'_>,
    press: &Press,
    id: AnnouncementId,
) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let resent = resend::failed(talk.tx, &actor, id, talk.now).await?;
    let text = view::control::popup_resent(&talk.lang, resent.queued, resent.lost);
    pop_up(talk, press, id, text).await?;
    show_again(talk, press, &actor, id).await
}

/// Says what was done, and of a drill that it is one.
async fn pop_up(
    talk: &mut Talk<'_>,
    press: &Press,
    id: AnnouncementId,
    text: String,
) -> Result<(), Error> {
    let drill = progress::of(talk.tx, talk.rules, id, talk.now)
        .await?
        .number
        .drill;
    let text = view::drill::said(&talk.lang, drill, text);
    talk.pop_up(press, PressAnswer::line(text)).await
}

/// The pressed message as it is now: a card, or a progress bar, which does not wait for its turn. The
/// notice of a pause is closed apart.
async fn show_again(
    talk: &mut Talk<'_>,
    press: &Press,
    actor: &Actor,
    id: AnnouncementId,
) -> Result<(), Error> {
    let mut buttons = press.buttons.iter().filter_map(|it| Action::parse(it).ok());
    if buttons.any(|action| action == Action::Card { announcement: id }) {
        let card = ask::card(talk, actor, id).await?;
        return talk.edit_to_card(press, &card).await;
    }
    let at = &press.place.address;
    let bar = posting::at(talk.tx, id, posting::PROGRESS, at).await?;
    if bar == Some(press.message_id) {
        let mut progress = progress::of(talk.tx, talk.rules, id, talk.now).await?;
        progress.correctable = correct::may_correct_at(talk.tx, at, id).await?;
        let message = view::progress::progress(&talk.lang, &progress);
        talk.edit(press, message).await?;
    }
    Ok(())
}

/// Notices of a pause that is over say so, and those that have not left do not leave.
async fn close_notices(
    talk: &mut Talk<'_>,
    id: AnnouncementId,
    actor: &Actor,
    text: fn(&view::Lang, Number, &str, Timestamp) -> Message,
) -> Result<(), Error> {
    post::cancel(talk.tx, &failing::notice_key(id)).await?;
    let number = progress::of(talk.tx, talk.rules, id, talk.now)
        .await?
        .number;
    let now = talk.now;
    let text = |lang: &view::Lang| text(lang, number, &actor.name, now);
    talk.close_all(id, posting::PAUSED, text).await
}
