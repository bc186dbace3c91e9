//! The Bot API methods this program calls, with their parameters as plain JSON.
//!
//! teloxide's own payloads know the fields of one Bot API version; these carry whatever is put in, and
//! hand back the result as it came.

use serde::Serialize;
use serde_json::Value;
use teloxide::requests::{JsonRequest, Payload, Request};
use teloxide::{Bot, RequestError};

macro_rules! methods {
    ($($name:ident = $wire:literal),* $(,)?) => {
        /// A method of the Bot API.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Method {
            $(#[doc = concat!("`", $wire, "`")] $name,)*
        }

        $(
            #[derive(Serialize)]
            #[serde(transparent)]
            struct $name(Value);

            impl Payload for $name {
                type Output = Value;
                const NAME: &'static str = $wire;
            }
        )*

        impl Method {
            /// Its name on the wire.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $wire,)*
                }
            }

            /// Calls it once.
            pub async fn send(self, bot: &Bot, params: Value) -> Result<Value, RequestError> {
                let bot = bot.clone();
                match self {
                    $(Self::$name => JsonRequest::new(bot, $name(params)).send().await,)*
                }
            }
        }
    };
}

methods! {
    AnswerCallbackQuery = "answerCallbackQuery",
    DeleteWebhook = "deleteWebhook",
    EditMessageReplyMarkup = "editMessageReplyMarkup",
    EditMessageText = "editMessageText",
    GetChat = "getChat",
    GetChatMember = "getChatMember",
    GetChatMemberCount = "getChatMemberCount",
    GetFile = "getFile",
    GetMe = "getMe",
    GetUpdates = "getUpdates",
    GetWebhookInfo = "getWebhookInfo",
    SendMessage = "sendMessage",
    SetMyCommands = "setMyCommands",
    SetWebhook = "setWebhook",
}
