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
    ear: Ear,
    task: JoinHandle<()>,
}

/// What listens to the program.
#[derive(Clone)]
struct Ear {
    state: watch::Sender<State>,
    /// Words with which the line falls silent.
    last_words: Arc<Mutex<Option<&'static str>>>,
    /// What has gone from the program to the other end, in the lower case of its ASCII.
    heard: Arc<Mutex<Vec<u8>>>,
}

impl Ear {
    /// Hears what is about to go.
    fn hear(&self, piece: &[u8]) {
        let lower = piece.to_ascii_lowercase();
        let mut last_words = self.last_words.lock().unwrap();
        if last_words.is_some_and(|words| holds(&lower, words) > 0) {
            *last_words = None;
            self.state.send_replace(State::Silent);
        }
        self.heard.lock().unwrap().extend(lower);
    }
}

/// How often these words stand there.
fn holds(text: &[u8], words: &str) -> usize {
    let words = words.as_bytes();
    let places = text.windows(words.len());
    places.filter(|place| *place == words).count()
}

impl Line {
    pub async fn to(target: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let state = watch::Sender::new(State::Open);
        let ear = Ear {
            state: state.clone(),
            last_words: Arc::default(),
            heard: Arc::default(),
        };
        let task = tokio::spawn(listen(listener, target, state.subscribe(), ear.clone()));
        Self {
            address,
            state,
            ear,
            task,
        }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub fn silence(&self) {
        self.state.send_replace(State::Silent);
    }

    /// The next of the program's sentences with these words, in lower case, is the last to come through:
    /// it has its effect, and no answer.
    pub fn silence_after(&self, words: &'static str) {
        *self.ear.last_words.lock().unwrap() = Some(words);
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
        holds(&self.ear.heard.lock().unwrap(), &wanted)
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
    ear: Ear,
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
                tokio::spawn(carry(near, target, state.clone(), ear.clone()));
            }
        }
    }
}

async fn carry(near: TcpStream, target: SocketAddr, mut state: watch::Receiver<State>, ear: Ear) {
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
        let up = forward(&mut from_near, &mut to_far, state.clone(), Some(ear));
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
    ear: Option<Ear>,
) {
    let mut piece = vec![0; 16 * 1024];
    while let Ok(count @ 1..) = from.read(&mut piece).await {
        if state.wait_for(|now| *now == State::Open).await.is_err() {
            return;
        }
        if let Some(ear) = &ear {
            ear.hear(&piece[..count]);
        }
        if to.write_all(&piece[..count]).await.is_err() {
            return;
        }
    }
    let _ = to.shutdown().await;
}
