//! Steps of copies that the platform did not take, and what is done in their place.

use super::compose::Doing;
use super::copies::following;
use super::record::{Ended, Recording};
use super::rendered::Rendered;
use crate::domain::id::AnnouncementId;
use crate::domain::institution::Code;
use crate::domain::layout::SlotKind;
use crate::domain::shown::{Shown, Step};
use crate::store::delivery::Saved;
use crate::store::event::Entry;
use crate::store::outbox::Work;
use crate::store::{Fault, Tx, delivery};

impl Recording<'_> {
    /// The platform will not take a step of a copy; whether something else is done in its place.
    pub(super) async fn replaced(
        &mut self,
        tx: &mut Tx,
        ended: &Ended,
        reason: &str,
    ) -> Result<bool, Fault> {
        let doing = ended.doing.as_ref();
        let Some((found, saved)) = refused(tx, ended, doing, Shown::refuse).await? else {
            return Ok(false);
        };
        let detail = serde_json::json!({
            "chat": saved.chat, "revision": saved.shown.revising, "reason": reason,
        });
        Entry::of_itself("delivery.uneditable")
            .on(saved.announcement)
            .at(&found)
            .write(tx, self.now, detail)
            .await?;
        self.go_on(tx, ended, saved, reason).await?;
        Ok(true)
    }

    /// What a message of a copy was to become is not taken, there or at all; whether that one says first that
    /// it holds no longer.
    pub(super) async fn set_aside(
        &mut self,
        tx: &mut Tx,
        ended: &Ended,
        reason: &str,
    ) -> Result<bool, Fault> {
        let doing = ended.doing.as_ref();
        let Some((_, saved)) = refused(tx, ended, doing, Shown::set_aside).await? else {
            return Ok(false);
        };
        self.go_on(tx, ended, saved, reason).await?;
        Ok(true)
    }

    /// A message of a copy is a medium, though the record has it as a text: an edit that was left unanswered has
    /// arrived after all. Whether that is written down now, so that the medium says that it holds no longer.
    pub(super) async fn turned_out(
        &mut self,
        tx: &mut Tx,
        ended: &Ended,
        reason: &str,
    ) -> Result<bool, Fault> {
        let (Some(doing), (Some(id), _)) = (&ended.doing, ended.row.work.about()) else {
            return Ok(false);
        };
        let Some(place) = doing.step.changes() else {
            return Ok(false);
        };
        // Which of those in between it was nobody knows; the newest was tried last.
        let mut rendered = Rendered::default();
        for made in (1..doing.revision).rev() {
            let id = AnnouncementId(id);
            let slots = &rendered.of(tx, self.rules, id, made).await?.slots;
            if slots.get(place).map(|slot| slot.kind) != Some(SlotKind::Medium) {
                continue;
            }
            let mut doing = doing.clone();
            doing.layouts.put(made, slots);
            let turn_out = |shown: &mut Shown, step, revision| shown.turn_out(step, revision, made);
            let Some((_, saved)) = refused(tx, ended, Some(&doing), turn_out).await? else {
                return Ok(false);
            };
            self.go_on(tx, ended, saved, reason).await?;
            return Ok(true);
        }
        Ok(false)
    }

    /// Writes down what a copy is now, and does what comes next there.
    async fn go_on(
        &mut self,
        tx: &mut Tx,
        ended: &Ended,
        saved: Saved,
        reason: &str,
    ) -> Result<(), Fault> {
        let row = &ended.row;
        let (announcement, chat) = (saved.announcement, saved.chat);
        tracing::warn!(row = row.id, announcement = announcement.0, chat = chat.0, address = ?row.address, ?reason, "a copy cannot be changed");
        let revising = saved.shown.revising;
        let newest = delivery::save(tx, std::slice::from_ref(&saved), self.now).await?;
        let overtaken = newest
            .get(&(announcement, chat))
            .is_some_and(|newest| *newest > revising);
        // Whole, and no notice to send.
        if saved.whole && !overtaken && !saved.shown.owes_notice {
            self.settled.insert(announcement);
            self.gone.push(row.id);
            return Ok(());
        }
        self.again(tx, &following(row), self.now).await
    }
}

/// A copy of which the platform did not take a step, as `refuse` makes it, and whose it is; none where nothing
/// can be done in its place.
async fn refused(
    tx: &mut Tx,
    ended: &Ended,
    doing: Option<&Doing>,
    refuse: impl FnOnce(&mut Shown, Step, i64) -> bool,
) -> Result<Option<(Code, Saved)>, Fault> {
    let row = &ended.row;
    let (Work::Delivery {
        announcement, chat, ..
    }
    | Work::Revision { announcement, chat }) = row.work
    else {
        return Ok(None);
    };
    let (Some(doing), Some(address)) = (doing, &row.address) else {
        return Ok(None);
    };
    let mut wanted = delivery::wanted(tx, &[(announcement, chat)]).await?;
    let Some(found) = wanted.remove(&(announcement, chat)) else {
        return Ok(None);
    };
    let mut shown = found.shown;
    if !refuse(&mut shown, doing.step, doing.revision) {
        return Ok(None);
    }
    let next = shown.next(doing.revision, &doing.layouts, address.chat());
    let saved = Saved {
        announcement,
        chat,
        shown,
        whole: next.is_after_content(),
    };
    Ok(Some((found.institution, saved)))
}
