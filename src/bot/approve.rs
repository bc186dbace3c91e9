//! What approvers press and say.

use crate::domain::event::{Press, Visitor};
use crate::domain::id::AnnouncementId;
use crate::domain::message::Message;
use crate::domain::refusal::Refusal;
use crate::domain::role::Actor;
use crate::service::approve::{self, Answered, No};
use crate::service::{Error, people, post, progress};
use crate::store::{person, posting};
use crate::view;
use crate::view::Lang;
use crate::view::approve::Verdict;

use super::talk::Talk;

/// "Setujui": to how many, surely?
pub(super) async fn ask_again(
    talk: &mut Talk<'_>,
    press: &Press,
    id: AnnouncementId,
    version: i64,
) -> Result<(), Error> {
    let actor = talk.actor(&press.from).await?;
    let (announcement, preview) =
        approve::consider(talk.tx, talk.rules, &actor, id, version, talk.now).await?;
    talk.nod(press).await?;
    let question =
        view::approve::are_you_sure(&talk.lang, &preview.reach, announcement.nature, id, version);
    talk.edit(press, question).await
}

/// "Tidak jadi": back to the first panel.
pub(super) async fn reconsider(
    talk: &mut Talk<'_>,
    press: &Press,
    id: AnnouncementId,
    version: i64,
) -> Result<(), Error> {
    let actor = talk.actor(&press.from).await?;
    let (announcement, preview) =
        approve::consider(talk.tx, talk.rules, &actor, id, version, talk.now).await?;
    let author = people::name(talk.tx, &announcement.author).await?;
    talk.nod(press).await?;
    let request = view::approve::request(
        &talk.lang,
        &author,
        &preview.reach,
        announcement.nature,
        id,
        version,
    );
    talk.edit(press, request).await
}

/// "Ya, kirim".
pub(super) async fn approve(
    talk: &mut Talk<'_>,
    press: &Press,
    id: AnnouncementId,
    version: i64,
) -> Result<(), Error> {
    let actor = talk.actor(&press.from).await?;
    let approved = approve::approve(talk.tx, talk.rules, &actor, id, version, talk.now).await?;
    talk.nod(press).await?;
    // The pressed panel may be so new that its sending is not on record yet.
    let verdict = Verdict::Approved(approved.number);
    let settled = view::approve::settled(&talk.rules.official(), verdict, &actor.name, talk.now);
    talk.edit(press, settled).await?;
    close_requests(talk, id, &actor, verdict).await?;
    let bar = progress::of(talk.tx, id).await?;
    let author = person::get(talk.tx, &approved.announcement.author).await?;
    for to in [author.address, Some(actor.address)].into_iter().flatten() {
        let message = view::progress::progress(&talk.rules.official(), &bar);
        post::send_posting(talk.tx, &to, message, id, posting::PROGRESS, talk.now).await?;
    }
    Ok(())
}

/// "Kembalikan" and "Tolak" ask for a reason first.
pub(super) async fn ask_reason(
    talk: &mut Talk<'_>,
    press: &Press,
    id: AnnouncementId,
    version: i64,
    returning: bool,
) -> Result<(), Error> {
    let actor = talk.actor(&press.from).await?;
    let no = if returning { No::Return } else { No::Reject };
    approve::ask_reason(talk.tx, talk.rules, &actor, id, version, no, talk.now).await?;
    talk.nod(press).await?;
    talk.reply(&actor.address, |lang| {
        view::approve::ask_reason(lang, returning)
    })
    .await
}

/// Takes somebody's words as the reason they were asked for; whether they were.
pub(super) async fn reason(
    talk: &mut Talk<'_>,
    visitor: &Visitor,
    words: Option<&str>,
) -> Result<bool, Error> {
    let actor = talk.actor(visitor).await?;
    let down = match approve::give_reason(talk.tx, talk.rules, &actor, words, talk.now).await? {
        Answered::NotAsked => return Ok(false),
        Answered::Moot(refusal) => {
            let text = view::refusal::refusal(&talk.lang, &refusal);
            talk.send(&actor.address, Message::plain(text)).await?;
            return Ok(true);
        }
        Answered::TurnedDown(down) => down,
    };
    let verdict = match down.no {
        No::Return => Verdict::Returned(&down.reason),
        No::Reject => Verdict::Rejected(&down.reason),
    };
    close_requests(talk, down.announcement.id, &actor, verdict).await?;
    let (reason, by) = (&down.reason, &actor.name);
    let (at, now) = (talk.now, talk.now);
    talk.reply(&actor.address, |lang| {
        view::approve::settled(lang, verdict, by, at)
    })
    .await?;
    let author = person::get(talk.tx, &down.announcement.author).await?;
    match down.no {
        No::Reject => {
            let title = &down.announcement.title;
            talk.tell(&author, |lang| {
                view::draft::rejected(lang, by, reason, title)
            })
            .await?;
        }
        No::Return => {
            talk.tell(&author, |lang| view::draft::returned(lang, by, reason))
                .await?;
            let address = author.address.ok_or(Refusal::NoDraft)?;
            let author = Visitor {
                address,
                name: author.name,
                username: author.username,
                language: author.language,
            };
            let author = people::actor(talk.tx, &author, now).await?;
            super::announce::show(talk, &author, &down.preview).await?;
        }
    }
    Ok(true)
}

/// Everybody who was asked sees how it ended.
async fn close_requests(
    talk: &mut Talk<'_>,
    id: AnnouncementId,
    by: &Actor,
    verdict: Verdict<'_>,
) -> Result<(), Error> {
    let lang: Lang = talk.rules.official();
    for (at, message_id) in posting::all(talk.tx, id, posting::REQUEST).await? {
        let settled = view::approve::settled(&lang, verdict, &by.name, talk.now);
        post::edit(talk.tx, &at, message_id, settled, talk.now).await?;
    }
    Ok(posting::forget(talk.tx, id, posting::REQUEST).await?)
}
