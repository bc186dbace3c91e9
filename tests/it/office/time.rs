//! Moving time: everything that can happen at a moment happens before the next one comes.

use std::time::Duration;

use satupintu::domain::clock::Clock;

use super::Office;

/// Real time after which a story that does not come to rest is broken.
const PATIENCE: Duration = Duration::from_secs(60);

/// Between two looks; longer and longer while something real is waited for, such as a call's time limit.
const SHORTEST_LOOK: Duration = Duration::from_millis(1);
const LONGEST_LOOK: Duration = Duration::from_millis(20);

impl Office {
    /// Waits until nothing is left to do at this moment: no update unread or unhandled, nothing due,
    /// nothing in flight.
    pub async fn settle(&self) {
        let quiet = async {
            let mut calm = false;
            let mut pause = SHORTEST_LOOK;
            // Twice, with a moment between: a task may just be on its way from one queue to the next.
            loop {
                let quiet = self.is_quiet().await;
                if quiet && calm {
                    return;
                }
                calm = quiet;
                pause = if quiet {
                    SHORTEST_LOOK
                } else {
                    (pause * 5 / 4).min(LONGEST_LOOK)
                };
                tokio::time::sleep(pause).await;
            }
        };
        if tokio::time::timeout(PATIENCE, quiet).await.is_err() {
            panic!("the office does not come to rest: {}", self.unrest().await);
        }
    }

    /// Moves time by `duration`, from one moment that somebody waits for to the next.
    pub async fn advance(&self, duration: Duration) {
        let target = self.clock.now().plus(duration);
        loop {
            self.settle().await;
            match self.clock.next_wait() {
                Some(next) if next <= target => self.clock.set(next),
                _ => break,
            }
        }
        self.clock.set(target);
        self.settle().await;
    }

    async fn is_quiet(&self) -> bool {
        if let Some((_, task)) = &self.running
            && task.is_finished()
        {
            panic!("the bot has ended by itself");
        }
        let now = self.clock.now();
        let bells = self.db.bells();
        self.has_every_update()
            && bells.inbox.is_quiet()
            && bells.outbox.is_quiet()
            && bells.errands.is_quiet()
            && self.clock.next_wait().is_none_or(|next| next > now)
            && self.tables.under_way(now).await == 0
    }

    async fn unrest(&self) -> String {
        let bells = self.db.bells();
        format!(
            "has every update {}, inbox quiet {}, outbox quiet {}, errands quiet {}, next wait {:?} at {:?}, inbox {}, claimed {}",
            self.has_every_update(),
            bells.inbox.is_quiet(),
            bells.outbox.is_quiet(),
            bells.errands.is_quiet(),
            self.clock.next_wait(),
            self.clock.now(),
            self.count("select count(*) from inbox where state = 'waiting'")
                .await,
            self.count("select count(*) from outbox where state = 'claimed'")
                .await,
        )
    }
}
