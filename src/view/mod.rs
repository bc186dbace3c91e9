//! Everything that users read: domain data in, [`Message`](crate::domain::message::Message)s out.
//!
//! The words stand in `config/locales/{id,en}`, a Fluent file for each file here; a key begins with the
//! name of its file. A view takes the reader's [`Lang`] first, fetches texts with `Lang::text`, and
//! lays them out with `lines::Lines`. What people typed is an argument or a stretch pushed as it is:
//! data, never markup. Formatting is entities that are set here.
//!
//! A file for each area of conversation; below them stand `lang` (texts), [`time`], `figure`,
//! [`label`] (words for domain values), `summary` (what a draft would do) and `lines`.

pub mod activity;
pub mod announcement;
pub mod answer;
pub mod approve;
pub mod board;
mod canvas;
pub mod chart;
pub mod chat;
pub mod checkup;
pub mod confirm;
pub mod control;
pub mod correction;
pub mod dissemination;
pub mod draft;
mod drawing;
pub mod drill;
mod evidence;
pub mod export;
pub mod fault;
pub mod figure;
pub mod freeze;
pub mod grant;
pub mod group;
pub mod help;
pub mod holder;
pub mod import;
pub mod join;
pub mod label;
mod lang;
mod lines;
pub mod links;
pub mod listing;
mod mishap;
pub mod officer;
pub mod panel;
mod paper;
pub mod privacy;
pub mod progress;
pub mod qr;
pub mod recap;
mod record;
pub mod refusal;
pub mod registry;
pub mod reminder;
pub mod restored;
pub mod roster;
pub mod schedule;
pub mod seal;
pub mod sheet;
pub mod sieve;
pub mod standing;
pub mod status;
mod summary;
pub mod template;
pub mod time;
pub mod transfer;
pub mod uninvited;
mod workbook;

#[cfg(test)]
mod keys;
#[cfg(test)]
mod testing;

pub use drawing::drawn;
pub use lang::{Lang, Locale};
pub use time::Zone;
