//! How far the copies of an announcement have come.
//!
//! What is written down says which revision each should show by then. Where that is a newer one than the
//! step was towards, the copy goes on to it, by a row that was there or one that is queued in the same
//! transaction: an approval and a call that it overtakes find one another in the row of the delivery.

use std::collections::BTreeMap;

use super::again::owe_revision;
use super::record::{Ended, Recording};
use crate::domain::cause::Cause;
use crate::domain::id::{AnnouncementId, ChatId};
use crate::domain::metric;
use crate::domain::outgoing::{Lane, Outgoing};
use crate::domain::shown::Step;
use crate::service::chase;
use crate::store::delivery::{Saved, Wanted};
use crate::store::event::Entry;
use crate::store::outbox::{self, Call, Claimed, Work};
use crate::store::{Fault, Tx, delivery};

/// A step of a copy that was taken.
pub(super) struct Taken<'a> {
    pub(super) announcement: AnnouncementId,
    pub(super) chat: ChatId,
    /// The messages that exist by it.
    pub(super) written: &'a [i64],
    pub(super) ended: &'a Ended,
}

impl Recording<'_> {
    /// Steps that were taken: the next one follows, or the copy is whole.
    pub(super) async fn arrived(&mut self, tx: &mut Tx) -> Result<(), Fault> {
        let copies = std::mem::take(&mut self.copies);
        let deliveries: Vec<_> = copies.iter().map(|it| (it.announcement, it.chat)).collect();
        let mut wanted = delivery::wanted(tx, &deliveries).await?;
        let mut saved = Vec::with_capacity(copies.len());
        let mut before = Vec::with_capacity(copies.len());
        for copy in &copies {
            let row = &copy.ended.row;
            let unreadable = || Fault::unreadable("delivery", row.id.to_string());
            let found = wanted.remove(&(copy.announcement, copy.chat));
            let found = found.ok_or_else(unreadable)?;
            let doing = copy.ended.doing.as_ref().ok_or_else(unreadable)?;
            let room = row.address.as_ref().ok_or_else(unreadable)?.chat();
            let mut shown = found.shown.clone();
            shown.take(doing.step, doing.revision, room, copy.written);
            let next = shown.next(doing.revision, &doing.layouts, room);
            saved.push(Saved {
                announcement: copy.announcement,
                chat: copy.chat,
                shown,
                whole: next.is_after_content(),
            });
            before.push((found, doing, next));
        }
        let newest = delivery::save(tx, &saved, self.now).await?;
        let whole = copies.iter().zip(&saved).filter(|(_, saved)| saved.whole);
        let arrived: Vec<_> = whole
            .map(|(copy, saved)| (copy.announcement, saved.shown.revising, copy.chat))
            .collect();
        chase::begin(tx, self.rules, &arrived, self.now).await?;
        let shown = copies.iter().zip(&saved).filter(|(copy, saved)| {
            let step = copy.ended.doing.as_ref().map(|doing| doing.step);
            // A notice follows a copy that was written down when it became whole.
            saved.whole && !matches!(step, Some(Step::Notice { .. }))
        });
        self.note(tx, &shown.collect::<Vec<_>>()).await?;
        for ((copy, saved), (found, doing, next)) in copies.iter().zip(saved).zip(before) {
            let newest = newest.get(&(copy.announcement, copy.chat));
            let overtaken = newest.is_some_and(|newest| *newest > doing.revision);
            if saved.whole {
                self.settled.insert(copy.announcement);
            }
            let is_over = !overtaken && next == Step::Done;
            if matches!(doing.step, Step::Notice { .. }) {
                self.silence(tx, copy, &found).await?;
            }
            self.goes_on(tx, copy, &found, saved.whole, is_over).await?;
        }
        Ok(())
    }

    /// Puts on the record which copies became whole: a line for all of one announcement and revision.
    async fn note(&self, tx: &mut Tx, shown: &[(&Taken<'_>, &Saved)]) -> Result<(), Fault> {
        let mut lines: BTreeMap<_, Vec<serde_json::Value>> = BTreeMap::new();
        for (copy, saved) in shown {
            let kind = match copy.ended.row.work {
                Work::Revision { .. } => "delivery.revised",
                _ => "delivery.sent",
            };
            let line = (copy.announcement, saved.shown.revising, kind);
            let copy = serde_json::json!({ "chat": copy.chat, "messages": saved.shown.messages });
            lines.entry(line).or_default().push(copy);
        }
        for ((announcement, revision, kind), copies) in lines {
            let outcome = match kind {
                "delivery.revised" => "revised",
                _ => "sent",
            };
            metrics::counter!(metric::DELIVERIES, metric::OUTCOME => outcome)
                .increment(copies.len() as u64);
            let detail = serde_json::json!({ "revision": revision, "copies": copies });
            Entry::of_itself(kind)
                .on(announcement)
                .write(tx, self.now, detail)
                .await?;
        }
        Ok(())
    }

    /// A newer notice stands below the copy: the one before asks nothing any more. Its button is taken away
    /// when there is time for it, after everything that has something to say; until then a press on it is told
    /// that there is a newer revision.
    async fn silence(&self, tx: &mut Tx, copy: &Taken<'_>, found: &Wanted) -> Result<(), Fault> {
        let (Some(at), Some(message_id)) = (copy.ended.row.address.clone(), found.shown.notice)
        else {
            return Ok(());
        };
        let silenced = Call {
            lane: Lane::Cosmetic,
            outgoing: Outgoing::Buttons {
                at,
                message_id,
                buttons: Vec::new(),
            },
            coalesce: None,
            purpose: None,
        };
        outbox::add(tx, &silenced, self.now, self.now).await
    }

    /// What follows a step that was taken.
    async fn goes_on(
        &mut self,
        tx: &mut Tx,
        copy: &Taken<'_>,
        found: &Wanted,
        whole: bool,
        is_over: bool,
    ) -> Result<(), Fault> {
        let (announcement, chat, row) = (copy.announcement, copy.chat, &copy.ended.row);
        let following = following(row);
        if let (Work::Delivery { .. }, false) = (&row.work, whole) {
            return self.again(tx, &following, self.now).await;
        }
        // Somebody may have confirmed while the message was under way, perhaps on a copy that an ended
        // process had sent: then its button was made too early to say so.
        if let (true, Some(address)) = (whole && found.confirmed, &row.address) {
            outbox::refresh_button(tx, announcement, chat, address, self.now).await?;
        }
        match row.work {
            Work::Revision { .. } if !is_over => outbox::requeue(tx, &following, self.now).await,
            Work::Delivery { .. } if !is_over => {
                self.gone.push(row.id);
                // A notice, or a newer revision.
                owe_revision(tx, row, announcement, chat, self.now).await
            }
            _ => {
                self.gone.push(row.id);
                Ok(())
            }
        }
    }

    /// A copy cannot be brought to the newest revision.
    pub(super) async fn left_outdated(
        &mut self,
        tx: &mut Tx,
        ended: &Ended,
        (announcement, chat): (AnnouncementId, ChatId),
        cause: Cause,
        reason: &str,
    ) -> Result<(), Fault> {
        let row = &ended.row;
        let mut wanted = delivery::wanted(tx, &[(announcement, chat)]).await?;
        let found = wanted.remove(&(announcement, chat));
        let towards = ended.doing.as_ref().map(|doing| doing.revision);
        let Some((found, towards)) = found.zip(towards) else {
            self.gone.push(row.id);
            return Ok(());
        };
        self.settled.insert(announcement);
        // Only the notice is missing, unless a newer revision has just been approved, which found this row
        // at work and queued none of its own.
        if found.shows == found.revision && found.revision == towards {
            if !delivery::is_newest(tx, (announcement, chat), towards).await? {
                return outbox::requeue(tx, &following(row), self.now).await;
            }
            self.gone.push(row.id);
            return Ok(());
        }
        let Some(institution) =
            delivery::outdated(tx, (announcement, chat), towards, cause).await?
        else {
            return outbox::requeue(tx, &following(row), self.now).await;
        };
        let detail = serde_json::json!({
            "chat": chat, "revision": towards, "cause": cause.as_str(), "reason": reason,
        });
        Entry::of_itself("delivery.outdated")
            .on(announcement)
            .at(&institution)
            .write(tx, self.now, detail)
            .await?;
        self.gone.push(row.id);
        Ok(())
    }

    /// The button of a copy is as it should be; that of the notice below it follows.
    pub(super) async fn button_of_notice(
        &mut self,
        tx: &mut Tx,
        row: &Claimed,
        announcement: AnnouncementId,
        chat: ChatId,
    ) -> Result<(), Fault> {
        let wanted = delivery::wanted(tx, &[(announcement, chat)]).await?;
        let wanted = wanted.get(&(announcement, chat));
        if wanted.is_none_or(|wanted| wanted.shown.notice.is_none() || wanted.revision < 2) {
            self.gone.push(row.id);
            return Ok(());
        }
        let notice = Claimed {
            work: Work::Button {
                announcement,
                chat,
                notice: true,
            },
            unknowns: 0,
            ..row.clone()
        };
        outbox::requeue(tx, &notice, self.now).await
    }
}

/// The row of a copy for its next step.
pub(super) fn following(row: &Claimed) -> Claimed {
    let work = match row.work.clone() {
        Work::Delivery {
            announcement,
            chat,
            part,
        } => Work::Delivery {
            announcement,
            chat,
            part: part + 1,
        },
        work => work,
    };
    Claimed {
        work,
        unknowns: 0,
        ..row.clone()
    }
}
