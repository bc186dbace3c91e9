//! What owners were told of the chain, held against it.

use std::collections::BTreeMap;

use super::{Audit, What};
use crate::domain::clock::Timestamp;
use crate::domain::seal::{Digest, Line};
use crate::store::seal::{self, Told};
use crate::store::{Fault, Tx};

/// All that owners were told, by the seal that it was about.
pub(super) async fn by_seal(tx: &mut Tx) -> Result<BTreeMap<i64, Vec<Told>>, Fault> {
    let mut told: BTreeMap<i64, Vec<Told>> = BTreeMap::new();
    for it in seal::all_told(tx).await? {
        told.entry(it.seal).or_default().push(it);
    }
    Ok(told)
}

impl Audit {
    fn told_otherwise(&mut self, seal: i64, told_at: Timestamp, sealed_at: Timestamp) {
        if self.not_told.insert(seal) {
            self.found(What::Told(told_at), seal, sealed_at);
        }
    }

    /// Holds a seal against what owners were told of it.
    pub(super) fn look_at_told(&mut self, number: i64, sealed_at: Timestamp, hash: Digest) {
        let told = self.told.as_mut().and_then(|told| told.remove(&number));
        for told in told.into_iter().flatten() {
            if told.hash != Some(hash) {
                self.told_otherwise(number, told.at, sealed_at);
            }
        }
    }

    /// Holds a line that says what owners were told against the chain: it stands in the record too.
    pub(super) async fn look_at_telling(&mut self, tx: &mut Tx, line: &Line) -> Result<(), Fault> {
        let detail: serde_json::Value = serde_json::from_str(&line.detail).unwrap_or_default();
        let (Some(number), Some(hash)) = (detail["seal"].as_i64(), detail["hash"].as_str()) else {
            return Ok(());
        };
        let told: Option<Digest> = hash.parse().ok();
        // Neither what cannot be read nor a seal that is gone is a match, and least of all the two together.
        if told.is_none() || seal::hash_of(tx, number).await? != told {
            let at = Timestamp(line.at);
            self.told_otherwise(number, at, at);
        }
        Ok(())
    }

    /// What owners were told of seals that are not there.
    pub(super) fn look_at_told_of_missing(&mut self) {
        let missing = self.told.take().into_iter().flatten();
        let missing: Vec<Told> = missing.flat_map(|it| it.1).collect();
        for told in missing {
            self.told_otherwise(told.seal, told.at, told.at);
        }
    }
}
