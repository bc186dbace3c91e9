//! From the inbox table to its effects: every update once, in the order they came.
//!
//! [`Worker::step`] takes a batch in one transaction, each update in a savepoint of its own, so that
//! one update's refusal, fault or panic undoes that update alone. Effects, replies and "done" commit
//! together. The loop around it only waits.

mod worker;

pub use worker::{Handle, Step, Worker};
