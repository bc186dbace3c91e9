//! People: the one table with names and account ids.

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

/// The key of the person behind an account, if there is one.
///
/// # Errors
/// A database fault.
pub async fn known(tx: &mut Tx, address: &Address) -> Result<Option<PersonId>, Fault> {
    let id: Option<String> = sqlx::query_scalar("select id from person where address = $1")
        .bind(address.as_str())
        .fetch_optional(tx.conn())
        .await?;
    Ok(id.map(PersonId))
}

/// The language of the person behind an account: the IETF tag of their app's, if they have spoken.
///
/// # Errors
/// A database fault.
pub async fn language(tx: &mut Tx, address: &Address) -> Result<Option<String>, Fault> {
    let found: Option<Option<String>> =
        sqlx::query_scalar("select language from person where address = $1")
            .bind(address.as_str())
            .fetch_optional(tx.conn())
            .await?;
    Ok(found.flatten())
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
