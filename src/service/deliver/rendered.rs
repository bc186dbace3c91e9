//! Revisions as they leave, read once and not for each chat.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::domain::announcement::{Change, Confirmation, Number};
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::layout::{Layouts, Slot};
use crate::domain::message::Message;
use crate::domain::options::Options;
use crate::domain::part::Part;
use crate::domain::shown::Step;
use crate::service::Rules;
use crate::store::delivery::Wanted;
use crate::store::outbox::{Claimed, Work};
use crate::store::{Fault, Tx, announcement, delivery, revision};
use crate::view;

/// Rendered announcements that are leaving just now.
#[derive(Debug, Default)]
pub struct Rendered(HashMap<(AnnouncementId, i64), Revised>);

/// A revision as it leaves.
#[derive(Debug)]
pub(super) struct Revised {
    pub(super) parts: Vec<Part>,
    /// Its messages.
    pub(super) slots: Vec<Slot>,
    /// What its buttons ask.
    pub(super) options: Options,
    /// Its announcement's.
    pub(super) number: Option<Number>,
    /// When it was approved.
    pub(super) approved_at: Option<Timestamp>,
    /// What is said below copies that were changed to it; nothing for the first revision.
    pub(super) notices: Option<Notices>,
}

/// What is said below a copy that was changed.
#[derive(Debug)]
pub(super) struct Notices {
    /// The message above was edited.
    pub(super) edited: Message,
    /// It could not be.
    pub(super) anew: Message,
}

impl Rendered {
    /// More revisions than this are never under way at once, so an old one may be forgotten.
    const MOST: usize = 64;

    /// How many messages the call of a row makes, as the platform's limits count them.
    ///
    /// # Errors
    /// A database fault.
    pub async fn messages(
        &mut self,
        tx: &mut Tx,
        rules: &Rules,
        row: &Claimed,
    ) -> Result<u32, Fault> {
        let (announcement, chat) = match &row.work {
            Work::Call(call) => return Ok(call.messages()),
            // What comes first is one message: no announcement begins with an album.
            Work::Delivery { part: 0, .. } => return Ok(1),
            Work::Delivery {
                announcement, chat, ..
            }
            | Work::Revision { announcement, chat } => (*announcement, *chat),
            Work::Progress { .. }
            | Work::Button { .. }
            | Work::Reminder { .. }
            | Work::Escalation { .. } => return Ok(1),
        };
        let wanted = delivery::wanted(tx, &[(announcement, chat)]).await?;
        let (Some(wanted), Some(address)) = (wanted.get(&(announcement, chat)), &row.address)
        else {
            return Ok(1);
        };
        let layouts = self.layouts(tx, rules, announcement, wanted).await?;
        let step = wanted.shown.next(wanted.revision, &layouts, address.chat());
        let messages = match step {
            Step::Send { part, .. } => layouts.messages(wanted.revision, part),
            Step::Edit { .. } | Step::Blank { .. } | Step::Notice { .. } | Step::Done => 1,
        };
        Ok(u32::try_from(messages.max(1)).unwrap_or(u32::MAX))
    }

    /// What a copy is to have in its places, and what it has.
    pub(super) async fn layouts(
        &mut self,
        tx: &mut Tx,
        rules: &Rules,
        announcement: AnnouncementId,
        wanted: &Wanted,
    ) -> Result<Layouts, Fault> {
        let mut layouts = Layouts::default();
        let there = (0..wanted.shown.messages.len()).filter_map(|at| wanted.shown.made_for(at));
        for revision in there.chain([wanted.revision]) {
            if layouts.parts(revision) == 0 {
                let revised = self.of(tx, rules, announcement, revision).await?;
                layouts.put(revision, &revised.slots);
            }
        }
        Ok(layouts)
    }

    pub(super) async fn of(
        &mut self,
        tx: &mut Tx,
        rules: &Rules,
        id: AnnouncementId,
        revision: i64,
    ) -> Result<&Revised, Fault> {
        if !self.0.contains_key(&(id, revision)) && self.0.len() >= Self::MOST {
            self.0.clear();
        }
        Ok(match self.0.entry((id, revision)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(read(tx, rules, id, revision).await?),
        })
    }
}

async fn read(
    tx: &mut Tx,
    rules: &Rules,
    id: AnnouncementId,
    revision: i64,
) -> Result<Revised, Fault> {
    let announcement = announcement::find(tx, id).await?;
    let leaving = revision::leaving(tx, id, revision).await?;
    let number = announcement.as_ref().and_then(|it| it.number);
    let approved_at = announcement
        .as_ref()
        .and_then(|it| Some(it.decided.as_ref()?.1));
    let mut options = announcement.map_or_else(Options::default, |it| it.options);
    // Nobody confirms what holds no longer.
    if leaving.change == Some(Change::Withdrawal) {
        options.confirmation = Confirmation::None;
    }
    let asked = options.confirmation;
    let notices = leaving.change.zip(number).map(|(change, number)| {
        let lang = rules.official();
        let notice = |edited| {
            let notice = view::correction::Notice {
                number,
                change,
                at: leaving.approved_at,
                asked,
                edited,
            };
            view::correction::notice(&lang, &notice)
        };
        Notices {
            edited: notice(true),
            anew: notice(false),
        }
    });
    Ok(Revised {
        slots: Slot::all(&leaving.parts),
        parts: leaving.parts,
        number,
        approved_at,
        options,
        notices,
    })
}
