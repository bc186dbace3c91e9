//! A sender in a process of its own, so that what it costs is not mixed with what the server costs.

use std::io::Write as _;
use std::process::{Child, Command, Stdio};

use satupintu_simulator::Simulator;

/// Clock ticks of `/proc/PID/stat` in a second (`getconf CLK_TCK`, 100 on every Linux of today).
const TICKS: f64 = 100.0;

/// A running sender; ended with the measurement.
pub struct Sender(Child);

impl Sender {
    /// Starts this program once more, as the sender of that name.
    pub fn start(name: &str, sim: &Simulator, settings: &[(String, String)]) -> Self {
        let this = std::env::current_exe().expect("a path of its own");
        let child = Command::new(this)
            .arg("--as")
            .arg(name)
            .env("TELOXIDE_TOKEN", sim.token())
            .env("TELOXIDE_API_URL", sim.base_url())
            .envs(settings.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::piped())
            .spawn();
        Self(child.expect("this program starts once more"))
    }

    /// Tells it one line.
    pub fn tell(&mut self, line: &str) {
        let to = self.0.stdin.as_mut().expect("it listens");
        writeln!(to, "{line}").expect("it listens");
    }

    /// User and system time so far, in seconds.
    pub fn cpu(&self) -> f64 {
        let stat = self.proc("stat");
        // The name may contain anything; after its last parenthesis the fields are counted from 3.
        let fields: Vec<&str> = stat
            .rsplit(')')
            .next()
            .expect("a name")
            .split_whitespace()
            .collect();
        let ticks = |at: usize| fields[at - 3].parse::<f64>().expect("a number");
        (ticks(14) + ticks(15)) / TICKS
    }

    /// The most memory it ever had, in MiB.
    pub fn peak(&self) -> f64 {
        let status = self.proc("status");
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|line| line.split_whitespace().next());
        let kib: f64 = kib.and_then(|kib| kib.parse().ok()).expect("its memory");
        kib / 1024.0
    }

    fn proc(&self, file: &str) -> String {
        std::fs::read_to_string(format!("/proc/{}/{file}", self.0.id())).expect("it still runs")
    }
}

impl Drop for Sender {
    fn drop(&mut self) {
        // It may have ended already, which is as good.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
