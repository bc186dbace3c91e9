//! Lines that stand in one another's place.

use super::{NAMED, What};
use crate::domain::seal::{Digest, Line};

/// Which of the lines that changed say what another one of them was sealed with.
pub(super) fn swapped(mut changed: Vec<(Line, Digest)>) -> Vec<What> {
    let mut found = Vec::new();
    while let Some((line, digest)) = changed.pop() {
        let fits = |line: &Line, id: i64, digest: Digest| {
            let there = Line { id, ..line.clone() };
            there.digest() == digest
        };
        // Of very many nobody wants to know it one by one.
        let other = changed.iter().take(NAMED).position(|(other, sealed)| {
            fits(&line, other.id, *sealed) && fits(other, line.id, digest)
        });
        match other {
            Some(other) => {
                let (other, _) = changed.swap_remove(other);
                found.push(What::Swapped(other.id.min(line.id), other.id.max(line.id)));
            }
            None => found.push(What::Changed(line.id)),
        }
    }
    found.reverse();
    found
}
