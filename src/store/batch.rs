//! Many rows in one statement.

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
