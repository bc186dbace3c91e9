//! The web board: pages as HTML, and what `/papan` says.
//!
//! maud escapes every text that it writes; there is no other way from a name into a page. Names stand in
//! `bdi`, so that no mark in them turns the direction of what follows. `frame` is what all pages have in
//! common; the rest is a file for each page.

mod announcement;
mod frame;
mod institution;
mod overview;
mod parts;
mod sign_in;
mod table;

pub use announcement::{announcement, announcement_live};
pub use frame::Frame;
pub use institution::institution;
pub use overview::{overview, overview_live};
pub use sign_in::{No, ended, launch, link, offer, refused, signed_out};
pub use table::table;
