//! The names of everything that is counted and measured: here, because whoever counts and whoever
//! shows the counts are siblings that do not know one another.
//!
//! Durations are in seconds, as Prometheus has it.

/// Updates that became a row.
pub const UPDATES_RECEIVED: &str = "satupintu_updates_received_total";
/// Updates that were set aside after faults of their own.
pub const UPDATES_DEAD: &str = "satupintu_updates_dead_total";
/// Updates of kinds that this program has no use for, or does not know.
pub const UPDATES_OTHER: &str = "satupintu_updates_other_total";
/// Links that do not exist and were tried.
pub const LINK_GUESSES: &str = "satupintu_link_guesses_total";
/// Posts to the webhook that did not carry its secret.
pub const WEBHOOK_STRANGERS: &str = "satupintu_webhook_strangers_total";
/// Updates that the messenger still has to post.
pub const WEBHOOK_PENDING: &str = "satupintu_webhook_pending";
/// Updates that are a row and not yet done.
pub const INBOX_WAITING: &str = "satupintu_inbox_waiting";
/// Calls that are a row and not yet done.
pub const OUTBOX_QUEUED: &str = "satupintu_outbox_queued";
/// How long the call that is due longest has been due.
pub const OUTBOX_OLDEST_SECONDS: &str = "satupintu_outbox_oldest_seconds";
/// Calls to the messenger, by [`OUTCOME`].
pub const CALLS: &str = "satupintu_calls_total";
/// How long a call took.
pub const CALL_SECONDS: &str = "satupintu_call_seconds";
/// Confirmations that were recorded.
pub const CONFIRMATIONS: &str = "satupintu_confirmations_total";
/// Answers of the messenger that asked for a pause.
pub const TOO_MANY_REQUESTS: &str = "satupintu_too_many_requests_total";
/// Messages a second that the pacer allows: the limit, or less after the platform said "too much".
pub const PACE: &str = "satupintu_pace_messages_per_second";
/// 1 while this process is the one that works, else 0.
pub const LEADER: &str = "satupintu_leader";

/// Label of [`CALLS`]: [`crate::domain::outgoing::Outcome::label`].
pub const OUTCOME: &str = "outcome";
