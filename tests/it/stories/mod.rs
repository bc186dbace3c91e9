//! The stories, a file for each part of the work.

mod announcing;
mod approving;
mod joining;
mod main_job;
