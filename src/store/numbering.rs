//! Public numbers: one sequence for each year, and one of its own for drills, so that real announcements
//! have no gaps.

use super::{Fault, Tx};
use crate::domain::announcement::Number;
use crate::domain::id::AnnouncementId;

/// The next number of a year, given to this announcement.
///
/// # Errors
/// A database fault.
pub async fn give(
    tx: &mut Tx,
    id: AnnouncementId,
    year: i64,
    drill: bool,
) -> Result<Number, Fault> {
    let (next, note) = match drill {
        false => (
            "insert into numbering (year, last) values ($1, 1) \
             on conflict (year) do update set last = numbering.last + 1 returning last",
            "update announcement set number = $2, year = $3 where id = $1",
        ),
        true => (
            "insert into drill_numbering (year, last) values ($1, 1) \
             on conflict (year) do update set last = drill_numbering.last + 1 returning last",
            "update announcement set drill_number = $2, year = $3 where id = $1",
        ),
    };
    let number: i64 = sqlx::query_scalar(next)
        .bind(year)
        .fetch_one(tx.conn())
        .await?;
    sqlx::query(note)
        .bind(id.0)
        .bind(number)
        .bind(year)
        .execute(tx.conn())
        .await?;
    Ok(Number {
        number,
        year,
        drill,
    })
}

/// The highest number that was given to a real announcement, of the newest year.
///
/// # Errors
/// A database fault.
pub async fn last(tx: &mut Tx) -> Result<Option<Number>, Fault> {
    let last: Option<(i64, i64)> =
        sqlx::query_as("select last, year from numbering order by year desc limit 1")
            .fetch_optional(tx.conn())
            .await?;
    Ok(last.map(|(number, year)| Number::real(number, year)))
}

/// Numbers up to this one were given, as somebody knows better; the sequence goes on above.
///
/// # Errors
/// A database fault.
pub async fn raise(tx: &mut Tx, given: Number) -> Result<(), Fault> {
    sqlx::query(
        "insert into numbering (year, last) values ($1, $2) on conflict (year) do update set last = \
         case when excluded.last > numbering.last then excluded.last else numbering.last end",
    )
    .bind(given.year)
    .bind(given.number)
    .execute(tx.conn())
    .await?;
    Ok(())
}
