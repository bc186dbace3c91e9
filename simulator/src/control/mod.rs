//! The handles by which a test moves everyone but the bot.
//!
//! [`Simulator`] starts and stops the server and creates people and chats; `user` and
//! `chat` act; `post` is what they write; `press` and `link` are buttons and deep links;
//! `sent` and `inspect` show what the bot did.

pub(crate) mod chat;
pub(crate) mod inspect;
mod launch;
pub(crate) mod link;
pub(crate) mod post;
pub(crate) mod press;
pub(crate) mod sent;
pub(crate) mod topic;
pub(crate) mod user;
pub(crate) mod user_builder;
mod write;

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use serde_json::Value;

use crate::{
    config::{Config, StartError},
    core::Core,
    fault::Fault,
    faults::FaultHandle,
    limits::Limits,
    server::Server,
    world::room::{RoomKind, Standing},
};

use self::{chat::Chat, user_builder::UserBuilder};

/// A running Bot API server and everyone on it. Clones are handles to the same; the
/// server stops when the last one is dropped.
#[derive(Clone)]
pub struct Simulator {
    pub(crate) core: Arc<Core>,
    line: Arc<Line>,
}

/// The server's place on the network, kept while it is down.
struct Line {
    address: SocketAddr,
    server: Mutex<Option<Server>>,
}

impl Line {
    fn server(&self) -> MutexGuard<'_, Option<Server>> {
        self.server.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Simulator {
    /// Starts a server.
    ///
    /// # Errors
    /// A token that is none, an address that is not loopback or cannot be bound.
    pub async fn start(config: Config) -> Result<Self, StartError> {
        let id = config.bot.id.to_string();
        if !config
            .bot
            .token
            .split_once(':')
            .is_some_and(|(head, rest)| head == id && !rest.is_empty())
        {
            return Err(StartError::Token);
        }
        let core = Arc::new(Core::new(&config));
        let address = config
            .listen
            .unwrap_or_else(|| (Ipv4Addr::LOCALHOST, 0).into());
        let server = Server::listen(Arc::clone(&core), address).await?;
        let line = Line {
            address: server.address,
            server: Mutex::new(Some(server)),
        };
        Ok(Self {
            core,
            line: Arc::new(line),
        })
    }

    /// Stops listening and cuts what is still open; people and messages stay. Returns when
    /// the port is free.
    pub async fn shutdown(&self) {
        let server = self.line.server().take();
        if let Some(server) = server {
            server.stop().await;
        }
    }

    /// Listens again at the same address after [`shutdown`](Self::shutdown), with
    /// everything as it was.
    ///
    /// # Errors
    /// The address cannot be bound.
    pub async fn restart_server(&self) -> Result<(), StartError> {
        self.shutdown().await;
        let server = Server::listen(Arc::clone(&self.core), self.line.address).await?;
        *self.line.server() = Some(server);
        Ok(())
    }

    /// `http://127.0.0.1:<port>`, to be given to the bot as its API server.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}", self.line.address)
    }

    /// The bot's token.
    #[must_use]
    pub fn token(&self) -> String {
        self.core.look(|world| world.bot.token.clone())
    }

    /// The bot's username, without `@`.
    #[must_use]
    pub fn bot_username(&self) -> String {
        self.core.look(|world| world.bot.username.clone())
    }

    /// The bot's user id.
    #[must_use]
    pub fn bot_id(&self) -> i64 {
        self.core.look(|world| world.bot.id)
    }

    /// The clock's present.
    #[must_use]
    pub fn now_ms(&self) -> i64 {
        self.core.clock.now_ms()
    }

    /// A new person with that first name.
    pub fn user(&self, name: &str) -> UserBuilder {
        UserBuilder::new(self.clone(), name)
    }

    /// A new basic group. Like every new chat it has one member, its owner, and no bot.
    #[must_use]
    pub fn group(&self, title: &str) -> Chat {
        self.open(RoomKind::Group, title)
    }

    /// A new private supergroup; [`Chat::public`] gives it a username.
    #[must_use]
    pub fn supergroup(&self, title: &str) -> Chat {
        self.open(RoomKind::Supergroup, title)
    }

    /// A new supergroup with topics.
    #[must_use]
    pub fn forum(&self, title: &str) -> Chat {
        let chat = self.open(RoomKind::Supergroup, title);
        chat.room(|room| room.forum = true);
        chat
    }

    /// A new channel; [`Chat::public`] gives it a username.
    #[must_use]
    pub fn channel(&self, title: &str) -> Chat {
        self.open(RoomKind::Channel, title)
    }

    fn open(&self, kind: RoomKind, title: &str) -> Chat {
        let id = self.core.with(|world, _| {
            let id = world.open_room(kind, title);
            let owner = world.founder;
            if let Some(room) = world.rooms.get_mut(&id) {
                room.members.insert(owner, Standing::Owner);
            }
            id
        });
        Chat {
            sim: self.clone(),
            id,
        }
    }

    /// The chat with that id, for one that came by migration or from a list.
    #[must_use]
    pub fn chat(&self, id: i64) -> Option<Chat> {
        let known = self.core.look(|world| world.rooms.contains_key(&id));
        known.then(|| Chat {
            sim: self.clone(),
            id,
        })
    }

    /// Orders a fault; see [`Fault`].
    pub fn fault(&self, fault: Fault) -> FaultHandle {
        self.core.with(|world, _| world.faults.order(fault))
    }

    /// Ends all faults and lets go of the connections they hold.
    pub fn clear_faults(&self) {
        self.core.with(|world, _| world.faults.clear());
    }

    /// Replaces the rates in force, with full buckets.
    pub fn set_limits(&self, limits: Limits) {
        self.core.with(|world, _| world.limiter.set(limits));
    }

    /// Queues any update: `update` needs the field of its kind, `update_id` is added.
    /// Returns that id. `allowed_updates` is not asked.
    pub fn inject_update(&self, update: Value) -> i64 {
        self.core
            .with(|world, now_ms| world.updates.push_raw(update, now_ms))
    }

    /// Queues something that should be an update and has no number.
    pub fn inject_numberless(&self, update: Value) {
        self.core.with(|world, now_ms| {
            world.updates.push_numberless(update, now_ms);
        });
    }

    /// Somebody else who has the token takes the webhook away.
    pub fn take_webhook_away(&self) {
        self.core.with(|world, _| {
            world.webhook = None;
            world.updates.arrivals += 1;
        });
    }

    /// Somebody else who has the token sets the same address again, with a secret of their own.
    pub fn change_webhook_secret(&self, secret: &str) {
        self.core.with(|world, _| {
            if let Some(webhook) = &mut world.webhook {
                webhook.secret = Some(secret.to_owned());
            }
        });
    }

    /// Lets update ids go on from `id`, as the platform may after a week without updates.
    pub fn restart_update_ids(&self, id: i64) {
        self.core.with(|world, _| world.updates.restart_at(id));
    }
}
