//! Opening a draft: by `/siaran`, or by a template that was filled in.

use crate::domain::clock::Timestamp;
use crate::domain::draft::join;
use crate::domain::event::Said;
use crate::domain::message::Message;
use crate::domain::part::Part;
use crate::domain::refusal::Refusal;
use crate::domain::role::{Actor, Area, Role};
use crate::domain::template::Template;
use crate::service::{Error, Rules, archive, people};
use crate::store::announcement::{self, Announcement, Opening};
use crate::store::draft::{self as pieces, Piece};
use crate::store::event::Entry;
use crate::store::{Tx, institution};

use super::{
    Changed, Preview, carried, inactive, open_draft, opened_with, preview, recomposed, said,
    target, title_of,
};

/// What came of `/siaran`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened {
    /// This draft is open.
    Draft(Preview),
    /// Nothing: this one is open already, and says something.
    Beside(Preview),
}

/// Opens a draft with what somebody said who began it with `/siaran`, and with what stands behind that
/// (`arguments`); or with the message it was a reply to. Both may be nothing yet. A draft that says nothing takes them as its own.
///
/// # Errors
/// Refused for others than authors, for options that are not understood, and for content that
/// announcements cannot carry.
pub async fn open(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    opening: &Said,
    arguments: &Message,
    now: Timestamp,
) -> Result<Opened, Error> {
    people::need(actor, Role::Author)?;
    let empty = open_draft(tx, actor).await?;
    if let Some(open) = &empty
        && !said(&pieces::pieces(tx, open.id).await?).is_empty()
    {
        return Ok(Opened::Beside(preview(tx, open).await?));
    }
    // A correction that says nothing yet is no place for another announcement.
    let empty = empty.filter(|open| open.replaces.is_none());
    let (line, content) = opened_with(&opening.content, arguments)?;
    let mut made_of = vec![Piece {
        message_id: opening.message_id,
        content,
    }];
    let quoted = opening.reply_to.as_ref();
    if let Some(quoted) = quoted.filter(|_| said(&made_of).is_empty()) {
        let content = carried(&quoted.content)?;
        made_of.push(Piece {
            message_id: quoted.message_id,
            content,
        });
    }
    let from = Beginning {
        line,
        made_of,
        opening_message_id: opening.message_id,
    };
    Ok(Opened::Draft(
        begin(tx, rules, actor, empty, from, now).await?,
    ))
}

/// Opens a draft with a template that was filled in.
///
/// # Errors
/// As [`open`]; and while another draft says something.
pub(in crate::service) async fn open_filled(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    template: &Template,
    content: Message,
    now: Timestamp,
) -> Result<Preview, Error> {
    people::need(actor, Role::Author)?;
    if says_something(tx, actor).await? {
        return Err(Refusal::DraftOpen.into());
    }
    let empty = open_draft(tx, actor).await?;
    let empty = empty.filter(|open| open.replaces.is_none());
    let from = Beginning {
        line: template.options_line.clone(),
        // It was put together of several messages: editing one of them is not editing it.
        made_of: vec![Piece {
            message_id: NO_MESSAGE,
            content: Part::Text(content),
        }],
        opening_message_id: NO_MESSAGE,
    };
    begin(tx, rules, actor, empty, from, now).await
}

/// What no message of anybody's has.
const NO_MESSAGE: i64 = 0;

/// Whether a draft with something in it is open.
pub(in crate::service) async fn says_something(tx: &mut Tx, actor: &Actor) -> Result<bool, Error> {
    Ok(match open_draft(tx, actor).await? {
        Some(open) => !said(&pieces::pieces(tx, open.id).await?).is_empty(),
        None => false,
    })
}

/// What a draft begins with.
struct Beginning {
    /// The line of options.
    line: String,
    made_of: Vec<Piece>,
    opening_message_id: i64,
}

/// Begins the draft, or the one anew that is open and says nothing (`empty`).
async fn begin(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    empty: Option<Announcement>,
    from: Beginning,
    now: Timestamp,
) -> Result<Preview, Error> {
    let Beginning {
        line,
        made_of,
        opening_message_id,
    } = from;
    let area = author_area(actor).ok_or(Refusal::RoleNeeded { role: Role::Author })?;
    let area = empty.as_ref().map_or(area, |empty| empty.area.clone());
    let options = target::read(tx, &area, &line, rules.today(now)).await?;
    if let Some(empty) = empty {
        for piece in pieces::pieces(tx, empty.id).await? {
            pieces::drop_piece(tx, empty.id, piece.message_id).await?;
        }
        announcement::set_opening(tx, empty.id, opening_message_id).await?;
        let what = match (line.is_empty(), said(&made_of).is_empty()) {
            (true, _) => Changed::Content,
            (false, true) => Changed::Options,
            (false, false) => Changed::Both,
        };
        // Options that were given before hold until others are.
        if !line.is_empty() {
            announcement::set_options(tx, empty.id, &options, &line).await?;
        }
        for piece in &made_of {
            pieces::put_piece(tx, empty.id, piece).await?;
        }
        return recomposed(tx, actor, empty.id, what, now).await;
    }
    let mut tops = institution::tops(tx, &area).await?;
    let issuer = match (tops.pop(), &area) {
        (Some(issuer), _) => issuer,
        (None, Area::Subtree(code)) => return Err(inactive(code).into()),
        (None, _) => return Err(Refusal::NoIssuer.into()),
    };
    if !tops.is_empty() {
        return Err(Refusal::SeveralIssuers.into());
    }
    let opening = Opening {
        message_id: opening_message_id,
        issuer: issuer.code,
        area,
        options,
        options_line: line,
        title: title_of(&join(&said(&made_of))),
        replaces: None,
    };
    put_down(tx, actor, opening, &made_of, now).await
}

/// Opens a draft, or a correction, with what it is made of so far.
///
/// # Errors
/// A database fault.
pub(in crate::service) async fn put_down(
    tx: &mut Tx,
    actor: &Actor,
    opening: Opening,
    made_of: &[Piece],
    now: Timestamp,
) -> Result<Preview, Error> {
    let draft = Announcement::draft(actor.person.clone(), opening, now);
    announcement::insert(tx, &draft, now).await?;
    for piece in made_of {
        pieces::put_piece(tx, draft.id, piece).await?;
    }
    archive::follow(tx, draft.id, made_of, now).await?;
    let detail = match draft.replaces {
        None => serde_json::json!({}),
        Some(of) => {
            serde_json::json!({ "replaces": of.announcement, "change": of.change.as_str() })
        }
    };
    Entry::by(&actor.person, "draft.opened")
        .on(draft.id)
        .at(&draft.issuer)
        .write(tx, now, detail)
        .await?;
    preview(tx, &draft).await
}

/// Where an author speaks for: everywhere if they may, else by their oldest grant.
fn author_area(actor: &Actor) -> Option<Area> {
    let mut areas = actor
        .grants
        .iter()
        .filter(|(role, _)| *role == Role::Author)
        .map(|(_, area)| area);
    let first = areas.clone().next()?;
    Some(
        areas
            .find(|area| **area == Area::Everywhere)
            .unwrap_or(first)
            .clone(),
    )
}
