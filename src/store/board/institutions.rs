//! Institutions that a page of the board lists.

use std::collections::HashMap;

use sqlx::Any;
use sqlx::any::AnyArguments;
use sqlx::query::{QueryAs, QueryScalar};

use super::standings::{self, is_asked};
use crate::domain::board::{Head, Row, State};
use crate::domain::clock::Timestamp;
use crate::domain::institution::Code;
use crate::domain::role::Scope;
use crate::store::report::{AMISS, Portion, Sought};
use crate::store::scope::{BindAll, Visible};
use crate::store::{Fault, Tx};

/// What a list has: active institutions, as the registry has them now.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// As far as its reader sees.
    pub scope: &'a Scope,
    /// The announcements beside them.
    pub columns: &'a [Head],
    /// Those that the one column is for instead, active or not, as they were when its audience was frozen.
    pub addressed: bool,
    /// Of this category only.
    pub category: Option<&'static str>,
    /// Of these regions only, by their keys; of none: of any.
    pub regions: &'a [String],
    /// Which stand so with the columns.
    pub state: Option<State>,
}

/// A value of a statement.
#[derive(Debug, Clone)]
enum Value {
    Number(i64),
    Text(String),
}

/// `from … where …` over institutions `i`, with its values; what comes behind has the next parameters.
struct Sifted {
    sql: String,
    values: Vec<Value>,
}

impl Sifted {
    /// The parameter of one more value.
    fn parameter(&mut self, value: Value) -> String {
        self.values.push(value);
        format!("${}", self.values.len())
    }

    fn parameters(&mut self, values: impl IntoIterator<Item = Value>) -> Vec<String> {
        values.into_iter().map(|it| self.parameter(it)).collect()
    }

    /// `{what}` of them, as far as `scope` holds them, `{rest}` behind.
    fn statement(&self, scope: &Scope, what: &str, rest: &str) -> (String, Vec<String>) {
        let visible = Visible::of(scope, self.values.len() + 1);
        let sql = format!("{} select {what} {} {rest}", visible.sql_head(), self.sql);
        (sql, visible.values())
    }
}

/// Category, key and name of the region: of the registry, and when the audience `f` was frozen.
const NOW: [&str; 3] = ["i.category", "i.region_key", "i.region"];
const THEN: [&str; 3] = [
    "coalesce(f.category, i.category)",
    "coalesce(f.region_key, i.region_key)",
    "coalesce(f.region, i.region)",
];

impl Wanted<'_> {
    fn filed(&self) -> [&'static str; 3] {
        if self.addressed { THEN } else { NOW }
    }

    fn sifted(&self) -> Sifted {
        let mut all = Sifted {
            sql: String::new(),
            values: Vec::new(),
        };
        // Columns come first, so that every condition may name them.
        let ids = self.columns.iter().map(|head| head.announcement.0);
        let ids = all.parameters(ids.map(Value::Number));
        // Nothing is to be confirmed of the others.
        let asking: Vec<String> = self
            .columns
            .iter()
            .zip(&ids)
            .filter(|(head, _)| is_asked(head))
            .map(|(_, id)| id.clone())
            .collect();
        let (ids, asking) = (list(&ids), list(&asking));
        let mut sql = match self.addressed {
            true => format!(
                "from institution i left join audience f on f.announcement_id in ({ids}) \
                 and f.institution = i.code where i.code in (select code from visible) \
                 and (f.institution is not null or exists (select 1 from late_joiner l \
                  where l.announcement_id in ({ids}) and l.institution = i.code))"
            ),
            false => {
                "from institution i where i.active = 1 and i.code in (select code from visible)"
                    .to_owned()
            }
        };
        let [category, region, _] = self.filed();
        if let Some(word) = self.category {
            let at = all.parameter(Value::Text(word.to_owned()));
            sql.push_str(&format!(" and {category} = {at}"));
        }
        if !self.regions.is_empty() {
            let keys = all.parameters(self.regions.iter().cloned().map(Value::Text));
            sql.push_str(&format!(" and {region} in ({})", list(&keys)));
        }
        if let Some(state) = self.state {
            sql.push_str(&format!(" and {}", standing(state, &ids, &asking)));
        }
        all.sql = sql;
        all
    }
}

/// Parameters in a row.
fn list(parameters: &[String]) -> String {
    match parameters {
        [] => "null".to_owned(),
        some => some.join(", "),
    }
}

/// Institutions `i` of which this holds for these announcements, some of which ask for a confirmation. Who
/// joined after the approval counts in none of them, as on the card.
fn standing(state: State, ids: &str, asking: &str) -> String {
    // Counted, confirmations are found for each institution by their key. Were it `exists`, an engine could
    // begin with the whole table of confirmations, which grows with the record.
    let acknowledged = "(select count(*) from acknowledgement k \
         where k.announcement_id = a.announcement_id and k.revision = n.revision \
         and k.institution = a.institution)";
    let addressed = |ids: &str| {
        format!(
            "exists (select 1 from audience a join announcement n on n.id = a.announcement_id \
             where a.announcement_id in ({ids}) and a.institution = i.code and a.has_chat = 1"
        )
    };
    let unconfirmed = format!("{} and {acknowledged} = 0)", addressed(asking));
    match state {
        State::Unconfirmed => unconfirmed,
        State::Confirmed => {
            let confirmed = format!("{} and {acknowledged} > 0)", addressed(ids));
            format!("not {unconfirmed} and {confirmed}")
        }
        State::Failed => format!(
            "exists (select 1 from audience a join delivery d \
              on d.announcement_id = a.announcement_id and d.institution = a.institution \
             where a.announcement_id in ({ids}) and d.announcement_id in ({ids}) \
             and a.institution = i.code and {AMISS})"
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

/// How many there are.
///
/// # Errors
/// A database fault.
pub async fn count(tx: &mut Tx, wanted: &Wanted<'_>) -> Result<i64, Fault> {
    let sifted = wanted.sifted();
    let (sql, scope) = sifted.statement(wanted.scope, "count(*)", "");
    Ok(sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
        .bind_values(&sifted.values)
        .bind_all(scope)
        .fetch_one(tx.conn())
        .await?)
}

/// All of them as words are looked for in them, by name.
///
/// # Errors
/// A database fault.
pub async fn sought(tx: &mut Tx, wanted: &Wanted<'_>) -> Result<Vec<Sought>, Fault> {
    let sifted = wanted.sifted();
    let [category, region, _] = wanted.filed();
    let what = format!("i.code, i.sort_key, {region}, {category}");
    let (sql, scope) = sifted.statement(wanted.scope, &what, "order by i.sort_key, i.code");
    let rows: Vec<(String, String, String, String)> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind_values(&sifted.values)
        .bind_all(scope)
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

/// How they are filed: each category with each of its regions, by the key of the region: category, key, name.
///
/// # Errors
/// A database fault.
pub async fn filed(
    tx: &mut Tx,
    wanted: &Wanted<'_>,
) -> Result<Vec<(String, String, String)>, Fault> {
    let sifted = wanted.sifted();
    let [category, key, region] = wanted.filed();
    let what = format!("{category}, {key}, min({region})");
    let (sql, scope) = sifted.statement(wanted.scope, &what, "group by 1, 2 order by 2, 1");
    Ok(sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind_values(&sifted.values)
        .bind_all(scope)
        .fetch_all(tx.conn())
        .await?)
}

/// Some of them, by name, with where they stand with the columns.
///
/// # Errors
/// A database fault.
pub async fn rows(
    tx: &mut Tx,
    wanted: &Wanted<'_>,
    portion: Portion<'_>,
    now: Timestamp,
) -> Result<Vec<Row>, Fault> {
    type Found = (String, String, String, String, i64);
    let mut sifted = wanted.sifted();
    let (limit, offset) = match portion {
        Portion::These([]) => return Ok(Vec::new()),
        Portion::These(codes) => {
            let codes = sifted.parameters(codes.iter().cloned().map(Value::Text));
            sifted
                .sql
                .push_str(&format!(" and i.code in ({})", list(&codes)));
            (i64::MAX, 0)
        }
        Portion::Page { limit, offset } => (limit, offset),
    };
    let bounds = sifted.parameters([limit, offset].map(Value::Number));
    let [category, _, region] = wanted.filed();
    let what = format!("i.code, i.name, {category}, {region}, i.active");
    let rest = format!(
        "order by i.sort_key, i.code limit {} offset {}",
        bounds[0], bounds[1]
    );
    let (sql, scope) = sifted.statement(wanted.scope, &what, &rest);
    let found: Vec<Found> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind_values(&sifted.values)
        .bind_all(scope)
        .fetch_all(tx.conn())
        .await?;
    let codes: Vec<String> = found.iter().map(|row| row.0.clone()).collect();
    let mut standings: HashMap<_, _> = standings::of(tx, wanted.columns, &codes, now).await?;
    let row = |(code, name, category, region, active): Found| Row {
        standings: wanted
            .columns
            .iter()
            .map(|head| standings.remove(&(head.announcement, code.clone())))
            .collect(),
        code: Code::stored(code),
        name,
        category,
        region,
        active: active == 1,
    };
    Ok(found.into_iter().map(row).collect())
}
