//! Reading findings, within a scope.

use super::Source;
use crate::domain::address::Address;
use crate::domain::checkup::{Finding, Kind, Named, Spot};
use crate::domain::clock::Timestamp;
use crate::domain::event::PlaceKind;
use crate::domain::id::{ChatId, GrantId};
use crate::domain::institution::fold;
use crate::domain::invitation::Invitation;
use crate::domain::role::{Area, Role, Scope};
use crate::store::scope::{BindAll, Visible};
use crate::store::{Fault, Tx};

/// `rest` within the scope, and the values of the scope. Owners see also what is no institution's.
fn within(source: &Source, scope: &Scope, first: usize) -> (Visible, String) {
    let visible = Visible::of(scope, first);
    let institution = source.institution;
    let everything = scope.areas().contains(&Area::Everywhere);
    let condition = if everything {
        String::new()
    } else {
        format!(" and {institution} in (select code from visible)")
    };
    (visible, format!("{}{condition}", source.from))
}

/// How many findings there are of a kind; none of a kind that [`page`] does not know.
///
/// # Errors
/// A database fault.
pub async fn count(tx: &mut Tx, kind: Kind, scope: &Scope, now: Timestamp) -> Result<i64, Fault> {
    let Some(source) = Source::of(kind) else {
        return Ok(0);
    };
    let (visible, from) = within(&source, scope, 2);
    let sql = visible.sql(&format!("select count(*) {from}"));
    Ok(sqlx::query_scalar(sql)
        .bind(now.0)
        .bind_all(visible.values())
        .fetch_one(tx.conn())
        .await?)
}

/// Some findings of a kind, in order.
///
/// # Errors
/// A database fault.
pub async fn page(
    tx: &mut Tx,
    kind: Kind,
    scope: &Scope,
    (first, most): (i64, i64),
    now: Timestamp,
) -> Result<Vec<Finding>, Fault> {
    let Some(source) = Source::of(kind) else {
        return Ok(Vec::new());
    };
    let (visible, from) = within(&source, scope, 4);
    let (columns, order) = (source.columns, source.order);
    let sql = visible.sql(&format!(
        "select {columns} {from} order by {order} limit $2 offset $3"
    ));
    if matches!(kind, Kind::Pending | Kind::UnusedLink) {
        let rows: Vec<GrantRow> = sqlx::query_as(sql)
            .bind(now.0)
            .bind(most)
            .bind(first)
            .bind_all(visible.values())
            .fetch_all(tx.conn())
            .await?;
        return rows.into_iter().map(|row| promised(kind, row)).collect();
    }
    let rows: Vec<PlaceRow> = sqlx::query_as(sql)
        .bind(now.0)
        .bind(most)
        .bind(first)
        .bind_all(visible.values())
        .fetch_all(tx.conn())
        .await?;
    rows.into_iter().map(|row| place(kind, row)).collect()
}

/// Code, name; id, title and kind of the chat, reason, members.
type PlaceRow = (String, String, i64, String, String, String, i64);

fn place(
    kind: Kind,
    (code, name, id, title, word, reason, members): PlaceRow,
) -> Result<Finding, Fault> {
    let of = Named { code, name };
    let spot = |of: Named| -> Result<Spot, Fault> {
        let kind = match word.as_str() {
            "private" => PlaceKind::Private,
            "group" => PlaceKind::Group,
            "channel" => PlaceKind::Channel,
            word => return Err(Fault::unreadable("chat kind", word)),
        };
        let id = ChatId(id);
        Ok(Spot {
            id,
            of,
            title,
            kind,
        })
    };
    Ok(match kind {
        Kind::Lost => Finding::Lost {
            chat: spot(of)?,
            reason,
        },
        Kind::Muted => Finding::Muted { chat: spot(of)? },
        Kind::FewMembers => Finding::FewMembers {
            chat: spot(of)?,
            members,
        },
        Kind::WithoutOfficer => Finding::WithoutOfficer { institution: of },
        _ => Finding::WithoutChat { institution: of },
    })
}

/// Grant, name, role or what a link makes, kind and value of the area, since when.
type GrantRow = (i64, String, String, String, String, i64);

fn promised(kind: Kind, (id, name, word, area, value, at): GrantRow) -> Result<Finding, Fault> {
    let area = read_area(&area, value)?;
    if kind == Kind::UnusedLink {
        return Ok(Finding::UnusedLink {
            what: Invitation::from_stored(&word)
                .ok_or_else(|| Fault::unreadable("invitation", word))?,
            area,
            name,
            since: Timestamp(at),
        });
    }
    Ok(Finding::Pending {
        grant: GrantId(id),
        person: name,
        role: read_role(word)?,
        area,
        since: Timestamp(at),
    })
}

fn read_role(word: String) -> Result<Role, Fault> {
    Role::from_stored(&word).ok_or_else(|| Fault::unreadable("role", word))
}

fn read_area(kind: &str, value: String) -> Result<Area, Fault> {
    Area::from_stored(kind, value).ok_or_else(|| Fault::unreadable("area", kind))
}

/// Roles in effect that cover no active institution, each with its grant.
///
/// # Errors
/// A database fault.
pub async fn empty_areas(tx: &mut Tx) -> Result<Vec<(GrantId, Finding)>, Fault> {
    let regions: Vec<String> =
        sqlx::query_scalar("select distinct region_key from institution where active = 1")
            .fetch_all(tx.conn())
            .await?;
    // Folding is done here and not in SQL, so regions are sorted out below.
    let rows: Vec<(i64, String, Option<String>, String, String, String)> = sqlx::query_as(
        "select g.id, p.name, p.address, g.role, g.area_kind, g.area_value \
         from role_grant g join person p on p.id = g.person_id where g.state = 'active' and ( \
           g.area_kind = 'region' or (g.area_kind in ('subtree', 'only') and not exists ( \
             select 1 from lineage l join institution i on i.code = l.descendant and i.active = 1 \
             where l.ancestor = g.area_value))) order by p.name, g.id",
    )
    .fetch_all(tx.conn())
    .await?;
    let mut found = Vec::new();
    for (id, person, address, role, kind, value) in rows {
        let area = read_area(&kind, value)?;
        if matches!(&area, Area::Region(region) if regions.contains(&fold(region))) {
            continue;
        }
        let finding = Finding::EmptyArea {
            person,
            account: address.map(|it| Address::stored(it).public_id().to_owned()),
            role: read_role(role)?,
            area,
        };
        found.push((GrantId(id), finding));
    }
    Ok(found)
}
