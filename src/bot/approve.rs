//! What approvers press and say.

use crate::domain::action::Action;
use crate::domain::clock::Timestamp;
use crate::domain::command::Verb;
use crate::domain::event::{Event, PlaceKind, Press, Said, Visitor};
use crate::domain::id::AnnouncementId;
use crate::domain::message::Message;
use crate::domain::role::Actor;
use crate::service::approve::{self, Answered, Given};
use crate::service::correct;
use crate::service::draft::Preview;
use crate::service::{Error, Rules, control, disseminate, people, post, progress};
use crate::service::{refused, request};
use crate::store::announcement::Announcement;
use crate::store::question::{self, Kind};
use crate::store::{Fault, Tx, person, posting};
use crate::view;
use crate::view::approve::Verdict;

use super::is_meant;
use super::talk::Talk;

/// "Setujui": to how many, surely?
pub(super) async fn ask_again(
    talk: &mut Talk<'_>,
    press: &Press,
    id: AnnouncementId,
    version: i64,
) -> Result<(), Error> {
    let (announcement, preview) = consider(talk, press, id, version).await?;
    talk.nod(press).await?;
    let asked = request::question(talk.tx, talk.rules, &announcement, &preview, talk.now).await?;
    let question = view::approve::are_you_sure(&talk.lang, &asked);
    talk.edit(press, question).await
}

/// What a press is about, if its presser may decide on it.
async fn consider(
    talk: &mut Talk<'_>,
    press: &Press,
    id: AnnouncementId,
    version: i64,
) -> Result<(Announcement, Preview), Error> {
    let actor = talk.actor(&press.from).await?;
    approve::consider(talk.tx, talk.rules, &actor, id, version, talk.now).await
}

/// "Tidak jadi": back to the first panel.
pub(super) async fn reconsider(
    talk: &mut Talk<'_>,
    press: &Press,
    id: AnnouncementId,
    version: i64,
) -> Result<(), Error> {
    let (announcement, preview) = consider(talk, press, id, version).await?;
    talk.nod(press).await?;
    let asked = request::question(talk.tx, talk.rules, &announcement, &preview, talk.now).await?;
    let request = view::approve::request(&talk.lang, &asked, false);
    talk.edit(press, request).await
}

/// "Tampilkan lagi" below a reminder: preview and panel once more.
pub(super) async fn show_again(
    talk: &mut Talk<'_>,
    press: &Press,
    id: AnnouncementId,
    version: i64,
) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let (announcement, preview) =
        approve::consider(talk.tx, talk.rules, &actor, id, version, talk.now).await?;
    let approver = person::get(talk.tx, &actor.person).await?;
    talk.nod(press).await?;
    let (rules, now) = (talk.rules, talk.now);
    Ok(request::show(talk.tx, rules, &approver, &announcement, &preview, now).await?)
}

/// "Ya, kirim".
pub(super) async fn approve(
    talk: &mut Talk<'_>,
    press: &Press,
    id: AnnouncementId,
    version: i64,
) -> Result<(), Error> {
    let actor = talk.actor(&press.from).await?;
    let given = approve::approve(talk.tx, talk.rules, &actor, id, version, talk.now).await?;
    talk.nod(press).await?;
    let approved = match given {
        Given::Last(approved) => approved,
        Given::First {
            announcement,
            needed,
            given,
            preview,
        } => {
            let of = (given, needed);
            return seconded(talk, press, &actor, (&announcement, &preview), of).await;
        }
    };
    // The pressed panel may be so new that its sending is not on record yet.
    let verdict = match &approved.changed {
        None => Verdict::Approved(approved.number),
        Some(changed) => Verdict::Changed(approved.number, changed.change),
    };
    let settled = view::approve::settled(&talk.lang, verdict, &actor.name, talk.now);
    let drill = approved.announcement.options.drill;
    let settled = view::drill::marked(&talk.lang, drill, settled);
    talk.edit(press, settled).await?;
    request::close(talk.tx, talk.rules, id, &actor.name, verdict, talk.now).await?;
    let changed = approved.changed.as_deref();
    let id = changed.map_or(id, |changed| changed.original.id);
    let mut bar = progress::of(talk.tx, talk.rules, id, talk.now).await?;
    for person in control::signatories(talk.tx, &approved.announcement).await? {
        let Some(to) = person.address else { continue };
        let lang = people::lang(talk.tx, talk.rules, &to).await?;
        bar.correctable = correct::may_correct_at(talk.tx, &to, id).await?;
        let message = view::progress::progress(&lang, &bar);
        post::send_posting(talk.tx, &to, message, id, posting::PROGRESS, talk.now).await?;
    }
    match changed {
        Some(changed) => super::correct::took_effect(talk, &actor, &approved, changed).await,
        None => Ok(()),
    }
}

/// It takes others too: all who were asked see who has approved it, and so does its author.
async fn seconded(
    talk: &mut Talk<'_>,
    press: &Press,
    actor: &Actor,
    (announcement, preview): (&Announcement, &Preview),
    (given, needed): (usize, usize),
) -> Result<(), Error> {
    let (rules, now) = (talk.rules, talk.now);
    let asked = request::question(talk.tx, rules, announcement, preview, now).await?;
    request::refresh(talk.tx, rules, announcement, preview, now).await?;
    let own = view::approve::request(&talk.lang, &asked, true);
    talk.edit(press, own).await?;
    let author = person::get(talk.tx, &announcement.author).await?;
    let (title, by) = (&announcement.title, &actor.name);
    let drill = announcement.options.drill;
    talk.tell(&author, |lang| {
        let said = view::approve::seconded(lang, title, by, given, needed);
        view::drill::marked(lang, drill, said)
    })
    .await
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
    approve::ask_reason(talk.tx, rules, &actor, id, version, kind, now).await?;
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

/// Closes the question to somebody who has turned to something else: a command, or the other button. That
/// for evidence outlasts commands that ask nothing; of its end they are told.
pub(super) async fn close_question(
    tx: &mut Tx,
    rules: &Rules,
    event: &Event,
    now: Timestamp,
) -> Result<(), Fault> {
    let person = match event {
        Event::Said(said) if said.place.kind == PlaceKind::Private => {
            let Some((visitor, command)) = said.from.as_ref().zip(said.command.as_ref()) else {
                return Ok(());
            };
            let verb = Verb::of(&command.name);
            if !is_meant(command, &said.content) || verb.is_none_or(Verb::only_tells) {
                return question::forget_words(tx, &visitor.address).await;
            }
            Some(visitor)
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
                    | Action::UseTemplate { .. }
                    | Action::Choose { .. }
                    | Action::WriteOption { .. }
                    | Action::Submit { .. }
                    | Action::Discard { .. }
                    | Action::Return { .. }
                    | Action::Reject { .. }
                    | Action::Correct { .. }
                    | Action::Withdraw { .. }
                    | Action::RegisterUninvited { .. })
            )
        }),
        _ => None,
    };
    let Some(person) = person else {
        return Ok(());
    };
    let closed = disseminate::leave(tx, &person.address, now).await?;
    let lang = rules.lang(person.language.as_deref());
    for number in closed {
        let closed = view::dissemination::closed(&lang, number);
        post::send(tx, &person.address, closed, now).await?;
    }
    Ok(())
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
    said: &Said,
    words: Option<&str>,
) -> Result<Words, Error> {
    let actor = talk.actor(visitor).await?;
    let down = match approve::give_reason(talk.tx, talk.rules, &actor, words, talk.now).await? {
        Answered::NotAsked => return Ok(Words::Other),
        Answered::Moot(about, refusal) => {
            refused::note_words(talk.tx, said, about, &refusal, talk.now).await?;
            let text = view::refusal::refusal(&talk.lang, &refusal);
            talk.send(&actor.address, Message::plain(text)).await?;
            return Ok(Words::TooLate);
        }
        Answered::TurnedDown(down) => down,
    };
    let verdict = match down.for_good {
        false => Verdict::Returned(&down.reason),
        true => Verdict::Rejected(&down.reason),
    };
    let (id, by) = (down.announcement.id, &actor.name);
    request::close(talk.tx, talk.rules, id, by, verdict, talk.now).await?;
    let reason = &down.reason;
    let (at, drill) = (talk.now, down.announcement.options.drill);
    talk.reply(&actor.address, |lang| {
        view::drill::marked(lang, drill, view::approve::settled(lang, verdict, by, at))
    })
    .await?;
    let author = person::get(talk.tx, &down.announcement.author).await?;
    match down.for_good {
        true => {
            let title = &down.announcement.title;
            talk.tell(&author, |lang| {
                let rejected = view::draft::rejected(lang, by, reason, title);
                view::drill::marked(lang, drill, rejected)
            })
            .await?;
        }
        false => {
            let other = down.other.as_deref();
            talk.tell(&author, |lang| {
                let returned = view::draft::returned(lang, by, reason, other);
                view::drill::marked(lang, drill, returned)
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
