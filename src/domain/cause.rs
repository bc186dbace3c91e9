//! Why a chat did not get an announcement.

/// Why a delivery failed, in one word; the words of the platform are kept beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cause {
    /// Nobody can be reached there until something changes on their side.
    Unreachable,
    /// The chat forbids photos, videos or documents.
    Forbidden,
    /// The platform will not take it.
    Rejected,
    /// Every try ended without an answer.
    Unanswered,
    /// The chat is the institution's no more: its officer's role was revoked, or it was let go.
    Revoked,
    /// The broadcast was stopped before its turn came.
    Stopped,
}

impl Cause {
    const ALL: [Self; 6] = [
        Self::Unreachable,
        Self::Forbidden,
        Self::Rejected,
        Self::Unanswered,
        Self::Revoked,
        Self::Stopped,
    ];

    /// The stored word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Forbidden => "forbidden",
            Self::Rejected => "rejected",
            Self::Unanswered => "unanswered",
            Self::Revoked => "revoked",
            Self::Stopped => "stopped",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_stored(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cause| cause.as_str() == word)
    }

    /// Whether it says something about the announcement or the platform, rather than about the chat.
    /// Too many of these pause a broadcast.
    #[must_use]
    pub fn is_unexpected(self) -> bool {
        matches!(self, Self::Rejected | Self::Unanswered)
    }
}
