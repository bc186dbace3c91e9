use std::sync::Mutex;

use serde_json::json;

use crate::telegram::stub::{self, Act, Requests, no, ok};

use super::*;

/// Keeps in memory, and fails as told.
#[derive(Debug, Clone, Default)]
struct Shelf {
    kept: Arc<Mutex<Vec<i64>>>,
    failures: Arc<Mutex<Vec<KeepError>>>,
    conflicts: Arc<Mutex<u32>>,
}

impl Keep for Shelf {
    async fn keep(&self, updates: Vec<RawUpdate>) -> Result<(), KeepError> {
        if let Some(error) = self.failures.lock().unwrap().pop() {
            return Err(error);
        }
        let ids = updates.iter().map(|update| update.update_id);
        self.kept.lock().unwrap().extend(ids);
        Ok(())
    }

    async fn conflict(&self) -> Result<(), KeepError> {
        *self.conflicts.lock().unwrap() += 1;
        Ok(())
    }
}

fn settings() -> PollSettings {
    PollSettings {
        wait: Duration::from_secs(1),
        first_pause: Duration::from_millis(4),
        longest_pause: Duration::from_millis(20),
        conflict_pause: Duration::from_millis(10),
    }
}

async fn poller(acts: Vec<Act>) -> (Poller<Shelf>, Shelf, Requests) {
    let (client, requests) = stub::client(acts, Duration::from_secs(5)).await;
    let shelf = Shelf::default();
    (
        Poller::new(client, shelf.clone(), settings()),
        shelf,
        requests,
    )
}

fn updates(ids: &[i64]) -> Act {
    let updates: Vec<Value> = ids.iter().map(|id| json!({"update_id": id})).collect();
    ok(&json!(updates))
}

/// The offsets of all polls so far.
fn offsets(requests: &Requests) -> Vec<Option<i64>> {
    let requests = requests.lock().unwrap();
    let polls = requests.iter().filter(|(method, _)| method == "getUpdates");
    polls.map(|(_, params)| params["offset"].as_i64()).collect()
}

#[tokio::test]
async fn only_what_is_kept_is_confirmed() {
    let (mut poller, shelf, requests) =
        poller(vec![updates(&[7, 8]), updates(&[7, 8]), updates(&[])]).await;
    shelf.failures.lock().unwrap().push(KeepError::Retry);
    assert!(matches!(poller.step().await, Step::Pause(_)));
    assert_eq!(poller.step().await, Step::Kept(2));
    assert_eq!(poller.step().await, Step::Kept(0));
    assert_eq!(*shelf.kept.lock().unwrap(), [7, 8]);
    assert_eq!(offsets(&requests), [None, None, Some(9)]);
}

#[tokio::test]
async fn every_poll_names_what_it_wants() {
    let (mut poller, _, requests) = poller(vec![updates(&[])]).await;
    poller.step().await;
    assert_eq!(
        requests.lock().unwrap()[0].1,
        json!({
            "limit": 100,
            "timeout": 1,
            "allowed_updates": ["message", "edited_message", "channel_post", "edited_channel_post",
                                "callback_query", "my_chat_member", "chat_member"]
        })
    );
}

#[tokio::test]
async fn trouble_with_the_network_is_waited_out() {
    let (mut poller, _, _) = poller(vec![
        Act::Cut,
        Act::Say(200, "<html>".into()),
        no(400, "Bad Request: who knows"),
        updates(&[3]),
    ])
    .await;
    let status = poller.status();
    let mut last = Duration::ZERO;
    for _ in 0..3 {
        let Step::Pause(pause) = poller.step().await else {
            panic!("no pause");
        };
        assert!(pause > last && pause <= settings().longest_pause);
        last = pause;
    }
    assert_eq!(status.since_success(), None);
    assert_eq!(poller.step().await, Step::Kept(1));
    assert!(status.since_success().is_some());
}

#[tokio::test]
async fn another_poller_is_reported_and_given_time() {
    let words = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";
    let (mut poller, shelf, _) = poller(vec![no(409, words), updates(&[])]).await;
    let status = poller.status();
    assert!(
        matches!(poller.step().await, Step::Pause(pause) if pause >= settings().conflict_pause)
    );
    assert!(status.conflict());
    assert_eq!(*shelf.conflicts.lock().unwrap(), 1);
    assert_eq!(poller.step().await, Step::Kept(0));
    assert!(!status.conflict());
}

#[tokio::test]
async fn a_webhook_in_the_way_is_deleted() {
    let words = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
    let (mut poller, shelf, requests) =
        poller(vec![no(409, words), ok(&json!(true)), updates(&[])]).await;
    assert!(matches!(poller.step().await, Step::Pause(_)));
    assert_eq!(poller.step().await, Step::Kept(0));
    assert_eq!(*shelf.conflicts.lock().unwrap(), 0);
    assert_eq!(
        requests.lock().unwrap()[1],
        (
            "deleteWebhook".to_owned(),
            json!({"drop_pending_updates": false})
        )
    );
}

#[tokio::test]
async fn a_wrong_token_and_a_lost_lead_end_it() {
    let (first, _, _) = poller(vec![no(401, "Unauthorized")]).await;
    let ended = first.run(CancellationToken::new()).await;
    assert_eq!(ended, Err(PollError::WrongToken));
    let (second, shelf, _) = poller(vec![updates(&[1])]).await;
    shelf.failures.lock().unwrap().push(KeepError::Stop);
    let ended = second.run(CancellationToken::new()).await;
    assert_eq!(ended, Err(PollError::Stopped));
}

#[tokio::test]
async fn shutdown_does_not_wait_for_a_poll() {
    let (mut poller, shelf, _) = poller(vec![updates(&[1]), Act::Hang]).await;
    poller.settings.wait = Duration::from_secs(50);
    let shutdown = CancellationToken::new();
    let running = tokio::spawn(poller.run(shutdown.clone()));
    while shelf.kept.lock().unwrap().is_empty() {
        tokio::task::yield_now().await;
    }
    shutdown.cancel();
    let ended = tokio::time::timeout(Duration::from_secs(5), running).await;
    assert_eq!(ended.unwrap().unwrap(), Ok(()));
}
