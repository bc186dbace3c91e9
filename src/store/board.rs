//! The web board: who may look at it ([`session`]), and what it shows: announcements ([`heads`]) and how
//! they fare ([`tally`]), [`institutions`] and where they stand ([`standings`]).
//!
//! Every query starts from a few announcements or from the registry, and goes to deliveries and
//! confirmations by their keys: none is as slow as the record is long.

pub mod heads;
pub mod institutions;
pub mod session;
pub mod standings;
pub mod tally;
