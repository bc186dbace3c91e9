//! What is wrong with the registry, as queries: a `Source` for each kind that one statement can find.
//!
//! - `read`: how many there are within a scope, and a page of them
//! - `round`: looking at all chats of a scope
//! - `night`: what was found before, and which nights are done with

mod night;
mod read;
pub mod round;

pub use night::{
    Nights, begin_nights, forget_loss, keep_listed, keep_query, new_findings, nights, set_nights,
};
pub use read::{count, empty_areas, page};

use super::{Fault, Tx};
use crate::domain::address::Address;
use crate::domain::checkup::Kind;
use crate::domain::id::ChatId;

/// A redeemed role waits so long before it is a finding.
const PENDING_FOR: i64 = 24 * 60 * 60 * 1000;
/// A link stays unused so long before it is one.
const UNUSED_FOR: i64 = 7 * 24 * 60 * 60 * 1000;
/// The bot and one person.
const FEW: i64 = 2;

/// Words of the platform that say that the bot is there and may not write.
const MUTED: &str = "(lower(c.reason) like '%rights to send%' \
     or lower(c.reason) like '%administrator rights%' or lower(c.reason) like '%admin_required%' \
     or lower(c.reason) like '%write_forbidden%' or lower(c.reason) like '%send_plain_forbidden%' \
     or lower(c.reason) like '%chat_restricted%' or lower(c.reason) like '%topic_closed%')";

/// Whether the bot is in a registered chat by what is known, be it without the right to write.
///
/// # Errors
/// A database fault.
pub async fn bot_is_in(tx: &mut Tx, chat: ChatId) -> Result<bool, Fault> {
    let count: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
        "select count(*) from chat c where c.id = $1 \
         and (c.state = 'active' or (c.state = 'unreachable' and {MUTED}))"
    )))
    .bind(chat.0)
    .fetch_one(tx.conn())
    .await?;
    Ok(count > 0)
}

/// How the findings of a kind are selected: `$1` is now.
struct Source {
    /// From `from` to the end of `where`.
    from: String,
    /// What it is about.
    object: &'static str,
    /// Whose coordinators it concerns.
    institution: &'static str,
    /// See `read`.
    columns: &'static str,
    /// In which order they are listed.
    order: &'static str,
}

const CHATS: &str = "from chat c join institution i on i.code = c.institution and i.active = 1 \
     where cast($1 as bigint) > 0";
const CHAT_COLUMNS: &str =
    "i.code, i.name, c.id, c.title, c.kind, coalesce(c.reason, ''), coalesce(c.members, 0)";
const CHAT_ORDER: &str = "i.region_key, i.sort_key, i.code, c.id";
const INSTITUTIONS: &str = "from institution i where i.active = 1 and cast($1 as bigint) > 0";
const INSTITUTION_COLUMNS: &str =
    "i.code, i.name, cast(0 as bigint), '', '', '', cast(0 as bigint)";
const INSTITUTION_ORDER: &str = "i.region_key, i.sort_key, i.code";
const HAS_CHAT: &str =
    "exists (select 1 from chat c where c.institution = i.code and c.state <> 'removed')";

impl Source {
    /// None for what takes more than one statement.
    fn of(kind: Kind) -> Option<Self> {
        let chats = |which: &str| Self {
            from: format!("{CHATS} and {which}"),
            object: "cast(c.id as text)",
            institution: "i.code",
            columns: CHAT_COLUMNS,
            order: CHAT_ORDER,
        };
        let institutions = |which: &str| Self {
            from: format!("{INSTITUTIONS} and {which}"),
            object: "i.code",
            institution: "i.code",
            columns: INSTITUTION_COLUMNS,
            order: INSTITUTION_ORDER,
        };
        Some(match kind {
            Kind::Lost => chats(&format!(
                "c.state = 'unreachable' and (c.reason is null or not {MUTED})"
            )),
            Kind::Muted => chats(&format!("c.state = 'unreachable' and {MUTED}")),
            Kind::FewMembers => chats(&format!(
                "c.state = 'active' and c.kind = 'group' and c.members <= {FEW}"
            )),
            Kind::WithoutChat => institutions(&format!("not {HAS_CHAT}")),
            Kind::WithoutOfficer => institutions(&format!(
                "{HAS_CHAT} and not exists (select 1 from role_grant g where g.role = 'officer' \
                 and g.state = 'active' and g.area_value = i.code)"
            )),
            Kind::Pending => Self {
                from: format!(
                    "from role_grant g join person p on p.id = g.person_id \
                     where g.state = 'pending' and g.requested_at <= $1 - {PENDING_FOR}"
                ),
                object: "cast(g.id as text)",
                institution: "cast(null as text)",
                columns: "g.id, p.name, g.role, g.area_kind, g.area_value, g.requested_at",
                order: "g.requested_at, g.id",
            },
            Kind::UnusedLink => Self {
                from: unused_links(),
                object: "v.token_hash",
                institution: "i.code",
                columns: "cast(0 as bigint), coalesce(i.name, ''), v.what, v.area_kind, \
                          v.area_value, v.created_at",
                order: "v.created_at, v.token_hash",
            },
            Kind::NoApprover | Kind::EmptyArea => return None,
        })
    }
}

/// Links that nobody has opened, where the same is not there already by another way.
fn unused_links() -> String {
    format!(
        "from invitation v left join institution i on i.code = v.area_value \
           and v.area_kind = 'subtree' and i.active = 1 \
         where v.created_at <= $1 - {UNUSED_FOR} and v.expires_at > $1 and v.uses_left > 0 \
         and v.revoked_at is null and v.invited_by is not null \
         and not exists (select 1 from role_grant g where g.role = v.what \
           and g.area_kind = v.area_kind and g.area_value = v.area_value \
           and g.requested_at >= v.created_at) \
         and (v.what <> 'chat' or not exists (select 1 from chat c \
           where c.institution = v.area_value and c.state <> 'removed'))"
    )
}

/// How many are in a group, as the platform says.
///
/// # Errors
/// A database fault.
pub async fn note_members(tx: &mut Tx, address: &Address, members: i64) -> Result<(), Fault> {
    sqlx::query("update chat set members = $2 where room = $1 and state <> 'removed'")
        .bind(address.chat())
        .bind(members)
        .execute(tx.conn())
        .await?;
    Ok(())
}
