//! A clock that can run faster than the machine's.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::watch;

use crate::domain::clock::{Clock, Timestamp};

/// Runs from a given moment at a given speed, which may be changed on the way.
#[derive(Debug, Clone)]
pub(super) struct StoryClock(Arc<watch::Sender<Pace>>);

#[derive(Debug, Clone, Copy)]
struct Pace {
    story: Timestamp,
    real: Instant,
    speed: u32,
}

impl Pace {
    fn now(self) -> Timestamp {
        self.story.plus(self.real.elapsed() * self.speed)
    }

    /// Real time until a moment of the story.
    fn until(self, at: Timestamp) -> Duration {
        at.since(self.now()) / self.speed
    }
}

impl StoryClock {
    pub(super) fn starting_at(start: Timestamp) -> Self {
        let pace = Pace {
            story: start,
            real: Instant::now(),
            speed: 1,
        };
        Self(Arc::new(watch::Sender::new(pace)))
    }

    /// So many seconds of the story go by in one second from now on.
    pub(super) fn run_at(&self, speed: u32) {
        self.0.send_modify(|pace| {
            *pace = Pace {
                story: pace.now(),
                real: Instant::now(),
                speed,
            };
        });
    }

    pub(super) async fn sleep(&self, story: Duration) {
        self.sleep_until(self.now().plus(story)).await;
    }
}

impl Clock for StoryClock {
    fn now(&self) -> Timestamp {
        self.0.borrow().now()
    }

    fn sleep_until(&self, until: Timestamp) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        let mut changes = self.0.subscribe();
        Box::pin(async move {
            loop {
                let left = changes.borrow_and_update().until(until);
                if left.is_zero() {
                    return;
                }
                // Tokio's timers count whole milliseconds; a shorter nap would wake too early.
                let nap = left.max(Duration::from_millis(1));
                tokio::select! {
                    () = tokio::time::sleep(nap) => {}
                    _ = changes.changed() => {}
                }
            }
        })
    }
}

impl satupintu_simulator::Clock for StoryClock {
    fn now_ms(&self) -> i64 {
        self.now().0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_faster_clock_ends_a_wait_that_began_slowly() {
        let clock = StoryClock::starting_at(Timestamp(0));
        let waiter = clock.clone();
        let wait = tokio::spawn(async move { waiter.sleep(Duration::from_secs(3600)).await });
        clock.run_at(3_600_000);
        wait.await.unwrap();
        assert!(clock.now() >= Timestamp(3_600_000));
    }
}
