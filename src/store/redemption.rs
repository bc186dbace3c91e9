//! Who used which link, and when. Stays when the link itself is forgotten.

use super::invitation::{self, Link};
use super::{Fault, Tx};
use crate::domain::clock::Timestamp;
use crate::domain::id::{self, ChatId, PersonId};
use crate::domain::institution::Code;
use crate::domain::invitation::Invitation;

/// Who used a link.
#[derive(Debug, Clone, Copy)]
pub struct By<'a> {
    /// The person, where one was seen.
    pub person: Option<&'a PersonId>,
    /// The chat that was registered.
    pub chat: Option<ChatId>,
}

/// Takes one use of a link, and writes down whose it was.
///
/// # Errors
/// A database fault.
pub async fn insert(tx: &mut Tx, link: &Link, by: By<'_>, now: Timestamp) -> Result<(), Fault> {
    invitation::take_use(tx, &link.token_hash).await?;
    let (kind, value) = link.area.to_stored();
    sqlx::query(
        "insert into redemption (id, invitation, what, area_kind, area_value, invited_by, person_id, \
         chat_id, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(id::next(now))
    .bind(link.id)
    .bind(link.what.as_str())
    .bind(kind)
    .bind(value)
    .bind(link.invited_by.as_ref().map(|person| person.0.clone()))
    .bind(by.person.map(|person| person.0.clone()))
    .bind(by.chat.map(|chat| chat.0))
    .bind(now.0)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A use of a link of an institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redemption {
    /// What the link was for.
    pub what: Invitation,
    /// The person's name now, where one was seen.
    pub person: Option<String>,
    /// The title now of the chat that was registered.
    pub chat: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// The newest uses of links of an institution.
///
/// # Errors
/// A database fault.
pub async fn newest(tx: &mut Tx, institution: &Code, most: i64) -> Result<Vec<Redemption>, Fault> {
    let rows: Vec<(String, Option<String>, Option<String>, i64)> = sqlx::query_as(
        "select r.what, p.name, c.title, r.at from redemption r \
         left join person p on p.id = r.person_id left join chat c on c.id = r.chat_id \
         where r.area_kind = 'subtree' and r.area_value = $1 and r.what in ('chat', 'officer') \
         order by r.id desc limit $2",
    )
    .bind(institution.as_str())
    .bind(most)
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|(what, person, chat, at)| {
            let read = Invitation::from_stored(&what);
            Ok(Redemption {
                what: read.ok_or_else(|| Fault::unreadable("invitation", what))?,
                person,
                chat,
                at: Timestamp(at),
            })
        })
        .collect()
}
