//! One chat or one officer, as those who look after the institution see them.

use crate::domain::address::Address;
use crate::domain::announcement::Number;
use crate::domain::chat::{ChatPage, Last, OfficerPage, Receives, Standing};
use crate::domain::clock::Timestamp;
use crate::domain::id::{ChatId, GrantId};
use crate::domain::institution::Code;
use crate::domain::role::Scope;
use crate::store::audience::RECEIVING;
use crate::store::scope::{BindAll, Visible};
use crate::store::{Fault, Tx};

/// A chat, if it lies in the scope.
///
/// # Errors
/// A database fault.
pub async fn page(tx: &mut Tx, id: ChatId, scope: &Scope) -> Result<Option<ChatPage>, Fault> {
    type Row = (
        String,
        String,
        i64,
        String,
        String,
        String,
        String,
        Option<String>,
        i64,
        String,
        i64,
    );
    let visible = Visible::of(scope, 2);
    let sql = format!(
        "select c.address, c.kind, c.public, c.title, c.institution, i.name, c.state, c.reason, \
         coalesce(c.state_at, c.registered_at), c.receives, \
         case when i.active = 1 and {RECEIVING} then 1 else 0 end \
         from chat c join institution i on i.code = c.institution \
         where c.id = $1 and c.institution in (select code from visible)"
    );
    let row: Option<Row> = sqlx::query_as(visible.sql(&sql))
        .bind(id.0)
        .bind_all(visible.values())
        .fetch_optional(tx.conn())
        .await?;
    let Some((address, kind, public, title, institution, name, state, reason, since, rule, gets)) =
        row
    else {
        return Ok(None);
    };
    let address = Address::stored(address);
    Ok(Some(ChatPage {
        chat: id,
        officer: officer_at(tx, &address, &institution).await?,
        institution: Code::stored(institution),
        institution_name: name,
        kind: super::read_kind(&kind)?,
        is_topic: address.as_str() != address.chat(),
        public: public == 1,
        title,
        public_id: address.public_id().to_owned(),
        standing: match state.as_str() {
            "active" => Standing::Active,
            "unreachable" => Standing::Unreachable(reason.unwrap_or_default()),
            _ => Standing::Ended,
        },
        since: Timestamp(since),
        receives: Receives::from_stored(&rule)
            .ok_or_else(|| Fault::unreadable("receiving", rule))?,
        receiving: gets == 1,
        last: last_arrived(tx, id).await?,
    }))
}

/// The officer of an institution whose private chat this is.
async fn officer_at(
    tx: &mut Tx,
    address: &Address,
    institution: &str,
) -> Result<Option<GrantId>, Fault> {
    let id: Option<i64> = sqlx::query_scalar(
        "select g.id from person p join role_grant g on g.person_id = p.id and g.state = 'active' \
         and g.role = 'officer' and g.area_kind = 'subtree' and g.area_value = $2 \
         where p.address = $1 order by g.id limit 1",
    )
    .bind(address.as_str())
    .bind(institution.to_owned())
    .fetch_optional(tx.conn())
    .await?;
    Ok(id.map(GrantId))
}

/// From the newest announcement on, each is one look by key.
async fn last_arrived(tx: &mut Tx, chat: ChatId) -> Result<Last, Fault> {
    let row: Option<(i64, i64, i64)> = sqlx::query_as(
        "select a.number, a.year, d.sent_at from announcement a cross join delivery d \
         where a.number is not null and d.announcement_id = a.id and d.chat_id = $1 \
         and d.state = 'sent' order by a.id desc limit 1",
    )
    .bind(chat.0)
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(last))
}

fn last((number, year, at): (i64, i64, i64)) -> (Number, Timestamp) {
    (Number::real(number, year), Timestamp(at))
}

/// An officer's role, in effect or ended, if its institution lies in the scope.
///
/// # Errors
/// A database fault.
pub async fn officer(
    tx: &mut Tx,
    id: GrantId,
    scope: &Scope,
) -> Result<Option<OfficerPage>, Fault> {
    type Row = (
        String,
        i64,
        Option<i64>,
        String,
        String,
        String,
        String,
        Option<String>,
        Option<String>,
    );
    let visible = Visible::of(scope, 2);
    let row: Option<Row> = sqlx::query_as(visible.sql(
        "select g.state, g.requested_at, g.settled_at, i.code, i.name, p.id, p.name, p.username, \
         p.address from role_grant g join person p on p.id = g.person_id \
         join institution i on i.code = g.area_value \
         where g.id = $1 and g.role = 'officer' and g.area_kind = 'subtree' \
         and g.area_value in (select code from visible)",
    ))
    .bind(id.0)
    .bind_all(visible.values())
    .fetch_optional(tx.conn())
    .await?;
    let Some((state, requested, settled, code, institution, person, name, username, address)) = row
    else {
        return Ok(None);
    };
    let active = state == "active";
    let confirmed: Option<(i64, i64, i64)> = sqlx::query_as(
        "select a.number, a.year, k.at from acknowledgement k \
         join announcement a on a.id = k.announcement_id \
         where k.person_id = $1 and k.institution = $2 and a.number is not null order by k.at desc limit 1",
    )
    .bind(person)
    .bind(code.clone())
    .fetch_optional(tx.conn())
    .await?;
    Ok(Some(OfficerPage {
        grant: id,
        institution: Code::stored(code),
        institution_name: institution,
        name,
        username,
        public_id: address.map(|it| Address::stored(it).public_id().to_owned()),
        active,
        since: Timestamp(settled.filter(|_| !active).unwrap_or(requested)),
        last: confirmed.map(last),
    }))
}
