//! What coordinators ask: who has it, who has confirmed, who has not. Every query takes a scope.

mod entries;
mod latest;
mod mishaps;
mod shares;
mod standing;
mod timeline;

use super::heads::CONCERNS;
use super::scope::{BindAll, Visible};
use super::{Fault, Tx};
use crate::domain::cause::Cause;
use crate::domain::id::AnnouncementId;
use crate::domain::report::Failures;
use crate::domain::role::Scope;

pub use entries::{Portion, Sought, Wanted, Which, count, entries, regions, sought};
pub use latest::latest;
pub(in crate::store) use mishaps::AMISS;
pub use mishaps::mishaps;
pub use shares::{Part, shares};
pub use standing::{chats as chats_of, clocks as clocks_of, past};
pub use timeline::{clocks, confirmations};

/// Deliveries of a scope, counted by chats.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chats {
    /// Not settled yet.
    pub waiting: i64,
    /// Arrived, in the newest revision.
    pub sent: i64,
    /// Arrived, and being brought to the newest revision.
    pub revising: i64,
    /// Arrived, and could not be brought to it.
    pub outdated: i64,
    /// Could not be brought there.
    pub failed: i64,
    /// Why they could not; the words are asked for apart ([`rejection`]).
    pub failures: Failures,
    /// Kept back by a stop.
    pub stopped: i64,
    /// May have arrived twice.
    pub maybe_double: i64,
}

/// Counts the deliveries of an announcement.
///
/// # Errors
/// A database fault.
pub async fn chats(
    tx: &mut Tx,
    announcement: AnnouncementId,
    scope: &Scope,
) -> Result<Chats, Fault> {
    let visible = Visible::of(scope, 2);
    let rows = sqlx::query_as(visible.sql(
        "select state, cause, case when shows = should_show then null when outdated is null \
           then 'revising' else outdated end, count(*), cast(sum(maybe_double) as bigint) \
         from delivery where announcement_id = $1 and late = 0 \
         and institution in (select code from visible) group by state, cause, 3",
    ))
    .bind(announcement.0)
    .bind_all(visible.values())
    .fetch_all(tx.conn())
    .await?;
    counted(rows)
}

/// Counts all deliveries of an announcement to its frozen audience, but not which may be double: its progress bar asks every two
/// seconds, also of 20,000 chats, so of those that did not
/// fail this reads nothing but an index.
///
/// # Errors
/// A database fault.
pub async fn all_chats(tx: &mut Tx, announcement: AnnouncementId) -> Result<Chats, Fault> {
    let rows = sqlx::query_as(
        "select state, cast(null as text), case when shows = should_show then null \
           when outdated is null then 'revising' else outdated end, count(*), cast(0 as bigint) \
         from delivery where announcement_id = $1 and state <> 'failed' group by state, 3 union all \
         select state, cause, cast(null as text), count(*), cast(0 as bigint) from delivery \
         where announcement_id = $1 and state = 'failed' group by state, cause union all \
         select state, cause, case when state = 'failed' or shows = should_show then null \
           when outdated is null then 'revising' else outdated end, -count(*), cast(0 as bigint) \
         from delivery where announcement_id = $1 and late = 1 group by state, cause, 3",
    )
    .bind(announcement.0)
    .fetch_all(tx.conn())
    .await?;
    counted(rows)
}

/// State, cause of failure, whether and why an older revision is shown, how many, how many double.
type CountedRow = (String, Option<String>, Option<String>, i64, i64);

fn counted(rows: Vec<CountedRow>) -> Result<Chats, Fault> {
    let mut chats = Chats::default();
    for (state, cause, behind, count, maybe_double) in rows {
        chats.maybe_double += maybe_double;
        match (state.as_str(), behind.as_deref()) {
            ("waiting", _) => chats.waiting += count,
            ("sent", None) => chats.sent += count,
            ("sent", Some("revising")) => chats.revising += count,
            ("sent", Some(_)) => chats.outdated += count,
            ("failed", _) => chats.count_failed(&cause.unwrap_or_default(), count)?,
            _ => return Err(Fault::unreadable("delivery state", state)),
        }
    }
    Ok(chats)
}

/// An audience as a whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Audience {
    /// Institutions that had a chat.
    pub institutions: i64,
    /// Institutions that had none.
    pub without_chat: i64,
    /// Institutions that confirmed the revision.
    pub confirmed: i64,
}

/// Counts the whole audience of an announcement.
///
/// # Errors
/// A database fault.
pub async fn audience(
    tx: &mut Tx,
    announcement: AnnouncementId,
    revision: i64,
) -> Result<Audience, Fault> {
    let (institutions, without_chat, confirmed): (i64, i64, i64) = sqlx::query_as(
        "select cast(coalesce(sum(has_chat), 0) as bigint), \
         cast(coalesce(sum(1 - has_chat), 0) as bigint), \
         (select count(distinct k.institution) from acknowledgement k join audience h \
          on h.announcement_id = k.announcement_id and h.institution = k.institution \
          and h.has_chat = 1 where k.announcement_id = $1 and k.revision = $2) \
         from audience where announcement_id = $1",
    )
    .bind(announcement.0)
    .bind(revision)
    .fetch_one(tx.conn())
    .await?;
    Ok(Audience {
        institutions,
        without_chat,
        confirmed,
    })
}

impl Chats {
    /// All of them.
    #[must_use]
    pub fn all(&self) -> i64 {
        self.sent + self.revising + self.outdated + self.failed + self.stopped + self.waiting
    }

    fn count_failed(&mut self, cause: &str, count: i64) -> Result<(), Fault> {
        let failures = &mut self.failures;
        let part = match Cause::from_stored(cause) {
            Some(Cause::Stopped) => {
                self.stopped += count;
                return Ok(());
            }
            Some(Cause::Unreachable) => &mut failures.unreachable,
            Some(Cause::Forbidden) => &mut failures.forbidden,
            Some(Cause::Rejected) => &mut failures.rejected,
            Some(Cause::Unanswered) => &mut failures.unanswered,
            Some(Cause::Revoked) => &mut failures.revoked,
            None => return Err(Fault::unreadable("cause", cause)),
        };
        *part += count;
        self.failed += count;
        Ok(())
    }
}

/// What the platform said most often where it did not take an announcement.
///
/// # Errors
/// A database fault.
pub async fn rejection(
    tx: &mut Tx,
    announcement: AnnouncementId,
    scope: &Scope,
) -> Result<Option<String>, Fault> {
    let visible = Visible::of(scope, 2);
    Ok(sqlx::query_scalar(visible.sql(
        "select reason from delivery where announcement_id = $1 and state = 'failed' \
         and cause = 'rejected' and institution in (select code from visible) \
         group by reason order by count(*) desc, reason limit 1",
    ))
    .bind(announcement.0)
    .bind_all(visible.values())
    .fetch_optional(tx.conn())
    .await?)
}

/// Whether any institution of the audience, or one that came later, lies in a scope.
///
/// # Errors
/// A database fault.
pub async fn concerns(
    tx: &mut Tx,
    announcement: AnnouncementId,
    scope: &Scope,
) -> Result<bool, Fault> {
    let visible = Visible::of(scope, 3);
    let concerned: i64 = sqlx::query_scalar(visible.sql(&format!(
        "select count(*) from announcement n where n.id = $1 \
         and (n.begins_at is null or $2 = 0) and {CONCERNS}"
    )))
    .bind(announcement.0)
    .bind(i64::from(scope.is_of_members()))
    .bind_all(visible.values())
    .fetch_one(tx.conn())
    .await?;
    Ok(concerned > 0)
}

/// Institutions that confirmed an earlier revision.
///
/// # Errors
/// A database fault.
pub async fn confirmed(
    tx: &mut Tx,
    announcement: AnnouncementId,
    revision: i64,
    scope: &Scope,
) -> Result<i64, Fault> {
    let visible = Visible::of(scope, 3);
    Ok(sqlx::query_scalar(visible.sql(
        "select count(distinct institution) from acknowledgement where announcement_id = $1 \
         and revision = $2 and institution in (select code from visible)",
    ))
    .bind(announcement.0)
    .bind(revision)
    .bind_all(visible.values())
    .fetch_one(tx.conn())
    .await?)
}

/// Why copies of an announcement are not as a correction was to make them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stuck {
    /// They could not be edited, and the newest revision was sent beside them.
    Uneditable,
    /// They show an earlier revision still.
    Outdated,
}

/// The institutions with such copies, by name: how many copies, and the first few.
///
/// # Errors
/// A database fault.
pub async fn stuck(
    tx: &mut Tx,
    announcement: AnnouncementId,
    which: Stuck,
    scope: &Scope,
    limit: i64,
) -> Result<(i64, Vec<String>), Fault> {
    let condition = match which {
        Stuck::Uneditable => "d.uneditable <> 0 and d.shows = d.should_show",
        Stuck::Outdated => "d.outdated is not null and d.state = 'sent'",
    };
    let from = format!(
        "from delivery d join institution i on i.code = d.institution \
         where d.announcement_id = $1 and {condition} \
         and d.institution in (select code from visible)"
    );
    let visible = Visible::of(scope, 2);
    let count = sqlx::query_scalar(visible.sql(&format!("select count(*) {from}")))
        .bind(announcement.0)
        .bind_all(visible.values())
        .fetch_one(tx.conn())
        .await?;
    let visible = Visible::of(scope, 3);
    let names = sqlx::query_scalar(visible.sql(&format!(
        "select i.name {from} group by i.code, i.name, i.sort_key order by i.sort_key, i.code limit $2"
    )))
    .bind(announcement.0)
    .bind(limit)
    .bind_all(visible.values())
    .fetch_all(tx.conn())
    .await?;
    Ok((count, names))
}
