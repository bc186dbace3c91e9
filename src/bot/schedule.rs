//! "Kirim sekarang" and "Batalkan jadwal".

use crate::domain::announcement::Number;
use crate::domain::clock::Timestamp;
use crate::domain::event::Press;
use crate::domain::id::AnnouncementId;
use crate::domain::message::Message;
use crate::domain::refusal::Refusal;
use crate::service::{Error, schedule};
use crate::store::announcement::Announcement;
use crate::store::posting;
use crate::view::{self, Lang};

use super::talk::Talk;

fn number(announcement: &Announcement) -> Result<Number, Refusal> {
    announcement.number.ok_or(Refusal::UnknownButton)
}

/// "Kirim sekarang": surely? Asked in a message of its own, because a progress bar changes by itself.
pub(super) async fn ask_now(
    talk: &mut Talk<'_>,
    press: &Press,
    id: AnnouncementId,
) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let (rules, now) = (talk.rules, talk.now);
    let (announcement, progress) = schedule::consider_now(talk.tx, rules, &actor, id, now).await?;
    let (number, at) = (
        number(&announcement)?,
        announcement.begins_at.unwrap_or(now),
    );
    let quiet = rules.calendar.quiet_until(now);
    let held = quiet.filter(|_| announcement.options.waits_for_morning());
    talk.nod(press).await?;
    talk.reply(&actor.address, |lang| {
        view::schedule::sure_now(lang, id, number, progress.chats, at, held)
    })
    .await
}

/// "Ya, kirim sekarang", or "Kirim sekarang" below the question what becomes of a missed schedule.
pub(super) async fn send_now(
    talk: &mut Talk<'_>,
    press: &Press,
    id: AnnouncementId,
) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let (rules, now) = (talk.rules, talk.now);
    let announcement = schedule::send_now(talk.tx, rules, &actor, id, now).await?;
    talk.nod(press).await?;
    settle(
        talk,
        press,
        &announcement,
        &actor.name,
        view::schedule::sent,
    )
    .await
}

/// "Batalkan jadwal": surely?
pub(super) async fn ask_cancel(
    talk: &mut Talk<'_>,
    press: &Press,
    id: AnnouncementId,
) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let (announcement, _) = schedule::consider(talk.tx, &actor, id).await?;
    let number = number(&announcement)?;
    talk.nod(press).await?;
    talk.reply(&actor.address, |lang| {
        view::schedule::sure_cancel(lang, id, number)
    })
    .await
}

/// "Ya, batalkan", or "Batal" below the question what becomes of a missed schedule.
pub(super) async fn cancel(
    talk: &mut Talk<'_>,
    press: &Press,
    id: AnnouncementId,
) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let (announcement, told) = schedule::cancel(talk.tx, &actor, id, talk.now).await?;
    let (number, name, at) = (number(&announcement)?, actor.name.as_str(), talk.now);
    talk.nod(press).await?;
    let asked = posting::all(talk.tx, id, posting::MISSED).await?;
    settle(talk, press, &announcement, name, view::schedule::cancelled).await?;
    for person in &told {
        // Who was asked sees it there.
        if asked
            .iter()
            .all(|(at, _)| person.address.as_ref() != Some(at))
        {
            talk.tell(person, |lang| {
                view::schedule::cancelled(lang, number, name, at)
            })
            .await?;
        }
    }
    Ok(())
}

/// "Tidak jadi".
pub(super) async fn keep(
    talk: &mut Talk<'_>,
    press: &Press,
    id: AnnouncementId,
) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let (announcement, at) = schedule::consider(talk.tx, &actor, id).await?;
    talk.nod(press).await?;
    let missed = announcement.missed_at.is_some();
    let kept = view::schedule::kept(&talk.lang, number(&announcement)?, at, missed);
    talk.edit(press, kept).await
}

/// What was pressed says how it ended, and so does every question about it.
async fn settle(
    talk: &mut Talk<'_>,
    press: &Press,
    announcement: &Announcement,
    by: &str,
    text: fn(&Lang, Number, &str, Timestamp) -> Message,
) -> Result<(), Error> {
    let (id, number, now) = (announcement.id, number(announcement)?, talk.now);
    let own = text(&talk.lang, number, by, now);
    talk.edit(press, own).await?;
    schedule::close(talk.tx, id).await?;
    let text = |lang: &Lang| text(lang, number, by, now);
    talk.close_all(id, posting::MISSED, text).await
}
