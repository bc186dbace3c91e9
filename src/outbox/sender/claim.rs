//! Which rows go next.
//!
//! Lane by lane, as far as the pacer has slots within a moment. While a broadcast takes every slot, one
//! in so many still goes to the cosmetic lane, or its bar would stand still until the end; and while an
//! urgent one does, one in so many goes to replies, or nobody would get the bar with its "Hentikan".

use std::collections::HashSet;
use std::time::Duration;

use super::Sender;
use crate::domain::clock::Timestamp;
use crate::domain::outgoing::{Lane, Messenger};
use crate::domain::pacer::{Slot, Weight};
use crate::service::deliver::{self, Composed};
use crate::store::hold::{self, Passage};
use crate::store::outbox::{self, Claimed, Work};
use crate::store::{Fault, Tx};

/// How far ahead slots are claimed: what is in flight when the process is killed stays a handful.
const HORIZON: Duration = Duration::from_millis(100);
/// The claim before a slot takes a moment itself.
const LEAD: Duration = Duration::from_millis(20);
/// One call in so many is a cosmetic one, if any is due.
const COSMETIC_EVERY: u32 = 100;
/// After so many calls of the urgent lane one is a reply, if any is due: that lengthens an urgent broadcast
/// by a fifteenth at most.
const REPLY_EVERY: u32 = 15;

/// A claimed row, what it asks for, and when.
pub(super) type Call = (Claimed, Composed, Timestamp);

/// What the lanes that could be starved have had to wait for.
#[derive(Debug, Default)]
pub(super) struct Shares {
    /// Calls of other lanes since one of the cosmetic lane.
    since_cosmetic: u32,
    /// Calls of the urgent lane since a reply.
    urgent_since_reply: u32,
}

impl Shares {
    fn count(&mut self, lane: Lane) {
        self.since_cosmetic = match lane {
            Lane::Cosmetic => 0,
            Lane::Answers | Lane::Emergency | Lane::Replies | Lane::Broadcast => {
                self.since_cosmetic.saturating_add(1)
            }
        };
        match lane {
            Lane::Replies => self.urgent_since_reply = 0,
            Lane::Emergency => self.urgent_since_reply = self.urgent_since_reply.saturating_add(1),
            Lane::Answers | Lane::Broadcast | Lane::Cosmetic => {}
        }
    }
}

/// What a step has claimed so far.
#[derive(Default)]
struct Claims {
    calls: Vec<Call>,
    /// Chats with a call under way; a chat never has two.
    busy: HashSet<String>,
}

/// What a look into a lane came to.
enum Looked {
    /// All that may go has been claimed.
    All,
    /// There may be more behind what was passed over.
    Again { passed_over: usize },
    /// The pace is used up until then.
    UsedUp(Timestamp),
}

impl<M: Messenger> Sender<M> {
    /// Claims what may go within the horizon; when to look again, where the pace is used up.
    pub(super) async fn claim(
        &mut self,
        tx: &mut Tx,
        now: Timestamp,
    ) -> Result<(Vec<Call>, Option<Timestamp>), Fault> {
        let passage = Passage {
            gate: hold::gate(tx).await?,
            quiet: self.setup.rules.calendar.quiet_until(now).is_some(),
        };
        let mut claims = Claims::default();
        for flight in &self.in_flight {
            if let Some(address) = &flight.row.address {
                claims.busy.insert(address.chat().to_owned());
            }
        }
        let reply = (self.shares.urgent_since_reply >= REPLY_EVERY).then_some((Lane::Replies, 1));
        let touch_up =
            (self.shares.since_cosmetic >= COSMETIC_EVERY).then_some((Lane::Cosmetic, 1));
        let lanes = Lane::ALL.map(|lane| (lane, usize::MAX));
        for (lane, most) in reply.into_iter().chain(touch_up).chain(lanes) {
            let used_up = self
                .claim_lane(tx, &mut claims, lane, most, passage, now)
                .await?;
            if used_up.is_some() {
                return Ok((claims.calls, used_up));
            }
        }
        Ok((claims.calls, None))
    }

    /// Claims up to `most` rows of a lane; until when the pace is used up, if it is.
    async fn claim_lane(
        &mut self,
        tx: &mut Tx,
        claims: &mut Claims,
        lane: Lane,
        most: usize,
        passage: Passage,
        now: Timestamp,
    ) -> Result<Option<Timestamp>, Fault> {
        let mut passed_over = 0;
        let until = claims.calls.len().saturating_add(most);
        loop {
            let of_others = self.in_flight.iter().filter(|flight| !flight.is_pop_up());
            let under_way = of_others.count() + claims.calls.len();
            let room = self.setup.max_in_flight.saturating_sub(under_way);
            let room = room.min(until - claims.calls.len());
            if room == 0 {
                return Ok(None);
            }
            let slots = self.pacer.slots_within(now, HORIZON);
            // One more shows when the next slot is, if there is none just now.
            let limit = room.min(slots.max(1)) + passed_over;
            let last = self.last_served.get(&lane).copied();
            let most = i64::try_from(limit).unwrap_or(i64::MAX);
            let rows = outbox::due(tx, lane, passage, last, most, now).await?;
            let is_last = rows.len() < limit;
            match self.claim_rows(tx, claims, lane, rows, room, now).await? {
                Looked::UsedUp(until) => return Ok(Some(until)),
                Looked::All => return Ok(None),
                Looked::Again { .. } if is_last => return Ok(None),
                Looked::Again { passed_over: more } => passed_over = more,
            }
        }
    }

    /// Claims what the pacer lets go of these rows, at most `room` of them.
    async fn claim_rows(
        &mut self,
        tx: &mut Tx,
        claims: &mut Claims,
        lane: Lane,
        rows: Vec<Claimed>,
        room: usize,
        now: Timestamp,
    ) -> Result<Looked, Fault> {
        let weight = match lane {
            Lane::Cosmetic => Weight::Spare,
            Lane::Answers | Lane::Emergency | Lane::Replies | Lane::Broadcast => Weight::Full,
        };
        let mut passed_over = 0;
        let mut used_up = None;
        let (mut chosen, mut moments) = (Vec::new(), Vec::new());
        for row in rows {
            if chosen.len() == room {
                break;
            }
            let Some(address) = row.address.clone() else {
                // The answer to a press, which an ended process left: no limit counts it.
                chosen.push(row);
                moments.push(now);
                continue;
            };
            if claims.busy.contains(address.chat()) {
                passed_over += 1;
                continue;
            }
            let rules = &self.setup.rules;
            let messages = self.rendered.messages(tx, rules, &row).await?;
            let slot = self.pacer.reserve(now, &address, HORIZON, weight, messages);
            match slot {
                Slot::At(at) => {
                    claims.busy.insert(address.chat().to_owned());
                    chosen.push(row);
                    moments.push(at);
                }
                Slot::ChatWaits(until) => outbox::hold(tx, row.id, until).await?,
                Slot::AllWait(until) => {
                    used_up = Some(until.minus(LEAD).max(now.plus(LEAD)));
                    break;
                }
            }
        }
        let is_full = chosen.len() == room;
        self.claim_chosen(tx, claims, lane, (chosen, moments), now)
            .await?;
        Ok(match used_up {
            Some(until) => Looked::UsedUp(until),
            None if is_full => Looked::All,
            None => Looked::Again { passed_over },
        })
    }

    /// Claims rows that have their moments, those with something left to say.
    async fn claim_chosen(
        &mut self,
        tx: &mut Tx,
        claims: &mut Claims,
        lane: Lane,
        (rows, moments): (Vec<Claimed>, Vec<Timestamp>),
        now: Timestamp,
    ) -> Result<(), Fault> {
        let worked_out: Vec<_> = if self.careful_until.is_some() {
            self.compose_each(tx, rows, moments, now).await?
        } else {
            let rules = &self.setup.rules;
            let composed = deliver::compose(tx, rules, &mut self.rendered, &rows, now).await?;
            let with_moments = rows.into_iter().zip(composed).zip(moments);
            with_moments
                .map(|((row, call), at)| (row, call, at))
                .collect()
        };
        let (mut calls, mut pointless) = (Vec::new(), Vec::new());
        for (row, composed, at) in worked_out {
            match composed {
                Some(composed) => calls.push((row, composed, at)),
                // The slot is lost, which is rare and harmless.
                None => pointless.push(row.id),
            }
        }
        outbox::remove(tx, &pointless).await?;
        let wanted: Vec<_> = calls.iter().map(|(row, _, at)| (row.id, *at)).collect();
        let claimed = outbox::claim(tx, &wanted).await?;
        for call in calls {
            let row = &call.0;
            if !claimed.contains(&row.id) {
                continue;
            }
            if let Work::Delivery { announcement, .. }
            | Work::Revision { announcement, .. }
            | Work::Reminder { announcement, .. } = row.work
            {
                self.last_served.insert(lane, announcement);
            }
            self.shares.count(lane);
            claims.calls.push(call);
        }
        Ok(())
    }
}
