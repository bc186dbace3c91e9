//! What approvers press and say.

use crate::domain::action::Action;
use crate::domain::announcement::State;
use crate::domain::event::{Event, PlaceKind, Press, Visitor};
use crate::domain::id::AnnouncementId;
use crate::domain::message::Message;
use crate::domain::outgoing::PressAnswer;
use crate::domain::refusal::Refusal;
use crate::service::approve::{self, Answered, Considered};
use crate::service::draft::Preview;
use crate::service::{Error, people, post, progress};
use crate::store::announcement::Announcement;
use crate::store::question::{self, Kind};
use crate::store::{Fault, Tx, person, posting};
use crate::view;
use crate::view::approve::Verdict;

use super::talk::Talk;

/// "Setujui": to how many, surely?
pub(super) async fn ask_again(
    talk: &mut Talk<'_>,
    press: &Press,
    id: AnnouncementId,
    version: i64,
) -> Result<(), Error> {
    let Some((announcement, preview)) = consider(talk, press, id, version).await? else {
        return Ok(());
    };
    talk.nod(press).await?;
    let question = view::approve::are_you_sure(
        &talk.lang,
        &preview.reach,
        &announcement.options,
        id,
        version,
    );
    talk.edit(press, question).await
}

/// What a press is about, if its presser may decide on it; `None`: it has expired, and they are told.
async fn consider(
    talk: &mut Talk<'_>,
    press: &Press,
    id: AnnouncementId,
    version: i64,
) -> Result<Option<(Announcement, Preview)>, Error> {
    let actor = talk.actor(&press.from).await?;
    match approve::consider(talk.tx, talk.rules, &actor, id, version, talk.now).await? {
        Considered::Open(considered) => Ok(Some(considered)),
        Considered::Expired(announcement) => {
            too_late(talk, press, &announcement).await?;
            Ok(None)
        }
    }
}

/// "Tidak jadi": back to the first panel.
pub(super) async fn reconsider(
    talk: &mut Talk<'_>,
    press: &Press,
    id: AnnouncementId,
    version: i64,
) -> Result<(), Error> {
    let Some((announcement, preview)) = consider(talk, press, id, version).await? else {
        return Ok(());
    };
    let author = people::name(talk.tx, &announcement.author).await?;
    talk.nod(press).await?;
    let request = view::approve::request(
        &talk.lang,
        &author,
        &preview.reach,
        &announcement.options,
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
    let approved = match approved {
        Considered::Open(approved) => approved,
        Considered::Expired(announcement) => return too_late(talk, press, &announcement).await,
    };
    talk.nod(press).await?;
    // The pressed panel may be so new that its sending is not on record yet.
    let verdict = Verdict::Approved(approved.number);
    let settled = view::approve::settled(&talk.lang, verdict, &actor.name, talk.now);
    talk.edit(press, settled).await?;
    close_requests(talk, id, &actor.name, verdict).await?;
    let bar = progress::of(talk.tx, id).await?;
    let author = person::get(talk.tx, &approved.announcement.author).await?;
    for to in [author.address, Some(actor.address)].into_iter().flatten() {
        let lang = people::lang(talk.tx, talk.rules, &to).await?;
        let message = view::progress::progress(&lang, &bar);
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
    kind: Kind,
) -> Result<(), Error> {
    let actor = talk.actor(&press.from).await?;
    let (rules, now) = (talk.rules, talk.now);
    let asked = approve::ask_reason(talk.tx, rules, &actor, id, version, kind, now).await?;
    if let Considered::Expired(announcement) = asked {
        return too_late(talk, press, &announcement).await;
    }
    talk.nod(press).await?;
    let returning = kind == Kind::ReturnReason;
    talk.reply(&actor.address, |lang| {
        view::approve::ask_reason(lang, returning, id, version)
    })
    .await
}

/// "Batal" below the question for a reason.
pub(super) async fn cancel_reason(
    talk: &mut Talk<'_>,
    press: &Press,
    id: AnnouncementId,
    version: i64,
) -> Result<(), Error> {
    let actor = talk.actor(&press.from).await?;
    approve::cancel_reason(talk.tx, &actor, id, version).await?;
    talk.nod(press).await?;
    let closed = view::approve::reason_cancelled(&talk.lang);
    talk.edit(press, closed).await
}

/// Closes the question to somebody who has turned to something else: a command, or the other button.
pub(super) async fn close_question(tx: &mut Tx, event: &Event) -> Result<(), Fault> {
    let person = match event {
        Event::Said(said) if said.command.is_some() && said.place.kind == PlaceKind::Private => {
            said.from.as_ref()
        }
        Event::Pressed(press) => Some(&press.from).filter(|_| {
            matches!(
                Action::parse(&press.data),
                Ok(Action::Approve { .. }
                    | Action::ApproveSurely { .. }
                    | Action::Reconsider { .. }
                    | Action::OpenMenu { .. }
                    | Action::Template { .. }
                    | Action::Templates
                    | Action::Choose { .. }
                    | Action::Submit { .. }
                    | Action::Discard { .. })
            )
        }),
        _ => None,
    };
    match person {
        Some(person) => question::forget(tx, &person.address).await,
        None => Ok(()),
    }
}

/// What somebody's words were to the question for a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Words {
    /// The reason.
    Reason,
    /// Meant as the reason perhaps, but it is not needed any more; they have been told.
    TooLate,
    /// There was no question.
    Other,
}

/// Takes somebody's words as the reason they were asked for, if they were.
pub(super) async fn reason(
    talk: &mut Talk<'_>,
    visitor: &Visitor,
    words: Option<&str>,
) -> Result<Words, Error> {
    let actor = talk.actor(visitor).await?;
    let down = match approve::give_reason(talk.tx, talk.rules, &actor, words, talk.now).await? {
        Answered::NotAsked => return Ok(Words::Other),
        Answered::Moot(refusal) => {
            let text = view::refusal::refusal(&talk.lang, &refusal);
            talk.send(&actor.address, Message::plain(text)).await?;
            return Ok(Words::TooLate);
        }
        Answered::Expired(announcement) => {
            let text = view::refusal::refusal(&talk.lang, &EXPIRED);
            talk.send(&actor.address, Message::plain(text)).await?;
            expired(talk, &announcement).await?;
            return Ok(Words::TooLate);
        }
        Answered::TurnedDown(down) => down,
    };
    let verdict = match down.for_good {
        false => Verdict::Returned(&down.reason),
        true => Verdict::Rejected(&down.reason),
    };
    close_requests(talk, down.announcement.id, &actor.name, verdict).await?;
    let (reason, by) = (&down.reason, &actor.name);
    let at = talk.now;
    talk.reply(&actor.address, |lang| {
        view::approve::settled(lang, verdict, by, at)
    })
    .await?;
    let author = person::get(talk.tx, &down.announcement.author).await?;
    match down.for_good {
        true => {
            let title = &down.announcement.title;
            talk.tell(&author, |lang| {
                view::draft::rejected(lang, by, reason, title)
            })
            .await?;
        }
        false => {
            let other = down.other.as_deref();
            talk.tell(&author, |lang| {
                view::draft::returned(lang, by, reason, other)
            })
            .await?;
            if let Some(to) = &author.address {
                let lang = talk.rules.lang(author.language.as_deref());
                super::announce::show(talk, to, &lang, &down.preview).await?;
            }
        }
    }
    Ok(Words::Reason)
}

const EXPIRED: Refusal = Refusal::WrongState {
    state: State::Expired,
};

/// A press by which it expired: not a refusal, because those leave everything as it was.
async fn too_late(
    talk: &mut Talk<'_>,
    press: &Press,
    announcement: &Announcement,
) -> Result<(), Error> {
    let text = view::refusal::refusal_popup(&talk.lang, &EXPIRED);
    talk.pop_up(press, PressAnswer::alert(text)).await?;
    expired(talk, announcement).await
}

/// It has expired: its author hears of it, and no panel asks any more.
pub(super) async fn expired(talk: &mut Talk<'_>, announcement: &Announcement) -> Result<(), Error> {
    close_requests(talk, announcement.id, "", Verdict::Expired).await?;
    let author = person::get(talk.tx, &announcement.author).await?;
    let title = &announcement.title;
    talk.tell(&author, |lang| view::draft::expired(lang, title))
        .await
}

/// Under which the requests for approval are queued.
pub(super) fn request_key(announcement: AnnouncementId) -> String {
    format!("{}{}", post::REQUESTS, announcement.0)
}

/// Everybody who was asked sees how it ended, and nobody is asked any more.
pub(super) async fn close_requests(
    talk: &mut Talk<'_>,
    id: AnnouncementId,
    by: &str,
    verdict: Verdict<'_>,
) -> Result<(), Error> {
    post::cancel(talk.tx, &request_key(id)).await?;
    for (at, message_id) in posting::all(talk.tx, id, posting::REQUEST).await? {
        let lang = people::lang(talk.tx, talk.rules, &at).await?;
        let settled = view::approve::settled(&lang, verdict, by, talk.now);
        post::edit(talk.tx, &at, message_id, settled, talk.now).await?;
    }
    Ok(posting::forget(talk.tx, id, posting::REQUEST).await?)
}
