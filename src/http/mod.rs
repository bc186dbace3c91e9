//! The pages for machines, and for people. For machines: is it alive, can it work, what has it counted.
//!
//! | path | answer |
//! |---|---|
//! | `/healthz` | 200 while the process runs: restart it if not |
//! | `/readyz` | 200, or 503 with the reasons: leave it, and look |
//! | `/metrics` | counters and gauges in Prometheus' text form |
//!
//! None of these asks for a password and none shows data of people: that is what keeps `http.listen` on
//! loopback by default. [`board`] has the pages for people, who sign in. [`inlet()`] makes routes by which another adapter is posted to (a webhook); `app`
//! merges them in.

pub mod board;
mod inlet;
pub mod metrics;
mod readiness;
mod router;
mod server;

pub use axum::Router;
pub use inlet::{Inlet, inlet};
pub use readiness::{Check, Readiness};
pub use router::router;
pub use server::{BindError, bind, serve};

#[cfg(test)]
mod tests;
