//! The only SQL. One schema and one set of statements for SQLite and PostgreSQL.
//!
//! [`Db`] opens and migrates; [`Db::write`] begins the one kind of transaction there is, a [`Tx`],
//! which every function here takes. When it commits, the loops that have new work are woken
//! ([`bell`]). A file for each table or use, its statements written out. Rules of the product are in
//! `domain` and `service`, but for one: which chats an institution receives in is asked for thousands
//! of chats in one statement, and so stands in [`audience`].
//!
//! What is no table: [`duty`] names the leader's transactions and [`crash`] the places around them;
//! [`leader`] says whether this process may write; [`hand_over`] carries pop-ups to the sender past the
//! table; [`pulse`] knows whether the database answers, `pools` replaces its connections, [`setback`] sets
//! the queues right when the clock goes back; [`copy`](mod@copy) is backup and restore.

pub mod acknowledgement;
pub mod agenda;
pub mod announcement;
pub mod approval;
pub mod attachment;
pub mod attempt;
pub mod attendance;
pub mod audience;
mod batch;
pub mod bell;
pub mod board;
pub mod card;
pub mod chase;
pub mod chat;
pub mod checkup;
pub mod control;
pub mod copy;
pub mod crash;
pub mod db;
pub mod delivery;
pub mod dissemination;
pub mod draft;
pub mod duty;
mod engine;
pub mod erase;
pub mod errand;
pub mod escalation;
pub mod event;
pub mod evidence_request;
pub mod exercise;
pub mod export;
pub mod failing;
pub mod grant;
pub mod hand_over;
pub mod heads;
pub mod hold;
pub mod holder;
pub mod inbox;
pub mod institution;
pub mod invitation;
mod json;
pub mod late;
pub mod leader;
pub mod loss;
pub mod media;
pub mod menu;
pub mod migrate;
pub mod nearest;
pub mod newcomer;
pub mod numbering;
pub mod outbox;
pub mod pace;
pub mod pause;
pub mod person;
mod pools;
pub mod posting;
pub mod pulse;
pub mod question;
pub mod recap;
pub mod redemption;
pub mod registry;
pub mod reminder;
pub mod report;
pub mod resend;
pub mod restoration;
mod retention;
pub mod revision;
pub mod role_link;
pub mod roster_preview;
pub mod schedule;
pub mod scope;
pub mod seal;
pub mod search;
pub mod seat;
pub mod selection;
pub mod setback;
pub mod staging;
pub mod succession;
pub mod template;
pub mod transfer;
mod tx;
pub mod uninvited;
pub mod upload;

pub use bell::{Bell, Bells};
pub use db::{Db, LONGEST_STEP};
pub use duty::Duty;
pub use engine::OpenError;
pub use tx::{Fault, Tx};
