//! `satupintu health`: asks the running program's `/healthz`.
//!
//! The container image has no shell and no curl, so the program is its own probe. Plain sockets,
//! because a probe that needs a runtime is one more thing that can be unhealthy.

use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(3);

/// The program does not answer as it should.
#[derive(Debug, thiserror::Error)]
pub enum Unhealthy {
    /// Nothing listens, or it does not answer in time.
    #[error("http.listen: {address} tidak menjawab ({source}); periksa apakah satupintu berjalan")]
    Silent {
        address: SocketAddr,
        source: io::Error,
    },
    /// Something else listens there.
    #[error("http.listen: {address} tidak menjawab seperti satupintu; periksa porta itu")]
    Strange { address: SocketAddr },
}

/// Asks the program that listens on `listen` (the value of `http.listen`).
///
/// # Errors
/// [`Unhealthy`], unless the answer is 200 within three seconds.
pub fn probe(listen: SocketAddr) -> Result<(), Unhealthy> {
    let address = reachable(listen);
    let answer = ask(address).map_err(|source| Unhealthy::Silent { address, source })?;
    if answer.starts_with(b"HTTP/1.1 200 ") {
        Ok(())
    } else {
        Err(Unhealthy::Strange { address })
    }
}

/// "Every interface" can be listened on, but not connected to.
fn reachable(listen: SocketAddr) -> SocketAddr {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(ip, listen.port())
}

/// The first bytes of the answer; the status line is all that matters.
fn ask(address: SocketAddr) -> io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    // In one piece: a probe is one packet.
    let request = format!("GET /healthz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes())?;
    let mut answer = vec![0; 13];
    stream.read_exact(&mut answer)?;
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;
    use std::pin::Pin;
    use std::sync::Arc;
    use std::thread;

    use tokio::task::spawn_blocking;
    use tokio_util::sync::CancellationToken;

    use crate::http;

    use super::*;

    /// A server that reads a request and gives one answer.
    fn answering(answer: &'static str) -> SocketAddr {
        let listener = TcpListener::bind("0.0.0.0:0").unwrap();
        let address = listener.local_addr().unwrap();
        thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let _ = stream.read(&mut [0; 1024]).unwrap();
            stream.write_all(answer.as_bytes()).unwrap();
        });
        address
    }

    #[test]
    fn an_answer_is_health_and_anything_else_is_not() {
        assert!(probe(answering("HTTP/1.1 200 OK\r\n\r\n")).is_ok());
        let other = probe(answering("HTTP/1.1 404 Not Found\r\n\r\n"));
        assert!(matches!(other, Err(Unhealthy::Strange { .. })));
        let short = probe(answering("hm"));
        assert!(matches!(short, Err(Unhealthy::Silent { .. })));
    }

    struct Never;

    impl http::Readiness for Never {
        fn checks(&self) -> Pin<Box<dyn Future<Output = Vec<http::Check>> + Send + '_>> {
            Box::pin(std::future::pending())
        }
    }

    #[tokio::test]
    async fn our_own_server_is_healthy_even_when_it_is_not_ready() {
        let listener = http::bind("127.0.0.1:0".parse().unwrap()).await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = http::router(Arc::new(Never), Some(http::metrics::install().unwrap()));
        let shutdown = CancellationToken::new();
        let running = tokio::spawn(http::serve(listener, router, shutdown.clone()));
        let healthy = spawn_blocking(move || probe(address)).await.unwrap();
        assert!(healthy.is_ok(), "{healthy:?}");
        shutdown.cancel();
        running.await.unwrap().unwrap();
    }

    #[test]
    fn nobody_there_is_told_with_the_key() {
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = free.local_addr().unwrap();
        drop(free);
        let error = probe(address).unwrap_err().to_string();
        assert!(
            error.starts_with(&format!("http.listen: {address} ")),
            "{error}"
        );
    }

    #[test]
    fn every_interface_is_reached_by_the_loopback() {
        for (listen, reached) in [
            ("0.0.0.0:80", "127.0.0.1:80"),
            ("[::]:80", "[::1]:80"),
            ("10.1.2.3:80", "10.1.2.3:80"),
        ] {
            assert_eq!(reachable(listen.parse().unwrap()).to_string(), reached);
        }
    }
}
