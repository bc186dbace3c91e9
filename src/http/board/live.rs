//! Telling those who watch a page of what has changed on it.
//!
//! One task asks the database whether anything has changed at all, and which sessions still stand: two
//! small queries every `board.refresh`, however many watch, and none while nobody does ([`tell`]). Only after
//! a change, and once for each (what, scope, language) that is watched, is it worked out what the page shows
//! now, in a transaction of its own; everybody who watches the same gets the same text ([`hub`]), each by a
//! stream of their own ([`stream`]). Looks that take long are made seldom, and one that fails says so to its
//! own watchers alone: the bot's work comes first.

mod hub;
mod stream;
mod tell;

pub(super) use hub::Hub;
pub(super) use stream::stream;
pub(super) use tell::tell;
