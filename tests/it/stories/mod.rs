//! The stories, a file for each part of the work.

mod main_job;
