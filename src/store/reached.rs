//! In whose chats an announcement is.

use super::scope::{BindAll, Visible};
use super::{Fault, Tx};
use crate::domain::id::AnnouncementId;
use crate::domain::report::Entry;
use crate::domain::role::Scope;

/// Institutions of the audience with something of it in a chat, also what is there in part.
const FROM: &str = "from audience a join institution i on i.code = a.institution \
     where a.announcement_id = $1 and a.institution in (select code from visible) \
     and exists (select 1 from delivery d where d.announcement_id = $1 \
       and d.institution = a.institution and d.message_ids <> '[]')";

/// How many.
///
/// # Errors
/// A database fault.
pub async fn count(tx: &mut Tx, announcement: AnnouncementId, scope: &Scope) -> Result<i64, Fault> {
    let visible = Visible::of(scope, 2);
    Ok(
        sqlx::query_scalar(visible.sql(&format!("select count(*) {FROM}")))
            .bind(announcement.0)
            .bind_all(visible.values())
            .fetch_one(tx.conn())
            .await?,
    )
}

/// Some of them, by region and name.
///
/// # Errors
/// A database fault.
pub async fn entries(
    tx: &mut Tx,
    announcement: AnnouncementId,
    scope: &Scope,
    limit: i64,
    offset: i64,
) -> Result<Vec<Entry>, Fault> {
    let visible = Visible::of(scope, 4);
    let rows: Vec<(String, String, String)> = sqlx::query_as(visible.sql(&format!(
        "select i.code, i.name, a.region {FROM} \
         order by a.region_key, i.sort_key, i.code limit $2 offset $3"
    )))
    .bind(announcement.0)
    .bind(limit)
    .bind(offset)
    .bind_all(visible.values())
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|(code, name, region)| Entry {
            code,
            name,
            region,
            confirmed: None,
            attends: None,
            reported: None,
            delivered: true,
            late: false,
        })
        .collect())
}
