//! The institutions that a selection means within a scope, as SQL.

use sqlx::AssertSqlSafe;

use super::batch::numbered;
use super::scope::{BindAll, Visible};
use super::{Fault, Tx};
use crate::domain::institution::{Code, Institution, fold};
use crate::domain::role::Scope;
use crate::domain::selection::{Clause, Selection};

/// The chosen institutions as the common tables `visible (code)` and `chosen (code)`, and the values of
/// their parameters.
pub(super) struct Chosen {
    sql: String,
    values: Vec<String>,
}

impl Chosen {
    /// `first` is the number of the first free parameter; those of the query itself stand before it.
    pub(super) fn of(scope: &Scope, selection: &Selection, first: usize) -> Self {
        let visible = Visible::of(scope, first);
        let head = visible.sql_head();
        let mut values = visible.values();
        let mut conditions = String::new();
        for clause in &selection.0 {
            let (condition, wanted) = condition(clause);
            let parameters = numbered(first + values.len(), wanted.len());
            conditions.push_str(" and ");
            conditions.push_str(&condition.replace('@', &parameters));
            values.extend(wanted);
        }
        let sql = format!(
            "{head}, chosen (code) as (select i.code from institution i where i.active = 1 \
             and i.code in (select code from visible){conditions})"
        );
        Self { sql, values }
    }

    /// The `with` clause alone, for statements in which it does not come first.
    pub(super) fn sql_head(&self) -> &str {
        &self.sql
    }

    /// A statement that may use `chosen`; `rest` is written in this folder and holds no values.
    pub(super) fn sql(&self, rest: &str) -> AssertSqlSafe<String> {
        AssertSqlSafe(format!("{} {rest}", self.sql))
    }

    /// The values, after those of the query itself.
    pub(super) fn values(self) -> Vec<String> {
        self.values
    }
}

/// What holds of an institution `i`, with `@` for the parameters, and their values.
fn condition(clause: &Clause) -> (&'static str, Vec<String>) {
    let keys = |names: &[String]| names.iter().map(|name| fold(name)).collect();
    match clause {
        Clause::Categories(words) => ("i.category in (@)", words.clone()),
        Clause::WithoutCategories(words) => ("i.category not in (@)", words.clone()),
        Clause::Regions(names) => ("i.region_key in (@)", keys(names)),
        Clause::WithoutRegions(names) => ("i.region_key not in (@)", keys(names)),
        Clause::Within(codes) => (
            "i.code in (select descendant from lineage where ancestor in (@))",
            texts(codes),
        ),
        Clause::Without(codes) => (
            "i.code not in (select descendant from lineage where ancestor in (@))",
            texts(codes),
        ),
        Clause::Only(codes) => ("i.code in (@)", texts(codes)),
        Clause::WithoutOnly(codes) => ("i.code not in (@)", texts(codes)),
    }
}

fn texts(codes: &[Code]) -> Vec<String> {
    codes.iter().map(ToString::to_string).collect()
}

/// The active institutions that are chosen, by region and name; those without any active chat alone, if
/// `without_chat`.
///
/// # Errors
/// A database fault.
pub async fn institutions(
    tx: &mut Tx,
    scope: &Scope,
    selection: &Selection,
    without_chat: bool,
) -> Result<Vec<Institution>, Fault> {
    let chosen = Chosen::of(scope, selection, 1);
    let only = match without_chat {
        true => {
            "where not exists (select 1 from chat c where c.institution = i.code \
             and c.state = 'active')"
        }
        false => "",
    };
    let sql = chosen.sql(&format!(
        "select i.code, i.name, i.category, i.region, i.parent from institution i \
         join chosen h on h.code = i.code {only} order by i.code"
    ));
    let rows: Vec<(String, String, String, String, Option<String>)> = sqlx::query_as(sql)
        .bind_all(chosen.values())
        .fetch_all(tx.conn())
        .await?;
    let read = |(code, name, category, region, parent): (_, _, _, _, Option<String>)| Institution {
        code: Code::stored(code),
        name,
        category,
        region,
        parent: parent.map(Code::stored),
    };
    Ok(rows.into_iter().map(read).collect())
}
