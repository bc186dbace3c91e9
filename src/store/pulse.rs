//! Whether the database does as it is told: noted by whoever works with it, told once when it changes.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use super::Fault;

/// Shared by all who work with one database.
#[derive(Debug, Default, Clone)]
pub struct Pulse(Arc<Mutex<Option<Trouble>>>);

#[derive(Debug)]
struct Trouble {
    since: Instant,
    reason: String,
}

impl Pulse {
    /// Something did not work. Another process' turn is no trouble of the database's.
    pub fn failed(&self, fault: &Fault) {
        if matches!(fault, Fault::Deposed) {
            return;
        }
        let mut trouble = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let reason = fault.to_string();
        match &mut *trouble {
            Some(trouble) => trouble.reason = reason,
            None => {
                tracing::error!(
                    ?reason,
                    "basis data tidak dapat dipakai: tidak ada yang diterima atau dikirim sampai \
                     pulih; program menunggu dan melanjutkan sendiri"
                );
                *trouble = Some(Trouble {
                    since: Instant::now(),
                    reason,
                });
            }
        }
    }

    /// Something was written, or would have been.
    pub fn works(&self) {
        let mut trouble = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(trouble) = trouble.take() {
            let seconds = trouble.since.elapsed().as_secs();
            tracing::info!(
                seconds,
                "basis data dapat dipakai lagi; pekerjaan dilanjutkan"
            );
        }
    }

    /// What does not work just now.
    #[must_use]
    pub fn trouble(&self) -> Option<String> {
        let trouble = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        trouble.as_ref().map(|trouble| trouble.reason.clone())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn trouble_lasts_until_something_works() {
        let pulse = Pulse::default();
        pulse.failed(&Fault::Deposed);
        assert_eq!(pulse.trouble(), None);
        pulse.failed(&Fault::Silent(Duration::from_secs(3)));
        pulse.failed(&Fault::Silent(Duration::from_secs(4)));
        assert_eq!(
            pulse.trouble().unwrap(),
            "database: no answer within 4000 ms"
        );
        pulse.works();
        assert_eq!(pulse.trouble(), None);
    }
}
