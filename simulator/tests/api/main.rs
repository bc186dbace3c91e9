//! The rules of the platform, each driven by a raw HTTP client.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say where"
)]

mod chats;
mod editing;
mod faults;
mod harness;
mod media;
mod people;
mod rates;
mod sending;
mod updates;
mod validation;
mod webhook;
