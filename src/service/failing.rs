//! A broadcast that fails too often pauses itself, before its content or the platform's mood costs more.
//!
//! Only what says something about the announcement or the platform counts: calls that were rejected,
//! and those given up after every try ended without an answer. Chats that threw the bot out do not.
//! Nor does a call without an answer that is still to be tried again: through a short outage a broadcast
//! goes on by the waits of `outbox.retry_unknown`, and pauses only if those are used up.

use crate::domain::cause::Cause;
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::report::{Alarm, Trouble};
use crate::store::event::Entry;
use crate::store::failing::{self, Tally};
use crate::store::person::{self, Person};
use crate::store::{Fault, Tx, announcement, control, posting};
use crate::view;

use super::{Error, Rules, people, post, progress};

/// When a broadcast pauses itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PauseAfter {
    /// Unexpected failures in a row.
    pub in_a_row: i64,
    /// Unexpected failures in percent of all chats.
    pub percent: i64,
    /// Fewer are no reason, whatever share they are.
    pub at_least: i64,
}

impl PauseAfter {
    /// What the failures so far give cause to say; nothing while they are few.
    fn alarm(&self, tally: Tally, chats: i64) -> Option<Alarm> {
        if tally.in_a_row >= self.in_a_row {
            Some(Alarm::InARow {
                failures: tally.in_a_row,
            })
        } else if tally.failures >= self.at_least && tally.failures * 100 >= self.percent * chats {
            Some(Alarm::Share {
                failures: tally.failures,
                chats,
            })
        } else {
            None
        }
    }
}

/// A delivery arrived: that ends a row of failures.
///
/// # Errors
/// A database fault.
pub async fn succeeded(tx: &mut Tx, id: AnnouncementId) -> Result<(), Fault> {
    failing::succeeded(tx, id).await
}

/// A delivery was given up: counts it, and pauses the broadcast when it is one too many.
///
/// # Errors
/// A database fault.
pub async fn failed(
    tx: &mut Tx,
    rules: &Rules,
    id: AnnouncementId,
    cause: Cause,
    words: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    if !cause.is_unexpected() {
        return Ok(());
    }
    let tally = failing::failed(tx, id).await?;
    let chats = failing::chats(tx, id).await?;
    let Some(alarm) = rules.pause_after.alarm(tally, chats) else {
        return Ok(());
    };
    // Calls that were under way when it paused fail as well; and at its very end there is nothing left
    // to hold back.
    if !control::pause(tx, id, None, Some(words), now).await? {
        return Ok(());
    }
    let detail = serde_json::json!({
        "failures": tally.failures, "in_a_row": tally.in_a_row, "words": words,
    });
    Entry::of_itself("broadcast.paused")
        .on(id)
        .write(tx, now, detail)
        .await?;
    progress::refresh(tx, id, now).await?;
    let trouble = Trouble {
        alarm,
        cause,
        words: words.to_owned(),
    };
    report(tx, rules, id, &trouble, now).await
}

/// Under which the notices of a pause are queued.
#[must_use]
pub fn notice_key(id: AnnouncementId) -> String {
    format!("paused:{}", id.0)
}

/// Tells author and owners, with the buttons to go on or to end it.
async fn report(
    tx: &mut Tx,
    rules: &Rules,
    id: AnnouncementId,
    trouble: &Trouble,
    now: Timestamp,
) -> Result<(), Fault> {
    let progress = match progress::of(tx, rules, id, now).await {
        Ok(progress) => progress,
        Err(Error::Fault(fault)) => return Err(fault),
        Err(Error::Refused(_)) => return Ok(()),
    };
    for person in concerned(tx, id).await? {
        if let Some(to) = &person.address {
            let lang = rules.lang(person.language.as_deref());
            let notice = view::control::paused_itself(&lang, &progress, trouble);
            let purpose = Some((id, posting::PAUSED));
            post::send_revocable(tx, to, notice, &notice_key(id), purpose, now).await?;
        }
    }
    Ok(())
}

async fn concerned(tx: &mut Tx, id: AnnouncementId) -> Result<Vec<Person>, Fault> {
    let mut people = Vec::new();
    if let Some(announcement) = announcement::find(tx, id).await? {
        people.push(person::get(tx, &announcement.author).await?);
    }
    people::and_owners(tx, people).await
}

#[cfg(test)]
mod tests {
    use super::*;

    const USUAL: PauseAfter = PauseAfter {
        in_a_row: 20,
        percent: 3,
        at_least: 5,
    };

    fn alarm(failures: i64, in_a_row: i64, chats: i64) -> Option<Alarm> {
        USUAL.alarm(Tally { failures, in_a_row }, chats)
    }

    #[test]
    fn twenty_in_a_row_are_too_many_whatever_the_share() {
        assert_eq!(alarm(19, 19, 20_000), None);
        let twenty = Some(Alarm::InARow { failures: 20 });
        assert_eq!(alarm(20, 20, 20_000), twenty);
    }

    #[test]
    fn three_percent_are_too_many_but_not_one_of_a_small_town() {
        assert_eq!(alarm(4, 4, 16), None);
        let five = Some(Alarm::Share {
            failures: 5,
            chats: 16,
        });
        assert_eq!(alarm(5, 1, 16), five);
        assert_eq!(alarm(16, 1, 548), None);
        let seventeen = Some(Alarm::Share {
            failures: 17,
            chats: 548,
        });
        assert_eq!(alarm(17, 1, 548), seventeen);
    }
}
