//! The command menus that people see, one per scope and language.

use serde_json::{Value, json};

use super::client::Client;
use super::failure::Failure;
use super::methods::Method;

/// Who sees a menu; the narrowest that applies wins
/// (<https://core.telegram.org/bots/api#botcommandscope>).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Everybody for whom there is no narrower menu.
    Default,
    /// Every group.
    AllGroupChats,
    /// One chat, by its Telegram id.
    Chat(i64),
}

impl Scope {
    fn encode(self) -> Value {
        match self {
            Self::Default => json!({ "type": "default" }),
            Self::AllGroupChats => json!({ "type": "all_group_chats" }),
            Self::Chat(chat) => json!({ "type": "chat", "chat_id": chat }),
        }
    }
}

/// Publishes a menu of `(name, description)` for `scope`, for users of `language` (two letters) or,
/// without one, for all who have no menu in their own.
///
/// # Errors
/// The platform's refusal, or what came between.
pub async fn publish(
    client: &Client,
    scope: Scope,
    language: Option<&str>,
    commands: &[(&str, &str)],
) -> Result<(), Failure> {
    client
        .call(Method::SetMyCommands, encode(scope, language, commands))
        .await
        .map(|_| ())
}

pub(super) fn encode<T: AsRef<str>>(
    scope: Scope,
    language: Option<&str>,
    commands: &[(T, T)],
) -> Value {
    let commands: Vec<Value> = commands
        .iter()
        .map(|(name, description)| json!({ "command": name.as_ref(), "description": description.as_ref() }))
        .collect();
    let mut params = json!({ "commands": commands, "scope": scope.encode() });
    if let Some(language) = language {
        params["language_code"] = json!(language);
    }
    params
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_menu_names_its_scope_and_language() {
        assert_eq!(
            encode(Scope::Chat(42), Some("id"), &[("siaran", "Tulis siaran")]),
            json!({
                "commands": [{"command": "siaran", "description": "Tulis siaran"}],
                "scope": {"type": "chat", "chat_id": 42},
                "language_code": "id"
            })
        );
        for (scope, name) in [
            (Scope::Default, "default"),
            (Scope::AllGroupChats, "all_group_chats"),
        ] {
            let menu = encode::<&str>(scope, None, &[]);
            assert_eq!(menu, json!({"commands": [], "scope": {"type": name}}));
        }
    }
}
