//! From the outbox table to the messenger, and back into the record.
//!
//! [`Sender`] claims only what the pacer lets go within a moment, performs each call exactly once, and
//! writes what became of it together with the next claim. No transaction is open during a call.

mod sender;
mod throttle;

pub use sender::{Memory, Sender, Setup};
