//! Queueing the refreshing of what shows confirmations: progress bars, buttons and cards.
//!
//! Unless it is queued already: what a bar or a button says is worked out when it is claimed, so that a
//! thousand changes cost one edit.

use super::row::{BUTTON, CARD, PICTURE, PROGRESS};
use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::id::{self, AnnouncementId, ChatId};
use crate::domain::institution::Code;
use crate::domain::outgoing::Lane;
use crate::store::{Fault, Tx, posting};

/// Most rows that one call queues: far above the chats of any institution. What is beyond follows the
/// next change.
const MOST: i64 = 128;

/// The bars of an announcement, the cards that follow it, each when it may be edited again, and, where one is
/// named, the buttons in the chats in which an institution sees it or will. One statement, because every
/// press makes it.
///
/// # Errors
/// A database fault.
pub async fn refresh(
    tx: &mut Tx,
    announcement: AnnouncementId,
    institution: Option<&Code>,
    due: Timestamp,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "insert into outbox (id, lane, due_at, state, address, announcement_id, chat_id, part, \
         coalesce_key, purpose, unknowns, created_at) \
         select cast($1 as bigint) + row_number() over (order by x.place, x.address), \
         cast($2 as bigint), x.due_at, 'queued', x.address, cast($4 as bigint), x.chat_id, 0, \
         x.coalesce_key, x.purpose, 0, cast($5 as bigint) from ( \
           select 0 as place, p.address as address, cast(null as bigint) as chat_id, \
           cast($6 as text) as purpose, cast($7 as text) || p.address as coalesce_key, \
           cast($3 as bigint) as due_at from posting p \
           where p.announcement_id = $4 and p.purpose = $8 \
           union all select 1, c.address, c.id, cast($9 as text), cast($10 as text) || c.address, \
           cast($3 as bigint) from delivery d join chat c on c.id = d.chat_id \
           where d.announcement_id = $4 and d.institution = $11 and d.state <> 'failed' \
           and c.state = 'active' \
           union all select 2, k.address, cast(null as bigint), cast($13 as text), \
           cast($14 as text) || k.address, \
           case when k.next_at > $3 then k.next_at else cast($3 as bigint) end from card k \
           where k.announcement_id = $4 and k.follows = 1 and k.follow_until > $5 \
           union all select 3, k.address, cast(null as bigint), cast($15 as text), \
           cast($16 as text) || k.address, \
           case when k.next_at > $3 then k.next_at else cast($3 as bigint) end from card k \
           where k.announcement_id = $4 and k.follows = 1 and k.follow_until > $5 \
           and k.picture_id is not null \
         ) x where not exists (select 1 from outbox o \
           where o.coalesce_key = x.coalesce_key and o.state = 'queued') \
         order by x.place, x.address limit $12",
    )
    .bind(id::reserve(now, MOST) - 1)
    .bind(Lane::Cosmetic.number())
    .bind(due.0)
    .bind(announcement.0)
    .bind(now.0)
    .bind(PROGRESS)
    .bind(key(PROGRESS, announcement, ""))
    .bind(posting::PROGRESS)
    .bind(BUTTON)
    .bind(key(BUTTON, announcement, ""))
    .bind(institution.map(|code| code.as_str().to_owned()))
    .bind(MOST)
    .bind(CARD)
    .bind(key(CARD, announcement, ""))
    .bind(PICTURE)
    .bind(key(PICTURE, announcement, ""))
    .execute(tx.conn())
    .await?;
    tx.wake_outbox();
    Ok(())
}

/// The button in one chat.
///
/// # Errors
/// A database fault.
pub async fn refresh_button(
    tx: &mut Tx,
    announcement: AnnouncementId,
    chat: ChatId,
    address: &Address,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "insert into outbox (id, lane, due_at, state, address, announcement_id, chat_id, part, \
         coalesce_key, purpose, unknowns, created_at) \
         select cast($1 as bigint), cast($2 as bigint), cast($3 as bigint), 'queued', \
         cast($4 as text), cast($5 as bigint), cast($6 as bigint), 0, cast($7 as text), \
         cast($8 as text), 0, cast($3 as bigint) where not exists \
         (select 1 from outbox where coalesce_key = $7 and state = 'queued')",
    )
    .bind(id::next(now))
    .bind(Lane::Cosmetic.number())
    .bind(now.0)
    .bind(address.as_str())
    .bind(announcement.0)
    .bind(chat.0)
    .bind(key(BUTTON, announcement, address.as_str()))
    .bind(BUTTON)
    .execute(tx.conn())
    .await?;
    tx.wake_outbox();
    Ok(())
}

fn key(purpose: &str, announcement: AnnouncementId, address: &str) -> String {
    format!("{purpose}:{}:{address}", announcement.0)
}
