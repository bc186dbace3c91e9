//! Stories: the real bot against a Bot API server on loopback and a real database, told in the words of
//! the people who use it. `TEST_DATABASE_URL=postgres://…` tells them on PostgreSQL.
//!
//! - `stories`: a file for each part of the work
//! - `office`: the bot in this process, on a clock that stories move
//! - `program`: the bot as a child process, in real time, to be killed or cut off
//! - `invariants`: what must be true at the end of each story, whatever happened in it
//! - `layers`: which part of the source may know which

#![expect(
    clippy::unwrap_used,
    reason = "what a story stands on must be there, and a panic names the place"
)]

mod invariants;
mod layers;
mod office;
mod program;
mod stories;
