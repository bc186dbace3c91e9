//! A sentence in the platform's exact words for each row of the table.

use std::time::Duration;

use super::*;
use crate::domain::address::Address;
use crate::domain::message::Message;
use crate::domain::outgoing::{Messenger, Outcome, Outgoing};
use crate::telegram::classify::classify;
use crate::telegram::failure::Failure;
use crate::telegram::stub;

/// The code of the answer, its description, and the outcome.
const ANSWERS: &[(u16, &str, &str)] = &[
    (400, NOT_MODIFIED, "delivered"),
    (401, "Unauthorized", "later"),
    (404, "Not Found", "later"),
    (401, "Invalid bot token", "later"),
    (400, "Bad Request: Logged out", "later"),
    (400, "Logged out", "later"),
    (429, "Too Many Requests", "later"),
    (429, "Too Many Requests: retry after 3", "later"),
    (420, "FLOOD_WAIT_3", "later"),
    (400, "Bad Request: SLOWMODE_WAIT_9", "later"),
    (
        403,
        "Forbidden: bot can't initiate conversation with a user",
        "unreachable",
    ),
    (
        401,
        "Unauthorized: bot can't initiate conversation with a user",
        "unreachable",
    ),
    (
        403,
        "Forbidden: bot can't send messages to bots",
        "unreachable",
    ),
    (
        401,
        "Unauthorized: bot can't send messages to bots",
        "unreachable",
    ),
    (
        403,
        "Forbidden: bot is not a member of the channel chat",
        "unreachable",
    ),
    (
        403,
        "Forbidden: bot is not a member of the supergroup chat",
        "unreachable",
    ),
    (403, "Forbidden: bot was blocked by the user", "unreachable"),
    (
        403,
        "Forbidden: bot was kicked from the group chat",
        "unreachable",
    ),
    (
        403,
        "Forbidden: bot was kicked from the supergroup chat",
        "unreachable",
    ),
    (
        403,
        "Forbidden: bot was kicked from the channel chat",
        "unreachable",
    ),
    (
        401,
        "Unauthorized: bot was kicked from a chat",
        "unreachable",
    ),
    (400, "Bad Request: CHANNEL_PRIVATE", "unreachable"),
    (400, "Bad Request: chat not found", "unreachable"),
    (400, "Bad Request: CHAT_ADMIN_REQUIRED", "unreachable"),
    (400, "Bad Request: CHAT_FORBIDDEN", "unreachable"),
    (400, "Bad Request: CHAT_RESTRICTED", "unreachable"),
    (400, "Bad Request: CHAT_SEND_PLAIN_FORBIDDEN", "unreachable"),
    (400, "Bad Request: CHAT_WRITE_FORBIDDEN", "unreachable"),
    (403, "Forbidden: the group chat was deleted", "unreachable"),
    (
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        "unreachable",
    ),
    (400, "Bad Request: group is deactivated", "unreachable"),
    (
        400,
        "Bad Request: have no rights to send a message",
        "unreachable",
    ),
    (400, "Bad Request: INPUT_USER_DEACTIVATED", "unreachable"),
    (400, "Bad Request: message thread not found", "unreachable"),
    (400, "Bad Request: MESSAGE_THREAD_NOT_FOUND", "unreachable"),
    (
        400,
        "Bad Request: need administrator rights in the channel chat",
        "unreachable",
    ),
    (
        400,
        "Bad Request: not enough rights to send text messages to the chat",
        "unreachable",
    ),
    (400, "Bad Request: PEER_ID_INVALID", "unreachable"),
    (400, "Bad Request: TOPIC_CLOSED", "unreachable"),
    (400, "Bad Request: TOPIC_DELETED", "unreachable"),
    (400, "Bad Request: TOPIC_ID_INVALID", "unreachable"),
    (403, "Forbidden: user is deactivated", "unreachable"),
    (400, "Bad Request: user not found", "unreachable"),
    (400, "Bad Request: USER_IS_BLOCKED", "unreachable"),
    (400, "Bad Request: USER_IS_BOT", "unreachable"),
    (
        403,
        "Forbidden: something that is yet to be thought of",
        "unreachable",
    ),
    (400, "Bad Request: CHAT_SEND_DOCS_FORBIDDEN", "forbidden"),
    (400, "Bad Request: CHAT_SEND_MEDIA_FORBIDDEN", "forbidden"),
    (400, "Bad Request: CHAT_SEND_PHOTOS_FORBIDDEN", "forbidden"),
    (400, "Bad Request: CHAT_SEND_VIDEOS_FORBIDDEN", "forbidden"),
    (
        400,
        "Bad Request: not enough rights to send documents to the chat",
        "forbidden",
    ),
    (
        400,
        "Bad Request: not enough rights to send media to the chat",
        "forbidden",
    ),
    (
        400,
        "Bad Request: not enough rights to send photos to the chat",
        "forbidden",
    ),
    (
        400,
        "Bad Request: not enough rights to send videos to the chat",
        "forbidden",
    ),
    (502, "Bad Gateway", "unknown"),
    (504, "Gateway Timeout", "unknown"),
    (500, "Internal error", "unknown"),
    (500, "Internal Server Error", "unknown"),
    (500, "Internal Server Error: restart", "unknown"),
    (408, "Request Timeout", "unknown"),
    (503, "Service Unavailable", "unknown"),
    (400, "Bad Request: WORKER_BUSY_TOO_LONG_RETRY", "unknown"),
    (413, "Request Entity Too Large", "rejected"),
    (
        400,
        "Bad Request: can't parse entities: unsupported start tag",
        "rejected",
    ),
    (
        400,
        "Bad Request: wrong file identifier/HTTP URL specified",
        "rejected",
    ),
    (
        400,
        "Bad Request: wrong remote file identifier specified: Wrong padding in the string",
        "rejected",
    ),
    (400, "Bad Request: PHOTO_INVALID_DIMENSIONS", "rejected"),
    (400, "Bad Request: MEDIA_EMPTY", "rejected"),
    (400, "Bad Request: FILE_REFERENCE_EXPIRED", "rejected"),
    (400, "Bad Request: message to edit not found", "rejected"),
    (400, "Bad Request: message can't be edited", "rejected"),
    (400, "Bad Request: MESSAGE_ID_INVALID", "rejected"),
    (400, "Bad Request: MESSAGE_AUTHOR_REQUIRED", "rejected"),
    (400, "Bad Request: MESSAGE_EDIT_TIME_EXPIRED", "rejected"),
    (400, NO_TEXT, "rejected"),
    (400, "Bad Request: message is too long", "rejected"),
    (400, "Bad Request: MESSAGE_TOO_LONG", "rejected"),
    (400, "Bad Request: message text is empty", "rejected"),
    (400, "Bad Request: BUTTON_DATA_INVALID", "rejected"),
    (400, "Bad Request: BUTTON_URL_INVALID", "rejected"),
    (
        400,
        "Bad Request: query is too old and response timeout expired or query ID is invalid",
        "rejected",
    ),
    (400, "Bad Request: QUERY_ID_INVALID", "rejected"),
    (
        418,
        "a sentence no server of theirs has said before",
        "unknown",
    ),
];

const NOT_MODIFIED: &str = "Bad Request: message is not modified: specified new message content and reply markup \
     are exactly the same as a current content and reply markup of the message";

const NO_TEXT: &str = "Bad Request: there is no text in the message to edit";

fn edit() -> Outgoing {
    Outgoing::Edit {
        at: Address::telegram(-1001, None),
        message_id: 55,
        message: Message::plain("Ralat"),
    }
}

#[test]
fn every_row_decides_about_a_sentence_of_the_platform() {
    for (at, (words, _)) in TABLE.iter().enumerate() {
        let decides = ANSWERS
            .iter()
            .any(|(_, said, _)| row(&said.to_lowercase()) == Some(at));
        assert!(decides, "no sentence for {words:?}");
    }
}

#[test]
fn every_sentence_has_its_outcome() {
    for (_, words, expected) in ANSWERS {
        let outcome = classify(&edit(), &Err(Failure::refused(*words)));
        assert_eq!(outcome.label(), *expected, "{words}");
    }
}

#[tokio::test]
async fn every_sentence_has_its_outcome_also_by_way_of_teloxide() {
    // teloxide sleeps 10 s on any 5xx; the cap ends that, and the outcome is the same.
    let (soon, late) = (Duration::from_millis(300), Duration::from_secs(8));
    for (own_trouble, cap) in [(true, soon), (false, late)] {
        let said = || {
            ANSWERS
                .iter()
                .filter(|(code, ..)| (*code >= 500) == own_trouble)
        };
        let acts = said().map(|(code, words, _)| stub::no(*code, words));
        let (client, requests) = stub::client(acts.collect(), cap).await;
        for (code, words, expected) in said() {
            let outcome = client.perform(&edit()).await;
            assert_eq!(outcome.label(), *expected, "{code} {words}");
            // In the record stand the platform's words, whether teloxide knows them or not.
            if let Outcome::Unreachable { reason }
            | Outcome::Rejected { reason }
            | Outcome::Uneditable { reason }
            | Outcome::Textless { reason } = &outcome
            {
                assert!(reason.eq_ignore_ascii_case(words), "{reason} for {words}");
            }
        }
        assert_eq!(requests.lock().unwrap().len(), said().count());
    }
}
