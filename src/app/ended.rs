//! Why the program ended by itself.

use super::startup::Unusable;
use crate::store::Fault;

/// Why the program ended by itself.
#[derive(Debug, thiserror::Error)]
pub enum Ended {
    /// It could not start.
    #[error(transparent)]
    Unusable(#[from] Unusable),
    /// Another process leads now.
    #[error("program lain telah mengambil alih giliran; program ini berhenti")]
    Deposed,
    /// The last words did not reach the database.
    #[error(
        "basis data tidak menjawab saat program berhenti ({0}); yang belum tercatat akan ditandai mungkin ganda"
    )]
    Database(Fault),
}

impl From<Fault> for Ended {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Deposed => Self::Deposed,
            fault => Self::Database(fault),
        }
    }
}
