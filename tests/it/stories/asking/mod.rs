//! `/status`, `/belum`, `/sudah`, `/gagal`: who has it, who has not, and nothing beyond what the asker may see.

mod charts;
mod commands;
mod lists;
mod menus;
mod reading;
mod registry;
mod scope;

use std::time::Duration;

use satupintu::domain::institution::fold;
use satupintu_simulator::{SentMessage, User};

use crate::office::Office;

const SECOND: Duration = Duration::from_secs(1);

/// Presses a button in the newest message to somebody; what the message says then.
async fn turn(office: &Office, user: &User, label: &str) -> SentMessage {
    office.press(user, label).await;
    office.advance(SECOND * 2).await;
    user.last().unwrap()
}

/// Name and region of each institution on a page, in its order.
fn entries(page: &SentMessage) -> Vec<(String, String)> {
    let regions = page.parts("bold");
    let mut region = String::new();
    let mut found = Vec::new();
    for line in page.text.lines() {
        let numbered = line.split_once(". ");
        let numbered = numbered.filter(|(number, _)| number.parse::<u32>().is_ok());
        let entry = line.strip_prefix("• ").or(numbered.map(|(_, rest)| rest));
        match entry {
            Some(entry) => {
                let (name, _) = entry.split_once(" (").unwrap();
                found.push((region.clone(), name.to_owned()));
            }
            None if regions.contains(&line) => line.clone_into(&mut region),
            None => {}
        }
    }
    found
}

/// All pages of a list, turned one by one.
async fn all_pages(office: &Office, user: &User, command: &str) -> Vec<(String, String)> {
    office.say(user, command).await;
    let mut page = user.last().unwrap();
    let mut found = entries(&page);
    while page.button("Berikutnya").is_some() {
        assert!(entries(&page).len() <= 25);
        page = turn(office, user, "Berikutnya").await;
        found.extend(entries(&page));
    }
    found
}

fn assert_sorted(entries: &[(String, String)]) {
    let keys: Vec<(String, String)> = entries
        .iter()
        .map(|(region, name)| (fold(region), fold(name)))
        .collect();
    assert!(keys.is_sorted(), "not by region, then name: {keys:?}");
}
