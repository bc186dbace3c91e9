//! From the errand table to what follows from a finding: one question at a time is put to the messenger,
//! a few of them side by side, at a gentle pace.
//!
//! [`Runner::step`] deals with what was found, one transaction each, and begins what may be begun. No
//! transaction is open while a question is under way. Killed anywhere, the row is still there and the
//! question is put again, which changes nothing at the messenger; what kills the program each time is
//! given up after a few tries. `work` is what lies between: reading a file, holding it against the registry,
//! bringing in the rows that are to be applied.

mod runner;
mod work;

pub use runner::{Pace, Runner, Setup};
