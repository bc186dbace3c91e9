//! A server for tests that says exactly what it is told to, to see what the client makes of it.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use secrecy::SecretString;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::client::{Client, Options};

pub const TOKEN: &str = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw";

/// What the server does with one request.
#[derive(Clone)]
pub enum Act {
    /// Answers with a status and a body.
    Say(u16, String),
    /// Closes the connection without an answer.
    Cut,
    /// Never answers.
    Hang,
}

/// Says `{"ok":true,"result":…}`.
pub fn ok(result: &Value) -> Act {
    Act::Say(200, format!(r#"{{"ok":true,"result":{result}}}"#))
}

/// Refuses with a code and a description.
pub fn no(code: u16, description: &str) -> Act {
    Act::Say(
        code,
        format!(r#"{{"ok":false,"error_code":{code},"description":"{description}"}}"#),
    )
}

/// The requests that came: method and parameters.
pub type Requests = Arc<Mutex<Vec<(String, Value)>>>;

/// Plays one act per request, then hangs for ever; `call_cap` as short as a test wants it.
pub async fn client(acts: Vec<Act>, call_cap: Duration) -> (Client, Requests) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let requests = Requests::default();
    let acts = Arc::new(Mutex::new(acts.into_iter()));
    let seen = Arc::clone(&requests);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (acts, seen) = (Arc::clone(&acts), Arc::clone(&seen));
            tokio::spawn(async move {
                let next = || acts.lock().unwrap().next().unwrap_or(Act::Hang);
                serve(stream, next, &seen).await
            });
        }
    });
    let options = Options {
        call_cap,
        ..Options::default()
    };
    let client = Client::new(&SecretString::from(TOKEN), Some(&url), options).unwrap();
    (client, requests)
}

async fn serve(mut stream: TcpStream, next: impl Fn() -> Act, seen: &Requests) -> Option<()> {
    loop {
        let request = read(&mut stream).await?;
        seen.lock().unwrap().push(request);
        match next() {
            Act::Say(status, body) => {
                let head = format!(
                    "HTTP/1.1 {status} Whatever\r\ncontent-length: {}\r\n\r\n",
                    body.len()
                );
                stream.write_all((head + &body).as_bytes()).await.ok()?;
            }
            Act::Cut => return None,
            Act::Hang => std::future::pending().await,
        }
    }
}

/// One request with its whole body; none when the other side is gone.
async fn read(stream: &mut TcpStream) -> Option<(String, Value)> {
    let mut bytes = Vec::new();
    loop {
        let mut chunk = [0; 4096];
        let count = stream.read(&mut chunk).await.ok()?;
        if count == 0 {
            return None;
        }
        bytes.extend_from_slice(&chunk[..count]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let length: usize = head
            .lines()
            .find_map(|line| {
                line.to_lowercase()
                    .strip_prefix("content-length:")
                    .map(str::to_owned)
            })
            .map_or(0, |length| length.trim().parse().unwrap());
        if body.len() >= length {
            let path = head.split(' ').nth(1).unwrap();
            let method = path.rsplit('/').next().unwrap().to_owned();
            // Fetching a file has none.
            let body = if body.is_empty() { "null" } else { body };
            return Some((method, serde_json::from_str(body).unwrap()));
        }
    }
}
