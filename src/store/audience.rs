//! Whom an announcement is for: reckoned while it is a draft, frozen when it is approved.

use super::scope::{BindAll, Visible};
use super::selection::Chosen;
use super::{Fault, Tx};
use crate::domain::clock::Timestamp;
use crate::domain::id::{self, AnnouncementId};
use crate::domain::outgoing::Lane;
use crate::domain::role::{Area, Scope};
use crate::domain::selection::Selection;

/// The chats that an institution receives in: its groups and channels, and where it has none, the
/// private chats of its officers. A rule of the product, held by the story
/// `officers_get_it_in_private_only_where_their_institution_has_no_group`. Those who look after an
/// institution may say otherwise of a chat.
pub(super) const RECEIVING: &str = "c.state = 'active' and c.receives <> 'never' and ( \
     c.receives = 'always' or c.kind <> 'private' or not exists ( \
     select 1 from chat g where g.institution = c.institution and g.kind <> 'private' \
     and g.state = 'active' and g.receives <> 'never'))";

/// Whether an institution `i` receives in any chat: where none is a group, private ones do.
const HAS_CHAT: &str = "exists (select 1 from chat c where c.institution = i.code \
     and c.state = 'active' and c.receives <> 'never')";

/// Whom an announcement is for: those that its author chose, and never more than the author may reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target<'a> {
    /// The author's scope.
    pub area: &'a Area,
    /// What they chose of it.
    pub selection: &'a Selection,
}

impl Target<'_> {
    pub(super) fn chosen(self, first: usize) -> Chosen {
        Chosen::of(&Scope::of([self.area.clone()]), self.selection, first)
    }
}

/// How far it reaches now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// Active institutions.
    pub institutions: i64,
    /// Chats that would get it.
    pub chats: i64,
    /// Institutions without a chat.
    pub without_chat: i64,
    /// Their names, at most ten.
    pub without_chat_names: Vec<String>,
}

/// Counts an audience as it is now.
///
/// # Errors
/// A database fault.
pub async fn count(tx: &mut Tx, target: Target<'_>) -> Result<Count, Fault> {
    let institutions = "select count(*) from chosen";
    let chats = format!(
        "select count(*) from chat c \
         where c.institution in (select code from chosen) and {RECEIVING}"
    );
    let without =
        format!("from institution i where i.code in (select code from chosen) and not {HAS_CHAT}");
    let without_count = format!("select count(*) {without}");
    let without_names = format!("select i.name {without} order by i.sort_key, i.code limit 10");
    let chosen = || target.chosen(1);
    let mut numbers = [0i64; 3];
    for (number, sql) in numbers
        .iter_mut()
        .zip([institutions, &chats, &without_count])
    {
        *number = sqlx::query_scalar(chosen().sql(sql))
            .bind_all(chosen().values())
            .fetch_one(tx.conn())
            .await?;
    }
    let without_chat_names = sqlx::query_scalar(chosen().sql(&without_names))
        .bind_all(chosen().values())
        .fetch_all(tx.conn())
        .await?;
    let [institutions, chats, without_chat] = numbers;
    Ok(Count {
        institutions,
        chats,
        without_chat,
        without_chat_names,
    })
}

/// The regions of an area, each with its active institutions, by name.
///
/// # Errors
/// A database fault.
pub async fn regions(tx: &mut Tx, area: &Area) -> Result<Vec<(String, i64)>, Fault> {
    let visible = Visible::area(area, 1);
    let rows = sqlx::query_as(visible.sql(
        "select min(region), count(*) from institution i where i.active = 1 \
         and i.code in (select code from visible) group by region_key order by region_key",
    ));
    Ok(rows.bind_all(visible.values()).fetch_all(tx.conn()).await?)
}

/// The categories of an area, each with its active institutions, in no order.
///
/// # Errors
/// A database fault.
pub async fn categories(tx: &mut Tx, area: &Area) -> Result<Vec<(String, i64)>, Fault> {
    let visible = Visible::area(area, 1);
    let rows = sqlx::query_as(visible.sql(
        "select category, count(*) from institution i where i.active = 1 \
         and i.code in (select code from visible) group by category",
    ));
    Ok(rows.bind_all(visible.values()).fetch_all(tx.conn()).await?)
}

/// Freezes the audience, with a waiting delivery for each chat; how many chats.
///
/// # Errors
/// A database fault.
pub async fn freeze(
    tx: &mut Tx,
    announcement: AnnouncementId,
    target: Target<'_>,
    revision: i64,
) -> Result<i64, Fault> {
    let chosen = target.chosen(2);
    let sql = format!(
        "insert into audience (announcement_id, institution, has_chat, category, region, region_key) \
         {} select cast($1 as bigint), i.code, case when {HAS_CHAT} then 1 else 0 end, \
         i.category, i.region, i.region_key from institution i \
         where i.code in (select code from chosen)",
        chosen.sql_head()
    );
    sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(announcement.0)
        .bind_all(chosen.values())
        .execute(tx.conn())
        .await?;
    let chats = sqlx::query(sqlx::AssertSqlSafe(format!(
        "insert into delivery (announcement_id, chat_id, institution, state, should_show, shows, \
         message_ids, maybe_double) \
         select a.announcement_id, c.id, c.institution, 'waiting', cast($2 as bigint), 0, '[]', 0 \
         from audience a join chat c on c.institution = a.institution \
         where a.announcement_id = $1 and {RECEIVING}"
    )))
    .bind(announcement.0)
    .bind(revision)
    .execute(tx.conn())
    .await?
    .rows_affected();
    Ok(i64::try_from(chats).unwrap_or(i64::MAX))
}

/// Queues every waiting delivery of an announcement, in one statement, with ids from a reserved block. When
/// they may leave is a matter of the announcement.
///
/// # Errors
/// A database fault.
pub async fn fan_out(
    tx: &mut Tx,
    announcement: AnnouncementId,
    lane: Lane,
    chats: i64,
    now: Timestamp,
) -> Result<(), Fault> {
    let base = id::reserve(now, chats + 1);
    sqlx::query(
        "insert into outbox (id, lane, due_at, state, address, announcement_id, chat_id, part, \
         unknowns, created_at) \
         select cast($2 as bigint) + row_number() over (order by c.institution, c.id), \
         cast($3 as bigint), cast($4 as bigint), 'queued', c.address, d.announcement_id, d.chat_id, \
         0, 0, cast($4 as bigint) \
         from delivery d join chat c on c.id = d.chat_id \
         where d.announcement_id = $1 and d.state = 'waiting'",
    )
    .bind(announcement.0)
    .bind(base)
    .bind(lane.number())
    .bind(now.0)
    .execute(tx.conn())
    .await?;
    tx.wake_outbox();
    Ok(())
}
