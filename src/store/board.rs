//! The web board: who may look at it ([`session`]), and what it shows ([`heads`], [`standings`]).
//!
//! Every query starts from a few announcements or from the registry, and goes to deliveries and
//! confirmations by their keys: none is as slow as the record is long.

pub mod heads;
pub mod session;
pub mod standings;
