//! Why the program ended by itself.

use super::startup::Unusable;

/// Why the program ended by itself.
#[derive(Debug, thiserror::Error)]
pub enum Ended {
    /// It could not start, or its token is known no longer.
    #[error(transparent)]
    Unusable(#[from] Unusable),
    /// The last words did not reach the database.
    #[error(
        "basis data tidak menjawab saat program berhenti ({0}); yang belum tercatat akan ditandai mungkin ganda"
    )]
    Unwritten(String),
}
