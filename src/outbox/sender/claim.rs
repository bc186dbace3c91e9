//! Which rows go next.
//!
//! Lane by lane, as far as the pacer has slots within a moment. While a broadcast takes every slot, one
//! in so many still goes to the cosmetic lane, or its bar would stand still until the end.

use std::collections::HashSet;
use std::time::Duration;

use super::{Flight, Sender};
use crate::domain::clock::Timestamp;
use crate::domain::outgoing::{Lane, Messenger};
use crate::domain::pacer::{Slot, Weight};
use crate::service::deliver::{self, Composed};
use crate::store::outbox::{self, Claimed, Work};
use crate::store::{Fault, Tx, hold};

/// How far ahead slots are claimed: what is in flight when the process is killed stays a handful.
const HORIZON: Duration = Duration::from_millis(100);
/// The claim before a slot takes a moment itself.
const LEAD: Duration = Duration::from_millis(20);
/// One call in so many is a cosmetic one, if any is due.
const COSMETIC_EVERY: u32 = 100;

/// A claimed row, what it asks for, and when.
type Call = (Claimed, Composed, Timestamp);

/// What a step has claimed so far.
#[derive(Default)]
struct Claims {
    calls: Vec<Call>,
    /// Chats with a call under way; a chat never has two.
    busy: HashSet<String>,
}

impl<M: Messenger> Sender<M> {
    /// Claims what may go within the horizon; when to look again, where the pace is used up.
    pub(super) async fn claim(
        &mut self,
        tx: &mut Tx,
        now: Timestamp,
    ) -> Result<(Vec<Call>, Option<Timestamp>), Fault> {
        let frozen = hold::is_frozen(tx).await?;
        let mut claims = Claims::default();
        for flight in &self.in_flight {
            if let Some(address) = &flight.row.address {
                claims.busy.insert(address.chat().to_owned());
            }
        }
        let turn = (self.since_cosmetic >= COSMETIC_EVERY).then_some((Lane::Cosmetic, 1));
        let lanes = Lane::ALL.map(|lane| (lane, usize::MAX));
        for (lane, most) in turn.into_iter().chain(lanes) {
            let look_again = self
                .claim_lane(tx, &mut claims, lane, most, frozen, now)
                .await?;
            if look_again.is_some() {
                return Ok((claims.calls, look_again));
            }
        }
        Ok((claims.calls, None))
    }

    /// Claims up to `most` rows of a lane.
    async fn claim_lane(
        &mut self,
        tx: &mut Tx,
        claims: &mut Claims,
        lane: Lane,
        most: usize,
        frozen: bool,
        now: Timestamp,
    ) -> Result<Option<Timestamp>, Fault> {
        let of_others = |flight: &&Flight| flight.row.lane != Lane::Answers;
        let under_way = self.in_flight.iter().filter(of_others).count() + claims.calls.len();
        let room = self.setup.max_in_flight.saturating_sub(under_way).min(most);
        if room == 0 {
            return Ok(None);
        }
        let until = claims.calls.len() + room;
        let weight = match lane {
            Lane::Cosmetic => Weight::Spare,
            Lane::Answers | Lane::Emergency | Lane::Replies | Lane::Broadcast => Weight::Full,
        };
        // Rows of busy chats are passed over, so look that much further.
        let limit = i64::try_from(room + claims.busy.len()).unwrap_or(i64::MAX);
        for row in outbox::due(tx, lane, !frozen, limit, now).await? {
            if claims.calls.len() >= until {
                break;
            }
            let Some(address) = row.address.clone() else {
                claim_unpaced(tx, row, now, &mut claims.calls).await?;
                continue;
            };
            if claims.busy.contains(address.chat()) {
                continue;
            }
            let at = match self.pacer.reserve(now, &address, HORIZON, weight) {
                Slot::At(at) => at,
                Slot::ChatWaits(until) => {
                    outbox::hold(tx, row.id, until).await?;
                    continue;
                }
                Slot::AllWait(until) => return Ok(Some(until.minus(LEAD).max(now.plus(LEAD)))),
            };
            let rules = &self.setup.rules;
            let Some(composed) = deliver::compose(tx, rules, &mut self.rendered, &row).await?
            else {
                // The slot is lost, which is rare and harmless.
                outbox::remove(tx, row.id).await?;
                continue;
            };
            // Another transaction may have taken it back meanwhile, as a stop does.
            if !outbox::claim(tx, row.id, at).await? {
                continue;
            }
            claims.busy.insert(address.chat().to_owned());
            claims.calls.push((row, composed, at));
            self.since_cosmetic = match lane {
                Lane::Cosmetic => 0,
                _ => self.since_cosmetic.saturating_add(1),
            };
        }
        Ok(None)
    }
}

/// Claims a row that no limit holds back: the answer to a press that an ended process left.
async fn claim_unpaced(
    tx: &mut Tx,
    row: Claimed,
    now: Timestamp,
    calls: &mut Vec<Call>,
) -> Result<(), Fault> {
    let Work::Call(call) = &row.work else {
        return outbox::remove(tx, row.id).await;
    };
    if !outbox::claim(tx, row.id, now).await? {
        return Ok(());
    }
    let composed = Composed {
        call: call.clone(),
        shows: None,
    };
    calls.push((row, composed, now));
    Ok(())
}
