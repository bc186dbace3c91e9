use crate::domain::clock::Timestamp;
use crate::telegram::keep::{KeepError, RawUpdate};
use crate::telegram::stub::{self, Act, Requests, no, ok};

use super::*;

const URL: &str = "https://humas.go.id/telegram/webhook";
const NOW: i64 = 1_794_790_800;

#[derive(Debug)]
struct Nowhere;

impl Keep for Nowhere {
    async fn keep(&self, _: Vec<RawUpdate>) -> Result<(), KeepError> {
        Ok(())
    }
}

#[derive(Debug)]
struct Stopped;

impl Clock for Stopped {
    fn now(&self) -> Timestamp {
        Timestamp(NOW * 1000)
    }

    fn sleep_until(&self, _: Timestamp) -> std::pin::Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(std::future::pending())
    }
}

async fn registrar(acts: Vec<Act>) -> (Registrar<Nowhere>, Requests) {
    let (client, requests) = stub::client(acts, Duration::from_secs(5)).await;
    let reception = Arc::new(Reception::new(Secret::of(&client)));
    let registrar = Registrar::new(client, URL.to_owned(), reception, Arc::new(Stopped));
    (registrar, requests)
}

/// The platform's words about a webhook, with whatever else is given.
fn info(url: &str, more: &Value) -> Act {
    let mut info = json!({
        "url": url, "has_custom_certificate": false, "pending_update_count": 3,
        "allowed_updates": ALLOWED_UPDATES,
    });
    for (key, value) in more.as_object().into_iter().flatten() {
        info[key] = value.clone();
    }
    ok(&info)
}

fn methods(requests: &Requests) -> Vec<String> {
    let requests = requests.lock().unwrap();
    requests.iter().map(|(method, _)| method.clone()).collect()
}

fn check(registrar: &Registrar<Nowhere>) -> (bool, String) {
    registrar.status().check(Duration::from_secs(60))
}

#[tokio::test]
async fn it_is_set_with_everything_named() {
    let (mut registrar, requests) = registrar(vec![ok(&json!(true)), info(URL, &json!({}))]).await;
    assert_eq!(check(&registrar), (false, "webhook not set yet".into()));
    assert_eq!(registrar.look().await, Ok(()));
    let secret = registrar.reception.secret().expose().to_owned();
    assert_eq!(
        requests.lock().unwrap()[0],
        (
            "setWebhook".to_owned(),
            json!({
                "url": URL, "secret_token": secret, "max_connections": 40,
                "drop_pending_updates": false,
                "allowed_updates": ["message", "edited_message", "channel_post",
                                    "edited_channel_post", "callback_query", "my_chat_member",
                                    "chat_member"],
            })
        )
    );
    assert_eq!(
        check(&registrar),
        (true, "webhook set, 3 updates wait".into())
    );
    let late = registrar.status().check(Duration::ZERO);
    assert_eq!((late.0, late.1.contains("not looked at")), (false, true));
}

#[tokio::test]
async fn what_is_not_ours_any_more_is_set_again() {
    let fewer = json!({ "allowed_updates": ["message"] });
    let (mut registrar, requests) = registrar(vec![
        ok(&json!(true)),
        info(URL, &json!({})),
        info(URL, &json!({})),
        info("", &json!({})),
        ok(&json!(true)),
        info(URL, &json!({})),
        info(URL, &fewer),
        ok(&json!(true)),
        info(URL, &json!({})),
        info(URL, &json!({})),
        ok(&json!(true)),
        info(URL, &json!({})),
    ])
    .await;
    for _ in 0..4 {
        assert_eq!(registrar.look().await, Ok(()));
    }
    assert!(!registrar.reception.admits(Some(b"another secret")));
    assert_eq!(registrar.look().await, Ok(()));
    let (set, get) = ("setWebhook", "getWebhookInfo");
    assert_eq!(
        methods(&requests),
        [set, get, get, get, set, get, get, set, get, get, set, get]
    );
}

#[tokio::test]
async fn errors_of_these_minutes_are_told_and_older_ones_are_not() {
    let error = |at| json!({ "last_error_date": at, "last_error_message": "Connection refused" });
    let (mut registrar, _) = registrar(vec![
        ok(&json!(true)),
        info(URL, &error(NOW - 10)),
        info(URL, &error(NOW - 1000)),
    ])
    .await;
    registrar.look().await.unwrap();
    let told = "webhook set, 3 updates wait; last error: Connection refused";
    assert_eq!(check(&registrar), (true, told.into()));
    registrar.look().await.unwrap();
    assert_eq!(
        check(&registrar),
        (true, "webhook set, 3 updates wait".into())
    );
}

#[tokio::test]
async fn trouble_is_waited_out_and_a_wrong_token_ends_it() {
    let many = r#"{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 17",
        "parameters":{"retry_after":17}}"#;
    let (mut first, _) = registrar(vec![
        no(400, "Bad Request: bad webhook: Failed to resolve host"),
        Act::Say(429, many.into()),
        ok(&json!(true)),
        info(URL, &json!({})),
    ])
    .await;
    assert_eq!(first.look().await, Err(Trouble::Passing(PAUSE)));
    let (ready, told) = check(&first);
    assert!(!ready && told.contains("Failed to resolve host"), "{told}");
    let long = Duration::from_secs(17);
    assert_eq!(first.look().await, Err(Trouble::Passing(long)));
    assert_eq!(first.look().await, Ok(()));
    assert!(check(&first).0);

    let (second, _) = registrar(vec![no(401, "Unauthorized")]).await;
    let ended = second.run(CancellationToken::new()).await;
    assert_eq!(ended, Err(PollError::WrongToken));
}

#[tokio::test]
async fn at_the_end_it_stays_registered_and_nothing_more_is_taken() {
    let (registrar, requests) = registrar(vec![ok(&json!(true)), info(URL, &json!({}))]).await;
    let reception = Arc::clone(&registrar.reception);
    reception.open(Nowhere);
    let shutdown = CancellationToken::new();
    let running = tokio::spawn(registrar.run(shutdown.clone()));
    while methods(&requests).len() < 2 {
        tokio::task::yield_now().await;
    }
    let post = br#"{"update_id":1}"#;
    assert_eq!(
        reception.take(post).await,
        super::super::webhook::Taken::Kept
    );
    shutdown.cancel();
    assert_eq!(running.await.unwrap(), Ok(()));
    assert_eq!(
        reception.take(post).await,
        super::super::webhook::Taken::NotNow
    );
    assert_eq!(methods(&requests), ["setWebhook", "getWebhookInfo"]);
}
