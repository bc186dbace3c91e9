//! How the databases go about what they are asked: every statement of the questions, and its plan.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use sqlx::{AnyConnection, AssertSqlSafe, Connection, Row};
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};

/// What has a row for each institution of each announcement, or more: never to be read whole.
const LARGE: [&str; 8] = [
    "acknowledgement",
    "attempt",
    "audience",
    "chase",
    "delivery",
    "dissemination",
    "event",
    "reminder",
];

/// The statements that were run since the beginning, and how many seconds each took at most.
#[derive(Clone, Default)]
pub struct Statements(Arc<Mutex<BTreeMap<String, f64>>>);

/// Plans as they are checked in, and which statements read a large table whole.
pub struct Plans {
    pub text: String,
    pub scans: Vec<String>,
}

impl Statements {
    /// Listens to what sqlx says of every statement.
    pub fn listen() -> Self {
        let statements = Self::default();
        let heard = tracing_subscriber::registry().with(statements.clone());
        tracing::subscriber::set_global_default(heard).expect("nobody else listens");
        statements
    }

    /// Those that took longest, with their milliseconds.
    pub fn slowest(&self, count: usize) -> Vec<(f64, String)> {
        let statements = self.0.lock().expect("nobody panicked");
        let mut all: Vec<_> = statements
            .iter()
            .map(|(sql, seconds)| (seconds * 1000.0, sql.clone()))
            .collect();
        all.sort_by(|a, b| b.0.total_cmp(&a.0));
        all.truncate(count);
        all
    }

    /// The plans of those that look into a large table; of those that differ in nothing but how many values
    /// stand in a list, one.
    pub async fn explain(&self, url: &str) -> Plans {
        let statements = self.0.lock().expect("nobody panicked").clone();
        let mut connection = AnyConnection::connect(url).await.expect("a connection");
        let on_postgres = url.starts_with("postgres");
        let engine = if on_postgres { "PostgreSQL" } else { "SQLite" };
        let mut text = format!("How {engine} answers the questions of examples/decade.\n\n");
        let (mut scans, mut written) = (Vec::new(), BTreeSet::new());
        for sql in statements.into_keys() {
            let names = names(&sql);
            if names.is_empty() {
                continue;
            }
            let plan = if on_postgres {
                postgres(&mut connection, &sql).await
            } else {
                sqlite(&mut connection, &sql).await
            };
            let scanned = |line: &&String| {
                let line = line.trim_start_matches(['-', '>', ' ']);
                names.iter().any(|name| {
                    let rest = line
                        .strip_prefix(&format!("SCAN {name}"))
                        .or_else(|| line.strip_prefix(&format!("Seq Scan on {name}")))
                        .or_else(|| line.strip_prefix(&format!("Parallel Seq Scan on {name}")));
                    rest.is_some_and(|rest| !rest.starts_with(|it: char| it.is_alphanumeric()))
                })
            };
            if plan.iter().any(|line| scanned(&line)) {
                scans.push(sql.clone());
            }
            let told = told(&sql);
            if !written.insert(told.clone()) {
                continue;
            }
            // Writing into a string cannot fail.
            let _ = writeln!(text, "{told}");
            for line in plan {
                let _ = writeln!(text, "    {line}");
            }
            text.push('\n');
        }
        Plans { text, scans }
    }
}

impl<S: Subscriber> Layer<S> for Statements {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() != "sqlx::query" {
            return;
        }
        let mut said = Said::default();
        event.record(&mut said);
        let sql = if said.statement.is_empty() {
            said.summary
        } else {
            said.statement
        };
        let sql = sql.split_whitespace().collect::<Vec<_>>().join(" ");
        if sql.starts_with("select") || sql.starts_with("with") {
            let mut statements = self.0.lock().expect("nobody panicked");
            let most = statements.entry(sql).or_default();
            *most = most.max(said.seconds);
        }
    }
}

#[derive(Default)]
struct Said {
    summary: String,
    statement: String,
    seconds: f64,
}

impl Visit for Said {
    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "summary" => value.clone_into(&mut self.summary),
            "db.statement" => value.clone_into(&mut self.statement),
            _ => {}
        }
    }

    fn record_f64(&mut self, field: &Field, value: f64) {
        if field.name() == "elapsed_secs" {
            self.seconds = value;
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
}

/// A statement without the numbers of its parameters, and with `$…` for a list of them.
fn told(sql: &str) -> String {
    let mut told = String::new();
    let mut rest = sql;
    while let Some((before, after)) = rest.split_once('$') {
        told.push_str(before);
        rest = without_number(after);
        let mut list = false;
        while let Some(next) = rest.strip_prefix(", $") {
            rest = without_number(next);
            list = true;
        }
        told.push_str(if list { "$…" } else { "$" });
    }
    told + rest
}

fn without_number(text: &str) -> &str {
    text.trim_start_matches(|it: char| it.is_ascii_digit())
}

/// By what names a statement speaks of large tables.
fn names(sql: &str) -> Vec<String> {
    let words: Vec<&str> = sql
        .split(|it: char| !(it.is_alphanumeric() || it == '_' || it == '.'))
        .filter(|word| !word.is_empty())
        .collect();
    let mut names = Vec::new();
    for pair in words.windows(3) {
        let [before, table, after] = pair else {
            continue;
        };
        if matches!(*before, "from" | "join") && LARGE.contains(table) {
            names.push((*table).to_owned());
            names.push((*after).to_owned());
        }
    }
    names
}

async fn sqlite(connection: &mut AnyConnection, sql: &str) -> Vec<String> {
    let rows = sqlx::query(AssertSqlSafe(format!("explain query plan {sql}")))
        .fetch_all(connection)
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
    rows.iter().map(|row| row.get::<String, _>(3)).collect()
}

/// By the plan that holds for all values: of what a session asks often, that is the one that is used.
async fn postgres(connection: &mut AnyConnection, sql: &str) -> Vec<String> {
    let most = (1..100).rev().find(|n| sql.contains(&format!("${n}")));
    let nothing = vec!["null"; most.unwrap_or_default()].join(", ");
    let given = match nothing.as_str() {
        "" => String::new(),
        nothing => format!("({nothing})"),
    };
    let mut run = async |sql: String| {
        let done = sqlx::query(AssertSqlSafe(sql.clone()))
            .fetch_all(&mut *connection)
            .await;
        done.unwrap_or_else(|error| panic!("{sql}: {error}"))
    };
    run("set plan_cache_mode = force_generic_plan".to_owned()).await;
    run(format!("prepare explained as {sql}")).await;
    let rows = run(format!("explain (costs off) execute explained{given}")).await;
    run("deallocate explained".to_owned()).await;
    rows.iter().map(|row| row.get::<String, _>(0)).collect()
}
