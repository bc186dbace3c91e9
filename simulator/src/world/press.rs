//! Button presses: callback queries and their answers.

use serde_json::{Value, json};

use super::{World, queue::CALLBACK_LIFE_MS};

/// What the bot answered to a press.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallbackAnswer {
    /// Text of the notification; `None`: the button just stops spinning.
    pub text: Option<String>,
    /// A pop-up to be closed rather than a line that fades.
    pub show_alert: bool,
    /// Address to be opened.
    pub url: Option<String>,
    /// When, by the clock.
    pub at_ms: i64,
}

/// A press that waits for its answer, or has it.
#[derive(Debug)]
pub(crate) struct Query {
    pub created_ms: i64,
    pub answer: Option<CallbackAnswer>,
}

impl Query {
    /// Whether it can (still) be answered.
    pub fn open(&self, now_ms: i64) -> bool {
        self.answer.is_none() && now_ms - self.created_ms < CALLBACK_LIFE_MS
    }
}

impl World {
    /// Queues a callback query and returns its id.
    pub fn press(&mut self, user: i64, chat: i64, message: i64, data: &str, now_ms: i64) -> String {
        let id = self.next_query_id();
        let pressed = self
            .message(chat, message)
            .filter(|message| !message.deleted);
        let shown = match pressed {
            Some(pressed) => self.render_message(pressed),
            // The platform shows what it can no longer show as a message of date 0.
            None => {
                json!({ "chat": self.render_chat(chat), "message_id": message, "date": 0 })
            }
        };
        let body: Value = json!({
            "id": id,
            "from": self.render_user(user),
            "message": shown,
            "chat_instance": format!("{}", chat.unsigned_abs() ^ 0x5a5a_1234_5a5a),
            "data": data,
        });
        self.queries.insert(
            id.clone(),
            Query {
                created_ms: now_ms,
                answer: None,
            },
        );
        self.updates.push("callback_query", body, now_ms);
        id
    }
}
