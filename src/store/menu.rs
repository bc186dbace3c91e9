//! Which menu of commands somebody was offered last.

use super::{Fault, Tx};
use crate::domain::address::Address;
use crate::domain::id::PersonId;

/// The SHA-256 of the menu that somebody was offered last, if any.
///
/// # Errors
/// A database fault.
pub async fn offered(tx: &mut Tx, person: &PersonId) -> Result<Option<String>, Fault> {
    let sql = "select offered from menu where person_id = $1";
    Ok(sqlx::query_scalar(sql)
        .bind(&person.0)
        .fetch_optional(tx.conn())
        .await?)
}

/// Notes the menu that somebody is offered now.
///
/// # Errors
/// A database fault.
pub async fn offer(tx: &mut Tx, person: &PersonId, menu: &str) -> Result<(), Fault> {
    sqlx::query(
        "insert into menu (person_id, offered) values ($1, $2) \
         on conflict (person_id) do update set offered = excluded.offered",
    )
    .bind(&person.0)
    .bind(menu)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What somebody was offered last did not arrive: whatever is next is offered anew.
///
/// # Errors
/// A database fault.
pub async fn failed(tx: &mut Tx, address: &Address) -> Result<(), Fault> {
    sqlx::query(
        "update menu set offered = '' where person_id in (select id from person where address = $1)",
    )
    .bind(address.as_str())
    .execute(tx.conn())
    .await?;
    Ok(())
}
