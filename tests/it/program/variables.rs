//! What the program is started with, for a simulator and a database: the same for all who start it.

use satupintu_simulator::{Simulator, User};

/// The variables without which it does not start; its pages are at a port that the system chooses.
pub fn variables(sim: &Simulator, owners: &[&User], database: &str) -> Vec<(String, String)> {
    let owners: Vec<String> = owners.iter().map(|owner| owner.id().to_string()).collect();
    [
        ("TELOXIDE_TOKEN", sim.token()),
        ("TELOXIDE_API_URL", sim.base_url()),
        ("SATUPINTU_OWNERS", owners.join(",")),
        ("DATABASE_URL", database.to_owned()),
        ("SATUPINTU__HTTP__LISTEN", "127.0.0.1:0".to_owned()),
        // Whatever the hour is at which this runs.
        ("SATUPINTU__QUIET_HOURS__ENABLED", "false".to_owned()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into()
}
