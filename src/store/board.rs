//! The web board: who may look at it ([`session`]), and what it shows: how announcements fare
//! ([`tally`]), [`institutions`] and where they stand ([`standings`]), and the latest [`news`].
//!
//! Every query starts from a few announcements or from the registry, and goes to deliveries and
//! confirmations by their keys: none is as slow as the record is long.

pub mod institutions;
pub mod news;
pub mod session;
pub mod standings;
pub mod tally;
