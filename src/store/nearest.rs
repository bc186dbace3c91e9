//! Who looks after institutions from nearest by.

use std::collections::HashMap;

use super::batch::{pieces, values};
use super::{Fault, Tx};
use crate::domain::id::PersonId;
use crate::domain::institution::{Code, fold};
use crate::domain::role::Role;

/// A grant of the role, as far as it says whom it covers.
struct Held {
    person: String,
    kind: String,
    value: String,
}

/// Of each institution those whose `role` covers it from nearest by, each once: at the institution itself,
/// in its region, or else at the lowest institution above it at which there is one. Those whose account is
/// not known any more do not count.
///
/// # Errors
/// A database fault.
pub async fn of(
    tx: &mut Tx,
    role: Role,
    institutions: &[Code],
) -> Result<HashMap<Code, Vec<PersonId>>, Fault> {
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "select g.person_id, g.area_kind, g.area_value from role_grant g \
         join person p on p.id = g.person_id and p.address is not null \
         where g.role = $1 and g.state = 'active' order by g.person_id",
    )
    .bind(role.as_str())
    .fetch_all(tx.conn())
    .await?;
    let held = rows.into_iter().map(|(person, kind, value)| {
        let value = match kind.as_str() {
            "region" => fold(&value),
            _ => value,
        };
        Held {
            person,
            kind,
            value,
        }
    });
    let held: Vec<Held> = held.collect();
    let mut nearest = HashMap::with_capacity(institutions.len());
    if held.is_empty() {
        return Ok(nearest);
    }
    for piece in pieces(institutions) {
        let sql = format!(
            "with v (code) as (values {}) \
             select v.code, i.region_key, l.ancestor, l.depth from v \
             join institution i on i.code = v.code join lineage l on l.descendant = v.code",
            values(piece.len(), 1, &["text"])
        );
        let mut query = sqlx::query_as(sqlx::AssertSqlSafe(sql));
        for code in piece {
            query = query.bind(code.as_str().to_owned());
        }
        let rows: Vec<(String, String, String, i64)> = query.fetch_all(tx.conn()).await?;
        let mut above: HashMap<String, (String, HashMap<String, i64>)> = HashMap::new();
        for (code, region, ancestor, depth) in rows {
            let place = above.entry(code).or_insert((region, HashMap::new()));
            place.1.insert(ancestor, depth);
        }
        for (code, (region, ancestors)) in above {
            nearest.insert(
                Code::stored(code),
                those_nearest(&held, &region, &ancestors),
            );
        }
    }
    Ok(nearest)
}

fn those_nearest(held: &[Held], region: &str, ancestors: &HashMap<String, i64>) -> Vec<PersonId> {
    let distances = held.iter().filter_map(|held| {
        let depth = ancestors.get(&held.value).copied();
        let distance = match (held.kind.as_str(), depth) {
            ("subtree" | "only", Some(0)) => 0,
            ("region", _) if held.value == region => 1,
            ("subtree", Some(depth)) => depth.saturating_add(1),
            ("everywhere", _) => i64::MAX,
            _ => return None,
        };
        Some((distance, &held.person))
    });
    let mut covering: Vec<(i64, &String)> = distances.collect();
    let nearest = covering.iter().map(|(distance, _)| *distance).min();
    covering.retain(|(distance, _)| Some(*distance) == nearest);
    let mut people: Vec<PersonId> = covering
        .into_iter()
        .map(|(_, person)| PersonId(person.clone()))
        .collect();
    people.dedup();
    people
}
