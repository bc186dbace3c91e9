//! The seals of the record, and its lines as they are sealed.

mod told;
mod unsealed;

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use sqlx::any::AnyRow;
use sqlx::{FromRow, Row as _};

use super::{Fault, Tx};
use crate::domain::clock::Timestamp;
use crate::domain::seal::{Digest, Line, Seal, VERSION};

pub use told::{Told, all_told, hash_of, note_told, was_told};
pub use unsealed::{Window, highest, unsealed, upto, upto_at, waiting, was_end};

/// Where the chain stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Of the last seal.
    pub number: i64,
    /// When it was made.
    pub sealed_at: Timestamp,
    /// The highest id that is sealed.
    pub upto: i64,
    /// Of the last seal.
    pub hash: Digest,
}

/// A seal as it is stored, and not yet believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// What it says it seals.
    pub seal: Seal,
    /// By which way of computing.
    pub version: i64,
    /// The highest id that it says is sealed.
    pub upto: i64,
    /// What it says is its hash; none where it is no hash.
    pub hash: Option<Digest>,
}

/// The last seal; none before the first.
///
/// # Errors
/// A database fault.
pub async fn last(tx: &mut Tx) -> Result<Option<Head>, Fault> {
    let row: Option<(i64, i64, i64, String)> = sqlx::query_as(
        "select number, sealed_at, upto, hash from seal order by number desc limit 1",
    )
    .fetch_optional(tx.conn())
    .await?;
    row.map(|(number, sealed_at, upto, hash)| {
        Ok(Head {
            number,
            sealed_at: Timestamp(sealed_at),
            upto,
            hash: hash.parse().map_err(|_| Fault::unreadable("seal", hash))?,
        })
    })
    .transpose()
}

/// Whether there was a seal at a moment.
///
/// # Errors
/// A database fault.
pub async fn was_any(tx: &mut Tx, at: Timestamp) -> Result<bool, Fault> {
    let first: Option<i64> =
        sqlx::query_scalar("select sealed_at from seal order by number limit 1")
            .fetch_optional(tx.conn())
            .await?;
    Ok(first.is_some_and(|first| first <= at.0))
}

/// Adds a seal to the chain; `before` is the highest id that was sealed until then.
///
/// # Errors
/// A database fault; also when there is one of this number.
pub async fn put(tx: &mut Tx, seal: &Seal, before: i64) -> Result<(), Fault> {
    sqlx::query(
        "insert into seal (number, version, sealed_at, upto, previous, hash, digests) \
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(seal.number)
    .bind(VERSION)
    .bind(seal.sealed_at.0)
    .bind(seal.upto(before))
    .bind(seal.previous.to_string())
    .bind(seal.hash().to_string())
    .bind(write(&seal.lines))
    .execute(tx.conn())
    .await?;
    Ok(())
}

type StoredRow = (i64, i64, i64, i64, String, String, Vec<u8>);

/// Up to `most` seals after one, in order.
///
/// # Errors
/// A database fault.
pub async fn after(tx: &mut Tx, number: i64, most: i64) -> Result<Vec<Stored>, Fault> {
    let rows: Vec<StoredRow> = sqlx::query_as(
        "select number, version, sealed_at, upto, previous, hash, digests from seal \
         where number > $1 order by number limit $2",
    )
    .bind(number)
    .bind(most)
    .fetch_all(tx.conn())
    .await?;
    let stored = |(number, version, sealed_at, upto, previous, hash, digests): StoredRow| {
        let lines = read(&digests);
        let previous = previous.parse::<Digest>().ok();
        Stored {
            version,
            upto,
            // What cannot be read is not what was sealed.
            hash: hash
                .parse()
                .ok()
                .filter(|_| lines.is_some() && previous.is_some()),
            seal: Seal {
                number,
                sealed_at: Timestamp(sealed_at),
                previous: previous.unwrap_or_else(Digest::of_nothing),
                lines: lines.unwrap_or_default(),
            },
        }
    };
    Ok(rows.into_iter().map(stored).collect())
}

/// For how long after it was written a line is looked for in the seals: one that was committed behind a line
/// with a higher id is sealed later than that.
const SEALED_WITHIN: Duration = Duration::from_secs(3600);

/// The seal that covers each of these lines, which are given by their ids and times; nothing for those that
/// are not sealed yet.
///
/// # Errors
/// A database fault.
pub async fn covering(tx: &mut Tx, lines: &[(i64, Timestamp)]) -> Result<HashMap<i64, i64>, Fault> {
    const FROM: &str = "select number, sealed_at, digests from seal where upto >= $1 \
         order by upto, number limit 1";
    const NEXT: &str = "select number, sealed_at, digests from seal where number = $1 + 1";
    let mut left: BTreeMap<i64, Timestamp> = lines.iter().copied().collect();
    let mut found = HashMap::with_capacity(left.len());
    while let Some((first, at)) = left.pop_first() {
        let (mut sql, mut from) = (FROM, first);
        loop {
            let seal: Option<(i64, i64, Vec<u8>)> = sqlx::query_as(sql)
                .bind(from)
                .fetch_optional(tx.conn())
                .await?;
            let Some((number, sealed_at, digests)) = seal else {
                break;
            };
            for (id, _) in read(&digests).into_iter().flatten() {
                if id == first || left.remove(&id).is_some() {
                    found.insert(id, number);
                }
            }
            if found.contains_key(&first) || Timestamp(sealed_at) > at.plus(SEALED_WITHIN) {
                break;
            }
            (sql, from) = (NEXT, number);
        }
    }
    Ok(found)
}

/// A line as it is stored.
struct LineRow(Line);

const COLUMNS: &str = "id, at, actor, kind, announcement_id, institution, detail";

/// Stands for what no program of ours has written: SQLite keeps in a column whatever it is given. The line is
/// one that was changed, and keeps nobody from looking at the others.
const UNREADABLE: &str = "\u{0}unreadable";

impl<'r> FromRow<'r, AnyRow> for LineRow {
    fn from_row(row: &'r AnyRow) -> Result<Self, sqlx::Error> {
        let text = |column: &str| {
            let read = row.try_get::<String, _>(column);
            read.unwrap_or_else(|_| UNREADABLE.to_owned())
        };
        let perhaps = |column: &str| {
            let read = row.try_get::<Option<String>, _>(column);
            read.unwrap_or_else(|_| Some(UNREADABLE.to_owned()))
        };
        Ok(Self(Line {
            id: row.try_get("id")?,
            at: row.try_get("at").unwrap_or(i64::MIN),
            actor: perhaps("actor"),
            kind: text("kind"),
            announcement: row.try_get("announcement_id").unwrap_or(Some(i64::MIN)),
            institution: perhaps("institution"),
            detail: text("detail"),
        }))
    }
}

/// Up to `most` lines of the record above an id, and up to another, in the order of their ids.
///
/// # Errors
/// A database fault.
pub async fn lines(tx: &mut Tx, above: i64, upto: i64, most: i64) -> Result<Vec<Line>, Fault> {
    let rows: Vec<LineRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select {COLUMNS} from event where id > $1 and id <= $2 order by id limit $3"
    )))
    .bind(above)
    .bind(upto)
    .bind(most)
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|LineRow(line)| line).collect())
}

/// One line of the record.
///
/// # Errors
/// A database fault.
pub async fn line(tx: &mut Tx, id: i64) -> Result<Option<Line>, Fault> {
    let row: Option<LineRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select {COLUMNS} from event where id = $1"
    )))
    .bind(id)
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|LineRow(line)| line))
}

const ENTRY: usize = 8 + Digest::BYTES;

fn write(lines: &[(i64, Digest)]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(lines.len() * ENTRY);
    for (id, digest) in lines {
        bytes.extend_from_slice(&id.to_be_bytes());
        bytes.extend_from_slice(digest.bytes());
    }
    bytes
}

/// None of what was not written by [`write`].
fn read(bytes: &[u8]) -> Option<Vec<(i64, Digest)>> {
    let (entries, rest) = bytes.as_chunks::<ENTRY>();
    let entry = |entry: &[u8; ENTRY]| {
        let (id, digest) = entry.split_first_chunk::<8>()?;
        let digest: [u8; Digest::BYTES] = digest.try_into().ok()?;
        Some((i64::from_be_bytes(*id), Digest::from(digest)))
    };
    if rest.is_empty() {
        entries.iter().map(entry).collect()
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Db;

    #[test]
    fn digests_are_read_as_they_were_written() {
        let lines = vec![(7, Digest::of_nothing()), (i64::MAX, Digest::from([9; 32]))];
        let bytes = write(&lines);
        assert_eq!(read(&bytes), Some(lines));
        assert_eq!(read(&[]), Some(vec![]));
        assert_eq!(read(&bytes[1..]), None);
    }

    #[tokio::test]
    async fn every_column_of_a_line_is_sealed() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("new.db").display());
        let db = Db::open(&url).await.unwrap();
        let mut tx = db.read().await.unwrap();
        let names: Vec<String> =
            sqlx::query_scalar("select name from pragma_table_info('event') order by cid")
                .fetch_all(tx.conn())
                .await
                .unwrap();
        assert_eq!(names.join(", "), COLUMNS);
        drop(tx);
        db.close().await;
    }
}
