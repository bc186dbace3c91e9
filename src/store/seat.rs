//! What goes to somebody for the sake of a role: bars that are kept up to date, requests, notices.

use super::posting::{PAUSED, PROGRESS, REQUEST};
use super::{Fault, Tx};
use crate::domain::address::Address;
use crate::domain::role::Role;

/// A role's holder has gone: nothing more comes to this private chat for its sake. Messages of other
/// roles stay, because what an author and an approver watch is known apart by what it is about.
///
/// # Errors
/// A database fault.
pub async fn vacate(tx: &mut Tx, address: &Address, role: Role) -> Result<(), Fault> {
    let (postings, theirs): (&[&str], &str) = match role {
        Role::Author => (
            &[PROGRESS, PAUSED],
            "(select a.id from announcement a join person p on p.id = a.author \
              where p.address = $1)",
        ),
        Role::Approver => (
            &[PROGRESS, PAUSED, REQUEST],
            "(select a.id from announcement a left join person p on p.id = a.author \
              where p.address is null or p.address <> $1)",
        ),
        Role::Coordinator => {
            let notices = ["lost", "back", "newcomers", "departed", "escalation"];
            let keys = notices.map(|notice| format!("coalesce_key like '{notice}:%'"));
            return drop_queued(tx, address, &keys.join(" or ")).await;
        }
        Role::Owner | Role::Officer => return Ok(()),
    };
    for purpose in postings {
        sqlx::query(sqlx::AssertSqlSafe(format!(
            "delete from posting where address = $1 and purpose = $2 \
             and announcement_id in {theirs}"
        )))
        .bind(address.as_str())
        .bind(*purpose)
        .execute(tx.conn())
        .await?;
    }
    let mut condition =
        format!("(chat_id is null and purpose is not null and announcement_id in {theirs})");
    if role == Role::Approver {
        condition.push_str(" or coalesce_key like 'request:%'");
    }
    drop_queued(tx, address, &condition).await
}

/// Drops what is queued for a private chat, where `condition` holds; `$1` is its address.
async fn drop_queued(tx: &mut Tx, address: &Address, condition: &str) -> Result<(), Fault> {
    sqlx::query(sqlx::AssertSqlSafe(format!(
        "delete from outbox where address = $1 and state = 'queued' and ({condition})"
    )))
    .bind(address.as_str())
    .execute(tx.conn())
    .await?;
    Ok(())
}
