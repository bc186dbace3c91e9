//! Use cases. Each takes the transaction of its caller, checks role and scope, changes the store and
//! says what happened; the conversation about it is `bot`'s.
//!
//! [`people`] and [`invite`] bring members in, [`roster`] imports them, [`newcomers`] has coordinators
//! hear of officers, [`reach`] follows chats as they move, close and open again, [`chats`] is where they
//! are looked after one by one, [`succession`] lets officers be followed by others, [`transfer`] moves
//! chats to another institution, and [`uninvited`] deals with those that nobody registered. [`errand`] has
//! the messenger asked, [`look`] heeds what it says of a chat.
//!
//! [`draft`], [`request`], [`approve`] and [`deliver`] carry an announcement out, [`archive`] keeps its
//! media; [`agenda`] does what has its own hour: approvers are reminded, what nobody decides expires, a
//! [`schedule`] comes, and [`chase`] reminds those who have not confirmed. [`control`], [`failing`] and
//! [`resend`] steer it on its way, [`correct`] changes or withdraws it, [`freeze`] and [`restored`] hold
//! everything. [`confirm`] and [`attend`] bring the answers back. [`post`] is how anything is said to anybody,
//! [`progress`] how bars and buttons follow, [`follow`] how cards do.
//!
//! [`ask`] says who knows, [`listing`] and [`standing`] one by one, [`export`] and [`recap`] in files, [`board`]
//! in a browser. [`seal`] seals the record, [`audit`] proves it,
//! [`told`] gives owners its hash.

pub mod activity;
pub mod agenda;
pub mod approve;
pub mod archive;
pub mod ask;
pub mod attend;
pub mod audit;
pub mod board;
pub mod chase;
pub mod chats;
pub mod checkup;
pub mod confirm;
pub mod control;
pub mod correct;
pub mod deliver;
pub mod disseminate;
pub mod draft;
pub mod ending;
pub mod erasure;
pub mod errand;
pub mod error;
mod exercise;
mod expiry;
pub mod export;
pub mod failing;
pub mod follow;
pub mod freeze;
mod history;
pub mod holders;
pub mod import;
pub mod invite;
pub mod late;
pub mod listing;
pub mod look;
pub mod newcomers;
mod notice;
pub mod nudge;
pub mod people;
pub mod post;
pub mod progress;
mod quiet;
pub mod reach;
pub mod recap;
pub mod refused;
pub mod registry;
pub mod request;
pub mod resend;
pub mod restored;
pub mod roster;
pub mod rules;
pub mod schedule;
pub mod seal;
pub mod standing;
pub mod succession;
pub mod template;
pub mod told;
pub mod transfer;
pub mod uninvited;

pub use board::BoardRules;
pub use error::Error;
pub use rules::Rules;
