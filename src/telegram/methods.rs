//! The Bot API methods this program calls, with their parameters as plain JSON.
//!
//! teloxide's own payloads know the fields of one Bot API version; these carry whatever is put in, and
//! hand back the result as it came.

use serde::Serialize;
use serde_json::{Value, json};
use teloxide::requests::{JsonRequest, MultipartPayload, MultipartRequest, Payload, Request};
use teloxide::types::InputFile;
use teloxide::{Bot, RequestError};

use crate::domain::file::{File, Form};

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
            struct $name {
                params: Value,
                #[serde(skip)]
                file: Option<InputFile>,
            }

            impl Payload for $name {
                type Output = Value;
                const NAME: &'static str = $wire;
            }

            impl MultipartPayload for $name {
                fn copy_files(&self, into: &mut dyn FnMut(InputFile)) {
                    self.file.iter().cloned().for_each(into);
                }

                fn move_files(&mut self, into: &mut dyn FnMut(InputFile)) {
                    self.file.take().into_iter().for_each(into);
                }
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
                    $(Self::$name => JsonRequest::new(bot, $name { params, file: None }).send().await,)*
                }
            }

            /// Calls it once with a file to upload.
            pub async fn upload(
                self,
                bot: &Bot,
                params: Value,
                file: &File,
            ) -> Result<Value, RequestError> {
                let bot = bot.clone();
                let (params, file) = form(&params, file);
                let file = Some(file);
                match self {
                    $(Self::$name => {
                        MultipartRequest::new(bot, $name { params, file }).send().await
                    })*
                }
            }
        }
    };
}

/// The fields of a form, each a text, and the file that one of them names.
fn form(params: &Value, file: &File) -> (Value, InputFile) {
    let input = InputFile::memory(file.content.0.to_vec()).file_name(file.name.clone());
    // `attach://` and the name of the part, which is teloxide's own secret.
    let attached = json!(input);
    let mut params = params.as_object().cloned().unwrap_or_default();
    match params.get_mut("media") {
        Some(media) => media["media"] = attached,
        None => {
            let field = match file.form {
                Form::Document => "document",
                Form::Picture => "photo",
            };
            params.insert(field.to_owned(), attached);
        }
    }
    let mut fields = serde_json::Map::new();
    for (name, value) in params {
        let text = match value {
            Value::String(text) => text,
            other => other.to_string(),
        };
        fields.insert(name, json!(text));
    }
    (Value::Object(fields), input)
}

methods! {
    AnswerCallbackQuery = "answerCallbackQuery",
    DeleteWebhook = "deleteWebhook",
    EditMessageCaption = "editMessageCaption",
    EditMessageMedia = "editMessageMedia",
    EditMessageReplyMarkup = "editMessageReplyMarkup",
    EditMessageText = "editMessageText",
    GetChat = "getChat",
    GetChatMember = "getChatMember",
    GetChatMemberCount = "getChatMemberCount",
    GetFile = "getFile",
    GetMe = "getMe",
    GetUpdates = "getUpdates",
    GetWebhookInfo = "getWebhookInfo",
    LeaveChat = "leaveChat",
    SendDocument = "sendDocument",
    SendMediaGroup = "sendMediaGroup",
    SendMessage = "sendMessage",
    SendPhoto = "sendPhoto",
    SendVideo = "sendVideo",
    SetMyCommands = "setMyCommands",
    SetWebhook = "setWebhook",
}
