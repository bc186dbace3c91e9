//! Many rows in one statement.

use super::{Fault, Tx};

/// Most rows of one statement: few round trips, and far from the engines' limits on parameters.
pub(super) const BATCH: usize = 500;

/// `($1, $2), ($3, $4)`: the parameters of a statement that writes `rows` rows of `columns` values.
pub(super) fn placeholders(rows: usize, columns: usize) -> String {
    let row = |row: usize| format!("({})", numbered(row * columns + 1, columns));
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

/// `$3, $4`: so many parameters from the `first` on.
pub(super) fn numbered(first: usize, count: usize) -> String {
    let values: Vec<String> = (first..first + count).map(|at| format!("${at}")).collect();
    values.join(", ")
}

/// Most rows of one piece.
const PIECE: usize = 128;

/// Rows in pieces whose lengths are powers of two: however many there are, few different statements are
/// written for them, which both engines keep prepared.
pub(super) fn pieces<T>(mut rows: &[T]) -> impl Iterator<Item = &[T]> {
    std::iter::from_fn(move || {
        let largest = rows.len().checked_ilog2().map(|log| 1 << log)?;
        let (piece, rest) = rows.split_at(PIECE.min(largest));
        rows = rest;
        Some(piece)
    })
}

/// The rows of a `values` list whose first parameter is `$first`. PostgreSQL takes the types of the
/// columns from the casts of the first row.
pub(super) fn values(rows: usize, first: usize, types: &[&str]) -> String {
    let row = |row: usize| {
        let at = first + row * types.len();
        let value = |(column, kind): (usize, &&str)| match row {
            0 => format!("cast(${} as {kind})", at + column),
            _ => format!("${}", at + column),
        };
        let values: Vec<String> = types.iter().enumerate().map(value).collect();
        format!("({})", values.join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

/// Deletes the rows of these ids; `delete` is the statement up to the list.
///
/// # Errors
/// A database fault.
pub(super) async fn delete_all(
    tx: &mut Tx,
    delete: &'static str,
    ids: &[i64],
) -> Result<(), Fault> {
    for piece in pieces(ids) {
        let list = values(piece.len(), 1, &["bigint"]);
        let mut query = sqlx::query(sqlx::AssertSqlSafe(format!("{delete} ({list})")));
        for id in piece {
            query = query.bind(*id);
        }
        query.execute(tx.conn()).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_powers_of_two_and_lose_nothing() {
        let rows: Vec<usize> = (0..300).collect();
        let lengths: Vec<usize> = pieces(&rows).map(<[usize]>::len).collect();
        assert_eq!(lengths, [128, 128, 32, 8, 4]);
        assert_eq!(pieces(&rows).flatten().copied().collect::<Vec<_>>(), rows);
        assert_eq!(pieces::<usize>(&[]).count(), 0);
    }

    #[test]
    fn the_first_row_says_the_types() {
        assert_eq!(
            values(2, 3, &["bigint", "text"]),
            "(cast($3 as bigint), cast($4 as text)), ($5, $6)"
        );
    }
}
