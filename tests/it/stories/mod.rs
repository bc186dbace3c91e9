//! The stories, a file for each part of the work.

mod joining;
mod main_job;
