//! What leaves, and what the record says became of it.
//!
//! [`compose`] works out the call of a row at the moment it is claimed, from revisions that are read once (`rendered`), [`record`] writes down how the
//! call ended, and [`recover`] settles what an ended turn left. `copies` keeps how far each copy is, from
//! its first part to the notice of a correction; `refused` finds another way where the platform does not take a step.

mod again;
mod compose;
mod copies;
mod edit;
mod record;
mod recover;
mod refused;
mod rendered;

pub use again::unclaim;
pub use compose::{Composed, Doing, compose};
pub use record::{Ended, record};
pub use recover::{Claim, Known, Recovered, recover};
pub use rendered::Rendered;
