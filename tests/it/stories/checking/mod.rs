//! `/periksa`: what is wrong with the registry, who hears of it, and what is done about it.

mod finding;
mod looking;
mod night;
mod quiet;

use std::time::Duration;

use satupintu_simulator::{SentMessage, User};

use crate::office::Office;

const SECOND: Duration = Duration::from_secs(1);
const HOUR: Duration = Duration::from_secs(60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// What `/periksa` says on all its pages.
async fn periksa(office: &Office, user: &User) -> String {
    office.say(user, "/periksa").await;
    let mut page = user.last().unwrap();
    let mut all = page.text.clone();
    while page.button("Berikutnya").is_some() {
        page = turn(office, user, "Berikutnya").await;
        all.push('\n');
        all.push_str(&page.text);
    }
    all
}

/// Presses a button in the newest message to somebody; what the message says then.
async fn turn(office: &Office, user: &User, label: &str) -> SentMessage {
    office.press(user, label).await;
    office.advance(SECOND * 2).await;
    user.last().unwrap()
}
