//! Stories: the real bot against a Bot API server on loopback and a real database, told in the words of
//! the people who use it. `TEST_DATABASE_URL=postgres://…` tells them on PostgreSQL.

#![expect(
    clippy::unwrap_used,
    reason = "what a story stands on must be there, and a panic names the place"
)]

mod invariants;
mod layers;
mod office;
mod program;
mod stories;
