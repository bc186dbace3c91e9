//! How a call ended, and what follows from it.

use std::collections::BTreeSet;

use super::again::{self, is_pointless, mark_in_doubt, owe_revision, put_back, tried_again, tries};
use super::compose::Doing;
use super::copies::Taken;
use crate::domain::address::Address;
use crate::domain::announcement::State;
use crate::domain::cause::Cause;
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::message::Message;
use crate::domain::metric;
use crate::domain::outgoing::{Lane, Outcome, Outgoing};
use crate::domain::refusal::Refusal;
use crate::service::{Rules, draft, failing, follow, people, post, progress, reach};
use crate::store::attempt::Try;
use crate::store::card::Half;
use crate::store::event::Entry;
use crate::store::outbox::{self, Claimed, Work};
use crate::store::{Fault, Tx, announcement, attempt, card, delivery, menu, posting, upload};
use crate::view;

/// So often a row follows its chat to another address, besides all tries without an answer.
const MOVES: usize = 5;

/// What became of a claimed row.
#[derive(Debug, Clone)]
pub struct Ended {
    /// The row.
    pub row: Claimed,
    /// Which step of a copy it was; unknown after an end of the process.
    pub doing: Option<Doing>,
    /// Which message it was to change; unknown after an end of the process.
    pub edits: Option<i64>,
    /// How many messages it was to make.
    pub messages: u32,
    /// When the call began.
    pub started_at: Timestamp,
    /// How it ended.
    pub outcome: Outcome,
}

/// Writes the outcomes of calls down: attempts, deliveries, registry and queue, together.
///
/// # Errors
/// A database fault.
pub async fn record(
    tx: &mut Tx,
    rules: &Rules,
    ended: &[Ended],
    now: Timestamp,
) -> Result<(), Fault> {
    // No limit counts the answer to a press.
    let tries: Vec<Try<'_>> = ended
        .iter()
        .filter(|ended| ended.row.lane != Lane::Answers)
        .map(|ended| Try {
            row: &ended.row,
            started_at: ended.started_at,
            outcome: &ended.outcome,
            part: ended.doing.as_ref().and_then(|doing| doing.step.part()),
            messages: ended.messages,
        })
        .collect();
    attempt::insert(tx, &tries, now).await?;
    let mut recording = Recording {
        rules,
        now,
        gone: Vec::new(),
        files: Vec::new(),
        copies: Vec::new(),
        settled: BTreeSet::new(),
        verdicts: Vec::new(),
    };
    for ended in ended {
        recording.one(tx, ended).await?;
    }
    recording.finish(tx).await
}

/// What is written down together.
pub(super) struct Recording<'a> {
    pub(super) rules: &'a Rules,
    pub(super) now: Timestamp,
    /// Rows that are done with.
    pub(super) gone: Vec<i64>,
    /// Those that were to bring a file, done with or not.
    files: Vec<i64>,
    /// Steps of copies that were taken.
    pub(super) copies: Vec<Taken<'a>>,
    /// Announcements of which a delivery has settled.
    pub(super) settled: BTreeSet<AnnouncementId>,
    /// How deliveries ended, in order: it matters which failures are in a row.
    verdicts: Vec<Verdict<'a>>,
}

/// What the end of a delivery says about its broadcast: that it gets through, or why not.
struct Verdict<'a> {
    announcement: AnnouncementId,
    failure: Option<(Cause, &'a str)>,
}

impl<'a> Recording<'a> {
    async fn one(&mut self, tx: &mut Tx, ended: &'a Ended) -> Result<(), Fault> {
        let (row, now) = (&ended.row, self.now);
        let (announcement, chat) = row.work.about();
        let outcome = ended.outcome.label();
        tracing::debug!(row = row.id, announcement, chat, outcome, "a call ended");
        if matches!(&row.work, Work::Call(call) if call.file().is_some()) {
            self.files.push(row.id);
        }
        if let (Work::Card { announcement, half }, Some(at)) = (&row.work, &row.address)
            && !matches!(ended.outcome, Outcome::Delivered { .. })
        {
            // It may show that or what it showed before.
            card::doubt(tx, *announcement, at, *half, ended.edits).await?;
        }
        match &ended.outcome {
            Outcome::Delivered { messages } => self.delivered(tx, ended, messages).await,
            Outcome::Later { after, .. } => {
                again::nothing_arrived(tx, row).await?;
                self.again(tx, row, now.plus(*after)).await
            }
            Outcome::Moved { to } => {
                again::nothing_arrived(tx, row).await?;
                if let Some(from) = &row.address {
                    reach::moved(tx, self.rules, from, to, now).await?;
                }
                // Two chats that name each other would go on for ever.
                if tries(row) >= self.rules.unknown_retries.len() + MOVES {
                    let reason = "moved again and again";
                    return self.given_up(tx, ended, Cause::Rejected, reason).await;
                }
                self.again(tx, &tried_again(row), now).await
            }
            Outcome::Unreachable { reason } => {
                if let Some(address) = &row.address {
                    reach::lost(tx, self.rules, address, reason, now).await?;
                }
                self.given_up(tx, ended, Cause::Unreachable, reason).await
            }
            Outcome::Forbidden { reason } => {
                if self.set_aside(tx, ended, reason).await? {
                    return Ok(());
                }
                self.given_up(tx, ended, Cause::Forbidden, reason).await
            }
            Outcome::Rejected { reason } => {
                // No wrong words stay because the right ones are not taken.
                if self.set_aside(tx, ended, reason).await?
                    || self.replaced(tx, ended, reason).await?
                {
                    return Ok(());
                }
                self.given_up(tx, ended, Cause::Rejected, reason).await
            }
            Outcome::Uneditable { reason } => {
                if self.replaced(tx, ended, reason).await? {
                    return Ok(());
                }
                self.given_up(tx, ended, Cause::Rejected, reason).await
            }
            Outcome::Textless { reason } => {
                if self.turned_out(tx, ended, reason).await?
                    || self.replaced(tx, ended, reason).await?
                {
                    return Ok(());
                }
                self.given_up(tx, ended, Cause::Rejected, reason).await
            }
            Outcome::Unknown { reason } => self.unknown(tx, ended, reason).await,
            Outcome::Interrupted { .. } => self.interrupted(tx, ended).await,
        }
    }

    async fn delivered(
        &mut self,
        tx: &mut Tx,
        ended: &'a Ended,
        messages: &'a [i64],
    ) -> Result<(), Fault> {
        let (row, now) = (&ended.row, self.now);
        let is_kept = matches!(row.work, Work::Call(_) | Work::Escalation { .. });
        if let (true, Some((announcement, purpose)), Some(address), Some(message_id)) =
            (is_kept, &row.purpose, &row.address, messages.first())
        {
            if purpose == posting::CARD {
                follow::arrived(tx, *announcement, (address, *message_id), now).await?;
            } else {
                posting::put(tx, *announcement, purpose, address, *message_id).await?;
            }
            if purpose == posting::PICTURE {
                card::adopt(tx, *announcement, address, *message_id).await?;
            }
            // What it tells of may have gone on, even to its end, while it was on its way.
            if purpose == posting::PROGRESS {
                progress::refresh(tx, *announcement, now).await?;
            }
            if let (posting::PANEL, Work::Call(Outgoing::Send { message, .. })) =
                (purpose.as_str(), &row.work)
            {
                let at = (address, *message_id);
                draft::panel_arrived(tx, self.rules, *announcement, at, message, now).await?;
            }
            if purpose == posting::REQUEST {
                close_if_decided(tx, self.rules, *announcement, address, *message_id, now).await?;
            }
        }
        if let (Work::Call(call), true) = (&row.work, tries(row) > 0) {
            follow::retried(tx, call, now).await?;
        }
        match row.work {
            Work::Delivery {
                announcement, chat, ..
            } => {
                self.verdicts.push(Verdict {
                    announcement,
                    failure: None,
                });
                self.copies.push(Taken {
                    announcement,
                    chat,
                    written: messages,
                    ended,
                });
            }
            Work::Revision { announcement, chat } => self.copies.push(Taken {
                announcement,
                chat,
                written: messages,
                ended,
            }),
            Work::Button {
                announcement,
                chat,
                notice: false,
            } => self.button_of_notice(tx, row, announcement, chat).await?,
            Work::Call(_)
            | Work::Progress { .. }
            | Work::Card { .. }
            | Work::Button { .. }
            | Work::Reminder { .. }
            | Work::Escalation { .. } => self.gone.push(row.id),
        }
        Ok(())
    }

    /// Writes down what is the same for many.
    async fn finish(mut self, tx: &mut Tx) -> Result<(), Fault> {
        self.arrived(tx).await?;
        outbox::remove(tx, &self.gone).await?;
        self.files.retain(|id| self.gone.contains(id));
        upload::remove(tx, &self.files).await?;
        for id in &self.settled {
            progress::settled(tx, *id, self.now).await?;
        }
        self.judge(tx).await
    }

    /// Lets the broadcasts be judged by how their deliveries ended. Successes say no more than that the
    /// row of failures is broken, so of several one is written.
    async fn judge(&self, tx: &mut Tx) -> Result<(), Fault> {
        let mut got_through = BTreeSet::new();
        for verdict in &self.verdicts {
            let id = verdict.announcement;
            let Some((cause, words)) = verdict.failure else {
                got_through.insert(id);
                continue;
            };
            if got_through.remove(&id) {
                failing::succeeded(tx, id).await?;
            }
            failing::failed(tx, self.rules, id, cause, words, self.now).await?;
        }
        for id in got_through {
            failing::succeeded(tx, id).await?;
        }
        Ok(())
    }

    /// The row will not be tried again. What was to follow it in one piece, as the panel follows a
    /// preview, does not go either: nobody decides on what they were not shown.
    async fn given_up(
        &mut self,
        tx: &mut Tx,
        ended: &Ended,
        cause: Cause,
        reason: &'a str,
    ) -> Result<(), Fault> {
        let row = &ended.row;
        if row.lane != Lane::Answers {
            let (announcement, chat) = row.work.about();
            tracing::warn!(row = row.id, lane = ?row.lane, announcement, chat, address = ?row.address, ?reason, "given up");
        }
        if matches!(&row.work, Work::Call(call) if call.is_new()) {
            outbox::cancel_chain(tx, row.id).await?;
        }
        if let Work::Call(Outgoing::Menu { chat, .. }) = &row.work {
            menu::failed(tx, chat).await?;
        }
        // It was deleted, as pictures are: the next one is sent anew.
        if let Work::Call(Outgoing::Redraw { at, message_id, .. }) = &row.work {
            posting::lost(tx, at, *message_id).await?;
            card::picture_lost(tx, at, *message_id).await?;
        }
        // One that is there is tried again with what happens next.
        if let (Work::Card { half, .. }, Some(at), Some(message_id)) =
            (&row.work, &row.address, ended.edits)
            && matches!(ended.outcome, Outcome::Uneditable { .. })
        {
            match half {
                Half::Words => card::lost(tx, at, message_id).await?,
                Half::Picture => {
                    posting::lost(tx, at, message_id).await?;
                    card::picture_lost(tx, at, message_id).await?;
                }
            }
        }
        if let Work::Delivery {
            announcement, chat, ..
        } = row.work
        {
            let institution = delivery::failed(tx, announcement, chat, cause, reason).await?;
            let detail =
                serde_json::json!({ "chat": chat, "cause": cause.as_str(), "reason": reason });
            Entry::of_itself("delivery.failed")
                .on(announcement)
                .at(&institution)
                .write(tx, self.now, detail)
                .await?;
            metrics::counter!(metric::DELIVERIES, metric::OUTCOME => "failed").increment(1);
            self.settled.insert(announcement);
            self.verdicts.push(Verdict {
                announcement,
                failure: Some((cause, reason)),
            });
            owe_revision(tx, row, announcement, chat, self.now).await?;
        }
        if let Work::Revision { announcement, chat } = row.work {
            let delivery = (announcement, chat);
            return self.left_outdated(tx, ended, delivery, cause, reason).await;
        }
        self.gone.push(row.id);
        Ok(())
    }

    /// It may have arrived or not, so it is tried again: an announcement marked, a pop-up as long as
    /// somebody waits for it, an edit unless the next one is queued and says the same and more.
    async fn unknown(&mut self, tx: &mut Tx, ended: &Ended, reason: &'a str) -> Result<(), Fault> {
        let row = &ended.row;
        mark_in_doubt(tx, row, ended.doing.as_ref()).await?;
        let Some(wait) = self.rules.unknown_retries.get(tries(row)) else {
            return self.given_up(tx, ended, Cause::Unanswered, reason).await;
        };
        let due = self.now.plus(*wait);
        if is_pointless(tx, row, due).await? {
            self.gone.push(row.id);
            return Ok(());
        }
        self.again(tx, &tried_again(row), due).await
    }

    /// The same, because the process ended. That is no try: restarts in a row do not use them up. At
    /// once, because nothing speaks for waiting.
    async fn interrupted(&mut self, tx: &mut Tx, ended: &Ended) -> Result<(), Fault> {
        let row = &ended.row;
        mark_in_doubt(tx, row, ended.doing.as_ref()).await?;
        if is_pointless(tx, row, self.now).await? {
            self.gone.push(row.id);
            return Ok(());
        }
        self.again(tx, row, self.now).await
    }

    /// Puts a row back into its queue, if it may still go.
    pub(super) async fn again(
        &mut self,
        tx: &mut Tx,
        row: &Claimed,
        due: Timestamp,
    ) -> Result<(), Fault> {
        if !put_back(tx, row, due, self.now).await? {
            self.gone.push(row.id);
        }
        Ok(())
    }
}

/// A request that was under way when somebody else decided asks for nothing any more.
async fn close_if_decided(
    tx: &mut Tx,
    rules: &Rules,
    id: AnnouncementId,
    address: &Address,
    message_id: i64,
    now: Timestamp,
) -> Result<(), Fault> {
    let Some(asked) = announcement::find(tx, id).await? else {
        return Ok(());
    };
    if asked.state == State::Submitted {
        return Ok(());
    }
    let why = Refusal::WrongState { state: asked.state };
    let lang = people::lang(tx, rules, address).await?;
    let text = view::refusal::refusal(&lang, &why);
    post::edit(tx, address, message_id, Message::plain(text), now).await
}
