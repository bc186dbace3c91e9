//! A real browser without a window, told what to do over two pipes (Chrome DevTools Protocol). All of it
//! waits on the story's own thread.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Real time after which a browser that does not do as it is told is broken.
const PATIENCE: Duration = Duration::from_secs(30);

pub struct Chromium {
    child: Child,
    _profile: tempfile::TempDir,
    told: ChildStdin,
    says: Receiver<Value>,
    next: u64,
    session: String,
    /// Whatever went wrong in a page: errors of scripts, and what the policy forbade.
    pub complaints: Vec<String>,
}

impl Drop for Chromium {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Chromium {
    /// The browser of `CHROMIUM`, or `chromium` of the path.
    pub fn open() -> Self {
        let program = std::env::var("CHROMIUM").unwrap_or_else(|_| "chromium".to_owned());
        let profile = tempfile::tempdir().unwrap();
        let folder = format!("--user-data-dir={}", profile.path().display());
        // It reads from its third file and writes to its fourth.
        let pipes = "exec \"$@\" 3<&0 4>&1 0</dev/null 1>/dev/null 2>/dev/null";
        let mut child = Command::new("sh")
            .args(["-c", pipes, "sh", &program, "--headless=new"])
            .args(["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])
            .args([
                "--remote-debugging-pipe",
                "--no-first-run",
                "--hide-scrollbars",
            ])
            .args([
                "--disable-background-networking",
                "--disable-component-update",
            ])
            .args([folder.as_str(), "about:blank"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let told = child.stdin.take().unwrap();
        let mut pipe = BufReader::new(child.stdout.take().unwrap());
        let (hear, says) = channel();
        std::thread::spawn(move || {
            let mut word = Vec::new();
            while pipe.read_until(0, &mut word).is_ok_and(|read| read > 0) {
                word.pop();
                let said = serde_json::from_slice(&word).unwrap();
                word.clear();
                if hear.send(said).is_err() {
                    return;
                }
            }
        });
        let mut browser = Self {
            child,
            _profile: profile,
            told,
            says,
            next: 0,
            session: String::new(),
            complaints: Vec::new(),
        };
        let page = browser.call("Target.createTarget", &json!({ "url": "about:blank" }));
        let attach = json!({ "targetId": page["targetId"], "flatten": true });
        let attached = browser.call("Target.attachToTarget", &attach);
        attached["sessionId"]
            .as_str()
            .unwrap()
            .clone_into(&mut browser.session);
        for domain in ["Page.enable", "Runtime.enable", "Log.enable"] {
            browser.call(domain, &json!({}));
        }
        browser
    }

    /// Has it do something; what it says to that.
    pub fn call(&mut self, method: &str, params: &Value) -> Value {
        self.next += 1;
        let id = self.next;
        let mut call = json!({ "id": id, "method": method, "params": params });
        if !self.session.is_empty() {
            call["sessionId"] = json!(self.session);
        }
        self.told.write_all(call.to_string().as_bytes()).unwrap();
        self.told.write_all(&[0]).unwrap();
        loop {
            let said = self.says.recv_timeout(PATIENCE);
            let said = said.unwrap_or_else(|gone| panic!("{method}: {gone}"));
            if said["id"] == id {
                assert!(said.get("error").is_none(), "{method}: {said}");
                return said["result"].clone();
            }
            let entry = &said["params"]["entry"];
            match said["method"].as_str() {
                Some("Runtime.exceptionThrown") => self.complaints.push(said.to_string()),
                Some("Log.entryAdded") if entry["level"] == "error" => {
                    self.complaints
                        .push(format!("{} {}", entry["text"], entry["url"]));
                }
                _ => {}
            }
        }
    }

    /// Opens an address, and waits until all of the page is there.
    pub fn go(&mut self, url: &str) {
        self.call("Page.navigate", &json!({ "url": url }));
        self.until("document.readyState === 'complete' && location.href !== 'about:blank'");
    }

    /// What a piece of script comes to.
    pub fn eval(&mut self, script: &str) -> Value {
        let params = json!({ "expression": script, "returnByValue": true, "awaitPromise": true });
        let said = self.call("Runtime.evaluate", &params);
        assert!(said.get("exceptionDetails").is_none(), "{script}: {said}");
        said["result"]["value"].clone()
    }

    /// Waits until something holds in the page, which may be another one by then.
    pub fn until(&mut self, script: &str) {
        let params = json!({ "expression": script, "returnByValue": true });
        let begun = Instant::now();
        while self.call("Runtime.evaluate", &params)["result"]["value"] != json!(true) {
            assert!(begun.elapsed() < PATIENCE, "never: {script}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// A screen of this size, light or dark.
    pub fn screen(&mut self, (width, height): (u32, u32), dark: bool) {
        let size = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600,
        });
        self.call("Emulation.setDeviceMetricsOverride", &size);
        let scheme = if dark { "dark" } else { "light" };
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.call("Emulation.setEmulatedMedia", &media);
    }

    /// Keeps a picture of the page, or the page as paper, for people to look at where they want any: as
    /// base64 in the folder of `BOARD_SCREENSHOTS`.
    pub fn keep(&mut self, name: &str) {
        let Ok(folder) = std::env::var("BOARD_SCREENSHOTS") else {
            return;
        };
        let said = match name.ends_with(".pdf") {
            true => self.call("Page.printToPDF", &json!({ "preferCSSPageSize": true })),
            false => {
                let whole = json!({ "captureBeyondViewport": !name.starts_with("wall") });
                self.call("Page.captureScreenshot", &whole)
            }
        };
        let file = std::path::Path::new(&folder).join(format!("{name}.base64"));
        std::fs::write(file, said["data"].as_str().unwrap()).unwrap();
    }
}
