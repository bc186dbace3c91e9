//! What is kept of an update that was handled: its kind, its numbers, and when.
//!
//! The words, names and accounts in it have gone where they were meant to; a token of a link among them
//! would be a key that lies about, and a person's name would outlive its erasure.

use serde_json::{Map, Value, json};

/// The longest name of a kind of update; a longer one is none of the platform's.
const KIND: usize = 32;

/// The update without anything that somebody wrote, and without people: a private chat has its person's
/// number, and so is only called private.
#[must_use]
pub fn remains(raw: &str) -> String {
    let update: Option<Map<String, Value>> = serde_json::from_str(raw).ok();
    let mut kept = Map::new();
    for (field, value) in update.unwrap_or_default() {
        if field == "update_id" {
            number(&mut kept, &field, &value);
        } else if is_kind(&field) {
            kept.insert(field, of_kind(&value));
        }
    }
    Value::Object(kept).to_string()
}

fn is_kind(field: &str) -> bool {
    field.len() <= KIND && field.chars().all(|c| c.is_ascii_lowercase() || c == '_')
}

/// A message, a press with its message, or a change of members.
fn of_kind(part: &Value) -> Value {
    let mut kept = Map::new();
    for (field, value) in part.as_object().into_iter().flatten() {
        match field.as_str() {
            "message_id" | "message_thread_id" | "date" | "edit_date" => {
                number(&mut kept, field, value);
            }
            "chat" => {
                kept.insert(field.clone(), chat(value));
            }
            "message" => {
                kept.insert(field.clone(), of_kind(value));
            }
            _ => {}
        }
    }
    Value::Object(kept)
}

fn chat(chat: &Value) -> Value {
    let kind = chat.get("type").and_then(Value::as_str);
    match kind.filter(|it| matches!(*it, "group" | "supergroup" | "channel")) {
        Some(kind) => json!({ "id": chat.get("id").and_then(Value::as_i64), "type": kind }),
        None => json!({ "type": "private" }),
    }
}

fn number(kept: &mut Map<String, Value>, field: &str, value: &Value) {
    if value.is_number() {
        kept.insert(field.to_owned(), value.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left_of(update: &Value) -> Value {
        serde_json::from_str(&remains(&update.to_string())).unwrap()
    }

    #[test]
    fn kind_numbers_and_time_are_left_and_nobody() {
        let person = json!({ "id": 4_711, "first_name": "Budi", "username": "budi" });
        let private = json!({ "id": 4_711, "type": "private", "first_name": "Budi" });
        let group = json!({ "id": -100_123, "type": "supergroup", "title": "Humas" });
        let said = json!({
            "message_id": 7, "message_thread_id": 3, "date": 1_794_790_800, "from": person,
            "chat": group, "text": "/start@bot secret",
            "reply_to_message": { "message_id": 5, "from": person, "chat": group, "text": "secret" },
        });
        assert_eq!(
            left_of(&json!({ "update_id": 1, "message": said })),
            json!({ "update_id": 1, "message": {
                "message_id": 7, "message_thread_id": 3, "date": 1_794_790_800,
                "chat": { "id": -100_123, "type": "supergroup" },
            }})
        );
        let press = json!({ "id": "99", "from": person, "data": "xe:4711", "message": {
            "message_id": 8, "date": 1_794_790_801, "chat": private, "text": "secret",
        }});
        assert_eq!(
            left_of(&json!({ "update_id": 2, "callback_query": press })),
            json!({ "update_id": 2, "callback_query": { "message": {
                "message_id": 8, "date": 1_794_790_801, "chat": { "type": "private" },
            }}})
        );
        let change = json!({ "chat": group, "from": person, "date": 1_794_790_802,
            "old_chat_member": { "user": person, "status": "member" },
            "new_chat_member": { "user": person, "status": "left" } });
        assert_eq!(
            left_of(&json!({ "update_id": 3, "chat_member": change })),
            json!({ "update_id": 3, "chat_member": {
                "chat": { "id": -100_123, "type": "supergroup" }, "date": 1_794_790_802,
            }})
        );
    }

    #[test]
    fn of_what_is_odd_only_its_form_is_left() {
        for (raw, left) in [
            ("no JSON", "{}"),
            ("[1]", "{}"),
            (
                r#"{"update_id":"secret","telepathy":"secret"}"#,
                r#"{"telepathy":{}}"#,
            ),
            (r#"{"Budi Santoso":1,"update_id":4}"#, r#"{"update_id":4}"#),
            (
                r#"{"message":{"date":"secret","chat":"secret","message":[]}}"#,
                r#"{"message":{"chat":{"type":"private"},"message":{}}}"#,
            ),
        ] {
            assert_eq!(remains(raw), left, "{raw}");
        }
    }

    #[test]
    fn what_is_left_is_left_again() {
        let raw = r#"{"message":{"chat":{"id":-5,"type":"group"},"date":1},"update_id":9}"#;
        assert_eq!(remains(raw), raw);
        assert_eq!(remains(&remains(raw)), raw);
    }
}
