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
mod tests {
    use crate::domain::action::Action;
    use crate::domain::id::AnnouncementId;
    use crate::domain::message::Entity;
    use crate::domain::part::{Medium, Part};

    use super::*;

    fn message() -> Message {
        let mut link = Entity::plain("text_link", 3, 4);
        link.extra
            .insert("url".into(), json!("https://example.go.id"));
        let mut future = Entity::plain("shimmer", 0, 2);
        future.extra.insert("speed".into(), json!(3));
        Message {
            text: "🌊 <b>Air</b>".into(),
            entities: vec![future, link],
            buttons: vec![
                vec![Button {
                    label: "Diterima".into(),
                    target: Target::Action(Action::Acknowledge {
                        announcement: AnnouncementId(9),
                        revision: 2,
                    }),
                }],
                vec![],
                vec![Button {
                    label: "Buka".into(),
                    target: Target::Url("https://t.me/satupintu_bot".into()),
                }],
            ],
            ..Message::default()
        }
    }

    #[test]
    fn links_are_shown_bare_where_that_was_approved() {
        let options = |bare_links| {
            let message = Message {
                bare_links,
                ..Message::plain("https://example.go.id")
            };
            let to = Address::telegram(7, None);
            let encoded = encode(&Outgoing::Send { to, message }, false).unwrap();
            encoded.params.get("link_preview_options").cloned()
        };
        assert_eq!(options(true), Some(json!({ "is_disabled": true })));
        assert_eq!(options(false), None);
    }

    #[test]
    fn a_message_keeps_its_formatting_and_buttons_and_goes_into_its_topic() {
        let call = Outgoing::Send {
            to: Address::telegram(-1001, Some(7)),
            message: message(),
        };
        let encoded = encode(&call, true).unwrap();
        assert_eq!(encoded.method, Method::SendMessage);
        assert_eq!(
            encoded.params,
            json!({
                "chat_id": -1001,
                "message_thread_id": 7,
                "text": "🌊 <b>Air</b>",
                "entities": [
                    {"type": "shimmer", "offset": 0, "length": 2, "speed": 3},
                    {"type": "text_link", "offset": 3, "length": 4, "url": "https://example.go.id"}
                ],
                "allow_paid_broadcast": true,
                "reply_markup": {"inline_keyboard": [
                    [{"text": "Diterima", "callback_data": "a:9:2"}],
                    [{"text": "Buka", "url": "https://t.me/satupintu_bot"}]
                ]}
            })
        );
    }

    #[test]
    fn a_reply_goes_also_where_the_message_it_is_to_is_gone() {
        let call = Outgoing::Reply {
            to: Address::telegram(-1001, Some(7)),
            reply_to: 12,
            message: Message::plain("Ralat"),
        };
        let encoded = encode(&call, false).unwrap();
        assert_eq!(encoded.method, Method::SendMessage);
        assert_eq!(encoded.params["message_thread_id"], json!(7));
        assert_eq!(
            encoded.params["reply_parameters"],
            json!({ "message_id": 12, "allow_sending_without_reply": true })
        );
    }

    #[test]
    fn a_file_goes_where_a_message_would_with_its_caption_and_buttons() {
        let call = |file| Outgoing::File {
            to: Address::telegram(-1001, Some(7)),
            file,
            caption: message(),
        };
        let file = File::document("tautan", "csv", b"a;b".to_vec());
        let encoded = encode(&call(file.clone()), true).unwrap();
        assert_eq!(encoded.method, Method::SendDocument);
        assert_eq!(encoded.file, Some(file));
        assert_eq!(encoded.params["caption"], json!("🌊 <b>Air</b>"));
        assert_eq!(encoded.params["caption_entities"][1]["type"], "text_link");
        assert_eq!(encoded.params["message_thread_id"], json!(7));
        assert_eq!(encoded.params["allow_paid_broadcast"], json!(true));
        assert!(encoded.params["reply_markup"]["inline_keyboard"].is_array());
        let picture = File::picture("kode", "png", vec![1]);
        let encoded = encode(&call(picture), false).unwrap();
        assert_eq!(encoded.method, Method::SendPhoto);
    }

    fn medium(kind: MediumKind, file: &str) -> Captioned {
        Captioned {
            medium: Medium {
                kind,
                file: file.to_owned(),
                unique: "u".to_owned(),
                bytes: None,
                name: "peta.pdf".to_owned(),
                mime: None,
                sha256: None,
                spoiler: true,
            },
            caption: message(),
            above: true,
            group: None,
        }
    }

    #[test]
    fn a_medium_goes_by_its_handle_as_what_it_was() {
        for (kind, method, field) in [
            (MediumKind::Photo, Method::SendPhoto, "photo"),
            (MediumKind::Video, Method::SendVideo, "video"),
            (MediumKind::Document, Method::SendDocument, "document"),
        ] {
            let part = Part::Medium(medium(kind, "AgAC"));
            let call = Outgoing::part(Address::telegram(-1001, Some(7)), part);
            let encoded = encode(&call, true).unwrap();
            assert_eq!(encoded.method, method);
            assert_eq!(encoded.params[field], json!("AgAC"));
            assert_eq!(encoded.params["caption_entities"][1]["type"], "text_link");
            assert_eq!(encoded.params["message_thread_id"], json!(7));
            assert!(encoded.params["reply_markup"]["inline_keyboard"].is_array());
            let is_seen = kind != MediumKind::Document;
            for shown in ["has_spoiler", "show_caption_above_media"] {
                assert_eq!(encoded.params.get(shown).is_some(), is_seen, "{shown}");
            }
        }
    }

    #[test]
    fn an_album_goes_in_one_call_without_buttons() {
        let album = vec![
            medium(MediumKind::Photo, "a"),
            medium(MediumKind::Video, "b"),
        ];
        let call = Outgoing::part(Address::telegram(42, None), Part::Album { album });
        let encoded = encode(&call, false).unwrap();
        assert_eq!(encoded.method, Method::SendMediaGroup);
        let media = &encoded.params["media"];
        assert_eq!(media[0]["type"], json!("photo"));
        assert_eq!(media[1]["media"], json!("b"));
        assert_eq!(media[1]["caption"], json!("🌊 <b>Air</b>"));
        assert_eq!(media[0]["has_spoiler"], json!(true));
        assert!(encoded.params.get("reply_markup").is_none());
    }

    #[test]
    fn plain_text_goes_out_with_no_formatting_rather_than_none_said() {
        let call = Outgoing::Send {
            to: Address::telegram(42, None),
            message: Message::plain("a_b_c"),
        };
        assert_eq!(
            encode(&call, false).unwrap().params,
            json!({"chat_id": 42, "text": "a_b_c", "entities": []})
        );
    }

    #[test]
    fn the_general_topic_is_the_forum_itself() {
        let call = Outgoing::Send {
            to: Address::telegram(-1001, Some(1)),
            message: Message::plain("x"),
        };
        let params = encode(&call, false).unwrap().params;
        assert!(params.get("message_thread_id").is_none());
    }

    #[test]
    fn an_edit_names_chat_and_message_but_neither_topic_nor_price() {
        let call = Outgoing::Edit {
            at: Address::telegram(-1001, Some(7)),
            message_id: 5,
            message: Message::plain("Ralat"),
        };
        let encoded = encode(&call, true).unwrap();
        assert_eq!(encoded.method, Method::EditMessageText);
        assert_eq!(
            encoded.params,
            json!({"chat_id": -1001, "message_id": 5, "text": "Ralat", "entities": []})
        );
    }

    #[test]
    fn a_medium_is_replaced_and_a_caption_rewritten_where_they_stand() {
        let at = || Address::telegram(-1001, Some(7));
        let medium = medium(MediumKind::Photo, "AgAC");
        let caption = medium.caption.clone();
        let call = Outgoing::EditMedium {
            at: at(),
            message_id: 5,
            medium: Box::new(medium),
        };
        let encoded = encode(&call, true).unwrap();
        assert_eq!(encoded.method, Method::EditMessageMedia);
        assert_eq!(encoded.params["media"]["media"], json!("AgAC"));
        assert_eq!(encoded.params["media"]["caption"], json!("🌊 <b>Air</b>"));
        assert!(encoded.params["reply_markup"]["inline_keyboard"].is_array());
        assert!(encoded.params.get("message_thread_id").is_none());
        let call = Outgoing::EditCaption {
            at: at(),
            message_id: 5,
            caption,
            above: true,
        };
        let encoded = encode(&call, true).unwrap();
        assert_eq!(encoded.method, Method::EditMessageCaption);
        assert_eq!(encoded.params["caption"], json!("🌊 <b>Air</b>"));
        assert_eq!(encoded.params["show_caption_above_media"], json!(true));
        assert!(encoded.params.get("text").is_none());
    }

    #[test]
    fn buttons_are_changed_or_taken_away() {
        let call = |buttons| Outgoing::Buttons {
            at: Address::telegram(-1001, None),
            message_id: 5,
            buttons,
        };
        let encoded = encode(&call(message().buttons), false).unwrap();
        assert_eq!(encoded.method, Method::EditMessageReplyMarkup);
        assert!(encoded.params["reply_markup"]["inline_keyboard"].is_array());
        assert_eq!(
            encode(&call(Vec::new()), false).unwrap().params,
            json!({"chat_id": -1001, "message_id": 5})
        );
    }

    #[test]
    fn the_answer_to_a_press_is_short_and_never_cached() {
        let call = |answer| Outgoing::Answer {
            press: "77".into(),
            answer,
        };
        let long = PressAnswer {
            text: "é".repeat(300),
            alert: true,
            url: Some("https://t.me/satupintu_bot?start=x".into()),
        };
        let encoded = encode(&call(long), false).unwrap();
        assert_eq!(encoded.method, Method::AnswerCallbackQuery);
        assert_eq!(
            encoded.params,
            json!({
                "callback_query_id": "77",
                "text": "é".repeat(200),
                "show_alert": true,
                "url": "https://t.me/satupintu_bot?start=x",
                "cache_time": 0
            })
        );
        assert_eq!(
            encode(&call(PressAnswer::default()), false).unwrap().params,
            json!({"callback_query_id": "77", "cache_time": 0})
        );
    }

    #[test]
    fn a_menu_is_for_its_chat_and_another_messenger_is_refused() {
        let commands = vec![("siaran".to_owned(), "Tulis siaran".to_owned())];
        let menu = |chat| {
            let commands = commands.clone();
            encode(&Outgoing::Menu { chat, commands }, false)
        };
        assert_eq!(
            menu(Address::telegram(42, None)).unwrap().params["scope"],
            json!({"type": "chat", "chat_id": 42})
        );
        let other = Address::stored("wa:62811".into());
        assert_eq!(menu(other.clone()), Err(NotTelegram(other)));
    }
}
