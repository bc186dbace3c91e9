//! "Hadir" and "Tidak hadir": one answer an institution, which may be changed until the deadline.

use crate::domain::announcement::Confirmation;
use crate::domain::clock::Timestamp;
use crate::domain::event::Press;
use crate::domain::id::AnnouncementId;
use crate::domain::options::Deadline;
use crate::domain::refusal::Refusal;
use crate::store::acknowledgement::Acknowledgement;
use crate::store::announcement::Announcement;
use crate::store::attendance::{self, Answer};
use crate::store::event::Entry;
use crate::store::{Tx, chase};

use super::confirm::{Spoken, record, speaking};
use super::{Error, Rules, progress};

/// A recorded answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The institution's name; several for an officer of several.
    pub institution: String,
    /// What they answered before, if that was something.
    pub before: Option<Answer>,
    /// Whether it was only an exercise.
    pub drill: bool,
}

/// Records an answer for each institution that the presser speaks for there. The first is always taken,
/// late or not; a change until the deadline that the author set, so that nobody who counts the guests is
/// surprised afterwards.
///
/// # Errors
/// Refused as "Diterima" is, and for a change after the deadline.
pub async fn answer(
    tx: &mut Tx,
    rules: &Rules,
    press: &Press,
    (id, revision): (AnnouncementId, i64),
    attends: bool,
    now: Timestamp,
) -> Result<Answered, Error> {
    let Spoken {
        announced,
        person,
        heard,
    } = speaking(
        tx,
        rules,
        press,
        (id, revision),
        &[Confirmation::Attendance],
    )
    .await?;
    let mut names = Vec::with_capacity(heard.len());
    let (mut last, mut too_late) = (None, None);
    for delivery in heard {
        // First, so that two who answer for an institution at once do so one after the other.
        let (ack, _) = record(tx, (id, revision), &delivery, &person, now).await?;
        let before = attendance::find(tx, id, revision, &ack.institution).await?;
        if before.as_ref().is_none_or(|it| it.attends != attends) {
            if before.is_some()
                && let Some(closed) = closes(tx, rules, &announced, &ack).await?
                && closed <= now
            {
                too_late = Some(closed);
                continue;
            }
            attendance::put(tx, &ack, attends, now).await?;
            let detail = serde_json::json!({ "revision": revision, "attends": attends,
                "before": before.as_ref().map(|it| it.attends) });
            Entry::by(&ack.person, "attendance.answered")
                .on(id)
                .at(&ack.institution)
                .write(tx, now, detail)
                .await?;
            progress::confirmed(tx, id, &ack.institution, now).await?;
        }
        names.push(delivery.name);
        last = last.or(before);
    }
    // Of several institutions one may still be heard.
    if let (true, Some(at)) = (names.is_empty(), too_late) {
        return Err(Refusal::AttendanceClosed { at }.into());
    }
    Ok(Answered {
        institution: names.join(", "),
        before: last,
        drill: announced.options.drill,
    })
}

/// Until when an institution may change its answer; none without a deadline of the author's own.
async fn closes(
    tx: &mut Tx,
    rules: &Rules,
    announced: &Announcement,
    ack: &Acknowledgement,
) -> Result<Option<Timestamp>, Error> {
    Ok(match announced.options.deadline {
        None => None,
        Some(Deadline::At(at)) => Some(at.moment(rules.calendar.zone)),
        Some(Deadline::Within(_)) => {
            let revised = (ack.announcement, ack.revision);
            chase::due_at(tx, revised, &ack.institution).await?
        }
    })
}
