//! The institutions of an audience, a page at a time.

use std::borrow::Cow;

use sqlx::AssertSqlSafe;
use sqlx::any::AnyRow;
use sqlx::{FromRow, Row as _};

use super::mishaps::AMISS;
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::institution::{Code, fold};
use crate::domain::report::Entry;
use crate::domain::role::Scope;
use crate::domain::selection::{Clause, Selection};
use crate::store::batch::numbered;
use crate::store::scope::{BindAll, Visible};
use crate::store::{Fault, Tx};

/// Which institutions of the audience.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Those with a chat at approval that have not confirmed.
    Unconfirmed,
    /// Those that have not confirmed, or have not passed it on.
    Unfinished,
    /// Those that have confirmed.
    Confirmed,
    /// Those with a chat that did not get it as it should have.
    Failed,
    /// Those with something of it in a chat, also what is there in part.
    Reached,
}

impl Which {
    /// Of institutions with their first confirmation `k` and the evidence `e` that counts.
    fn condition(self) -> Cow<'static, str> {
        match self {
            Self::Unconfirmed => "a.has_chat = 1 and k.at is null".into(),
            Self::Unfinished => "a.has_chat = 1 and (k.at is null or e.institution is null)".into(),
            Self::Confirmed => "a.has_chat = 1 and k.at is not null".into(),
            Self::Failed => format!(
                "exists (select 1 from delivery d where d.announcement_id = $1 \
                 and d.institution = a.institution and {AMISS})"
            )
            .into(),
            Self::Reached => "exists (select 1 from delivery d where d.announcement_id = $1 \
                 and d.institution = a.institution and d.message_ids <> '[]')"
                .into(),
        }
    }
}

/// What a list has.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// Of which announcement, in which revision.
    pub revised: (AnnouncementId, i64),
    /// Which of its institutions.
    pub which: Which,
    /// As far as its reader sees.
    pub scope: &'a Scope,
    /// And what they asked for, by what was frozen with the audience.
    pub selection: &'a Selection,
}

/// Some of a list.
#[derive(Debug, Clone, Copy)]
pub enum Portion<'a> {
    /// So many, after so many.
    Page { limit: i64, offset: i64 },
    /// These.
    These(&'a [String]),
}

/// A statement over what is wanted, and its values after announcement and revision.
struct Query {
    sql: String,
    values: Vec<String>,
}

impl Wanted<'_> {
    /// `select {what} from …  {rest}`; `first` is the number of the first free parameter.
    fn query(&self, first: usize, what: &str, rest: &str) -> Query {
        let visible = Visible::of(self.scope, first);
        let head = visible.sql_head();
        let mut values = visible.values();
        let mut narrowed = String::new();
        for clause in &self.selection.0 {
            let (condition, wanted) = condition(clause);
            let parameters = numbered(first + values.len(), wanted.len());
            narrowed.push_str(" and ");
            narrowed.push_str(&condition.replace('@', &parameters));
            values.extend(wanted);
        }
        let sql = format!(
            "{head} select {what} from audience a join institution i on i.code = a.institution \
             left join (select institution, min(at) as at from acknowledgement \
              where announcement_id = $1 and revision = $2 group by institution) k \
               on k.institution = a.institution \
             left join (select institution from dissemination where announcement_id = $1 \
              and revision = $2 and current = 1) e on e.institution = a.institution \
             where a.announcement_id = $1 and a.institution in (select code from visible) \
             and {}{narrowed} {rest}",
            self.which.condition()
        );
        Query { sql, values }
    }
}

/// What holds of an institution `a` of the audience, with `@` for the parameters, and their values.
fn condition(clause: &Clause) -> (&'static str, Vec<String>) {
    let keys = |names: &[String]| names.iter().map(|name| fold(name)).collect();
    let texts = |codes: &[Code]| codes.iter().map(ToString::to_string).collect();
    match clause {
        Clause::Categories(words) => ("a.category in (@)", words.clone()),
        Clause::WithoutCategories(words) => ("a.category not in (@)", words.clone()),
        Clause::Regions(names) => ("a.region_key in (@)", keys(names)),
        Clause::WithoutRegions(names) => ("a.region_key not in (@)", keys(names)),
        Clause::Within(codes) => (
            "a.institution in (select descendant from lineage where ancestor in (@))",
            texts(codes),
        ),
        Clause::Without(codes) => (
            "a.institution not in (select descendant from lineage where ancestor in (@))",
            texts(codes),
        ),
        Clause::Only(codes) => ("a.institution in (@)", texts(codes)),
        Clause::WithoutOnly(codes) => ("a.institution not in (@)", texts(codes)),
    }
}

/// How many there are.
///
/// # Errors
/// A database fault.
pub async fn count(tx: &mut Tx, wanted: &Wanted<'_>) -> Result<i64, Fault> {
    let query = wanted.query(3, "count(*)", "");
    Ok(sqlx::query_scalar(AssertSqlSafe(query.sql))
        .bind(wanted.revised.0.0)
        .bind(wanted.revised.1)
        .bind_all(query.values)
        .fetch_one(tx.conn())
        .await?)
}

/// An institution as words are looked for in it; each text folded but code and category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its region when the audience was frozen.
    pub region: String,
    /// Its category then.
    pub category: String,
}

/// All of them, in the order of the list.
///
/// # Errors
/// A database fault.
pub async fn sought(tx: &mut Tx, wanted: &Wanted<'_>) -> Result<Vec<Sought>, Fault> {
    let order = "order by a.region_key, i.sort_key, i.code";
    let query = wanted.query(3, "i.code, i.sort_key, a.region_key, a.category", order);
    let rows: Vec<(String, String, String, String)> = sqlx::query_as(AssertSqlSafe(query.sql))
        .bind(wanted.revised.0.0)
        .bind(wanted.revised.1)
        .bind_all(query.values)
        .fetch_all(tx.conn())
        .await?;
    let read = |(code, name, region, category)| Sought {
        code,
        name,
        region,
        category,
    };
    Ok(rows.into_iter().map(read).collect())
}

/// The regions of the frozen audience within a scope, in the order of their keys: key and name.
///
/// # Errors
/// A database fault.
pub async fn regions(
    tx: &mut Tx,
    announcement: AnnouncementId,
    scope: &Scope,
) -> Result<Vec<(String, String)>, Fault> {
    let visible = Visible::of(scope, 2);
    Ok(sqlx::query_as(visible.sql(
        "select region_key, min(region) from audience where announcement_id = $1 \
         and region_key <> '' and institution in (select code from visible) \
         group by region_key order by region_key",
    ))
    .bind(announcement.0)
    .bind_all(visible.values())
    .fetch_all(tx.conn())
    .await?)
}

const COLUMNS: &str = "i.code as code, i.name as name, a.region as region, \
     coalesce((select t.at from attendance t where t.announcement_id = $1 \
      and t.revision = $2 and t.institution = a.institution), k.at) as at, \
     coalesce((select p.name from attendance t join person p on p.id = t.person_id \
      where t.announcement_id = $1 and t.revision = $2 and t.institution = a.institution), \
     (select min(p.name) from acknowledgement f join person p on p.id = f.person_id \
      where f.announcement_id = $1 and f.revision = $2 and f.institution = a.institution \
      and f.at = k.at)) as person, \
     case when exists (select 1 from delivery d where d.announcement_id = $1 \
      and d.institution = a.institution and d.state = 'sent') then 1 else 0 end as delivered, \
     case when exists (select 1 from chase h where h.announcement_id = $1 \
      and h.revision = $2 and h.institution = a.institution and h.due_at < k.at) \
      then 1 else 0 end as late, \
     (select t.attends from attendance t where t.announcement_id = $1 \
      and t.revision = $2 and t.institution = a.institution) as attends";

/// An institution of a list.
struct Listed(Entry);

impl<'r> FromRow<'r, AnyRow> for Listed {
    fn from_row(row: &'r AnyRow) -> Result<Self, sqlx::Error> {
        let at: Option<i64> = row.try_get("at")?;
        let by: Option<String> = row.try_get("person")?;
        let attends: Option<i64> = row.try_get("attends")?;
        Ok(Self(Entry {
            code: row.try_get("code")?,
            name: row.try_get("name")?,
            region: row.try_get("region")?,
            confirmed: at.map(Timestamp).zip(by),
            delivered: row.try_get::<i64, _>("delivered")? == 1,
            late: row.try_get::<i64, _>("late")? == 1,
            attends: attends.map(|attends| attends == 1),
            reported: None,
            mishaps: Vec::new(),
        }))
    }
}

/// Some of them, by region and name.
///
/// # Errors
/// A database fault.
pub async fn entries(
    tx: &mut Tx,
    wanted: &Wanted<'_>,
    portion: Portion<'_>,
) -> Result<Vec<Entry>, Fault> {
    let order = "order by a.region_key, i.sort_key, i.code";
    let (limit, offset, first, these) = match portion {
        Portion::These([]) => return Ok(Vec::new()),
        Portion::These(codes) => (i64::MAX, 0, 5 + codes.len(), codes),
        Portion::Page { limit, offset } => (limit, offset, 5, &[][..]),
    };
    let only = match these.len() {
        0 => String::new(),
        many => format!("and a.institution in ({}) ", numbered(5, many)),
    };
    let rest = format!("{only}{order} limit $3 offset $4");
    let query = wanted.query(first, COLUMNS, &rest);
    let rows: Vec<Listed> = sqlx::query_as(AssertSqlSafe(query.sql))
        .bind(wanted.revised.0.0)
        .bind(wanted.revised.1)
        .bind(limit)
        .bind(offset)
        .bind_all(these.to_vec())
        .bind_all(query.values)
        .fetch_all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|Listed(entry)| entry).collect())
}
