//! Writing an announcement: opened (`open`), added to and edited here, its options set by the panel
//! (`choose`), until it is handed to the approvers (`submit`).

mod choose;
mod open;
mod panel;
mod submit;
mod target;

use crate::domain::announcement::State;
use crate::domain::approval::Returned;
use crate::domain::archive::Archive;
use crate::domain::clock::Timestamp;
use crate::domain::correction::{Correction, Pictures};
use crate::domain::draft::{first_words, join};
use crate::domain::errand::LARGEST_FILE;
use crate::domain::event::{Content, Quoted};
use crate::domain::id::AnnouncementId;
use crate::domain::institution::Code;
use crate::domain::message::Message;
use crate::domain::options::{self, Options};
use crate::domain::part::{Captioned, Part};
use crate::domain::refusal::Refusal;
use crate::domain::report::Reach;
use crate::domain::role::Actor;
use crate::store::announcement::{self, Announcement};
use crate::store::draft::{self as pieces, Piece};
use crate::store::event::Entry;
use crate::store::{Fault, Tx, attachment, audience, institution};

use super::{Error, Rules, archive, correct, history};

pub use choose::{Offer, answer, ask, choose, current_preview, menu};
pub use open::{Opened, open};
pub(super) use open::{open_filled, put_down, says_something};
pub(super) use panel::{archive_went_on, arrived as panel_arrived};
pub use panel::{drawn, panel_of, preview_key};
pub(super) use submit::content_hash;
pub use submit::{Submitted, rendered, submit, trial};
pub(super) use target::read as options_of;

/// A draft as its author, or an approver, is shown it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// Its id.
    pub announcement: AnnouncementId,
    /// Counts its changes; its buttons carry it.
    pub version: i64,
    /// What its author decided besides the content.
    pub options: Options,
    /// Whom it would reach.
    pub reach: Reach,
    /// The content.
    pub content: Vec<Part>,
    /// Of how many messages the author made it.
    pub pieces: usize,
    /// What it corrects or withdraws.
    pub correction: Option<Correction>,
    /// How far the archiving of what it carries is.
    pub archive: Archive,
    /// How it came back before, newest first.
    pub history: Vec<Returned>,
}

fn inactive(code: &Code) -> Refusal {
    Refusal::InstitutionInactive {
        code: code.to_string(),
    }
}

/// What an author sends while a draft is open joins it. `None`: no draft is open.
///
/// # Errors
/// Refused for content that announcements cannot carry.
pub async fn add(
    tx: &mut Tx,
    actor: &Actor,
    content: &Content,
    message_id: i64,
    now: Timestamp,
) -> Result<Option<Preview>, Error> {
    let Some(draft) = open_draft(tx, actor).await? else {
        return Ok(None);
    };
    let piece = Piece {
        message_id,
        content: carried(content)?,
    };
    archive::sent_again(tx, draft.id, &piece.content).await?;
    pieces::put_piece(tx, draft.id, &piece).await?;
    let preview = recomposed(tx, actor, draft.id, Changed::Content, now).await?;
    Ok(Some(preview))
}

/// What became of an edit of a message that a draft was made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditTaken {
    /// The draft follows.
    Updated(Box<Preview>),
    /// It has been submitted: what was submitted stays.
    TooLate,
    /// The message is none of a draft's.
    NotOurs,
}

/// The author has edited a message. `opening`: it is the one that began with `/siaran`, and this is
/// what stands behind that now.
///
/// # Errors
/// Refused for content or options that are not understood; the draft stays as it was.
pub async fn edited(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    content: &Content,
    opening: Option<&Message>,
    message_id: i64,
    now: Timestamp,
) -> Result<EditTaken, Error> {
    let Some(found) = announcement::made_of(tx, &actor.person, message_id).await? else {
        return Ok(EditTaken::NotOurs);
    };
    if found.state != State::Draft {
        return Ok(EditTaken::TooLate);
    }
    let mut other_options = false;
    let content = match opening.filter(|_| message_id == found.opening_message_id) {
        Some(arguments) if found.replaces.is_some() => {
            let words = correct::numbered(arguments).map(|(_, words)| words);
            worded(content, words.unwrap_or_else(|| arguments.clone()))?
        }
        Some(arguments) => {
            let (line, content) = opened_with(content, arguments)?;
            if line != found.options_line {
                let options = target::read(tx, &found.area, &line, rules.today(now)).await?;
                announcement::set_options(tx, found.id, &options, &line).await?;
                other_options = true;
            }
            content
        }
        None => carried(content)?,
    };
    let piece = Piece {
        message_id,
        content,
    };
    let same = pieces::pieces(tx, found.id).await?.contains(&piece);
    let what = match (other_options, same) {
        (true, true) => Changed::Options,
        (true, false) => Changed::Both,
        (false, _) => Changed::Content,
    };
    archive::sent_again(tx, found.id, &piece.content).await?;
    pieces::put_piece(tx, found.id, &piece).await?;
    let preview = recomposed(tx, actor, found.id, what, now).await?;
    Ok(EditTaken::Updated(Box::new(preview)))
}

/// What an announcement can carry of it.
fn carried(content: &Content) -> Result<Part, Refusal> {
    match content {
        Content::Text(text) => Ok(Part::Text(text.clone())),
        Content::Medium(medium) => match medium.medium.bytes {
            Some(bytes) if bytes > LARGEST_FILE => Err(Refusal::MediumTooLarge {
                kind: medium.medium.kind,
                most_megabytes: LARGEST_FILE / (1024 * 1024),
            }),
            _ => Ok(Part::Medium(medium.clone())),
        },
        Content::Unsupported(kind) => Err(Refusal::UnsupportedContent { kind: kind.clone() }),
    }
}

/// The line of options and the content of a message that began with `/siaran`; `arguments`: what stands
/// behind that.
fn opened_with(content: &Content, arguments: &Message) -> Result<(String, Part), Refusal> {
    let (line, words) = options::part(arguments);
    Ok((line, worded(content, words)?))
}

/// What somebody said, with other words: those without the command in front of them.
///
/// # Errors
/// Refused for content that announcements cannot carry.
pub fn worded(content: &Content, words: Message) -> Result<Part, Refusal> {
    Ok(match carried(content)? {
        Part::Medium(medium) => Part::Medium(Captioned {
            caption: words,
            ..medium
        }),
        Part::Text(_) | Part::Album { .. } => Part::Text(words),
    })
}

/// The pieces that say something. The one that opened the draft may consist of options alone, and is
/// kept because its author may edit it.
fn said(pieces: &[Piece]) -> Vec<Part> {
    let contents = pieces.iter().map(|piece| &piece.content);
    contents
        .filter(|content| content.says_something())
        .cloned()
        .collect()
}

/// "Hapus terakhir": the last message, or the whole album that it came with.
///
/// # Errors
/// Refused for others than the author, and when there is nothing to take back.
pub async fn drop_last(
    tx: &mut Tx,
    actor: &Actor,
    announcement: AnnouncementId,
    now: Timestamp,
) -> Result<Preview, Error> {
    let draft = own_draft(tx, actor, announcement).await?;
    let pieces = pieces::pieces(tx, draft.id).await?;
    let last = pieces
        .iter()
        .rfind(|piece| piece.content.says_something())
        .ok_or(Refusal::EmptyDraft)?;
    for piece in &pieces {
        if piece.message_id == last.message_id || piece.is_of_album(last) {
            pieces::drop_piece(tx, draft.id, piece.message_id).await?;
        }
    }
    recomposed(tx, actor, draft.id, Changed::Content, now).await
}

/// "Batal".
///
/// # Errors
/// Refused for others than the author, and when it is no draft any more.
pub async fn discard(
    tx: &mut Tx,
    actor: &Actor,
    announcement: AnnouncementId,
    now: Timestamp,
) -> Result<(), Error> {
    let draft = own_draft(tx, actor, announcement).await?;
    announcement::set_state(tx, draft.id, State::Discarded).await?;
    let entry = Entry::by(&actor.person, "draft.discarded").on(draft.id);
    Ok(entry.write(tx, now, serde_json::json!({})).await?)
}

/// An announcement's content and reach as they are now.
///
/// # Errors
/// A database fault.
pub async fn preview(tx: &mut Tx, draft: &Announcement) -> Result<Preview, Error> {
    let pieces = said(&pieces::pieces(tx, draft.id).await?);
    let mut correction = correct::correction(tx, draft).await?;
    let attachments = attachment::of(tx, draft.id).await?;
    let content = draft.content.clone().unwrap_or_else(|| {
        let mut content = join(&pieces);
        archive::name(&mut content, &attachments);
        content
    });
    if let Some(correction) = &mut correction {
        correction.pictures = Pictures::of(&correction.old, &content);
    }
    let (issuer, active) = institution::known(tx, &draft.issuer)
        .await?
        .ok_or(Refusal::NoIssuer)?;
    let reach = match &correction {
        // Whoever has it is told, whatever has become of those who speak.
        Some(correction) => correct::reach(tx, correction, issuer.name).await?,
        None if !active => return Err(inactive(&issuer.code).into()),
        None => {
            let count = audience::count(tx, target_of(draft)).await?;
            Reach {
                issuer: issuer.name,
                institutions: count.institutions,
                chats: count.chats,
                without_chat: count.without_chat_names,
                without_chat_count: count.without_chat,
            }
        }
    };
    Ok(Preview {
        announcement: draft.id,
        version: draft.version,
        options: draft.options.clone(),
        content,
        pieces: pieces.len(),
        archive: Archive::of(attachments.iter().map(|it| &it.archived)),
        history: history::of(tx, draft.id).await?,
        reach,
        correction,
    })
}

/// Whom an announcement is for.
pub(super) fn target_of(announcement: &Announcement) -> audience::Target<'_> {
    audience::Target {
        area: &announcement.area,
        selection: &announcement.options.audience,
    }
}

/// What an edit of a draft changed, as the record says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Changed {
    Content,
    Options,
    Both,
}

impl Changed {
    /// These words stand in old records: they are added to, never changed.
    fn as_str(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::Options => "options",
            Self::Both => "both",
        }
    }
}

/// It consists of other pieces now.
async fn recomposed(
    tx: &mut Tx,
    actor: &Actor,
    id: AnnouncementId,
    what: Changed,
    now: Timestamp,
) -> Result<Preview, Error> {
    let pieces = pieces::pieces(tx, id).await?;
    archive::follow(tx, id, &pieces, now).await?;
    changed(tx, actor, id, what, now).await
}

/// Its author has changed it: `what` of it.
async fn changed(
    tx: &mut Tx,
    actor: &Actor,
    id: AnnouncementId,
    what: Changed,
    now: Timestamp,
) -> Result<Preview, Error> {
    let content = join(&said(&pieces::pieces(tx, id).await?));
    let version = announcement::touch(tx, id, &title_of(&content)).await?;
    Entry::by(&actor.person, "draft.edited")
        .on(id)
        .write(
            tx,
            now,
            serde_json::json!({ "version": version, "changed": what.as_str() }),
        )
        .await?;
    let draft = announcement::find(tx, id).await?.ok_or(Refusal::NoDraft)?;
    preview(tx, &draft).await
}

async fn open_draft(tx: &mut Tx, actor: &Actor) -> Result<Option<Announcement>, Fault> {
    announcement::newest_of(tx, &actor.person, State::Draft).await
}

async fn own_draft(tx: &mut Tx, actor: &Actor, id: AnnouncementId) -> Result<Announcement, Error> {
    let draft = announcement::find(tx, id)
        .await?
        .ok_or(Refusal::UnknownButton)?;
    if draft.author != actor.person {
        return Err(Refusal::OutsideScope.into());
    }
    if draft.state != State::Draft {
        return Err(Refusal::WrongState { state: draft.state }.into());
    }
    Ok(draft)
}

/// A message that a command was a reply to, as a piece of the draft that it opens with these pieces;
/// nothing where they say something themselves.
///
/// # Errors
/// Refused for content that announcements cannot carry.
pub fn piece_of(beside: &[Piece], quoted: &Quoted) -> Result<Option<Piece>, Refusal> {
    if !said(beside).is_empty() {
        return Ok(None);
    }
    Ok(Some(Piece {
        message_id: quoted.message_id,
        content: carried(&quoted.content)?,
    }))
}

/// How a draft of these pieces is called.
pub(super) fn title_of_pieces(pieces: &[Piece]) -> String {
    title_of(&join(&said(pieces)))
}

/// The first line with words in it; a long one ends behind a word.
fn title_of(content: &[Part]) -> String {
    const MOST: usize = 80;
    let line = first_words(content)
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default()
        .trim();
    let Some((cut, _)) = line.char_indices().nth(MOST) else {
        return line.to_owned();
    };
    let kept = line[..cut]
        .rsplit_once(char::is_whitespace)
        .map_or(&line[..cut], |(kept, _)| kept);
    format!(
        "{}…",
        kept.trim_end_matches(|c: char| c.is_ascii_punctuation())
    )
}
