//! What a simulator is started with.

use std::{net::SocketAddr, sync::Arc};

use crate::{
    clock::{Clock, SystemClock},
    limits::Limits,
};

/// The bot account that the server knows.
#[derive(Debug, Clone)]
pub struct BotAccount {
    /// Telegram id; the token begins with it.
    pub id: i64,
    /// Username without `@`.
    pub username: String,
    /// Name shown in chats.
    pub first_name: String,
    /// `<id>:<35 characters>`.
    pub token: String,
}

impl Default for BotAccount {
    fn default() -> Self {
        Self {
            id: 7_700_000_001,
            username: "satupintu_bot".to_owned(),
            first_name: "Satu Pintu".to_owned(),
            token: "7700000001:AAF-simulated-token-0123456789abcde".to_owned(),
        }
    }
}

/// Everything that can be chosen at the start.
#[derive(Clone)]
pub struct Config {
    /// Dates and rates follow this clock.
    pub clock: Arc<dyn Clock>,
    /// Rates that are enforced with 429.
    pub limits: Limits,
    /// The bot under test.
    pub bot: BotAccount,
    /// Loopback address to listen on; `None`: 127.0.0.1, any free port.
    pub listen: Option<SocketAddr>,
    /// Privacy mode, as switched with @BotFather; on for a new bot.
    pub privacy: bool,
    /// Identifier of the first update.
    pub first_update_id: i64,
    /// How many calls [`calls`](crate::Simulator::calls) remembers; counters go on beyond it.
    pub remembered_calls: usize,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            clock: Arc::new(SystemClock),
            limits: Limits::default(),
            bot: BotAccount::default(),
            listen: None,
            privacy: true,
            first_update_id: 730_114_209,
            remembered_calls: 50_000,
        }
    }
}

/// Why a simulator did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Anyone who reaches this server can act as Telegram, so it stays on this machine.
    #[error("the simulator listens on loopback only, not on {0}")]
    NotLoopback(SocketAddr),
    /// The token does not have the form `<id>:<secret>` with the bot's own id.
    #[error("the bot's token must be its id, a colon and a secret")]
    Token,
    /// The address could not be bound.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// The address asked for.
        address: SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },
}
