//! People who press "Diterima" as soon as they see it, whether the program runs or not.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use satupintu_simulator::{Chat, SentMessage, User};
use tokio::task::JoinHandle;

use super::offices::Office;
use crate::invariants::presses::Pressed;

/// How often the readers look into their chats.
const GLANCE: Duration = Duration::from_millis(20);
/// In how many of these glances somebody presses.
const ATTENTION: f64 = 0.2;
/// How many press a second time.
const DOUBTFUL: f64 = 0.1;

/// One reader for each chat.
pub struct Readers {
    shared: Arc<Mutex<Shared>>,
    task: JoinHandle<()>,
}

struct Shared {
    seats: Vec<Seat>,
    pressed: Vec<Pressed>,
    chance: SmallRng,
}

/// Somebody in front of a chat.
struct Seat {
    chat: Chat,
    reader: User,
    /// Messages that they have pressed.
    known: Vec<i64>,
}

impl Readers {
    /// They press each of `announcements` once, and some again.
    pub fn start(offices: &[Office], announcements: usize, seed: u64) -> Self {
        let seats = offices
            .iter()
            .map(|office| Seat::new(office.chat.clone(), office.reader.clone()));
        let shared = Arc::new(Mutex::new(Shared {
            seats: seats.collect(),
            pressed: Vec::new(),
            chance: SmallRng::seed_from_u64(seed),
        }));
        let seen = Arc::clone(&shared);
        let task = tokio::spawn(async move {
            loop {
                seen.lock().unwrap().glance(announcements);
                tokio::time::sleep(GLANCE).await;
            }
        });
        Self { shared, task }
    }

    /// Somebody also looks into this chat: it has a new address.
    pub fn also(&self, chat: Chat, reader: User) {
        self.shared
            .lock()
            .unwrap()
            .seats
            .push(Seat::new(chat, reader));
    }

    /// Everybody presses what they have not pressed yet, and looks no more. All presses there were.
    pub fn finish(self) -> Vec<Pressed> {
        self.task.abort();
        let mut shared = self.shared.lock().unwrap();
        shared.sweep();
        std::mem::take(&mut shared.pressed)
    }
}

impl Drop for Readers {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Seat {
    fn new(chat: Chat, reader: User) -> Self {
        Self {
            chat,
            reader,
            known: Vec::new(),
        }
    }
}

impl Shared {
    fn glance(&mut self, announcements: usize) {
        for seat in 0..self.seats.len() {
            if self.seats[seat].known.len() >= announcements || !self.chance.random_bool(ATTENTION)
            {
                continue;
            }
            if let Some(message) = self.seats[seat].chat.last() {
                self.press(seat, &message);
            }
        }
    }

    fn sweep(&mut self) {
        for seat in 0..self.seats.len() {
            for message in self.seats[seat].chat.inbox() {
                self.press(seat, &message);
            }
        }
    }

    fn press(&mut self, seat: usize, message: &SentMessage) {
        let seat = &mut self.seats[seat];
        let official =
            message.text.starts_with("SIARAN RESMI") && message.button("Diterima").is_some();
        if !official || seat.known.contains(&message.id) {
            return;
        }
        seat.known.push(message.id);
        let times = 1 + u64::from(self.chance.random_bool(DOUBTFUL));
        for _ in 0..times {
            self.pressed.push(Pressed {
                press: seat.reader.press(message, "Diterima").unwrap(),
                person: seat.reader.id(),
                message: message.clone(),
            });
        }
    }
}
