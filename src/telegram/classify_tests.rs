//! The platform's exact words, a row each.

use serde_json::json;

use crate::domain::message::Message;
use crate::domain::outgoing::PressAnswer;

use super::*;

fn send() -> Outgoing {
    Outgoing::Send {
        to: Address::telegram(-1001, Some(7)),
        message: Message::plain("Pengumuman"),
    }
}

fn edit() -> Outgoing {
    Outgoing::Edit {
        at: Address::telegram(-1001, None),
        message_id: 55,
        message: Message::plain("Ralat"),
    }
}

fn press() -> Outgoing {
    Outgoing::Answer {
        press: "77".into(),
        answer: PressAnswer::default(),
    }
}

fn label(call: &Outgoing, words: &str) -> &'static str {
    classify(call, &Err(Failure::refused(words))).label()
}

#[test]
fn every_phrase_has_its_outcome() {
    for (words, expected) in [
        ("Forbidden: bot was blocked by the user", "unreachable"),
        ("Forbidden: user is deactivated", "unreachable"),
        ("Forbidden: the group chat was deleted", "unreachable"),
        (
            "Forbidden: bot was kicked from the group chat",
            "unreachable",
        ),
        (
            "Forbidden: bot was kicked from the supergroup chat",
            "unreachable",
        ),
        (
            "Forbidden: bot was kicked from the channel chat",
            "unreachable",
        ),
        (
            "Forbidden: bot is not a member of the supergroup chat",
            "unreachable",
        ),
        (
            "Forbidden: bot is not a member of the channel chat",
            "unreachable",
        ),
        (
            "Forbidden: bot can't initiate conversation with a user",
            "unreachable",
        ),
        (
            "Unauthorized: bot can't initiate conversation with a user",
            "unreachable",
        ),
        ("Forbidden: bot can't send messages to bots", "unreachable"),
        ("Unauthorized: bot was kicked from a chat", "unreachable"),
        (
            "Forbidden: something that is yet to be thought of",
            "unreachable",
        ),
        ("Bad Request: chat not found", "unreachable"),
        ("Bad Request: user not found", "unreachable"),
        ("Bad Request: group is deactivated", "unreachable"),
        ("Bad Request: PEER_ID_INVALID", "unreachable"),
        ("Bad Request: message thread not found", "unreachable"),
        ("Bad Request: MESSAGE_THREAD_NOT_FOUND", "unreachable"),
        ("Bad Request: TOPIC_CLOSED", "unreachable"),
        ("Bad Request: TOPIC_DELETED", "unreachable"),
        ("Bad Request: CHAT_WRITE_FORBIDDEN", "unreachable"),
        ("Bad Request: CHAT_SEND_PLAIN_FORBIDDEN", "unreachable"),
        ("Bad Request: CHAT_ADMIN_REQUIRED", "unreachable"),
        ("Bad Request: CHANNEL_PRIVATE", "unreachable"),
        (
            "Bad Request: have no rights to send a message",
            "unreachable",
        ),
        (
            "Bad Request: need administrator rights in the channel chat",
            "unreachable",
        ),
        (
            "Bad Request: not enough rights to send text messages to the chat",
            "unreachable",
        ),
        (
            "Bad Request: group chat was upgraded to a supergroup chat",
            "unreachable",
        ),
        ("Bad Request: message to edit not found", "rejected"),
        ("Bad Request: message can't be edited", "rejected"),
        ("Bad Request: MESSAGE_ID_INVALID", "rejected"),
        ("Bad Request: message is too long", "rejected"),
        ("Bad Request: MESSAGE_TOO_LONG", "rejected"),
        ("Bad Request: message text is empty", "rejected"),
        (
            "Bad Request: can't parse entities: unsupported start tag",
            "rejected",
        ),
        ("Bad Request: BUTTON_DATA_INVALID", "rejected"),
        ("Bad Request: BUTTON_URL_INVALID", "rejected"),
        (
            "Bad Request: query is too old and response timeout expired or query ID is invalid",
            "rejected",
        ),
        ("Bad Request: QUERY_ID_INVALID", "rejected"),
        ("Request Entity Too Large", "rejected"),
        ("Unauthorized", "later"),
        ("Not Found", "later"),
        ("Bad Request: Logged out", "later"),
        ("Too Many Requests", "later"),
        ("Too Many Requests: retry after 3", "later"),
        ("Bad Request: SLOWMODE_WAIT_9", "later"),
        ("Bad Gateway", "unknown"),
        ("Gateway Timeout", "unknown"),
        ("Internal Server Error", "unknown"),
        ("Internal Server Error: restart", "unknown"),
        ("Service Unavailable", "unknown"),
        ("Bad Request: WORKER_BUSY_TOO_LONG_RETRY", "unknown"),
        ("a sentence no server of theirs has said before", "unknown"),
    ] {
        assert_eq!(label(&send(), words), expected, "{words}");
    }
}

#[test]
fn an_edit_to_the_same_text_has_succeeded() {
    let words = "Bad Request: message is not modified: specified new message content and reply markup are \
                 exactly the same as a current content and reply markup of the message";
    assert_eq!(
        classify(&edit(), &Err(Failure::refused(words))),
        Outcome::Delivered { messages: vec![55] }
    );
}

#[test]
fn waiting_times_are_the_platforms_where_it_names_one() {
    let after = |failure: Failure| match classify(&send(), &Err(failure)) {
        Outcome::Later { after, .. } => after.as_secs(),
        other => panic!("{other:?}"),
    };
    let numbered = |seconds| Failure::Refused {
        description: "Too Many Requests".into(),
        retry_after: Some(Duration::from_secs(seconds)),
        migrate_to: None,
    };
    assert_eq!(after(numbered(35)), 35);
    assert_eq!(after(numbered(0)), 1);
    assert_eq!(after(Failure::refused("Too Many Requests")), 5);
    assert_eq!(
        after(Failure::refused("Too Many Requests: retry after 8")),
        8
    );
    assert_eq!(after(Failure::refused("Bad Request: SLOWMODE_WAIT_9")), 9);
    assert_eq!(after(Failure::refused("Unauthorized")), 60);
    assert_eq!(after(Failure::NotSent("connection refused".into())), 5);
}

#[test]
fn a_migrated_group_has_a_new_address_without_topic() {
    let failure = Failure::Refused {
        description: "Bad Request: group chat was upgraded to a supergroup chat".into(),
        retry_after: None,
        migrate_to: Some(-1_009),
    };
    assert_eq!(
        classify(&send(), &Err(failure)),
        Outcome::Moved {
            to: Address::telegram(-1_009, None)
        }
    );
}

#[test]
fn no_answer_or_a_senseless_one_leaves_it_unknown() {
    for failure in [
        Failure::Lost("connection reset".into()),
        Failure::Unreadable("a page of HTML"),
        Failure::NoAnswer(Duration::from_secs(8)),
    ] {
        assert_eq!(classify(&send(), &Err(failure)).label(), "unknown");
    }
    assert_eq!(classify(&send(), &Ok(json!({}))).label(), "unknown");
}

#[test]
fn what_is_taken_is_delivered_with_the_messages_that_exist_by_it() {
    let delivered = |call: &Outgoing, result| match classify(call, &Ok(result)) {
        Outcome::Delivered { messages } => messages,
        other => panic!("{other:?}"),
    };
    assert_eq!(delivered(&send(), json!({"message_id": 12})), [12]);
    assert_eq!(delivered(&edit(), json!(true)), [55]);
    assert!(delivered(&press(), json!(true)).is_empty());
}
