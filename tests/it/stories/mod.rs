//! The stories, a file for each part of the work.

mod confirming;
mod delivering;
mod main_job;
mod receiving;
mod restarting;
