//! What goes wrong on the way to the messenger: faults at random calls, and chats that go away.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rand::rngs::SmallRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use satupintu_simulator::{Chat, Fault, FaultHandle, Simulator, User};
use tokio::task::JoinHandle;

use super::offices::Office;
use super::readers::Readers;

/// Calls that something may happen to.
const METHODS: [&str; 4] = [
    "sendMessage",
    "editMessageText",
    "editMessageReplyMarkup",
    "answerCallbackQuery",
];

/// A kind of fault, and how one is made.
type Kind = (&'static str, fn(&mut SmallRng, &[i64]) -> Fault);

const KINDS: [Kind; 13] = [
    ("429, one chat", |chance, chats| {
        let chat = *chats.choose(chance).unwrap();
        Fault::too_many_requests(1)
            .method("sendMessage")
            .chat(chat)
            .once()
    }),
    ("429, all", |_, _| {
        Fault::too_many_requests(1).method("sendMessage").times(4)
    }),
    ("500", |chance, _| some(Fault::server_error(), chance)),
    ("502, HTML", |chance, _| some(Fault::bad_gateway(), chance)),
    ("cut before the effect", |chance, _| {
        some(Fault::cut_before(), chance)
    }),
    ("cut after the effect", |chance, _| {
        some(Fault::cut_after(), chance)
    }),
    ("hang", |chance, _| some(Fault::hang(Some(HANG)), chance)),
    ("hang after the effect", |chance, _| {
        some(Fault::hang(Some(HANG)).after_effect(), chance)
    }),
    ("broken JSON", |chance, _| {
        some(Fault::malformed_json(), chance)
    }),
    ("slow", |chance, _| {
        some(Fault::latency(Duration::from_millis(300)), chance)
    }),
    ("poll: cut before the effect", |_, _| {
        poll(Fault::cut_before())
    }),
    // The same updates come again.
    (
        "poll: cut after the effect",
        |_, _| poll(Fault::cut_after()),
    ),
    ("poll: broken JSON", |_, _| poll(Fault::malformed_json())),
];

/// Longer than the program waits for an answer.
const HANG: Duration = Duration::from_millis(1500);

/// The next poll. None is answered with 5xx: the program waits ten seconds before the next one then.
fn poll(fault: Fault) -> Fault {
    fault.method("getUpdates").once()
}

/// How often is looked whether it is time for the next fault.
const GUST: Duration = Duration::from_millis(5);

/// How many calls there were.
fn made(sim: &Simulator) -> u64 {
    sim.stats().calls.values().sum()
}

/// A few calls of one method.
fn some(fault: Fault, chance: &mut SmallRng) -> Fault {
    let method = METHODS.choose(chance).unwrap();
    fault.method(method).times(chance.random_range(1..=3))
}

/// Bad weather.
pub struct Weather {
    sim: Simulator,
    handles: Arc<Mutex<Vec<(&'static str, FaultHandle)>>>,
    task: JoinHandle<()>,
}

impl Weather {
    /// Begins, for calls to these offices and to everybody else.
    pub fn start(sim: &Simulator, offices: &[Office], seed: u64) -> Self {
        let chats: Vec<i64> = offices.iter().map(|office| office.chat.id()).collect();
        let handles = Arc::new(Mutex::new(Vec::new()));
        let (ordered, server) = (Arc::clone(&handles), sim.clone());
        let mut chance = SmallRng::seed_from_u64(seed);
        let task = tokio::spawn(async move {
            loop {
                // As much goes wrong as goes on: a fault that nobody meets waits for the next call.
                let calls = made(&server) + chance.random_range(4..16);
                while made(&server) < calls {
                    tokio::time::sleep(GUST).await;
                }
                let (name, make) = KINDS.choose(&mut chance).unwrap();
                let handle = server.fault(make(&mut chance, &chats));
                ordered.lock().unwrap().push((*name, handle));
            }
        });
        Self {
            sim: sim.clone(),
            handles,
            task,
        }
    }

    /// Clears up; how many calls were struck by what.
    pub fn stop(self) -> BTreeMap<&'static str, u64> {
        self.task.abort();
        self.sim.clear_faults();
        let mut struck = BTreeMap::new();
        for (name, handle) in self.handles.lock().unwrap().iter() {
            *struck.entry(*name).or_default() += handle.hits();
        }
        struck
    }
}

impl Drop for Weather {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// What may become of a chat in the middle of a broadcast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mishap {
    /// Its reader blocks the bot.
    Blocked,
    /// The bot is thrown out.
    Kicked,
    /// It becomes a supergroup, with a new address.
    Moved,
}

impl Mishap {
    pub const ALL: [Self; 3] = [Self::Blocked, Self::Kicked, Self::Moved];

    /// Happens to an office that it can happen to. A blocked bot needs a private chat, else a group.
    pub fn happen(self, offices: &[Office], readers: &Readers, chance: &mut SmallRng) {
        let private = |office: &Office| office.chat.id() == office.reader.id();
        let wanted = self == Self::Blocked;
        let fitting: Vec<(&Chat, &User)> = offices
            .iter()
            .filter(|office| private(office) == wanted)
            .map(|office| (&office.chat, &office.reader))
            .collect();
        let (chat, reader) = fitting.choose(chance).unwrap();
        match self {
            Self::Blocked => reader.block_bot(),
            Self::Kicked => chat.kick_bot(reader),
            Self::Moved => readers.also(chat.migrate(), (*reader).clone()),
        }
    }
}
