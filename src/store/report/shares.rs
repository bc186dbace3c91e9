//! How far the parts of an audience have come.

use crate::domain::id::AnnouncementId;
use crate::domain::report::Share;
use crate::domain::role::Scope;
use crate::store::scope::{BindAll, Visible};
use crate::store::{Fault, Tx};

/// What an audience is parted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Its category when the audience was frozen.
    Category,
    /// Its region then; in the order of regions.
    Region,
    /// The institution above as the registry has it now; at the top its own name.
    Branch,
}

impl Part {
    /// Where the name is looked up, the name, and what is one part.
    fn terms(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Category => ("", "a.category", "a.category"),
            Self::Region => ("", "a.region", "a.region_key, a.region"),
            Self::Branch => (
                " join institution i on i.code = a.institution \
                 left join institution p on p.code = i.parent",
                "coalesce(p.name, i.name)",
                "coalesce(p.name, i.name)",
            ),
        }
    }
}

/// The share of each part of the audience within a scope, and how many of it had no chat; of `most` parts at
/// most. Each row costs more than what is counted for it: whoever needs three sums asks for three.
///
/// # Errors
/// A database fault.
pub async fn shares(
    tx: &mut Tx,
    (announcement, revision): (AnnouncementId, i64),
    scope: &Scope,
    part: Part,
    most: i64,
) -> Result<Vec<(Share, i64)>, Fault> {
    let visible = Visible::of(scope, 4);
    let (joined, name, grouped) = part.terms();
    let rows: Vec<(String, i64, i64, i64)> = sqlx::query_as(visible.sql(&format!(
        "select {name}, cast(sum(a.has_chat) as bigint), cast(sum(1 - a.has_chat) as bigint), \
         cast(sum(case when a.has_chat = 1 and exists (select 1 from acknowledgement k \
           where k.announcement_id = $1 and k.revision = $2 and k.institution = a.institution) \
           then 1 else 0 end) as bigint) from audience a{joined} \
         where a.announcement_id = $1 and a.institution in (select code from visible) \
         group by {grouped} order by {grouped} limit $3",
    )))
    .bind(announcement.0)
    .bind(revision)
    .bind(most)
    .bind_all(visible.values())
    .fetch_all(tx.conn())
    .await?;
    let read = |(name, institutions, without_chat, confirmed)| {
        let share = Share {
            name,
            confirmed,
            institutions,
        };
        (share, without_chat)
    };
    Ok(rows.into_iter().map(read).collect())
}
