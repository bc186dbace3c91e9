//! What must be true after every story, whatever happened in it.

use super::Office;

impl Office {
    /// The simulator found no wrong call, and the record agrees with itself and with what was sent.
    pub async fn check_invariants(&self) {
        assert_eq!(
            self.sim.violations(),
            vec![],
            "calls that the platform would not understand"
        );
        for (what, sql) in [
            (
                "a chat of an audience without a delivery, or a delivery outside the audience",
                "select count(*) from delivery d where not exists (select 1 from audience a \
                 where a.announcement_id = d.announcement_id and a.institution = d.institution \
                 and a.has_chat = 1)",
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
                "a delivery of what nobody approved",
                "select count(*) from delivery d join announcement n on n.id = d.announcement_id \
                 where n.state <> 'approved' or n.number is null or n.decided_by = n.author",
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
                "an update that was given up",
                "select count(*) from inbox where state = 'dead'",
            ),
        ] {
            assert_eq!(self.count(sql).await, 0, "{what}");
        }
    }
}
