//! The registry of institutions and its tree.

use std::collections::HashSet;

use super::scope::{BindAll, Visible};
use super::{Fault, Tx};
use crate::domain::clock::Timestamp;
use crate::domain::institution::{Code, Institution, fold};
use crate::domain::role::{Area, Scope};

type Row = (String, String, String, String, Option<String>);

fn read((code, name, category, region, parent): Row) -> Institution {
    Institution {
        code: Code::stored(code),
        name,
        category,
        region,
        parent: parent.map(Code::stored),
    }
}

/// Computes the tree's closure anew from the parents.
///
/// # Errors
/// A database fault.
pub async fn rebuild_lineage(tx: &mut Tx) -> Result<(), Fault> {
    sqlx::query("delete from lineage")
        .execute(tx.conn())
        .await?;
    sqlx::query(
        "insert into lineage (ancestor, descendant, depth) \
         with recursive up (ancestor, descendant, depth) as ( \
           select code, code, cast(0 as bigint) from institution \
           union all \
           select i.parent, up.descendant, up.depth + 1 \
           from up join institution i on i.code = up.ancestor where i.parent is not null \
         ) select ancestor, descendant, depth from up",
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// All institutions, by code.
///
/// # Errors
/// A database fault.
pub async fn all(tx: &mut Tx) -> Result<Vec<Institution>, Fault> {
    let rows: Vec<Row> = sqlx::query_as(
        "select code, name, category, region, parent from institution order by code",
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(read).collect())
}

/// The codes of those that were taken out of service.
///
/// # Errors
/// A database fault.
pub async fn inactive(tx: &mut Tx) -> Result<Vec<Code>, Fault> {
    let codes: Vec<String> = sqlx::query_scalar("select code from institution where active = 0")
        .fetch_all(tx.conn())
        .await?;
    Ok(codes.into_iter().map(Code::stored).collect())
}

/// One active institution.
///
/// # Errors
/// A database fault.
pub async fn find(tx: &mut Tx, code: &Code) -> Result<Option<Institution>, Fault> {
    let row: Option<Row> = sqlx::query_as(
        "select code, name, category, region, parent from institution \
         where code = $1 and active = 1",
    )
    .bind(code.as_str())
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(read))
}

/// An institution in service or out of it, and which.
///
/// # Errors
/// A database fault.
pub async fn known(tx: &mut Tx, code: &Code) -> Result<Option<(Institution, bool)>, Fault> {
    let row: Option<(String, String, String, String, Option<String>, i64)> = sqlx::query_as(
        "select code, name, category, region, parent, active from institution where code = $1",
    )
    .bind(code.as_str())
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|(code, name, category, region, parent, active)| {
        (read((code, name, category, region, parent)), active == 1)
    }))
}

/// Takes an institution out of service, or brings it back.
///
/// # Errors
/// A database fault.
pub async fn set_active(
    tx: &mut Tx,
    code: &Code,
    active: bool,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query("update institution set active = $2, changed_at = $3 where code = $1")
        .bind(code.as_str())
        .bind(i64::from(active))
        .bind(now.0)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// What an institution has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holdings {
    /// Institutions in service below it.
    pub below: i64,
    /// Chats that can be reached.
    pub chats: i64,
    /// Officers in office.
    pub officers: i64,
    /// Announcements that are still to reach one of its chats.
    pub under_way: i64,
}

/// Counts what an institution has.
///
/// # Errors
/// A database fault.
pub async fn holdings(tx: &mut Tx, code: &Code) -> Result<Holdings, Fault> {
    let (below, chats, officers, under_way) = sqlx::query_as(
        "select (select count(*) from lineage l join institution i on i.code = l.descendant \
          where l.ancestor = $1 and l.descendant <> $1 and i.active = 1), \
         (select count(*) from chat where institution = $1 and state = 'active'), \
         (select count(*) from role_grant where role = 'officer' and state = 'active' \
          and area_kind = 'subtree' and area_value = $1), \
         (select count(distinct announcement_id) from delivery \
          where institution = $1 and state = 'waiting')",
    )
    .bind(code.as_str())
    .fetch_one(tx.conn())
    .await?;
    Ok(Holdings {
        below,
        chats,
        officers,
        under_way,
    })
}

/// The region's name as the registry writes it, if any active institution of a scope lies there.
///
/// # Errors
/// A database fault.
pub async fn find_region(tx: &mut Tx, typed: &str, scope: &Scope) -> Result<Option<String>, Fault> {
    let visible = Visible::of(scope, 2);
    let sql = visible.sql(
        "select min(region) from institution where region_key = $1 and active = 1 \
         and code in (select code from visible)",
    );
    Ok(sqlx::query_scalar(sql)
        .bind(fold(typed))
        .bind_all(visible.values())
        .fetch_one(tx.conn())
        .await?)
}

/// Whether an institution lies in a scope.
///
/// # Errors
/// A database fault.
pub async fn is_within(tx: &mut Tx, code: &Code, scope: &Scope) -> Result<bool, Fault> {
    let visible = Visible::of(scope, 2);
    let count: i64 =
        sqlx::query_scalar(visible.sql("select count(*) from visible where code = $1"))
            .bind(code.as_str().to_owned())
            .bind_all(visible.values())
            .fetch_one(tx.conn())
            .await?;
    Ok(count > 0)
}

/// Whether an institution, or any below it, lies in a scope.
///
/// # Errors
/// A database fault.
pub async fn reaches(tx: &mut Tx, code: &Code, scope: &Scope) -> Result<bool, Fault> {
    let visible = Visible::of(scope, 2);
    let count: i64 = sqlx::query_scalar(visible.sql(
        "select count(*) from lineage l join visible v on v.code = l.descendant \
         where l.ancestor = $1",
    ))
    .bind(code.as_str().to_owned())
    .bind_all(visible.values())
    .fetch_one(tx.conn())
    .await?;
    Ok(count > 0)
}

/// The codes of all institutions in a scope.
///
/// # Errors
/// A database fault.
pub async fn codes_within(tx: &mut Tx, scope: &Scope) -> Result<HashSet<Code>, Fault> {
    let visible = Visible::of(scope, 1);
    let codes: Vec<String> = sqlx::query_scalar(visible.sql("select code from visible"))
        .bind_all(visible.values())
        .fetch_all(tx.conn())
        .await?;
    Ok(codes.into_iter().map(Code::stored).collect())
}

/// The institutions at the top of an area: those whose parent is not in it.
///
/// # Errors
/// A database fault.
pub async fn tops(tx: &mut Tx, area: &Area) -> Result<Vec<Institution>, Fault> {
    let visible = Visible::area(area, 1);
    let rows: Vec<Row> = sqlx::query_as(visible.sql(
        "select i.code, i.name, i.category, i.region, i.parent from institution i \
         join visible v on v.code = i.code \
         where i.active = 1 and (i.parent is null or i.parent not in (select code from visible)) \
         order by i.code limit 2",
    ))
    .bind_all(visible.values())
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(read).collect())
}
