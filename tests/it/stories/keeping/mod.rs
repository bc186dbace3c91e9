//! Keeping the registry right: chats that change hands, close, come back; officers who come and go.

mod events;
mod officers;
mod pages;
mod releasing;
mod transfer;
mod uninvited;

use satupintu_simulator::User;

use crate::office::Office;

/// The data of the button that opens a chat's page, which an institution's page has.
pub async fn chat_page(office: &Office, title: &str) -> String {
    let sql = format!("select id from chat where title = '{title}'");
    format!("cp:{}", office.count(&sql).await)
}

/// Presses with that data under the newest message with a button, and reads what it turned into.
pub async fn turn(office: &Office, user: &User, data: &str) -> String {
    let buttoned = user.inbox().into_iter().rfind(|it| !it.buttons.is_empty());
    let message = buttoned.expect("a message with a button");
    let pop_up = office.press_data(user, &message, data).await;
    if !pop_up.is_empty() {
        return pop_up;
    }
    office.moment().await;
    office.sim.message(&message).unwrap().text
}
