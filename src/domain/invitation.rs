//! Links that make somebody a member.

use super::institution::Code;
use super::role::Role;

/// Digits of a link's token: 160 bits in hex, within the 64 characters of a deep link.
pub const TOKEN_DIGITS: usize = 40;

/// A text in which whatever may be the token of a link is covered.
#[must_use]
pub fn masked(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_hexdigit()) {
        let (before, from) = rest.split_at(at);
        let end = from.find(|c: char| !c.is_ascii_hexdigit());
        let (digits, after) = from.split_at(end.unwrap_or(from.len()));
        masked.push_str(before);
        masked.push_str(match digits.len() < TOKEN_DIGITS {
            true => digits,
            false => "[token]",
        });
        rest = after;
    }
    masked.push_str(rest);
    masked
}

/// What a link turns its redeemer into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Invitation {
    /// A person with a role.
    Person(Role),
    /// A group, topic or channel of an institution.
    Chat,
}

impl Invitation {
    /// The stored word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person(role) => role.as_str(),
            Self::Chat => "chat",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_stored(word: &str) -> Option<Self> {
        match word {
            "chat" => Some(Self::Chat),
            word => Role::from_stored(word).map(Self::Person),
        }
    }
}

/// The two links of an institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// Whose.
    pub code: Code,
    /// Its name.
    pub name: String,
    /// Brings in its group.
    pub group_url: String,
    /// Brings in its officers.
    pub officer_url: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_covered_and_nothing_else() {
        let token = "0123456789abcdef0123456789abcdef01234567";
        assert_eq!(token.len(), TOKEN_DIGITS);
        for text in [
            "",
            "Budi, cafe 2026-11-22, -1001234567890",
            "/start 0123456789abcdef",
        ] {
            assert_eq!(masked(text), text);
        }
        let url = format!("{{\"text\":\"https://t.me/bot?start={token}\",\"é\":\"{token}\"}}");
        assert_eq!(
            masked(&url),
            r#"{"text":"https://t.me/bot?start=[token]","é":"[token]"}"#
        );
        assert_eq!(
            masked(&format!("/start {}", token.to_uppercase())),
            "/start [token]"
        );
        assert_eq!(masked(&format!("ab{token}")), "[token]");
    }
}
