//! Texts that are used again, and who is filling one in.

use super::json::{from_json, json};
use super::{Fault, Tx, question, retention};
use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::id::{PersonId, TemplateId};
use crate::domain::institution::fold;
use crate::domain::template::{Filling, Template};

const SELECT: &str = "select id, name, options_line, content, made_at from template";

type Row = (i64, String, String, String, i64);

fn read((id, name, options_line, content, made_at): Row) -> Result<Template, Fault> {
    Ok(Template {
        id: TemplateId(id),
        name,
        options_line,
        content: from_json("content", &content)?,
        made_at: Timestamp(made_at),
    })
}

/// Keeps a template; whether its name was free.
///
/// # Errors
/// A database fault.
pub async fn insert(tx: &mut Tx, template: &Template, by: &PersonId) -> Result<bool, Fault> {
    let inserted = sqlx::query(
        "insert into template (id, name, name_key, options_line, content, made_by, made_at) \
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (name_key) do nothing",
    )
    .bind(template.id.0)
    .bind(&template.name)
    .bind(fold(&template.name))
    .bind(&template.options_line)
    .bind(json(&template.content)?)
    .bind(&by.0)
    .bind(template.made_at.0)
    .execute(tx.conn())
    .await?;
    Ok(inserted.rows_affected() == 1)
}

/// All templates, by name.
///
/// # Errors
/// A database fault.
pub async fn all(tx: &mut Tx) -> Result<Vec<Template>, Fault> {
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(format!("{SELECT} order by name_key")))
        .fetch_all(tx.conn())
        .await?;
    rows.into_iter().map(read).collect()
}

/// One template.
///
/// # Errors
/// A database fault.
pub async fn find(tx: &mut Tx, id: TemplateId) -> Result<Option<Template>, Fault> {
    let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(format!("{SELECT} where id = $1")))
        .bind(id.0)
        .fetch_optional(tx.conn())
        .await?;
    row.map(read).transpose()
}

/// Forgets a template, and who is filling it in.
///
/// # Errors
/// A database fault.
pub async fn delete(tx: &mut Tx, id: TemplateId) -> Result<(), Fault> {
    for sql in [
        "delete from filling where template_id = $1",
        "delete from template where id = $1",
    ] {
        sqlx::query(sql).bind(id.0).execute(tx.conn()).await?;
    }
    Ok(())
}

/// Asks for the next value; the person's next words are the answer, and no other question is open.
///
/// # Errors
/// A database fault.
pub async fn ask(
    tx: &mut Tx,
    person: &PersonId,
    address: &Address,
    filling: &Filling,
) -> Result<(), Fault> {
    question::forget(tx, address).await?;
    sqlx::query(
        "insert into filling (person_id, template_id, filled, asked_at) values ($1, $2, $3, $4)",
    )
    .bind(&person.0)
    .bind(filling.template.0)
    .bind(json(&filling.values)?)
    .bind(filling.asked_at.0)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What somebody is filling in.
///
/// # Errors
/// A database fault.
pub async fn filling(tx: &mut Tx, person: &PersonId) -> Result<Option<Filling>, Fault> {
    let row: Option<(i64, String, i64)> =
        sqlx::query_as("select template_id, filled, asked_at from filling where person_id = $1")
            .bind(&person.0)
            .fetch_optional(tx.conn())
            .await?;
    row.map(|(template, filled, asked_at)| {
        Ok(Filling {
            template: TemplateId(template),
            values: from_json("filled", &filled)?,
            asked_at: Timestamp(asked_at),
        })
    })
    .transpose()
}

/// Forgets up to `most` that were begun before a moment and never ended; how many.
///
/// # Errors
/// A database fault.
pub async fn forget_older(tx: &mut Tx, before: Timestamp, most: i64) -> Result<u64, Fault> {
    retention::forget(
        tx,
        "delete from filling where person_id in \
         (select person_id from filling where asked_at < $1 limit $2)",
        before,
        most,
    )
    .await
}
