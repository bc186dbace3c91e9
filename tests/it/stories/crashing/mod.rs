//! The program dies in the middle of its work, and nothing is lost by it.
//!
//! `walking` and `finding_out` have it die at each place there is, one after the other; `anything` has it
//! die at random, in bad weather, as often as one likes.

mod anything;
mod at_once;
#[cfg(debug_assertions)]
mod finding_out;
mod plan;
mod summary;
#[cfg(debug_assertions)]
mod walking;
