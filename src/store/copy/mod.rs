//! A whole database, out into one file and in again, whichever of the two engines holds it.
//!
//! The file is always a SQLite database with our own schema, so that an office can move from one
//! engine to the other. [`backup`] writes one beside a running bot, where [`Beside`] writes that down;
//! [`Backup`] is such a file, found to be sound; [`Target`] is an empty database that takes one in. All
//! three go by one list of tables (`tables`) and one way to copy rows (`rows`).

mod backup;
mod beside;
mod connect;
mod file;
mod rows;
mod tables;
mod target;

#[cfg(test)]
mod tests;

pub use backup::{NotBackedUp, backup};
pub use beside::Beside;
pub(super) use connect::patient;
pub(super) use file::is_backup;
pub use file::{Backup, Contents, NoBackup};
pub use target::{NotRestored, Target};
