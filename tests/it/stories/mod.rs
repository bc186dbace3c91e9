//! The stories, a file for each part of the work.

mod announcing;
mod approving;
mod asking;
mod checking;
mod confirming;
mod copies;
mod crashing;
mod crowding;
mod delivering;
mod errands;
mod flooding;
mod handling;
mod joining;
mod keeping;
mod leading;
mod machines;
mod main_job;
mod operations;
mod receiving;
mod restarting;
mod steering;
mod stop;
mod uninvited;
mod unusable;
mod upgrading;
mod webhook;
