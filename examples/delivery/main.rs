//! How delivery compares with what one would write without a record, and what it keeps up under load.
//!
//! `cargo run --release --example delivery [SCENE…]`; scenes, all of them if none is named:
//!
//! - `free`: 5,000 chats on a server without limits. A teloxide loop, the same with 32 calls at once,
//!   the same with teloxide's `Throttle`, and the bot with everything on record.
//! - `limits`: 600 chats on a server that keeps the platform's limits.
//! - `paid`: 20,000 chats at the 1,000 messages a second of paid broadcasts.
//! - `fair`: how soon a press and a command are answered while a broadcast takes every slot, and how
//!   long a darurat announcement takes in the middle of one.
//!
//! Each sender is a process of its own; its processor time and memory are read from `/proc` (Linux). The
//! server is this process, on the same cores. `DATABASE_URL=postgres://…` uses that database, which must
//! be empty and holds one scene.

#[path = "../stage/mod.rs"]
#[expect(dead_code, reason = "each measurement uses its part of the stage")]
mod stage;

mod bot;
mod child;
mod fair;
mod loops;

use std::time::{Duration, Instant};

use child::Sender;
use satupintu_simulator::{Config, Limits, Simulator};
use stage::TEXT;

/// How often is looked whether everything has arrived; it bounds the error of the times.
const LOOK: Duration = Duration::from_millis(5);

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, name] = &arguments[..]
        && flag == "--as"
    {
        return match name.as_str() {
            "bot" => bot::run().await,
            name => loops::send(name).await,
        };
    }
    let wanted = |scene: &str| arguments.is_empty() || arguments.iter().any(|name| name == scene);
    if wanted("free") {
        println!("\nNo limits, 5,000 chats");
        let mut table = Table::new(5000, Limits::off());
        table.of_loop("loop").await;
        table.of_loop("loop-32").await;
        table.of_loop("throttle-fast").await;
        let fast = [
            ("SATUPINTU__TELEGRAM__MESSAGES_PER_SECOND", "100000"),
            ("SATUPINTU__OUTBOX__MAX_IN_FLIGHT", "300"),
        ];
        table.of_bot("bot, on record", &fast).await;
    }
    if wanted("limits") {
        println!("\nThe platform's limits, 600 chats: at least 20 s");
        let mut table = Table::new(600, Limits::default());
        table.of_loop("loop").await;
        table.of_loop("throttle").await;
        table.of_bot("bot, on record", &[]).await;
    }
    if wanted("paid") {
        println!("\nPaid broadcast, 20,000 chats: at least 20 s");
        let paid = [("SATUPINTU__TELEGRAM__PAID_BROADCAST", "true")];
        let mut table = Table::new(20_000, Limits::default());
        table.of_bot("bot, on record", &paid).await;
    }
    if wanted("fair") {
        fair::measure().await;
    }
}

/// Waits until the server has taken so many messages.
async fn wait_for(sim: &Simulator, messages: u64) {
    while sim.stats().messages < messages {
        tokio::time::sleep(LOOK).await;
    }
}

/// Senders on equal servers, a line each; the first is the measure of the others.
struct Table {
    chats: usize,
    limits: Limits,
    first: Option<f64>,
}

impl Table {
    fn new(chats: usize, limits: Limits) -> Self {
        println!(
            "sender            seconds   messages/s   of first   429s   CPU s/1000   peak MiB"
        );
        Self {
            chats,
            limits,
            first: None,
        }
    }

    async fn simulator(&self) -> Simulator {
        let config = Config {
            limits: self.limits,
            ..Config::default()
        };
        Simulator::start(config).await.expect("a simulator")
    }

    async fn of_loop(&mut self, name: &str) {
        let sim = self.simulator().await;
        let mut chats = Vec::with_capacity(self.chats);
        for n in 0..self.chats {
            let user = sim.user(&format!("Petugas {n}")).started().create();
            chats.push(user.id().to_string());
        }
        let mut sender = Sender::start(name, &sim, &[]);
        sender.tell(&chats.join(" "));
        let began = (Instant::now(), sender.cpu());
        sender.tell(TEXT);
        wait_for(&sim, self.chats as u64).await;
        self.print(name, &sim, &sender, began);
        sim.shutdown().await;
    }

    async fn of_bot(&mut self, name: &str, settings: &[(&str, &str)]) {
        let sim = self.simulator().await;
        let office = bot::Office::open(&sim, self.chats, settings).await;
        office.prepare(&sim, "biasa", TEXT).await;
        let goal = sim.stats().messages + self.chats as u64;
        let cpu = office.sender.cpu();
        let began = office.send(&sim).await;
        wait_for(&sim, goal).await;
        // The last few of those messages may be progress bars; the record tells.
        let waiting = "select count(*) from delivery where state = 'waiting'";
        while office.count(waiting).await > 0 {
            tokio::time::sleep(LOOK).await;
        }
        self.print(name, &sim, &office.sender, (began, cpu));
        office.check(self.chats).await;
        sim.shutdown().await;
    }

    fn print(&mut self, name: &str, sim: &Simulator, sender: &Sender, began: (Instant, f64)) {
        let seconds = began.0.elapsed().as_secs_f64();
        let cpu = sender.cpu() - began.1;
        #[expect(clippy::cast_precision_loss, reason = "chats, far below 2^52")]
        let chats = self.chats as f64;
        let rate = chats / seconds;
        let first = *self.first.get_or_insert(rate);
        println!(
            "{name:16} {:8.2} {rate:12.1} {:10.2} {:6} {:12.3} {:10.1}",
            seconds,
            rate / first,
            sim.stats().too_many_requests,
            cpu / chats * 1000.0,
            sender.peak(),
        );
    }
}
