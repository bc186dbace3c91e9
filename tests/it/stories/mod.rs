//! The stories, a file for each part of the work.

mod announcing;
mod approving;
mod asking;
mod confirming;
mod copies;
mod crashing;
mod crowding;
mod delivering;
mod flooding;
mod handling;
mod joining;
mod leading;
mod main_job;
mod receiving;
mod restarting;
mod stop;
mod unusable;
mod webhook;
