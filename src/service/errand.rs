//! What follows from what the messenger was asked.

use super::checkup::live;
use super::{Rules, archive, disseminate, import, look};
use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::errand::{Errand, Finding};
use crate::store::errand::{self, Urgency};
use crate::store::{Fault, Tx};

/// Has a chat of the registry looked at; see [`look::found`].
///
/// # Errors
/// A database fault.
pub async fn look_at(
    tx: &mut Tx,
    chat: &Address,
    urgency: Urgency,
    now: Timestamp,
) -> Result<(), Fault> {
    let errand = Errand::Look { chat: chat.clone() };
    errand::put(tx, &errand, urgency, now).await
}

/// A finding, as far as it was worked on before the transaction for it is opened.
#[derive(Debug)]
pub enum Found {
    /// As it came.
    Bare(Finding),
    /// A registry file, read and held against the registry.
    Compared(import::Compared),
    /// A preview, to be applied.
    Ready(import::Ready),
    /// A medium, kept under this SHA-256.
    Archived(String),
}

/// Deals with a finding, in the transaction that ends its errand. A [`Finding::NotNow`] comes here only
/// when the errand was given up.
///
/// # Errors
/// A database fault.
pub async fn found(
    tx: &mut Tx,
    rules: &Rules,
    errand: &Errand,
    found: &Found,
    now: Timestamp,
) -> Result<(), Fault> {
    match (errand, found) {
        (Errand::Look { chat }, Found::Bare(finding)) => {
            let told_from = live::told_from(tx, chat, now).await?;
            look::found(tx, rules, chat, finding, told_from, now).await?;
            live::looked(tx, rules, chat, now).await
        }
        (Errand::Look { .. }, _) => Ok(()),
        (Errand::Archive(wanted), found) => archive::found(tx, rules, wanted, found, now).await,
        (Errand::Evidence(wanted), found) => {
            disseminate::archived(tx, rules, wanted, found, now).await
        }
        (Errand::Import(wanted), found) => import::found(tx, rules, wanted, found, now).await,
        (Errand::Apply(pressed), Found::Ready(ready)) => {
            import::applied(tx, rules, pressed, ready, now).await
        }
        (Errand::Apply(pressed), _) => import::not_applied(tx, rules, pressed, now).await,
    }
}

/// Tells whoever waits for an errand that it was given up: dealing with what was found failed each time.
///
/// # Errors
/// A database fault.
pub async fn given_up(
    tx: &mut Tx,
    rules: &Rules,
    errand: &Errand,
    now: Timestamp,
) -> Result<(), Fault> {
    match errand {
        // Looked at again in the next night.
        Errand::Look { .. } => Ok(()),
        Errand::Import(_) | Errand::Apply(_) | Errand::Archive(_) | Errand::Evidence(_) => {
            let nothing = Finding::Refused {
                reason: String::new(),
            };
            found(tx, rules, errand, &Found::Bare(nothing), now).await
        }
    }
}
