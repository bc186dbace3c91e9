//! What somebody was refused for want of authority, on the record.
//!
//! Only of those who hold a role, held one or wait for one: whoever comes to the door without any is refused
//! by the thousand, and must not fill a record of which nothing is ever deleted. For the same reason the same
//! is written once an hour, and after thirty lines of one person in a day only what is of a new kind: a thumb
//! that hammers a button says nothing new, and a script cannot hide one trial behind many of another kind.

use std::time::Duration;

use crate::domain::action::Action;
use crate::domain::clock::Timestamp;
use crate::domain::command::Verb;
use crate::domain::event::{Event, Place, PlaceKind, Said, Visitor};
use crate::domain::id::AnnouncementId;
use crate::domain::refusal::Refusal;
use crate::store::event::{self, Entry, Refused};
use crate::store::{Fault, Tx, announcement, chat, grant, person};

/// So long the same is not written again.
const SAME_AGAIN: Duration = Duration::from_secs(60 * 60);
/// What is counted together.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// Lines of one person in such a day, after which only what was asked for in another way is written.
const MANY: usize = 30;
/// Most lines of one person in such a day. There are fewer buttons and commands than that.
const MOST: usize = 300;

/// What words that are no command are called: they may say anything.
const WORDS: &str = "words";

/// What was asked for.
struct Asked<'a> {
    by: &'a Visitor,
    place: &'a Place,
    /// A command by its name, a button by its kind; other words are [`WORDS`].
    what: String,
    announcement: Option<AnnouncementId>,
}

/// Writes a refusal down that is a matter of authority. To be called in the transaction that tells it, after
/// what was begun has been undone.
///
/// # Errors
/// A database fault.
pub async fn note(
    tx: &mut Tx,
    event: &Event,
    refusal: &Refusal,
    now: Timestamp,
) -> Result<(), Fault> {
    match asked(event) {
        Some(asked) => write(tx, asked, refusal, now).await,
        None => Ok(()),
    }
}

/// The same of words that answered a question about an announcement, where what was begun stands: the question
/// is closed.
///
/// # Errors
/// A database fault.
pub async fn note_words(
    tx: &mut Tx,
    said: &Said,
    about: AnnouncementId,
    refusal: &Refusal,
    now: Timestamp,
) -> Result<(), Fault> {
    let Some(by) = &said.from else {
        return Ok(());
    };
    let asked = Asked {
        by,
        place: &said.place,
        what: WORDS.to_owned(),
        announcement: Some(about),
    };
    write(tx, asked, refusal, now).await
}

async fn write(
    tx: &mut Tx,
    asked: Asked<'_>,
    refusal: &Refusal,
    now: Timestamp,
) -> Result<(), Fault> {
    let Some(reason) = refusal.authority() else {
        return Ok(());
    };
    let Some(person) = person::known(tx, &asked.by.address).await? else {
        return Ok(());
    };
    if !grant::any_ever(tx, &person).await? {
        return Ok(());
    }
    let about = match asked.announcement {
        // A forged button names what it likes.
        Some(id) => announcement::find(tx, id).await?.map(|found| found.id),
        None => None,
    };
    let mut detail = serde_json::json!({
        "asked": asked.what, "reason": reason, "chat": place(tx, asked.place).await?,
    });
    if let Refusal::RoleNeeded { role } = refusal {
        detail["role"] = role.as_str().into();
    }
    let new = Refused {
        at: now,
        announcement: about,
        detail: detail.to_string(),
    };
    let lately = event::refused(tx, &person, now.minus(DAY), MOST).await?;
    if !says_more(&new, &lately) {
        return Ok(());
    }
    let mut entry = Entry::by(&person, "request.refused");
    entry.announcement = about;
    entry.write(tx, now, detail).await
}

/// Whether it is to be written, after what was written of the last day.
fn says_more(new: &Refused, lately: &[Refused]) -> bool {
    if lately.len() >= MANY {
        let alike = lately.iter().any(|it| it.detail == new.detail);
        return lately.len() < MOST && !alike;
    }
    let same = |it: &&Refused| it.announcement == new.announcement && it.detail == new.detail;
    let last = lately.iter().filter(same).map(|it| it.at).max();
    last.is_none_or(|at| new.at.since(at) >= SAME_AGAIN)
}

fn asked(event: &Event) -> Option<Asked<'_>> {
    match event {
        Event::Pressed(press) => {
            let action = Action::parse(&press.data).ok()?;
            Some(Asked {
                by: &press.from,
                place: &press.place,
                what: action.name().to_owned(),
                announcement: action.announcement(),
            })
        }
        Event::Said(said) | Event::Edited(said) => {
            let command = said.command.as_ref().and_then(|it| Verb::of(&it.name));
            Some(Asked {
                by: said.from.as_ref()?,
                place: &said.place,
                what: match command {
                    Some(verb) => format!("/{}", verb.command().name),
                    None => WORDS.to_owned(),
                },
                announcement: None,
            })
        }
        Event::Membership(_)
        | Event::Departed(_)
        | Event::Renamed(_)
        | Event::Migrated { .. }
        | Event::Reopened(_)
        | Event::Other => None,
    }
}

/// Where: a registered chat by its id, any other by its kind. The address of a private chat would name the
/// person, whom the record knows by a random key alone.
async fn place(tx: &mut Tx, place: &Place) -> Result<serde_json::Value, Fault> {
    Ok(match place.kind {
        PlaceKind::Private => "private".into(),
        kind => match chat::at(tx, &place.address).await?.first() {
            Some(chat) => chat.id.0.into(),
            None if kind == PlaceKind::Channel => "channel".into(),
            None => "group".into(),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_is_written_once_an_hour_and_nobody_writes_more_than_so_much_a_day() {
        let at = |minutes: i64, detail: &str| Refused {
            at: Timestamp(minutes * 60_000),
            announcement: Some(AnnouncementId(1)),
            detail: detail.to_owned(),
        };
        let lately = [at(100, "a"), at(30, "b")];
        assert!(says_more(&at(101, "a"), &[]));
        assert!(!says_more(&at(101, "a"), &lately));
        assert!(says_more(&at(101, "b"), &lately));
        assert!(!says_more(&at(89, "b"), &lately));
        let elsewhere = Refused {
            announcement: None,
            ..at(101, "a")
        };
        assert!(says_more(&elsewhere, &lately));
        let many = vec![at(1, "a"); 30];
        assert!(says_more(&at(200, "a"), &many[1..]));
        assert!(!says_more(&at(200, "a"), &many));
        assert!(says_more(&at(200, "b"), &many), "it cannot be hidden");
        assert!(!says_more(&at(200, "b"), &vec![at(1, "a"); 300]));
    }
}
