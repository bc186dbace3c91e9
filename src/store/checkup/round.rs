//! Rounds of looking at chats, a portion of each queued at a time.

use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::id::{self, PersonId};
use crate::domain::role::{Area, Scope};
use crate::store::json::{from_json, json};
use crate::store::scope::{BindAll, Visible};
use crate::store::{Fault, Tx};

/// A round that is under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// Its row.
    pub id: i64,
    /// Over which chats.
    pub scope: Scope,
    /// Who asked, and the message in which they see how far it is; the night's has none.
    pub asked: Option<(PersonId, Address, i64)>,
    /// Chats when it began.
    pub total: i64,
    /// Chats looked at.
    pub done: i64,
    /// The last registration whose chat was queued.
    pub cursor: i64,
    /// Losses that it finds are told from then on; none: at once.
    pub quiet_until: Option<Timestamp>,
    /// When its message was changed last.
    pub shown_at: Timestamp,
    /// When a chat was looked at last.
    pub moved_at: Timestamp,
}

/// Everything a bot looks at: of people in private it would see nothing.
const LOOKED_AT: &str = "from chat where kind <> 'private' and state <> 'removed' \
     and institution in (select code from visible)";

fn key(scope: &Scope) -> Result<String, Fault> {
    let mut areas: Vec<(&str, &str)> = scope.areas().iter().map(Area::to_stored).collect();
    areas.sort_unstable();
    json(&areas)
}

fn unkey(text: &str) -> Result<Scope, Fault> {
    let areas: Vec<(String, String)> = from_json("scope", text)?;
    let areas = areas.into_iter().map(|(kind, value)| {
        Area::from_stored(&kind, value).ok_or_else(|| Fault::unreadable("area", kind))
    });
    Ok(Scope::of(areas.collect::<Result<Vec<_>, _>>()?))
}

type Row = (
    i64,
    String,
    Option<String>,
    Option<String>,
    i64,
    i64,
    i64,
    i64,
    i64,
    i64,
    i64,
);
const COLUMNS: &str = "id, scope, person_id, address, message_id, total, done, last_queued, quiet_until, \
     shown_at, moved_at";

fn read(row: Row) -> Result<Round, Fault> {
    let (id, scope, person, address, message, total, done, cursor, quiet, shown_at, moved_at) = row;
    let asked = person.zip(address);
    Ok(Round {
        id,
        scope: unkey(&scope)?,
        asked: asked.map(|(person, at)| (PersonId(person), Address::stored(at), message)),
        total,
        done,
        cursor,
        quiet_until: (quiet > 0).then_some(Timestamp(quiet)),
        shown_at: Timestamp(shown_at),
        moved_at: Timestamp(moved_at),
    })
}

/// The round that is under way over exactly this scope.
///
/// # Errors
/// A database fault.
pub async fn running(tx: &mut Tx, scope: &Scope) -> Result<Option<Round>, Fault> {
    let sql = format!("select {COLUMNS} from checkup_round where scope = $1");
    let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(key(scope)?)
        .fetch_optional(tx.conn())
        .await?;
    row.map(read).transpose()
}

/// How many chats a round over this scope looks at.
///
/// # Errors
/// A database fault.
pub async fn size(tx: &mut Tx, scope: &Scope) -> Result<i64, Fault> {
    let visible = Visible::of(scope, 1);
    let sql = visible.sql(&format!("select count(distinct room) {LOOKED_AT}"));
    let count = sqlx::query_scalar(sql).bind_all(visible.values());
    Ok(count.fetch_one(tx.conn()).await?)
}

/// Begins a round.
///
/// # Errors
/// A database fault.
pub async fn begin(
    tx: &mut Tx,
    scope: &Scope,
    asked: Option<(PersonId, Address, i64)>,
    total: i64,
    quiet_until: Option<Timestamp>,
    now: Timestamp,
) -> Result<Round, Fault> {
    let round = Round {
        id: id::next(now),
        scope: scope.clone(),
        asked,
        total,
        done: 0,
        cursor: 0,
        quiet_until,
        shown_at: now,
        moved_at: now,
    };
    let asked = round.asked.as_ref();
    sqlx::query(
        "insert into checkup_round (id, scope, person_id, address, message_id, total, done, \
         last_queued, quiet_until, shown_at, moved_at) \
         values ($1, $2, $3, $4, $5, $6, 0, 0, $8, $7, $7)",
    )
    .bind(round.id)
    .bind(key(scope)?)
    .bind(asked.map(|(person, _, _)| person.0.clone()))
    .bind(asked.map(|(_, at, _)| at.as_str().to_owned()))
    .bind(asked.map_or(0, |(_, _, message)| *message))
    .bind(total)
    .bind(now.0)
    .bind(quiet_until.map_or(0, |until| until.0))
    .execute(tx.conn())
    .await?;
    Ok(round)
}

/// Takes the next chats of a round; none when all have been taken.
///
/// # Errors
/// A database fault.
pub async fn take(tx: &mut Tx, round: &mut Round, most: i64) -> Result<Vec<Address>, Fault> {
    let visible = Visible::of(&round.scope, 3);
    let sql = visible.sql(&format!(
        "select room, min(id) {LOOKED_AT} group by room having min(id) > $1 order by 2 limit $2"
    ));
    let rows: Vec<(String, i64)> = sqlx::query_as(sql)
        .bind(round.cursor)
        .bind(most)
        .bind_all(visible.values())
        .fetch_all(tx.conn())
        .await?;
    let mut chats = Vec::with_capacity(rows.len());
    for (room, first) in rows {
        sqlx::query(
            "insert into checkup_look (round, room) values ($1, $2) \
             on conflict (round, room) do nothing",
        )
        .bind(round.id)
        .bind(&room)
        .execute(tx.conn())
        .await?;
        round.cursor = first;
        chats.push(Address::stored(room));
    }
    Ok(chats)
}

/// Notes that a chat was looked at: the rounds that waited for it, and whether each waits for more.
///
/// # Errors
/// A database fault.
pub async fn looked(tx: &mut Tx, chat: &Address) -> Result<Vec<(Round, bool)>, Fault> {
    let ids: Vec<i64> =
        sqlx::query_scalar("delete from checkup_look where room = $1 returning round")
            .bind(chat.chat())
            .fetch_all(tx.conn())
            .await?;
    let mut rounds = Vec::with_capacity(ids.len());
    for id in ids {
        let sql = format!("select {COLUMNS} from checkup_round where id = $1");
        let row: Row = sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(id)
            .fetch_one(tx.conn())
            .await?;
        let left: i64 = sqlx::query_scalar("select count(*) from checkup_look where round = $1")
            .bind(id)
            .fetch_one(tx.conn())
            .await?;
        rounds.push((read(row)?, left > 0));
    }
    Ok(rounds)
}

/// From when on a loss of this chat is told, if every round that waits for it is a quiet one.
///
/// # Errors
/// A database fault.
pub async fn quiet_until(tx: &mut Tx, chat: &Address) -> Result<Option<Timestamp>, Fault> {
    let until: Option<i64> = sqlx::query_scalar(
        "select min(r.quiet_until) from checkup_round r \
         join checkup_look l on l.round = r.id where l.room = $1",
    )
    .bind(chat.chat())
    .fetch_one(tx.conn())
    .await?;
    Ok(until.filter(|until| *until > 0).map(Timestamp))
}

/// Writes down how far a round is.
///
/// # Errors
/// A database fault.
pub async fn keep(tx: &mut Tx, round: &Round) -> Result<(), Fault> {
    sqlx::query(
        "update checkup_round set done = $2, last_queued = $3, shown_at = $4, moved_at = $5 \
         where id = $1",
    )
    .bind(round.id)
    .bind(round.done)
    .bind(round.cursor)
    .bind(round.shown_at.0)
    .bind(round.moved_at.0)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Ends a round, wherever it is.
///
/// # Errors
/// A database fault.
pub async fn end(tx: &mut Tx, round: &Round) -> Result<(), Fault> {
    for sql in [
        "delete from checkup_look where round = $1",
        "delete from checkup_round where id = $1",
    ] {
        sqlx::query(sql).bind(round.id).execute(tx.conn()).await?;
    }
    Ok(())
}
