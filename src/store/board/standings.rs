//! Institutions, and where they stand with some announcements.

use std::collections::HashMap;

use sqlx::Any;
use sqlx::any::AnyArguments;
use sqlx::query::{QueryAs, QueryScalar};

use crate::domain::announcement::Confirmation;
use crate::domain::board::{Filter, Head, Row, Standing, State};
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::institution::{Code, fold};
use crate::domain::report::Halt;
use crate::domain::role::Scope;
use crate::store::batch::numbered;
use crate::store::report::AMISS;
use crate::store::scope::{BindAll, Visible};
use crate::store::{Fault, Tx};

/// Most words that are looked for.
const WORDS: usize = 6;

/// A value of a statement.
#[derive(Debug, Clone)]
enum Value {
    Number(i64),
    Text(String),
}

/// Conditions on an institution `i`, with their values.
#[derive(Debug, Default)]
struct Conditions {
    sql: String,
    values: Vec<Value>,
}

impl Conditions {
    /// The parameter of one more value.
    fn parameter(&mut self, value: Value) -> String {
        self.values.push(value);
        format!("${}", self.values.len())
    }

    fn of(filter: &Filter, columns: &[Head], only_addressed: bool) -> Self {
        let mut all = Self::default();
        // Columns come first, so that every condition may name them.
        let ids: Vec<String> = columns
            .iter()
            .map(|head| all.parameter(Value::Number(head.announcement.0)))
            .collect();
        // Nothing is to be confirmed of the others.
        let asking: Vec<String> = columns
            .iter()
            .zip(&ids)
            .filter(|(head, _)| is_asked(head))
            .map(|(_, id)| id.clone())
            .collect();
        let (ids, asking) = (list(&ids), list(&asking));
        let (kind, area) = match only_addressed {
            true => FROZEN,
            false => ("i.category", "i.region_key"),
        };
        if let Some(category) = filter.category {
            let at = all.parameter(Value::Text(category.to_owned()));
            all.sql.push_str(&format!(" and {kind} = {at}"));
        }
        let region = fold(&filter.region);
        if !region.is_empty() {
            let at = all.parameter(Value::Text(region));
            all.sql.push_str(&format!(" and {area} = {at}"));
        }
        // Folded words hold nothing that `like` reads in a way of its own.
        for word in fold(&filter.words).split(' ').take(WORDS) {
            let at = all.parameter(Value::Text(format!("%{word}%")));
            all.sql.push_str(&format!(
                " and (i.sort_key like {at} or lower(i.code) like {at})"
            ));
        }
        if only_addressed {
            all.sql.push_str(&format!(
                " and (exists (select 1 from audience a where a.announcement_id in ({ids}) \
                 and a.institution = i.code) or exists (select 1 from late_joiner l \
                 where l.announcement_id in ({ids}) and l.institution = i.code))"
            ));
        }
        if let Some(state) = filter.state {
            all.sql
                .push_str(&format!(" and {}", standing(state, &ids, &asking)));
        }
        all
    }
}

/// What they were when the audience `f` of an announcement was frozen.
const FROZEN: (&str, &str) = (
    "coalesce(f.category, i.category)",
    "coalesce(f.region_key, i.region_key)",
);

/// Parameters in a row.
fn list(parameters: &[String]) -> String {
    match parameters {
        [] => "null".to_owned(),
        some => some.join(", "),
    }
}

/// Whether it is still to be confirmed.
fn is_asked(head: &Head) -> bool {
    head.options.confirmation != Confirmation::None && !head.is_withdrawn()
}

/// Institutions `i` of which this holds for these announcements, some of which ask for a confirmation. Who
/// joined after the approval counts in none of them, as on the card.
fn standing(state: State, ids: &str, asking: &str) -> String {
    let unconfirmed = format!(
        "exists (select 1 from audience a join announcement n on n.id = a.announcement_id \
         where a.announcement_id in ({asking}) and a.institution = i.code and a.has_chat = 1 \
         and not exists (select 1 from acknowledgement k where k.announcement_id = a.announcement_id \
         and k.revision = n.revision and k.institution = a.institution))"
    );
    match state {
        State::Unconfirmed => unconfirmed,
        State::Confirmed => format!(
            "not {unconfirmed} and exists (select 1 from acknowledgement k \
             join announcement n on n.id = k.announcement_id and n.revision = k.revision \
             join audience a on a.announcement_id = k.announcement_id \
              and a.institution = k.institution and a.has_chat = 1 \
             where k.announcement_id in ({ids}) and k.institution = i.code)"
        ),
        State::Failed => format!(
            "exists (select 1 from audience a join delivery d \
              on d.announcement_id = a.announcement_id and d.institution = a.institution \
             where a.announcement_id in ({ids}) and a.institution = i.code and {AMISS})"
        ),
        State::WithoutChat => format!(
            "exists (select 1 from audience a where a.announcement_id in ({ids}) \
             and a.institution = i.code and a.has_chat = 0)"
        ),
    }
}

trait BindValues: Sized {
    fn bind_values(self, values: &[Value]) -> Self;
}

impl<O> BindValues for QueryScalar<'_, Any, O, AnyArguments> {
    fn bind_values(self, values: &[Value]) -> Self {
        values.iter().fold(self, |query, value| match value {
            Value::Number(number) => query.bind(*number),
            Value::Text(text) => query.bind(text.clone()),
        })
    }
}

impl<O> BindValues for QueryAs<'_, Any, O, AnyArguments> {
    fn bind_values(self, values: &[Value]) -> Self {
        values.iter().fold(self, |query, value| match value {
            Value::Number(number) => query.bind(*number),
            Value::Text(text) => query.bind(text.clone()),
        })
    }
}

/// A page of the active institutions of a scope that fit, by name, with where they stand with `columns`;
/// and how many fit. `only_addressed`: those that the one column is for instead, active or not, as they
/// were when its audience was frozen.
///
/// # Errors
/// A database fault.
pub async fn page(
    tx: &mut Tx,
    scope: &Scope,
    filter: &Filter,
    columns: &[Head],
    only_addressed: bool,
    most: i64,
    now: Timestamp,
) -> Result<(i64, Vec<Row>), Fault> {
    type Found = (String, String, String, String);
    let conditions = Conditions::of(filter, columns, only_addressed);
    // Its id is the first value.
    let (whose, those, kind, region) = match only_addressed {
        true => (
            " left join audience f on f.announcement_id = $1 and f.institution = i.code",
            "1 = 1",
            FROZEN.0,
            "coalesce(f.region, i.region)",
        ),
        false => ("", "i.active = 1", "i.category", "i.region"),
    };
    let from = format!(
        "from institution i{whose} where {those} and i.code in (select code from visible){}",
        conditions.sql
    );
    let visible = Visible::of(scope, conditions.values.len() + 1);
    let total: i64 = sqlx::query_scalar(visible.sql(&format!("select count(*) {from}")))
        .bind_values(&conditions.values)
        .bind_all(visible.values())
        .fetch_one(tx.conn())
        .await?;
    let mut values = conditions.values;
    values.push(Value::Number(most));
    values.push(Value::Number(filter.page.saturating_mul(most)));
    let visible = Visible::of(scope, values.len() + 1);
    let (limit, offset) = (values.len() - 1, values.len());
    let found: Vec<Found> = sqlx::query_as(visible.sql(&format!(
        "select i.code, i.name, {kind}, {region} {from} \
         order by i.sort_key, i.code limit ${limit} offset ${offset}"
    )))
    .bind_values(&values)
    .bind_all(visible.values())
    .fetch_all(tx.conn())
    .await?;
    let codes: Vec<String> = found.iter().map(|row| row.0.clone()).collect();
    let mut standings = of(tx, columns, &codes, now).await?;
    let rows = found
        .into_iter()
        .map(|(code, name, category, region)| Row {
            standings: columns
                .iter()
                .map(|head| standings.remove(&(head.announcement, code.clone())))
                .collect(),
            code: Code::stored(code),
            name,
            category,
            region,
        })
        .collect();
    Ok((total, rows))
}

/// Where institutions stand with announcements; without those that an announcement is not for.
///
/// # Errors
/// A database fault.
pub async fn of(
    tx: &mut Tx,
    columns: &[Head],
    codes: &[String],
    now: Timestamp,
) -> Result<HashMap<(AnnouncementId, String), Standing>, Fault> {
    type Cell = (
        i64,
        String,
        i64,
        Option<i64>,
        Option<i64>,
        Option<i64>,
        Option<String>,
    );
    if columns.is_empty() || codes.is_empty() {
        return Ok(HashMap::new());
    }
    let ids = numbered(1, columns.len());
    let institutions = numbered(columns.len() + 1, codes.len());
    // Of its copies the one that fared best counts.
    let sql = format!(
        "select c.announcement_id, c.institution, c.has_chat, \
         (select max(case when d.state = 'sent' then 3 when d.state = 'waiting' then 2 \
             when d.cause = 'stopped' then 0 else 1 end) \
           from delivery d where d.announcement_id = c.announcement_id \
           and d.institution = c.institution), \
         (select min(k.at) from acknowledgement k where k.announcement_id = c.announcement_id \
           and k.revision = n.revision and k.institution = c.institution), \
         (select h.due_at from chase h where h.announcement_id = c.announcement_id \
           and h.revision = n.revision and h.institution = c.institution), \
         (select p.name from acknowledgement k join person p on p.id = k.person_id \
           where k.announcement_id = c.announcement_id and k.revision = n.revision \
           and k.institution = c.institution order by k.at, p.id limit 1) \
         from (select announcement_id, institution, has_chat from audience \
             where announcement_id in ({ids}) and institution in ({institutions}) \
           union all select l.announcement_id, l.institution, 2 from late_joiner l \
             where l.announcement_id in ({ids}) and l.institution in ({institutions}) \
             and not exists (select 1 from audience a where a.announcement_id = l.announcement_id \
               and a.institution = l.institution)) c \
         join announcement n on n.id = c.announcement_id"
    );
    let mut query = sqlx::query_as(sqlx::AssertSqlSafe(sql));
    for head in columns {
        query = query.bind(head.announcement.0);
    }
    for code in codes {
        query = query.bind(code.clone());
    }
    let rows: Vec<Cell> = query.fetch_all(tx.conn()).await?;
    let by_id: HashMap<i64, &Head> = columns
        .iter()
        .map(|head| (head.announcement.0, head))
        .collect();
    let mut standings = HashMap::with_capacity(rows.len());
    for (id, code, has_chat, best, confirmed, due, by) in rows {
        let Some(head) = by_id.get(&id) else { continue };
        let due = due.map(Timestamp);
        let asked = is_asked(head);
        let standing = match (confirmed.map(Timestamp), best) {
            (Some(at), _) => Standing::Confirmed {
                at,
                late: due.is_some_and(|due| due < at),
                by,
            },
            (None, Some(3)) if asked => Standing::Unconfirmed {
                overdue: due.is_some_and(|due| due <= now),
            },
            (None, Some(3)) => Standing::Delivered,
            (None, Some(2)) => Standing::Coming,
            (None, Some(0)) => Standing::NotSent,
            (None, Some(_)) => Standing::Failed,
            (None, None) if has_chat == 0 => Standing::WithoutChat,
            (None, None) => match head.halt {
                Some(Halt::Scheduled(_) | Halt::Paused) => Standing::Coming,
                _ => Standing::NotSent,
            },
        };
        let standing = match standing {
            it @ Standing::WithoutChat => it,
            it if has_chat == 1 => it,
            it => Standing::Later(Box::new(it)),
        };
        standings.insert((head.announcement, code), standing);
    }
    Ok(standings)
}

/// The regions of a scope's active institutions, by name.
///
/// # Errors
/// A database fault.
pub async fn regions(tx: &mut Tx, scope: &Scope) -> Result<Vec<String>, Fault> {
    let visible = Visible::of(scope, 1);
    Ok(sqlx::query_scalar(visible.sql(
        "select min(i.region) from institution i where i.active = 1 and i.region_key <> '' \
         and i.code in (select code from visible) group by i.region_key order by i.region_key",
    ))
    .bind_all(visible.values())
    .fetch_all(tx.conn())
    .await?)
}
