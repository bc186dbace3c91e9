//! How much the simulator can take: it must never be what a benchmark of the bot measures.
//!
//! `cargo run --release --example throughput -p satupintu-simulator`. Client and server
//! share one thread, so the figures are per core, the client's work included.

use std::{error::Error, time::Instant};

use satupintu_simulator::{Config, Limits, Simulator};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

const CONNECTIONS: usize = 8;
const CHATS: usize = 20_000;
const PRESSES: usize = 5_000;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let sim = Simulator::start(Config {
        limits: Limits::off(),
        ..Config::default()
    })
    .await?;
    let started = Instant::now();
    let users: Vec<_> = (0..CHATS)
        .map(|n| sim.user(&format!("Petugas {n}")).create())
        .collect();
    for user in &users {
        user.send_private("/start");
    }
    report("private chats opened", CHATS, started);

    let started = Instant::now();
    let chats: Vec<i64> = users.iter().map(satupintu_simulator::User::id).collect();
    let senders = chats.chunks(CHATS.div_ceil(CONNECTIONS)).map(|chats| {
        let (sim, chats) = (sim.clone(), chats.to_vec());
        tokio::spawn(async move { send_all(&sim, &chats).await })
    });
    for sender in senders.collect::<Vec<_>>() {
        sender.await??;
    }
    assert_eq!(sim.stats().messages, u64::try_from(CHATS)?);
    report("messages sent", CHATS, started);

    let started = Instant::now();
    for user in &users[..PRESSES] {
        let shown = user.last().ok_or("the message has arrived")?;
        user.press(&shown, "Diterima")?;
    }
    report("buttons pressed", PRESSES, started);

    let started = Instant::now();
    let mut line = Line::open(&sim).await?;
    let mut offset = 0;
    while sim.pending_updates() > 0 {
        let list = line
            .call("GetUpdates", &json!({ "offset": offset }))
            .await?;
        let last = list["result"].as_array().and_then(|list| list.last());
        offset = last.map_or(offset, |update| {
            update["update_id"].as_i64().unwrap_or(0) + 1
        });
        if last.is_none() {
            break;
        }
    }
    report("updates fetched", CHATS + PRESSES, started);
    assert_eq!(sim.violations(), []);
    Ok(())
}

fn report(what: &str, count: usize, started: Instant) {
    let seconds = started.elapsed().as_secs_f64();
    println!(
        "{count:>6} {what} in {seconds:.2} s, {:.0}/s",
        count as f64 / seconds
    );
}

async fn send_all(sim: &Simulator, chats: &[i64]) -> std::io::Result<()> {
    let mut line = Line::open(sim).await?;
    let keyboard =
        json!({ "inline_keyboard": [[{ "text": "✅ Diterima", "callback_data": "a" }]] });
    for chat in chats {
        let text = "SIARAN RESMI No. 1/2026 ".repeat(20);
        let call = json!({ "chat_id": chat, "text": text, "reply_markup": keyboard,
            "entities": [{ "type": "bold", "offset": 0, "length": 12 }] });
        let answer = line.call("SendMessage", &call).await?;
        assert_eq!(answer["ok"], true, "{answer}");
    }
    Ok(())
}

/// One connection that is kept open.
struct Line {
    stream: TcpStream,
    path: String,
    buffer: Vec<u8>,
}

impl Line {
    async fn open(sim: &Simulator) -> std::io::Result<Self> {
        let url = sim.base_url();
        let stream = TcpStream::connect(url.trim_start_matches("http://")).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            path: format!("/bot{}", sim.token()),
            buffer: Vec::new(),
        })
    }

    async fn call(&mut self, method: &str, parameters: &Value) -> std::io::Result<Value> {
        let body = parameters.to_string();
        let request = format!(
            "POST {}/{method} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\n\r\n{body}",
            self.path,
            body.len()
        );
        self.stream.write_all(request.as_bytes()).await?;
        self.buffer.clear();
        loop {
            let read = self.stream.read_buf(&mut self.buffer).await?;
            let body = whole_body(&self.buffer);
            if let Some(answer) = body.and_then(|body| serde_json::from_slice(body).ok()) {
                return Ok(answer);
            }
            if read == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
        }
    }
}

/// The body, once all of its `content-length` is there.
fn whole_body(answer: &[u8]) -> Option<&[u8]> {
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&answer[..end])
        .ok()?
        .to_ascii_lowercase();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "))?;
    let body = &answer[end + 4..];
    (body.len() >= length.trim().parse().ok()?).then_some(body)
}
