//! Which roles a list of holders shows: as `/peran` is typed, and as the list's own buttons carry it.

use super::institution::{Code, fold};
use super::role::Role;

/// What a list is narrowed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// Every role.
    All,
    /// One role, everywhere.
    Role(Role),
    /// An institution and everything below it.
    Below(Code),
    /// People who are called so.
    Called(Needle),
}

/// A person as somebody types them: `@username`, an account's number, or a part of the name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needle(String);

impl Needle {
    /// Most bytes that are looked for, so that a button can carry them.
    const MAX_LEN: usize = 32;

    /// Reads what somebody typed; nothing if it names nobody.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        let folded = match typed.strip_prefix('@') {
            Some(username) => {
                let allowed = |c: &char| c.is_ascii_alphanumeric() || *c == '_';
                let kept: String = username.chars().filter(allowed).collect();
                format!("@{}", kept.to_ascii_lowercase())
            }
            None => fold(typed),
        };
        let mut end = folded.len().min(Self::MAX_LEN);
        while !folded.is_char_boundary(end) {
            end -= 1;
        }
        let kept = folded[..end].trim_end();
        (!kept.is_empty() && kept != "@").then(|| Self(kept.to_owned()))
    }

    /// Whether somebody is meant: by the whole username, the whole number, or any part of the name.
    #[must_use]
    pub fn fits(&self, name: &str, username: Option<&str>, account: Option<&str>) -> bool {
        if let Some(wanted) = self.0.strip_prefix('@') {
            return username.is_some_and(|username| username.eq_ignore_ascii_case(wanted));
        }
        account == Some(self.0.as_str()) || fold(name).contains(&self.0)
    }

    /// What is looked for.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Wanted {
    /// The role of a word as people type it.
    #[must_use]
    pub fn role_of(word: &str) -> Option<Role> {
        match word.trim().to_lowercase().as_str() {
            "pemilik" => Some(Role::Owner),
            "penyusun" => Some(Role::Author),
            "penyetuju" => Some(Role::Approver),
            "koordinator" => Some(Role::Coordinator),
            "petugas" => Some(Role::Officer),
            _ => None,
        }
    }

    /// As a button carries it: at most 41 bytes, without a colon.
    #[must_use]
    pub fn write(&self) -> String {
        match self {
            Self::All => "*".to_owned(),
            Self::Role(role) => format!("+{}", role.as_str()),
            Self::Below(code) => format!("={code}"),
            Self::Called(needle) => format!("~{}", needle.0),
        }
    }

    /// Reads what [`Wanted::write`] wrote.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut chars = text.chars();
        let (kind, rest) = (chars.next()?, chars.as_str());
        let wanted = match kind {
            '*' => Self::All,
            '+' => Self::Role(Role::from_stored(rest)?),
            '=' => Self::Below(Code::parse(rest)?),
            '~' => Self::Called(Needle::parse(rest)?),
            _ => return None,
        };
        (wanted.write() == text).then_some(wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needle(typed: &str) -> Needle {
        Needle::parse(typed).unwrap()
    }

    #[test]
    fn people_are_found_by_what_others_know_of_them() {
        let fits =
            |typed: &str| needle(typed).fits("Budí Santoso", Some("BudiS_1"), Some("123456"));
        for typed in ["budi", "SANTOSO", "di san", "@budis_1", "123456"] {
            assert!(fits(typed), "{typed}");
        }
        for typed in ["budiman", "@budis", "12345", "ratna"] {
            assert!(!fits(typed), "{typed}");
        }
        for typed in ["", "  ", "@", "…"] {
            assert_eq!(Needle::parse(typed), None, "{typed:?}");
        }
    }

    #[test]
    fn what_is_wanted_survives_a_button() {
        for wanted in [
            Wanted::All,
            Wanted::Role(Role::Approver),
            Wanted::Below(Code::parse(&"x".repeat(Code::MAX_LEN)).unwrap()),
            Wanted::Called(needle("@budi_s")),
            Wanted::Called(needle("Nama: yang sangat panjang sekali, é dan seterusnya")),
        ] {
            let text = wanted.write();
            assert!(text.len() <= 41 && !text.contains(':'), "{text}");
            assert_eq!(Wanted::read(&text), Some(wanted), "{text}");
        }
        for text in ["", "+raja", "=kpu-64", "~", "~Budi", "?"] {
            assert_eq!(Wanted::read(text), None, "{text}");
        }
    }
}
