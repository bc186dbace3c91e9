//! The stories, a file for each part of the work.

mod announcing;
mod joining;
mod main_job;
