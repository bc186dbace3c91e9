//! The sealed record: what it proves, and to whom.

mod proving;
mod refusing;
mod telling;

use satupintu::app::audit::{NotProved, verify};

use crate::office::Office;

/// What `satupintu audit verify` prints when all is well; with a hash, `--hash` too.
async fn proof(office: &Office, hash: Option<&str>) -> Result<String, String> {
    let hash = hash.map(|hash| hash.parse().unwrap());
    let settings = office.settings();
    match verify(&office.db, &settings, hash, office.now()).await {
        Ok(proof) => Ok(proof),
        Err(NotProved::Broken(text)) => Err(text),
        Err(NotProved::Database(fault)) => panic!("{fault}"),
    }
}

/// The last hash, as it is printed.
fn last_hash(proof: &str) -> String {
    let (_, rest) = proof.split_once("Hash terakhir: ").unwrap();
    rest.lines().next().unwrap().to_owned()
}

/// Does to the record what only somebody can who may change the schema.
async fn tamper(office: &Office, sql: &str) {
    let postgres = std::env::var("TEST_DATABASE_URL").is_ok();
    for table in ["event", "seal", "seal_told"] {
        let (on, both): (_, &[&str]) = match postgres {
            true => (format!(" on {table}"), &["stays"]),
            false => (String::new(), &["stays", "remains"]),
        };
        for trigger in both {
            let drop = format!("drop trigger if exists {table}_{trigger}{on}");
            office.alter(&drop).await;
        }
    }
    office.alter(sql).await;
}
