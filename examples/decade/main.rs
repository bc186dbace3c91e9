//! Are the questions of coordinators answered as quickly after ten years as after one?
//!
//! `cargo run --release --example decade [INSTITUTIONS [ANNOUNCEMENTS]]`, usually 1,200 and 5,000: 6 million
//! copies and 5 million confirmations, of which a tenth is asked about before the rest is filled in. On
//! SQLite, in a temporary folder that needs 10 GB; with `DATABASE_URL=postgres://…` on that database, which
//! must be empty. Ends with 1 where a target is missed, or where something reads a large table whole. With
//! `PLANS=FILE` the plans of all statements are written there.

mod fill;
mod plans;
mod questions;

use std::time::Instant;

use satupintu::store::Db;

use fill::Decade;
use plans::Statements;
use questions::{Asking, TARGETS};

#[tokio::main]
async fn main() {
    let mut given = std::env::args().skip(1);
    let mut number = |usual| {
        given
            .next()
            .map_or(usual, |it| it.parse().expect("a number"))
    };
    let (institutions, announcements): (i64, i64) = (number(1200), number(5000));
    let folder = tempfile::tempdir().expect("a folder");
    let file = format!("sqlite:{}", folder.path().join("decade.db").display());
    let url = std::env::var("DATABASE_URL").unwrap_or(file);
    let db = Db::open(&url).await.expect("a database");
    let mut decade = Decade::begin(&db, &url, institutions).await;

    let tenth = announcements / 10;
    let begun = Instant::now();
    decade.fill(tenth).await;
    println!("{} in {:.0?}", decade.counted().await, begun.elapsed());
    let asking = Asking::new(folder.path());
    let before = asking.all(&db, tenth).await;
    let begun = Instant::now();
    decade.fill(announcements).await;
    println!("{} in {:.0?}", decade.counted().await, begun.elapsed());
    let after = asking.all(&db, announcements).await;

    println!(
        "\nmilliseconds: median and p99 of a tenth · median and p99 of all · ratio of medians"
    );
    let mut missed = 0;
    for ((what, small), (_, all)) in before.iter().zip(&after) {
        let ratio = all.median / small.median;
        let target = TARGETS.iter().find(|(it, _)| what.starts_with(it));
        let kept = target.is_none_or(|(_, most)| all.p99 < *most && ratio <= 1.5);
        missed += i32::from(!kept);
        println!(
            "{what:28} {:8.2} {:8.2} · {:8.2} {:8.2} · {ratio:5.2}{}",
            small.median,
            small.p99,
            all.median,
            all.p99,
            if kept { "" } else { "  MISSED" },
        );
    }
    let statements = Statements::listen();
    asking.each(&db, announcements / 2).await;
    let plans = statements.explain(&url).await;
    for sql in &plans.scans {
        println!("\nreads a large table whole:\n{sql}");
        missed += 1;
    }
    if let Ok(file) = std::env::var("PLANS") {
        std::fs::write(file, plans.text).expect("the plans are written");
    }
    std::process::exit(missed.min(1));
}
