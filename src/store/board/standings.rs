//! Where institutions stand with some announcements.

use std::collections::HashMap;

use crate::domain::announcement::Confirmation;
use crate::domain::board::{Head, Standing};
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::report::Halt;
use crate::store::acknowledgement::GIVEN_AT;
use crate::store::batch::numbered;
use crate::store::{Fault, Tx};

/// Whether it is still to be confirmed.
pub(super) fn is_asked(head: &Head) -> bool {
    head.options.confirmation != Confirmation::None && !head.is_withdrawn()
}

/// Where institutions stand with announcements; without those that an announcement is not for.
///
/// # Errors
/// A database fault.
pub async fn of(
    tx: &mut Tx,
    columns: &[Head],
    codes: &[String],
    now: Timestamp,
) -> Result<HashMap<(AnnouncementId, String), Standing>, Fault> {
    type Cell = (
        i64,
        String,
        i64,
        Option<i64>,
        Option<i64>,
        Option<i64>,
        Option<String>,
    );
    if columns.is_empty() || codes.is_empty() {
        return Ok(HashMap::new());
    }
    let ids = numbered(1, columns.len());
    let institutions = numbered(columns.len() + 1, codes.len());
    // Of its copies the one that fared best counts.
    let sql = format!(
        "select c.announcement_id, c.institution, c.has_chat, \
         (select max(case when d.state = 'sent' then 3 when d.state = 'waiting' then 2 \
             when d.cause = 'stopped' then 0 else 1 end) \
           from delivery d where d.announcement_id = c.announcement_id \
           and d.institution = c.institution), \
         (select min({GIVEN_AT}) from acknowledgement k where k.announcement_id = c.announcement_id \
           and k.revision = n.revision and k.institution = c.institution), \
         (select h.due_at from chase h where h.announcement_id = c.announcement_id \
           and h.revision = n.revision and h.institution = c.institution), \
         (select p.name from acknowledgement k join person p on p.id = k.person_id \
           where k.announcement_id = c.announcement_id and k.revision = n.revision \
           and k.institution = c.institution order by {GIVEN_AT}, p.id limit 1) \
         from (select announcement_id, institution, has_chat from audience \
             where announcement_id in ({ids}) and institution in ({institutions}) \
           union all select l.announcement_id, l.institution, 2 from late_joiner l \
             where l.announcement_id in ({ids}) and l.institution in ({institutions}) \
             and not exists (select 1 from audience a where a.announcement_id = l.announcement_id \
               and a.institution = l.institution)) c \
         join announcement n on n.id = c.announcement_id"
    );
    let mut query = sqlx::query_as(sqlx::AssertSqlSafe(sql));
    for head in columns {
        query = query.bind(head.announcement.0);
    }
    for code in codes {
        query = query.bind(code.clone());
    }
    let rows: Vec<Cell> = query.fetch_all(tx.conn()).await?;
    let by_id: HashMap<i64, &Head> = columns
        .iter()
        .map(|head| (head.announcement.0, head))
        .collect();
    let mut standings = HashMap::with_capacity(rows.len());
    for (id, code, has_chat, best, confirmed, due, by) in rows {
        let Some(head) = by_id.get(&id) else { continue };
        let due = due.map(Timestamp);
        let asked = is_asked(head);
        let standing = match (confirmed.map(Timestamp), best) {
            (Some(at), _) => Standing::Confirmed {
                at,
                late: due.is_some_and(|due| due < at),
                by,
            },
            (None, Some(3)) if asked => Standing::Unconfirmed {
                overdue: due.is_some_and(|due| due <= now),
            },
            (None, Some(3)) => Standing::Delivered,
            (None, Some(2)) => Standing::Coming,
            (None, Some(0)) => Standing::NotSent,
            (None, Some(_)) => Standing::Failed,
            (None, None) if has_chat == 0 => Standing::WithoutChat,
            (None, None) => match head.halt {
                Some(Halt::Scheduled(_) | Halt::Paused) => Standing::Coming,
                _ => Standing::NotSent,
            },
        };
        let standing = match standing {
            it @ Standing::WithoutChat => it,
            it if has_chat == 1 => it,
            it => Standing::Later(Box::new(it)),
        };
        standings.insert((head.announcement, code), standing);
    }
    Ok(standings)
}
