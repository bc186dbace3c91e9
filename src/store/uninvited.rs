//! Groups and channels that the bot was brought into without a link, and the question for which
//! institution one of them is to be registered.

use super::{Fault, Tx, question, retention};
use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::id::{PersonId, UninvitedId};
use crate::domain::institution::Code;
use crate::domain::uninvited::{Fate, Newest, Notice, Uninvited};

/// Notes a new stay, named by a notice that leaves at `notice_at`; perhaps of a chat that was let go by an
/// institution.
///
/// # Errors
/// A database fault.
pub async fn insert(
    tx: &mut Tx,
    stay: &Uninvited,
    released_from: Option<&Code>,
    notice_at: Timestamp,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "insert into uninvited \
         (id, room, kind, public, title, state, notice, notice_at, at, released_from) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(stay.id.0)
    .bind(stay.room.as_str())
    .bind(super::chat::kind_word(stay.kind))
    .bind(i64::from(stay.public))
    .bind(&stay.title)
    .bind(stay.fate.as_str())
    .bind(stay.notice)
    .bind(notice_at.0)
    .bind(now.0)
    .bind(released_from.map(|code| code.as_str().to_owned()))
    .execute(tx.conn())
    .await?;
    Ok(())
}

type Row = (
    i64,
    String,
    String,
    i64,
    String,
    String,
    Option<String>,
    i64,
    Option<String>,
);

const SELECT: &str = "select u.id, u.room, u.kind, u.public, u.title, u.state, i.name, u.notice, r.name \
     from uninvited u left join institution i on i.code = u.institution \
     left join institution r on r.code = u.released_from";

fn read(row: Row) -> Result<Uninvited, Fault> {
    let (id, room, kind, public, title, state, institution, notice, released_from) = row;
    Ok(Uninvited {
        id: UninvitedId(id),
        room: Address::stored(room),
        kind: super::chat::read_kind(&kind)?,
        public: public == 1,
        title,
        released_from,
        fate: match state.as_str() {
            "open" => Fate::Open,
            "registered" => Fate::Registered(institution.unwrap_or_default()),
            "left" => Fate::Left,
            "gone" => Fate::Gone,
            _ => return Err(Fault::unreadable("stay", state)),
        },
        notice,
    })
}

/// The stay in a chat of the platform that nobody has decided on.
///
/// # Errors
/// A database fault.
pub async fn open_in(tx: &mut Tx, room: &Address) -> Result<Option<Uninvited>, Fault> {
    let sql = format!("{SELECT} where u.room = $1 and u.state = 'open' order by u.id desc limit 1");
    let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(room.chat())
        .fetch_optional(tx.conn())
        .await?;
    row.map(read).transpose()
}

/// All stays that nobody has decided on.
///
/// # Errors
/// A database fault.
pub async fn all_open(tx: &mut Tx) -> Result<Vec<Uninvited>, Fault> {
    let sql = format!("{SELECT} where u.state = 'open' order by u.id");
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .fetch_all(tx.conn())
        .await?;
    rows.into_iter().map(read).collect()
}

/// One stay.
///
/// # Errors
/// A database fault.
pub async fn find(tx: &mut Tx, id: UninvitedId) -> Result<Option<Uninvited>, Fault> {
    let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(format!("{SELECT} where u.id = $1")))
        .bind(id.0)
        .fetch_optional(tx.conn())
        .await?;
    row.map(read).transpose()
}

/// It was decided on.
///
/// # Errors
/// A database fault.
pub async fn settle(
    tx: &mut Tx,
    id: UninvitedId,
    fate: &Fate,
    institution: Option<&Code>,
) -> Result<(), Fault> {
    sqlx::query("update uninvited set state = $2, institution = $3 where id = $1")
        .bind(id.0)
        .bind(fate.as_str())
        .bind(institution.map(|code| code.as_str().to_owned()))
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// It is as if it had not been.
///
/// # Errors
/// A database fault.
pub async fn remove(tx: &mut Tx, id: UninvitedId) -> Result<(), Fault> {
    sqlx::query("delete from uninvited where id = $1")
        .bind(id.0)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The group became a supergroup.
///
/// # Errors
/// A database fault.
pub async fn readdress(tx: &mut Tx, from: &Address, to: &Address) -> Result<(), Fault> {
    sqlx::query("update uninvited set room = $2 where room = $1")
        .bind(from.chat())
        .bind(to.chat())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The newest notice.
///
/// # Errors
/// A database fault.
pub async fn newest_notice(tx: &mut Tx) -> Result<Option<Newest>, Fault> {
    let row: Option<(i64, i64)> =
        sqlx::query_as("select notice, notice_at from uninvited order by notice desc limit 1")
            .fetch_optional(tx.conn())
            .await?;
    Ok(row.map(|(notice, at)| Newest {
        notice,
        at: Timestamp(at),
    }))
}

/// What a notice is about: the first `most` of those that nobody has decided on, then the others.
///
/// # Errors
/// A database fault.
pub async fn named(tx: &mut Tx, notice: i64, most: i64) -> Result<Notice, Fault> {
    let sql = format!(
        "{SELECT} where u.notice = $1 \
         order by case when u.state = 'open' then 0 else 1 end, u.id limit $2"
    );
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(notice)
        .bind(most)
        .fetch_all(tx.conn())
        .await?;
    let count = sqlx::query_scalar("select count(*) from uninvited where notice = $1")
        .bind(notice)
        .fetch_one(tx.conn())
        .await?;
    Ok(Notice {
        rooms: rows.into_iter().map(read).collect::<Result<_, _>>()?,
        count,
    })
}

/// Asks an owner for the institution's code; their next words are the answer. `message_id` is the notice
/// that is to follow.
///
/// # Errors
/// A database fault.
pub async fn ask(
    tx: &mut Tx,
    person: &PersonId,
    address: &Address,
    id: UninvitedId,
    message_id: i64,
    now: Timestamp,
) -> Result<(), Fault> {
    question::forget(tx, address).await?;
    sqlx::query(
        "insert into registering (person_id, uninvited_id, message_id, asked_at) \
         values ($1, $2, $3, $4)",
    )
    .bind(&person.0)
    .bind(id.0)
    .bind(message_id)
    .bind(now.0)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What somebody was asked: which stay it is about, and under which message.
///
/// # Errors
/// A database fault.
pub async fn asked(tx: &mut Tx, person: &PersonId) -> Result<Option<(UninvitedId, i64)>, Fault> {
    let row: Option<(i64, i64)> =
        sqlx::query_as("select uninvited_id, message_id from registering where person_id = $1")
            .bind(&person.0)
            .fetch_optional(tx.conn())
            .await?;
    Ok(row.map(|(id, message)| (UninvitedId(id), message)))
}

/// Forgets up to `most` stays that began before a moment, whatever became of them; how many.
///
/// # Errors
/// A database fault.
pub async fn forget(tx: &mut Tx, before: Timestamp, most: i64) -> Result<u64, Fault> {
    retention::forget(
        tx,
        "delete from registering where asked_at < $1 and person_id in \
         (select person_id from registering limit $2)",
        before,
        most,
    )
    .await?;
    retention::forget(
        tx,
        "delete from uninvited where id in (select id from uninvited where at < $1 \
         and id not in (select uninvited_id from registering) limit $2)",
        before,
        most,
    )
    .await
}
