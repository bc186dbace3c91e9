//! From a neutral call to a method of the Bot API and its parameters.

use serde_json::{Map, Value, json};

use crate::domain::address::Address;
use crate::domain::file::{File, Form};
use crate::domain::message::{Button, Message, Target};
use crate::domain::outgoing::{Outgoing, PressAnswer};
use crate::domain::part::{Captioned, MediumKind};

use super::commands::{Scope, encode as menu};
use super::methods::Method;

/// Longest answer to a press (<https://core.telegram.org/bots/api#answercallbackquery>).
const ANSWER_LIMIT: usize = 200;

/// A method and what it is called with.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// Which one.
    pub method: Method,
    /// Its parameters.
    pub params: Value,
    /// What is uploaded with it.
    pub file: Option<File>,
}

/// The address is one of another messenger.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0} is no address on Telegram")]
pub struct NotTelegram(pub Address);

/// Writes `call` for the platform; `paid` lets new messages exceed the free rate, at a price
/// (`allow_paid_broadcast`).
///
/// # Errors
/// [`NotTelegram`] for an address of another messenger.
pub fn encode(call: &Outgoing, paid: bool) -> Result<Call, NotTelegram> {
    Ok(match call {
        Outgoing::Send { to, message } => {
            let mut params = text(message);
            place(&mut params, to, paid)?;
            with(Method::SendMessage, params)
        }
        Outgoing::Reply {
            to,
            reply_to,
            message,
        } => {
            let mut params = text(message);
            place(&mut params, to, paid)?;
            params.insert(
                "reply_parameters".into(),
                json!({ "message_id": reply_to, "allow_sending_without_reply": true }),
            );
            with(Method::SendMessage, params)
        }
        Outgoing::File { to, file, caption } => {
            let mut params = captioned(caption);
            place(&mut params, to, paid)?;
            Call {
                file: Some(file.clone()),
                ..with(sending(kind_of(file.form)), params)
            }
        }
        Outgoing::Medium { to, medium } => {
            let mut params = captioned(&medium.caption);
            params.insert(field(medium.medium.kind).into(), json!(medium.medium.file));
            shown(&mut params, medium);
            place(&mut params, to, paid)?;
            with(sending(medium.medium.kind), params)
        }
        Outgoing::Album { to, album } => {
            let media: Vec<_> = album.iter().map(item).collect();
            let mut params = Map::new();
            params.insert("media".into(), json!(media));
            place(&mut params, to, paid)?;
            with(Method::SendMediaGroup, params)
        }
        Outgoing::Edit {
            at,
            message_id,
            message,
        } => {
            let mut params = text(message);
            params.insert("chat_id".into(), json!(telegram(at)?.0));
            params.insert("message_id".into(), json!(message_id));
            with(Method::EditMessageText, params)
        }
        Outgoing::EditMedium {
            at,
            message_id,
            medium,
        } => {
            let mut params = Map::new();
            params.insert("chat_id".into(), json!(telegram(at)?.0));
            params.insert("message_id".into(), json!(message_id));
            params.insert("media".into(), item(medium));
            keyboard(&mut params, &medium.caption.buttons);
            with(Method::EditMessageMedia, params)
        }
        Outgoing::Redraw {
            at,
            message_id,
            file,
            caption,
        } => {
            let mut media = captioned(caption);
            media.remove("reply_markup");
            media.insert("type".into(), json!(field(kind_of(file.form))));
            let mut params = Map::new();
            params.insert("chat_id".into(), json!(telegram(at)?.0));
            params.insert("message_id".into(), json!(message_id));
            params.insert("media".into(), Value::Object(media));
            keyboard(&mut params, &caption.buttons);
            Call {
                file: Some(file.clone()),
                ..with(Method::EditMessageMedia, params)
            }
        }
        Outgoing::EditCaption {
            at,
            message_id,
            caption,
            above,
        } => {
            let mut params = captioned(caption);
            params.insert("chat_id".into(), json!(telegram(at)?.0));
            params.insert("message_id".into(), json!(message_id));
            if *above {
                params.insert("show_caption_above_media".into(), json!(true));
            }
            with(Method::EditMessageCaption, params)
        }
        Outgoing::Buttons {
            at,
            message_id,
            buttons,
        } => {
            let mut params = Map::new();
            params.insert("chat_id".into(), json!(telegram(at)?.0));
            params.insert("message_id".into(), json!(message_id));
            keyboard(&mut params, buttons);
            with(Method::EditMessageReplyMarkup, params)
        }
        Outgoing::Answer { press, answer } => {
            with(Method::AnswerCallbackQuery, answered(press, answer))
        }
        Outgoing::Leave { chat } => {
            let mut params = Map::new();
            params.insert("chat_id".into(), json!(telegram(chat)?.0));
            with(Method::LeaveChat, params)
        }
        Outgoing::Menu { chat, commands } => Call {
            method: Method::SetMyCommands,
            params: menu(Scope::Chat(telegram(chat)?.0), None, commands),
            file: None,
        },
    })
}

fn with(method: Method, params: Map<String, Value>) -> Call {
    Call {
        method,
        params: Value::Object(params),
        file: None,
    }
}

/// Where a new message goes, and at what price.
fn place(params: &mut Map<String, Value>, to: &Address, paid: bool) -> Result<(), NotTelegram> {
    let (chat, topic) = telegram(to)?;
    params.insert("chat_id".into(), json!(chat));
    if let Some(topic) = topic {
        params.insert("message_thread_id".into(), json!(topic));
    }
    if paid {
        params.insert("allow_paid_broadcast".into(), json!(true));
    }
    Ok(())
}

fn telegram(address: &Address) -> Result<(i64, Option<i64>), NotTelegram> {
    address
        .as_telegram()
        .ok_or_else(|| NotTelegram(address.clone()))
}

/// Text with explicit entities: a parse mode would read formatting into what people wrote.
fn text(message: &Message) -> Map<String, Value> {
    let mut params = Map::new();
    params.insert("text".into(), json!(message.text));
    params.insert("entities".into(), json!(message.entities));
    if message.bare_links {
        params.insert(
            "link_preview_options".into(),
            json!({ "is_disabled": true }),
        );
    }
    keyboard(&mut params, &message.buttons);
    params
}

/// The same below a file.
fn captioned(message: &Message) -> Map<String, Value> {
    let mut params = Map::new();
    params.insert("caption".into(), json!(message.text));
    params.insert("caption_entities".into(), json!(message.entities));
    keyboard(&mut params, &message.buttons);
    params
}

/// The name of a kind of medium, as a parameter and as a type.
fn sending(kind: MediumKind) -> Method {
    match kind {
        MediumKind::Photo => Method::SendPhoto,
        MediumKind::Video => Method::SendVideo,
        MediumKind::Document => Method::SendDocument,
    }
}

/// What a file of our own making is to the platform.
fn kind_of(form: Form) -> MediumKind {
    match form {
        Form::Document => MediumKind::Document,
        Form::Picture => MediumKind::Photo,
    }
}

fn field(kind: MediumKind) -> &'static str {
    match kind {
        MediumKind::Photo => "photo",
        MediumKind::Video => "video",
        MediumKind::Document => "document",
    }
}

/// How a medium is shown; a document is neither covered nor below its caption.
fn shown(params: &mut Map<String, Value>, medium: &Captioned) {
    if medium.medium.kind == MediumKind::Document {
        return;
    }
    if medium.medium.spoiler {
        params.insert("has_spoiler".into(), json!(true));
    }
    if medium.above {
        params.insert("show_caption_above_media".into(), json!(true));
    }
}

/// A medium of an album (<https://core.telegram.org/bots/api#inputmedia>).
fn item(medium: &Captioned) -> Value {
    let mut item = Map::new();
    item.insert("type".into(), json!(field(medium.medium.kind)));
    item.insert("media".into(), json!(medium.medium.file));
    item.insert("caption".into(), json!(medium.caption.text));
    item.insert("caption_entities".into(), json!(medium.caption.entities));
    shown(&mut item, medium);
    Value::Object(item)
}

/// An edit without a keyboard takes the one below the message away.
fn keyboard(params: &mut Map<String, Value>, buttons: &[Vec<Button>]) {
    let rows: Vec<Vec<Value>> = buttons
        .iter()
        .filter(|row| !row.is_empty())
        .map(|row| row.iter().map(button).collect())
        .collect();
    if !rows.is_empty() {
        params.insert("reply_markup".into(), json!({ "inline_keyboard": rows }));
    }
}

fn button(button: &Button) -> Value {
    match &button.target {
        Target::Action(action) => {
            json!({ "text": button.label, "callback_data": String::from(action.clone()) })
        }
        Target::Url(url) => json!({ "text": button.label, "url": url }),
        Target::WebApp(url) => json!({ "text": button.label, "web_app": { "url": url } }),
    }
}

/// Never kept by the app: the next press on the same button may deserve another answer.
fn answered(press: &str, answer: &PressAnswer) -> Map<String, Value> {
    let mut params = Map::new();
    params.insert("callback_query_id".into(), json!(press));
    params.insert("cache_time".into(), json!(0));
    if !answer.text.is_empty() {
        let text: String = answer.text.chars().take(ANSWER_LIMIT).collect();
        params.insert("text".into(), json!(text));
        params.insert("show_alert".into(), json!(answer.alert));
    }
    if let Some(url) = &answer.url {
        params.insert("url".into(), json!(url));
    }
    params
}

#[cfg(test)]
#[path = "encode_tests.rs"]
mod tests;
