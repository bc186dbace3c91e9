//! A line between a program and what it talks to, which a test can disturb.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// How the line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    /// Nothing comes through any more, and nobody is told: a cable, a firewall that forgot.
    Silent,
    /// All connections are closed, and new ones are refused: a server that is started anew.
    Cut,
}

/// Forwards connections while it is open.
pub struct Line {
    address: SocketAddr,
    state: watch::Sender<State>,
    /// What has gone from the program to the other end, in the lower case of its ASCII.
    heard: Arc<Mutex<Vec<u8>>>,
    task: JoinHandle<()>,
}

impl Line {
    pub async fn to(target: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let state = watch::Sender::new(State::Open);
        let heard = Arc::new(Mutex::new(Vec::new()));
        let task = tokio::spawn(listen(
            listener,
            target,
            state.subscribe(),
            Arc::clone(&heard),
        ));
        Self {
            address,
            state,
            heard,
            task,
        }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub fn silence(&self) {
        self.state.send_replace(State::Silent);
    }

    pub fn cut(&self) {
        self.state.send_replace(State::Cut);
    }

    /// As before; what was silent goes on where it stopped.
    pub fn mend(&self) {
        self.state.send_replace(State::Open);
    }

    /// How many calls of a Bot API method went through.
    pub fn calls_of(&self, method: &str) -> usize {
        let wanted = format!("/{} http/1.1\r\n", method.to_lowercase());
        let heard = self.heard.lock().unwrap();
        heard
            .windows(wanted.len())
            .filter(|window| *window == wanted.as_bytes())
            .count()
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn listen(
    listener: TcpListener,
    target: SocketAddr,
    mut state: watch::Receiver<State>,
    heard: Arc<Mutex<Vec<u8>>>,
) {
    let address = listener.local_addr().unwrap();
    let mut listener = Some(listener);
    loop {
        let now = *state.borrow_and_update();
        if now == State::Cut {
            // A port that nobody listens on refuses.
            listener = None;
        } else if listener.is_none() {
            listener = Some(TcpListener::bind(address).await.unwrap());
        }
        let accepted = async {
            match &listener {
                Some(listener) => listener.accept().await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            changed = state.changed() => if changed.is_err() { return },
            Ok((near, _)) = accepted => {
                tokio::spawn(carry(near, target, state.clone(), Arc::clone(&heard)));
            }
        }
    }
}

async fn carry(
    near: TcpStream,
    target: SocketAddr,
    mut state: watch::Receiver<State>,
    heard: Arc<Mutex<Vec<u8>>>,
) {
    let mut cut = state.clone();
    let both_ways = async {
        if state.wait_for(|now| *now == State::Open).await.is_err() {
            return;
        }
        let Ok(far) = TcpStream::connect(target).await else {
            return;
        };
        let _ = (near.set_nodelay(true), far.set_nodelay(true));
        let (mut from_near, mut to_near) = near.into_split();
        let (mut from_far, mut to_far) = far.into_split();
        let up = forward(&mut from_near, &mut to_far, state.clone(), Some(heard));
        let down = forward(&mut from_far, &mut to_near, state, None);
        tokio::join!(up, down);
    };
    tokio::select! {
        () = both_ways => {}
        _ = cut.wait_for(|now| *now == State::Cut) => {}
    }
}

async fn forward(
    from: &mut (impl AsyncReadExt + Unpin),
    to: &mut (impl AsyncWriteExt + Unpin),
    mut state: watch::Receiver<State>,
    heard: Option<Arc<Mutex<Vec<u8>>>>,
) {
    let mut piece = vec![0; 16 * 1024];
    while let Ok(count @ 1..) = from.read(&mut piece).await {
        if state.wait_for(|now| *now == State::Open).await.is_err() {
            return;
        }
        if let Some(heard) = &heard {
            let lower = piece[..count].to_ascii_lowercase();
            heard.lock().unwrap().extend(lower);
        }
        if to.write_all(&piece[..count]).await.is_err() {
            return;
        }
    }
    let _ = to.shutdown().await;
}
