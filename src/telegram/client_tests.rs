use crate::domain::address::Address;
use crate::domain::message::Message;
use crate::domain::outgoing::Wait;
use crate::telegram::stub::{self, Act, TOKEN, no, ok};

use super::*;

const SHORT: Duration = Duration::from_millis(150);
const LONG: Duration = Duration::from_secs(5);

fn send() -> Outgoing {
    Outgoing::Send {
        to: Address::telegram(-1001, None),
        message: Message::plain("Pengumuman"),
    }
}

async fn outcome_of(act: Act) -> Outcome {
    let (client, _) = stub::client(vec![act], LONG).await;
    client.perform(&send()).await
}

#[tokio::test]
async fn a_message_that_is_taken_is_delivered_under_its_id() {
    let (client, requests) = stub::client(
        vec![ok(
            &json!({"message_id": 12, "date": 1, "chat": {"id": -1001, "type": "channel"}}),
        )],
        LONG,
    )
    .await;
    assert_eq!(
        client.perform(&send()).await,
        Outcome::Delivered { messages: vec![12] }
    );
    let requests = requests.lock().unwrap();
    assert_eq!(requests[0].0, "sendMessage");
    assert_eq!(
        requests[0].1,
        json!({"chat_id": -1001, "text": "Pengumuman", "entities": []})
    );
}

#[tokio::test]
async fn too_much_is_put_off_as_long_as_the_platform_says() {
    let body = r#"{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 17",
        "parameters":{"retry_after":17}}"#;
    assert_eq!(
        outcome_of(Act::Say(429, body.into())).await,
        Outcome::Later {
            after: Duration::from_secs(17),
            why: Wait::TooMuch,
        }
    );
}

#[tokio::test]
async fn a_group_that_became_a_supergroup_has_moved() {
    let body = r#"{"ok":false,"error_code":400,
        "description":"Bad Request: group chat was upgraded to a supergroup chat",
        "parameters":{"migrate_to_chat_id":-1009}}"#;
    let to = Address::telegram(-1009, None);
    assert_eq!(
        outcome_of(Act::Say(400, body.into())).await,
        Outcome::Moved { to }
    );
}

#[tokio::test]
async fn refusals_known_and_unknown_to_teloxide_keep_their_words() {
    for words in [
        "Forbidden: bot was blocked by the user",
        "Forbidden: bot was kicked from the group chat",
    ] {
        assert_eq!(
            outcome_of(no(403, words)).await,
            Outcome::Unreachable {
                reason: words.into()
            }
        );
    }
    assert_eq!(outcome_of(no(401, "Unauthorized")).await.label(), "later");
}

#[tokio::test]
async fn a_cut_connection_leaves_it_unknown() {
    assert_eq!(outcome_of(Act::Cut).await.label(), "unknown");
}

#[tokio::test]
async fn json_that_breaks_off_or_is_of_something_else_leaves_it_unknown() {
    for body in [
        r#"{"ok":true,"result":{"message_id":1"#,
        r#"{"status":"fine"}"#,
        "",
    ] {
        let outcome = outcome_of(Act::Say(200, body.into())).await;
        assert_eq!(outcome.label(), "unknown", "{body}");
    }
}

#[tokio::test]
async fn a_page_of_html_leaves_it_unknown() {
    // With status 502 teloxide sleeps; the cap ends that. With 200 the page itself is read.
    let page = "<html>bad gateway</html>";
    assert_eq!(
        outcome_of(Act::Say(200, page.into())).await.label(),
        "unknown"
    );
    let (client, _) = stub::client(vec![Act::Say(502, page.into())], SHORT).await;
    assert_eq!(client.perform(&send()).await.label(), "unknown");
}

#[tokio::test]
async fn a_hanging_call_ends_at_the_cap() {
    let (client, _) = stub::client(vec![Act::Hang], SHORT).await;
    let started = std::time::Instant::now();
    assert_eq!(
        client.perform(&send()).await,
        Outcome::Unknown {
            reason: "no answer within 150 ms".into()
        }
    );
    assert!(started.elapsed() < LONG);
}

/// A client of a port on which nobody listens.
async fn nowhere() -> Client {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    Client::new(&SecretString::from(TOKEN), Some(&url), Options::default()).unwrap()
}

#[tokio::test]
async fn what_never_left_is_put_off_and_not_called_unknown() {
    assert_eq!(nowhere().await.perform(&send()).await.label(), "later");
}

#[tokio::test]
async fn the_bot_learns_its_name_or_why_not() {
    let me = json!({"id": 110201543, "is_bot": true, "first_name": "Satu Pintu", "username": "satupintu_bot"});
    let (client, _) = stub::client(vec![ok(&me)], LONG).await;
    assert_eq!(
        client.identify().await,
        Ok(Identity {
            id: 110_201_543,
            username: "satupintu_bot".into()
        })
    );
    for (code, words) in [(401, "Unauthorized"), (404, "Not Found")] {
        let (client, _) = stub::client(vec![no(code, words)], LONG).await;
        assert_eq!(client.identify().await, Err(IdentifyError::WrongToken));
    }
    let (client, _) = stub::client(vec![Act::Say(404, "<html>".into())], LONG).await;
    assert!(matches!(
        client.identify().await,
        Err(IdentifyError::Other(_))
    ));
    assert!(matches!(
        nowhere().await.identify().await,
        Err(IdentifyError::Unreachable(_))
    ));
}

#[tokio::test]
async fn the_token_is_never_shown() {
    let client = nowhere().await;
    let error = client.identify().await.unwrap_err();
    let failure = client.delete_webhook().await.unwrap_err();
    let outcome = client.perform(&send()).await;
    for shown in [
        format!("{client:?}"),
        format!("{error} {error:?}"),
        format!("{failure} {failure:?}"),
        format!("{outcome:?}"),
    ] {
        assert!(!shown.contains(TOKEN), "{shown}");
        assert!(!shown.contains("AAHdq"), "{shown}");
    }
}

#[test]
fn what_cannot_be_a_token_or_an_address_is_refused_at_once() {
    let new = |token: &str, url: Option<&str>| {
        Client::new(&SecretString::from(token), url, Options::default()).map(|_| ())
    };
    assert_eq!(new(" ", None), Err(ClientError::Token));
    assert_eq!(new("1:a b", None), Err(ClientError::Token));
    assert_eq!(new(TOKEN, None), Ok(()));
    for url in [
        "api.telegram.org",
        "mailto:a@b",
        "ftp://host",
        "http://",
        "http://h/?x",
    ] {
        assert_eq!(new(TOKEN, Some(url)), Err(ClientError::ApiUrl), "{url}");
    }
    for url in ["http://127.0.0.1:8081/", "https://example.go.id/telegram"] {
        assert_eq!(new(TOKEN, Some(url)), Ok(()), "{url}");
    }
}
