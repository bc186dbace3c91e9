//! The real program as a child process, with a simulated Telegram in this one: for what only a process
//! can show, such as being killed, stopped, or unable to start. Time is real here.
//!
//! - `stage`: simulator, database and registry, and the program among them
//! - `manager`: keeps the program running, whatever ends it
//! - `people`, `offices`: who uses it, in any number; the measurements in `examples/` use them too
//! - `readers`: those who press "Diterima" all the time
//! - `weather`: what goes wrong on the way to the messenger
//! - `tables`: a look into the database, for them and for stories
//! - `machines`, `line`: several programs on one database, and what may come between
//! - `variables`: what it is started with

pub mod line;
pub mod machines;
pub mod manager;
pub mod offices;
pub mod people;
pub mod readers;
pub mod stage;
pub mod tables;
pub mod variables;
pub mod weather;

use std::ffi::OsStr;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// What a program has said on standard error.
#[derive(Debug, Default, Clone)]
pub struct Said(Arc<Mutex<String>>);

impl Said {
    pub fn text(&self) -> String {
        self.0.lock().unwrap().clone()
    }
}

/// A running program. Killed when dropped, so that a broken test leaves none behind.
pub struct Program(Child);

impl Program {
    /// Starts it with these variables and no others; what it says on standard error goes to `log`.
    pub fn start(variables: &[(String, String)], folder: &Path, log: File) -> Self {
        let child = command(variables, folder)
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        Self(child)
    }

    /// Starts it with these variables and no others; what it says on standard error is kept in memory, as
    /// for one whose disk is full.
    pub fn start_heard(variables: &[(String, String)], folder: &Path, said: &Said) -> Self {
        // A file that may not grow is an error to the program, and not its end.
        let program = command(variables, folder);
        let mut child = Command::new("sh")
            .args(["-c", "trap '' XFSZ; exec \"$0\""])
            .arg(program.get_program())
            .env_clear()
            .envs(
                program
                    .get_envs()
                    .filter_map(|(name, value)| Some((name, value?))),
            )
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let stderr = child.stderr.take().expect("it was asked for");
        let said = said.clone();
        std::thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                let mut text = said.0.lock().unwrap();
                text.push_str(&line);
                text.push('\n');
            }
        });
        Self(child)
    }

    /// Sends a signal by its name: STOP, CONT.
    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill")
            .args([&format!("-{name}"), &self.0.id().to_string()])
            .status()
            .unwrap();
        assert!(sent.success());
    }

    /// The number of the process.
    pub fn id(&self) -> u32 {
        self.0.id()
    }

    /// Ends it as a power cut would, unless it has just ended by itself; how it ended.
    pub fn kill(mut self) -> ExitStatus {
        self.0.kill().unwrap();
        self.0.wait().unwrap()
    }

    /// How it ended, if it did so by itself.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.0.try_wait().unwrap()
    }

    /// Asks it to stop as a service manager does; how it ended, and how long that took.
    pub async fn terminate(mut self) -> (ExitStatus, Duration) {
        let asked = Instant::now();
        self.signal("TERM");
        loop {
            if let Some(status) = self.0.try_wait().unwrap() {
                return (status, asked.elapsed());
            }
            assert!(
                asked.elapsed() < Duration::from_secs(30),
                "the program does not stop"
            );
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended already, which is as good.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The program with these variables and no others, in an empty folder: nobody's `.env` is read.
pub fn command<N: AsRef<OsStr>, V: AsRef<OsStr>>(variables: &[(N, V)], folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_satupintu"));
    command
        .env_clear()
        .envs(variables.iter().map(|(name, value)| (name, value)))
        .current_dir(folder)
        .stdin(Stdio::null());
    command
}
