//! Faults in force, and which call each of them strikes.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use tokio::sync::watch;

use crate::fault::{Fault, Kind};

/// Follows and ends a fault that was ordered.
#[derive(Debug, Clone)]
pub struct FaultHandle {
    hits: Arc<AtomicU64>,
    release: Arc<watch::Sender<bool>>,
}

impl FaultHandle {
    /// Calls struck so far.
    #[must_use]
    pub fn hits(&self) -> u64 {
        self.hits.load(Ordering::Acquire)
    }

    /// Ends the fault and lets go of every connection that it holds.
    pub fn release(&self) {
        self.release.send_replace(true);
    }
}

/// A fault that is in force.
struct Standing {
    fault: Fault,
    seen: u64,
    handle: FaultHandle,
}

/// What strikes one call.
pub(crate) struct Strike {
    pub kind: Kind,
    pub effect: bool,
    pub released: watch::Receiver<bool>,
}

/// All faults in force; the first ordered that matches strikes.
#[derive(Default)]
pub(crate) struct Faults {
    standing: Vec<Standing>,
}

impl Faults {
    pub fn order(&mut self, fault: Fault) -> FaultHandle {
        let handle = FaultHandle {
            hits: Arc::new(AtomicU64::new(0)),
            release: Arc::new(watch::channel(false).0),
        };
        self.standing.push(Standing {
            fault,
            seen: 0,
            handle: handle.clone(),
        });
        handle
    }

    /// Ends all faults.
    pub fn clear(&mut self) {
        for standing in self.standing.drain(..) {
            standing.handle.release();
        }
    }

    pub fn strike(&mut self, method: &str, chat: Option<i64>) -> Option<Strike> {
        if self.standing.is_empty() {
            return None;
        }
        // A hang that strikes no more may still hold a connection, to be released later.
        self.standing.retain(|standing| {
            let holds = matches!(standing.fault.kind, Kind::Hang { .. });
            !*standing.handle.release.borrow() && (holds || standing.fault.remaining != Some(0))
        });
        self.standing
            .iter_mut()
            .find_map(|standing| standing.strike(method, chat))
    }
}

impl Standing {
    fn strike(&mut self, method: &str, chat: Option<i64>) -> Option<Strike> {
        let fault = &mut self.fault;
        if fault.remaining == Some(0) || !fault.matches(method, chat) {
            return None;
        }
        self.seen += 1;
        let due = self
            .seen
            .checked_sub(fault.skip)
            .is_some_and(|n| n > 0 && n % fault.every == 0);
        let lucky = fault.chance.as_mut().is_none_or(|(probability, seed)| {
            *seed = scrambled(*seed);
            // The upper 53 bits are a fraction that a double holds exactly.
            ((*seed >> 11) as f64) / ((1_u64 << 53) as f64) < *probability
        });
        if !due || !lucky {
            return None;
        }
        if let Some(remaining) = &mut fault.remaining {
            *remaining -= 1;
        }
        self.handle.hits.fetch_add(1, Ordering::AcqRel);
        Some(Strike {
            kind: fault.kind.clone(),
            effect: fault.effect,
            released: self.handle.release.subscribe(),
        })
    }
}

/// One step of a small generator: an odd increment, then mixing by shifts and products.
fn scrambled(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
