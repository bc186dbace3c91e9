//! Somebody's browser, in front of the board: it keeps the cookie that it was given, and says where a form
//! comes from.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::{Office, Plan, Port};

/// Real time after which a stream that says nothing is broken.
const PATIENCE: Duration = Duration::from_secs(20);

pub struct Browser {
    address: SocketAddr,
    /// What it says of where a form comes from.
    pub origin: Option<String>,
    pub cookie: Option<String>,
}

pub struct Page {
    pub status: u16,
    /// Status line and headers, in small letters.
    pub head: String,
    pub body: String,
}

impl Page {
    /// A header's value, as it was written.
    pub fn header(&self, name: &str) -> &str {
        let line = self.head.lines().find_map(|line| {
            let (known, value) = line.split_once(": ")?;
            known.eq_ignore_ascii_case(name).then_some(value)
        });
        line.unwrap_or_default()
    }
}

/// A stream that stays open.
pub struct Watched {
    stream: TcpStream,
    pub said: String,
}

impl Browser {
    /// One that comes to `origin`, as people name it, and so to `port`.
    pub fn at(port: &Port, origin: &str) -> Self {
        Self {
            address: port.address(),
            origin: Some(origin.to_owned()),
            cookie: None,
        }
    }

    async fn ask(&self, method: &str, path: &str, more: &str, body: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        let cookie = self.cookie.as_ref();
        let cookie = cookie.map_or(String::new(), |it| format!("Cookie: a=b; {it}\r\n"));
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{cookie}{more}\
             Content-Length: {}\r\n\r\n{body}",
            body.len()
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        stream
    }

    async fn answer(&mut self, mut stream: TcpStream) -> Page {
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let page = Page {
            status: head.split(' ').nth(1).unwrap().parse().unwrap(),
            head: head.to_owned(),
            body: body.to_owned(),
        };
        let given = page.header("set-cookie");
        if let Some((pair, _)) = given.split_once(';') {
            self.cookie = (!given.contains("Max-Age=0")).then(|| pair.to_owned());
        }
        page
    }

    pub async fn get(&mut self, path: &str) -> Page {
        let stream = self.ask("GET", path, "", "").await;
        self.answer(stream).await
    }

    pub async fn post(&mut self, path: &str, form: &str) -> Page {
        let origin = self.origin.as_ref();
        let origin = origin.map_or(String::new(), |it| format!("Origin: {it}\r\n"));
        let kind = "Content-Type: application/x-www-form-urlencoded\r\n";
        let stream = self
            .ask("POST", path, &format!("{origin}{kind}"), form)
            .await;
        self.answer(stream).await
    }

    /// Begins to send a form of so many bytes, and sends no more than this of it.
    pub async fn begin(&self, path: &str, length: usize, form: &str) -> Watched {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        let origin = self.origin.as_deref().unwrap_or_default();
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: a\r\nOrigin: {origin}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{form}"
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        let said = String::new();
        Watched { stream, said }
    }

    /// Keeps a stream open.
    pub async fn watch(&self, path: &str) -> Watched {
        let stream = self.ask("GET", path, "", "").await;
        let said = String::new();
        Watched { stream, said }
    }
}

impl Watched {
    /// Reads until something is said, and forgets what was said up to there.
    pub async fn hears(&mut self, words: &str) {
        let heard = async {
            while !self.said.contains(words) {
                assert!(self.more().await, "it ended after: {}", self.said);
            }
        };
        let heard = tokio::time::timeout(PATIENCE, heard).await;
        assert!(heard.is_ok(), "no {words:?} in: {}", self.said);
        let at = self.said.find(words).unwrap() + words.len();
        self.said.drain(..at);
    }

    /// Reads to the end.
    pub async fn ends(mut self) -> String {
        let ended = async { while self.more().await {} };
        let ended = tokio::time::timeout(PATIENCE, ended).await;
        assert!(ended.is_ok(), "it does not end: {}", self.said);
        self.said
    }

    async fn more(&mut self) -> bool {
        let mut part = [0; 8192];
        let read = self.stream.read(&mut part).await.unwrap_or(0);
        self.said.push_str(&String::from_utf8_lossy(&part[..read]));
        read > 0
    }
}

impl Plan {
    /// The bot shows its board at this port, which people know by `origin`.
    pub fn board_at(self, port: &Port, origin: &str) -> Self {
        self.pages_at(port)
            .setting("HTTP__PUBLIC_URL", origin)
            .setting("BOARD__ENABLED", "true")
            .setting("BOARD__REFRESH", "100ms")
    }
}

impl Office {
    /// Somebody asks for a link into the board; its path.
    pub async fn board_link(&self, user: &satupintu_simulator::User, origin: &str) -> String {
        self.say(user, "/papan").await;
        let message = user.last().unwrap();
        let behind = message
            .buttons
            .iter()
            .flatten()
            .find_map(|it| it.url.clone());
        let written = message.text.lines().last().unwrap_or_default();
        let url = behind.unwrap_or_else(|| written.to_owned());
        let path = url.strip_prefix(origin);
        path.unwrap_or_else(|| panic!("no link: {}", message.text))
            .to_owned()
    }

    /// Somebody signs in at the board.
    pub async fn enter_board(
        &self,
        user: &satupintu_simulator::User,
        port: &Port,
        origin: &str,
    ) -> Browser {
        let link = self.board_link(user, origin).await;
        let mut browser = Browser::at(port, origin);
        let entered = browser.post(&link, "").await;
        assert_eq!(entered.status, 303, "{}", entered.body);
        browser
    }
}
