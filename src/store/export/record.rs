//! What the record says of an announcement.

use std::collections::HashSet;

use crate::domain::clock::Timestamp;
use crate::domain::export::Noted;
use crate::domain::id::{AnnouncementId, PersonId};
use crate::domain::role::Scope;
use crate::store::json::from_json;
use crate::store::scope::{BindAll, Visible};
use crate::store::{Fault, Tx, seal};

/// What is left out of the record for somebody who does not see everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter<'a> {
    /// Nothing.
    Whole,
    /// What was about other institutions than theirs, and what others than this person did within a scope of
    /// their own.
    OwnAlone(&'a PersonId),
}

impl Filter<'_> {
    /// Whether a line is left out.
    fn hides(self, kind: &str, actor: Option<&str>, visible: bool) -> bool {
        match self {
            Self::Whole => false,
            Self::OwnAlone(_) if is_of_one(kind) => !visible,
            // A reminder of one institution alone names it, also where nobody asked for it.
            Self::OwnAlone(asker) => {
                let others = || !visible || actor.is_some_and(|actor| actor != asker.0);
                is_within_a_scope(kind) && others()
            }
        }
    }
}

/// Whether whoever does it does it for the institutions of their own scope, which the event does not name.
fn is_within_a_scope(kind: &str) -> bool {
    let within = [
        "confirmation.reminded",
        "dissemination.reminded",
        "export.made",
        "request.refused",
    ];
    within.contains(&kind)
}

/// Whether an event is about the institution that it names, and not about the announcement as a whole, for
/// which its issuer stands.
fn is_of_one(kind: &str) -> bool {
    let of_one = [
        "delivery.",
        "evidence.",
        "attendance.",
        "announcement.acknowledged",
        "announcement.disseminated",
    ];
    of_one.iter().any(|begins| kind.starts_with(begins))
}

/// Every line of the record about an announcement and the corrections that took effect, oldest first, with
/// the seal that covers it.
///
/// # Errors
/// A database fault.
pub async fn record(
    tx: &mut Tx,
    id: AnnouncementId,
    scope: &Scope,
    filter: Filter<'_>,
) -> Result<Vec<Noted>, Fault> {
    type Row = (
        i64,
        i64,
        String,
        String,
        Option<String>,
        Option<String>,
        Option<String>,
        i64,
    );
    let visible = Visible::of(scope, 2);
    let rows: Vec<Row> = sqlx::query_as(visible.sql(
        "select e.id, e.at, e.kind, e.detail, e.actor, p.name, i.name, \
         case when e.institution is null or e.institution in (select code from visible) \
           then 1 else 0 end \
         from event e left join person p on p.id = e.actor \
         left join institution i on i.code = e.institution \
         where e.announcement_id in (select cast($1 as bigint) union \
           select source from revision where announcement_id = $1 and source is not null) \
         order by e.id",
    ))
    .bind(id.0)
    .bind_all(visible.values())
    .fetch_all(tx.conn())
    .await?;
    let own = chats(tx, id, scope).await?;
    let mut record = Vec::with_capacity(rows.len());
    for (id, at, kind, detail, person, actor, institution, visible) in rows {
        if filter.hides(&kind, person.as_deref(), visible == 1) {
            continue;
        }
        let chats = match kind.as_str() {
            "delivery.sent" | "delivery.revised" => Some(count(&detail, &own)?),
            _ => None,
        };
        if filter != Filter::Whole && chats == Some(0) {
            continue;
        }
        let reason = match kind.as_str() {
            "request.refused" => reason(&detail)?,
            _ => None,
        };
        record.push(Noted {
            id,
            at: Timestamp(at),
            kind,
            actor,
            institution,
            chats,
            reason,
            seal: None,
        });
    }
    let ids: Vec<(i64, Timestamp)> = record.iter().map(|line| (line.id, line.at)).collect();
    let seals = seal::covering(tx, &ids).await?;
    for line in &mut record {
        line.seal = seals.get(&line.id).copied();
    }
    Ok(record)
}

/// Why something was refused.
fn reason(detail: &str) -> Result<Option<String>, Fault> {
    let detail: serde_json::Value = from_json("event", detail)?;
    Ok(detail["reason"].as_str().map(str::to_owned))
}

/// How many of the copies that a line speaks of went to these chats.
fn count(detail: &str, own: &HashSet<i64>) -> Result<i64, Fault> {
    let detail: serde_json::Value = from_json("event", detail)?;
    let copies = detail["copies"].as_array().into_iter().flatten();
    let chats = copies.filter_map(|copy| copy["chat"].as_i64());
    let own = chats.filter(|chat| own.contains(chat)).count();
    Ok(i64::try_from(own).unwrap_or(i64::MAX))
}

/// The chats of a scope that it went to.
async fn chats(tx: &mut Tx, id: AnnouncementId, scope: &Scope) -> Result<HashSet<i64>, Fault> {
    let visible = Visible::of(scope, 2);
    let chats: Vec<i64> = sqlx::query_scalar(visible.sql(
        "select chat_id from delivery where announcement_id = $1 \
         and institution in (select code from visible)",
    ))
    .bind(id.0)
    .bind_all(visible.values())
    .fetch_all(tx.conn())
    .await?;
    Ok(chats.into_iter().collect())
}
