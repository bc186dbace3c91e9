//! The words and rules of the product, pure: no database, no network, no clock of its own.
//!
//! What arrives is an [`event::Event`]; what leaves is an [`outgoing::Outgoing`]; what the platform
//! answered is an [`outgoing::Outcome`]; what is asked of it, and found, is in [`errand`]. Between them stand the institution registry
//! ([`institution`]), people's roles and scopes ([`role`]), the life of an announcement
//! ([`announcement`], [`draft`], [`options`]), when what is due ([`due`]), what can be asked of the bot ([`command`], [`action`]), pacing ([`pacer`]) and every "no" a user can be told
//! ([`announcement`], [`draft`], [`part`], [`options`]), what can be asked of the bot ([`command`], [`action`]), pacing ([`pacer`]) and every "no" a user can be told
//! ([`refusal`]).

pub mod action;
pub mod address;
pub mod agenda;
pub mod announcement;
pub mod approval;
pub mod archive;
pub mod authority;
pub mod board;
pub mod calendar;
pub mod cause;
pub mod chat;
pub mod checkup;
pub mod clock;
pub mod command;
pub mod correction;
pub mod difference;
pub mod dissemination;
pub mod distance;
pub mod draft;
pub mod due;
pub mod erasure;
pub mod errand;
pub mod event;
pub mod export;
pub mod file;
pub mod filter;
pub mod guess;
pub mod guest;
pub mod hex;
pub mod holders;
pub mod id;
pub mod institution;
pub mod invitation;
pub mod layout;
pub mod leaf;
pub mod message;
pub mod metric;
pub mod newcomer;
pub mod options;
pub mod outgoing;
pub mod pacer;
pub mod panel;
pub mod part;
pub mod recap;
pub mod refusal;
pub mod registry;
pub mod reminder;
pub mod report;
pub mod role;
pub mod roster;
pub mod seal;
pub mod search;
pub mod selection;
pub mod shown;
pub mod split;
pub mod template;
pub mod took;
pub mod transfer;
pub mod uninvited;
