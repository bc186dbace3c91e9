//! The people of a story, and what they do by hand.

use std::time::Duration;

use satupintu_simulator::{
    Chat, Entity, MessageRef, Post, Press, SentMessage, Topic, User, utf16_len,
};

use super::Office;
use crate::program::people::{link_in, newest_with};

/// Those who make announcements.
pub struct Staff {
    pub author: User,
    pub approver: User,
    pub coordinator: User,
}

/// How long a pop-up may take to come, in real time.
const POP_UP: Duration = Duration::from_secs(10);

impl Office {
    /// The text of the newest message in somebody's private chat.
    pub fn last_said_to(&self, user: &User) -> String {
        user.last().map(|message| message.text).unwrap_or_default()
    }

    /// The link in the newest message to somebody.
    pub fn link_to(&self, user: &User) -> String {
        let text = self.last_said_to(user);
        link_in(&text).unwrap_or_else(|| panic!("no link in {text:?}"))
    }

    /// Presses a button in the newest message to somebody that has it, and waits for the pop-up.
    pub async fn press(&self, user: &User, label: &str) -> String {
        let message = newest_with(user, label, |_| true)
            .unwrap_or_else(|| panic!("no button {label:?}; last: {:?}", self.last_said_to(user)));
        self.press_on(user, &message, label).await
    }

    /// Presses a button under a message, and waits for the pop-up.
    pub async fn press_on(&self, user: &User, message: &SentMessage, label: &str) -> String {
        let press = user.press(message, label).unwrap();
        self.popped_up(press).await
    }

    /// Presses with data of one's own making.
    pub async fn press_data(&self, user: &User, message: &SentMessage, data: &str) -> String {
        let press = user.press_data(message, data);
        self.popped_up(press).await
    }

    async fn popped_up(&self, press: Press) -> String {
        let answer = press
            .wait_answer(POP_UP)
            .await
            .expect("every press is answered");
        self.settle().await;
        answer.text.unwrap_or_default()
    }

    /// Time for an answer or two to come, at the pace of one chat.
    pub async fn moment(&self) {
        self.advance(Duration::from_secs(2)).await;
    }

    /// Time for a notice of lost chats to come, which is gathered for a while.
    pub async fn a_minute(&self) {
        self.advance(Duration::from_secs(65)).await;
    }

    /// Somebody opens a person's link; what they are told.
    pub async fn open_link(&self, user: &User, link: &str) -> String {
        user.open_link(link).unwrap();
        self.moment().await;
        self.last_said_to(user)
    }

    /// Somebody new becomes an officer of an institution by a link of the owner's.
    pub async fn officer(&self, name: &str, code: &str) -> User {
        let link = self.invite(&format!("petugas {code}")).await;
        let officer = self.sim.user(name).create();
        let told = self.open_link(&officer, &link).await;
        assert!(told.contains("Anda kini petugas"), "{told}");
        officer
    }

    /// Somebody new is in a group, without being an officer.
    pub fn member(&self, group: &Chat, name: &str) -> User {
        let member = self.sim.user(name).create();
        group.add_member(&member);
        member
    }

    /// What `/start@bot` is followed by, where a link is no use: in topics and channels.
    pub fn start_command(&self, link: &str) -> String {
        let (_, token) = link.rsplit_once('=').unwrap();
        format!("/start@{} {token}", self.sim.bot_username())
    }

    /// Somebody sends the bot a message of any kind, and has the answer.
    pub async fn send(&self, user: &User, post: impl Into<Post>) -> MessageRef {
        let sent = user.send_private(post);
        self.moment().await;
        sent
    }

    /// The messages that somebody sees above the newest panel with that button: the preview.
    pub fn preview_above(&self, user: &User, button: &str, parts: usize) -> Vec<SentMessage> {
        let mut inbox = user.inbox();
        let panel = inbox.iter().rposition(|it| it.button(button).is_some());
        inbox.truncate(panel.unwrap_or_else(|| panic!("no panel with {button:?}")));
        inbox.split_off(inbox.len() - parts)
    }

    /// Everything somebody was told in private, in one text.
    pub fn said_to(&self, user: &User) -> String {
        let texts: Vec<String> = user.inbox().into_iter().map(|it| it.text).collect();
        texts.join("\n\n")
    }

    /// What a group shows last of the bot.
    pub fn last_in(&self, chat: &Chat) -> String {
        chat.last().map(|message| message.text).unwrap_or_default()
    }

    /// Somebody writes to the bot in private.
    pub async fn say(&self, user: &User, text: &str) -> String {
        user.send_private(text);
        self.advance(Duration::from_secs(2)).await;
        self.last_said_to(user)
    }

    /// The owner makes a link by `/undang …`.
    pub async fn invite(&self, what: &str) -> String {
        self.say(&self.owner, &format!("/undang {what}")).await;
        self.link_to(&self.owner)
    }

    /// Somebody new is invited to a role, redeems the link, and is confirmed.
    pub async fn appoint(&self, name: &str, role: &str) -> User {
        let user = self.sim.user(name).create();
        self.appoint_again(&user, role).await;
        user
    }

    /// The same for somebody who is known.
    pub async fn appoint_again(&self, user: &User, role: &str) {
        let link = self.invite(role).await;
        user.open_link(&link).unwrap();
        self.advance(Duration::from_secs(2)).await;
        self.press(&self.owner, "Sahkan").await;
        self.advance(Duration::from_secs(2)).await;
    }

    /// An author, an approver and a coordinator for everything.
    pub async fn staff(&self) -> Staff {
        Staff {
            author: self.appoint("Budi Santoso", "penyusun").await,
            approver: self.appoint("Ratna Dewi", "penyetuju").await,
            coordinator: self.appoint("Andi Pratama", "koordinator").await,
        }
    }

    /// Brings a group of an institution in by its link.
    pub async fn join_group(&self, code: &str) -> Chat {
        let link = self.invite(&format!("grup {code}")).await;
        let group = self.sim.group(&format!("Humas {code}"));
        let admin = self.sim.user(&format!("Admin {code}")).create();
        group.add_admin(&admin);
        admin.add_by_link(&link, &group).unwrap();
        self.advance(Duration::from_secs(2)).await;
        group
    }

    /// The admin of a forum registers one of its topics for an institution.
    pub async fn register_topic(&self, code: &str) -> (User, Chat, Topic) {
        let admin = self.sim.user("Admin").create();
        let forum = self.sim.forum("Forum");
        forum.add_admin(&admin);
        forum.add_bot(&admin);
        let topic = forum.topic("Humas");
        let link = self.invite(&format!("grup {code}")).await;
        topic.send(&admin, self.start_command(&link));
        (admin, forum, topic)
    }

    /// The author drafts and submits, the approver approves; the broadcast has begun.
    pub async fn announce(&self, staff: &Staff, text: &str) {
        self.say(&staff.author, &format!("/siaran {text}")).await;
        self.submit_and_approve(staff).await;
    }

    /// The author drafts and submits; approvers have their panels.
    pub async fn submit(&self, author: &User, text: &str) {
        self.say(author, &format!("/siaran {text}")).await;
        self.press(author, "Ajukan").await;
        self.advance(Duration::from_secs(5)).await;
    }

    /// "Setujui", and "Ya, kirim"; what the last pop-up says.
    pub async fn approve(&self, approver: &User) -> String {
        self.press(approver, "Setujui").await;
        self.moment().await;
        self.press(approver, "Ya, ").await
    }

    /// From the open draft to the number.
    pub async fn submit_and_approve(&self, staff: &Staff) {
        self.press(&staff.author, "Ajukan").await;
        self.advance(Duration::from_secs(5)).await;
        self.press(&staff.approver, "Setujui").await;
        self.advance(Duration::from_secs(2)).await;
        self.press(&staff.approver, "Ya, ").await;
    }

    /// Announces a text of four messages; see [`chapters`](super::chapters).
    pub async fn announce_four_parts(&self, staff: &Staff) {
        self.say(&staff.author, "/siaran").await;
        for part in 1..=4 {
            let text = format!("Bab {part}. {}", "isi ".repeat(900));
            self.say(&staff.author, text.trim()).await;
        }
        self.submit_and_approve_long(staff).await;
    }

    /// From the open draft to the number, for a long text: its preview takes a while to reach the
    /// approver.
    pub async fn submit_and_approve_long(&self, staff: &Staff) {
        self.advance(Duration::from_secs(15)).await;
        self.press(&staff.author, "Ajukan").await;
        self.advance(Duration::from_secs(15)).await;
        self.press(&staff.approver, "Setujui").await;
        self.advance(Duration::from_secs(3)).await;
        self.press(&staff.approver, "Ya, ").await;
    }
}

/// Formatting of `part`, the first such stretch of a text.
pub fn entity(kind: &str, text: &str, part: &str) -> Entity {
    let at = text
        .find(part)
        .unwrap_or_else(|| panic!("no {part:?} in {text:?}"));
    Entity::new(kind, utf16_len(&text[..at]), utf16_len(part))
}

/// The formatting of `part` of a message, counted from where that part begins.
pub fn formatting_of(message: &SentMessage, part: &str) -> Vec<Entity> {
    let at = message.text.find(part);
    let at = at.unwrap_or_else(|| panic!("no {part:?} in {:?}", message.text));
    let from = utf16_len(&message.text[..at]);
    let to = from + utf16_len(part);
    let inside = message
        .entities
        .iter()
        .filter(|entity| entity.offset >= from && entity.offset + entity.length <= to);
    inside
        .map(|entity| Entity {
            offset: entity.offset - from,
            ..entity.clone()
        })
        .collect()
}
