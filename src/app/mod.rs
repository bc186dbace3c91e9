//! What surrounds the work: settings, command line, logging, and the wiring of it all.
//!
//! The one layer that knows the process it runs in: its environment, its working directory, its
//! standard error and its exit code. Everything below is given what it needs.
//!
//! [`run::serve`] is the whole program: pages (`ready` answers for the leader, the database and Telegram),
//! and turn after turn (`leader`) the loops of a leader (`loops`): intake or `webhook`, which share a
//! `door`, then worker, sender, `housekeeping`, `sealing` and `gauges`, started in that order and ended in the
//! reverse. [`startup`] brings up what it needs, and says in one sentence what is missing; [`ended`] is how
//! it all ends.
//!
//! [`cli`] reads the command line. Beside `run` there are [`check`], [`mod@import`], [`backup`] (and
//! restore), [`audit`], [`dead_updates`], [`health`] for containers, and `demo`.

pub mod audit;
pub mod backup;
mod board;
pub mod check;
mod checkup;
pub mod cli;
pub mod clock;
pub mod dead_updates;
#[cfg(feature = "demo")]
pub mod demo;
mod door;
pub mod ended;
mod gauges;
pub mod health;
mod housekeeping;
pub mod import;
mod intake;
mod leader;
pub mod logging;
mod loops;
mod menus;
mod ready;
pub mod run;
mod sealing;
pub mod settings;
pub mod startup;
mod webhook;
