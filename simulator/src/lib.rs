//! A strict Telegram Bot API server on loopback, for tests and demonstrations.
//!
//! The bot under test talks to it over HTTP as it would to the platform; the test moves
//! everyone else: people who write, press and block, groups that add the bot, throw it
//! out or turn into supergroups, and the faults between the two. Every call is held
//! against the documentation of Bot API 10.1, and what no correct bot would send is
//! listed in [`Simulator::violations`].
//!
//! ```text
//!  bot under test ── HTTP ──► server ──► api ──► world ◄── control ── test
//!                                          (faults, limits)   (Simulator, User, Chat…)
//! ```
//!
//! - `server`: HTTP, long polls, webhooks, cut connections
//! - `api`: the methods and what they refuse
//! - `world`: people, chats, messages, updates, and the JSON that the bot sees of them
//! - `control`: the handles below
//! - `entity`, `detect`: UTF-16 entities; `limits`, `limiter`: rates; `fault`, `faults`: things
//!   that go wrong on order
//!
//! It shares no code with the bot on purpose: shared code would cancel shared bugs.
//!
//! ```
//! use satupintu_simulator::{Config, Simulator};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let sim = Simulator::start(Config::default()).await?;
//! let budi = sim.user("Budi").username("budi").language("id").create();
//! let asked = budi.send_private("/start");
//! assert_eq!(sim.pending_updates(), 1);
//!
//! // What a bot does over HTTP, done by hand:
//! let answer: serde_json::Value = reqwest::Client::new()
//!     .post(format!("{}/bot{}/sendMessage", sim.base_url(), sim.token()))
//!     .json(&serde_json::json!({
//!         "chat_id": budi.id(), "text": "Selamat datang",
//!         "reply_parameters": { "message_id": asked.message },
//!         "reply_markup": { "inline_keyboard": [[{ "text": "✅ Diterima", "callback_data": "1" }]] },
//!     }))
//!     .send().await?.json().await?;
//! assert_eq!(answer["ok"], true);
//!
//! let welcome = budi.last().expect("the bot has answered");
//! assert_eq!(welcome.text, "Selamat datang");
//! let press = budi.press(&welcome, "Diterima")?;
//! assert_eq!(press.answer(), None);
//! assert!(sim.violations().is_empty());
//! # Ok(())
//! # }
//! ```

mod api;
mod clock;
mod config;
#[cfg(test)]
mod conformity;
mod control;
mod core;
mod detect;
mod entity;
mod fault;
mod faults;
mod limiter;
mod limits;
mod server;
mod world;

pub use self::{
    clock::{Clock, SystemClock},
    config::{BotAccount, Config, StartError},
    control::{
        Simulator,
        chat::Chat,
        inspect::PublishedCommands,
        link::LinkError,
        post::{MessageRef, Post},
        press::{Press, PressError},
        sent::{Attachment, Author, Button, Revision, SentMessage},
        topic::Topic,
        user::User,
        user_builder::UserBuilder,
    },
    entity::{Entity, utf16_len},
    fault::Fault,
    faults::FaultHandle,
    limits::{Limits, Rate},
    world::{
        files::{FileKind, StoredFile},
        press::CallbackAnswer,
        record::{Call, Outcome, Stats, Violation},
    },
};
