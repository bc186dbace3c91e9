//! How soon the program polls after its start, and what it occupies while nothing happens.
//!
//! `cargo build --release && cargo run --release --example idle [PROGRAM]`: the program beside this
//! example's folder unless given, with an empty SQLite database. Linux, for the memory.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use satupintu_simulator::{Config, Simulator};

/// Memory is read after so long.
const REST: Duration = Duration::from_secs(10);
/// The first start makes the database, the others find it.
const STARTS: u32 = 4;

/// A killed program cannot give its turn back; this one ends by itself within that time.
const TURN: Duration = Duration::from_secs(1);

/// The program; ended with the measurement.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended already, which is as good.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::main]
async fn main() {
    let path = std::env::args().nth(1).map_or_else(beside, PathBuf::from);
    let size = std::fs::metadata(&path).expect("the program").len();
    println!("{}: {:.1} MiB", path.display(), mib(size));
    let folder = tempfile::tempdir().expect("a folder");
    for n in 1..=STARTS {
        let last = n == STARTS;
        // Each on a simulator of its own, so that a poll is certainly this program's.
        let sim = Simulator::start(Config::default())
            .await
            .expect("a simulator");
        let started = Instant::now();
        let program = start(&path, folder.path(), &sim);
        let polling = sim.wait_for(Duration::from_secs(60), |sim| {
            sim.is_polling().then_some(())
        });
        polling.await.expect("the program polls");
        println!(
            "start {n}: polls after {} ms",
            started.elapsed().as_millis()
        );
        if last {
            tokio::time::sleep(REST).await;
            println!(
                "resident after {REST:?}: {:.1} MiB",
                mib(resident(&program))
            );
        }
        drop(program);
        tokio::time::sleep(TURN).await;
    }
}

fn beside() -> PathBuf {
    let this = std::env::current_exe().expect("a path of its own");
    let folder = this.ancestors().nth(2).expect("the folder of the build");
    folder.join("satupintu")
}

fn start(path: &Path, folder: &Path, sim: &Simulator) -> Program {
    let child = Command::new(path)
        .env_clear()
        .env("TELOXIDE_TOKEN", sim.token())
        .env("TELOXIDE_API_URL", sim.base_url())
        .env("SATUPINTU__HTTP__LISTEN", "127.0.0.1:0")
        .env("SATUPINTU__LEADER__RENEW", "300ms")
        .env("SATUPINTU__LEADER__LEASE", "900ms")
        .current_dir(folder)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    Program(child.expect("the program starts"))
}

/// `VmRSS` in bytes.
fn resident(program: &Program) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", program.0.id()));
    let status = status.expect("the program still runs");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.split_whitespace().next());
    let kib: u64 = kib.and_then(|kib| kib.parse().ok()).expect("its memory");
    kib * 1024
}

#[expect(clippy::cast_precision_loss, reason = "megabytes, far below 2^52")]
fn mib(bytes: u64) -> f64 {
    bytes as f64 / 1024.0 / 1024.0
}
