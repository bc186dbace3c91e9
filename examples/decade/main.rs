//! Are the questions of coordinators answered as quickly after ten years as after one?
//!
//! ```text
//! cargo run --release --example decade [INSTITUTIONS [ANNOUNCEMENTS [QUESTION]]]
//! ```
//!
//! Usually 1,200 and 5,000: 6 million copies and 5 million confirmations, and a database with a tenth of it
//! beside. Asks all questions, those that begin with QUESTION, or with `plans` none by the clock. On SQLite, in
//! a temporary folder that needs 10 GB, or in `KEEP=FOLDER`; with `DATABASE_URL=postgres://…` on that database,
//! and on `satupintu_tenth` beside it. What a database holds from an earlier time is asked again.
//!
//! Ends with 1 where a target is missed, or where something reads a large table whole. With `PLANS=FILE` the
//! plans of all statements are written there.

mod answers;
mod fill;
mod plans;
mod questions;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use satupintu::store::Db;

use fill::Decade;
use plans::Statements;
use questions::{Asked, Asking, Took};

#[tokio::main]
async fn main() -> ExitCode {
    let mut given = std::env::args().skip(1);
    let mut number = |usual| {
        given
            .next()
            .map_or(usual, |it| it.parse().expect("a number"))
    };
    let (institutions, announcements): (i64, i64) = (number(1200), number(5000));
    let which = given.next().unwrap_or_default();
    let folder = tempfile::tempdir().expect("a folder");
    let keep = std::env::var_os("KEEP").map(PathBuf::from);
    let [small, all] = fill::databases(keep.as_deref().unwrap_or(folder.path())).await;
    let whole = filled(&all, institutions, announcements).await;

    let mut all_kept = true;
    let asking = if which == "plans" {
        Asking::new(folder.path(), "")
    } else {
        let asking = Asking::new(folder.path(), &which);
        let tenth = filled(&small, institutions, announcements / 10).await;
        let both = [(&tenth, announcements / 10), (&whole, announcements)];
        all_kept &= timed(&asking, both).await;
        asking
    };
    let statements = Statements::listen();
    asking.each(&whole, announcements / 2).await;
    println!("\nslowest statements, milliseconds of one time:");
    for (took, sql) in statements.slowest(8) {
        println!("{took:8.2}  {sql}");
    }
    let plans = statements.explain(&all).await;
    for sql in &plans.scans {
        println!("\nreads a large table whole:\n{sql}");
        all_kept = false;
    }
    if let Ok(file) = std::env::var("PLANS") {
        std::fs::write(file, plans.text).expect("the plans are written");
    }
    match all_kept {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

async fn filled(url: &str, institutions: i64, announcements: i64) -> Db {
    let db = Db::open(url).await.expect("a database");
    let begun = Instant::now();
    let mut decade = Decade::begin(&db, url, institutions).await;
    decade.fill(announcements).await;
    println!("{} in {:.0?}", decade.counted().await, begun.elapsed());
    db
}

/// Tells how long the answers take; whether all targets were met.
async fn timed(asking: &Asking, databases: [(&Db, i64); 2]) -> bool {
    println!(
        "\nmilliseconds: median and p99 of a tenth · median and p99 of all · ratio of medians"
    );
    let mut all_kept = true;
    let tell = |asked: &Asked, whose: &str, took: [Took; 2]| {
        let kept = asked.kept(&took);
        all_kept &= kept;
        let [tenth, whole] = took;
        println!(
            "{:36} {:8.2} {:8.2} · {:8.2} {:8.2} · {:5.2}{}",
            format!("{} ({whose})", asked.what),
            tenth.median,
            tenth.p99,
            whole.median,
            whole.p99,
            whole.median / tenth.median,
            if kept { "" } else { "  MISSED" },
        );
    };
    asking.all(databases, tell).await;
    all_kept
}
