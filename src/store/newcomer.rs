//! New officers, as somebody is being told of them.

use super::{Fault, Tx, retention};
use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::id::{GrantId, PersonId};
use crate::domain::newcomer::Newcomer;

/// The newest notice to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Newest {
    /// Which.
    pub notice: i64,
    /// When it leaves, or left.
    pub leaves_at: Timestamp,
    /// How many it names.
    pub count: i64,
}

/// The newest notice to somebody, if there was one lately.
///
/// # Errors
/// A database fault.
pub async fn newest(tx: &mut Tx, told: &PersonId) -> Result<Option<Newest>, Fault> {
    let row: Option<(i64, i64, i64)> = sqlx::query_as(
        "select notice, max(leaves_at), count(*) from newcomer where person_id = $1 \
         group by notice order by notice desc limit 1",
    )
    .bind(&told.0)
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|(notice, leaves_at, count)| Newest {
        notice,
        leaves_at: Timestamp(leaves_at),
        count,
    }))
}

/// Notes that a notice to somebody, which leaves at `leaves_at`, names this officer.
///
/// # Errors
/// A database fault.
pub async fn note(
    tx: &mut Tx,
    told: &PersonId,
    (notice, leaves_at): (i64, Timestamp),
    grant: GrantId,
    predecessor: Option<&PersonId>,
) -> Result<(), Fault> {
    sqlx::query(
        "insert into newcomer (person_id, notice, leaves_at, grant_id, predecessor) \
         values ($1, $2, $3, $4, $5) on conflict (person_id, notice, grant_id) do update set \
         predecessor = coalesce(excluded.predecessor, newcomer.predecessor)",
    )
    .bind(&told.0)
    .bind(notice)
    .bind(leaves_at.0)
    .bind(grant.0)
    .bind(predecessor.map(|person| person.0.clone()))
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Whom a notice to somebody names, but for those whose role has ended by now.
///
/// # Errors
/// A database fault.
pub async fn named(tx: &mut Tx, told: &PersonId, notice: i64) -> Result<Vec<Newcomer>, Fault> {
    type Row = (i64, String, Option<String>, String, Option<String>);
    let rows: Vec<Row> = sqlx::query_as(
        "select g.id, p.name, p.address, i.name, before.name from newcomer n \
         join role_grant g on g.id = n.grant_id and g.state = 'active' \
         join person p on p.id = g.person_id \
         join institution i on i.code = g.area_value \
         left join person before on before.id = n.predecessor \
         where n.person_id = $1 and n.notice = $2 order by g.id",
    )
    .bind(&told.0)
    .bind(notice)
    .fetch_all(tx.conn())
    .await?;
    let newcomers = rows.into_iter();
    Ok(newcomers
        .map(
            |(grant, name, address, institution, predecessor)| Newcomer {
                grant: GrantId(grant),
                name,
                public_id: address.map(|it| Address::stored(it).public_id().to_owned()),
                institution,
                predecessor,
            },
        )
        .collect())
}

/// Forgets up to `most` whose notice left before a moment; how many.
///
/// # Errors
/// A database fault.
pub async fn forget(tx: &mut Tx, before: Timestamp, most: i64) -> Result<u64, Fault> {
    retention::forget(
        tx,
        "delete from newcomer where (person_id, notice, grant_id) in \
         (select person_id, notice, grant_id from newcomer where leaves_at < $1 limit $2)",
        before,
        most,
    )
    .await
}
