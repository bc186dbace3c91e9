//! One call at a time to the Bot API, never repeated here.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use teloxide::{Bot, RequestError};

use crate::domain::outgoing::{Messenger, Outcome, Outgoing};

use super::classify::classify;
use super::encode::{Call, encode};
use super::failure::Failure;
use super::identity::{self, IdentifyError, Identity};
use super::methods::Method;

/// The kinds of update that are asked for, named in every call: an omitted list keeps the last one,
/// which may be another program's.
pub const ALLOWED_UPDATES: [&str; 7] = [
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "callback_query",
    "my_chat_member",
    "chat_member",
];

/// Longest wait the platform takes for a poll.
const LONGEST_POLL: Duration = Duration::from_secs(50);
/// What a poll may take beyond its wait.
const POLL_GRACE: Duration = Duration::from_secs(10);
/// Updates a poll may bring, the platform's most.
const POLL_LIMIT: u32 = 100;
const CONNECT: Duration = Duration::from_secs(5);
/// Shorter than servers and proxies keep a quiet connection open, or a request would meet one that
/// closes in that instant and its outcome would be unknown.
const IDLE: Duration = Duration::from_secs(30);

/// Bytes in a second that any line carries.
const SLOW_LINE: u64 = 64 * 1024;

/// How the client behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Put `allow_paid_broadcast` on every new message: beyond the free rate, each costs Stars.
    pub allow_paid_broadcast: bool,
    /// Longest time for a call, polls excepted. teloxide sleeps 10 s on any 5xx: stay below that.
    pub call_cap: Duration,
    /// Longest time for the bytes of one file.
    pub download_cap: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            allow_paid_broadcast: false,
            call_cap: Duration::from_secs(8),
            download_cap: Duration::from_secs(60),
        }
    }
}

/// Why no client can be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ClientError {
    /// Empty, or with characters that no token has.
    #[error("the bot token is empty or contains characters that no token has")]
    Token,
    /// Not an address of a server.
    #[error("the Bot API address must be http:// or https:// with a host, and nothing after a ?")]
    ApiUrl,
    /// TLS or proxy settings of the environment cannot be used.
    #[error("the HTTP client cannot start: TLS or proxy settings of the environment are unusable")]
    Http,
}

/// A bot's connection to a Bot API server. Clones share its connections.
#[derive(Clone)]
pub struct Client {
    bot: Bot,
    options: Options,
    /// The platform has refused the token; said once, not at every call.
    refused: Arc<AtomicBool>,
}

/// teloxide's own `Debug` prints the token.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("host", &self.bot.api_url().host_str().unwrap_or_default())
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

impl Client {
    /// A client for `token` on the official server, or on the one at `api_url`. Proxies are taken from
    /// the usual variables of the environment, except for a server on this machine.
    ///
    /// # Errors
    /// [`ClientError`] for a token or an address that cannot be one. Nothing is connected yet.
    pub fn new(
        token: &SecretString,
        api_url: Option<&str>,
        options: Options,
    ) -> Result<Self, ClientError> {
        let token = token.expose_secret().trim();
        if token.is_empty() || !token.chars().all(is_token_char) {
            return Err(ClientError::Token);
        }
        let http = teloxide::net::default_reqwest_settings()
            .connect_timeout(CONNECT)
            .timeout(LONGEST_POLL + POLL_GRACE)
            .pool_idle_timeout(IDLE)
            .tcp_keepalive(IDLE);
        let http = if api_url.is_some_and(is_local) {
            http.no_proxy()
        } else {
            http
        };
        let bot = Bot::with_client(token, http.build().map_err(|_| ClientError::Http)?);
        let bot = match api_url {
            Some(url) => at(bot, url)?,
            None => bot,
        };
        Ok(Self {
            bot,
            options,
            refused: Arc::default(),
        })
    }

    pub(super) fn token(&self) -> &str {
        self.bot.token()
    }

    #[cfg(test)]
    pub(super) fn with_download_cap(mut self, cap: Duration) -> Self {
        self.options.download_cap = cap;
        self
    }

    pub(super) fn bot(&self) -> &Bot {
        &self.bot
    }

    pub(super) fn options(&self) -> Options {
        self.options
    }

    /// Calls a method once, within the cap.
    pub(super) async fn call(&self, method: Method, params: Value) -> Result<Value, Failure> {
        self.call_within(method, params, self.options.call_cap)
            .await
    }

    async fn call_within(
        &self,
        method: Method,
        params: Value,
        cap: Duration,
    ) -> Result<Value, Failure> {
        within(cap, method.send(&self.bot, params)).await
    }

    /// Performs what was encoded; a file has as much longer as its bytes take on a slow line.
    async fn once(&self, request: Call) -> Result<Value, Failure> {
        let Some(file) = request.file else {
            return self.call(request.method, request.params).await;
        };
        let slow = file.content.0.len() as u64 / SLOW_LINE;
        let cap = (self.options.call_cap + Duration::from_secs(slow)).min(LONGEST_POLL);
        within(cap, request.method.upload(&self.bot, request.params, &file)).await
    }

    /// Asks the platform who this bot is.
    ///
    /// # Errors
    /// [`IdentifyError`], which tells a wrong token from a platform that cannot be reached.
    pub async fn identify(&self) -> Result<Identity, IdentifyError> {
        identity::read(self.call(Method::GetMe, json!({})).await?)
    }

    /// The updates from `offset` on, which confirms all before it; waits up to `wait` for the first.
    ///
    /// # Errors
    /// Whatever kept the answer away.
    pub async fn updates(
        &self,
        offset: Option<i64>,
        wait: Duration,
    ) -> Result<Vec<Value>, Failure> {
        let wait = wait.min(LONGEST_POLL);
        let mut params = json!({
            "limit": POLL_LIMIT,
            "timeout": wait.as_secs(),
            "allowed_updates": ALLOWED_UPDATES,
        });
        if let Some(offset) = offset {
            params["offset"] = json!(offset);
        }
        let cap = wait + POLL_GRACE;
        match self.call_within(Method::GetUpdates, params, cap).await? {
            Value::Array(updates) => Ok(updates),
            _ => Err(Failure::Unreadable("updates that are no list")),
        }
    }

    /// Takes a webhook away, so that polling can begin; updates that wait are kept.
    ///
    /// # Errors
    /// The platform's refusal, or what came between.
    pub async fn delete_webhook(&self) -> Result<(), Failure> {
        let params = json!({ "drop_pending_updates": false });
        self.call(Method::DeleteWebhook, params).await.map(|_| ())
    }
}

impl Messenger for Client {
    async fn perform(&self, call: &Outgoing) -> Outcome {
        let request = match encode(call, self.options.allow_paid_broadcast) {
            Ok(request) => request,
            Err(error) => {
                return Outcome::Rejected {
                    reason: error.to_string(),
                };
            }
        };
        let method = request.method;
        let answer = self.once(request).await;
        let refused = answer.as_ref().is_err_and(Failure::is_wrong_token);
        if self.refused.swap(refused, Ordering::Relaxed) != refused && refused {
            tracing::error!(
                method = method.name(),
                "Telegram no longer knows the bot token: nothing can be sent until TELOXIDE_TOKEN is right"
            );
        }
        classify(call, &answer)
    }
}

async fn within(
    cap: Duration,
    call: impl Future<Output = Result<Value, RequestError>>,
) -> Result<Value, Failure> {
    match tokio::time::timeout(cap, call).await {
        Ok(answer) => answer.map_err(Failure::from),
        Err(_) => Err(Failure::NoAnswer(cap)),
    }
}

/// Tokens are digits, a colon and URL-safe base64; test servers are less strict.
fn is_token_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_' | '.')
}

/// Whether `url` is on this machine, where a proxy of the environment cannot help.
fn is_local(url: &str) -> bool {
    let host = url.split_once("://").map_or(url, |(_, rest)| rest);
    ["127.", "localhost", "[::1]"]
        .iter()
        .any(|local| host.starts_with(local))
}

/// The same bot on another server. The type of the address is inferred: reqwest is teloxide's own
/// dependency, not ours.
fn at(bot: Bot, api_url: &str) -> Result<Bot, ClientError> {
    let Ok(url) = api_url.trim_end_matches('/').parse() else {
        return Err(ClientError::ApiUrl);
    };
    let bot = bot.set_api_url(url);
    let url = bot.api_url();
    let usable = matches!(url.scheme(), "http" | "https")
        && url.has_host()
        && url.query().is_none()
        && url.fragment().is_none();
    usable.then_some(bot).ok_or(ClientError::ApiUrl)
}

#[cfg(test)]
#[path = "client_tests.rs"]
mod tests;
