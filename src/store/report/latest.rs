//! The latest announcements, a line each.

use crate::domain::announcement::Confirmation;
use crate::domain::id::AnnouncementId;
use crate::domain::report::Line;
use crate::domain::role::Scope;
use crate::store::scope::{BindAll, Visible};
use crate::store::{Fault, Tx, dissemination, heads};

/// The latest announcements, or the latest drills, that concern a scope, newest first.
///
/// # Errors
/// A database fault.
pub async fn latest(
    tx: &mut Tx,
    scope: &Scope,
    drills: bool,
    limit: i64,
) -> Result<Vec<Line>, Fault> {
    let heads = heads::newest(tx, scope, drills, limit, 0).await?;
    let mut lines = Vec::with_capacity(heads.len());
    for head in heads {
        let revised = (head.announcement, head.revision);
        let (confirmed, institutions) = share(tx, revised, scope).await?;
        let mut disseminated = None;
        if head.options.confirmation == Confirmation::Disseminated {
            let spread = dissemination::count(tx, revised, scope, head.approved_at).await?;
            disseminated = Some(spread.disseminated);
        }
        lines.push(Line {
            number: head.number,
            options: head.options,
            title: head.title,
            approved_at: head.approved_at,
            change: head.change,
            halt: head.halt,
            disseminated,
            confirmed,
            institutions,
        });
    }
    Ok(lines)
}

/// Institutions of the frozen audience that had a chat, within a scope: how many confirmed, and how many
/// there are.
async fn share(
    tx: &mut Tx,
    (announcement, revision): (AnnouncementId, i64),
    scope: &Scope,
) -> Result<(i64, i64), Fault> {
    let visible = Visible::of(scope, 3);
    Ok(sqlx::query_as(visible.sql(
        "select cast(coalesce(sum(case when exists (select 1 from acknowledgement k \
           where k.announcement_id = $1 and k.revision = $2 and k.institution = a.institution) \
           then 1 else 0 end), 0) as bigint), count(*) from audience a \
         where a.announcement_id = $1 and a.has_chat = 1 \
         and a.institution in (select code from visible)",
    ))
    .bind(announcement.0)
    .bind(revision)
    .bind_all(visible.values())
    .fetch_one(tx.conn())
    .await?)
}
