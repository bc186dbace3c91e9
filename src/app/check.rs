//! `satupintu check`: settings, database and token, before the bot is let loose.

use super::settings::Settings;
use super::startup::{self, Unusable};
use crate::telegram::identity::{IdentifyError, Identity};

/// What was found in order.
#[derive(Debug)]
pub struct Checked {
    /// Who the bot is.
    pub identity: Identity,
}

/// Opens the database, which migrates it, and asks Telegram who the bot is.
///
/// # Errors
/// [`Unusable`]: what is not in order.
pub async fn check(settings: &Settings) -> Result<Checked, Unusable> {
    let client = startup::client(settings)?;
    let db = startup::database(settings).await?;
    db.close().await;
    let identity = client.identify().await.map_err(|error| match error {
        IdentifyError::WrongToken => Unusable::WrongToken,
        IdentifyError::Unreachable(reason) => Unusable::Client(format!(
            "Telegram tidak dapat dihubungi ({reason}); periksa jaringan"
        )),
        IdentifyError::Other(reason) => Unusable::NotTelegram(reason),
    })?;
    Ok(Checked { identity })
}
