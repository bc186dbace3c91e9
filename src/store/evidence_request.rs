//! People who were asked for evidence: their next message in private is it.

use super::{Fault, Tx, question, retention};
use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::id::{AnnouncementId, ChatId, PersonId};
use crate::domain::institution::Code;

/// What is asked of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// By this it is known.
    pub id: i64,
    /// Evidence of which announcement.
    pub announcement: AnnouncementId,
    /// Of which revision.
    pub revision: i64,
    /// When "Disebarluaskan" was pressed.
    pub pressed_at: Timestamp,
    /// When it was asked in private.
    pub asked_at: Option<Timestamp>,
    /// For which institutions; at least one.
    pub speakers: Vec<Speaker>,
}

/// An institution for which somebody gives evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// Which.
    pub institution: Code,
    /// Its name.
    pub name: String,
    /// Where they pressed.
    pub chat: ChatId,
    /// Whether that is a private group of the institution's still, which they have not left as far as is
    /// known: there members speak as well as officers.
    pub in_group: bool,
}

/// Where somebody pressed, for an institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pressed {
    /// For which.
    pub institution: Code,
    /// In which chat.
    pub chat: ChatId,
}

/// Notes who pressed, with the hash of the link that leads them to the private chat; what they pressed there
/// for the same announcement before leads there no more.
///
/// # Errors
/// A database fault.
pub async fn put(
    tx: &mut Tx,
    id: i64,
    person: &PersonId,
    (announcement, revision): (AnnouncementId, i64),
    pressed: &[Pressed],
    token_hash: Option<&str>,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "update evidence_request set closed = 1 where person_id = $1 and announcement_id = $2 \
         and asked_at is null and closed = 0",
    )
    .bind(&person.0)
    .bind(announcement.0)
    .execute(tx.conn())
    .await?;
    for one in pressed {
        sqlx::query(
            "insert into evidence_request (id, person_id, announcement_id, revision, institution, \
             chat_id, token_hash, pressed_at, departed) values ($1, $2, $3, $4, $5, $6, $7, $8, 0) \
             on conflict do nothing",
        )
        .bind(id)
        .bind(&person.0)
        .bind(announcement.0)
        .bind(revision)
        .bind(one.institution.as_str())
        .bind(one.chat.0)
        .bind(token_hash.map(str::to_owned))
        .bind(now.0)
        .execute(tx.conn())
        .await?;
    }
    Ok(())
}

/// It is being asked: the person's next message is the answer, and no other question is open. Its link goes
/// on to lead there.
///
/// # Errors
/// A database fault.
pub async fn ask(tx: &mut Tx, id: i64, address: &Address, now: Timestamp) -> Result<(), Fault> {
    // The same question, asked anew: nobody needs to hear that the first is closed.
    sqlx::query(
        "update evidence_request set asked_at = null, closed = 1 where asked_at is not null \
         and (person_id, announcement_id) in \
         (select r.person_id, r.announcement_id from evidence_request r where r.id = $1)",
    )
    .bind(id)
    .execute(tx.conn())
    .await?;
    question::forget(tx, address).await?;
    sqlx::query("update evidence_request set asked_at = $2 where id = $1 and closed = 0")
        .bind(id)
        .bind(now.0)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// What a person's link leads to; nothing for somebody else's, nor for one that is asked no more.
///
/// # Errors
/// A database fault.
pub async fn of_link(
    tx: &mut Tx,
    token_hash: &str,
    address: &Address,
) -> Result<Option<Request>, Fault> {
    find(
        tx,
        "r.token_hash = $1 and r.closed = 0 and r.person_id in (select id from person where address = $2)",
        &[token_hash, address.as_str()],
    )
    .await
}

/// Whether a link is one of these, whoever may use it.
///
/// # Errors
/// A database fault.
pub async fn is_link(tx: &mut Tx, token_hash: &str) -> Result<bool, Fault> {
    let count: i64 =
        sqlx::query_scalar("select count(*) from evidence_request where token_hash = $1")
            .bind(token_hash)
            .fetch_one(tx.conn())
            .await?;
    Ok(count > 0)
}

/// What a person is asked just now.
///
/// # Errors
/// A database fault.
pub async fn open(tx: &mut Tx, person: &PersonId) -> Result<Option<Request>, Fault> {
    find(
        tx,
        "r.person_id = $1 and r.asked_at is not null",
        &[&person.0],
    )
    .await
}

async fn find(tx: &mut Tx, condition: &str, values: &[&str]) -> Result<Option<Request>, Fault> {
    type Row = (i64, i64, i64, i64, Option<i64>, String, String, i64, i64);
    let sql = format!(
        "select r.id, r.announcement_id, r.revision, r.pressed_at, r.asked_at, r.institution, \
         i.name, r.chat_id, case when r.departed = 0 and c.state <> 'removed' and c.kind = 'group' \
           and c.public = 0 and c.institution = r.institution then 1 else 0 end \
         from evidence_request r join institution i on i.code = r.institution \
         join chat c on c.id = r.chat_id where {condition} order by r.id desc, r.institution"
    );
    let mut query = sqlx::query_as(sqlx::AssertSqlSafe(sql));
    for value in values {
        query = query.bind((*value).to_owned());
    }
    let rows: Vec<Row> = query.fetch_all(tx.conn()).await?;
    let mut request: Option<Request> = None;
    for (id, announcement, revision, pressed_at, asked_at, institution, name, chat, in_group) in
        rows
    {
        let request = request.get_or_insert_with(|| Request {
            id,
            announcement: AnnouncementId(announcement),
            revision,
            pressed_at: Timestamp(pressed_at),
            asked_at: asked_at.map(Timestamp),
            speakers: Vec::new(),
        });
        if request.id == id {
            request.speakers.push(Speaker {
                institution: Code::stored(institution),
                name,
                chat: ChatId(chat),
                in_group: in_group == 1,
            });
        }
    }
    Ok(request)
}

/// It is asked no more. Of an album that answered it the other pictures are known for a while.
///
/// # Errors
/// A database fault.
pub async fn close(tx: &mut Tx, id: i64, album: Option<&str>) -> Result<(), Fault> {
    let query = match album {
        None => {
            sqlx::query("update evidence_request set asked_at = null, closed = 1 where id = $1")
                .bind(id)
        }
        Some(album) => sqlx::query(
            "update evidence_request set asked_at = null, closed = 1, album = $2 where id = $1",
        )
        .bind(id)
        .bind(album.to_owned()),
    };
    query.execute(tx.conn()).await?;
    Ok(())
}

/// Takes the question about an announcement back; whether it was open.
///
/// # Errors
/// A database fault.
pub async fn cancel(
    tx: &mut Tx,
    person: &PersonId,
    announcement: AnnouncementId,
) -> Result<bool, Fault> {
    let closed = sqlx::query(
        "update evidence_request set asked_at = null, closed = 1 \
         where person_id = $1 and announcement_id = $2 and asked_at is not null",
    )
    .bind(&person.0)
    .bind(announcement.0)
    .execute(tx.conn())
    .await?;
    Ok(closed.rows_affected() > 0)
}

/// Of which announcements a person was asked for evidence until another question took the place of that, and
/// has not been told so; they are by this.
///
/// # Errors
/// A database fault.
pub async fn gave_way(tx: &mut Tx, address: &Address) -> Result<Vec<AnnouncementId>, Fault> {
    let mut ids: Vec<i64> = sqlx::query_scalar(
        "update evidence_request set closed = 1 where closed = 2 \
         and person_id in (select id from person where address = $1) returning announcement_id",
    )
    .bind(address.as_str())
    .fetch_all(tx.conn())
    .await?;
    ids.sort_unstable();
    ids.dedup();
    Ok(ids.into_iter().map(AnnouncementId).collect())
}

/// Of an album whose first picture was refused, the others are no answer either; what comes next is.
///
/// # Errors
/// A database fault.
pub async fn pass_over(tx: &mut Tx, address: &Address, album: &str) -> Result<(), Fault> {
    sqlx::query(
        "update evidence_request set album = $2 where asked_at is not null \
         and person_id in (select id from person where address = $1)",
    )
    .bind(address.as_str())
    .bind(album.to_owned())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Of which announcement evidence is asked of the person of this private chat, if that was after a moment.
///
/// # Errors
/// A database fault.
pub async fn asked_since(
    tx: &mut Tx,
    address: &Address,
    since: Timestamp,
) -> Result<Option<AnnouncementId>, Fault> {
    let id: Option<i64> = sqlx::query_scalar(
        "select announcement_id from evidence_request where asked_at > $2 \
         and person_id in (select id from person where address = $1) limit 1",
    )
    .bind(address.as_str())
    .bind(since.0)
    .fetch_optional(tx.conn())
    .await?;
    Ok(id.map(AnnouncementId))
}

/// What was asked of a person when an album of theirs was taken as the evidence, or refused.
///
/// # Errors
/// A database fault.
pub async fn of_album(
    tx: &mut Tx,
    person: &PersonId,
    album: &str,
) -> Result<Option<Request>, Fault> {
    find(tx, "r.person_id = $1 and r.album = $2", &[&person.0, album]).await
}

/// Somebody left a chat: they do not speak as its member any more.
///
/// # Errors
/// A database fault.
pub async fn departed(tx: &mut Tx, who: &Address, room: &str) -> Result<(), Fault> {
    sqlx::query(
        "update evidence_request set departed = 1 \
         where person_id in (select id from person where address = $1) \
         and chat_id in (select id from chat where room = $2)",
    )
    .bind(who.as_str())
    .bind(room)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Forgets up to `most` that were pressed before a moment; how many.
///
/// # Errors
/// A database fault.
pub async fn forget_older(tx: &mut Tx, before: Timestamp, most: i64) -> Result<u64, Fault> {
    retention::forget(
        tx,
        "delete from evidence_request where (id, institution) in \
         (select id, institution from evidence_request where pressed_at < $1 limit $2)",
        before,
        most,
    )
    .await
}
