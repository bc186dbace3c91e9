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
/// How long the update has waited that has waited longest.
pub const INBOX_OLDEST_SECONDS: &str = "satupintu_inbox_oldest_seconds";
/// Questions to the messenger that are a row and not yet done.
pub const ERRANDS_WAITING: &str = "satupintu_errands_waiting";
/// How long ago the moment came of the task that should have been done first.
pub const AGENDA_LATE_SECONDS: &str = "satupintu_agenda_late_seconds";
/// Calls that are a row and not yet done, by [`LANE`] and [`STANDING`].
pub const OUTBOX_QUEUED: &str = "satupintu_outbox_queued";
/// How long the call of a [`LANE`] has been due that is due longest and could leave.
pub const OUTBOX_OLDEST_SECONDS: &str = "satupintu_outbox_oldest_seconds";
/// Calls to the messenger, by [`OUTCOME`].
pub const CALLS: &str = "satupintu_calls_total";
/// How long a call took.
pub const CALL_SECONDS: &str = "satupintu_call_seconds";
/// Deliveries that ended, by [`OUTCOME`]: `sent` or `failed`; and `revised`, copies that were edited to a newer
/// revision.
pub const DELIVERIES: &str = "satupintu_deliveries_total";
/// 1 while somebody holds all announcements: the brake, or a restore.
pub const SENDING_HELD: &str = "satupintu_sending_held";
/// How long a transaction of the leader took, from asking for it to its commit, by [`DUTY`].
pub const TRANSACTION_SECONDS: &str = "satupintu_transaction_seconds";
/// Lines of the record that wait for a seal.
pub const RECORD_UNSEALED: &str = "satupintu_record_unsealed";
/// How long the first of them has waited.
pub const RECORD_UNSEALED_SECONDS: &str = "satupintu_record_unsealed_seconds";
/// Lines that get none, because their ids lie ahead of every clock.
pub const RECORD_AHEAD: &str = "satupintu_record_ahead";
/// Confirmations that were recorded.
pub const CONFIRMATIONS: &str = "satupintu_confirmations_total";
/// Evidence that was recorded, for each institution that passed an announcement on.
pub const DISSEMINATIONS: &str = "satupintu_disseminations_total";
/// Answers of the messenger that asked for a pause.
pub const TOO_MANY_REQUESTS: &str = "satupintu_too_many_requests_total";
/// Messages a second that the pacer allows: the limit, or less after the platform said "too much".
pub const PACE: &str = "satupintu_pace_messages_per_second";
/// 1 while this process is the one that works, else 0.
pub const LEADER: &str = "satupintu_leader";

/// Label of [`CALLS`] ([`crate::domain::outgoing::Outcome::label`]) and [`DELIVERIES`].
pub const OUTCOME: &str = "outcome";
/// Label of what is in the outbox: [`crate::domain::outgoing::Lane::label`].
pub const LANE: &str = "lane";
/// Label of [`OUTBOX_QUEUED`]: what the call waits for (`due`, `later`, `held`, `claimed`).
pub const STANDING: &str = "standing";
/// Label of [`TRANSACTION_SECONDS`]: what the leader is about.
pub const DUTY: &str = "duty";
