//! Corrections (ralat) and withdrawals (cabut) as drafts: opened here, then written, submitted and decided
//! on like any other; `effect` is what happens when one is approved.
//!
//! Several may be open against one announcement, since nobody should have to wait for a colleague's draft
//! in an emergency. The first that is approved holds; the others go back to their authors.

mod effect;

use crate::domain::address::Address;
use crate::domain::announcement::{Asked, Change, Replaces, State};
use crate::domain::clock::Timestamp;
use crate::domain::correction::{Correction, Pictures};
use crate::domain::event::{Content, Quoted};
use crate::domain::id::{AnnouncementId, PersonId};
use crate::domain::message::Message;
use crate::domain::options::{Deadline, Options};
use crate::domain::refusal::Refusal;
use crate::domain::report::Reach;
use crate::domain::role::{Actor, Role};
use crate::domain::split::slice;
use crate::store::announcement::{self, Announcement, Opening};
use crate::store::control::{self, Standing};
use crate::store::draft::Piece;
use crate::store::event::Entry;
use crate::store::{Fault, Tx, delivery, grant, person, report, revision};

use super::draft::Preview;
use super::{Error, Rules, people};

pub(super) use effect::take_effect;
pub use effect::{Changed, Voided};

/// What a draft is to change; nothing for an announcement in its own right.
///
/// # Errors
/// A database fault; refused for one that is not there.
pub(super) async fn correction(
    tx: &mut Tx,
    draft: &Announcement,
) -> Result<Option<Correction>, Error> {
    let Some(replaces) = draft.replaces else {
        return Ok(None);
    };
    let original = find(tx, replaces.announcement).await?;
    let number = original.number.ok_or(Refusal::UnknownButton)?;
    let source = revision::source(tx, original.id, replaces.revision).await?;
    let old = announcement::find(tx, source).await?;
    let (copies, waiting) = delivery::reach(tx, original.id).await?;
    Ok(Some(Correction {
        announcement: original.id,
        number,
        change: replaces.change,
        revision: replaces.revision,
        old: old.and_then(|old| old.content).unwrap_or_default(),
        // The content of the draft is not put together yet.
        pictures: Pictures::Stay,
        title: original.title,
        copies,
        waiting,
    }))
}

/// Whom it would reach: those who have the announcement, and those who are still to get it.
pub(super) async fn reach(
    tx: &mut Tx,
    correction: &Correction,
    issuer: String,
) -> Result<Reach, Error> {
    let audience = report::audience(tx, correction.announcement, correction.revision).await?;
    Ok(Reach {
        issuer,
        institutions: audience.institutions,
        chats: correction.copies + correction.waiting,
        without_chat: Vec::new(),
        without_chat_count: audience.without_chat,
    })
}

async fn find(tx: &mut Tx, id: AnnouncementId) -> Result<Announcement, Error> {
    let found = announcement::find(tx, id).await?;
    Ok(found.ok_or(Refusal::UnknownButton)?)
}

/// Whether somebody may write corrections of an announcement: its author, or another one whose scope
/// covers the institution that speaks.
///
/// # Errors
/// A database fault.
pub async fn may_correct(
    tx: &mut Tx,
    actor: &Actor,
    announcement: &Announcement,
) -> Result<bool, Error> {
    Ok(actor.is(Role::Author) && writes_for(tx, &actor.person, announcement).await?)
}

/// Whether whoever has this private chat may, for the buttons of a message there.
///
/// # Errors
/// A database fault.
pub async fn may_correct_at(
    tx: &mut Tx,
    address: &Address,
    id: AnnouncementId,
) -> Result<bool, Fault> {
    let Some(person) = person::known(tx, address).await? else {
        return Ok(false);
    };
    let Some(announcement) = announcement::find(tx, id).await? else {
        return Ok(false);
    };
    writes_for(tx, &person, &announcement).await
}

/// Whether somebody is an author whose scope covers the institution that speaks.
async fn writes_for(
    tx: &mut Tx,
    person: &PersonId,
    announcement: &Announcement,
) -> Result<bool, Fault> {
    let covering = grant::covering(tx, Role::Author, &announcement.issuer).await?;
    Ok(covering.contains(person))
}

/// Whether what a correction was written against is still the newest revision.
///
/// # Errors
/// Refused where it is not, and where it was withdrawn.
pub(super) async fn need_newest(tx: &mut Tx, replaces: &Replaces) -> Result<(), Error> {
    let original = find(tx, replaces.announcement).await?;
    if original.withdrawn_at.is_some() {
        return Err(Refusal::Withdrawn.into());
    }
    if original.revision != replaces.revision {
        return Err(Refusal::DraftChanged.into());
    }
    Ok(())
}

/// Which announcement is meant by `/ralat` and `/cabut`, and what else stands there: a number in front, or
/// the announcement that the command is a reply to.
///
/// # Errors
/// Refused where neither names one.
pub async fn meant(
    tx: &mut Tx,
    actor: &Actor,
    command: &str,
    arguments: &Message,
    quoted: Option<&Quoted>,
) -> Result<(AnnouncementId, Message), Error> {
    people::need(actor, Role::Author)?;
    if let Some((asked, rest)) = numbered(arguments) {
        let unknown = Refusal::AnnouncementUnknown { asked };
        let found = announcement::find_number(tx, asked).await?;
        let found = found.ok_or_else(|| unknown.clone())?;
        // What does not concern them does not exist for them.
        if !may_correct(tx, actor, &found).await?
            && !report::concerns(tx, found.id, &actor.asking_scope()).await?
        {
            return Err(unknown.into());
        }
        return Ok((found.id, rest));
    }
    let usage = || Refusal::CorrectUsage {
        command: command.to_owned(),
    };
    let quoted = quoted.ok_or_else(usage)?;
    let text = said_in(&quoted.content).ok_or_else(usage)?;
    let asked = named_in(text);
    let found = match asked {
        Some(asked) => announcement::find_number(tx, asked).await?,
        // The preview of it has no number yet.
        None => announcement::said_by(tx, &actor.person, text).await?,
    };
    let found = found.ok_or_else(usage)?;
    if !may_correct(tx, actor, &found).await? {
        return Err(usage().into());
    }
    Ok((found.id, arguments.clone()))
}

/// A number in front of a text, and what stands behind it.
#[must_use]
pub fn numbered(arguments: &Message) -> Option<(Asked, Message)> {
    let text = &arguments.text;
    // "1", "No. 1", "latihan 1", "No. LATIHAN 1/2026"
    let ends = text.char_indices().filter(|(_, c)| c.is_whitespace());
    let ends = ends.map(|(at, _)| at).chain([text.len()]).take(3);
    let (end, asked) = ends
        .filter_map(|end| Some((end, Asked::parse(&text[..end])?)))
        .next()?;
    let behind = &text[end..];
    let start = text.len() - behind.trim_start().len();
    let units = |text: &str| crate::domain::message::utf16_len(text);
    let rest = slice(arguments, units(&text[..start]), units(text));
    Some((asked, rest))
}

/// What can be read in a message.
fn said_in(content: &Content) -> Option<&str> {
    match content {
        Content::Text(text) => Some(&text.text),
        Content::Medium(medium) => Some(&medium.caption.text),
        Content::Unsupported(_) => None,
    }
}

/// The number that one of our messages about an announcement begins with.
fn named_in(text: &str) -> Option<Asked> {
    let first = text.lines().take(3);
    first
        .filter_map(|line| line.split_once("No. "))
        .find_map(|(_, rest)| Some(numbered(&Message::plain(rest))?.0))
}

/// Opens a draft that corrects or withdraws an announcement, beside whatever else is open. One of the
/// same person against the same announcement gives way.
///
/// # Errors
/// Refused for those who may not correct it, and when it was withdrawn.
pub async fn open(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    change: Change,
    id: AnnouncementId,
    made_of: Vec<Piece>,
    now: Timestamp,
) -> Result<Preview, Error> {
    people::need(actor, Role::Author)?;
    let original = find(tx, id).await?;
    if original.number.is_none() {
        return Err(Refusal::UnknownButton.into());
    }
    if !may_correct(tx, actor, &original).await? {
        return Err(Refusal::OutsideScope.into());
    }
    if original.withdrawn_at.is_some() {
        return Err(Refusal::Withdrawn.into());
    }
    let standing = control::standing(tx, id).await?;
    if original.begins_at.is_some() && matches!(standing, Standing::Stopped(..)) {
        return Err(Refusal::CalledOff.into());
    }
    for open in announcement::open_against(tx, id).await? {
        if open.author == actor.person && open.state == State::Draft {
            announcement::set_state(tx, open.id, State::Discarded).await?;
            let entry = Entry::by(&actor.person, "draft.discarded").on(open.id);
            entry.write(tx, now, serde_json::json!({})).await?;
        }
    }
    let opening = Opening {
        message_id: made_of.first().map_or(0, |piece| piece.message_id),
        options: options(rules, &original.options, change, now),
        options_line: String::new(),
        title: super::draft::title_of_pieces(&made_of),
        replaces: Some(Replaces {
            announcement: id,
            revision: original.revision,
            change,
        }),
        issuer: original.issuer,
        area: original.area,
    };
    super::draft::put_down(tx, actor, opening, &made_of, now).await
}

/// Those of the announcement, without what makes no sense any more: a correction leaves at once, and asks
/// for nothing until a moment that has passed; a withdrawal asks for nothing.
fn options(rules: &Rules, original: &Options, change: Change, now: Timestamp) -> Options {
    let holds = |deadline: &Deadline| match (change, deadline) {
        (Change::Withdrawal, _) => false,
        (Change::Correction, Deadline::At(at)) => at.moment(rules.calendar.zone) > now,
        (Change::Correction, Deadline::Within(_)) => true,
    };
    Options {
        schedule: None,
        deadline: original.deadline.filter(holds),
        ..original.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::message::Entity;

    #[test]
    fn the_number_stands_in_front_and_the_rest_keeps_its_formatting() {
        let message = Message {
            text: "1/2026\nRabu, 🗳️ 18 November".into(),
            entities: vec![Entity::plain("bold", 7, 4)],
            ..Message::default()
        };
        let (asked, rest) = numbered(&message).unwrap();
        assert_eq!((asked.number, asked.year), (1, Some(2026)));
        assert_eq!(rest.text, "Rabu, 🗳️ 18 November");
        assert_eq!(rest.entities, [Entity::plain("bold", 0, 4)]);
        let (asked, rest) = numbered(&Message::plain("12")).unwrap();
        assert_eq!((asked.number, rest.text.as_str()), (12, ""));
        let (asked, rest) = numbered(&Message::plain("latihan 3 Teks")).unwrap();
        assert_eq!(
            (asked.number, asked.drill, rest.text.as_str()),
            (3, true, "Teks")
        );
        assert_eq!(numbered(&Message::plain("Rabu 1")), None);
        assert_eq!(numbered(&Message::plain("")), None);
    }

    #[test]
    fn our_own_messages_name_their_announcement() {
        let asked = |text| named_in(text).map(|asked| (asked.number, asked.year));
        let copy = "SIARAN RESMI No. 3/2026\nDari: KPU";
        assert_eq!(asked(copy), Some((3, Some(2026))));
        assert_eq!(
            asked("LATIHAN\nSIARAN RESMI No. 3/2026"),
            Some((3, Some(2026)))
        );
        assert_eq!(asked("Siaran No. 12/2026"), Some((12, Some(2026))));
        assert_eq!(asked("SIARAN RESMI No. … (nomor diberikan)"), None);
        assert_eq!(asked("Apa saja"), None);
    }
}
