//! The stories, a file for each part of the work.

mod asking;
mod confirming;
mod delivering;
mod leading;
mod main_job;
mod receiving;
mod restarting;
