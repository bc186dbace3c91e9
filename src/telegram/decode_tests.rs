use serde_json::{Value, json};

use crate::domain::event::{Content, Membership, Place, PlaceKind, Said, Visitor};
use crate::domain::message::{Entity, Message as Text};
use crate::domain::part::MediumKind;

use super::*;

fn bot() -> Identity {
    Identity {
        id: 110_201_543,
        username: "satupintu_bot".into(),
    }
}

fn event(kind: &str, body: &Value) -> Event {
    let raw = json!({ "update_id": 1, kind: body }).to_string();
    decode(&raw, &bot()).unwrap()
}

fn spoken(kind: &str, body: &Value) -> Said {
    match event(kind, body) {
        Event::Said(said) => said,
        other => panic!("{other:?}"),
    }
}

/// A message in a supergroup, with `more` laid over it.
fn in_group(more: &Value) -> Value {
    let mut message = json!({
        "message_id": 31,
        "date": 1_760_000_000,
        "from": {"id": 42, "is_bot": false, "first_name": "Sri", "last_name": "Wahyuni",
                 "username": "sri_w", "language_code": "id"},
        "chat": {"id": -1001, "type": "supergroup", "title": "Humas Bontang"}
    });
    for (key, value) in more.as_object().unwrap() {
        message[key] = value.clone();
    }
    message
}

#[test]
fn a_text_in_a_private_chat_keeps_its_formatting_to_the_unit() {
    let message = json!({
        "message_id": 5, "date": 1,
        "from": {"id": 42, "is_bot": false, "first_name": "Sri", "language_code": "id"},
        "chat": {"id": 42, "type": "private", "first_name": "Sri", "last_name": "W", "username": "sri_w"},
        "text": "🌊 Banjir 𝒙",
        "entities": [
            {"type": "custom_emoji", "offset": 0, "length": 2, "custom_emoji_id": "5368"},
            {"type": "date_time", "offset": 3, "length": 6, "unix_time": 1_760_000_000}
        ]
    });
    let said = spoken("message", &message);
    assert_eq!(
        said.place,
        Place {
            address: Address::telegram(42, None),
            kind: PlaceKind::Private,
            title: "Sri W".into(),
            public: false,
        }
    );
    assert_eq!(
        said.from,
        Some(Visitor {
            address: Address::telegram(42, None),
            name: "Sri".into(),
            username: None,
            language: Some("id".into()),
        })
    );
    let Content::Text(text) = said.content else {
        panic!("no text");
    };
    assert_eq!(text.text, "🌊 Banjir 𝒙");
    assert_eq!(
        serde_json::to_value(&text.entities).unwrap(),
        message["entities"]
    );
}

#[test]
fn a_command_in_a_group_may_name_this_bot_but_no_other() {
    let said = spoken(
        "message",
        &in_group(&json!({
            "text": "/start@SatuPintu_Bot Xy9-_z",
            "entities": [{"type": "bot_command", "offset": 0, "length": 20}]
        })),
    );
    let command = said.command.unwrap();
    assert_eq!(
        (command.name.as_str(), command.arguments.text.as_str()),
        ("start", "Xy9-_z")
    );
    let other = in_group(&json!({"text": "/start@lain_bot Xy9-_z"}));
    assert_eq!(event("message", &other), Event::Other);
}

#[test]
fn a_command_in_a_channel_comes_from_nobody() {
    let post = json!({
        "message_id": 8, "date": 1,
        "sender_chat": {"id": -1002, "type": "channel", "title": "Kanal", "username": "kanal_bontang"},
        "chat": {"id": -1002, "type": "channel", "title": "Kanal", "username": "kanal_bontang"},
        "text": "/start@satupintu_bot TOKEN"
    });
    let said = spoken("channel_post", &post);
    assert_eq!(said.from, None);
    assert_eq!(said.place.kind, PlaceKind::Channel);
    assert!(said.place.public);
    assert_eq!(said.command.unwrap().arguments.text, "TOKEN");
    assert!(matches!(
        event("edited_channel_post", &post),
        Event::Edited(_)
    ));
}

#[test]
fn an_anonymous_admin_is_nobody() {
    let message = in_group(&json!({
        "from": {"id": 1_087_968_824, "is_bot": true, "first_name": "Group",
                 "username": "GroupAnonymousBot"},
        "sender_chat": {"id": -1001, "type": "supergroup", "title": "Humas Bontang"},
        "text": "/siaran"
    }));
    assert_eq!(spoken("message", &message).from, None);
    let by_bot = in_group(&json!({
        "from": {"id": 9, "is_bot": true, "first_name": "B"}, "text": "x"
    }));
    assert_eq!(spoken("message", &by_bot).from, None);
}

#[test]
fn a_topic_has_its_own_address_and_its_opening_is_no_reply() {
    let opening = in_group(&json!({
        "message_id": 7, "message_thread_id": 7, "is_topic_message": true,
        "forum_topic_created": {"name": "Info", "icon_color": 1}
    }));
    assert_eq!(event("message", &opening), Event::Other);
    let message = in_group(&json!({
        "message_thread_id": 7, "is_topic_message": true, "text": "halo",
        "reply_to_message": opening
    }));
    let said = spoken("message", &message);
    assert_eq!(said.place.address, Address::telegram(-1001, Some(7)));
    assert_eq!(said.reply_to, None);
}

#[test]
fn a_thread_of_replies_is_no_topic_and_a_reply_brings_what_it_answers() {
    let message = in_group(&json!({
        "message_thread_id": 12, "text": "/siaran",
        "reply_to_message": in_group(&json!({"message_id": 12, "text": "Isi"}))
    }));
    let said = spoken("message", &message);
    assert_eq!(said.place.address, Address::telegram(-1001, None));
    let quoted = said.reply_to.unwrap();
    assert_eq!(quoted.message_id, 12);
    assert_eq!(quoted.content, Content::Text(Text::plain("Isi")));
}

#[test]
fn kinds_that_cannot_be_carried_are_named() {
    for (more, name) in [
        (
            json!({"photo": [{"file_id": "x"}], "caption": "/cek", "media_group_id": "1"}),
            "photo",
        ),
        (json!({"sticker": {"file_id": "x"}}), "sticker"),
        (
            json!({"document": {"file_id": "x"}, "animation": {"file_id": "x"}}),
            "animation",
        ),
        (json!({"location": {}, "venue": {}}), "venue"),
        (json!({"hologram": {"file_id": "x"}}), "unknown"),
        (json!({}), "unknown"),
    ] {
        let said = spoken("message", &in_group(&more));
        assert_eq!(said.content, Content::Unsupported(name.into()));
        assert_eq!(said.command, None);
    }
}

#[test]
fn service_messages_are_nobodys_words() {
    for more in [
        json!({"new_chat_members": [{"id": 1, "is_bot": true, "first_name": "B"}]}),
        json!({"left_chat_member": {"id": 1, "is_bot": true, "first_name": "B"}}),
        json!({"pinned_message": in_group(&json!({"text": "x"}))}),
        json!({"migrate_from_chat_id": -42}),
        json!({"video_chat_started": {}}),
    ] {
        assert_eq!(event("message", &in_group(&more)), Event::Other, "{more}");
    }
}

#[test]
fn a_group_that_becomes_a_supergroup_has_moved() {
    let message = json!({
        "message_id": 9, "date": 1,
        "from": {"id": 42, "is_bot": false, "first_name": "Sri"},
        "chat": {"id": -42, "type": "group", "title": "Humas"},
        "migrate_to_chat_id": -1_001_234_567_890_i64
    });
    assert_eq!(
        event("message", &message),
        Event::Migrated {
            from: Address::telegram(-42, None),
            to: Address::telegram(-1_001_234_567_890, None)
        }
    );
}

#[test]
fn a_topic_that_is_opened_again_is_told_with_its_place() {
    let message = in_group(&json!({
        "message_thread_id": 7, "is_topic_message": true, "forum_topic_reopened": {}
    }));
    let Event::Reopened(place) = event("message", &message) else {
        panic!("not reopened");
    };
    assert_eq!(place.address, Address::telegram(-1001, Some(7)));
}

#[test]
fn an_edit_tells_what_is_written_now() {
    let message = in_group(&json!({"text": "baru", "edit_date": 2}));
    let Event::Edited(said) = event("edited_message", &message) else {
        panic!("no edit");
    };
    assert_eq!(said.message_id, 31);
    assert_eq!(said.content, Content::Text(Text::plain("baru")));
}

#[test]
fn a_press_names_who_where_and_what() {
    let query = json!({
        "id": "4382bfdwdsb323b2d9", "chat_instance": "1", "data": "a:9:2",
        "from": {"id": 42, "is_bot": false, "first_name": "Sri"},
        "message": in_group(&json!({
            "message_thread_id": 7, "is_topic_message": true, "text": "Pengumuman",
            "reply_markup": {"inline_keyboard": [
                [{"text": "Diterima", "callback_data": "a:9:1"}, {"text": "Buka", "url": "https://t.me"}],
                [{"text": "Kartu", "callback_data": "c:9:0"}]
            ]}
        }))
    });
    let Event::Pressed(press) = event("callback_query", &query) else {
        panic!("no press");
    };
    assert_eq!(press.id, "4382bfdwdsb323b2d9");
    assert_eq!(press.from.address, Address::telegram(42, None));
    assert_eq!(press.place.address, Address::telegram(-1001, Some(7)));
    assert_eq!((press.message_id, press.data.as_str()), (31, "a:9:2"));
    assert_eq!(press.buttons, ["a:9:1", "c:9:0"]);
}

#[test]
fn a_press_under_an_old_message_still_counts() {
    let mut query = json!({
        "id": "1", "chat_instance": "1", "data": "a:9:2",
        "from": {"id": 42, "is_bot": false, "first_name": "Sri"},
        "message": {"message_id": 3, "date": 0, "chat": {"id": -1001, "type": "supergroup", "title": "H"}}
    });
    assert!(
        matches!(event("callback_query", &query), Event::Pressed(press) if press.message_id == 3)
    );
    query.as_object_mut().unwrap().remove("message");
    assert_eq!(event("callback_query", &query), Event::Other);
}

#[test]
fn the_bots_own_standing_is_before_and_after() {
    let change = |old: Value, new: Value| {
        let body = json!({
            "chat": {"id": -1001, "type": "supergroup", "title": "Humas", "username": "humas"},
            "from": {"id": 42, "is_bot": false, "first_name": "Sri"}, "date": 1,
            "old_chat_member": old, "new_chat_member": new
        });
        match event("my_chat_member", &body) {
            Event::Membership(Membership {
                present,
                was_present,
                place,
                by,
                ..
            }) => {
                assert!(place.public && by.is_some());
                (was_present, present)
            }
            other => panic!("{other:?}"),
        }
    };
    let status = |status: &str| json!({"status": status, "user": {"id": 1}});
    assert_eq!(change(status("left"), status("member")), (false, true));
    assert_eq!(
        change(status("member"), status("administrator")),
        (true, true)
    );
    assert_eq!(change(status("creator"), status("kicked")), (true, false));
    let restricted = |is_member| json!({"status": "restricted", "is_member": is_member});
    assert_eq!(change(restricted(true), restricted(false)), (true, false));
}

#[test]
fn who_leaves_is_named_in_either_form_and_a_new_title_is_told() {
    let left = json!({"left_chat_member": {"id": 7, "is_bot": false, "first_name": "Hasan"}});
    let departed = |event: Event| match event {
        Event::Departed(departure) => Some(departure.who.name),
        Event::Other => None,
        other => panic!("{other:?}"),
    };
    let hasan = Some("Hasan".to_owned());
    assert_eq!(departed(event("message", &in_group(&left))), hasan);
    for (before, after, wanted) in [
        ("member", "left", hasan.clone()),
        ("administrator", "kicked", hasan),
        ("left", "member", None),
        ("member", "administrator", None),
    ] {
        let member = |status| json!({"status": status, "user": {"id": 7, "first_name": "Hasan"}});
        let body = json!({
            "chat": {"id": -1001, "type": "supergroup", "title": "Humas"},
            "from": {"id": 8, "first_name": "Admin"},
            "old_chat_member": member(before), "new_chat_member": member(after)
        });
        assert_eq!(
            departed(event("chat_member", &body)),
            wanted,
            "{before}, {after}"
        );
    }
    let renamed = event("message", &in_group(&json!({"new_chat_title": "Baru"})));
    assert!(matches!(renamed, Event::Renamed(place) if place.title == "Baru"));
}

#[test]
fn kinds_of_update_that_are_not_used_are_passed_over() {
    for kind in [
        "chat_boost",
        "message_reaction",
        "business_message",
        "telepathy",
    ] {
        assert_eq!(event(kind, &json!({"anything": 1})), Event::Other);
    }
    assert_eq!(decode(r#"{"update_id":1}"#, &bot()).unwrap(), Event::Other);
    for broken in ["", "[]", r#"{"update_id":1,"message":{}}"#] {
        assert!(decode(broken, &bot()).is_err(), "{broken}");
    }
}

#[test]
fn nul_is_replaced_and_offsets_stay() {
    let message = in_group(&json!({
        "text": "a\u{0}b \\u0000 \\\u{0}",
        "entities": [{"type": "bold", "offset": 2, "length": 1, "note": "\u{0}"}]
    }));
    let Content::Text(text) = spoken("message", &message).content else {
        panic!("no text");
    };
    assert_eq!(text.text, "a\u{fffd}b \\u0000 \\\u{fffd}");
    let mut bold = Entity::plain("bold", 2, 1);
    bold.extra.insert("note".into(), json!("\u{fffd}"));
    assert_eq!(text.entities, [bold]);
}

#[test]
fn a_medium_comes_with_its_handle_its_caption_and_its_album() {
    let photo = in_group(&json!({
        "photo": [
            {"file_id": "small", "file_unique_id": "s", "width": 90, "height": 60},
            {"file_id": "large", "file_unique_id": "l", "width": 900, "height": 600,
             "file_size": 7},
            {"file_id": "middle", "file_unique_id": "m", "width": 320, "height": 200}
        ],
        "caption": "/siaran Peta",
        "caption_entities": [{"type": "bot_command", "offset": 0, "length": 7},
                             {"type": "bold", "offset": 8, "length": 4}],
        "media_group_id": "77", "has_media_spoiler": true, "show_caption_above_media": true
    }));
    let said = spoken("message", &photo);
    let Content::Medium(captioned) = said.content else {
        panic!("{:?}", said.content);
    };
    assert_eq!(captioned.medium.kind, MediumKind::Photo);
    assert_eq!(captioned.medium.file, "large");
    assert_eq!(captioned.medium.unique, "l");
    assert_eq!(captioned.medium.bytes, Some(7));
    assert!(captioned.medium.spoiler && captioned.above);
    assert_eq!(captioned.group.as_deref(), Some("77"));
    let command = said.command.unwrap();
    assert_eq!(
        (command.name.as_str(), command.arguments.text.as_str()),
        ("siaran", "Peta")
    );
    assert_eq!(command.arguments.entities[0].kind, "bold");

    let document = in_group(&json!({
        "document": {"file_id": "d", "file_unique_id": "u", "file_name": "a\nb.pdf",
                     "mime_type": "application/pdf"},
        "caption": "Edaran"
    }));
    let said = spoken("message", &document);
    let Content::Medium(captioned) = said.content else {
        panic!("{:?}", said.content);
    };
    assert_eq!(captioned.medium.kind, MediumKind::Document);
    assert_eq!(captioned.medium.name, "a b.pdf");
    assert_eq!(captioned.caption.text, "Edaran");
    assert_eq!(said.command, None);
}
