//! Telegram, and the only place that knows teloxide.
//!
//! ```text
//! getUpdates ─► intake ─┬► (kept as a row by the caller) ─► decode ─► domain::event::Event
//! a post ─► webhook ────┘
//! domain::outgoing::Outgoing ─► encode ─► client ─► failure ─► classify ─► domain::outgoing::Outcome
//! ```
//!
//! [`client::Client`] makes one call at a time and never repeats it. What goes wrong on the way is a
//! [`failure::Failure`], and [`classify`] decides what an answer means, by the one table of `answers`.
//! [`intake`] confirms nothing that its caller has not kept ([`keep`]), and neither does [`webhook`],
//! whose address [`registration`] keeps registered. [`decode`] reads the stored text
//! of an update by structs of its own (`update`), so that kinds newer than teloxide never cost a
//! message; `said` and `command` turn a message into what somebody said. [`commands`] publishes the
//! menus, `scout` asks what brings something back, [`status`] tells readiness how updates come in.

mod answers;
pub mod classify;
pub mod client;
mod command;
pub mod commands;
pub mod decode;
pub mod encode;
pub mod failure;
pub mod identity;
pub mod intake;
pub mod keep;
mod launch;
mod medium;
pub mod methods;
pub mod registration;
pub mod remains;
mod said;
mod scout;
pub mod status;
#[cfg(test)]
mod stub;
mod update;
pub mod webhook;
