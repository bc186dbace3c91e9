//! The agenda's loop: what is due is done, and the next moment waited for.

mod keeper;

pub use keeper::Keeper;
