//! Links for roles that weigh more than an officer's, as long as somebody can use them.

use super::{Fault, Tx};
use crate::domain::clock::Timestamp;
use crate::domain::role::{Area, Role};

/// Such a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleLink {
    /// Its id.
    pub id: i64,
    /// What it makes its redeemer, once an owner has confirmed.
    pub role: Role,
    /// How far.
    pub area: Area,
    /// The name of who made it.
    pub made_by: String,
    /// Until when it can be used.
    pub expires_at: Timestamp,
}

/// A link ends with the role of whoever made it.
const OPEN: &str = "invitation.what in ('author', 'approver', 'coordinator') \
     and invitation.revoked_at is null and invitation.uses_left > 0 and invitation.expires_at > $1 \
     and exists (select 1 from role_grant g where g.person_id = invitation.invited_by \
     and g.role = 'owner' and g.state = 'active')";

/// Those that can be used, the oldest first.
///
/// # Errors
/// A database fault.
pub async fn open(tx: &mut Tx, now: Timestamp) -> Result<Vec<RoleLink>, Fault> {
    let sql = format!(
        "select invitation.id, what, area_kind, area_value, p.name, expires_at from invitation \
         join person p on p.id = invitation.invited_by where {OPEN} order by invitation.id"
    );
    let rows: Vec<(i64, String, String, String, String, i64)> =
        sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(now.0)
            .fetch_all(tx.conn())
            .await?;
    let read = |(id, what, kind, value, made_by, expires_at): (_, _, _, _, _, i64)| {
        let (role, area) = read(what, kind, value)?;
        Ok(RoleLink {
            id,
            role,
            area,
            made_by,
            expires_at: Timestamp(expires_at),
        })
    };
    rows.into_iter().map(read).collect()
}

/// Takes back the one with this id, or all; what they were for.
///
/// # Errors
/// A database fault.
pub async fn revoke(
    tx: &mut Tx,
    only: Option<i64>,
    now: Timestamp,
) -> Result<Vec<(Role, Area)>, Fault> {
    let sql = format!(
        "update invitation set revoked_at = $1 where {OPEN} and ($3 = 1 or id = $2) \
         returning what, area_kind, area_value"
    );
    let rows: Vec<(String, String, String)> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(now.0)
        .bind(only.unwrap_or_default())
        .bind(i64::from(only.is_none()))
        .fetch_all(tx.conn())
        .await?;
    let rows = rows.into_iter();
    rows.map(|(what, kind, value)| read(what, kind, value))
        .collect()
}

fn read(what: String, kind: String, value: String) -> Result<(Role, Area), Fault> {
    let role = Role::from_stored(&what).ok_or_else(|| Fault::unreadable("invitation", what))?;
    let area = Area::from_stored(&kind, value).ok_or_else(|| Fault::unreadable("area", kind))?;
    Ok((role, area))
}
