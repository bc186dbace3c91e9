//! Answers of every kind; the words of refusals are tested beside their table.

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

#[test]
fn an_album_is_there_when_each_of_its_messages_has_an_id() {
    let medium: crate::domain::part::Captioned = serde_json::from_value(json!({
        "medium": {"kind": "photo", "file": "AgAC", "unique": "AQAD"}
    }))
    .unwrap();
    let call = Outgoing::Album {
        to: Address::telegram(-1001, None),
        album: vec![medium.clone(), medium],
    };
    let both = json!([{"message_id": 7}, {"message_id": 8}]);
    assert_eq!(
        classify(&call, &Ok(both)),
        Outcome::Delivered {
            messages: vec![7, 8]
        }
    );
    for half in [
        json!([{"message_id": 7}]),
        json!({"message_id": 7}),
        json!([{"message_id": 7}, {}]),
    ] {
        let outcome = classify(&call, &Ok(half.clone()));
        assert!(matches!(outcome, Outcome::Unknown { .. }), "{half}");
    }
}
