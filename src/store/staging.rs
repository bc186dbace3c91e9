//! The rows of a registry file on their way in: brought here a portion at a time, taken over at once.

use super::batch::placeholders;
use super::{Fault, Tx, chat, institution, late};
use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::event::PlaceKind;
use crate::domain::id::{ChatId, GrantId, PersonId, PreviewId};
use crate::domain::institution::{Code, Institution, fold};

/// Rows of one portion.
pub const PORTION: usize = 500;
/// Rows of one statement: SQLite looks each parameter up among all those before it, so that wide rows cost
/// by the square of their number.
const PIECE: usize = 50;

/// A row of a file of institutions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StagedInstitution {
    /// What it says.
    pub institution: Institution,
    /// What the registry said of it, and whether it was in service.
    pub found: Option<(Institution, bool)>,
    /// Whether it says anything else.
    pub changes: bool,
}

/// A row of a file of chats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StagedChat {
    /// Where it is reached.
    pub address: Address,
    /// What it is.
    pub kind: PlaceKind,
    /// What it is called until somebody knows better.
    pub title: String,
    /// Whose it is.
    pub institution: Code,
    /// What its registration said: what it is, and whether it had ended.
    pub found: Option<(PlaceKind, bool)>,
    /// Under which id it is registered, if it is by this.
    pub registers: Option<ChatId>,
    /// By which grant its person becomes an officer, if they do by this; and their key, unless they have one.
    pub appoints: Option<(GrantId, PersonId)>,
}

/// Between what was found; no text of the registry holds it.
const BETWEEN: char = '\u{1f}';

fn found_institution(found: Option<&(Institution, bool)>) -> String {
    let Some((it, active)) = found else {
        return String::new();
    };
    let parent = it.parent.as_ref().map_or("", Code::as_str);
    let active = if *active { "1" } else { "0" };
    [active, &it.name, &it.category, &it.region, parent].join(&BETWEEN.to_string())
}

fn found_chat(found: Option<(PlaceKind, bool)>) -> String {
    let Some((kind, removed)) = found else {
        return String::new();
    };
    let state = if removed { "removed" } else { "kept" };
    format!("{} {state}", chat::kind_word(kind))
}

/// Brings a portion in, whose first row is the `from`-th.
///
/// # Errors
/// A database fault.
pub async fn put_institutions(
    tx: &mut Tx,
    preview: PreviewId,
    from: usize,
    rows: &[StagedInstitution],
) -> Result<(), Fault> {
    for (first, piece) in (from..).step_by(PIECE).zip(rows.chunks(PIECE)) {
        let sql = format!(
            "insert into staged_institution (preview, place, code, name, sort_key, category, region, \
             region_key, parent, found, changes) values {}",
            placeholders(piece.len(), 11)
        );
        let mut query = sqlx::query(sqlx::AssertSqlSafe(sql));
        for (place, row) in (first..).zip(piece) {
            let it = &row.institution;
            query = query
                .bind(preview.0)
                .bind(number(place))
                .bind(it.code.as_str())
                .bind(&it.name)
                .bind(fold(&it.name))
                .bind(&it.category)
                .bind(&it.region)
                .bind(fold(&it.region))
                .bind(it.parent.as_ref().map(|code| code.as_str().to_owned()))
                .bind(found_institution(row.found.as_ref()))
                .bind(i64::from(row.changes));
        }
        query.execute(tx.conn()).await?;
    }
    Ok(())
}

/// Brings a portion in, whose first row is the `from`-th.
///
/// # Errors
/// A database fault.
pub async fn put_chats(
    tx: &mut Tx,
    preview: PreviewId,
    from: usize,
    rows: &[StagedChat],
) -> Result<(), Fault> {
    for (first, piece) in (from..).step_by(PIECE).zip(rows.chunks(PIECE)) {
        let sql = format!(
            "insert into staged_chat (preview, place, id, address, room, kind, title, institution, found, \
             registers, appoints, grant_id, person) values {}",
            placeholders(piece.len(), 13)
        );
        let mut query = sqlx::query(sqlx::AssertSqlSafe(sql));
        for (place, row) in (first..).zip(piece) {
            let (grant, person) = match &row.appoints {
                Some((grant, person)) => (grant.0, person.0.as_str()),
                None => (0, ""),
            };
            query = query
                .bind(preview.0)
                .bind(number(place))
                .bind(row.registers.map_or(0, |chat| chat.0))
                .bind(row.address.as_str())
                .bind(row.address.chat())
                .bind(chat::kind_word(row.kind))
                .bind(&row.title)
                .bind(row.institution.as_str())
                .bind(found_chat(row.found))
                .bind(i64::from(row.registers.is_some()))
                .bind(i64::from(row.appoints.is_some()))
                .bind(grant)
                .bind(person);
        }
        query.execute(tx.conn()).await?;
    }
    Ok(())
}

fn number(place: usize) -> i64 {
    i64::try_from(place).unwrap_or(i64::MAX)
}

/// How many institutions of a file are not as they were found any more.
///
/// # Errors
/// A database fault.
pub async fn stale_institutions(tx: &mut Tx, preview: PreviewId) -> Result<i64, Fault> {
    let sql = format!(
        "select count(*) from staged_institution s left join institution i on i.code = s.code \
         where s.preview = $1 and s.found <> case when i.code is null then '' else \
         i.active || '{BETWEEN}' || i.name || '{BETWEEN}' || i.category || '{BETWEEN}' || i.region \
         || '{BETWEEN}' || coalesce(i.parent, '') end"
    );
    Ok(sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
        .bind(preview.0)
        .fetch_one(tx.conn())
        .await?)
}

/// How many chats of a file are not as they were found any more: themselves, whose they are, or who is an
/// officer by them.
///
/// # Errors
/// A database fault.
pub async fn stale_chats(tx: &mut Tx, preview: PreviewId) -> Result<i64, Fault> {
    Ok(sqlx::query_scalar(
        "select count(*) from staged_chat s \
         left join chat c on c.address = s.address and c.institution = s.institution \
         left join institution i on i.code = s.institution and i.active = 1 \
         where s.preview = $1 and (i.code is null \
         or s.found <> case when c.id is null then '' when c.state = 'removed' \
           then c.kind || ' removed' else c.kind || ' kept' end \
         or (s.kind <> 'private' and exists (select 1 from chat o where o.address = s.address \
           and o.institution <> s.institution and o.state <> 'removed')) \
         or (s.kind = 'private' and s.appoints = case when exists ( \
           select 1 from person p join role_grant g on g.person_id = p.id and g.state = 'active' \
           where p.address = s.address and g.role = 'officer' and g.area_kind = 'subtree' \
           and g.area_value = s.institution) then 1 else 0 end))",
    )
    .bind(preview.0)
    .fetch_one(tx.conn())
    .await?)
}

/// Takes the institutions of a file over into the registry, and computes its tree anew.
///
/// # Errors
/// A database fault; parents that go round in a circle are one.
pub async fn take_institutions(
    tx: &mut Tx,
    preview: PreviewId,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "insert into institution \
         (code, name, sort_key, category, region, region_key, parent, active, changed_at) \
         select code, name, sort_key, category, region, region_key, parent, 1, cast($2 as bigint) \
         from staged_institution where preview = $1 and changes = 1 order by place \
         on conflict (code) do update set \
         name = excluded.name, sort_key = excluded.sort_key, category = excluded.category, \
         region = excluded.region, region_key = excluded.region_key, \
         parent = excluded.parent, active = 1, changed_at = excluded.changed_at",
    )
    .bind(preview.0)
    .bind(now.0)
    .execute(tx.conn())
    .await?;
    institution::rebuild_lineage(tx).await
}

/// Registers the chats of a file, and makes the people of private ones officers.
///
/// # Errors
/// A database fault.
pub async fn take_chats(
    tx: &mut Tx,
    preview: PreviewId,
    by: Option<&PersonId>,
    now: Timestamp,
) -> Result<(), Fault> {
    let by = by.map(|person| person.0.clone());
    sqlx::query(
        "insert into chat (id, address, room, kind, public, title, institution, state, \
         registered_by, registered_at) \
         select id, address, room, kind, 0, title, institution, 'active', cast($2 as text), \
         cast($3 as bigint) from staged_chat where preview = $1 and registers = 1 order by place \
         on conflict (address, institution) do update set kind = excluded.kind, \
         receives = case when chat.state = 'removed' then 'auto' else chat.receives end, \
         state_at = case when chat.state = 'removed' then cast($3 as bigint) else chat.state_at end, \
         reason = case when chat.state = 'removed' then null else chat.reason end, \
         state = case when chat.state = 'removed' then excluded.state else chat.state end",
    )
    .bind(preview.0)
    .bind(by.clone())
    .bind(now.0)
    .execute(tx.conn())
    .await?;
    late::joined_by_file(tx, preview, now).await?;
    sqlx::query(
        // The name of somebody of whom only the account is known is its number, without "tg:".
        "insert into person (id, address, name) \
         select person, address, substr(address, 4) from staged_chat \
         where preview = $1 and appoints = 1 order by place on conflict (address) do nothing",
    )
    .bind(preview.0)
    .execute(tx.conn())
    .await?;
    sqlx::query(
        "insert into role_grant \
         (id, person_id, role, area_kind, area_value, state, invited_by, requested_at) \
         select s.grant_id, p.id, 'officer', 'subtree', s.institution, 'active', cast($2 as text), \
         cast($3 as bigint) \
         from staged_chat s join person p on p.address = s.address \
         where s.preview = $1 and s.appoints = 1",
    )
    .bind(preview.0)
    .bind(by)
    .bind(now.0)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Clears away what was brought in for a preview.
///
/// # Errors
/// A database fault.
pub async fn clear(tx: &mut Tx, preview: PreviewId) -> Result<(), Fault> {
    for sql in [
        "delete from staged_institution where preview = $1",
        "delete from staged_chat where preview = $1",
    ] {
        sqlx::query(sql).bind(preview.0).execute(tx.conn()).await?;
    }
    Ok(())
}
