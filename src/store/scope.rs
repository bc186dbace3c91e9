//! "Within what the asker may see", as SQL.

use sqlx::Any;
use sqlx::AssertSqlSafe;
use sqlx::any::AnyArguments;
use sqlx::query::{Query, QueryAs, QueryScalar};

use crate::domain::role::{Area, Scope};

/// A scope as the common table `visible (code)`, and the values of its parameters.
pub(super) struct Visible {
    codes: String,
    values: Vec<String>,
}

/// How statements ask whether an institution is visible.
const AMONG: &str = "(select code from visible)";

impl Visible {
    /// `first` is the number of the first free parameter; those of the query itself stand before it.
    pub(super) fn of(scope: &Scope, first: usize) -> Self {
        Self::union(scope.areas().iter(), first)
    }

    /// The same for one area.
    pub(super) fn area(area: &Area, first: usize) -> Self {
        Self::union(std::iter::once(area), first)
    }

    fn union<'a>(areas: impl Iterator<Item = &'a Area>, first: usize) -> Self {
        let mut values = Vec::new();
        let mut selects = Vec::new();
        for area in areas {
            let (_, value) = area.to_stored();
            let parameter = first + values.len();
            selects.push(match area {
                Area::Everywhere => "select code from institution".to_owned(),
                Area::Subtree(_) => {
                    format!("select descendant from lineage where ancestor = ${parameter}")
                }
                Area::Region(_) => {
                    format!("select code from institution where region_key = ${parameter}")
                }
                Area::Only(_) => format!("select code from institution where code = ${parameter}"),
            });
            match area {
                Area::Everywhere => {}
                Area::Region(region) => values.push(crate::domain::institution::fold(region)),
                Area::Subtree(_) | Area::Only(_) => values.push(value.to_owned()),
            }
        }
        if selects.is_empty() {
            selects.push("select code from institution where 1 = 0".to_owned());
        }
        Self {
            codes: selects.join(" union "),
            values,
        }
    }

    /// The `with` clause alone, for statements in which it does not come first.
    pub(super) fn sql_head(&self) -> String {
        format!("with visible (code) as ({})", self.codes)
    }

    /// A statement that may use `visible`; `rest` is written in this folder and holds no values.
    ///
    /// Whether an institution is among them is looked up where it stands: SQLite would write the whole of a
    /// common table down for it, for every statement anew.
    pub(super) fn sql(&self, rest: &str) -> AssertSqlSafe<String> {
        let rest = rest.replace(AMONG, &format!("({})", self.codes));
        AssertSqlSafe(format!("{} {rest}", self.sql_head()))
    }

    /// The values of the scope, after those of the query itself.
    pub(super) fn values(self) -> Vec<String> {
        self.values
    }
}

/// Binding the values of a [`Visible`], whatever the query returns.
pub(super) trait BindAll: Sized {
    /// Binds them in order.
    fn bind_all(self, values: Vec<String>) -> Self;
}

impl BindAll for Query<'_, Any, AnyArguments> {
    fn bind_all(self, values: Vec<String>) -> Self {
        values.into_iter().fold(self, Query::bind)
    }
}

impl<O> BindAll for QueryAs<'_, Any, O, AnyArguments> {
    fn bind_all(self, values: Vec<String>) -> Self {
        values.into_iter().fold(self, QueryAs::bind)
    }
}

impl<O> BindAll for QueryScalar<'_, Any, O, AnyArguments> {
    fn bind_all(self, values: Vec<String>) -> Self {
        values.into_iter().fold(self, QueryScalar::bind)
    }
}
