//! What one would write without a record: teloxide's own calls in a loop.

use std::io::BufRead as _;
use std::time::Duration;

use futures_util::StreamExt as _;
use teloxide::adaptors::throttle::Limits;
use teloxide::prelude::*;
use teloxide::{ApiError, RequestError};

/// Reads the chats from the first line of the input, the text from the second, and sends.
pub async fn send(name: &str) {
    let mut lines = std::io::stdin().lock().lines();
    let mut line = || lines.next().expect("a line").expect("a line of text");
    let chats: Vec<i64> = line()
        .split(' ')
        .map(|chat| chat.parse().expect("a chat"))
        .collect();
    let text = line();
    let bot = Bot::from_env();
    match name {
        "loop" => bare(&bot, &chats, &text, 1).await,
        "loop-32" => bare(&bot, &chats, &text, 32).await,
        "throttle" => throttled(bot, &chats, &text, Limits::default()).await,
        "throttle-fast" => {
            let limits = Limits {
                messages_per_sec_chat: 1000,
                messages_per_min_chat: 60_000,
                messages_per_min_channel_or_supergroup: 60_000,
                messages_per_sec_overall: 100_000,
            };
            throttled(bot, &chats, &text, limits).await;
        }
        other => panic!("no sender is called {other}"),
    }
    // Until it is ended from outside, so that its figures can be read.
    std::future::pending::<()>().await;
}

async fn bare(bot: &Bot, chats: &[i64], text: &str, at_once: usize) {
    let each = futures_util::stream::iter(chats).for_each_concurrent(at_once, |chat| async {
        loop {
            match bot.send_message(ChatId(*chat), text).await {
                Err(RequestError::RetryAfter(wait)) => tokio::time::sleep(wait.duration()).await,
                Ok(_) | Err(RequestError::Api(ApiError::BotBlocked)) => break,
                Err(error) => panic!("{error}"),
            }
        }
    });
    each.await;
}

/// Everything is handed to the queue at once; a refusal is sent again as the bare loop does.
async fn throttled(bot: Bot, chats: &[i64], text: &str, limits: Limits) {
    let bot = bot.throttle(limits);
    let each = futures_util::stream::iter(chats).for_each_concurrent(None, |chat| {
        let bot = bot.clone();
        async move {
            while bot.send_message(ChatId(*chat), text).await.is_err() {
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
    });
    each.await;
}
