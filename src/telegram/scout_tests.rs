use std::time::Duration;

use crate::telegram::stub::{self, Act, TOKEN, no, ok};

use super::*;

const LONG: Duration = Duration::from_secs(5);

async fn fetch(acts: Vec<Act>) -> Finding {
    let (client, _) = stub::client(acts, LONG).await;
    let file = "BQAC".to_owned();
    client.ask(&Question::Fetch { file }).await
}

async fn look(acts: Vec<Act>) -> Finding {
    let (client, _) = stub::client(acts, LONG).await;
    let chat = Address::telegram(-1001, Some(7));
    client.ask(&Question::Look { chat }).await
}

fn file(size: u64) -> Act {
    ok(
        &json!({ "file_id": "BQAC", "file_unique_id": "A", "file_size": size, "file_path": "documents/file_1" }),
    )
}

fn trouble(finding: &Finding) -> &str {
    match finding {
        Finding::NotNow {
            why: Delay::Trouble(reason),
            ..
        } => reason,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_file_is_fetched_from_where_the_platform_says() {
    let (client, requests) = stub::client(vec![file(4), Act::Say(200, "a;b\n".into())], LONG).await;
    let question = Question::Fetch {
        file: "BQAC".into(),
    };
    assert_eq!(
        client.ask(&question).await,
        Finding::File(b"a;b\n".to_vec())
    );
    let requests = requests.lock().unwrap();
    assert_eq!(requests[0].1, json!({ "file_id": "BQAC" }));
    // The library escapes the slash, which the platform takes.
    assert_eq!(requests[1].0, "documents%2Ffile_1");
}

#[tokio::test]
async fn a_file_that_is_too_large_is_not_fetched() {
    let too_big = no(400, "Bad Request: file is too big");
    assert_eq!(fetch(vec![too_big]).await, Finding::TooLarge);
    assert_eq!(fetch(vec![file(LARGEST_FILE + 1)]).await, Finding::TooLarge);
}

#[tokio::test]
async fn a_file_that_turns_out_larger_than_it_was_said_to_be_is_dropped() {
    let most = usize::try_from(LARGEST_FILE).unwrap();
    let just = "x".repeat(most);
    let more = format!("{just}x");
    assert!(matches!(
        fetch(vec![file(4), Act::Say(200, just)]).await,
        Finding::File(bytes) if bytes.len() == most
    ));
    assert_eq!(
        fetch(vec![file(4), Act::Say(200, more)]).await,
        Finding::TooLarge
    );
}

#[tokio::test]
async fn what_breaks_on_the_way_is_asked_again_and_shows_no_token() {
    for acts in [
        vec![Act::Cut],
        vec![file(4), Act::Cut],
        vec![file(4), Act::Say(404, "{}".into())],
        vec![file(4), Act::Say(502, "<html>".into())],
        vec![ok(&json!({ "file_id": "BQAC" }))],
        vec![ok(&json!([]))],
    ] {
        let finding = fetch(acts).await;
        trouble(&finding);
        let (_, secret) = TOKEN.split_once(':').unwrap();
        assert!(!format!("{finding:?}").contains(secret), "{finding:?}");
    }
}

#[tokio::test]
async fn a_download_that_does_not_end_is_given_up() {
    let (client, _) = stub::client(vec![file(4), Act::Hang], LONG).await;
    let client = client.with_download_cap(Duration::from_millis(100));
    let finding = client
        .ask(&Question::Fetch {
            file: "BQAC".into(),
        })
        .await;
    assert_eq!(trouble(&finding), "no answer within 100 ms");
}

#[tokio::test]
async fn a_chat_is_seen_with_the_bots_standing_in_it() {
    let chat = json!({
        "id": -1001, "type": "supergroup", "title": "Humas", "username": "humas_ppu",
        "permissions": { "can_send_messages": false },
    });
    let user = json!({ "id": 110201543, "is_bot": true, "first_name": "B" });
    let member = json!({ "status": "member", "user": user });
    let admin = json!({ "status": "administrator", "user": user });
    let gone = json!({ "status": "kicked", "user": user, "until_date": 0 });
    let sight = |standing, members| {
        Finding::Chat(Sight {
            kind: PlaceKind::Group,
            title: "Humas".into(),
            public: true,
            standing: Some(standing),
            members,
        })
    };
    let standing = |present, may_write, admin| Standing {
        present,
        may_write,
        admin,
    };
    // Members may not write there, admins may.
    assert_eq!(
        look(vec![ok(&chat), ok(&member), ok(&json!(12))]).await,
        sight(standing(true, false, false), Some(12))
    );
    assert_eq!(
        look(vec![ok(&chat), ok(&admin), ok(&json!(12))]).await,
        sight(standing(true, true, true), Some(12))
    );
    assert_eq!(
        look(vec![ok(&chat), ok(&gone)]).await,
        sight(standing(false, false, false), None)
    );
}

#[tokio::test]
async fn a_private_chat_is_seen_without_asking_further() {
    let (client, requests) = stub::client(
        vec![ok(
            &json!({ "id": 5, "type": "private", "first_name": "Wati" }),
        )],
        LONG,
    )
    .await;
    let chat = Address::telegram(5, None);
    let sight = Sight {
        kind: PlaceKind::Private,
        title: "Wati".into(),
        public: false,
        standing: None,
        members: None,
    };
    assert_eq!(
        client.ask(&Question::Look { chat }).await,
        Finding::Chat(sight)
    );
    assert_eq!(requests.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn what_the_platform_says_of_a_chat_is_told_apart() {
    let kicked = "Forbidden: bot was kicked from the supergroup chat";
    assert_eq!(
        look(vec![no(403, kicked)]).await,
        Finding::Gone {
            reason: kicked.into()
        }
    );
    let moved = r#"{"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded to a supergroup chat","parameters":{"migrate_to_chat_id":-1002}}"#;
    assert_eq!(
        look(vec![Act::Say(400, moved.into())]).await,
        Finding::Moved {
            to: Address::telegram(-1002, None)
        }
    );
    let too_many = r#"{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 9","parameters":{"retry_after":9}}"#;
    assert_eq!(
        look(vec![Act::Say(429, too_many.into())]).await,
        Finding::NotNow {
            after: Duration::from_secs(9),
            why: Delay::Ordered
        }
    );
    let revoked = look(vec![no(401, "Unauthorized")]).await;
    assert!(matches!(
        revoked,
        Finding::NotNow {
            why: Delay::Ordered,
            ..
        }
    ));
}
