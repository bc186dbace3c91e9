//! The stories, a file for each part of the work.

mod crash;
mod main_job;
mod stop;
mod unusable;
