//! What surrounds the work: settings, command line, logging, and (in `main`) the wiring of it all.
//!
//! The one layer that knows the process it runs in: its environment, its working directory, its
//! standard error and its exit code. Everything below is given what it needs.

pub mod cli;
pub mod health;
pub mod logging;
pub mod settings;
