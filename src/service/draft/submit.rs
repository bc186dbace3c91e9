//! "Ajukan": what is fixed then, and who is asked.

use sha2::{Digest, Sha256};

use super::{Preview, own_draft, preview};
use crate::domain::announcement::{Change, Confirmation, Replaces};
use crate::domain::clock::Timestamp;
use crate::domain::hex::hex;
use crate::domain::id::AnnouncementId;
use crate::domain::options::Options;
use crate::domain::part::Part;
use crate::domain::refusal::Refusal;
use crate::domain::role::{Actor, Role};
use crate::service::{Error, Rules, archive, correct, nudge, people};
use crate::store::Tx;
use crate::store::announcement::{self, Announcement};
use crate::store::event::Entry;
use crate::store::person::Person;
use crate::view::{self, announcement::Header};

/// A draft that has been handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submitted {
    /// It, as it is handed over.
    pub announcement: Announcement,
    /// What the approvers are to see.
    pub preview: Preview,
    /// Who is asked.
    pub approvers: Vec<Person>,
}

/// "Ajukan": fixes content and options, and finds who may approve them.
///
/// # Errors
/// Refused when the button is older than the draft, when there is nothing to send or nobody to send it
/// to, and when nobody may approve it.
pub async fn submit(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    announcement: AnnouncementId,
    version: i64,
    now: Timestamp,
) -> Result<Submitted, Error> {
    people::need(actor, Role::Author)?;
    let draft = own_draft(tx, actor, announcement).await?;
    if draft.version != version {
        return Err(Refusal::DraftChanged.into());
    }
    match &draft.replaces {
        None => draft.options.check(rules.today(now))?,
        Some(replaces) => {
            correct::need_newest(tx, replaces).await?;
            if !correct::may_correct(tx, actor, &draft).await? {
                return Err(Refusal::OutsideScope.into());
            }
            // Whatever its announcement asked, a withdrawal asks for nothing.
            if replaces.change == Change::Correction {
                draft.options.check(rules.today(now))?;
            }
        }
    }
    let preview = preview(tx, &draft).await?;
    if !preview.content.iter().any(Part::says_something) {
        return Err(Refusal::EmptyDraft.into());
    }
    archive::check(&preview)?;
    // An album is one: it is sent and read as one.
    let parts = rendered(rules, &preview).len();
    if parts > rules.max_parts {
        return Err(Refusal::TooLong {
            parts,
            most: rules.max_parts,
        }
        .into());
    }
    if preview.reach.chats == 0 && draft.replaces.is_none() {
        return Err(Refusal::NobodyReachable.into());
    }
    let approvers = people::who_may_approve(tx, &draft.issuer, &actor.person).await?;
    let needed = rules.approvers(&draft.options);
    if approvers.len() < needed {
        let owners = people::owners(tx).await?.into_iter();
        let owners = owners.map(|owner| owner.name).collect();
        return Err(match approvers.len() {
            0 => Refusal::NoApprover { owners },
            reachable => Refusal::TooFewApprovers {
                needed,
                reachable,
                owners,
            },
        }
        .into());
    }
    let hash = content_hash(&draft, &preview);
    announcement::submit(tx, draft.id, &preview.content, &hash, now).await?;
    nudge::wait_for_decision(tx, rules, &draft, now).await?;
    Entry::by(&actor.person, "draft.submitted")
        .on(draft.id)
        .write(
            tx,
            now,
            serde_json::json!({ "sha256": hash, "version": version }),
        )
        .await?;
    Ok(Submitted {
        announcement: draft,
        preview,
        approvers,
    })
}

/// What members would get, as it stands: the same bytes, but for number and code.
#[must_use]
pub fn rendered(rules: &Rules, preview: &Preview) -> Vec<Part> {
    in_full(rules, preview, false)
}

/// "Uji kirim": the same, marked as a trial, with a button that counts for nothing.
#[must_use]
pub fn trial(rules: &Rules, preview: &Preview) -> Vec<Part> {
    let lang = rules.official();
    let correction = preview.correction.as_ref();
    let withdraws = correction.is_some_and(|it| it.change == Change::Withdrawal);
    let mut parts = in_full(rules, preview, true);
    if let Some(buttons) = parts
        .last_mut()
        .and_then(Part::buttons_mut)
        .filter(|_| preview.options.confirmation != Confirmation::None && !withdraws)
    {
        let asked = preview.options.confirmation;
        buttons.push(view::panel::trial_row(&lang, preview.announcement, asked));
    }
    parts
}

fn in_full(rules: &Rules, preview: &Preview, trial: bool) -> Vec<Part> {
    let correction = preview.correction.as_ref();
    let header = Header {
        number: correction.map(|correction| correction.number),
        issuer: &preview.reach.issuer,
        options: &preview.options,
        trial,
        change: correction.map(|correction| (correction.change, None)),
    };
    view::announcement::render(&rules.official(), &header, &preview.content, None)
}

/// SHA-256 of everything that is approved: content, options, issuer and audience. The issuer's name is
/// among what members read.
pub(in crate::service) fn content_hash(announcement: &Announcement, preview: &Preview) -> String {
    let (area_kind, area_value) = announcement.area.to_stored();
    // A text alone is written as ever, so that what was submitted before there were media can still be
    // approved.
    let (text, parts) = match preview.content.as_slice() {
        [Part::Text(text)] => (Some(text), None),
        parts => (None, Some(parts)),
    };
    let mut approved = serde_json::json!({
        "text": text.map(|text| &text.text),
        "entities": text.map(|text| &text.entities),
        "nature": announcement.options.nature,
        "issuer": announcement.issuer,
        "issuer_name": preview.reach.issuer,
        "audience": [area_kind, area_value],
    });
    if let Some(parts) = parts {
        approved["parts"] = serde_json::json!(parts);
    }
    // What is as ever adds nothing, so that what was submitted before these options were known can still
    // be approved.
    if announcement.options != as_ever(announcement) {
        approved["options"] = serde_json::json!(announcement.options);
    }
    // A "yes" to words is a "yes" to what they replace.
    if let Some(replaces) = announcement.replaces {
        let Replaces {
            announcement,
            revision,
            change,
        } = replaces;
        approved["replaces"] = serde_json::json!([announcement, revision, change.as_str()]);
    }
    hex(&Sha256::digest(approved.to_string().as_bytes()))
}

/// Options of which nothing but the nature was chosen.
fn as_ever(announcement: &Announcement) -> Options {
    Options {
        nature: announcement.options.nature,
        ..Options::default()
    }
}
