//! The bytes of what a draft carries are fetched and kept before it can be handed over.

use sha2::{Digest, Sha256};

use crate::domain::archive::{Archived, Wanted};
use crate::domain::clock::Timestamp;
use crate::domain::errand::{Errand, Finding};
use crate::domain::hex::hex;
use crate::domain::id::AnnouncementId;
use crate::domain::part::{Captioned, Part};
use crate::domain::refusal::Refusal;
use crate::store::attachment::{self, Attachment};
use crate::store::draft::Piece;
use crate::store::errand::{self, Urgency};
use crate::store::event::Entry;
use crate::store::{Fault, Tx, announcement, media, person};
use crate::view;

use super::errand::Found;
use super::{Rules, draft, post};

/// The name of these bytes.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// What a draft is made of has changed: what is new is fetched, what it carries no more is let go.
///
/// # Errors
/// A database fault.
pub(super) async fn follow(
    tx: &mut Tx,
    id: AnnouncementId,
    pieces: &[Piece],
    now: Timestamp,
) -> Result<(), Fault> {
    let carried: Vec<&Captioned> = pieces
        .iter()
        .flat_map(|piece| piece.content.media())
        .collect();
    for known in attachment::of(tx, id).await? {
        if !carried.iter().any(|it| it.medium.unique == known.unique) {
            attachment::drop(tx, id, &known.unique).await?;
        }
    }
    for Captioned { medium, .. } in carried {
        let wanted = Wanted {
            announcement: id,
            file: medium.file.clone(),
            unique: medium.unique.clone(),
            mime: medium.mime.clone(),
        };
        if attachment::put(tx, &wanted).await? {
            errand::put(tx, &Errand::Archive(wanted), Urgency::Awaited, now).await?;
        }
    }
    Ok(())
}

/// What could not be had is tried again when its author sends it again.
///
/// # Errors
/// A database fault.
pub(super) async fn sent_again(
    tx: &mut Tx,
    id: AnnouncementId,
    content: &Part,
) -> Result<(), Fault> {
    for known in attachment::of(tx, id).await? {
        let again = content
            .media()
            .iter()
            .any(|it| it.medium.unique == known.unique);
        if again && known.archived == Archived::Failed {
            attachment::drop(tx, id, &known.unique).await?;
        }
    }
    Ok(())
}

/// Notes in a content under which names its bytes are kept.
pub(super) fn name(content: &mut [Part], attachments: &[Attachment]) {
    for Captioned { medium, .. } in content.iter_mut().flat_map(Part::media_mut) {
        medium.sha256 = attachments.iter().find_map(|it| match &it.archived {
            Archived::There { sha256 } if it.unique == medium.unique => Some(sha256.clone()),
            _ => None,
        });
    }
}

/// Whether a draft can be handed over.
pub(super) fn check(preview: &draft::Preview) -> Result<(), Refusal> {
    match (preview.archive.failed, preview.archive.waiting) {
        (0, 0) => Ok(()),
        (0, left) => Err(Refusal::StillArchiving { left }),
        (failed, _) => Err(Refusal::NotArchived { failed }),
    }
}

/// What was to be kept is here, or cannot be had: then its author is told what to do.
///
/// # Errors
/// A database fault.
pub(super) async fn found(
    tx: &mut Tx,
    rules: &Rules,
    wanted: &Wanted,
    found: &Found,
    now: Timestamp,
) -> Result<(), Fault> {
    let sha256 = match found {
        Found::Archived(sha256) => Some(sha256.as_str()),
        Found::Bare(_) | Found::Compared(_) | Found::Ready(_) => None,
    };
    if let Some(sha256) = sha256
        && !media::is_whole(tx, sha256, now).await?
    {
        // It was cleared away in between.
        let errand = Errand::Archive(wanted.clone());
        return errand::put(tx, &errand, Urgency::Awaited, now).await;
    }
    if !attachment::settle(tx, wanted, sha256).await? {
        return Ok(());
    }
    let id = wanted.announcement;
    let event = match sha256 {
        Some(_) => "attachment.archived",
        None => "attachment.failed",
    };
    let detail = serde_json::json!({ "unique": wanted.unique, "sha256": sha256 });
    Entry::of_itself(event)
        .on(id)
        .write(tx, now, detail)
        .await?;
    if sha256.is_none() {
        let too_large = matches!(found, Found::Bare(Finding::TooLarge));
        tracing::info!(
            announcement = id.0,
            ?found,
            "an attachment could not be fetched"
        );
        if let Some(draft) = announcement::find(tx, id).await? {
            let author = person::get(tx, &draft.author).await?;
            let told = |lang: &_| view::draft::not_archived(lang, too_large);
            post::tell(tx, rules, &author, now, told).await?;
        }
    }
    draft::archive_went_on(tx, rules, id, now).await
}
