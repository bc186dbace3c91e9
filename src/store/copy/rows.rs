//! Rows from one database to another, a table at a time, and the sum over all of them.

use futures_util::TryStreamExt;
use sha2::{Digest, Sha256};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row as _};

use super::tables::{TABLES, Table};
use crate::domain::hex::hex;
use crate::store::batch::placeholders;

/// Rows of one statement: few round trips, and a statement that is soon prepared.
const BATCH: usize = 100;

/// A table with its columns.
#[derive(Debug)]
pub(super) struct Shape {
    pub(super) table: &'static Table,
    columns: Vec<Column>,
}

/// A column.
#[derive(Debug)]
struct Column {
    name: String,
    kind: Kind,
}

/// What the schema has.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Number,
    Text,
    Bytes,
}

#[derive(Debug)]
enum Value {
    Number(Option<i64>),
    Text(Option<String>),
    Bytes(Option<Vec<u8>>),
}

/// The tables of a file, as it has them: that of an older version has fewer.
pub(super) async fn shapes(file: &mut AnyConnection) -> Result<Vec<Shape>, sqlx::Error> {
    let mut shapes = Vec::with_capacity(TABLES.len());
    for table in TABLES {
        let columns: Vec<(String, String)> = sqlx::query_as(
            "select cast(name as text), cast(lower(type) as text) from pragma_table_info($1) \
             order by cid",
        )
        .bind(table.name)
        .fetch_all(&mut *file)
        .await?;
        if columns.is_empty() {
            continue;
        }
        let columns = columns.into_iter().map(|(name, kind)| Column {
            name,
            kind: match kind.as_str() {
                "bigint" => Kind::Number,
                "bytea" => Kind::Bytes,
                _ => Kind::Text,
            },
        });
        shapes.push(Shape {
            table,
            columns: columns.collect(),
        });
    }
    Ok(shapes)
}

impl Shape {
    fn names(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|it| it.name.as_str()).collect();
        names.join(", ")
    }

    fn read(&self, row: &AnyRow) -> Result<Vec<Value>, sqlx::Error> {
        let value = |(at, column): (usize, &Column)| {
            Ok(match column.kind {
                Kind::Number => Value::Number(row.try_get(at)?),
                Kind::Text => Value::Text(row.try_get(at)?),
                Kind::Bytes => Value::Bytes(row.try_get(at)?),
            })
        };
        self.columns.iter().enumerate().map(value).collect()
    }
}

/// Copies all rows of a table; how many there were.
pub(super) async fn copy(
    from: &mut AnyConnection,
    to: &mut AnyConnection,
    shape: &Shape,
) -> Result<u64, sqlx::Error> {
    let (name, columns, order) = (shape.table.name, shape.names(), shape.table.order);
    let sql = format!("select {columns} from {name} {order}");
    let mut copied = 0;
    let mut batch = Vec::with_capacity(BATCH);
    let mut rows = sqlx::query(AssertSqlSafe(sql)).fetch(from);
    while let Some(row) = rows.try_next().await? {
        batch.push(shape.read(&row)?);
        if batch.len() == BATCH {
            copied += insert(to, shape, std::mem::take(&mut batch)).await?;
        }
    }
    if !batch.is_empty() {
        copied += insert(to, shape, batch).await?;
    }
    Ok(copied)
}

async fn insert(
    to: &mut AnyConnection,
    shape: &Shape,
    rows: Vec<Vec<Value>>,
) -> Result<u64, sqlx::Error> {
    let sql = format!(
        "insert into {} ({}) values {}",
        shape.table.name,
        shape.names(),
        placeholders(rows.len(), shape.columns.len())
    );
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for value in rows.into_iter().flatten() {
        query = match value {
            Value::Number(number) => query.bind(number),
            Value::Text(text) => query.bind(text),
            Value::Bytes(bytes) => query.bind(bytes),
        };
    }
    Ok(query.execute(to).await?.rows_affected())
}

/// SHA-256, in hex, over every value of a file in the order in which it holds them.
pub(super) async fn digest(
    file: &mut AnyConnection,
    shapes: &[Shape],
) -> Result<String, sqlx::Error> {
    let mut sum = Sha256::new();
    for shape in shapes {
        let (name, columns) = (shape.table.name, shape.names());
        add(&mut sum, b't', format!("{name} {columns}").as_bytes());
        let sql = format!("select {columns} from {name} order by rowid");
        let mut rows = sqlx::query(AssertSqlSafe(sql)).fetch(&mut *file);
        while let Some(row) = rows.try_next().await? {
            for value in shape.read(&row)? {
                match value {
                    Value::Number(Some(number)) => add(&mut sum, b'n', &number.to_be_bytes()),
                    Value::Text(Some(text)) => add(&mut sum, b's', text.as_bytes()),
                    Value::Bytes(Some(bytes)) => add(&mut sum, b'b', &bytes),
                    Value::Number(None) | Value::Text(None) | Value::Bytes(None) => {
                        add(&mut sum, b'0', &[]);
                    }
                }
            }
        }
    }
    Ok(hex(&sum.finalize()))
}

/// Adds a value so that no two rows of values look alike.
fn add(sum: &mut Sha256, kind: u8, bytes: &[u8]) {
    sum.update([kind]);
    sum.update(bytes.len().to_be_bytes());
    sum.update(bytes);
}
