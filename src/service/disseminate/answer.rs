//! The evidence: the next message in private of somebody who pressed.

use crate::domain::announcement::{Confirmation, Number};
use crate::domain::archive::Screenshot;
use crate::domain::clock::Timestamp;
use crate::domain::dissemination::{ASKED_FOR, Earlier, Evidence, Sort, Taken};
use crate::domain::event::Content;
use crate::domain::id::{self, AnnouncementId, EvidenceId};
use crate::domain::institution::Code;
use crate::domain::metric;
use crate::domain::refusal::Refusal;
use crate::domain::role::Actor;
use crate::service::invite;
use crate::service::{Error, Rules, progress};
use crate::store::announcement::Announcement;
use crate::store::dissemination::{self, Report};
use crate::store::event::Entry;
use crate::store::evidence_request::{self, Request, Speaker};
use crate::store::{Fault, Tx, announcement as announcements, chase, grant};

/// What a message in private was to the question for evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Nothing was asked.
    NotAsked,
    /// Another picture of the album that is the evidence, or was refused.
    SameAlbum,
    /// It came too late: nothing is asked any more.
    TooLate(Option<Number>),
    /// The sender does not want to give any now.
    Cancelled,
    /// For this announcement nobody wants it any more, or not from them; the question is closed.
    Moot(AnnouncementId, Refusal),
    /// The same link is on record for the same already; the question is closed.
    Known {
        /// The institution's name; several for an officer of several.
        institution: String,
        /// Of which announcement.
        number: Number,
    },
    /// It is on record.
    Taken(Box<Taken>),
}

/// The institutions' names in a row.
pub(super) fn names(speakers: &[Speaker]) -> String {
    let names: Vec<&str> = speakers.iter().map(|it| it.name.as_str()).collect();
    names.join(", ")
}

/// Takes a message as the evidence that its sender was asked for, if they were.
///
/// # Errors
/// Refused when it is no evidence, or every institution of the sender's gave the same link for another
/// announcement; then the question stays open.
pub async fn answer(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    content: &Content,
    now: Timestamp,
) -> Result<Answer, Error> {
    if let Some(album) = album_of(content)
        && let Some(answered) = evidence_request::of_album(tx, &actor.person, album).await?
    {
        return another_picture(tx, rules, actor, &answered, content, now).await;
    }
    let Some(request) = evidence_request::open(tx, &actor.person).await? else {
        return Ok(Answer::NotAsked);
    };
    let id = request.announcement;
    let announcement = announcements::find(tx, id).await?;
    let asked_at = request.asked_at.unwrap_or(request.pressed_at);
    if asked_at.plus(ASKED_FOR) <= now {
        evidence_request::close(tx, request.id, None).await?;
        return Ok(Answer::TooLate(announcement.and_then(|it| it.number)));
    }
    let heard = heard(tx, rules, actor, &request, announcement.as_ref()).await?;
    let (announcement, speakers) = match (announcement, heard) {
        (Some(announcement), Ok(speakers)) => (announcement, speakers),
        (_, Err(refusal)) => {
            evidence_request::close(tx, request.id, None).await?;
            return Ok(Answer::Moot(id, refusal));
        }
        (None, Ok(_)) => return Err(Refusal::UnknownButton.into()),
    };
    if is_cancel(content) {
        evidence_request::close(tx, request.id, None).await?;
        return Ok(Answer::Cancelled);
    }
    let answer = take(tx, actor, &request, (&announcement, speakers), content, now).await?;
    evidence_request::close(tx, request.id, album_of(content)).await?;
    Ok(answer)
}

/// The album that a message is part of.
fn album_of(content: &Content) -> Option<&str> {
    match content {
        Content::Medium(medium) => medium.group.as_deref(),
        Content::Text(_) | Content::Unsupported(_) => None,
    }
}

/// A picture of an album that has answered the question, or was refused. Phones put what somebody writes below
/// any of the pictures: where nothing was said below the one on record, one that says something takes its place.
async fn another_picture(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    answered: &Request,
    content: &Content,
    now: Timestamp,
) -> Result<Answer, Error> {
    let says_more = Evidence::read(content)
        .is_ok_and(|evidence| evidence.link.is_some() || evidence.words.is_some());
    if answered.asked_at.is_some() || !says_more {
        return Ok(Answer::SameAlbum);
    }
    let Some(announcement) = announcements::find(tx, answered.announcement).await? else {
        return Ok(Answer::SameAlbum);
    };
    let heard = heard(tx, rules, actor, answered, Some(&announcement)).await?;
    let mut speakers = Vec::new();
    for speaker in heard.unwrap_or_default() {
        let what = (answered.announcement, answered.revision);
        let given = dissemination::current(tx, what, &speaker.institution).await?;
        if given.is_some_and(|it| it.sort == Sort::Screenshot && it.words.is_none()) {
            speakers.push(speaker);
        }
    }
    if speakers.is_empty() {
        return Ok(Answer::SameAlbum);
    }
    match take(tx, actor, answered, (&announcement, speakers), content, now).await {
        Ok(taken @ Answer::Taken(_)) => Ok(taken),
        // The picture before stands.
        Ok(_) | Err(Error::Refused(_)) => Ok(Answer::SameAlbum),
        Err(fault) => Err(fault),
    }
}

/// Takes a message as evidence for these institutions.
async fn take(
    tx: &mut Tx,
    actor: &Actor,
    request: &Request,
    (announcement, speakers): (&Announcement, Vec<Speaker>),
    content: &Content,
    now: Timestamp,
) -> Result<Answer, Error> {
    let evidence = Evidence::read(content)?;
    let number = announcement.number.ok_or(Refusal::UnknownButton)?;
    let key = evidence.link.as_ref().map(|link| invite::hash(&link.key));
    let drill = announcement.options.drill;
    let sorted = sort(tx, request, speakers, key.as_deref(), drill).await?;
    Ok(match (sorted.fresh.as_slice(), sorted.known.as_slice()) {
        ([], []) => match sorted.skipped {
            Some(Earlier {
                institution,
                number,
            }) => {
                return Err(Refusal::LinkGivenBefore {
                    institution,
                    number,
                }
                .into());
            }
            None => return Err(Refusal::EvidenceOver.into()),
        },
        ([], known) => Answer::Known {
            institution: names(known),
            number,
        },
        (fresh, _) => {
            let taken = Taken {
                institution: names(fresh),
                number,
                sort: evidence.sort(),
                link: evidence.link.as_ref().map(|link| link.url.clone()),
                replaced: false,
                late: false,
                of_album: album_of(content).is_some(),
                earlier: sorted.earlier,
                skipped: sorted.skipped,
                drill,
            };
            let evidence = (&evidence, key.as_deref());
            let taken = record(tx, actor, request, fresh, evidence, taken, now).await?;
            Answer::Taken(Box::new(taken))
        }
    })
}

/// Some type what the button says.
fn is_cancel(content: &Content) -> bool {
    let Content::Text(message) = content else {
        return false;
    };
    ["batal", "cancel"]
        .iter()
        .any(|it| message.text.trim().eq_ignore_ascii_case(it))
}

/// For whom the sender may speak at this moment: what was so when they pressed may be over.
pub(super) async fn heard(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    request: &Request,
    announcement: Option<&Announcement>,
) -> Result<Result<Vec<Speaker>, Refusal>, Fault> {
    let asks = |it: &&Announcement| it.options.confirmation == Confirmation::Disseminated;
    let Some(announcement) = announcement.filter(asks) else {
        return Ok(Err(Refusal::UnknownButton));
    };
    if announcement.withdrawn_at.is_some() {
        return Ok(Err(Refusal::Withdrawn));
    }
    if announcement.revision != request.revision {
        return Ok(Err(Refusal::OldRevision));
    }
    let mut heard = Vec::new();
    for speaker in &request.speakers {
        if (rules.anyone_in_groups && speaker.in_group)
            || grant::is_officer(tx, &actor.person, &speaker.institution).await?
        {
            heard.push(speaker.clone());
        }
    }
    Ok(match heard.is_empty() {
        false => Ok(heard),
        true => Err(Refusal::OfficersOnly {
            institution: names(&request.speakers),
        }),
    })
}

/// The sender's institutions, by what a link is to each.
#[derive(Default)]
struct Sorted {
    /// It is new.
    fresh: Vec<Speaker>,
    /// It is on record for this very revision.
    known: Vec<Speaker>,
    /// The first that gave it for another announcement: an institution gives each but once.
    skipped: Option<Earlier>,
    /// Who else gave it first.
    earlier: Option<Earlier>,
}

async fn sort(
    tx: &mut Tx,
    request: &Request,
    speakers: Vec<Speaker>,
    key: Option<&str>,
    drill: bool,
) -> Result<Sorted, Fault> {
    let mut sorted = Sorted::default();
    let Some(key) = key else {
        sorted.fresh = speakers;
        return Ok(sorted);
    };
    let own: Vec<Code> = speakers.iter().map(|it| it.institution.clone()).collect();
    let what = (request.announcement, request.revision);
    for speaker in speakers {
        let code = &speaker.institution;
        let given = dissemination::given_before(tx, key, what, code, drill).await?;
        let before = |same| {
            let mut own = given.iter().filter(|it| it.institution == *code);
            own.find(|it| it.same == same)
        };
        if before(true).is_some() {
            sorted.known.push(speaker);
        } else if let Some(before) = before(false) {
            sorted.skipped.get_or_insert(before.earlier.clone());
        } else {
            let mut others = given.iter().filter(|it| !own.contains(&it.institution));
            if let Some(first) = others.next() {
                sorted.earlier.get_or_insert(first.earlier.clone());
            }
            sorted.fresh.push(speaker);
        }
    }
    Ok(sorted)
}

/// One piece of evidence for each institution.
async fn record(
    tx: &mut Tx,
    actor: &Actor,
    request: &Request,
    speakers: &[Speaker],
    evidence: (&Evidence, Option<&str>),
    mut taken: Taken,
    now: Timestamp,
) -> Result<Taken, Error> {
    for speaker in speakers {
        let report = Report {
            id: EvidenceId(id::next(now)),
            announcement: request.announcement,
            revision: request.revision,
            institution: speaker.institution.clone(),
            person: actor.person.clone(),
            chat: speaker.chat,
        };
        let (replaces, late) = record_one(tx, &report, evidence, &taken, now).await?;
        taken.replaced |= replaces;
        taken.late |= late && !replaces;
    }
    Ok(taken)
}

/// Whether it takes the place of another, and whether it comes late.
async fn record_one(
    tx: &mut Tx,
    report: &Report,
    (evidence, key): (&Evidence, Option<&str>),
    taken: &Taken,
    now: Timestamp,
) -> Result<(bool, bool), Error> {
    let revised = (report.announcement, report.revision);
    let before = dissemination::current(tx, revised, &report.institution).await?;
    dissemination::put(tx, report, evidence, key, now).await?;
    if let Some(screenshot) = &evidence.screenshot {
        let wanted = Screenshot {
            evidence: report.id,
            file: screenshot.file.clone(),
            mime: screenshot.mime.clone(),
        };
        super::press::archive(tx, wanted, now).await?;
    }
    chase::disseminated(tx, revised, &report.institution).await?;
    let due = chase::disseminate_by(tx, revised, &report.institution).await?;
    let late = due.is_some_and(|due| due < now);
    let replaces = before.as_ref().map(|it| it.id);
    // Words are the person's, and can be blanked; what is written here cannot.
    let detail = serde_json::json!({ "evidence": report.id, "revision": report.revision,
        "sort": evidence.sort(), "link": taken.link, "chat": report.chat,
        "replaces": replaces, "late": late });
    Entry::by(&report.person, "announcement.disseminated")
        .on(report.announcement)
        .at(&report.institution)
        .write(tx, now, detail)
        .await?;
    metrics::counter!(metric::DISSEMINATIONS).increment(1);
    progress::confirmed(tx, report.announcement, &report.institution, now).await?;
    Ok((replaces.is_some(), late))
}
