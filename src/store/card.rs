//! Cards that were shown to somebody, and which of them follow what happens.

use super::{Fault, Tx, posting};
use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;

/// How long a card follows whose announcement has not arrived anywhere yet: that is known when it has.
pub const UNTIL_KNOWN: Timestamp = Timestamp(i64::MAX);

/// Cards of one announcement that are known in one chat; of older ones the picture is not found again.
const KNOWN: i64 = 3;

/// A card that stands somewhere now.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// Of which announcement.
    pub announcement: AnnouncementId,
    /// In which chat.
    pub at: &'a Address,
    /// In which message.
    pub message_id: i64,
    /// The digest of what it shows.
    pub digest: &'a str,
    /// How long it follows what happens.
    pub until: Timestamp,
    /// Not before that.
    pub next: Timestamp,
}

/// What stands for the message of a card that has not arrived yet: no message has a number below zero.
#[must_use]
pub fn on_its_way(announcement: AnnouncementId) -> i64 {
    -announcement.0
}

/// Writes down what a message shows, or will when it has arrived.
///
/// # Errors
/// A database fault.
pub async fn put(tx: &mut Tx, card: &Shown<'_>) -> Result<(), Fault> {
    sqlx::query(
        "insert into card (address, message_id, announcement_id, follows, follow_until, next_at, \
         shown, drawn) values ($1, $2, $3, 0, $4, $5, $6, $6) \
         on conflict (address, message_id) do update set \
         announcement_id = excluded.announcement_id, follow_until = excluded.follow_until, \
         next_at = excluded.next_at, shown = excluded.shown, drawn = excluded.drawn",
    )
    .bind(card.at.as_str())
    .bind(card.message_id)
    .bind(card.announcement.0)
    .bind(card.until.0)
    .bind(card.next.0)
    .bind(card.digest)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// An announcement, or a correction of it, has arrived somewhere: cards that waited for that follow until then.
///
/// # Errors
/// A database fault.
pub async fn begin(
    tx: &mut Tx,
    announcement: AnnouncementId,
    until: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "update card set follow_until = $2 where announcement_id = $1 and follow_until = $3",
    )
    .bind(announcement.0)
    .bind(until.0)
    .bind(UNTIL_KNOWN.0)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A card that was on its way is this message; another of the same may still be on its way.
///
/// # Errors
/// A database fault.
pub async fn arrived(
    tx: &mut Tx,
    announcement: AnnouncementId,
    at: &Address,
    message_id: i64,
) -> Result<(), Fault> {
    sqlx::query(
        "insert into card (address, message_id, announcement_id, follows, follow_until, next_at, \
         shown, drawn) select address, cast($3 as bigint), announcement_id, 0, follow_until, \
         next_at, shown, drawn from card where address = $1 and message_id = $2 \
         on conflict (address, message_id) do nothing",
    )
    .bind(at.as_str())
    .bind(on_its_way(announcement))
    .bind(message_id)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A card follows, and the others there do no longer; a picture that came for no other stands above it.
///
/// # Errors
/// A database fault.
pub async fn follow(
    tx: &mut Tx,
    announcement: AnnouncementId,
    at: &Address,
    message_id: i64,
) -> Result<(), Fault> {
    let picture = free_picture(tx, announcement, at).await?;
    let known = sqlx::query(
        "update card set follows = 1, picture_id = coalesce(picture_id, $3) \
         where address = $1 and message_id = $2",
    )
    .bind(at.as_str())
    .bind(message_id)
    .bind(picture)
    .execute(tx.conn())
    .await?
    .rows_affected();
    if known == 0 {
        return Ok(());
    }
    sqlx::query(
        "update card set follows = 0 where announcement_id = $1 and address = $2 \
         and message_id <> $3 and follows = 1",
    )
    .bind(announcement.0)
    .bind(at.as_str())
    .bind(message_id)
    .execute(tx.conn())
    .await?;
    sqlx::query(
        "delete from card where announcement_id = $1 and address = $2 and message_id > 0 \
         and message_id <> $3 and message_id not in (select message_id from card \
           where announcement_id = $1 and address = $2 order by message_id desc limit $4)",
    )
    .bind(announcement.0)
    .bind(at.as_str())
    .bind(message_id)
    .bind(KNOWN)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A picture of an announcement in a chat that stands above no card we know of.
async fn free_picture(
    tx: &mut Tx,
    announcement: AnnouncementId,
    at: &Address,
) -> Result<Option<i64>, Fault> {
    Ok(sqlx::query_scalar(
        "select p.message_id from posting p where p.announcement_id = $1 and p.purpose = $2 \
         and p.address = $3 and not exists (select 1 from card c \
           where c.address = p.address and c.picture_id = p.message_id)",
    )
    .bind(announcement.0)
    .bind(posting::PICTURE)
    .bind(at.as_str())
    .fetch_optional(tx.conn())
    .await?)
}

/// A picture that was sent anew stands beside the card that follows, if that has none.
///
/// # Errors
/// A database fault.
pub async fn adopt(
    tx: &mut Tx,
    announcement: AnnouncementId,
    at: &Address,
    picture: i64,
) -> Result<(), Fault> {
    sqlx::query(
        "update card set picture_id = $3 where announcement_id = $1 and address = $2 \
         and follows = 1 and picture_id is null and message_id < $3",
    )
    .bind(announcement.0)
    .bind(at.as_str())
    .bind(picture)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The picture that belongs to the card in a message.
///
/// # Errors
/// A database fault.
pub async fn picture_of(
    tx: &mut Tx,
    announcement: AnnouncementId,
    at: &Address,
    message_id: i64,
) -> Result<Option<i64>, Fault> {
    let own: Option<Option<i64>> =
        sqlx::query_scalar("select picture_id from card where address = $1 and message_id = $2")
            .bind(at.as_str())
            .bind(message_id)
            .fetch_optional(tx.conn())
            .await?;
    match own.flatten() {
        Some(own) => Ok(Some(own)),
        None => free_picture(tx, announcement, at).await,
    }
}

/// A card that follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Following {
    /// In which message.
    pub message_id: i64,
    /// The message of its picture.
    pub picture_id: Option<i64>,
    /// Digest of what it shows; nothing where that is not certain.
    pub shown: Option<String>,
    /// The same of the picture.
    pub drawn: Option<String>,
}

/// The card of an announcement that follows in a chat.
///
/// # Errors
/// A database fault.
pub async fn following(
    tx: &mut Tx,
    announcement: AnnouncementId,
    at: &Address,
) -> Result<Option<Following>, Fault> {
    type Row = (i64, Option<i64>, Option<String>, Option<String>);
    let row: Option<Row> = sqlx::query_as(
        "select message_id, picture_id, shown, drawn from card \
         where announcement_id = $1 and address = $2 and follows = 1",
    )
    .bind(announcement.0)
    .bind(at.as_str())
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|(message_id, picture_id, shown, drawn)| Following {
        message_id,
        picture_id,
        shown,
        drawn,
    }))
}

/// What of a card is refreshed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Half {
    /// Its words.
    Words,
    /// The picture above them.
    Picture,
}

impl Half {
    fn column(self) -> &'static str {
        match self {
            Self::Words => "shown",
            Self::Picture => "drawn",
        }
    }
}

/// Half of the card that follows in a chat is being brought to what has this digest, and the card left in
/// peace until `next`.
///
/// # Errors
/// A database fault.
pub async fn brought(
    tx: &mut Tx,
    announcement: AnnouncementId,
    at: &Address,
    half: Half,
    digest: &str,
    next: Timestamp,
) -> Result<(), Fault> {
    let sql = format!(
        "update card set {} = $3, next_at = $4 \
         where announcement_id = $1 and address = $2 and follows = 1",
        half.column()
    );
    sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(announcement.0)
        .bind(at.as_str())
        .bind(digest)
        .bind(next.0)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// It is not certain what a message shows that is half of a card, so the next look edits it. Where it is not
/// known which message it was, it may be the one that follows.
///
/// # Errors
/// A database fault.
pub async fn doubt(
    tx: &mut Tx,
    announcement: AnnouncementId,
    at: &Address,
    half: Half,
    message_id: Option<i64>,
) -> Result<(), Fault> {
    let column = half.column();
    let which = match (half, message_id) {
        (_, None) => "follows = 1",
        (Half::Words, Some(_)) => "message_id = $3",
        (Half::Picture, Some(_)) => "picture_id = $3",
    };
    let sql = format!(
        "update card set {column} = null where announcement_id = $1 and address = $2 and {which}"
    );
    let mut query = sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(announcement.0)
        .bind(at.as_str());
    if let Some(message_id) = message_id {
        query = query.bind(message_id);
    }
    query.execute(tx.conn()).await?;
    Ok(())
}

/// An edit of half of a card was not the only one under way to its message, so it is not certain what that
/// shows. Of which announcement it is, where it follows.
///
/// # Errors
/// A database fault.
pub async fn overtaken(
    tx: &mut Tx,
    at: &Address,
    half: Half,
    message_id: i64,
) -> Result<Option<AnnouncementId>, Fault> {
    let (column, which) = match half {
        Half::Words => ("shown", "message_id"),
        Half::Picture => ("drawn", "picture_id"),
    };
    let sql = format!(
        "update card set {column} = null where address = $1 and {which} = $2 and follows = 1 \
         returning announcement_id"
    );
    let found: Option<i64> = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
        .bind(at.as_str())
        .bind(message_id)
        .fetch_optional(tx.conn())
        .await?;
    Ok(found.map(AnnouncementId))
}

/// No card of an announcement follows in a chat any more.
///
/// # Errors
/// A database fault.
pub async fn release(tx: &mut Tx, announcement: AnnouncementId, at: &Address) -> Result<(), Fault> {
    sqlx::query("update card set follows = 0 where announcement_id = $1 and address = $2")
        .bind(announcement.0)
        .bind(at.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// A message shows something else now.
///
/// # Errors
/// A database fault.
pub async fn leave(tx: &mut Tx, at: &Address, message_id: i64) -> Result<(), Fault> {
    sqlx::query("update card set follows = 0 where address = $1 and message_id = $2")
        .bind(at.as_str())
        .bind(message_id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// A card is gone.
///
/// # Errors
/// A database fault.
pub async fn lost(tx: &mut Tx, at: &Address, message_id: i64) -> Result<(), Fault> {
    sqlx::query("delete from card where address = $1 and message_id = $2")
        .bind(at.as_str())
        .bind(message_id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// A picture is gone.
///
/// # Errors
/// A database fault.
pub async fn picture_lost(tx: &mut Tx, at: &Address, message_id: i64) -> Result<(), Fault> {
    sqlx::query(
        "update card set picture_id = null, drawn = null where address = $1 and picture_id = $2",
    )
    .bind(at.as_str())
    .bind(message_id)
    .execute(tx.conn())
    .await?;
    Ok(())
}
