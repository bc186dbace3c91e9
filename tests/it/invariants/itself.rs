//! The record agrees with itself.

use super::Witnesses;

/// What never is, and a query that counts it.
const NEVER: &[(&str, &str)] = &[
    (
        "a chat of an audience without a delivery, or a delivery outside the audience",
        "select count(*) from delivery d where not exists (select 1 from audience a \
         where a.announcement_id = d.announcement_id and a.institution = d.institution \
         and a.has_chat = 1) and not exists (select 1 from late_joiner l \
         where l.announcement_id = d.announcement_id and l.institution = d.institution \
         and d.late = 1)",
    ),
    (
        "a late joiner without a late copy, or one that stands in the audience as it does not",
        "select count(*) from late_joiner l where not exists (select 1 from delivery d \
         where d.announcement_id = l.announcement_id and d.institution = l.institution \
         and d.late = 1) or l.expected <> coalesce((select a.has_chat from audience a \
         where a.announcement_id = l.announcement_id and a.institution = l.institution), 0)",
    ),
    (
        "an institution with a chat but without a delivery",
        "select count(*) from audience a where a.has_chat = 1 and not exists \
         (select 1 from delivery d where d.announcement_id = a.announcement_id \
          and d.institution = a.institution)",
    ),
    (
        "a waiting delivery that nothing will send",
        "select count(*) from delivery d where d.state = 'waiting' and not exists \
         (select 1 from outbox o where o.announcement_id = d.announcement_id \
          and o.chat_id = d.chat_id and o.payload is null)",
    ),
    (
        "a settled delivery that would be sent again",
        "select count(*) from outbox o join delivery d on d.announcement_id = o.announcement_id \
         and d.chat_id = o.chat_id where o.payload is null and o.purpose is null \
         and d.state <> 'waiting'",
    ),
    (
        "a reminder that waits although its institution has confirmed",
        "select count(*) from outbox o join delivery d on d.announcement_id = o.announcement_id \
         and d.chat_id = o.chat_id join announcement n on n.id = d.announcement_id \
         where o.purpose = 'reminder' and o.state = 'queued' and exists (select 1 \
           from acknowledgement k where k.announcement_id = n.id and k.revision = n.revision \
           and k.institution = d.institution)",
    ),
    (
        "an institution that has a copy of what is to be confirmed, and no clock",
        "select count(*) from delivery d join announcement n on n.id = d.announcement_id \
         where d.state = 'sent' and d.shows = n.revision and n.withdrawn_at is null \
         and n.options not like '%confirmation%' \
         and not exists (select 1 from chase h where h.announcement_id = n.id \
           and h.revision = n.revision and h.institution = d.institution)",
    ),
    (
        "a delivery of what nobody approved",
        "select count(*) from delivery d join announcement n on n.id = d.announcement_id \
         where n.state <> 'approved' or coalesce(n.number, n.drill_number) is null \
         or n.decided_by = n.author",
    ),
    (
        "a drill in the sequence of real numbers, or the other way round",
        "select count(*) from announcement where (number is not null and drill_number is not null) \
         or (number is not null and options like '%\"drill\":true%') \
         or (drill_number is not null and options not like '%\"drill\":true%')",
    ),
    (
        "a confirmation of what its institution did not get",
        "select count(*) from acknowledgement k where not exists (select 1 from delivery d \
         where d.announcement_id = k.announcement_id and d.chat_id = k.chat_id \
         and d.institution = k.institution)",
    ),
    (
        "a confirmation that is not in the record of events",
        "select (select count(*) from acknowledgement) - (select count(*) from event \
         where kind = 'announcement.acknowledged')",
    ),
    (
        "a broadcast whose end was not noticed, or noticed too early",
        "select count(*) from announcement n where n.state = 'approved' and \
         case when n.finished_at is null then 0 else 1 end = case when exists (select 1 \
         from delivery d where d.announcement_id = n.id and d.state = 'waiting' and d.late = 0) \
         then 1 else 0 end",
    ),
    (
        "a delivery that failed without a reason, or one that did not fail with one",
        "select count(*) from delivery \
         where (state = 'failed' and reason is null) or (state <> 'failed' and reason is not null)",
    ),
    (
        "a delivery that failed without a cause, or one that did not fail with one",
        "select count(*) from delivery \
         where (state = 'failed' and cause is null) or (state <> 'failed' and cause is not null)",
    ),
    (
        "a stopped broadcast of which something is still to leave",
        "select count(*) from announcement n where n.stopped_at is not null and \
         (n.finished_at is null or exists (select 1 from outbox o \
          where o.announcement_id = n.id and o.payload is null and o.purpose is null))",
    ),
    (
        "a broadcast that is paused and over",
        "select count(*) from announcement where paused_at is not null \
         and (finished_at is not null or stopped_at is not null)",
    ),
    (
        "a chat that was kept from a broadcast that nobody stopped",
        "select count(*) from delivery d join announcement n on n.id = d.announcement_id \
         where d.cause = 'stopped' and d.late = 0 and n.stopped_at is null",
    ),
    (
        "a pause or a stop that is not in the record of events",
        "select count(*) from announcement n where (n.stopped_at is not null and not exists \
         (select 1 from event e where e.announcement_id = n.id and e.at = n.stopped_at \
          and e.kind in ('broadcast.stopped', 'schedule.cancelled'))) or (n.paused_at is not null and not exists \
         (select 1 from event e where e.announcement_id = n.id and e.at = n.paused_at \
          and e.kind = 'broadcast.paused'))",
    ),
    (
        "a copy that shows an older revision and that nothing will change",
        "select count(*) from delivery d where d.should_show > 1 and d.shows <> d.should_show \
         and d.state <> 'waiting' and d.outdated is null \
         and (d.message_ids <> '[]' or d.maybe_double = 1) and not exists (select 1 from outbox o \
         where o.announcement_id = d.announcement_id and o.chat_id = d.chat_id \
         and o.purpose = 'revision')",
    ),
    (
        "a chat that should show another revision than the newest",
        "select count(*) from delivery d join announcement n on n.id = d.announcement_id \
         where d.should_show <> n.revision",
    ),
    (
        "a correction with a number or an audience, or by one person alone",
        "select count(*) from announcement n where n.replaces is not null and (n.number is not null \
         or n.decided_by = n.author or exists (select 1 from audience a \
         where a.announcement_id = n.id))",
    ),
    (
        "a revision that one person alone stands for",
        "select count(*) from revision where author = approver",
    ),
    (
        "a copy of what waits for its schedule",
        "select count(*) from announcement n join delivery d on d.announcement_id = n.id \
         where n.begins_at is not null and (d.state = 'sent' or d.message_ids <> '[]')",
    ),
    (
        "a number that nobody but its author approved",
        "select count(*) from event e join announcement n on n.id = e.announcement_id \
         where e.kind = 'announcement.approved' and e.detail like '%\"approvers\"%' and not exists \
         (select 1 from approval a where a.announcement_id = n.id and a.version = n.version \
          and a.person_id <> n.author)",
    ),
    (
        "a waiting message of ours that nobody works on",
        "select count(*) from outbox where state = 'claimed' and claimed_epoch < \
         (select epoch from leader)",
    ),
];

impl Witnesses<'_> {
    pub(super) async fn the_record_agrees_with_itself(self) {
        for (what, sql) in NEVER {
            assert_eq!(self.tables.count(sql).await, 0, "{what}");
        }
    }

    /// Everything is over: each chat of each audience has got it or never will, and nobody has to do
    /// anything any more.
    pub async fn all_is_settled(self) {
        for (what, sql) in [
            (
                "an update that waits",
                "select count(*) from inbox where state = 'waiting'",
            ),
            (
                "an update that was given up",
                "select count(*) from inbox where state = 'dead'",
            ),
            ("a call that waits", "select count(*) from outbox"),
            (
                "a chat of an audience that has no final state",
                "select count(*) from delivery where state not in ('sent', 'failed')",
            ),
        ] {
            assert_eq!(self.tables.count(sql).await, 0, "{what}");
        }
    }
}
