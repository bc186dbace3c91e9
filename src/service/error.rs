//! Why a use case did not do what was asked.

use crate::domain::refusal::Refusal;
use crate::store::Fault;

/// A "no" for the user, or a fault for the operator.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The user is told why, and what to do next.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// Nobody's doing; tried again.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}
