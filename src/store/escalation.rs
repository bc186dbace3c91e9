//! Who was told at which level that institutions have not confirmed.

use std::collections::HashMap;

use super::batch::{pieces, values};
use super::scope::{BindAll, Visible};
use super::{Fault, Tx};
use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::due::Level;
use crate::domain::id::{self, AnnouncementId, PersonId};
use crate::domain::institution::Code;
use crate::domain::outgoing::Lane;
use crate::domain::reminder::Silent;
use crate::domain::role::Scope;

/// The officers of institutions that can be told, each institution's by person.
///
/// # Errors
/// A database fault.
pub async fn officers(
    tx: &mut Tx,
    institutions: &[Code],
) -> Result<HashMap<Code, Vec<PersonId>>, Fault> {
    let mut officers: HashMap<Code, Vec<PersonId>> = HashMap::new();
    for piece in pieces(institutions) {
        let sql = format!(
            "with v (code) as (values {}) select distinct v.code, g.person_id from v \
             join role_grant g on g.role = 'officer' and g.state = 'active' \
             and g.area_kind = 'subtree' and g.area_value = v.code \
             join person p on p.id = g.person_id and p.address is not null \
             order by v.code, g.person_id",
            values(piece.len(), 1, &["text"])
        );
        let mut query = sqlx::query_as(sqlx::AssertSqlSafe(sql));
        for code in piece {
            query = query.bind(code.as_str().to_owned());
        }
        let rows: Vec<(String, String)> = query.fetch_all(tx.conn()).await?;
        for (code, person) in rows {
            let of = officers.entry(Code::stored(code)).or_default();
            of.push(PersonId(person));
        }
    }
    Ok(officers)
}

/// Notes that these people are told of these institutions.
///
/// # Errors
/// A database fault.
pub async fn note(
    tx: &mut Tx,
    (announcement, revision): (AnnouncementId, i64),
    level: Level,
    told: &[(PersonId, Code)],
    now: Timestamp,
) -> Result<(), Fault> {
    for piece in pieces(told) {
        let sql = format!(
            "with v (person_id, institution) as (values {}) \
             insert into escalation (announcement_id, revision, level, person_id, institution, at) \
             select cast($1 as bigint), cast($2 as bigint), cast($3 as bigint), v.person_id, \
             v.institution, cast($4 as bigint) from v where 1 = 1 on conflict do nothing",
            values(piece.len(), 5, &["text", "text"])
        );
        let mut query = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(announcement.0)
            .bind(revision)
            .bind(level.number())
            .bind(now.0);
        for (person, institution) in piece {
            query = query
                .bind(person.0.clone())
                .bind(institution.as_str().to_owned());
        }
        query.execute(tx.conn()).await?;
    }
    Ok(())
}

/// Queues what tells these people, each once; unless it is queued.
///
/// # Errors
/// A database fault.
pub async fn queue(
    tx: &mut Tx,
    announcement: AnnouncementId,
    level: Level,
    people: &[&PersonId],
    lane: Lane,
    now: Timestamp,
) -> Result<(), Fault> {
    for piece in pieces(people) {
        let base = id::reserve(now, i64::try_from(piece.len()).unwrap_or(i64::MAX) + 1);
        let sql = format!(
            "with v (person_id) as (values {}) \
             insert into outbox (id, lane, due_at, state, address, announcement_id, part, \
             coalesce_key, purpose, unknowns, created_at) \
             select cast($1 as bigint) + row_number() over (order by p.id), cast($2 as bigint), \
             cast($3 as bigint), 'queued', p.address, cast($4 as bigint), cast($5 as bigint), \
             cast($6 as text) || p.id, cast($7 as text), 0, cast($3 as bigint) \
             from v join person p on p.id = v.person_id where p.address is not null \
             and not exists (select 1 from outbox o \
               where o.coalesce_key = cast($6 as text) || p.id and o.state = 'queued')",
            values(piece.len(), 8, &["text"])
        );
        let mut query = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(base)
            .bind(lane.number())
            .bind(now.0)
            .bind(announcement.0)
            .bind(level.number())
            .bind(key(announcement, level))
            .bind(super::outbox::escalation(level));
        for person in piece {
            query = query.bind(person.0.clone());
        }
        query.execute(tx.conn()).await?;
    }
    tx.wake_outbox();
    Ok(())
}

fn key(announcement: AnnouncementId, level: Level) -> String {
    format!("escalation:{}:{}:", announcement.0, level.number())
}

/// Of whom somebody is told at a level: those within `scope`, which is theirs by now, that have not
/// confirmed, up to `most` of them, and how many there are.
///
/// # Errors
/// A database fault.
pub async fn silent(
    tx: &mut Tx,
    (announcement, revision): (AnnouncementId, i64),
    level: Level,
    (person, scope): (&PersonId, &Scope),
    most: usize,
) -> Result<(Vec<Silent>, usize), Fault> {
    let visible = Visible::of(scope, 5);
    let rows: Vec<(String, String)> = sqlx::query_as(visible.sql(
        "select i.code, i.name from escalation e join institution i on i.code = e.institution \
         where e.announcement_id = $1 and e.revision = $2 and e.level = $3 and e.person_id = $4 \
         and not exists (select 1 from acknowledgement k where k.announcement_id = $1 \
           and k.revision = $2 and k.institution = e.institution) \
         and e.institution in (select code from visible) \
         order by i.region_key, i.sort_key, i.code",
    ))
    .bind(announcement.0)
    .bind(revision)
    .bind(level.number())
    .bind(&person.0)
    .bind_all(visible.values())
    .fetch_all(tx.conn())
    .await?;
    let count = rows.len();
    let mut silent = Vec::with_capacity(count.min(most));
    for (code, name) in rows.into_iter().take(most) {
        let told: Vec<(i64, String)> = sqlx::query_as(
            "select e.level, p.name from escalation e join person p on p.id = e.person_id \
             where e.announcement_id = $1 and e.revision = $2 and e.institution = $3 \
             and e.level = (select max(f.level) from escalation f where f.announcement_id = $1 \
               and f.revision = $2 and f.institution = $3 and f.level < $4) order by p.name, p.id",
        )
        .bind(announcement.0)
        .bind(revision)
        .bind(code)
        .bind(level.number())
        .fetch_all(tx.conn())
        .await?;
        let before = told.first().and_then(|(level, _)| Level::of_number(*level));
        silent.push(Silent {
            name,
            before,
            told: told.into_iter().map(|(_, name)| name).collect(),
        });
    }
    Ok((silent, count))
}

/// Whether somebody was told of a revision at a level already.
///
/// # Errors
/// A database fault.
pub async fn was_said(
    tx: &mut Tx,
    (announcement, revision): (AnnouncementId, i64),
    level: Level,
    person: &PersonId,
) -> Result<bool, Fault> {
    let count: i64 = sqlx::query_scalar(
        "select count(*) from escalation_notice where announcement_id = $1 and revision = $2 \
         and level = $3 and person_id = $4",
    )
    .bind(announcement.0)
    .bind(revision)
    .bind(level.number())
    .bind(&person.0)
    .fetch_one(tx.conn())
    .await?;
    Ok(count > 0)
}

/// Somebody is being told.
///
/// # Errors
/// A database fault.
pub async fn said(
    tx: &mut Tx,
    (announcement, revision): (AnnouncementId, i64),
    level: Level,
    person: &PersonId,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "insert into escalation_notice (announcement_id, revision, level, person_id, said_at) \
         values ($1, $2, $3, $4, $5) on conflict (announcement_id, revision, level, person_id) \
         do update set said_at = excluded.said_at",
    )
    .bind(announcement.0)
    .bind(revision)
    .bind(level.number())
    .bind(&person.0)
    .bind(now.0)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What was to tell somebody has not arrived, and is to be said again: nobody was told of it just now.
///
/// # Errors
/// A database fault.
pub async fn unsaid(
    tx: &mut Tx,
    announcement: AnnouncementId,
    level: Level,
    address: &Address,
) -> Result<(), Fault> {
    sqlx::query(
        "delete from escalation_notice where announcement_id = $1 and level = $2 \
         and revision = (select revision from announcement where id = $1) \
         and person_id in (select id from person where address = $3) \
         and not exists (select 1 from posting where announcement_id = $1 and address = $3 \
           and purpose = $4)",
    )
    .bind(announcement.0)
    .bind(level.number())
    .bind(address.as_str())
    .bind(super::outbox::escalation(level))
    .execute(tx.conn())
    .await?;
    Ok(())
}
