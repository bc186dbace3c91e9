//! What follows from what the messenger was asked.

use super::checkup::live;
use super::{Rules, import, look};
use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::errand::{Errand, Finding};
use crate::domain::roster::RosterFile;
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

/// A finding, as far as it can be worked on before a transaction is opened for it.
#[derive(Debug)]
pub enum Found {
    /// As it came.
    Bare(Finding),
    /// A registry file, read.
    Roster(RosterFile),
}

/// Works on a finding what needs no database: that may take a while, and must hold nothing up.
#[must_use]
pub fn digest(errand: &Errand, finding: Finding) -> Found {
    match (errand, finding) {
        (Errand::Import(_), Finding::File(bytes)) => Found::Roster(RosterFile::read(&bytes)),
        (_, finding) => Found::Bare(finding),
    }
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
        (Errand::Look { .. }, Found::Roster(_)) => Ok(()),
        (Errand::Import(wanted), found) => import::found(tx, rules, wanted, found, now).await,
    }
}
