//! The pages as a probe meets them: over a socket.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::routing::get;
use tokio::sync::Notify;
use tokio::task::{JoinHandle, spawn_blocking};
use tokio_util::sync::CancellationToken;

use crate::domain::metric;

use super::{BindError, Check, Readiness, bind, metrics, router, serve};

struct Fixed(Vec<Check>);

impl Readiness for Fixed {
    fn checks(&self) -> Pin<Box<dyn Future<Output = Vec<Check>> + Send + '_>> {
        Box::pin(async { self.0.clone() })
    }
}

/// Never answers, like a database that hangs.
struct Stuck;

impl Readiness for Stuck {
    fn checks(&self) -> Pin<Box<dyn Future<Output = Vec<Check>> + Send + '_>> {
        Box::pin(std::future::pending())
    }
}

struct Server {
    address: SocketAddr,
    shutdown: CancellationToken,
    running: JoinHandle<io::Result<()>>,
}

impl Server {
    async fn start(readiness: impl Readiness) -> Self {
        Self::serving(router(
            Arc::new(readiness),
            Some(metrics::install().unwrap()),
        ))
        .await
    }

    async fn serving(router: Router) -> Self {
        let listener = bind("127.0.0.1:0".parse().unwrap()).await.unwrap();
        let address = listener.local_addr().unwrap();
        let shutdown = CancellationToken::new();
        let running = tokio::spawn(serve(listener, router, shutdown.clone()));
        Self {
            address,
            shutdown,
            running,
        }
    }

    /// The whole answer, status line first.
    async fn get(&self, path: &str) -> String {
        let (address, path) = (self.address, path.to_owned());
        spawn_blocking(move || {
            let mut stream = TcpStream::connect(address).unwrap();
            stream
                .set_read_timeout(Some(Duration::from_secs(10)))
                .unwrap();
            let request = format!("GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            stream.write_all(request.as_bytes()).unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            answer
        })
        .await
        .unwrap()
    }

    async fn stop(self) {
        self.shutdown.cancel();
        self.running.await.unwrap().unwrap();
    }
}

fn check(name: &'static str, ok: bool, detail: &str) -> Check {
    Check {
        name,
        ok,
        detail: detail.to_owned(),
    }
}

fn body(answer: &str) -> serde_json::Value {
    let (_, body) = answer.split_once("\r\n\r\n").unwrap();
    serde_json::from_str(body).unwrap()
}

#[tokio::test]
async fn a_ready_program_says_so() {
    let server = Server::start(Fixed(vec![check("database", true, "")])).await;
    let health = server.get("/healthz").await;
    assert!(health.starts_with("HTTP/1.1 200 "), "{health}");
    let ready = server.get("/readyz").await;
    assert!(ready.starts_with("HTTP/1.1 200 "), "{ready}");
    assert_eq!(body(&ready)["ready"], true);
    assert!(server.get("/").await.starts_with("HTTP/1.1 404 "));
    server.stop().await;
}

#[tokio::test]
async fn a_program_that_cannot_work_is_alive_and_says_why_it_cannot() {
    let checks = vec![
        check("database", true, ""),
        check("telegram", false, "no answer for 40 s"),
    ];
    let server = Server::start(Fixed(checks)).await;
    assert!(server.get("/healthz").await.starts_with("HTTP/1.1 200 "));
    let ready = server.get("/readyz").await;
    assert!(ready.starts_with("HTTP/1.1 503 "), "{ready}");
    let said = body(&ready);
    assert_eq!(said["ready"], false);
    assert_eq!(said["checks"][1]["detail"], "no answer for 40 s");
    server.stop().await;
}

#[tokio::test]
async fn a_check_that_hangs_is_not_ready() {
    let server = Server::start(Stuck).await;
    let ready = server.get("/readyz").await;
    assert!(ready.starts_with("HTTP/1.1 503 "), "{ready}");
    assert_eq!(body(&ready)["checks"][0]["name"], "readiness");
    server.stop().await;
}

#[tokio::test]
async fn what_was_counted_is_shown_with_buckets() {
    let server = Server::start(Fixed(vec![])).await;
    ::metrics::counter!(metric::CALLS, metric::OUTCOME => "delivered").increment(1);
    ::metrics::histogram!(metric::CALL_SECONDS).record(0.2);
    let page = server.get("/metrics").await;
    for line in [
        "# TYPE satupintu_updates_received_total counter",
        "# HELP satupintu_inbox_waiting Updates that wait to be worked off.",
        "satupintu_outbox_oldest_seconds{lane=\"replies\"} 0",
        "satupintu_calls_total{outcome=\"delivered\"} 1",
        "satupintu_call_seconds_bucket{le=\"0.1\"} 0",
        "satupintu_call_seconds_bucket{le=\"0.25\"} 1",
    ] {
        assert!(page.lines().any(|l| l == line), "{line} is not in\n{page}");
    }
    server.stop().await;
}

#[tokio::test]
async fn probes_are_answered_also_where_nothing_is_counted() {
    let server = Server::serving(router(Arc::new(Fixed(vec![])), None)).await;
    assert!(server.get("/healthz").await.starts_with("HTTP/1.1 200 "));
    assert!(server.get("/readyz").await.starts_with("HTTP/1.1 200 "));
    assert!(server.get("/metrics").await.starts_with("HTTP/1.1 404 "));
    server.stop().await;
}

#[tokio::test]
async fn a_port_that_is_taken_is_told_with_the_key() {
    let first = bind("127.0.0.1:0".parse().unwrap()).await.unwrap();
    let address = first.local_addr().unwrap();
    let error = bind(address).await.unwrap_err();
    assert!(matches!(error, BindError::Taken(_)), "{error}");
    let start = format!("http.listen: {address} sudah dipakai program lain; ");
    assert!(error.to_string().starts_with(&start), "{error}");

    let error = bind("192.0.2.1:0".parse().unwrap()).await.unwrap_err();
    assert!(matches!(error, BindError::Elsewhere(_)), "{error}");
}

#[tokio::test]
async fn stopping_waits_three_seconds_for_an_open_request_and_no_longer() {
    let listener = bind("127.0.0.1:0".parse().unwrap()).await.unwrap();
    let mut stream = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    let asked = Arc::new(Notify::new());
    let asking = asked.clone();
    let endless = get(move || async move {
        asking.notify_one();
        std::future::pending::<()>().await;
    });
    let shutdown = CancellationToken::new();
    let router = Router::new().route("/", endless);
    let running = tokio::spawn(serve(listener, router, shutdown.clone()));
    stream
        .write_all(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        .unwrap();
    asked.notified().await;

    let told = Instant::now();
    shutdown.cancel();
    running.await.unwrap().unwrap();
    let waited = told.elapsed().as_secs();
    assert!((2..8).contains(&waited), "waited {waited} s");
}

#[tokio::test]
async fn upkeep_ends_with_the_program() {
    let shutdown = CancellationToken::new();
    shutdown.cancel();
    metrics::upkeep(metrics::install().unwrap(), shutdown).await;
}
