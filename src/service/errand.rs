//! What follows from what the messenger was asked.

use super::checkup::live;
use super::{Rules, look};
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

/// Deals with a finding, in the transaction that ends its errand. A [`Finding::NotNow`] comes here only
/// when the errand was given up.
///
/// # Errors
/// A database fault.
pub async fn found(
    tx: &mut Tx,
    rules: &Rules,
    errand: &Errand,
    finding: &Finding,
    now: Timestamp,
) -> Result<(), Fault> {
    match errand {
        Errand::Look { chat } => {
            look::found(tx, rules, chat, finding, now).await?;
            live::looked(tx, rules, chat, now).await
        }
    }
}
