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
