//! People: the one table with names and account ids.

use std::collections::HashMap;

use super::batch::{BATCH, placeholders};
use super::scope::BindAll;
use super::{Fault, Tx};
use crate::domain::address::Address;
use crate::domain::event::Visitor;
use crate::domain::id::PersonId;

/// A person as others see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Their key in the record.
    pub id: PersonId,
    /// Their private chat; none once erased.
    pub address: Option<Address>,
    /// First and last name.
    pub name: String,
    /// Without the `@`.
    pub username: Option<String>,
    /// IETF tag of their app's language.
    pub language: Option<String>,
}

/// The person behind an account, with their present name; a new one gets `key`.
///
/// # Errors
/// A database fault.
pub async fn upsert(tx: &mut Tx, visitor: &Visitor, key: &str) -> Result<PersonId, Fault> {
    let id: String = sqlx::query_scalar(
        "insert into person (id, address, name, username, language) \
         values ($1, $2, $3, $4, $5) on conflict (address) do update set \
         name = excluded.name, username = excluded.username, language = excluded.language \
         returning id",
    )
    .bind(key)
    .bind(visitor.address.as_str())
    .bind(&visitor.name)
    .bind(visitor.username.clone())
    .bind(visitor.language.clone())
    .fetch_one(tx.conn())
    .await?;
    Ok(PersonId(id))
}

/// The person behind an account, with their present name, if there is one.
///
/// # Errors
/// A database fault.
pub async fn greet(tx: &mut Tx, visitor: &Visitor) -> Result<Option<PersonId>, Fault> {
    let id: Option<String> = sqlx::query_scalar(
        "update person set name = $2, username = $3, language = $4 where address = $1 \
         returning id",
    )
    .bind(visitor.address.as_str())
    .bind(&visitor.name)
    .bind(visitor.username.clone())
    .bind(visitor.language.clone())
    .fetch_optional(tx.conn())
    .await?;
    Ok(id.map(PersonId))
}

/// The person behind an account that may never have spoken: made with `name` if new, else untouched.
///
/// # Errors
/// A database fault.
pub async fn ensure(
    tx: &mut Tx,
    address: &Address,
    name: &str,
    key: &str,
) -> Result<PersonId, Fault> {
    sqlx::query(
        "insert into person (id, address, name) values ($1, $2, $3) \
         on conflict (address) do nothing",
    )
    .bind(key)
    .bind(address.as_str())
    .bind(name)
    .execute(tx.conn())
    .await?;
    let id: String = sqlx::query_scalar("select id from person where address = $1")
        .bind(address.as_str())
        .fetch_one(tx.conn())
        .await?;
    Ok(PersonId(id))
}

/// [`ensure`] for many accounts, each with the key it gets if it is new. A new one is called by its
/// account's number.
///
/// # Errors
/// A database fault.
pub async fn ensure_all(
    tx: &mut Tx,
    accounts: &[(&Address, String)],
) -> Result<HashMap<Address, PersonId>, Fault> {
    let mut found = HashMap::with_capacity(accounts.len());
    for batch in accounts.chunks(BATCH) {
        let sql = format!(
            "insert into person (id, address, name) values {} \
             on conflict (address) do nothing",
            placeholders(batch.len(), 3)
        );
        let mut query = sqlx::query(sqlx::AssertSqlSafe(sql));
        for (address, key) in batch {
            query = query
                .bind(key)
                .bind(address.as_str())
                .bind(address.public_id());
        }
        query.execute(tx.conn()).await?;
        let sql = format!(
            "select address, id from person where address in {}",
            placeholders(1, batch.len())
        );
        let addresses = batch.iter().map(|(address, _)| address.to_string());
        let rows: Vec<(String, String)> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind_all(addresses.collect())
            .fetch_all(tx.conn())
            .await?;
        let people = rows.into_iter();
        found.extend(people.map(|(address, id)| (Address::stored(address), PersonId(id))));
    }
    Ok(found)
}

/// Everybody who is not erased.
///
/// # Errors
/// A database fault.
pub async fn all(tx: &mut Tx) -> Result<Vec<Person>, Fault> {
    let rows: Vec<Row> = sqlx::query_as(
        "select id, address, name, username, language from person where address is not null \
         order by id",
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(read).collect())
}

/// The person behind an account, if anything is known of them.
///
/// # Errors
/// A database fault.
pub async fn at(tx: &mut Tx, address: &Address) -> Result<Option<Person>, Fault> {
    let row: Option<Row> = sqlx::query_as(
        "select id, address, name, username, language from person where address = $1",
    )
    .bind(address.as_str())
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(read))
}

type Row = (
    String,
    Option<String>,
    String,
    Option<String>,
    Option<String>,
);

fn read((id, address, name, username, language): Row) -> Person {
    Person {
        id: PersonId(id),
        address: address.map(Address::stored),
        name,
        username,
        language,
    }
}

/// A person by key.
///
/// # Errors
/// A database fault; an unknown key is one, since keys come from our own tables.
pub async fn get(tx: &mut Tx, id: &PersonId) -> Result<Person, Fault> {
    let row: Row =
        sqlx::query_as("select id, address, name, username, language from person where id = $1")
            .bind(&id.0)
            .fetch_one(tx.conn())
            .await?;
    Ok(read(row))
}
