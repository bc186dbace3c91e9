//! An office to which Telegram posts updates, and anybody else who finds its address.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};

use super::{Office, Plan};

/// A port that no other program is given as long as this is kept: bound, but not listened on, so that
/// the bot, which binds it in the usual way, can.
pub struct Port {
    address: SocketAddr,
    _held: TcpSocket,
    /// What the address has before the path that the bot knows, as behind a proxy.
    prefix: &'static str,
}

impl Port {
    pub fn reserve() -> Self {
        let held = TcpSocket::new_v4().unwrap();
        held.set_reuseaddr(true).unwrap();
        held.bind("127.0.0.1:0".parse().unwrap()).unwrap();
        Self {
            address: held.local_addr().unwrap(),
            _held: held,
            prefix: "",
        }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub fn url(&self) -> String {
        format!("http://{}{}/telegram/webhook", self.address, self.prefix)
    }

    /// Sends something to a path and returns status and body; the head's first line says the method.
    pub async fn ask(&self, method: &str, path: &str, headers: &str, body: &[u8]) -> (u16, String) {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{headers}\
             Content-Length: {}\r\n\r\n",
            body.len()
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        // Whoever is refused is not read to the end.
        let _ = stream.write_all(body).await;
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        let answer = String::from_utf8(answer).unwrap();
        let status = answer.split(' ').nth(1).expect("an answer").parse();
        let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body);
        (status.unwrap(), body.to_owned())
    }

    /// Posts an update as Telegram does; the status.
    pub async fn post(&self, secret: &str, body: &[u8]) -> u16 {
        let header = format!("X-Telegram-Bot-Api-Secret-Token: {secret}\r\n");
        let (status, _) = self.ask("POST", "/telegram/webhook", &header, body).await;
        status
    }

    /// What `/readyz` says: whether it is ready, and the detail of its check `telegram`.
    pub async fn ready(&self) -> (u16, String) {
        let (status, body) = self.ask("GET", "/readyz", "", b"").await;
        let body: serde_json::Value = serde_json::from_str(&body).unwrap();
        let checks = body["checks"].as_array().unwrap();
        let telegram = checks.iter().find(|it| it["name"] == "telegram").unwrap();
        (status, telegram["detail"].as_str().unwrap().to_owned())
    }

    /// All of `/metrics`.
    pub async fn metrics(&self) -> String {
        self.ask("GET", "/metrics", "", b"").await.1
    }

    /// A counter or gauge of `/metrics`.
    pub async fn measured(&self, name: &str) -> f64 {
        let (_, page) = self.ask("GET", "/metrics", "", b"").await;
        let line = page
            .lines()
            .find_map(|line| line.strip_prefix(&format!("{name} ")));
        line.unwrap_or_else(|| panic!("no {name} in {page}"))
            .parse()
            .unwrap()
    }
}

impl Plan {
    /// The bot polls, and shows its pages at this port.
    pub fn pages_at(self, port: &Port) -> Self {
        self.setting("HTTP__LISTEN", &port.address.to_string())
    }

    /// Telegram posts updates instead of being asked for them.
    pub fn by_webhook(self) -> Self {
        self.by_webhook_below("")
    }

    /// The same at an address whose path begins with `prefix`.
    pub fn by_webhook_below(mut self, prefix: &'static str) -> Self {
        self.posted_to = Some(Port {
            prefix,
            ..Port::reserve()
        });
        self
    }
}

impl Office {
    /// From the next start on the bot is posted to here, or polls; the port that it had so far.
    pub fn listen_at(&mut self, port: Option<Port>) -> Option<Port> {
        let url = port.as_ref().map(Port::url).unwrap_or_default();
        self.set("SATUPINTU__TELEGRAM__WEBHOOK_URL", &url);
        if let Some(port) = &port {
            self.set("SATUPINTU__HTTP__LISTEN", &port.address.to_string());
        }
        std::mem::replace(&mut self.posted_to, port)
    }

    /// The bot's own port.
    pub fn port(&self) -> &Port {
        self.posted_to.as_ref().expect("an office by webhook")
    }

    /// The secret that the bot last gave to Telegram.
    pub fn webhook_secret(&self) -> String {
        let calls = self.sim.calls_of("setWebhook");
        let secret = &calls.last().expect("a webhook was set").parameters["secret_token"];
        secret.as_str().unwrap().to_owned()
    }

    /// Whether Telegram has nothing left for the bot.
    pub(super) fn has_every_update(&self) -> bool {
        match &self.posted_to {
            None => self.sim.is_polling(),
            Some(port) => self.sim.webhook() == Some(port.url()) && self.sim.has_posted_all(),
        }
    }
}
