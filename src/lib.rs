//! Satu Pintu: one door for official announcements.
//!
//! ```text
//! Telegram ─► intake ─► inbox table ─► inbox worker ─► bot ─► service ─► store
//! Telegram ◄─ client ◄─ sender ◄─ pacer ◄─ outbox table ◄──────────────────┘
//! ```
//!
//! **The rule:** whatever arrives is a row before it is confirmed to Telegram, and whatever leaves is a
//! row before it is sent. An update's effects, its replies and its "done" mark commit together.
//!
//! Layers; imports point down only, and siblings never import one another:
//!
//! ```text
//! app                                settings, leader, wiring, shutdown
//! telegram · http · bot · inbox · outbox · errand · agenda
//! service                            use cases; take &mut Tx
//! store · view                       the only SQL · the only texts
//! domain                             pure
//! ```

pub mod agenda;
pub mod app;
pub mod bot;
pub mod domain;
pub mod errand;
pub mod http;
pub mod inbox;
pub mod outbox;
pub mod service;
pub mod store;
pub mod telegram;
pub mod view;
