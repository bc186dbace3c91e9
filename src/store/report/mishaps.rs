//! The chats that did not get an announcement as they should have.

use std::collections::HashMap;

use sqlx::AssertSqlSafe;

use crate::domain::cause::Cause;
use crate::domain::id::AnnouncementId;
use crate::domain::report::{Mishap, What};
use crate::store::batch::numbered;
use crate::store::{Fault, Tx, chat};

/// A copy `d` that did not arrive as it should have. What was ended before it was sent is none.
pub(in crate::store) const AMISS: &str = "d.late = 0 and (d.maybe_double = 1 \
     or (d.state = 'failed' and d.cause <> 'stopped') \
     or (d.state = 'sent' and d.outdated is not null))";

/// Those of some institutions, by their codes: at most a page of them.
///
/// # Errors
/// A database fault.
pub async fn mishaps(
    tx: &mut Tx,
    announcement: AnnouncementId,
    institutions: &[String],
) -> Result<HashMap<String, Vec<Mishap>>, Fault> {
    type Row = (String, String, String, String, Option<String>, i64);
    let mut found: HashMap<String, Vec<Mishap>> = HashMap::new();
    if institutions.is_empty() {
        return Ok(found);
    }
    let sql = format!(
        "select d.institution, c.kind, c.title, d.state, d.cause, \
         case when d.state = 'sent' and d.outdated is not null then 1 else 0 end \
         from delivery d join chat c on c.id = d.chat_id where d.announcement_id = $1 \
         and d.institution in ({}) and {AMISS} order by d.institution, c.id",
        numbered(2, institutions.len())
    );
    let mut query = sqlx::query_as(AssertSqlSafe(sql)).bind(announcement.0);
    for code in institutions {
        query = query.bind(code.clone());
    }
    let rows: Vec<Row> = query.fetch_all(tx.conn()).await?;
    for (institution, kind, title, state, cause, outdated) in rows {
        let what = match (
            state.as_str(),
            cause.as_deref().and_then(Cause::from_stored),
        ) {
            ("failed", Some(cause)) => What::Failed(cause),
            ("failed", None) => {
                return Err(Fault::unreadable("cause", cause.unwrap_or_default()));
            }
            _ if outdated == 1 => What::Outdated,
            _ => What::MaybeDouble,
        };
        let mishap = Mishap {
            kind: chat::read_kind(&kind)?,
            title,
            what,
        };
        found.entry(institution).or_default().push(mishap);
    }
    Ok(found)
}
