//! The stories, a file for each part of the work.

mod announcing;
mod approving;
mod asking;
mod confirming;
mod copies;
mod crash;
mod delivering;
mod flooding;
mod joining;
mod leading;
mod main_job;
mod receiving;
mod restarting;
mod steering;
mod stop;
mod unusable;
mod upgrading;
