//! What leaves, and what the record says became of it.
//!
//! [`compose`] works out the call of a row at the moment it is claimed, [`record`] writes down how the
//! call ended.

mod compose;
mod record;

pub use compose::{Composed, Rendered, compose};
pub use record::{Ended, record, recover};
