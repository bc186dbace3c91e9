//! The world behind its lock, and the bells that ring when it changes.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use crate::{clock::Clock, config::Config, world::World};

/// Shared by the server and all handles. The lock is never held across an await.
pub(crate) struct Core {
    world: Mutex<World>,
    pub clock: Arc<dyn Clock>,
    /// Rings at every change.
    pub changes: watch::Sender<u64>,
    /// Rings when an update arrives or a poll supersedes another.
    pub arrivals: watch::Sender<u64>,
}

impl Core {
    pub fn new(config: &Config) -> Self {
        Self {
            world: Mutex::new(World::new(config)),
            clock: Arc::clone(&config.clock),
            changes: watch::Sender::new(0),
            arrivals: watch::Sender::new(0),
        }
    }

    /// Changes the world at the clock's present, then rings.
    pub fn with<R>(&self, change: impl FnOnce(&mut World, i64) -> R) -> R {
        let now_ms = self.clock.now_ms();
        let mut world = self.lock();
        let before = world.updates.arrivals;
        let result = change(&mut world, now_ms);
        let after = world.updates.arrivals;
        drop(world);
        if before != after {
            self.arrivals.send_replace(after);
        }
        self.changes.send_modify(|version| *version += 1);
        result
    }

    /// Looks at the world without changing it.
    pub fn look<R>(&self, look: impl FnOnce(&World) -> R) -> R {
        look(&self.lock())
    }

    /// A panic in a test's closure must not take the server with it.
    fn lock(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
