//! What people do by hand, in real time: for the program as a child process, and for measurements.

use std::time::Duration;

use satupintu_simulator::{SentMessage, Simulator, User};

/// Real time after which the bot should have said something, on a busy machine too.
const PATIENCE: Duration = Duration::from_secs(90);

/// Those who make announcements.
pub struct Staff {
    pub author: User,
    pub approver: User,
}

/// An author and an approver for everything, by the owner's links.
pub async fn staff(sim: &Simulator, owner: &User) -> Staff {
    owner.send_private("/start");
    Staff {
        author: appoint(sim, owner, "Budi Santoso", "penyusun").await,
        approver: appoint(sim, owner, "Ratna Dewi", "penyetuju").await,
    }
}

async fn appoint(sim: &Simulator, owner: &User, name: &str, role: &str) -> User {
    let user = sim.user(name).language("id").create();
    let before = owner.inbox().len();
    owner.send_private(format!("/undang {role}"));
    let link = sim
        .wait_for(PATIENCE, |_| {
            owner
                .inbox()
                .iter()
                .skip(before)
                .find_map(|message| link_in(&message.text))
        })
        .await
        .expect("an invitation has a link");
    user.open_link(&link).expect("the link is one to this bot");
    press(sim, owner, "Sahkan").await;
    let welcomed = sim
        .wait_for(PATIENCE, |_| (user.inbox().len() >= 2).then_some(()))
        .await;
    welcomed.expect("a confirmed role is told");
    user
}

/// The link in a text to the bot.
pub fn link_in(text: &str) -> Option<String> {
    text.split_whitespace()
        .find(|word| word.starts_with("https://t.me/"))
        .map(ToOwned::to_owned)
}

/// The newest message to somebody that has a button, among those that are `wanted`.
pub fn newest_with(
    user: &User,
    label: &str,
    wanted: impl Fn(&SentMessage) -> bool,
) -> Option<SentMessage> {
    let mut newest_first = user.inbox().into_iter().rev();
    newest_first.find(|message| message.button(label).is_some() && wanted(message))
}

/// The author drafts and submits, the approver approves; the broadcast has begun.
pub async fn announce(sim: &Simulator, staff: &Staff, text: &str) {
    let asked = submit(sim, staff, text).await;
    approve(sim, staff, asked).await;
}

/// The author drafts and submits. What the approver is asked comes after this message of theirs.
pub async fn submit(sim: &Simulator, staff: &Staff, text: &str) -> i64 {
    let (drafted, asked) = (newest(&staff.author), newest(&staff.approver));
    staff.author.send_private(format!("/siaran {text}"));
    press_after(sim, &staff.author, drafted, "Ajukan").await;
    asked
}

/// The author hands over the draft that is open.
pub async fn hand_over(sim: &Simulator, staff: &Staff) -> i64 {
    let asked = newest(&staff.approver);
    press(sim, &staff.author, "Ajukan").await;
    asked
}

/// The approver approves what was asked after that message.
pub async fn approve(sim: &Simulator, staff: &Staff, asked: i64) {
    press_after(sim, &staff.approver, asked, "Setujui").await;
    press_after(sim, &staff.approver, asked, "Ya, ").await;
}

/// The newest message of the bot's to somebody.
fn newest(user: &User) -> i64 {
    user.last().map_or(0, |message| message.id)
}

/// Presses a button in somebody's private chat as soon as it is there; what popped up.
pub async fn press(sim: &Simulator, user: &User, label: &str) -> String {
    press_after(sim, user, 0, label).await
}

/// The same under a message that came after another one. A message whose sending went unanswered comes
/// twice, perhaps late: who is refused there looks for the button elsewhere.
pub async fn press_after(sim: &Simulator, user: &User, after: i64, label: &str) -> String {
    let mut refused = Vec::new();
    loop {
        let untried = |message: &SentMessage| message.id > after && !refused.contains(&message.id);
        let shown = sim
            .wait_for(PATIENCE, |_| newest_with(user, label, untried))
            .await;
        let Some(shown) = shown else {
            panic!(
                "{} sees no button {label:?}, or only {refused:?}",
                user.name()
            );
        };
        let pressed = user.press(&shown, label).expect("the button is there");
        let Some(answer) = pressed.wait_answer(PATIENCE).await else {
            panic!("nobody answered {label:?}");
        };
        if !answer.show_alert {
            return answer.text.unwrap_or_default();
        }
        refused.push(shown.id);
    }
}
