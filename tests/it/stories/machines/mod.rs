//! Machines that misbehave: one of two that dies, stands still or is cut off; a database that is away or
//! cannot be written; a clock that steps; and being asked to stop in the middle of any of it.

mod clock;
mod database;
mod file;
mod stopping;
mod taking_over;
mod trouble;
