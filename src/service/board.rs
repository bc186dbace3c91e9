//! The web board: letting somebody in ([`enter`]), what they see there ([`pages`], [`table`]), and whether it
//! still holds while they look ([`watch`]). All of it is held against the roles in effect at that moment, as
//! `/status` is.

pub mod enter;
pub mod pages;
pub mod table;
pub mod watch;

use std::time::Duration;

/// What an office has decided about its board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardRules {
    /// Its address, without a slash at the end.
    pub url: String,
    /// How long a link lets somebody in.
    pub link_expires: Duration,
    /// How long somebody stays in.
    pub session_expires: Duration,
}

impl BoardRules {
    /// Whether the way there is encrypted: the messenger opens no other page inside of it.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.url.starts_with("https://")
    }
}
