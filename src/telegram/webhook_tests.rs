use std::sync::Mutex;
use std::time::Duration;

use crate::telegram::stub;

use super::*;

/// Keeps in memory, and fails as told.
#[derive(Debug, Clone, Default)]
struct Shelf {
    kept: Arc<Mutex<Vec<RawUpdate>>>,
    failure: Option<KeepError>,
}

impl Keep for Shelf {
    async fn keep(&self, updates: Vec<RawUpdate>) -> Result<(), KeepError> {
        if let Some(error) = self.failure {
            return Err(error);
        }
        self.kept.lock().unwrap().extend(updates);
        Ok(())
    }
}

async fn reception() -> Reception<Shelf> {
    let (client, _) = stub::client(vec![], Duration::from_secs(1)).await;
    Reception::new(Secret::of(&client))
}

#[tokio::test]
async fn the_secret_is_the_tokens_and_is_never_shown() {
    let reception = reception().await;
    let secret = reception.secret().expose().to_owned();
    assert_eq!(secret.len(), 64);
    assert!(secret.chars().all(|c| c.is_ascii_hexdigit()));
    assert!(!secret.contains(stub::TOKEN));
    let shown = format!("{reception:?}");
    assert!(!shown.contains(&secret), "{shown}");

    assert!(reception.admits(Some(secret.as_bytes())));
    assert_eq!(reception.strangers(), 0);
    let (cut, longer) = (&secret[..63], format!("{secret}0"));
    let upper = secret.to_uppercase();
    for wrong in [
        None,
        Some(""),
        Some(cut),
        Some(&longer),
        Some(&upper),
        Some("x"),
    ] {
        assert!(!reception.admits(wrong.map(str::as_bytes)), "{wrong:?}");
    }
    assert_eq!((reception.strangers(), reception.strangers()), (6, 0));
}

#[tokio::test]
async fn a_post_is_taken_only_where_it_was_kept() {
    let reception = reception().await;
    let body = br#"{"update_id":7,"message":{}}"#;
    assert_eq!(reception.take(body).await, Taken::NotNow, "not open yet");
    let shelf = Shelf::default();
    reception.open(shelf.clone());
    assert_eq!(reception.take(body).await, Taken::Kept);
    assert_eq!(reception.take(b"nonsense").await, Taken::Kept);
    let kept: Vec<_> = {
        let kept = shelf.kept.lock().unwrap();
        kept.iter()
            .map(|it| (it.update_id > 0, it.oddity))
            .collect()
    };
    assert_eq!(kept, [(true, None), (false, Some("no JSON"))]);
    for error in [KeepError::Retry, KeepError::Stop] {
        reception.open(Shelf {
            failure: Some(error),
            ..Shelf::default()
        });
        assert_eq!(reception.take(body).await, Taken::NotNow);
    }
    reception.open(shelf);
    reception.close();
    assert_eq!(reception.take(body).await, Taken::NotNow, "closed");
}
