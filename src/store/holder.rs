//! Who holds, or waits for, which role where, with names to read.

use super::grant::Grant;
use super::scope::{BindAll, Visible};
use super::{Fault, Tx};
use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::holders::{Needle, Wanted};
use crate::domain::id::{GrantId, PersonId};
use crate::domain::role::{Area, Role, Scope};

/// A role with the person who holds it or waits for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The role.
    pub grant: Grant,
    /// First and last name.
    pub name: String,
    /// Without the `@`.
    pub username: Option<String>,
    /// Their private chat; none once erased.
    pub address: Option<Address>,
    /// Since when it is in effect, or waits.
    pub since: Timestamp,
}

/// Whose roles may be seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// Everybody's.
    All,
    /// Officers and coordinators within a scope, in effect.
    Within(Scope),
}

type Row = (
    i64,
    String,
    String,
    String,
    String,
    String,
    Option<String>,
    Option<String>,
    String,
    Option<String>,
    i64,
);

const COLUMNS: &str = "g.id, g.person_id, g.role, g.area_kind, g.area_value, g.state, g.invited_by, \
     p.address, p.name, p.username, coalesce(g.settled_at, g.requested_at)";

fn read(row: Row) -> Result<Held, Fault> {
    let (id, person, role, kind, value, state, invited_by, address, name, username, since) = row;
    let grant = Grant {
        id: GrantId(id),
        person: PersonId(person),
        role: Role::from_stored(&role).ok_or_else(|| Fault::unreadable("role", role))?,
        area: Area::from_stored(&kind, value).ok_or_else(|| Fault::unreadable("area", kind))?,
        state,
        invited_by: invited_by.map(PersonId),
    };
    Ok(Held {
        grant,
        name,
        username,
        address: address.map(Address::stored),
        since: Timestamp(since),
    })
}

/// A person's roles that wait or are in effect.
///
/// # Errors
/// A database fault.
pub async fn of_person(tx: &mut Tx, person: &PersonId) -> Result<Vec<Held>, Fault> {
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select {COLUMNS} from role_grant g join person p on p.id = g.person_id \
         where g.person_id = $1 and g.state in ('active', 'pending') order by g.id"
    )))
    .bind(&person.0)
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter().map(read).collect()
}

/// So many of the roles that are wanted and may be seen, from the one after `offset` on, and how many
/// there are: first those that wait, then by their weight.
///
/// # Errors
/// A database fault.
pub async fn page(
    tx: &mut Tx,
    wanted: &Wanted,
    seen: &Seen,
    limit: i64,
    offset: i64,
) -> Result<(i64, Vec<Held>), Fault> {
    if let Wanted::Called(needle) = wanted {
        return called(tx, needle, seen, limit, offset).await;
    }
    let found = Found::of(wanted, seen);
    let total: i64 = sqlx::query_scalar(found.sql("count(*)", ""))
        .bind_all(found.values.clone())
        .fetch_one(tx.conn())
        .await?;
    let rows: Vec<Row> = sqlx::query_as(found.sql(COLUMNS, &ordered(Some((limit, offset)))))
        .bind_all(found.values.clone())
        .fetch_all(tx.conn())
        .await?;
    let held = rows.into_iter().map(read).collect::<Result<_, _>>()?;
    Ok((total, held))
}

/// Names are compared folded, which SQL does not do.
async fn called(
    tx: &mut Tx,
    needle: &Needle,
    seen: &Seen,
    limit: i64,
    offset: i64,
) -> Result<(i64, Vec<Held>), Fault> {
    let found = Found::of(&Wanted::All, seen);
    let rows: Vec<Row> = sqlx::query_as(found.sql(COLUMNS, &ordered(None)))
        .bind_all(found.values.clone())
        .fetch_all(tx.conn())
        .await?;
    let held: Vec<Held> = rows.into_iter().map(read).collect::<Result<_, _>>()?;
    let fits = |held: &Held| {
        let account = held.address.as_ref().map(Address::public_id);
        needle.fits(&held.name, held.username.as_deref(), account)
    };
    let fitting: Vec<Held> = held.into_iter().filter(fits).collect();
    let total = i64::try_from(fitting.len()).unwrap_or(i64::MAX);
    let size = |number: i64| usize::try_from(number).unwrap_or(0);
    let page = fitting.into_iter().skip(size(offset)).take(size(limit));
    Ok((total, page.collect()))
}

fn ordered(slice: Option<(i64, i64)>) -> String {
    let slice = slice.map_or_else(String::new, |(limit, offset)| {
        format!(" limit {limit} offset {offset}")
    });
    format!(
        "order by case g.state when 'pending' then 0 else 1 end, case g.role when 'owner' then 0 \
         when 'approver' then 1 when 'author' then 2 when 'coordinator' then 3 else 4 end, \
         g.area_value, g.id{slice}"
    )
}

/// The roles that are wanted and may be seen, as SQL.
struct Found {
    visible: String,
    condition: String,
    values: Vec<String>,
}

impl Found {
    fn of(wanted: &Wanted, seen: &Seen) -> Self {
        let (wanted, value) = match wanted {
            Wanted::Role(role) => ("g.role = $1", role.as_str().to_owned()),
            Wanted::Below(code) => (
                "g.area_kind in ('subtree', 'only') and g.area_value in \
                 (select descendant from lineage where ancestor = $1)",
                code.to_string(),
            ),
            Wanted::All | Wanted::Called(_) => ("cast($1 as text) = ''", String::new()),
        };
        let mut values = vec![value];
        let (visible, seen) = match seen {
            Seen::All => (String::new(), "1 = 1".to_owned()),
            Seen::Within(scope) => {
                let visible = Visible::of(scope, 2);
                let head = visible.sql_head();
                values.extend(visible.values());
                let regions = regions(scope, &mut values);
                let within = format!(
                    "g.state = 'active' and g.role in ('officer', 'coordinator') and \
                     ((g.area_kind in ('subtree', 'only') and g.area_value in \
                     (select code from visible)) or ({regions}))"
                );
                (head, within)
            }
        };
        Self {
            visible,
            condition: format!("{wanted} and {seen}"),
            values,
        }
    }

    fn sql(&self, columns: &str, rest: &str) -> sqlx::AssertSqlSafe<String> {
        sqlx::AssertSqlSafe(format!(
            "{} select {columns} from role_grant g join person p on p.id = g.person_id \
             where g.state in ('active', 'pending') and {} {rest}",
            self.visible, self.condition
        ))
    }
}

/// Roles over a region are seen by those who hold the same region, or everything.
fn regions(scope: &Scope, values: &mut Vec<String>) -> String {
    if scope.areas().contains(&Area::Everywhere) {
        return "g.area_kind in ('region', 'everywhere')".to_owned();
    }
    let mut same = vec!["1 = 0".to_owned()];
    for area in scope.areas() {
        if let Area::Region(region) = area {
            values.push(region.clone());
            same.push(format!(
                "(g.area_kind = 'region' and g.area_value = ${})",
                values.len()
            ));
        }
    }
    same.join(" or ")
}

/// A role that somebody asked for or was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// Which.
    pub role: Role,
    /// How far it reaches, or reached.
    pub area: Area,
    /// When it was asked for or given.
    pub since: Timestamp,
    /// When it ended, or was refused.
    pub until: Option<Timestamp>,
}

/// All roles that a person ever asked for or was given.
///
/// # Errors
/// A database fault.
pub async fn past(tx: &mut Tx, person: &PersonId) -> Result<Vec<Past>, Fault> {
    let rows: Vec<(String, String, String, i64, Option<i64>)> = sqlx::query_as(
        "select role, area_kind, area_value, requested_at, \
         case when state in ('refused', 'revoked') then settled_at end \
         from role_grant where person_id = $1 order by id",
    )
    .bind(&person.0)
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|(role, kind, value, since, until)| {
            Ok(Past {
                role: Role::from_stored(&role).ok_or_else(|| Fault::unreadable("role", role))?,
                area: Area::from_stored(&kind, value)
                    .ok_or_else(|| Fault::unreadable("area", kind))?,
                since: Timestamp(since),
                until: until.map(Timestamp),
            })
        })
        .collect()
}
