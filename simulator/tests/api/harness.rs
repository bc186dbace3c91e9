//! A bot without a mind: it sends what a test tells it to.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use satupintu_simulator::{Clock, Config, Limits, Simulator};
use serde_json::{Value, json};

/// 21 November 2026, 08:00 in Makassar.
const START_MS: i64 = 1_795_219_200_000;

/// A clock that moves only when told to.
pub struct ManualClock(AtomicI64);

impl Clock for ManualClock {
    fn now_ms(&self) -> i64 {
        self.0.load(Ordering::Acquire)
    }
}

pub struct World {
    pub sim: Simulator,
    pub http: reqwest::Client,
    clock: Arc<ManualClock>,
}

impl World {
    pub async fn new() -> Self {
        Self::with(Limits::off()).await
    }

    pub async fn with(limits: Limits) -> Self {
        let clock = Arc::new(ManualClock(AtomicI64::new(START_MS)));
        let config = Config {
            clock: clock.clone(),
            limits,
            ..Config::default()
        };
        let sim = Simulator::start(config).await.unwrap();
        Self {
            sim,
            http: reqwest::Client::new(),
            clock,
        }
    }

    pub fn advance(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds * 1000, Ordering::AcqRel);
    }

    pub fn url(&self, method: &str) -> String {
        format!("{}/bot{}/{method}", self.sim.base_url(), self.sim.token())
    }

    /// The whole answer, whatever it is.
    pub async fn call(&self, method: &str, parameters: Value) -> Value {
        let answer = self
            .http
            .post(self.url(method))
            .json(&parameters)
            .send()
            .await
            .unwrap();
        let status = answer.status().as_u16();
        let body: Value = answer.json().await.unwrap();
        if body["ok"] == json!(false) {
            assert_eq!(body["error_code"], json!(status), "{body}");
        }
        body
    }

    /// The result of a call that must succeed.
    pub async fn ok(&self, method: &str, parameters: Value) -> Value {
        let body = self.call(method, parameters).await;
        assert_eq!(body["ok"], json!(true), "{method}: {body}");
        body["result"].clone()
    }

    /// Code and description of a call that must be refused.
    pub async fn refused(&self, method: &str, parameters: Value) -> String {
        let body = self.call(method, parameters).await;
        assert_eq!(body["ok"], json!(false), "{method}: {body}");
        format!(
            "{} {}",
            body["error_code"],
            body["description"].as_str().unwrap()
        )
    }

    pub async fn send(&self, chat: i64, text: &str) -> Value {
        self.ok("sendMessage", json!({ "chat_id": chat, "text": text }))
            .await
    }

    pub async fn send_refused(&self, chat: i64) -> String {
        self.refused("sendMessage", json!({ "chat_id": chat, "text": "a" }))
            .await
    }

    /// Fetches and confirms all pending updates.
    pub async fn updates(&self) -> Vec<Value> {
        let list = self.ok("getUpdates", json!({})).await;
        let list = list.as_array().unwrap().clone();
        if let Some(last) = list.last() {
            let next = last["update_id"].as_i64().unwrap() + 1;
            self.ok("getUpdates", json!({ "offset": next, "limit": 1 }))
                .await;
        }
        list
    }

    pub fn assert_clean(&self) {
        assert_eq!(self.sim.violations(), []);
    }
}
