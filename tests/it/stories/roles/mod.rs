//! Roles: who holds which, how they end, and institutions that leave.

mod ending;
mod holders;
mod inactive;
mod links;
mod privacy;

use satupintu_simulator::{SentMessage, User};

use crate::office::Office;

/// The data of the button with exactly this label in somebody's newest message.
fn data(user: &User, label: &str) -> (SentMessage, String) {
    let message = user.last().unwrap();
    let buttons: Vec<_> = message.buttons.iter().flatten().collect();
    let found = buttons.iter().find(|button| button.label == label);
    let data = found.and_then(|button| button.data.clone());
    let data = data.unwrap_or_else(|| panic!("no {label:?} among {:?}", message.labels()));
    (message, data)
}

/// Opens the person with this number of the list that was shown last; what is shown then.
async fn open(office: &Office, user: &User, number: &str) -> String {
    let (message, data) = data(user, number);
    office.press_data(user, &message, &data).await;
    office.moment().await;
    office.sim.message(&message).unwrap().text
}

/// An owner ends the role of the one person who is meant, by its button that begins like this; what the
/// question says.
pub async fn end(office: &Office, who: &str, grant: &str) -> String {
    let told = office
        .say(&office.owner, &format!("/cabutperan {who}"))
        .await;
    assert!(told.contains("ID:"), "{told}");
    office
        .press(&office.owner, &format!("Cabut: {grant}"))
        .await;
    office.moment().await;
    let asked = office.last_said_to(&office.owner);
    office.press(&office.owner, "Ya, cabut").await;
    office.moment().await;
    asked
}
