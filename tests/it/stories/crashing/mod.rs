//! The program dies in the middle of its work, and nothing is lost by it.
//!
//! `walking`, `correcting`, `finding_out`, `media` and `on_time` have it die at each place there is, one after the other;
//! `anything` has it die at random, in bad weather, as often as one likes.

mod anything;
mod at_once;
#[cfg(debug_assertions)]
mod correcting;
#[cfg(debug_assertions)]
mod finding_out;
#[cfg(debug_assertions)]
mod media;
#[cfg(debug_assertions)]
mod on_time;
mod plan;
mod summary;
#[cfg(debug_assertions)]
mod walking;
