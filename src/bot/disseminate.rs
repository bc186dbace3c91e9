//! "Disebarluaskan", and the evidence for it.

use crate::domain::announcement::Number;
use crate::domain::event::{Content, Departure, PlaceKind, Press, Said, Visitor};
use crate::domain::id::{AnnouncementId, EvidenceId};
use crate::domain::message::Message;
use crate::domain::outgoing::PressAnswer;
use crate::domain::part::{Captioned, Part};
use crate::domain::role::Scope;
use crate::service::disseminate::{self, Answer, Way};
use crate::service::{Error, ask, post, refused};
use crate::store::{Fault, Tx};
use crate::view;

use super::talk::Talk;

/// The press: in private the question comes right there, elsewhere the private chat is opened.
pub(super) async fn press(
    talk: &mut Talk<'_>,
    press: &Press,
    announcement: AnnouncementId,
    revision: i64,
) -> Result<(), Error> {
    let what = (announcement, revision);
    let pressed = disseminate::press(talk.tx, talk.rules, press, what, talk.now).await?;
    tell_closed(talk, &press.from).await?;
    match pressed.way {
        Way::Here(asked) => {
            let said = view::dissemination::asked_here(&talk.lang);
            let said = view::drill::said(&talk.lang, pressed.drill, said);
            talk.pop_up(press, PressAnswer::line(said)).await?;
            let question = view::dissemination::ask(&talk.lang, &asked, talk.now);
            talk.send(&press.from.address, question).await
        }
        Way::Link(url) => {
            let url = Some(url);
            let answer = PressAnswer {
                url,
                ..PressAnswer::default()
            };
            talk.pop_up(press, answer).await
        }
    }
}

/// `/start` with the link of a press; whether it was one.
pub(super) async fn follow(
    talk: &mut Talk<'_>,
    visitor: &Visitor,
    token: &str,
) -> Result<bool, Error> {
    if token.is_empty() {
        return Ok(false);
    }
    let actor = talk.actor(visitor).await?;
    let asked = disseminate::follow(talk.tx, talk.rules, &actor, token, talk.now).await?;
    let Some(asked) = asked else {
        return Ok(false);
    };
    tell_closed(talk, visitor).await?;
    let question = view::dissemination::ask(&talk.lang, &asked, talk.now);
    talk.send(&actor.address, question).await?;
    Ok(true)
}

/// Tells somebody that they are asked no more for the evidence that they were asked for, if another question has
/// taken the place of that.
pub(super) async fn tell_closed(talk: &mut Talk<'_>, who: &Visitor) -> Result<(), Error> {
    for number in disseminate::gave_way(talk.tx, &who.address).await? {
        talk.reply(&who.address, |lang| {
            view::dissemination::closed(lang, number)
        })
        .await?;
    }
    Ok(())
}

/// What a message in private was to the question for evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Evidence {
    /// Its answer, or something that concerned it; they have been told.
    Dealt,
    /// Meant as its answer perhaps, but the time is over.
    TooLate(Option<Number>),
    /// There was no question.
    NotAsked,
}

/// Takes a message as the evidence that was asked for, if it was.
pub(super) async fn answered(
    talk: &mut Talk<'_>,
    visitor: &Visitor,
    said: &Said,
) -> Result<Evidence, Error> {
    let actor = talk.actor(visitor).await?;
    let answer = disseminate::answer(talk.tx, talk.rules, &actor, &said.content, talk.now).await?;
    let message = match answer {
        Answer::NotAsked => return Ok(Evidence::NotAsked),
        Answer::TooLate(number) => return Ok(Evidence::TooLate(number)),
        Answer::SameAlbum => return Ok(Evidence::Dealt),
        Answer::Cancelled => view::dissemination::cancelled(&talk.lang),
        Answer::Moot(about, refusal) => {
            refused::note_words(talk.tx, said, about, &refusal, talk.now).await?;
            Message::plain(view::refusal::refusal(&talk.lang, &refusal))
        }
        Answer::Known {
            institution,
            number,
        } => view::dissemination::known(&talk.lang, &institution, number),
        Answer::Taken(taken) => view::dissemination::taken(&talk.lang, &taken),
    };
    talk.send(&actor.address, message).await?;
    Ok(Evidence::Dealt)
}

/// Something in private was refused: of an album, what follows of it is no evidence either.
pub(super) async fn refused(tx: &mut Tx, said: &Said) -> Result<(), Fault> {
    match &said.content {
        Content::Medium(medium) if said.place.kind == PlaceKind::Private => match &medium.group {
            Some(album) => disseminate::refused(tx, &said.place.address, album).await,
            None => Ok(()),
        },
        _ => Ok(()),
    }
}

/// The question had run out before somebody said something that is nothing else.
pub(super) async fn too_late(
    talk: &mut Talk<'_>,
    visitor: &Visitor,
    number: Option<Number>,
) -> Result<(), Error> {
    talk.reply(&visitor.address, |lang| {
        view::dissemination::too_late(lang, number)
    })
    .await
}

/// "Batal" below the question.
pub(super) async fn cancel(
    talk: &mut Talk<'_>,
    press: &Press,
    announcement: AnnouncementId,
) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    disseminate::cancel(talk.tx, &actor, announcement).await?;
    talk.nod(press).await?;
    let cancelled = view::dissemination::cancelled(&talk.lang);
    talk.edit(press, cancelled).await
}

/// A screenshot below a list, for those whose list it is.
pub(super) async fn show(
    talk: &mut Talk<'_>,
    press: &Press,
    evidence: EvidenceId,
) -> Result<(), Error> {
    let scope: Scope = match press.place.kind {
        PlaceKind::Private => talk.actor(&press.from).await?.asking_scope(),
        PlaceKind::Group | PlaceKind::Channel => {
            talk.lang = talk.rules.official();
            ask::group_scope(talk.tx, &press.place.address).await?
        }
    };
    let shown = disseminate::shown(talk.tx, &scope, evidence).await?;
    talk.nod(press).await?;
    let caption =
        view::dissemination::caption(&talk.lang, shown.number, &shown.institution, &shown.given);
    let picture = Part::Medium(Captioned {
        medium: shown.screenshot,
        caption,
        above: false,
        group: None,
    });
    Ok(post::send(talk.tx, &press.place.address, picture, talk.now).await?)
}

/// Somebody left a chat.
pub(super) async fn departed(talk: &mut Talk<'_>, departure: &Departure) -> Result<(), Error> {
    let (place, who) = (&departure.place, &departure.who);
    Ok(disseminate::departed(talk.tx, place, who).await?)
}
