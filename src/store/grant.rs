//! Roles that people hold, wait for, or held.

use super::batch::{BATCH, placeholders};
use super::{Fault, Tx};
use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::id::{GrantId, PersonId};
use crate::domain::institution::{Code, fold};
use crate::domain::role::{Area, Role};

/// A role of a person, in whatever state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// Its id.
    pub id: GrantId,
    /// Whose.
    pub person: PersonId,
    /// Which.
    pub role: Role,
    /// How far.
    pub area: Area,
    /// `pending`, `active`, `refused` or `revoked`.
    pub state: String,
    /// Who made the link; nobody for roles from settings and files.
    pub invited_by: Option<PersonId>,
}

impl Grant {
    /// Whether it is this role, in effect.
    #[must_use]
    pub fn is_active(&self, role: Role) -> bool {
        self.role == role && self.state == "active"
    }
}

type Row = (i64, String, String, String, String, String, Option<String>);
const COLUMNS: &str = "id, person_id, role, area_kind, area_value, state, invited_by";

fn read((id, person, role, kind, value, state, invited_by): Row) -> Result<Grant, Fault> {
    Ok(Grant {
        id: GrantId(id),
        person: PersonId(person),
        role: Role::from_stored(&role).ok_or_else(|| Fault::unreadable("role", role))?,
        area: Area::from_stored(&kind, value).ok_or_else(|| Fault::unreadable("area", kind))?,
        state,
        invited_by: invited_by.map(PersonId),
    })
}

/// Writes a new grant down; `active` or `pending`.
///
/// # Errors
/// A database fault.
pub async fn insert(tx: &mut Tx, grant: &Grant, now: Timestamp) -> Result<(), Fault> {
    insert_all(tx, std::slice::from_ref(grant), now).await
}

/// Writes new grants down.
///
/// # Errors
/// A database fault.
pub async fn insert_all(tx: &mut Tx, grants: &[Grant], now: Timestamp) -> Result<(), Fault> {
    for batch in grants.chunks(BATCH) {
        let sql = format!(
            "insert into role_grant \
             (id, person_id, role, area_kind, area_value, state, invited_by, requested_at) \
             values {}",
            placeholders(batch.len(), 8)
        );
        let mut query = sqlx::query(sqlx::AssertSqlSafe(sql));
        for grant in batch {
            let (kind, value) = grant.area.to_stored();
            query = query
                .bind(grant.id.0)
                .bind(&grant.person.0)
                .bind(grant.role.as_str())
                .bind(kind)
                .bind(value)
                .bind(&grant.state)
                .bind(grant.invited_by.as_ref().map(|person| person.0.clone()))
                .bind(now.0);
        }
        query.execute(tx.conn()).await?;
    }
    Ok(())
}

/// Ends or begins a grant's effect.
///
/// # Errors
/// A database fault.
pub async fn settle(
    tx: &mut Tx,
    id: GrantId,
    state: &str,
    by: Option<&PersonId>,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query("update role_grant set state = $2, settled_by = $3, settled_at = $4 where id = $1")
        .bind(id.0)
        .bind(state)
        .bind(by.map(|person| person.0.clone()))
        .bind(now.0)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// One grant.
///
/// # Errors
/// A database fault.
pub async fn find(tx: &mut Tx, id: GrantId) -> Result<Option<Grant>, Fault> {
    let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select {COLUMNS} from role_grant where id = $1"
    )))
    .bind(id.0)
    .fetch_optional(tx.conn())
    .await?;
    row.map(read).transpose()
}

/// A person's grants that are pending or in effect.
///
/// # Errors
/// A database fault.
pub async fn of_person(tx: &mut Tx, person: &PersonId) -> Result<Vec<Grant>, Fault> {
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select {COLUMNS} from role_grant where person_id = $1 and state in ('active', 'pending') \
         order by id"
    )))
    .bind(&person.0)
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter().map(read).collect()
}

/// Everybody who holds `role` now.
///
/// # Errors
/// A database fault.
pub async fn holders(tx: &mut Tx, role: Role) -> Result<Vec<Grant>, Fault> {
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select {COLUMNS} from role_grant where role = $1 and state = 'active' order by id"
    )))
    .bind(role.as_str())
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter().map(read).collect()
}

/// Every officer by their private chat, with the institution.
///
/// # Errors
/// A database fault.
pub async fn officers_by_address(tx: &mut Tx) -> Result<Vec<(Address, Code)>, Fault> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "select p.address, g.area_value from role_grant g join person p on p.id = g.person_id \
         where g.role = 'officer' and g.state = 'active' and g.area_kind = 'subtree' \
         and p.address is not null",
    )
    .fetch_all(tx.conn())
    .await?;
    let officers = rows.into_iter();
    Ok(officers
        .map(|(address, code)| (Address::stored(address), Code::stored(code)))
        .collect())
}

/// Everybody whose `role` covers an institution, each once.
///
/// # Errors
/// A database fault.
pub async fn covering(tx: &mut Tx, role: Role, institution: &Code) -> Result<Vec<PersonId>, Fault> {
    covering_without(tx, role, institution, None).await
}

/// The same, were it not for one grant.
///
/// # Errors
/// A database fault.
pub async fn covering_without(
    tx: &mut Tx,
    role: Role,
    institution: &Code,
    without: Option<GrantId>,
) -> Result<Vec<PersonId>, Fault> {
    let region: Option<String> =
        sqlx::query_scalar("select region_key from institution where code = $1")
            .bind(institution.as_str())
            .fetch_optional(tx.conn())
            .await?;
    // Folding is done here and not in SQL, so regions are sorted out below.
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "select g.person_id, g.area_kind, g.area_value from role_grant g \
         where g.role = $1 and g.state = 'active' and g.id <> $3 and ( \
           g.area_kind in ('everywhere', 'region') \
           or (g.area_kind = 'subtree' and g.area_value in \
               (select ancestor from lineage where descendant = $2)) \
           or (g.area_kind = 'only' and g.area_value = $2)) \
         order by g.person_id",
    )
    .bind(role.as_str())
    .bind(institution.as_str())
    // No grant has a number below one.
    .bind(without.map_or(0, |grant| grant.0))
    .fetch_all(tx.conn())
    .await?;
    let mut people: Vec<PersonId> = rows
        .into_iter()
        .filter(|(_, kind, value)| kind != "region" || region == Some(fold(value)))
        .map(|(person, _, _)| PersonId(person))
        .collect();
    people.dedup();
    Ok(people)
}

/// Those whose `role` covers an institution from nearest by, each once: at the institution itself, in its
/// region, or else at the lowest institution above it at which there is one.
///
/// # Errors
/// A database fault.
pub async fn nearest(tx: &mut Tx, role: Role, institution: &Code) -> Result<Vec<PersonId>, Fault> {
    let mut nearest = super::nearest::of(tx, role, std::slice::from_ref(institution)).await?;
    Ok(nearest.remove(institution).unwrap_or_default())
}

/// Whether a person is an officer of exactly this institution.
///
/// # Errors
/// A database fault.
pub async fn is_officer(tx: &mut Tx, person: &PersonId, institution: &Code) -> Result<bool, Fault> {
    let count: i64 = sqlx::query_scalar(
        "select count(*) from role_grant where person_id = $1 and state = 'active' \
         and role = 'officer' and area_kind = 'subtree' and area_value = $2",
    )
    .bind(&person.0)
    .bind(institution.as_str())
    .fetch_one(tx.conn())
    .await?;
    Ok(count > 0)
}

/// Whether an account holds any role now.
///
/// # Errors
/// A database fault.
pub async fn any_active(tx: &mut Tx, address: &Address) -> Result<bool, Fault> {
    let count: i64 = sqlx::query_scalar(
        "select count(*) from person p join role_grant g on g.person_id = p.id \
         and g.state = 'active' where p.address = $1",
    )
    .bind(address.as_str())
    .fetch_one(tx.conn())
    .await?;
    Ok(count > 0)
}

/// Whether a person holds any role, held one, or waits for one.
///
/// # Errors
/// A database fault.
pub async fn any_ever(tx: &mut Tx, person: &PersonId) -> Result<bool, Fault> {
    let count: i64 = sqlx::query_scalar(
        "select count(*) from role_grant where person_id = $1 \
         and state in ('active', 'pending', 'revoked')",
    )
    .bind(&person.0)
    .fetch_one(tx.conn())
    .await?;
    Ok(count > 0)
}

/// Whether such a role of a person was ended, at or after `since`; ever, without one.
///
/// # Errors
/// A database fault.
pub async fn has_ended(
    tx: &mut Tx,
    person: &PersonId,
    role: Role,
    area: &Area,
    since: Option<Timestamp>,
) -> Result<bool, Fault> {
    let (kind, value) = area.to_stored();
    let count: i64 = sqlx::query_scalar(
        "select count(*) from role_grant where person_id = $1 and role = $2 and area_kind = $3 \
         and area_value = $4 and state = 'revoked' and settled_at >= $5",
    )
    .bind(&person.0)
    .bind(role.as_str())
    .bind(kind)
    .bind(value)
    .bind(since.map_or(i64::MIN, |since| since.0))
    .fetch_one(tx.conn())
    .await?;
    Ok(count > 0)
}
